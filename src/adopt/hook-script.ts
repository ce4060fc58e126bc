/** What tells pyrel's hook from every other, wherever it has been moved to. */
export const HOOK_COMMAND = 'pyrel pre-push';

/** The name that a hook gets that was there before. It stays when pre-commit moves ours to `pre-push.legacy`. */
export const CHAINED = 'pre-push.pyrel-chained';

/**
 * git's pre-push hook, for any POSIX shell. git hands it a line for each pushed ref on its standard input, which is kept,
 * since two programs read it. A push without tags costs no more than the shell. Where pyrel is not installed the push
 * goes through: the hook may have come with a shared folder, and stopping everybody's push would be hostile.
 */
export const HOOK_SCRIPT: string = `#!/bin/sh
# Written by \`pyrel init\`. Lints the release that a version tag makes, before the tag leaves this machine.
# To push all the same: \`PYREL_SKIP=1 git push ...\`, or \`git push --no-verify ...\`, which leaves out every hook.

refs=$(cat)
give() { [ -z "$refs" ] || printf '%s\\n' "$refs" 2>/dev/null; }

# The hook that was here before.
chained="$(dirname "$0")/${CHAINED}"
if [ -x "$chained" ]; then
  give | "$chained" "$@" || exit $?
fi

case "$refs" in
  *" refs/tags/"*) ;;
  *) exit 0 ;;
esac

if [ -x ./node_modules/.bin/pyrel ]; then
  set -- ./node_modules/.bin/pyrel pre-push "$@"
elif command -v pyrel >/dev/null 2>&1; then
  set -- ${HOOK_COMMAND} "$@"
elif command -v npx >/dev/null 2>&1 && npx --no-install pyrel --version >/dev/null 2>&1; then
  set -- npx --no-install ${HOOK_COMMAND} "$@"
else
  echo 'warning: pyrel is not installed, so the pushed tags are NOT checked.' >&2
  echo '  help: \`npm install --global pyrel\`, then push again; or remove this hook.' >&2
  exit 0
fi
give | "$@"
`;

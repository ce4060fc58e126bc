import { PyrelError } from '../core/error.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { Repository } from '../io/repository.ts';
import { openRepository } from '../io/repository.ts';
import { loadConfig } from '../io/load-config.ts';
import { lint } from '../lint.ts';
import { visible } from '../report/visible.ts';
import { rules } from '../rules/registry.gen.ts';
import { parsePep440 } from '../version/pep440.ts';
import { parseTag } from '../version/tag.ts';
import { lintArguments } from './arguments.ts';
import { lintRepository } from './lint-repository.ts';
import type { PushedTag } from './pushed-tags.ts';
import { MOST_TAGS, parsePushedTags, releaseTags } from './pushed-tags.ts';
import type { Surroundings } from './surroundings.ts';

export type PrePushArguments = {
  /** The name of the remote, or its URL where it has none. */
  readonly remote: string | null;
  /** What git hands to the hook on its standard input; null where that is a terminal, and no push goes on. */
  readonly input: (() => Promise<string>) | null;
};

/**
 * `pyrel pre-push`, what git's hook runs: lints each pushed version tag as `pyrel-lint --tag NAME --at ID` does. An answer
 * other than 0 stops the push. What could not be looked at does not stop it: nothing is known to be wrong.
 */
export async function prePushCommand({ remote, input }: PrePushArguments, around: Surroundings): Promise<number> {
  if (input === null)
    throw new PyrelError(
      'usage',
      '`pyrel pre-push` is run by git, with what is pushed on its standard input',
      'See `pyrel init`, which writes the hook; to lint a tag, run `pyrel-lint --tag TAG --at TAG`.',
    );
  const pushed = parsePushedTags(await input());
  const skipped = around.env['PYREL_SKIP'] ?? '';
  if (pushed.length === 0) return 0;
  if (skipped !== '' && skipped !== '0') {
    around.warn(
      `pyrel: ${pushed.length === 1 ? 'the pushed tag is' : 'the pushed tags are'} not checked: PYREL_SKIP is set\n`,
    );
    return 0;
  }
  const releases = releaseTags(pushed, (tag) => pushed.filter(({ id }) => id === tag.id).map(({ name }) => name));
  const judged = releases.slice(0, MOST_TAGS);
  if (judged.length < releases.length)
    around.warn(`pyrel: ${releases.length} version tags are pushed; only the newest ${MOST_TAGS} are checked\n`);
  const refused: string[] = [];
  let worst = 0;
  for (const tag of judged) {
    const code = await judgeTag(tag, remote, around);
    if (code !== 0) refused.push(tag.name);
    worst = Math.max(worst, code);
  }
  if (worst !== 0)
    around.warn(
      `pyrel: not ready to be released: ${refused.map(visible).join(', ')}. Nothing was pushed.\n` +
        '  help: Mend it and move the tag, or push all the same with `git push --no-verify` or `PYREL_SKIP=1`.\n',
    );
  return worst;
}

async function judgeTag(tag: PushedTag, remote: string | null, around: Surroundings): Promise<number> {
  const repository = await openAt(tag, around);
  try {
    if (!(await isRelease(tag, repository, around))) return 0;
    // A remote without a name comes as its URL, which may hold a password.
    const to = remote !== null && /^[\w.-]+$/.test(remote) ? ` to ${remote}` : '';
    around.warn(`pyrel: is ${visible(tag.name)} fit to be pushed${to}?\n`);
    const code = await lintRepository(lintArguments({ tag: tag.name, at: tag.id }), repository, around);
    if (code !== 3) return code;
    around.warn(`warning: ${visible(tag.name)} could not be checked as a whole, and nothing was found to be wrong\n`);
    return 0;
  } finally {
    repository.close();
  }
}

/** The tagged commit. `git --git-dir=…` leaves a current directory from which the repository cannot be found. */
async function openAt({ id, name }: PushedTag, around: Surroundings): Promise<Repository> {
  const open = (root: string): Promise<Repository> => openRepository({ root, revision: id, env: around.env });
  const gitFolder = around.env['GIT_DIR'] ?? '';
  try {
    return await open(around.cwd);
  } catch (error) {
    if (!(error instanceof PyrelError)) throw error;
    try {
      if (gitFolder !== '') return await open(gitFolder);
    } catch (again) {
      if (!(again instanceof PyrelError)) throw again;
    }
    throw new PyrelError(error.code, `${name} cannot be checked: ${error.message}`, error.todo);
  }
}

/** Whether the tag releases a project of its tree: no tag of another component, and no full tag that this is an alias of. */
async function isRelease({ name, id }: PushedTag, repository: Repository, around: Surroundings): Promise<boolean> {
  const history = await repository.git.history();
  const beside = isUnknown(history) ? [] : history.tagsAtHead.map((tag) => tag.name);
  if (releaseTags([{ name, id, isNew: true }], () => beside).length === 0) return false;
  const { subjects } = await lint({
    files: repository.files,
    git: repository.git,
    root: repository.root,
    config: await loadConfig({ repository, given: null, rules }),
    adjust: (config) => config,
    // No rule: the facts that all share tell whom the tag concerns.
    rules: [],
    allRules: rules,
    request: { mode: 'release', version: null, tag: name },
    modeReason: 'pyrel pre-push',
    today: around.today,
    toolVersion: __PYREL_VERSION__,
    checks: null,
    workFolder: null,
  });
  return subjects.some(({ facts: { project, plan } }) => {
    if (plan.release === null || plan.release.isForeign) return false;
    const usual = known(project.conventions.tagPrefix)?.value ?? null;
    return usual === null || usual === parseTag(name)?.prefix || !isBareNumber(name);
  });
}

/** `release-20260102` beside `v1.2.3` counts days or builds. */
function isBareNumber(name: string): boolean {
  return parsePep440(parseTag(name)?.version ?? '')?.release.length === 1;
}

import type { Part } from './part.ts';
import { left, there, write } from './part.ts';
import { CHAINED, HOOK_COMMAND, HOOK_SCRIPT } from './hook-script.ts';

/** What stands at a path. */
export type Found =
  | { readonly kind: 'missing' }
  | { readonly kind: 'file'; readonly text: string }
  /** A link, a folder, or what cannot be read: `is` completes "FILE is …". */
  | { readonly kind: 'other'; readonly is: string };

export type HookFacts = {
  /** The folder from which git takes its hooks, as shown. */
  readonly folder: string;
  /** Whether it lies outside of the repository: one folder for all repositories of the user. */
  readonly isShared: boolean;
  /** Config file of lefthook, which writes the hooks itself. */
  readonly lefthook: string | null;
  /** What stands in the folder (in husky's, the one above, where people write theirs). */
  readonly found: { readonly [name in 'pre-push' | 'pre-push.legacy' | typeof CHAINED]: Found };
  readonly isHusky: boolean;
};

const WHAT = 'lints the release of each version tag before it is pushed';

const LINE = `${HOOK_COMMAND} "$@"`;

/** git's own pre-push hook; one that is there is kept, and runs first. */
export function proposeHook(facts: HookFacts): Part {
  const { folder, found } = facts;
  const at = (name: string): string => `${folder}/${name}`;
  const installed = Object.entries(found).find(([, one]) => one.kind === 'file' && one.text.includes(HOOK_COMMAND));
  if (installed !== undefined) return there(`${at(installed[0])} runs pyrel already`);
  if (facts.isShared)
    return left(`git takes hooks from ${folder}, which other repositories may share`, [
      `Add this line to ${at('pre-push')}, before what reads its standard input:`,
      `  ${LINE}`,
    ]);
  const own = found['pre-push'];
  if (facts.lefthook !== null || (own.kind === 'file' && /\blefthook\b/.test(own.text)))
    return left(`lefthook writes ${at('pre-push')}`, [
      `Add to ${facts.lefthook ?? 'the config of lefthook'}:`,
      ...['pre-push:', '  commands:', '    pyrel:', `      run: ${HOOK_COMMAND} {0}`, '      use_stdin: true'].map(
        (line) => `  ${line}`,
      ),
    ]);
  if (own.kind === 'missing')
    return write({ path: at('pre-push'), what: WHAT, before: null, after: HOOK_SCRIPT, isExecutable: true });
  if (own.kind === 'other') return byHand(at('pre-push'), own.is);
  if (facts.isHusky) return byHand(at('pre-push'), "is husky's");
  return chain(facts, /pre-commit\.com|pre_commit|hook-impl/.test(own.text) ? 'pre-push.legacy' : 'pre-push');
}

function byHand(path: string, is: string): Part {
  return left(`${path} ${is}, so it is not changed`, [
    'Add this line to it, before what reads its standard input:',
    `  ${LINE}`,
  ]);
}

/**
 * Ours takes the place of the hook that is there, which gives way under a name of its own. pre-commit's stays where it
 * is: it runs `pre-push.legacy` first, and hands it its arguments and input (pre_commit/commands/hook_impl.py).
 */
function chain({ folder, found }: HookFacts, name: 'pre-push' | 'pre-push.legacy'): Part {
  const own = found[name];
  const [path, aside] = [`${folder}/${name}`, `${folder}/${CHAINED}`];
  const isLegacy = name === 'pre-push.legacy';
  const order = isLegacy ? "; pre-commit's own hook runs it" : '; the hook that is there is kept, and runs first';
  const proposal = { path, what: WHAT + order, before: null, after: HOOK_SCRIPT, isExecutable: true };
  if (own.kind === 'missing') return write(proposal);
  if (own.kind === 'other') return byHand(path, own.is);
  if (found[CHAINED].kind !== 'missing') return byHand(path, `is there, and ${CHAINED} too`);
  return write({ ...proposal, moved: { from: path, to: aside } });
}

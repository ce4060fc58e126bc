import type { ShellWord } from '../project/shell.ts';
import type { Partial } from '../core/partial.ts';
import { isWhole, leadingHole } from '../core/partial.ts';
import type { CommandFacts, CommandScene, FoundStep } from './release-step-facts.ts';
import { made } from './release-step-facts.ts';
import { pushToken, tokenOf } from './release-step-token.ts';
import { actionReference } from './upload-actions.ts';

/** What git does to tags: one that is made and pushed, in whichever script of the job. */
export function gitStep(given: readonly ShellWord[], scene: CommandScene): CommandFacts | null {
  let at = 0;
  while (given[at]?.text.startsWith('-') === true) at += /^-[Cc]$/.test(given[at]?.text ?? '') ? 2 : 1;
  const verb = given[at]?.text;
  const args = given.slice(at + 1);
  if (isInOtherRepository(scene)) return null;
  if (verb === 'tag') noteTag(args, scene);
  if (verb !== 'push' || args.some(({ text }) => /^(?:-d|--delete|--dry-run|-n)$|^:/.test(text))) return null;
  const tag = pushedTag(args, scene);
  if (tag === undefined) return null;
  return made('git push', 'create-tag', pushedBy(args, scene), tag);
}

/** Another repository is checked out in the folder that the step works in. */
function isInOtherRepository({ step, before }: CommandScene): boolean {
  const folder = trimmed(step.step.workingDirectory?.value ?? '');
  return (
    folder !== '' &&
    before.some(({ step: { uses }, input }) => {
      const isCheckout = uses !== null && actionReference(uses.value).slug === 'actions/checkout';
      const isOther = /^[\w.-]+\/[\w.-]+$/.test(input('repository')?.value ?? '');
      const path = trimmed(input('path')?.value ?? '');
      return isCheckout && isOther && path !== '' && (folder === path || folder.startsWith(`${path}/`));
    })
  );
}

function trimmed(path: string): string {
  return path.replace(/^(?:\.\/)+|\/+$/g, '');
}

/** `git tag [-a] [-m MESSAGE] NAME [COMMIT]`. */
function noteTag(args: readonly ShellWord[], { word, made: tags }: CommandScene): void {
  let name: ShellWord | undefined;
  for (let at = 0; at < args.length; at++) {
    const text = args[at]?.text ?? '';
    if (/^(?:-l|--list|-d|--delete|-v|--verify|--points-at|--contains|--merged|--no-merged|--sort.*|-n\d*)$/.test(text))
      return;
    if (/^(?:-m|-F|-u|--message|--file|--local-user|--cleanup|-[asf]{1,3}m)$/.test(text)) at++;
    else if (!text.startsWith('-')) name ??= args[at];
  }
  if (name !== undefined) tags.push(word(name.text));
}

/** The tag that a push takes along; null where its name is not known, undefined where it takes none. */
function pushedTag(args: readonly ShellWord[], { word, made: tags }: CommandScene): Partial | null | undefined {
  const last = tags.at(-1) ?? null;
  if (args.some(({ text }) => text === '--tags')) return last;
  if (args.some(({ text }) => text === '--follow-tags')) return tags.length > 0 ? last : undefined;
  const specs = args.filter(({ text }) => !text.startsWith('-')).slice(1);
  for (const [at, { text }] of specs.entries()) {
    const before = specs[at - 1]?.text;
    const value = word(text).replace(/^\+/, '');
    if (before === 'tag' || /^(?:refs\/)?tags\//.test(value) || /:refs\/tags\//.test(value))
      return value.replace(/^.*:?refs\/tags\//s, '');
    // A tag that the job made, or the planned one: not where the run is for that tag, which is there already.
    if (tags.some((one) => one !== null && one === value)) return value;
    if (tags.includes(null) && !isWhole(value) && !/branch|HEAD|ref_name/i.test(text)) return value;
  }
  return undefined;
}

/** `git push https://x:$TOKEN@github.com/…` brings its own credentials. */
function pushedBy(args: readonly ShellWord[], { step, job, before, word }: CommandScene): FoundStep['token'] {
  const remote = args.find(({ text }) => !text.startsWith('-'));
  const value = remote === undefined ? '' : word(remote.text);
  const at = endOfCredentials(value);
  if (!value.includes('://') || at === -1) return pushToken(before, step, job);
  return tokenOf(value.slice(0, at).replace(/^.*:\/\/(?:[^:@]*:)?/s, ''), job);
}

/** Where the host begins behind them, as far as it can be told. */
function endOfCredentials(address: Partial): number {
  const ends = [...address.matchAll(/@/g)].map(({ index }) => index);
  return ends.find((at) => address.startsWith('@github.com', at) || leadingHole(address.slice(at + 1)) !== null) ?? -1;
}

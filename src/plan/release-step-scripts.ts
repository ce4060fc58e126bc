import { isUnknown, unknown } from '../core/unknown.ts';
import type { ShellCommand } from '../project/shell.ts';
import type { CommandFacts } from './release-step-facts.ts';
import { made } from './release-step-facts.ts';
import type { Partial } from '../core/partial.ts';
import { expandShell } from './shell-text.ts';
import type { Value } from './value.ts';
import { tokenOf } from './release-step-token.ts';
import type { JobRun, StepRun } from './simulation.ts';

/** Whether a script that cannot be read looks as though it made releases or tags. */
function scriptMayRelease(text: string): boolean {
  return /\bgh release (?:create|edit|upload)\b|\bhub release\b|\bgit push\b[^\n]{0,200}(?:--tags|--follow-tags|refs\/tags)|\bsemantic-release\b|\/releases\b[^\n]{0,200}(?:POST|-X)/.test(
    text,
  );
}

/** The script of the project's own that a command runs, where its name looks as though it made releases; null elsewhere. */
export function releasingScript({ words }: ShellCommand): string | null {
  const isScript = /(?:^|\/)(?:[\w.]{0,60}[_-])?(?:release|tag)(?:[_-][\w.]{0,60})?\.(?:sh|py|js|ts|rb|pl)$/i;
  // Tests of that name, and what builds, checks or announces.
  const isElse = /test|check|note|build|prepare|announce|changelog|version|valid/i;
  const found = words.slice(0, 8).find(({ text }) => isScript.test(text) && !isElse.test(text.split('/').at(-1) ?? ''));
  return found?.text.slice(0, 80) ?? null;
}

/** Words of a script as its shell sees them: with the step's variables, and those that the script has set so far. */
export function scriptWords(step: StepRun): {
  readonly word: (text: string) => Partial;
  readonly note: (command: ShellCommand, isSure: boolean) => void;
} {
  const own = new Map<string, Value>();
  const lookUp = (name: string): Value =>
    own.get(name) ?? step.variable(name) ?? unknown(`$${name}, which the script sets`);
  const word = (text: string): Partial => expandShell(step.text(text), lookUp);
  return {
    word,
    note: ({ assignments, words }, isSure) => {
      // `A=1 command` is for that command alone.
      if (words.length > 0 && !/^(?:export|declare|readonly|local|typeset)$/.test(words[0]?.text ?? '')) return;
      for (const { name, value } of assignments)
        own.set(name, isSure ? word(value.text) : unknown('a script that goes several ways'));
    },
  };
}

/** Whether a script of actions/github-script, or one that cannot be read, does something with releases. */
export function githubScriptStep(step: StepRun, job: JobRun): CommandFacts | null {
  const given = step.input('script');
  if (given === null) return null;
  const text = given.value;
  const input = step.input('github-token');
  const token = input === null ? 'github-token' : tokenOf(input.value, job);
  if (/\bcreateRelease\b/.test(text)) return made('actions/github-script', 'create-release', token);
  if (/\bupdateRelease\b/.test(text)) return made('actions/github-script', 'edit-release', token);
  if (/\buploadReleaseAsset\b/.test(text)) return made('actions/github-script', 'upload-assets', token);
  return /\bcreateRef\b/.test(text) && /refs\/tags/.test(text)
    ? made('actions/github-script', 'create-tag', token)
    : null;
}

/** Why a script is not read, where it may do something with releases; null elsewhere. */
export function unreadScript(step: StepRun): string | null {
  const script = step.step.run;
  if (script === null || !isUnknown(script.commands)) return null;
  return scriptMayRelease(script.text) ? script.commands.unknown : null;
}

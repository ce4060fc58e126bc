import { unknown } from '../core/unknown.ts';
import type { Place } from '../core/place.ts';
import type { ShellCommand } from '../project/shell.ts';
import { splitPartial } from './image-text.ts';
import type { Partial } from '../core/partial.ts';
import type { ShellVariables } from './shell-text.ts';
import { expandShell } from './shell-text.ts';
import type { StepRun } from './simulation.ts';

/** A word of a command as the shell sees it. */
export type Argument = { readonly text: Partial; readonly place: Place; readonly raw: string };

/** The variables of a script while it is read from top to bottom. */
export type ScriptReading = {
  /** What was assigned so far, with the text as it stands in the file. */
  readonly assigned: Map<string, { readonly value: Partial; readonly raw: string }>;
  readonly lookUp: ShellVariables;
  readonly step: StepRun;
};

export function readingOf(step: StepRun): ScriptReading {
  const assigned: ScriptReading['assigned'] = new Map();
  return {
    assigned,
    step,
    // What neither the workflow nor the script sets may be set by a loop or by a program.
    lookUp: (name) => assigned.get(name)?.value ?? step.variable(name) ?? unknown(`$${name}`),
  };
}

/** Takes over what a command assigns. */
export function assign({ assignments }: ShellCommand, { assigned, lookUp, step }: ScriptReading): void {
  for (const { name, value } of assignments) {
    const made = value.isLiteral ? value.text : expandShell(step.text(value.text), lookUp);
    // `TAGS="$TAGS -t …"` keeps what the text before it was.
    const before = value.text.includes(`$${name}`) || value.text.includes(`\${${name}`) ? assigned.get(name)?.raw : '';
    assigned.set(name, { value: made, raw: `${before ?? ''}${value.text}` });
  }
}

const VARIABLE = /^\$\{?(?<name>\w+)(?:\[@\])?\}?$/;

/** The words of a command. A variable on its own may stand for several, since names of images hold no blanks. */
export function argumentsOf({ words }: ShellCommand, { assigned, lookUp, step }: ScriptReading): readonly Argument[] {
  return words.flatMap(({ text: raw, isLiteral, place }): readonly Argument[] => {
    if (isLiteral) return [{ text: raw, place, raw }];
    const text = expandShell(step.text(raw), lookUp);
    const name = VARIABLE.exec(raw)?.groups?.['name'];
    const origin = name === undefined ? raw : (assigned.get(name)?.raw ?? raw);
    if (name === undefined && !raw.startsWith('${{')) return [{ text, place, raw: origin }];
    const parts = splitPartial(text, /\s/);
    return parts.length === 0 ? [] : parts.map((part) => ({ text: part, place, raw: origin }));
  });
}

/** Options that take the next word. */
const VALUED = new Set(
  (
    '-t --tag -f --file --platform --build-arg --target --label -o --output --cache-from --cache-to --secret --ssh ' +
    '--network --builder --progress --iidfile --metadata-file --build-context --add-host --annotation --attest ' +
    '--provenance --sbom --shm-size --ulimit -m --memory --append-file --prefer-index --arch --os --variant --creds ' +
    '--authfile --format --manifest --isolation --volume -v --context --config -H --host --log-level -l --amend-with'
  ).split(' '),
);

export type Arguments = {
  /** Values by option, in order; `''` for those without one. */
  readonly options: ReadonlyMap<string, readonly Argument[]>;
  readonly rest: readonly Argument[];
};

/** Takes the words behind a subcommand apart. */
export function parseArguments(words: readonly Argument[]): Arguments {
  const options = new Map<string, Argument[]>();
  const rest: Argument[] = [];
  const add = (name: string, value: Argument): void => {
    const list = options.get(name);
    if (list === undefined) options.set(name, [value]);
    else list.push(value);
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) continue;
    const joined = /^(?<name>--[\w-]+)=(?<value>.*)$/s.exec(word.text)?.groups;
    const next = words[i + 1];
    if (joined !== undefined) add(joined['name'] ?? '', { ...word, text: joined['value'] ?? '' });
    else if (VALUED.has(word.text) && next !== undefined) {
      add(word.text, next);
      i += 1;
    } else if (/^-t./s.test(word.text)) add('-t', { ...word, text: word.text.slice(2) });
    else if (word.text.startsWith('-') && word.text !== '-') add(word.text, { ...word, text: '' });
    else rest.push(word);
  }
  return { options, rest };
}

/** All values of an option under its names. */
export function valuesOf({ options }: Arguments, ...names: readonly string[]): readonly Argument[] {
  return names.flatMap((name) => options.get(name) ?? []);
}

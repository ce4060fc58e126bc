import { isUnknown, unknown } from '../core/unknown.ts';
import type { ShellCommand, ShellWord } from '../project/shell.ts';
import type { Script } from '../project/workflow.ts';
import type { Partial } from '../core/partial.ts';
import { clean, hole, isWhole } from '../core/partial.ts';
import { linesSaid } from './script-lines.ts';
import type { ShellVariables } from './shell-text.ts';
import { expandShell } from './shell-text.ts';
import type { Value } from './value.ts';

/** What a script writes to `$GITHUB_OUTPUT` or `$GITHUB_ENV`. */
export type Written = {
  readonly values: ReadonlyMap<string, Value>;
  /** Why more may be written than is known; null where that is all. */
  readonly open: string | null;
};

export type ScriptScene = {
  /** Evaluates the `${{ }}` in a text. */
  readonly text: (text: string) => Partial;
  readonly variables: ShellVariables;
};

/** A script in which what is written may depend on a condition. */
const BRANCHES = /(?:^|[\s;(])(?:if|case|for|while|until|function|select)\s|&&|\|\||\(\)/;

type Target = 'GITHUB_OUTPUT' | 'GITHUB_ENV';

const TARGETS: { readonly [target in Target]: RegExp } = {
  GITHUB_OUTPUT: /^"?\$\{?GITHUB_OUTPUT\}?"?$|^\$env:GITHUB_OUTPUT$/,
  GITHUB_ENV: /^"?\$\{?GITHUB_ENV\}?"?$|^\$\{\{\s*github\.env\s*\}\}$|^\$env:GITHUB_ENV$/,
};

/** Programs that write to no file of GitHub's by themselves. */
const PLAIN = new Set(
  (
    'echo printf cd pushd popd mkdir rmdir ls cat grep egrep sed awk cut tr head tail sort uniq wc test [ [[ set export ' +
    'declare local readonly typeset true false : exit date git gh jq yq curl wget rm cp mv ln touch chmod sleep basename ' +
    'dirname realpath readlink tee xargs find read shift return pwd uname which command type id du df tar zip unzip gzip ' +
    'sha256sum md5sum base64 seq rev expr let unset mapfile readarray trap wait kill docker pip pip3 apt-get apt brew'
  ).split(' '),
);

/** Whether a script calls programs that may write outputs, which every program can. */
export function callsPrograms({ commands }: Script): boolean {
  if (isUnknown(commands)) return true;
  return commands.some(({ words }) => {
    const [first, second] = words.map(({ text }) => text);
    const name = first === 'sudo' ? second : first;
    return name !== undefined && !PLAIN.has(name.split('/').at(-1) ?? name);
  });
}

/** Commands after which any variable may be another, and those that set the ones they name. */
const TAINTING = /^(?:source|\.|eval)$/;
const SETTING = /^(?:read|mapfile|readarray|unset|getopts|let|printf)$/;
const DECLARING = /^(?:export|declare|readonly|local|typeset)$/;

/** A script while it is read from top to bottom. */
type Reading = {
  readonly target: Target;
  readonly scene: ScriptScene;
  readonly values: Map<string, Value>;
  readonly variables: Map<string, Value>;
  readonly lookUp: ShellVariables;
  readonly isBranching: boolean;
  /** In a here-document whose end word is in quotes nothing is expanded, and which one that is the commands do not say. */
  readonly hasPlainDocuments: boolean;
  isTainted: boolean;
  /** The word that ends the value over several lines which an earlier command began. */
  until: string | null;
  open: string | null;
};

/** Reads what a script writes, as far as it can be told without running it. */
export function writtenBy(script: Script, target: Target, scene: ScriptScene): Written {
  const { commands, text } = script;
  const isOld = target === 'GITHUB_OUTPUT' && text.includes('::set-output');
  if (!text.includes(target) && !isOld) return { values: new Map(), open: null };
  if (isUnknown(commands)) return { values: new Map(), open: commands.unknown };
  const variables = new Map<string, Value>();
  const reading: Reading = {
    target,
    scene,
    values: new Map(),
    variables,
    lookUp: (name) =>
      variables.get(name) ?? (reading.isTainted ? unknown(`$${name}`) : (scene.variables(name) ?? unknown(`$${name}`))),
    isBranching: BRANCHES.test(text),
    hasPlainDocuments: /<<-?\s*['"\\]/.test(text),
    isTainted: false,
    until: null,
    open: null,
  };
  const places = new Set<string>();
  for (const command of commands) {
    note(command, reading);
    for (const { text: name, place } of filesOf(command))
      if (TARGETS[target].test(name)) places.add(JSON.stringify(place));
    write(command, reading);
  }
  // Where the script hands the file on by another name, or to a program, what is written is not seen.
  if (text.split(target).length - 1 > places.size) reading.open ??= `a script that hands on $${target}`;
  return { values: reading.values, open: reading.open };
}

/** Takes over what a command does to variables. */
function note({ words, assignments }: ShellCommand, reading: Reading): void {
  const { variables, isBranching } = reading;
  const first = words[0]?.text ?? '';
  // `A=1 command` is for that command alone.
  if (words.length === 0 || DECLARING.test(first))
    for (const { name, value } of assignments) {
      const isSure = !(isBranching && variables.has(name)) && !value.text.startsWith('(');
      variables.set(name, isSure ? valueOfWord(value, reading) : unsure());
    }
  if (TAINTING.test(first)) {
    reading.isTainted = true;
    variables.clear();
    reading.open ??= 'a script that reads variables';
  }
  if (SETTING.test(first)) for (const { text } of words.slice(1)) variables.set(text, unknown(`$${text}`));
}

function unsure(): Value {
  return unknown('a script that goes several ways');
}

function valueOfWord(word: Pick<ShellWord, 'text' | 'isLiteral'>, { scene, lookUp }: Reading): Partial {
  return word.isLiteral ? clean(word.text) : expandShell(scene.text(word.text), lookUp);
}

/** The files that a command writes to. */
function filesOf({ words, outputs }: ShellCommand): readonly ShellWord[] {
  return words[0]?.text === 'tee' ? [...outputs, ...words.slice(1)] : outputs;
}

/** Takes over what a command writes to the target. */
function write(command: ShellCommand, reading: Reading): void {
  const { target, values, isBranching } = reading;
  const [program, ...rest] = command.words;
  const isEcho = program?.text === 'echo' || program?.text === 'printf';
  if (!filesOf(command).some(({ text }) => TARGETS[target].test(text))) {
    if (!isEcho || target !== 'GITHUB_OUTPUT') return;
    for (const [name, value] of oldOutput(rest, reading))
      values.set(name.toLowerCase(), isBranching ? unsure() : value);
    return;
  }
  const lines = isEcho
    ? linesSaid(
        program.text,
        rest.map((word) => valueOfWord(word, reading)),
      )
    : documentOf(command, reading);
  if (lines === null) reading.open ??= 'what a program writes';
  else take(lines, reading);
}

/** What `cat <<EOF` writes; null for other programs. */
function documentOf({ words, input }: ShellCommand, { scene, lookUp, hasPlainDocuments }: Reading): Partial | null {
  const isCopied =
    /^(?:cat|tee)$/.test(words[0]?.text ?? '') && !words.slice(1).some(({ text }) => /^[^-$"]/.test(text));
  if (input === null || !isCopied || (hasPlainDocuments && /[$`\\]/.test(input))) return null;
  return expandShell(scene.text(input), lookUp);
}

/** `echo "::set-output name=NAME::VALUE"`, which GitHub has announced to drop and still reads. */
function oldOutput(words: readonly ShellWord[], reading: Reading): readonly (readonly [string, Value])[] {
  const said = words.map((word) => valueOfWord(word, reading)).join(' ');
  const { name, value } = /^::set-output name=(?<name>[\w-]+)::(?<value>.*)$/s.exec(said)?.groups ?? {};
  return name === undefined || value === undefined ? [] : [[name, value]];
}

/** Takes over the `NAME=VALUE` lines of a text. */
function take(text: Partial, reading: Reading): void {
  const { values, isBranching } = reading;
  for (const line of text.split('\n')) {
    if (reading.until !== null) {
      if (line.trim() === reading.until) reading.until = null;
      continue;
    }
    // A value over several lines, `NAME<<EOF`, is left to the run.
    const { many, end } = /^\s*(?<many>[\w-]+)<<(?<end>.*)$/.exec(line)?.groups ?? {};
    if (many !== undefined && end !== undefined) {
      values.set(many.toLowerCase(), hole('a value over several lines'));
      // An end that only the run knows may be any line.
      reading.until = end.trim();
      if (!isWhole(end)) reading.open ??= 'a value over several lines';
      continue;
    }
    const { name, value } = /^\s*(?<name>[\w-]+)=(?<value>.*)$/s.exec(line)?.groups ?? {};
    if (name !== undefined && value !== undefined)
      values.set(name.toLowerCase(), isBranching ? unsure() : value.trimEnd());
    else if (line.trim() !== '') reading.open ??= 'what a program writes';
  }
}

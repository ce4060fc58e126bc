import { forEachChild, parse } from 'unbash';
import type { Assignment, Command, Redirection, SyntaxNode, Word } from 'unbash';
import type { Place } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import type { Unknown } from '../core/unknown.ts';
import { unknown } from '../core/unknown.ts';

/** Text of a script, and where it stands. */
export type ScriptText = {
  readonly file: string;
  readonly text: string;
  /** The script as a whole. */
  readonly place: Place;
  /** File offset at which each line of the text begins; null where it is not written line for line. */
  readonly lines: readonly number[] | null;
};

export type ShellWord = {
  /** Quotes and escapes undone; `$X`, `$(…)` and `${{ … }}` stand as written. */
  readonly text: string;
  /** False where a variable, a substitution or an expression decides a part of it. */
  readonly isLiteral: boolean;
  readonly place: Place;
};

export type ShellAssignment = { readonly name: string; readonly value: ShellWord };

/** A simple command, wherever in the script it stands: in a condition, a loop, a function, a substitution, `bash -c '…'`. */
export type ShellCommand = {
  /** The name first. Empty where the command only assigns. */
  readonly words: readonly ShellWord[];
  /** `A=1 command`, `A=1` on its own, `export A=1`. */
  readonly assignments: readonly ShellAssignment[];
  /** Files that its output goes to. */
  readonly outputs: readonly ShellWord[];
  /** A here-document or here-string that it reads. */
  readonly input: string | null;
  readonly place: Place;
};

/** Longer scripts are not read: the parser takes quadratic time over some. The longest real one met has 13 KB. */
const LONGEST_SCRIPT = 64 * 1024;

/** The simple commands of a script in order. Text that is no POSIX shell gives what can be made of it. */
export function shellCommands(script: ScriptText): readonly ShellCommand[] | Unknown {
  if (script.text.length > LONGEST_SCRIPT) return unknown('the script is too long to be read');
  return commandsOf(script, 0);
}

/** Stand-ins for `${{ … }}`, of equal length, so that offsets hold; two in turn, so that neighbours can be told apart. */
const MASKS = ['\ue000', '\ue001'] as const;
const MASKED = /\ue000+|\ue001+/g;

const SHELLS = new Set(['bash', 'sh', 'zsh', 'dash']);

/** Substitutions and `bash -c` in one another. The parser reads what is inside a substitution anew, level by level. */
const DEEPEST_NESTING = 4;

type Expression = { readonly start: number; readonly text: string };

type Reading = {
  readonly script: ScriptText;
  /** Offset in the text at which each line begins. */
  readonly lineStarts: readonly number[];
  readonly expressions: readonly Expression[];
  readonly nesting: number;
  readonly found: ShellCommand[];
};

function commandsOf(script: ScriptText, nesting: number): readonly ShellCommand[] {
  const { masked, expressions } = maskExpressions(script.text);
  const lineStarts = [0];
  for (let at = script.text.indexOf('\n'); at !== -1; at = script.text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  const reading: Reading = { script, lineStarts, expressions, nesting, found: [] };
  visit(parse(masked), { outputs: [], depth: 0 }, reading);
  return reading.found;
}

function maskExpressions(text: string): { readonly masked: string; readonly expressions: readonly Expression[] } {
  const expressions: Expression[] = [];
  let masked = '';
  let done = 0;
  for (let start = text.indexOf('${{'); start !== -1; start = text.indexOf('${{', done)) {
    const close = text.indexOf('}}', start);
    if (close === -1) break;
    expressions.push({ start, text: text.slice(start, close + 2) });
    masked += text.slice(done, start) + MASKS[expressions.length % 2 === 0 ? 0 : 1].repeat(close + 2 - start);
    done = close + 2;
  }
  return { masked: masked + text.slice(done), expressions };
}

/** What surrounds a node: where its output goes, and how many substitutions it is nested in. */
type Around = { readonly outputs: readonly ShellWord[]; readonly depth: number };

function visit(node: SyntaxNode, around: Around, reading: Reading): void {
  // An escaped backtick script has a source of its own, into which its positions point: too rare to be worth reading.
  if (node.type === 'Script' && (node.source !== undefined || around.depth > DEEPEST_NESTING)) return;
  if (node.type.startsWith('Arithmetic') || node.type === 'ParameterExpansion') return;
  if (node.type === 'Command') addCommand(node, around.outputs, reading);
  const outputs =
    node.type === 'Redirected' ? [...around.outputs, ...outputsOf(node.redirects, reading)] : around.outputs;
  const depth = node.type === 'Script' ? around.depth + 1 : around.depth;
  forEachChild(node, (child) => visit(child, { outputs, depth }, reading));
}

function addCommand(node: Command, outer: readonly ShellWord[], reading: Reading): void {
  const { script, found, nesting } = reading;
  const words = node.name === undefined ? [] : [wordOf(node.name, reading)];
  const assignments: ShellAssignment[] = [];
  const isDeclaration = /^(export|declare|readonly|local|typeset)$/.test(words[0]?.text ?? '');
  for (const part of [...node.prefix, ...node.args]) {
    if (part.type === 'Word') words.push(wordOf(part, reading));
    else if (part.type === 'Assignment' && (isDeclaration || node.prefix.includes(part)))
      assignments.push(assignmentOf(part, reading));
    else if (part.type === 'Assignment')
      words.push({ ...wordOf(part, reading), text: restore(part.text, part.pos, reading) });
  }
  const place = placeOf(reading, node.pos, node.end);
  found.push({
    words,
    assignments,
    outputs: [...outer, ...outputsOf(node.redirects, reading)],
    input: inputOf(node.redirects, reading),
    place,
  });
  const inner = nestedScript(words);
  if (inner === null || nesting >= DEEPEST_NESTING) return;
  found.push(...commandsOf({ file: script.file, text: inner.text, place: inner.place, lines: null }, nesting + 1));
}

/** The script in `bash -ec '…'` and `eval '…'`. */
function nestedScript(words: readonly ShellWord[]): ShellWord | null {
  const name = words[0]?.text.split('/').at(-1) ?? '';
  if (name === 'eval') return words[1] ?? null;
  if (!SHELLS.has(name)) return null;
  const flag = words.findIndex(({ text }) => /^-[a-z]*c$/.test(text));
  return flag === -1 ? null : (words[flag + 1] ?? null);
}

function assignmentOf(node: Assignment, reading: Reading): ShellAssignment {
  const { value } = node;
  if (value.type === 'Word') return { name: node.name, value: wordOf(value, reading) };
  const place = placeOf(reading, value.pos, value.end);
  return { name: node.name, value: { text: reading.script.text.slice(value.pos, value.end), isLiteral: false, place } };
}

function outputsOf(redirects: readonly Redirection[], reading: Reading): readonly ShellWord[] {
  const words: ShellWord[] = [];
  for (const redirect of redirects) {
    if (redirect.type === 'Redirect' && redirect.operator.includes('>') && redirect.target !== undefined)
      words.push(wordOf(redirect.target, reading));
  }
  return words;
}

function inputOf(redirects: readonly Redirection[], reading: Reading): string | null {
  for (const redirect of redirects) {
    if (redirect.type === 'HereDoc') return restore(redirect.body.text, redirect.body.pos, reading);
    if (redirect.type === 'HereString' && redirect.target !== undefined) return wordOf(redirect.target, reading).text;
  }
  return null;
}

function wordOf(node: Word | Assignment, reading: Reading): ShellWord {
  const text = node.type === 'Word' ? node.value : node.text;
  return {
    text: restore(text, node.pos, reading),
    isLiteral: text.search(MASKED) === -1 && !hasExpansion(node),
    place: placeOf(reading, node.pos, node.end),
  };
}

function hasExpansion(node: SyntaxNode): boolean {
  if (/Expansion$|ProcessSubstitution/.test(node.type) && node.type !== 'BraceExpansion') return true;
  let found = false;
  forEachChild(node, (child) => {
    found ||= hasExpansion(child);
  });
  return found;
}

/** Puts the expressions back that were masked in a piece of the script which begins at `start`. */
function restore(text: string, start: number, { expressions }: Reading): string {
  if (text.search(MASKED) === -1) return text;
  let next = firstFrom(expressions.length, (i) => (expressions[i]?.start ?? 0) >= start);
  return text.replace(MASKED, (mask) => expressions[next++]?.text ?? mask);
}

/** Where a piece of the script stands in its file; the whole script where that cannot be told. */
function placeOf({ script, lineStarts }: Reading, start: number, end: number): Place {
  const { lines } = script;
  if (lines === null) return script.place;
  const offsetOf = (offset: number): number | null => {
    const line = firstFrom(lineStarts.length, (i) => (lineStarts[i] ?? 0) > offset) - 1;
    const base = lines[line];
    return base === undefined ? null : base + offset - (lineStarts[line] ?? 0);
  };
  const [from, to] = [offsetOf(start), offsetOf(end)];
  return from === null || to === null ? script.place : atSpan(script.file, from, to);
}

/** The first of `length` indices from which on a condition holds; `length` where it never does. */
function firstFrom(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

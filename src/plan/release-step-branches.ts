import type { ShellCommand } from '../project/shell.ts';
import type { Script } from '../project/workflow.ts';
import { isUnknown } from '../core/unknown.ts';

const OPENS = /(?:^|[;&|(]|\bthen|\belse|\bdo)\s*(?:if|for|while|until|case|select)\b/g;
const CLOSES = /(?:^|[;&|]|\s)(?:fi|done|esac)\b/g;

/** Each script is read once for all events and legs of a matrix. */
const kept = new WeakMap<Script, ReadonlySet<ShellCommand>>();

/**
 * The commands of a script that surely run where each command succeeds: those in no condition, loop or function, not
 * behind `||`, and not after an `exit` that only some way through the script takes.
 */
export function sureCommands(script: Script): ReadonlySet<ShellCommand> {
  const known = kept.get(script);
  if (known !== undefined) return known;
  const made = findSure(script);
  kept.set(script, made);
  return made;
}

function findSure(script: Script): ReadonlySet<ShellCommand> {
  const sure = new Set<ShellCommand>();
  if (isUnknown(script.commands)) return sure;
  const lines = guardedLines(script.text);
  let line = 0;
  for (const command of script.commands) {
    const found = lineOf(command, lines, line);
    if (found === null) continue;
    line = found;
    const own = lines[found];
    if (own !== undefined && !own.isGuarded && !isConditional(command, own.text)) sure.add(command);
  }
  return sure;
}

type Line = { readonly text: string; readonly isGuarded: boolean };

function guardedLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let depth = 0;
  let hasLeft = false;
  for (const raw of text.split('\n')) {
    const code = raw.replace(/(?:^|\s)#.*$/, '');
    const opens = code.match(OPENS)?.length ?? 0;
    const closes = code.match(CLOSES)?.length ?? 0;
    const isFunction = /^\s*(?:function\s|[\w-]{1,60}\s*\(\)\s*\{?\s*$)/.test(code);
    const isEnd = /^\s*\}/.test(code);
    const isGuarded = depth > 0 || opens > 0 || isFunction || hasLeft;
    lines.push({ text: code, isGuarded });
    depth = Math.max(0, depth + opens - closes + (isFunction ? 1 : 0) - (isEnd ? 1 : 0));
    // `exit 1` ends a run that fails, and what is simulated is one that does not.
    if (/\bexit(?:\s+0)?\s*(?:$|;)|\breturn\b/.test(code) && (isGuarded || /&&|\|\|/.test(code))) hasLeft = true;
  }
  return lines;
}

function lineOf(command: ShellCommand, lines: readonly Line[], from: number): number | null {
  const words = shownWords(command).split(' ');
  if (words[0] === undefined || words[0] === '') return null;
  // Quotes may stand between the words of the line, so that fewer of them have to do.
  for (const sought of [3, 2, 1].map((count) => words.slice(0, count).join(' '))) {
    for (let at = from; at < lines.length; at++) if (lines[at]?.text.includes(sought) === true) return at;
  }
  return null;
}

function shownWords({ words, assignments }: ShellCommand): string {
  const texts = words.length === 0 ? assignments.map(({ name }) => name) : words.map(({ text }) => text);
  return texts.slice(0, 3).join(' ');
}

/** Behind `||`, or behind a test and `&&`. */
function isConditional(command: ShellCommand, line: string): boolean {
  if (!/\|\||&&/.test(line)) return false;
  const at = line.replace(/\s+/g, ' ').indexOf(shownWords(command));
  const before = at === -1 ? line : line.replace(/\s+/g, ' ').slice(0, at);
  return before.includes('||') || (before.includes('&&') && /\[|\btest\b|\bgrep\b|\bview\b|\bdiff\b/.test(before));
}

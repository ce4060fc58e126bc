import { isUnknown } from '../core/unknown.ts';
import type { Partial } from '../core/partial.ts';
import { hole, holesIn, isWhole } from '../core/partial.ts';
import type { Value } from './value.ts';
import { textOf } from './value.ts';

/** What a variable of the shell holds; undefined where none of the name is set. */
export type ShellVariables = (name: string) => Value | undefined;

const EXPANSION =
  /\\(?<escaped>[\\$"`])|\$\{(?<braced>[A-Za-z_]\w{0,99})(?<operation>[^{}]{0,200})\}|\$(?<plain>[A-Za-z_]\w{0,99})|(?<other>\$\{[^}]{0,200}\}|\$[({@*#?!$\d-]|`)/g;

/** Longer words are not expanded. */
const LONGEST = 20_000;
/** A text that doubles itself grows beyond any memory. */
const LONGEST_MADE = 200_000;

/** A word of a script with its variables filled in, as bash does it; a hole for what a program or the run decides. */
export function expandShell(text: Partial, variables: ShellVariables): Partial {
  if (!/[$`\\]/.test(text)) return text;
  if (text.length > LONGEST) return hole('a long text of a script');
  const substitution = text.search(/\$\(|`/);
  // What a command puts out reaches to its own end, which nothing here looks for: the rest of the word goes with it.
  const head = substitution === -1 ? text : text.slice(0, substitution);
  const expanded = head.replace(EXPANSION, (...match) => {
    const groups = match.at(-1) as { readonly [name: string]: string | undefined };
    const { escaped, braced, operation = '', plain } = groups;
    if (escaped !== undefined) return escaped;
    const name = braced ?? plain;
    if (name === undefined) return hole('an expansion of the shell');
    return operate(name, variables(name), operation, variables);
  });
  if (expanded.length > LONGEST_MADE) return hole('a long text of a script');
  return substitution === -1 ? expanded : expanded + hole('what a command puts out');
}

function operate(name: string, value: Value | undefined, operation: string, variables: ShellVariables): Partial {
  if (value !== undefined && isUnknown(value)) return hole(value.unknown);
  const text = value === undefined ? '' : textOf(value);
  if (operation === '') return text;
  const fallback = /^:?[-=](?<word>.*)$/s.exec(operation)?.groups?.['word'];
  if (fallback !== undefined) {
    if (!isWhole(text)) return hole(holesIn(text).join(', '));
    return text === '' ? expandShell(fallback, variables) : text;
  }
  if (!isWhole(text)) return hole(holesIn(text).join(', '));
  if (operation === ',,') return text.toLowerCase();
  if (operation === '^^') return text.toUpperCase();
  const { sign = '', rest = '' } = /^(?<sign>##?|%%?|\/\/?)(?<rest>.*)$/s.exec(operation)?.groups ?? {};
  const word = expandShell(rest, variables);
  return (sign === '' || !isWhole(word) ? null : cut(text, sign, word)) ?? hole(`the expansion of $${name}`);
}

/** A prefix or suffix cut off, or a part replaced; null for patterns beyond. */
function cut(text: string, sign: string, operand: string): string | null {
  if (sign === '/' || sign === '//') {
    // The first slash that no backslash takes the meaning from.
    const at = /(?<!\\)\//.exec(operand)?.index ?? -1;
    const [sought, put] = at === -1 ? [operand, ''] : [operand.slice(0, at), operand.slice(at + 1)];
    const plain = sought.replaceAll('\\/', '/');
    if (/[*?[\]\\]/.test(plain) || plain === '') return null;
    if (plain.startsWith('#')) return text.startsWith(plain.slice(1)) ? put + text.slice(plain.length - 1) : text;
    return sign === '/' ? text.replace(plain, () => put) : text.replaceAll(plain, () => put);
  }
  const word = operand.replaceAll(/["']/g, '');
  const isFront = sign.startsWith('#');
  // `##*/` and `%%-*`: as far as the mark goes, from either end.
  const star = isFront ? /^\*(?<mark>[^*?[\]]+)$/.exec(word) : /^(?<mark>[^*?[\]]+)\*$/.exec(word);
  const mark = star?.groups?.['mark'];
  if (mark !== undefined) {
    const isLong = sign.length === 2;
    const at = isFront === isLong ? text.lastIndexOf(mark) : text.indexOf(mark);
    if (at === -1) return text;
    return isFront ? text.slice(at + mark.length) : text.slice(0, at);
  }
  if (/[*?[\]\\]/.test(word)) return null;
  if (isFront) return text.startsWith(word) ? text.slice(word.length) : text;
  return word !== '' && text.endsWith(word) ? text.slice(0, -word.length) : text;
}

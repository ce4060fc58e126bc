import type { RstLine, Scan } from './readme-rst-lines.ts';
import { endOfIndented, endsAt, lineAt, readAfterMarker, readIndented } from './readme-rst-lines.ts';

// https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#explicit-markup-blocks

/** docutils' reference names; the number of parts is bounded because the text is not ours. */
export const SIMPLE_NAME: string = '[\\p{L}\\p{N}]+(?:[-._+:][\\p{L}\\p{N}]+){0,60}';

const DIRECTIVE = new RegExp(`^\\.\\. +(${SIMPLE_NAME}) ?::(?: +|$)`, 'u');
const SUBSTITUTION = new RegExp(`^\\.\\. +\\|(?! )([^|]{1,200}?)(?<! )\\| +(?=(${SIMPLE_NAME})::(?: +|$))`, 'u');
const FOOTNOTE = new RegExp(`^\\.\\. +\\[(\\d{1,9}|#(?:${SIMPLE_NAME})?|\\*|${SIMPLE_NAME})\\](?: +|$)`, 'u');
const TARGET =
  /^\.\. +_(?![ _])(?:`(?![ `])(?<quoted>(?:[^`\\]|\\.){1,300})`|(?<bare>(?:[^:\\`]|\\.|:(?! |$)){1,300}))(?<![\s:]) ?:(?: +|$)/;
const ANONYMOUS = /^(?:\.\. +__: +|__ +)(?=\S)/;
const FIELD = /^:(?![: ])(?<name>[^:\\]{1,100}):(?: +|$)/;

const ADMONITIONS = 'attention caution danger error important note tip hint warning';
/** Directives whose content docutils reads as a body of its own. */
const NESTING: ReadonlySet<string> = new Set(
  `${ADMONITIONS} admonition topic sidebar epigraph highlights pull-quote compound container class table list-table header footer figure`.split(
    ' ',
  ),
);
/** Directives without arguments: what follows the marker is content. */
const CONTENT_FIRST: ReadonlySet<string> = new Set(
  `${ADMONITIONS} epigraph highlights pull-quote compound header footer`.split(' '),
);

export function readExplicit(scan: Scan): void {
  const { sink, at } = scan;
  const line = lineAt(scan, at);
  const { text, start } = line;
  if (text === '..' && lineAt(scan, at + 1).text === '') {
    scan.at++;
    return;
  }
  const anonymous = ANONYMOUS.exec(text);
  const target = anonymous ?? TARGET.exec(text);
  // Footnotes and citations come first, as docutils tries them; a target ends with its paragraph.
  const end = target === null ? endOfIndented(scan, at + 1) : endOfTarget(scan);
  const rest = scan.lines.slice(at + 1, end);
  const footnote = FOOTNOTE.exec(text);
  const directive = DIRECTIVE.exec(text);
  const substitution = SUBSTITUTION.exec(text);
  if (target !== null) {
    const name = target.groups?.['quoted'] ?? target.groups?.['bare'] ?? '';
    const width = target[0].length;
    const parts = [{ start: start + width, text: text.slice(width) }, ...rest].filter((part) => part.text !== '');
    sink.target(name, parts.map((part) => part.text).join(''), start, parts[0]?.start ?? start);
  } else if (footnote !== null) {
    sink.footnote(footnote[1] ?? '');
    const width = footnote[0].length;
    readAfterMarker(scan, { start: start + width, indent: 0, text: text.slice(width) }, rest);
  } else if (directive !== null) {
    const [whole, name = ''] = directive;
    readDirective(scan, name, start + whole.indexOf(name), start + whole.length, text.slice(whole.length), rest);
  } else if (substitution !== null) {
    const [whole, subject = '', name = ''] = substitution;
    const after = text.slice(whole.length);
    const head = after.slice(name.length + 2);
    const blank = head.length - head.trimStart().length;
    sink.substitution(subject);
    const nameAt = start + whole.length;
    readDirective(scan, name, nameAt, nameAt + name.length + 2 + blank, head.trimStart(), rest);
  }
  endsAt(scan, end, 'a directive or target', (next) => /^(?:\.\.|__)(?: |$)/.test(next.text));
}

function endOfTarget(scan: Scan): number {
  let end = scan.at + 1;
  while (lineAt(scan, end).text !== '' && lineAt(scan, end).indent > scan.base) end++;
  return end;
}

function readDirective(
  scan: Scan,
  name: string,
  start: number,
  headStart: number,
  headText: string,
  rest: readonly RstLine[],
): void {
  const lower = name.toLowerCase();
  const all = headText === '' ? rest : [{ start: headStart, indent: 0, text: headText }, ...rest];
  const blank = all.findIndex(({ text }) => text === '');
  const block = blank === -1 ? all : all.slice(0, blank);
  const firstOption = block.findIndex(({ text }) => FIELD.test(text));
  const head = firstOption === -1 ? block : block.slice(0, firstOption);
  const content = blank === -1 ? [] : all.slice(blank);
  const options = (firstOption === -1 ? [] : block.slice(firstOption)).flatMap(({ text, start: at }) => {
    const field = FIELD.exec(text);
    if (field === null) return [];
    const value = text.slice(field[0].length);
    return [{ name: field.groups?.['name'] ?? '', value, start: at + 1, valueStart: at + field[0].length }];
  });
  scan.sink.directive({ name, start, head, options, hasContent: content.some(({ text }) => text !== '') });
  if (!NESTING.has(lower)) return;
  if (CONTENT_FIRST.has(lower) && firstOption === -1) {
    const [first] = all;
    if (headText === '' || first === undefined) readIndented(scan, rest);
    else readAfterMarker(scan, first, rest);
  } else readIndented(scan, content);
}

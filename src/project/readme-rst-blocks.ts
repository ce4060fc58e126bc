import { readExplicit } from './readme-rst-explicit.ts';
import type { RstLine, RstSink, Scan } from './readme-rst-lines.ts';
import { endOfIndented, endsAt, lineAt, readAfterMarker, readIndented } from './readme-rst-lines.ts';

// reStructuredText, read for its blocks as docutils' states.py reads it, as far as its verdict needs no more than the
// text itself: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#syntax-details

const RULE = /^([!-/:-@[-`{-~])\1*$/;
const BULLET = /^[-+*\u2022\u2023\u2043](?: +|$)/;
const ENUMERATOR =
  /^(?:\((?:\d{1,9}|#|[a-zA-Z]|[ivxlcdmIVXLCDM]{1,15})\)|(?:\d{1,9}|#|[a-zA-Z]|[ivxlcdmIVXLCDM]{1,15})[.)])(?: +|$)/;
const FIELD = /^:(?![: ])(?:[^:\\]|\\.|:(?![ `]|$)){1,200}(?<! ):(?: +|$)/;
const OPTION_ITEM =
  /^(?:[-+][a-zA-Z0-9](?: ?(?:[a-zA-Z][\w-]*|<[^<>]+>))?|(?:--|\/)[a-zA-Z0-9][\w-]*(?:[ =](?:[a-zA-Z][\w-]*|<[^<>]+>))?)(?:, (?:[-+][a-zA-Z0-9](?: ?(?:[a-zA-Z][\w-]*|<[^<>]+>))?|(?:--|\/)[a-zA-Z0-9][\w-]*(?:[ =](?:[a-zA-Z][\w-]*|<[^<>]+>))?)){0,9}(?: {2,}| ?$)/;
const GRID_TABLE = /^\+-[-+]+-\+$/;
const SIMPLE_TABLE = /^=+(?: +=+)+$/;
const SIMPLE_BORDER = /^=+[ =]*$/;
/** Deeper bodies are left unread. */
const MOST_DEPTH = 40;

/** Reads a body: every line that is not blank is indented at least as far as `base`. */
export function readBody(lines: readonly RstLine[], sink: RstSink, base = 0, depth = 0): void {
  if (depth > MOST_DEPTH) return;
  const nest: Scan['nest'] = (inner, from) => readBody(inner, sink, from, depth + 1);
  const scan: Scan = { lines, sink, base, depth, nest, at: 0 };
  while (scan.at < lines.length) step(scan);
}

function endOfParagraph(scan: Scan): number {
  let end = scan.at;
  while (lineAt(scan, end).text !== '') end++;
  return end;
}

function step(scan: Scan): void {
  const line = lineAt(scan, scan.at);
  const { text } = line;
  if (text === '') scan.at++;
  else if (line.indent > scan.base) {
    const end = endOfIndented(scan, scan.at);
    readIndented(scan, scan.lines.slice(scan.at, end));
    endsAt(scan, end, 'a block quote');
  } else if (BULLET.test(text))
    readItem(scan, BULLET, 'a bullet list', (next) => next.text[0] === text[0] && BULLET.test(next.text));
  else if (isEnumerated(scan))
    readItem(scan, ENUMERATOR, 'an enumerated list', ({ text: next }) => ENUMERATOR.test(next));
  else if (FIELD.test(text)) readField(scan, FIELD, 'a field list');
  else if (OPTION_ITEM.test(text)) readField(scan, OPTION_ITEM, 'an option list');
  else if (/^>>>(?: |$)/.test(text)) scan.at = endOfParagraph(scan);
  else if (/^\|(?: |$)/.test(text)) readLineBlock(scan);
  else if (GRID_TABLE.test(text)) scan.at = endOfParagraph(scan);
  else if (SIMPLE_TABLE.test(text)) scan.at = endOfSimpleTable(scan);
  else if (/^(?:\.\.|__)(?: |$)/.test(text)) readExplicit(scan);
  else if (RULE.test(text) && text.length >= 4) readRule(scan);
  else readText(scan);
}

/** docutils: the line after an item is blank, indented, or the next item; else it is prose that starts with a number. */
function isEnumerated(scan: Scan): boolean {
  const { text } = lineAt(scan, scan.at);
  if (!ENUMERATOR.test(text)) return false;
  const next = lineAt(scan, scan.at + 1);
  return next.text === '' || next.indent > scan.base || ENUMERATOR.test(next.text);
}

/** An item goes as far as lines are indented like its text. */
function readItem(scan: Scan, marker: RegExp, what: string, goesOn: (line: RstLine) => boolean): void {
  const line = lineAt(scan, scan.at);
  const width = marker.exec(line.text)?.[0].length ?? 1;
  const isBare = line.text.length === width && !line.text.endsWith(' ');
  const inner = isBare ? scan.base : scan.base + width - 1;
  const end = endOfIndented({ ...scan, base: inner }, scan.at + 1);
  const first = { start: line.start + width, indent: inner + 1, text: line.text.slice(width) };
  const rest = scan.lines.slice(scan.at + 1, end);
  if (isBare) readIndented(scan, rest);
  else scan.nest([first, ...rest], inner + 1);
  endsAt(scan, end, what, goesOn);
}

/** A body whose first line follows a marker and whose others are indented by any amount. */
function readField(scan: Scan, marker: RegExp, what: string): void {
  const line = lineAt(scan, scan.at);
  const width = marker.exec(line.text)?.[0].length ?? 1;
  const end = endOfIndented(scan, scan.at + 1);
  readAfterMarker(
    scan,
    { start: line.start + width, indent: 0, text: line.text.slice(width) },
    scan.lines.slice(scan.at + 1, end),
  );
  endsAt(scan, end, what, ({ text }) => marker.test(text));
}

function readLineBlock(scan: Scan): void {
  let end = scan.at;
  for (; lineAt(scan, end).text !== ''; end++) {
    const { text, indent, start } = lineAt(scan, end);
    if (indent <= scan.base && !/^\|(?: |$)/.test(text)) break;
    if (indent > scan.base) continue;
    const group = [{ start: start + 2, indent, text: text.slice(2) }];
    while (lineAt(scan, end + 1).text !== '' && lineAt(scan, end + 1).indent > scan.base)
      group.push(lineAt(scan, ++end));
    scan.sink.inline(group);
  }
  endsAt(scan, Math.max(end, scan.at + 1), 'a line block');
}

/** As docutils finds it: to the second border below the top, or to one with a blank line after it. */
function endOfSimpleTable(scan: Scan): number {
  const top = lineAt(scan, scan.at).text.length;
  let borders = 0;
  for (let i = scan.at + 1; i < scan.lines.length; i++) {
    const { text } = lineAt(scan, i);
    if (!SIMPLE_BORDER.test(text) || text.length !== top) continue;
    if (++borders === 2 || lineAt(scan, i + 1).text === '') return i + 1;
  }
  return scan.lines.length;
}

/** A transition, or the line over a title. */
function readRule(scan: Scan): void {
  const { lines, sink, at } = scan;
  const rule = lineAt(scan, at);
  const [title, under] = [lineAt(scan, at + 1), lineAt(scan, at + 2)];
  if (scan.depth > 0) sink.halt(rule, 'is the mark of a section inside another block');
  if (title.text === '' || at + 1 >= lines.length || scan.depth > 0) {
    scan.at++;
    return;
  }
  scan.at += 3;
  if (RULE.test(title.text)) sink.halt(title, 'is no title for the line over it');
  else if (!RULE.test(under.text)) sink.halt(title, 'has a line over it and none under it');
  else if (rule.text !== under.text) sink.halt(under, 'is not the line over the title');
  else sink.title(title, rule.text, under.text);
}

function readText(scan: Scan): void {
  const { sink, base, depth, at } = scan;
  const line = lineAt(scan, at);
  const next = lineAt(scan, at + 1);
  if (next.text !== '' && next.indent > base) {
    sink.inline([line]);
    const end = endOfIndented(scan, at + 1);
    readIndented(scan, scan.lines.slice(at + 1, end));
    const isTerm = lineAt(scan, end + 1).text !== '' && lineAt(scan, end + 1).indent > base;
    return endsAt(scan, end, 'a definition', () => isTerm);
  }
  if (RULE.test(next.text) && (next.text.length >= 4 || line.text.length <= next.text.length)) {
    scan.at += 2;
    if (depth === 0) return sink.title(line, null, next.text);
    return sink.halt(line, 'is a section title inside another block');
  }
  let end = at;
  while (lineAt(scan, end).text !== '' && lineAt(scan, end).indent === base) end++;
  const lines = scan.lines.slice(at, end);
  scan.at = end;
  const isLiteral = /(?<!\\)::$/.test(lines.at(-1)?.text ?? '');
  sink.inline(lines);
  const after = lineAt(scan, end);
  if (after.text !== '' && after.indent > base) return sink.halt(after, 'is indented without a blank line before it');
  if (isLiteral) readLiteral(scan);
}

function readLiteral(scan: Scan): void {
  const { sink, lines } = scan;
  while (scan.at < lines.length && lineAt(scan, scan.at).text === '') scan.at++;
  const first = lineAt(scan, scan.at);
  if (scan.at < lines.length && first.indent > scan.base) {
    const end = endOfIndented(scan, scan.at);
    return endsAt(scan, end, 'a literal block');
  }
  const quote = first.text[0] ?? '';
  if (first.text !== '' && /[!-/:-@[-`{-~]/.test(quote)) {
    while (lineAt(scan, scan.at).text.startsWith(quote)) scan.at++;
    return;
  }
  let last = scan.at - 1;
  while (last > 0 && lineAt(scan, last).text === '') last--;
  sink.halt(lineAt(scan, last), 'promises a literal block, and none is indented below it');
}

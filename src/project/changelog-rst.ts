import type { Outline, OutlineLine, RawLine, Title } from './changelog-outline.ts';
import { splitLines, titleIn } from './changelog-outline.ts';

// reStructuredText, read for its titles: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#sections
// Plain text is read the same way: what is underlined there is a title too.

const ADORNMENT = /^([!-/:-@[-`{-~])\1*\s*$/;
const COMMENT = /^\.\.(?:\s+(?!\s|(?:[\w.+:-]+::|_[^ ].*:|__|\[[^\]]+\]|\|[^|]+\|)(?:\s|$)).*)?$/;
const TARGET = /^(?:\.\.\s+_[^ ].*:(?:\s|$)|\.\.\s+__|__\s)/;
/** Directives that stand for nothing shown. */
const SILENT =
  /^\.\.\s+(?:contents|toctree|index|meta|highlight|default-role|role|currentmodule|module|towncrier-draft-entries)::|^\.\.\s+\|/;
/** `.. changelog::` of sphinx-changelog holds the version in an option. */
const VERSION_OPTION = /^\s+:version:\s*(\S.*)$/;

/** Below every real title. */
const DIRECTIVE_LEVEL = 99;

/** Titles of a reStructuredText file, and which of its lines are shown. */
export function outlineRst(text: string): Outline {
  const raw = splitLines(text);
  const lines: OutlineLine[] = raw.map(({ start, text: line }) => ({
    start,
    end: start + line.length,
    text: line,
    kind: line.trim() === '' ? 'blank' : 'text',
  }));
  const titles: Title[] = [];
  const levels: string[] = [];
  for (let i = 0; i < raw.length;) {
    const title = titleFrom(raw, i, levels);
    if (title !== null) {
      titles.push(title);
      for (let j = i; j < title.next; j++) setKind(lines, j, j === title.line ? 'title' : 'mark');
      i = title.next;
    } else i = skipMarkup(raw, i, lines, titles);
  }
  return { format: 'rst', lines, titles };
}

/** Underlined, or between two equal lines. A style's level is the order in which it first appears. */
function titleFrom(raw: readonly RawLine[], i: number, levels: string[]): Title | null {
  const [first = '', second = '', third = ''] = [raw[i]?.text, raw[i + 1]?.text, raw[i + 2]?.text];
  const over = adornment(first);
  const isFramed = over !== null && second.trim() !== '' && adornment(second) === null && adornment(third) === over;
  const line = isFramed ? i + 1 : i;
  const text = isFramed ? second : first;
  const under = isFramed ? over : adornment(second);
  if (under === null || text.trim() === '' || adornment(text) !== null) return null;
  if (!isFramed && (/^\s/.test(text) || isTooShort(text, second))) return null;
  const style = isFramed ? under + under : under;
  if (!levels.includes(style)) levels.push(style);
  return titleIn({ start: raw[line]?.start ?? 0, text }, line, line + 2, levels.indexOf(style) + 1, text);
}

/** docutils takes an underline for a title's from four characters on, or where it is as long; three are meant for one as well. */
function isTooShort(text: string, underline: string): boolean {
  const length = underline.trimEnd().length;
  return length < 3 && length < text.trimEnd().length;
}

/** The character that a line repeats; null where the line is no adornment. */
function adornment(line: string): string | null {
  return line.trimEnd().length < 2 ? null : (ADORNMENT.exec(line)?.[1] ?? null);
}

/** Marks what line `i` opens as not shown; returns the line to go on with. */
function skipMarkup(raw: readonly RawLine[], i: number, lines: OutlineLine[], titles: Title[]): number {
  const line = raw[i]?.text ?? '';
  if (!line.startsWith('..') && !line.startsWith('__')) {
    if (adornment(line) !== null) setKind(lines, i, 'mark');
    return i + 1;
  }
  if (TARGET.test(line)) {
    setKind(lines, i, 'mark');
    return i + 1;
  }
  if (/^\.\.\s+changelog::/.test(line)) {
    const end = endOfBlock(raw, i);
    for (let j = i; j < end; j++) {
      const option = raw[j] ?? { start: 0, text: '' };
      const version = VERSION_OPTION.exec(option.text)?.[1];
      if (version !== undefined) titles.push(titleIn(option, j, j + 1, DIRECTIVE_LEVEL, version));
      if (j === i || /^\s+:(?:version|tickets|tags|include_notes_from):/.test(option.text)) setKind(lines, j, 'mark');
    }
    return end;
  }
  const isComment = COMMENT.test(line);
  if (!isComment && !SILENT.test(line)) return i + 1;
  // An empty comment does not take the block after a blank line.
  const end = line.trimEnd() === '..' && (raw[i + 1]?.text ?? '').trim() === '' ? i + 1 : endOfBlock(raw, i);
  for (let j = i; j < end; j++) setKind(lines, j, 'blank');
  return end;
}

/** The line after the indented block that belongs to line `i`. */
function endOfBlock(raw: readonly RawLine[], i: number): number {
  let end = i + 1;
  for (let j = i + 1; j < raw.length; j++) {
    const text = raw[j]?.text ?? '';
    if (text.trim() === '') continue;
    if (!/^\s/.test(text)) break;
    end = j + 1;
  }
  return end;
}

function setKind(lines: OutlineLine[], i: number, kind: OutlineLine['kind']): void {
  const line = lines[i];
  if (line !== undefined) lines[i] = { ...line, kind };
}

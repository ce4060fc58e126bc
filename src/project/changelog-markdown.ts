import { LINE_LIMIT } from './changelog-markup.ts';
import type { Outline, OutlineLine, RawLine, Title } from './changelog-outline.ts';
import { splitLines, titleIn } from './changelog-outline.ts';

// CommonMark, read for its headings: https://spec.commonmark.org/0.31.2/ (sections 4.1 to 4.7), line by line.

const FENCE = /^(?<indent>\s*(?:(?:[-*+]|\d{1,3}[.)])\s+)?)(?<run>`{3,}|~{3,})(?<info>.*)$/;
/** The blank after `#` may be missing before a version: it is a slip, and means a heading. */
const ATX = /^ {0,3}(?<run>#{1,6})(?:[ \t]+(?<text>.*)|(?<bare>\[?v?\d+\.\d.*)|)$/;
const SETEXT = /^ {0,3}(?:={2,}|-{2,})[ \t]*$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/;
const DEFINITION = /^ {0,3}\[[^\]]+\]:\s*\S/;
const HTML_HEADING = /^\s*(?:<a\b[^>]*>(?:<\/a>)?\s*)*<h(?<level>[1-6])\b[^>]*>(?<text>.*?)(?:<\/h[1-6]>\s*)?$/i;
const ONLY_TAGS = /^\s*(?:<\/?[a-zA-Z][^<>]*>\s*)+$/;
const PARAGRAPH_START = /^ {0,3}(?![ \t]|[-*+] |\d{1,3}[.)] |>|#|\|)/;

/** Headings of a Markdown file, and which of its lines are shown. */
export function outlineMarkdown(text: string): Outline {
  const raw = splitLines(text);
  const first = scan(raw, text.lastIndexOf('-->'), Infinity);
  // A fence that is never closed would swallow the rest of the file: what follows it is read as if it were not there.
  return first.openFence === null ? first.outline : scan(raw, text.lastIndexOf('-->'), first.openFence).outline;
}

type State = {
  readonly raw: readonly RawLine[];
  readonly lines: OutlineLine[];
  readonly titles: Title[];
  fence: { readonly run: string; readonly indent: number; readonly line: number } | null;
  inComment: boolean;
};

function scan(
  raw: readonly RawLine[],
  lastCommentEnd: number,
  fencesUntil: number,
): { outline: Outline; openFence: number | null } {
  const state: State = { raw, lines: [], titles: [], fence: null, inComment: false };
  const frontMatter = endOfFrontMatter(raw);
  for (const [i, line] of raw.entries()) {
    const push = (kind: OutlineLine['kind'], text: string = line.text): void =>
      void state.lines.push({ start: line.start, end: line.start + line.text.length, text, kind });
    if (i < frontMatter) push('blank');
    else if (state.fence !== null && !closesFence(state, line.text)) push('code');
    else if (state.fence !== null) {
      const isInner = /^\s*[`~]/.test(line.text);
      state.fence = null;
      if (isInner) push('code');
      else scanShown(state, i, line.text, push);
    } else {
      const shown = withoutComments(state, line, lastCommentEnd);
      const fence = i < fencesUntil ? openFence(shown, i) : null;
      if (shown.trim() === '') push('blank', shown);
      else if (fence !== null) {
        state.fence = fence;
        push('code', shown);
      } else scanShown(state, i, shown, push);
    }
  }
  return {
    outline: { format: 'markdown', lines: state.lines, titles: state.titles },
    openFence: state.fence?.line ?? null,
  };
}

function scanShown(
  state: State,
  i: number,
  shown: string,
  push: (kind: OutlineLine['kind'], text?: string) => void,
): void {
  const { raw, titles, lines } = state;
  const text = shown.slice(0, LINE_LIMIT);
  const line = { start: raw[i]?.start ?? 0, text: shown };
  const atx = ATX.exec(text)?.groups;
  if (atx !== undefined) {
    const inner = (atx['text'] ?? atx['bare'] ?? '').replace(/(?:^|[ \t]+)#+[ \t]*$/, '');
    titles.push(titleIn(line, i, i + 1, atx['run']?.length ?? 1, inner));
    return push('title', shown);
  }
  const html = HTML_HEADING.exec(text)?.groups;
  if (html !== undefined) {
    titles.push(titleIn(line, i, i + 1, Number(html['level']), html['text'] ?? ''));
    return push('title', shown);
  }
  const above = lines.at(-1);
  if (SETEXT.test(text) && above !== undefined && isHeadingText(lines, above)) {
    lines[lines.length - 1] = { ...above, kind: 'title' };
    titles.push(titleIn(above, i - 1, i + 1, text.includes('=') ? 1 : 2, above.text));
    return push('mark', shown);
  }
  if (RULE.test(text) || SETEXT.test(text) || DEFINITION.test(text) || ONLY_TAGS.test(text)) return push('mark', shown);
  return push('text', shown);
}

/** A paragraph of one line above an underline; a longer one is prose over a rule, unless its last line starts with a version. */
function isHeadingText(lines: readonly OutlineLine[], above: OutlineLine): boolean {
  if (above.kind !== 'text' || !PARAGRAPH_START.test(above.text)) return false;
  return lines.at(-2)?.kind !== 'text' || /^\W{0,3}v?\d+\.\d/.test(above.text);
}

function openFence(text: string, line: number): State['fence'] {
  const match = FENCE.exec(text)?.groups;
  if (match === undefined) return null;
  const run = match['run'] ?? '';
  return run.startsWith('`') && match['info']?.includes('`') === true
    ? null
    : { run, indent: match['indent']?.length ?? 0, line };
}

/** Closed by a run of its own kind that is as long, or by the end of the list item that holds it. */
function closesFence({ fence }: State, text: string): boolean {
  if (fence === null) return false;
  const run = /^\s*(`{3,}|~{3,})\s*$/.exec(text)?.[1];
  if (run !== undefined) return run[0] === fence.run[0] && run.length >= fence.run.length;
  return fence.indent >= 2 && /^#{1,6}\s/.test(text);
}

/** The line with comments blanked out; a comment that never ends, and `<!--` within code, are text. */
function withoutComments(state: State, line: RawLine, lastEnd: number): string {
  if (!state.inComment && !line.text.includes('<!--')) return line.text;
  let shown = '';
  let at = 0;
  let ticks = 0;
  while (at < line.text.length) {
    if (state.inComment) {
      const end = line.text.indexOf('-->', at);
      const stop = end === -1 ? line.text.length : end + 3;
      shown += ' '.repeat(stop - at);
      at = stop;
      state.inComment = end === -1;
      continue;
    }
    const start = line.text.indexOf('<!--', at);
    ticks += start === -1 ? 0 : line.text.slice(at, start).split('`').length - 1;
    if (start === -1 || ticks % 2 === 1 || line.start + start > lastEnd) return shown + line.text.slice(at);
    shown += line.text.slice(at, start);
    at = start;
    state.inComment = true;
  }
  return shown;
}

/** Line after `---` … `---` at the top of the file; 0 where there is none. */
function endOfFrontMatter(raw: readonly RawLine[]): number {
  if (raw[0]?.text.trimEnd() !== '---') return 0;
  const end = raw.slice(1, 60).findIndex(({ text }) => /^(?:---|\.\.\.)\s*$/.test(text));
  return end === -1 || !/^[\w-]+\s*:/.test(raw[1]?.text ?? '') ? 0 : end + 2;
}

import type { Declared } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import type { VersionScope } from '../version/scope.ts';
import { readHeading } from './changelog-heading.ts';
import { LINE_LIMIT } from './changelog-markup.ts';
import type { Outline, OutlineLine } from './changelog-outline.ts';
import type { SourceText } from './source.ts';

/** The heading of a version where nobody sees one. */
export type HiddenEntry = {
  readonly scope: VersionScope;
  readonly heading: Declared<string>;
  /** `literal`: shown as it stands, marks and all; to every reader and tool it is no heading. */
  readonly by: 'comment' | 'literal';
};

/** A changelog that was commented out as a whole has no more. */
const MOST = 1000;
const ATX = /^#{1,6}[ \t]+(?<text>.*?)[ \t#]*$/;
const UNDERLINE = /^\s*([=\-~^*+#"'`])\1{2,}\s*(?:-->)?\s*$/;
/** What a hidden line has before its words: the margin, and what opens the comment. */
const OPENING = /^\s*(?:<!--+\s*|\.\.\s+)?/;

/** Headings of versions in comments, fences and indented blocks. */
export function readHidden({ file, text }: SourceText, { format, lines }: Outline): readonly HiddenEntry[] {
  const found: HiddenEntry[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.end - line.start > LINE_LIMIT || found.length >= MOST) continue;
    const by = hiddenBy(format, line);
    if (by === null) continue;
    const raw = text.slice(line.start, line.end);
    if (!/\d/.test(raw)) continue;
    const lead = OPENING.exec(raw)?.[0].length ?? 0;
    const inner = raw
      .slice(lead)
      .replace(/\s*-->\s*$/, '')
      .trimEnd();
    const below = lines[i + 1];
    const isUnderlined = below !== undefined && UNDERLINE.test(text.slice(below.start, below.end).slice(0, LINE_LIMIT));
    const words = ATX.exec(inner)?.groups?.['text'] ?? (isUnderlined ? inner : null);
    const reading = words === null ? null : readHeading(words);
    if (words === null || reading?.kind !== 'version' || reading.title !== '') continue;
    const start = line.start + lead + inner.indexOf(words);
    found.push({
      scope: reading.scope,
      heading: { value: words, place: atSpan(file, start, start + words.length) },
      by,
    });
  }
  return found;
}

function hiddenBy(format: Outline['format'], { kind, text, start, end }: OutlineLine): HiddenEntry['by'] | null {
  if (kind === 'blank') return end > start ? 'comment' : null;
  if (kind === 'code') return 'literal';
  // What is indented is a quotation in reStructuredText, and code in Markdown from four blanks on.
  return kind === 'text' && (format === 'rst' ? /^\s/ : /^(?: {4}|\t)/).test(text) ? 'literal' : null;
}

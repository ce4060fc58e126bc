import { atSpan } from '../core/place.ts';
import { parsePep440 } from '../version/pep440.ts';
import type { MarkedLine } from './bump-tools.ts';
import type { SourceText } from './source.ts';

const INLINE = /x-release-please-(major|minor|patch|version)/;
const BLOCK_START = /x-release-please-start-(major|minor|patch|version)/;
const BLOCK_END = /x-release-please-end/;
/** What release-please replaces, and what hangs on it: `1.2.3-slim` and `1.2.3.tar.gz` are no versions of the project. */
const VERSION = /\d{1,9}\.\d{1,9}\.\d{1,9}[\w.+-]{0,40}/;
const LONGEST_LINE = 2000;

/**
 * The versions on lines marked `x-release-please-version`, or between `x-release-please-start-version` and
 * `x-release-please-end` (`src/updaters/generic.ts`): the first on each line.
 */
export function markedLines({ file, text }: SourceText): readonly MarkedLine[] {
  if (!text.includes('x-release-please-')) return [];
  const found: MarkedLine[] = [];
  let block: string | null = null;
  let start = 0;
  for (const line of text.split('\n')) {
    const inline = line.length > LONGEST_LINE ? null : INLINE.exec(line);
    const scope = inline?.[1] ?? block;
    const marker = inline?.[0] ?? 'x-release-please-start-version';
    const match = scope === 'version' && line.length <= LONGEST_LINE ? VERSION.exec(line) : null;
    if (match !== null) {
      const value = match[0].replace(/[.+-]+$/, '');
      const at = start + match.index;
      if (parsePep440(value) !== null) found.push({ value, place: atSpan(file, at, at + value.length), file, marker });
    }
    if (inline === null) {
      if (block !== null && BLOCK_END.test(line)) block = null;
      else if (block === null) block = BLOCK_START.exec(line)?.[1] ?? null;
    }
    start += line.length + 1;
  }
  return found;
}

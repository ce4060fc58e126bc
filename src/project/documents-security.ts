import { atSpan } from '../core/place.ts';
import type { DocumentLine } from './documents-lines.ts';
import { documentLines } from './documents-lines.ts';
import type { SupportedRow, SupportedVersions } from './documents.ts';
import type { SourceText } from './source.ts';

const YES =
  /✅|✔|☑|🟢|:white_check_mark:|:heavy_check_mark:|:green_circle:|^\s*(?:yes|y|supported|active|true|security|full)\b/i;
const NO =
  /❌|✖|✗|🔴|⛔|:x:|:no_entry:|:negative_squared_cross_mark:|^\s*(?:no|n|not|unsupported|eol|end[- ]of[- ]life|false|none)\b/i;

/** The table of supported versions; null where a row of it cannot be read, so that it may cover anything. */
export function supportedVersions({ file, text }: SourceText): SupportedVersions | null {
  const lines = documentLines(text);
  for (const [i, line] of lines.entries()) {
    const rule = lines[i + 1]?.text ?? '';
    if (!/^\s*\|?[\s:|-]+$/.test(rule) || !rule.includes('-') || !line.text.includes('|')) continue;
    const header = cellsOf(line);
    const at = header.findIndex(({ text: cell }) =>
      /^\**\s*(?:release\s+)?(?:versions?|releases?|branch)\b/i.test(cell),
    );
    const says = header.findIndex(({ text: cell }) => /support|status|security|maintained/i.test(cell));
    if (at === -1 || says === -1 || at === says) continue;
    const rows: SupportedRow[] = [];
    for (const row of lines.slice(i + 2)) {
      if (!row.text.includes('|')) break;
      const read = rowOf(row, at, says, file);
      if (read === null) return null;
      rows.push(read);
    }
    return rows.length === 0 ? null : { file, rows };
  }
  return null;
}

type Cell = { readonly text: string; readonly start: number };

function cellsOf({ text }: DocumentLine): readonly Cell[] {
  const cells: Cell[] = [];
  let start = /^\s*\|/.exec(text)?.[0].length ?? 0;
  while (start < text.length) {
    const bar = text.indexOf('|', start);
    const end = bar === -1 ? text.length : bar;
    const raw = text.slice(start, end);
    cells.push({ text: raw.trim(), start: start + (raw.length - raw.trimStart().length) });
    start = end + 1;
  }
  return cells;
}

function rowOf(line: DocumentLine, at: number, says: number, file: string): SupportedRow | null {
  const cells = cellsOf(line);
  const [version, support] = [cells[at], cells[says]];
  if (version === undefined || support === undefined) return null;
  const isSupported = NO.test(support.text) ? false : YES.test(support.text) ? true : null;
  const bounds = boundsOf(version.text.replaceAll(/[`*]/g, ''));
  if (isSupported === null || bounds === null) return null;
  const start = line.start + version.start;
  return { text: version.text, place: atSpan(file, start, start + version.text.length), isSupported, ...bounds };
}

type Bounds = Pick<SupportedRow, 'from' | 'below'>;

const ONE = /^v?(?<numbers>\d{1,6}(?:\.\d{1,6}){0,3})(?:\.[x*]){0,3}(?:\s*\((?:latest|current)\))?$/i;
const OPERATOR = /^(?<operator><=?|>=?|≤|≥)\s*v?(?<numbers>\d{1,6}(?:\.\d{1,6}){0,3})(?:\.[x*]){0,3}$/i;
const RANGE =
  /^(?:>=\s*)?v?(?<from>\d{1,6}(?:\.\d{1,6}){0,3})(?:\.[x*])?\s*(?:-|–|to|,)\s*(?<operator><\s*)?v?(?<to>\d{1,6}(?:\.\d{1,6}){0,3})(?:\.[x*])?$/i;

/** What a cell covers: `1.2`, `1.2.x`, `>= 1.2`, `< 1.0`, `1.0 - 1.4`, `1.2+`; null for what is anything else (`latest`). */
function boundsOf(cell: string): Bounds | null {
  const text = cell
    .trim()
    .replace(/^(?:version|python)\s+/i, '')
    .replace(/\s+(?:and|or)\s+(?:above|later|newer|up)$/i, '+');
  const open = /^(.{1,40})\+$/.exec(text)?.[1];
  const one = ONE.exec(open ?? text)?.groups?.['numbers'];
  if (one !== undefined) return { from: numbers(one), below: open === undefined ? next(numbers(one)) : null };
  const range = RANGE.exec(text)?.groups;
  if (range !== undefined) {
    const to = numbers(range['to'] ?? '');
    return { from: numbers(range['from'] ?? ''), below: range['operator'] === undefined ? next(to) : to };
  }
  const { operator, numbers: bound } = OPERATOR.exec(text)?.groups ?? {};
  if (operator === undefined || bound === undefined) return null;
  const parts = numbers(bound);
  if (operator === '<') return { from: null, below: parts };
  if (operator === '<=' || operator === '≤') return { from: null, below: next(parts) };
  return { from: operator === '>' ? next(parts) : parts, below: null };
}

function numbers(text: string): readonly number[] {
  return text.split('.').map(Number);
}

/** The first version that is not of a series: 1.3 for 1.2. */
function next(parts: readonly number[]): readonly number[] {
  return [...parts.slice(0, -1), (parts.at(-1) ?? 0) + 1];
}

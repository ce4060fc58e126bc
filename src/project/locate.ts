import type { Location, Place, Region } from '../core/place.ts';
import type { SourceText } from './source.ts';

/** Counts lines and columns of places; each file's line starts are found once, and only when a finding asks. */
export type Locator = (place: Place, note?: string) => Promise<Location>;

export function createLocator(sources: ReadonlyMap<string, SourceText>): Locator {
  const lineStarts = new Map<string, readonly number[]>();

  const startsOf = (source: SourceText): readonly number[] => {
    let starts = lineStarts.get(source.file);
    if (starts === undefined) {
      starts = findLineStarts(source.text);
      lineStarts.set(source.file, starts);
    }
    return starts;
  };

  return async (place, note) => {
    const region = await regionOf(place, sources.get(place.file), startsOf);
    return note === undefined ? { file: place.file, region } : { file: place.file, region, note };
  };
}

const WHOLE_FILE: Region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

async function regionOf(
  place: Place,
  source: SourceText | undefined,
  startsOf: (source: SourceText) => readonly number[],
): Promise<Region> {
  if (place.kind === 'position') {
    const { line, column } = place;
    return { startLine: line, startColumn: column, endLine: line, endColumn: column };
  }
  if (source === undefined || place.kind === 'file') return WHOLE_FILE;
  if (place.kind === 'span') return spanRegion(place.span.start, place.span.end, startsOf(source));
  const { locateKey } = await import('./toml-locate.ts');
  const span = locateKey(source.text, place.path, place.part ?? 'value');
  return span === null ? WHOLE_FILE : spanRegion(span.start, span.end, startsOf(source));
}

/** Offsets at which lines start. CRLF and LF end a line, and so does a lone CR, as in the SARIF specification (3.30.5). */
function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  const ends = /\r\n|\r|\n/g;
  while (ends.exec(text) !== null) starts.push(ends.lastIndex);
  return starts;
}

function spanRegion(start: number, end: number, starts: readonly number[]): Region {
  const [startLine, startColumn] = position(start, starts);
  const [endLine, endColumn] = position(Math.max(start, end), starts);
  return { startLine, startColumn, endLine, endColumn };
}

function position(offset: number, starts: readonly number[]): readonly [line: number, column: number] {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return [low + 1, offset - (starts[low] ?? 0) + 1];
}

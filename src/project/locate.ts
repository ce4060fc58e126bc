import type { AST } from 'toml-eslint-parser';
import type { Location, Place, Region, Span } from '../core/place.ts';
import type { SourceText } from './source.ts';

/** Counts lines and columns of places; each file's line starts are found once, and only when a finding asks. */
export type Locator = ((place: Place, note?: string) => Promise<Location>) & {
  readonly sources: ReadonlyMap<string, SourceText>;
  /** Null for a whole file, a mere position, and what is not there. */
  readonly spanOf: (place: Place) => Promise<Span | null>;
  /** The region of a span in a file that was read. */
  readonly regionOf: (source: SourceText, span: Span) => Region;
  /** The syntax tree of a TOML file; null where it does not parse. */
  readonly tomlOf: (source: SourceText) => Promise<AST.TOMLProgram | null>;
};

export function createLocator(sources: ReadonlyMap<string, SourceText>): Locator {
  const startsOf = onceEach((source) => findLineStarts(source.text));
  const tomlOf = onceEach(async (source) => (await import('./toml-locate.ts')).parseToml(source.text));

  const spanOf = async (place: Place): Promise<Span | null> => {
    if (place.kind === 'span') return place.span;
    const source = sources.get(place.file);
    if (place.kind !== 'key' || source === undefined) return null;
    const program = await tomlOf(source);
    const { locateKey } = await import('./toml-locate.ts');
    return program === null ? null : locateKey(program, place.path, place.part ?? 'value');
  };

  const regionOf = async (place: Place): Promise<Region> => {
    if (place.kind === 'position') {
      const { line, column } = place;
      return { startLine: line, startColumn: column, endLine: line, endColumn: column };
    }
    const source = sources.get(place.file);
    if (source === undefined || place.kind === 'file') return WHOLE_FILE;
    const span = await spanOf(place);
    return span === null ? WHOLE_FILE : spanRegion(span.start, span.end, startsOf(source));
  };

  const locate = async (place: Place, note?: string): Promise<Location> => {
    const region = await regionOf(place);
    return note === undefined ? { file: place.file, region } : { file: place.file, region, note };
  };
  return Object.assign(locate, {
    sources,
    spanOf,
    regionOf: (source: SourceText, { start, end }: Span) => spanRegion(start, end, startsOf(source)),
    tomlOf,
  });
}

/** What is made of a file, made once. */
function onceEach<T>(make: (source: SourceText) => T): (source: SourceText) => T {
  const made = new Map<string, T>();
  return (source) => {
    const before = made.get(source.file);
    if (before !== undefined) return before;
    const now = make(source);
    made.set(source.file, now);
    return now;
  };
}

const WHOLE_FILE: Region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/** Offsets at which lines start. CRLF and LF end a line, and so does a lone CR, as in the SARIF specification (3.30.5). */
export function findLineStarts(text: string): readonly number[] {
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

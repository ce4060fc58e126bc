// What the readers of reStructuredText share: its lines, what they tell, and where the reading of a body stands.

/** A line without its indentation. */
export type RstLine = { readonly start: number; readonly indent: number; readonly text: string };

export type RstDirective = {
  readonly name: string;
  /** Offset of the name. */
  readonly start: number;
  /** Up to the first blank line, options left out; the rest of the marker's line first. */
  readonly head: readonly RstLine[];
  readonly options: readonly {
    readonly name: string;
    readonly value: string;
    readonly start: number;
    readonly valueStart: number;
  }[];
  readonly hasContent: boolean;
};

/** What stands where a construct may start, told in the order of the text. */
export type RstSink = {
  readonly directive: (directive: RstDirective) => void;
  /** Lines that are read for inline markup together. */
  readonly inline: (lines: readonly RstLine[]) => void;
  /** `.. _name: target`; the name is empty for an anonymous one. */
  readonly target: (name: string, target: string, start: number, targetStart: number) => void;
  /** `.. |name| image:: …` */
  readonly substitution: (name: string) => void;
  /** `.. [name] …` */
  readonly footnote: (name: string) => void;
  readonly title: (title: RstLine, overline: string | null, underline: string) => void;
  /** docutils halts at the line. */
  readonly halt: (line: RstLine, problem: string) => void;
};

export function splitRst(text: string): readonly RstLine[] {
  const lines: RstLine[] = [];
  let start = 0;
  for (const raw of text.split('\n')) {
    const front = /^[ \t\v\f]*/.exec(raw)?.[0] ?? '';
    let indent = 0;
    for (const blank of front) indent = blank === '\t' ? indent + 8 - (indent % 8) : indent + 1;
    lines.push({ start: start + front.length, indent, text: raw.slice(front.length).trimEnd() });
    start += raw.length + 1;
  }
  return lines;
}

/** Where the reading of a body stands. */
export type Scan = {
  readonly lines: readonly RstLine[];
  readonly sink: RstSink;
  readonly base: number;
  readonly depth: number;
  /** Reads lines as a body inside this one. */
  readonly nest: (lines: readonly RstLine[], base: number) => void;
  at: number;
};

const BLANK: RstLine = { start: 0, indent: 0, text: '' };

export function lineAt({ lines }: Pick<Scan, 'lines'>, i: number): RstLine {
  return lines[i] ?? BLANK;
}

/** Index of the first line from `from` on that is not blank and not indented further than the body. */
export function endOfIndented({ lines, base }: Scan, from: number): number {
  let end = from;
  while (end < lines.length && (lines[end]?.text === '' || (lines[end]?.indent ?? 0) > base)) end++;
  return end;
}

/** Reads lines that are indented further as a body of their own. */
export function readIndented(scan: Scan, lines: readonly RstLine[]): void {
  const shown = lines.filter(({ text }) => text !== '');
  if (shown.length === 0) return;
  const inner = Math.min(...shown.slice(0, 5000).map(({ indent }) => indent));
  scan.nest(lines, inner);
}

/** What ends without a blank line makes docutils halt, unless the next line goes on with it. */
export function endsAt(scan: Scan, end: number, what: string, goesOn: (line: RstLine) => boolean = () => false): void {
  const next = lineAt(scan, end);
  scan.at = end;
  if (next.text === '' || lineAt(scan, end - 1).text === '' || goesOn(next)) return;
  scan.sink.halt(next, `follows ${what} without a blank line`);
}

/** Reads a body whose first line follows a marker, and whose others are indented by any amount. */
export function readAfterMarker(scan: Scan, first: RstLine, rest: readonly RstLine[]): void {
  const shown = rest.filter(({ text }) => text !== '').slice(0, 5000);
  const inner = shown.length === 0 ? scan.base + 1 : Math.min(...shown.map(({ indent }) => indent));
  scan.nest([{ ...first, indent: inner }, ...rest], inner);
}

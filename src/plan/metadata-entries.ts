import type { CsvResult } from './metadata-csv.ts';
import { readCsv } from './metadata-csv.ts';
import { withoutHoles } from './metadata-holes.ts';
import type { InputName, MetadataProblem } from './metadata-types.ts';
import type { Partial } from '../core/partial.ts';
import { isWhole } from '../core/partial.ts';

/** One entry of a list input. */
export type Entry = { readonly text: Partial; readonly line: number };

export type Problem = Omit<MetadataProblem, 'input'>;

/** The entries of a list input as the toolkit's `getInputList` gives them: it parses once, and drops quotes. */
export function readEntries(input: Partial): {
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
} {
  const trimmed = input.trim();
  const cut = input.slice(0, input.length - input.trimStart().length);
  const before = trimmed === '' ? 0 : cut.split('\n').length - 1;
  const read = readCsv(trimmed, { relaxQuotes: true, comments: true });
  if (!read.ok) return { entries: [], problems: [csvProblem(read, read.line + before)] };
  const entries = read.records
    .map(({ fields, line }) => ({ text: fields.join(','), line: line + before }))
    .filter(({ text }) => text !== '')
    .map(({ text, line }) => ({ text: text.trim(), line }));
  return { entries, problems: [] };
}

/** The fields of an entry, which the action parses once more. */
export function readFields({ text, line }: Entry): readonly Partial[] | Problem {
  const read = readCsv(text, { relaxQuotes: false, comments: false });
  if (!read.ok) return csvProblem(read, line);
  return (
    read.records[0]?.fields ?? {
      ...blankProblem(line),
      code: 'empty-line',
      message: 'a line of blanks is no entry',
    }
  );
}

export function isProblem(value: readonly Partial[] | Problem): value is Problem {
  return 'code' in value;
}

/** Whether an entry is all unknown, so that it may be none, or many. */
export function isOpenEntry({ text }: Entry): boolean {
  return !isWhole(text) && withoutHoles(text).trim() === '';
}

export function blankProblem(line: number | null): Problem {
  return { line, code: 'invalid-value', message: '', attribute: null, got: null, expected: [] };
}

export function inInput(input: InputName, problems: readonly Problem[]): readonly MetadataProblem[] {
  return problems.map((problem) => ({ input, ...problem }));
}

function csvProblem(read: CsvResult & { ok: false }, line: number): Problem {
  return { ...blankProblem(line), code: 'csv', message: `the line is no CSV: ${read.message}` };
}

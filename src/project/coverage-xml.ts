import sax from 'sax';
import type { SAXParser } from 'sax';
import type { CoveredFile, ReadReport } from './coverage.ts';

type Attributes = { readonly [name: string]: string };

/**
 * Cobertura's format, as coverage.py writes it (coverage/xmlreport.py). Null where it is none. The parser knows no
 * entities but XML's own five, so a document type declares none that could grow.
 */
export function readCoverageXml(text: string): ReadReport | null {
  const parser = sax.parser(true);
  const state: State = {
    root: null,
    sources: [],
    files: [],
    inSource: false,
    text: '',
    lines: [0, 0],
    branches: [0, 0],
  };
  let isBroken = false;
  Object.assign(parser, {
    onerror: () => {
      isBroken = true;
      // It would throw on the next write.
      parser.resume();
    },
    onopentag: ({ name, attributes }) => open(state, name, attributes as Attributes),
    ontext: (part) => {
      if (state.inSource) state.text += part;
    },
    onclosetag: (name) => {
      if (name !== 'source') return;
      state.sources.push(state.text.trim());
      state.inSource = false;
    },
  } satisfies Partial<SAXParser>);
  parser.write(text).close();
  return isBroken || state.root === null ? null : reportOf(state, state.root);
}

type State = {
  root: Attributes | null;
  readonly sources: string[];
  readonly files: { path: string; lastLine: number }[];
  inSource: boolean;
  text: string;
  /** Covered, and in all. */
  readonly lines: [number, number];
  readonly branches: [number, number];
};

function open(state: State, name: string, attributes: Attributes): void {
  if (name === 'coverage') state.root ??= attributes;
  else if (name === 'source') {
    state.inSource = true;
    state.text = '';
  } else if (name === 'class') state.files.push({ path: slashes(attributes['filename'] ?? ''), lastLine: 0 });
  else if (name === 'line') line(state, attributes);
}

function line(state: State, attributes: Attributes): void {
  const file = state.files.at(-1);
  if (file !== undefined) file.lastLine = Math.max(file.lastLine, numberOf(attributes['number']) ?? 0);
  state.lines[1]++;
  if ((numberOf(attributes['hits']) ?? 0) > 0) state.lines[0]++;
  const [, taken, all] = /\((\d{1,6})\/(\d{1,6})\)/.exec(attributes['condition-coverage'] ?? '') ?? [];
  state.branches[0] += Number(taken ?? 0);
  state.branches[1] += Number(all ?? 0);
}

/** The sums of the root are coverage.py's own; before 4.5 it wrote none, and the lines are counted. */
function reportOf({ lines, branches, files, sources }: State, root: Attributes): ReadReport {
  const sum = (kind: string): number | null => numberOf(root[kind]);
  const [valid, hit] = [sum('lines-valid'), sum('lines-covered')];
  const [allBranches, taken] = [sum('branches-valid'), sum('branches-covered')];
  const isSummed = valid !== null && hit !== null;
  const time = numberOf(root['timestamp']);
  return {
    covered: isSummed ? hit + (taken ?? 0) : lines[0] + branches[0],
    total: isSummed ? valid + (allBranches ?? 0) : lines[1] + branches[1],
    // coverage.py writes milliseconds, the format asks for seconds.
    made: time === null ? { kind: 'none' } : { kind: 'instant', ms: time < 1e11 ? time * 1000 : time },
    files: files satisfies readonly CoveredFile[],
    sources: sources.map(slashes),
  };
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}

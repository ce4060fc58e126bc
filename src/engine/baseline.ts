import { at, itemsOf, parseYaml } from '../project/yaml.ts';
import { schemaAddress } from '../core/addresses.ts';
import { PyrelError } from '../core/error.ts';
import type { Place } from '../core/place.ts';
import { atSpan, inFile } from '../core/place.ts';
import { createLocator } from '../project/locate.ts';
import type { SourceText } from '../project/source.ts';

/** Findings of one kind that were there before, and do not count. */
export type BaselineEntry = {
  readonly rule: string;
  readonly file: string;
  /** What the finding says; for people, nothing is compared with it. */
  readonly what: string;
  readonly fingerprint: string;
  /** How many equal findings do not count. */
  readonly count: number;
  /** Folder of the project that it is about; null for the top level, and for what is said of the whole repository. */
  readonly project: string | null;
  /** In which mode it was found: some rules say in a release what they do not say before it. */
  readonly mode: 'dev' | 'release';
  /** Its line in the baseline. */
  readonly place: Place;
};

export type Baseline = { readonly source: SourceText; readonly entries: readonly BaselineEntry[] };

/** What a baseline is called, where nobody says. */
export const BASELINE_NAME = '.pyrel-baseline.json';

/** The format's version; a reader refuses those that it does not know. */
const VERSION = 1;

/** What tells the entries of a baseline apart. */
export function entryKey({
  rule,
  project,
  fingerprint,
}: Pick<BaselineEntry, 'rule' | 'project' | 'fingerprint'>): string {
  return JSON.stringify([rule, project, fingerprint]);
}

/** A baseline as it is written: sorted, a line for each entry, so that diffs are small and merges easy. */
export function baselineText(entries: readonly Omit<BaselineEntry, 'place'>[]): string {
  const lines = [...entries].sort(byRuleAndFile).map((entry) => `    ${entryText(entry)}`);
  const head = `{\n  "$schema": ${JSON.stringify(schemaAddress('baseline'))},\n  "version": ${VERSION},\n`;
  return `${head}  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

function byRuleAndFile(a: Omit<BaselineEntry, 'place'>, b: Omit<BaselineEntry, 'place'>): number {
  const keys = (entry: typeof a): readonly string[] => [entry.rule, entry.file, entry.project ?? '', entry.fingerprint];
  const [left, right] = [keys(a), keys(b)];
  const first = left.findIndex((key, i) => key !== right[i]);
  return first === -1 ? 0 : (left[first] ?? '') < (right[first] ?? '') ? -1 : 1;
}

function entryText({ rule, file, project, what, mode, fingerprint, count }: Omit<BaselineEntry, 'place'>): string {
  const written = {
    rule,
    file,
    ...(project === null ? {} : { project }),
    what,
    ...(mode === 'dev' ? {} : { mode }),
    fingerprint,
    count,
  };
  const pairs = Object.entries(written).map(([key, value]) => `"${key}": ${jsonText(value)}`);
  return `{ ${pairs.join(', ')} }`;
}

/** Without characters that hide or reorder what is read: the texts are the repository's. */
function jsonText(value: string | number): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (char) =>
    Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''),
  );
}

/**
 * Reads a baseline; without a source, the empty one that a file of this name is to become. Throws `PyrelError` with the
 * place of the first thing that is wrong in it.
 */
export async function readBaseline(given: SourceText | null, name: string): Promise<Baseline> {
  const source = given ?? { file: name, text: baselineText([]), cutAt: null, hasBom: false };
  const data = parse(source.text);
  if (data === undefined) throw await broken(source, null, syntaxTodo(source.text));
  const problem = problemOf(data);
  if (problem !== null) throw await broken(source, problem, problem.todo);
  const { findings } = data as { readonly findings: readonly Written[] };
  // In valid JSON `"fingerprint"` can only be a key: within a string its quotes are escaped.
  const keys = source.text.matchAll(/"fingerprint"\s*:/g);
  return {
    source,
    entries: merged(
      findings.map(({ project = null, mode = 'dev', rule, file, what, fingerprint, count }) => {
        const place = lineAt(source, keys.next().value?.index);
        return { rule, file, what, fingerprint, count, project, mode, place };
      }),
    ),
  };
}

type Written = Pick<BaselineEntry, 'rule' | 'file' | 'what' | 'fingerprint' | 'count'> &
  Partial<Pick<BaselineEntry, 'project' | 'mode'>>;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A merge that takes both sides leaves equal lines: the larger count holds, or a mended finding could come back. */
function merged(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const byKey = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const before = byKey.get(entryKey(entry));
    if (before === undefined || before.count < entry.count) byKey.set(entryKey(entry), entry);
  }
  return [...byKey.values()];
}

/** The line around an offset, without the blanks and the comma at its ends. */
function lineAt({ file, text }: SourceText, offset: number | undefined): Place {
  if (offset === undefined) return inFile(file);
  const start = text.lastIndexOf('\n', offset) + 1;
  const newline = text.indexOf('\n', offset);
  const line = text.slice(start, newline === -1 ? text.length : newline);
  const indent = line.length - line.trimStart().length;
  return atSpan(file, start + indent, start + line.replace(/,?\s*$/, '').length);
}

type Problem = { readonly path: readonly (string | number)[]; readonly what: string; readonly todo: string };

const REMAKE = 'Write it anew with `--update-baseline`, after moving this file away.';

function problemOf(data: unknown): Problem | null {
  if (!isRecord(data)) return { path: [], what: 'it is not an object', todo: REMAKE };
  const { version, findings } = data;
  if (version !== VERSION) {
    const isNewer = typeof version === 'number' && version > VERSION;
    return {
      path: version === undefined ? [] : ['version'],
      what:
        version === undefined
          ? 'it has no `version`'
          : `its version is ${JSON.stringify(version)}, and this pyrel reads version ${VERSION}`,
      todo: isNewer ? 'Use the pyrel that wrote it, or a newer one.' : REMAKE,
    };
  }
  const strange = Object.keys(data).find((key) => !['$schema', 'version', 'findings'].includes(key));
  if (strange !== undefined) return { path: [strange], what: `it has an unknown key ${strange}`, todo: 'Remove it.' };
  if (!Array.isArray(findings)) return { path: [], what: 'it has no list `findings`', todo: REMAKE };
  for (const [i, entry] of findings.entries()) {
    const problem = entryProblem(entry);
    if (problem !== null)
      return {
        path: ['findings', i],
        what: `the entry ${problem}`,
        todo: 'Remove the line, and run pyrel with `--update-baseline`.',
      };
  }
  return null;
}

const TEXTS = ['rule', 'file', 'what', 'fingerprint'] as const;

function entryProblem(entry: unknown): string | null {
  if (!isRecord(entry)) return 'is not an object';
  const missing = TEXTS.find((key) => typeof entry[key] !== 'string' || entry[key] === '');
  if (missing !== undefined) return `has no text as \`${missing}\``;
  const { count, project, mode } = entry;
  if (!Number.isSafeInteger(count) || (count as number) < 1) return 'has no number from 1 as `count`';
  if (project !== undefined && typeof project !== 'string') return 'has no text as `project`';
  if (mode !== undefined && mode !== 'dev' && mode !== 'release') return 'has neither dev nor release as `mode`';
  const strange = Object.keys(entry).find((key) => ![...TEXTS, 'count', 'project', 'mode'].includes(key));
  return strange === undefined ? null : `has an unknown key \`${strange}\``;
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const CONFLICT = /^(<{7}|={7}|>{7})(?= |\r?$)/m;

function syntaxTodo(text: string): string {
  return CONFLICT.test(text)
    ? 'Keep the lines of both sides of the merge, with a comma between any two, and run pyrel with `--update-baseline`.'
    : 'Mend the syntax, or restore the file from git.';
}

/** JSON is YAML, whose parser knows places, which JSON.parse does not tell. */
async function broken(source: SourceText, problem: Problem | null, todo: string): Promise<PyrelError> {
  const { file, text } = source;
  const { root, problems } = parseYaml(text);
  let offset = 0;
  if (problem === null) offset = CONFLICT.exec(text)?.index ?? problems[0]?.offset ?? 0;
  else {
    const [key, i] = problem.path;
    const value = key === undefined ? root : at(root, String(key));
    offset = (typeof i === 'number' ? itemsOf(value)[i] : value)?.span.start ?? 0;
  }
  const { region } = await createLocator(new Map([[file, source]]))(atSpan(file, offset, offset));
  const what = problem?.what ?? (CONFLICT.test(text) ? 'it holds an unfinished merge' : 'it is not valid JSON');
  return new PyrelError(
    'config-invalid',
    `${file}:${region.startLine}:${region.startColumn}: the baseline cannot be read: ${what}`,
    todo,
  );
}

import { describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import type { Baseline } from '../../src/engine/baseline.ts';
import { baselineText, readBaseline } from '../../src/engine/baseline.ts';
import type { BaselineTask } from '../../src/engine/baseline-tasks.ts';
import { memoryFiles } from '../../src/io/memory-files.ts';
import type { LintInput, LintResult } from '../../src/lint.ts';
import { lint } from '../../src/lint.ts';
import type { LintRequest } from '../../src/plan/release-targets.ts';
import { loadReporter } from '../../src/report/formats.ts';
import type { Format } from '../../src/report/formats.ts';
import { defineRule } from '../../src/rules/rule.ts';
import type { LintRule } from '../../src/rules/rule.ts';
import { rule as suppressionUnused } from '../../src/rules/suppression-unused.ts';
import { rule as targetMismatch } from '../../src/rules/version-target-mismatch.ts';
import { rule as versionMismatch } from '../../src/rules/version-mismatch.ts';
import { atSpan } from '../../src/core/place.ts';
import type { Tree } from '../rule-tester.ts';
import { defaultConfig, gitOf } from '../rule-tester.ts';

const DEV: LintRequest = { mode: 'dev' };
const release = (version: string): LintRequest => ({ mode: 'release', version, tag: null });

/** Finds each line of notes.txt that is not empty: a finding for each, equal ones for equal lines. */
const aLine: LintRule = defineRule({
  meta: { id: 'a-line', summary: 'A line', why: 'It is.', since: '0.1.0', mode: 'always', needs: [] },
  messages: { line: { what: 'there is {text}', todo: 'Remove it.', severity: 'error' } },
  check({ project, report, skip, couldNotLook }) {
    const file = [...project.paths].find((path) => path.endsWith('notes.txt'));
    if (file === undefined) return skip('no notes');
    const { text } = project.sources.get('pyproject.toml') ?? { text: '' };
    const notes = /^# notes: (.*)$/m.exec(text)?.[1] ?? '';
    let at = 0;
    for (const word of notes.split(' ')) {
      if (word === 'blind') couldNotLook('no access');
      else if (word !== '') report('line', { at: atSpan('pyproject.toml', at, ++at), data: { text: word } });
    }
    return undefined;
  },
});

/** Says in a release, of the same file, something else than before it. */
const otherWords: LintRule = defineRule({
  meta: { id: 'other-words', summary: 'Words', why: 'It is.', since: '0.1.0', mode: 'always', needs: [] },
  messages: {
    before: { what: 'it is so', todo: 'Mend it.', severity: 'error' },
    after: { what: 'it is so, and released', todo: 'Mend it.', severity: 'error' },
  },
  check({ project, plan, report }) {
    if (!project.sources.get('pyproject.toml')?.text.includes('# words')) return;
    report(plan.release === null ? 'before' : 'after', { at: atSpan('pyproject.toml', 0, 1) });
  },
});

/** Stands for what `a-line` says at the start of the file. */
const over: LintRule = defineRule({
  meta: {
    id: 'over-it',
    summary: 'Over',
    why: 'It is.',
    since: '0.1.0',
    mode: 'always',
    needs: [],
    supersedes: ['a-line'],
  },
  messages: { over: { what: 'it is over it', todo: 'Mend it.', severity: 'error' } },
  check({ project, report }) {
    if (project.sources.get('pyproject.toml')?.text.includes('# over') === true)
      report('over', { at: atSpan('pyproject.toml', 0, 1) });
  },
});

/** Asked once, however many projects there are. */
const wide: LintRule = defineRule({
  meta: {
    id: 'repository-wide',
    summary: 'Wide',
    why: 'It is.',
    since: '0.1.0',
    mode: 'always',
    needs: [],
    scope: 'repository',
  },
  messages: { wide: { what: 'it is wide', todo: 'Mend it.', severity: 'error' } },
  check({ project, report }) {
    if (project.sources.get('pyproject.toml')?.text.includes('# wide') === true)
      report('wide', { at: atSpan('pyproject.toml', 0, 1) });
  },
});

const notes = (words: string, more = ''): Tree => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "1.0.0"\n# notes: ${words}\n${more}`,
  'notes.txt': '',
});

type Given = {
  readonly tree: Tree;
  readonly before?: string | null;
  readonly task?: BaselineTask;
  readonly request?: LintRequest;
  readonly rules?: readonly LintRule[];
  readonly config?: Partial<Config>;
};

const RULES = [aLine, otherWords, suppressionUnused];

function asBaseline(text: string | null): Promise<Baseline> {
  return readBaseline(text === null ? null : { file: 'base.json', text, cutAt: null, hasBom: false }, 'base.json');
}

async function run({
  tree,
  before = null,
  task = 'use',
  request = DEV,
  rules = RULES,
  config,
}: Given): Promise<LintResult> {
  const input: LintInput = {
    files: memoryFiles(tree),
    git: gitOf('no-git'),
    root: '',
    config: { ...defaultConfig, ...config },
    adjust: (own) => own,
    rules,
    allRules: [...RULES, ...rules],
    request,
    modeReason: 'test',
    today: '2026-11-20',
    toolVersion: '0.0.0',
    checks: null,
    workFolder: null,
    baseline: { before: await asBaseline(before), task },
  };
  return lint(input);
}

/** The baseline that an update writes. */
async function updated(given: Given): Promise<string> {
  return (await run({ ...given, task: 'update' })).baselineChange?.text ?? '';
}

/** `id what` of what counts, and `(id what)` of what the baseline covers. */
function said({ report }: LintResult): readonly string[] {
  return report.verdicts.flatMap((verdict) => {
    if (verdict.outcome !== 'fail' && verdict.outcome !== 'ignored') return [];
    const isQuiet = verdict.outcome === 'ignored' && verdict.suppression.kind === 'baseline';
    return verdict.findings.map(({ what }) => (isQuiet ? `(${verdict.id} ${what})` : `${verdict.id} ${what}`));
  });
}

const counts = ({ baselineChange: change }: LintResult): readonly (number | undefined)[] => [
  change?.added,
  change?.removed,
  change?.kept,
];

describe('what is in the baseline', () => {
  test('does not count, and stays visible with its line', async () => {
    const before = await updated({ tree: notes('one two') });
    const result = await run({ tree: notes('one two'), before });
    expect(said(result)).toEqual(['(a-line there is one)', '(a-line there is two)']);
    expect(result.report.baseline).toBe('base.json');
    const [first] = result.report.verdicts;
    const line = before.split('\n').findIndex((text) => text.includes('there is one')) + 1;
    expect(first).toMatchObject({
      outcome: 'ignored',
      reason: 'in the baseline',
      suppression: {
        kind: 'baseline',
        place: { file: 'base.json', region: { startLine: line, startColumn: 5 } },
      },
    });
    expect(result.lines('base.json')?.[line - 1]).toContain('there is one');
  });
  test('is found again where lines have moved', async () => {
    const before = await updated({ tree: notes('one two') });
    const moved = notes('two one');
    const tree = { ...moved, 'pyproject.toml': `# A comment\n\n${String(moved['pyproject.toml'])}` };
    expect(said(await run({ tree, before }))).toEqual(['(a-line there is two)', '(a-line there is one)']);
  });
  test('leaves what is new standing', async () => {
    const before = await updated({ tree: notes('one') });
    expect(said(await run({ tree: notes('one two'), before }))).toEqual([
      'a-line there is two',
      '(a-line there is one)',
    ]);
  });
  test('covers as many equal findings as it holds, and the surplus fails', async () => {
    const before = await updated({ tree: notes('one one') });
    expect(before).toContain('"count": 2');
    expect(said(await run({ tree: notes('one one one'), before }))).toEqual([
      'a-line there is one',
      '(a-line there is one)',
      '(a-line there is one)',
    ]);
  });
  test('yields to an ignore of the config', async () => {
    const before = await updated({ tree: notes('one') });
    const ignores = [{ id: 'a-line', path: null, until: null, reason: 'ours', place: atSpan('pyproject.toml', 0, 1) }];
    const result = await run({ tree: notes('one'), before, config: { ignores } });
    expect(result.report.verdicts[0]).toMatchObject({ outcome: 'ignored', suppression: { kind: 'config' } });
    expect(said(result)).toEqual(['a-line there is one']);
  });
  test('of another rule covers nothing', async () => {
    const before = (await updated({ tree: notes('one') })).replace('a-line', 'other-words');
    expect(said(await run({ tree: notes('one'), before }))).toContain('a-line there is one');
  });
});

describe('an entry whose finding is gone', () => {
  const stale = 'suppression-unused the baseline holds a-line in pyproject.toml, which is no longer found';
  test('is told of', async () => {
    const before = await updated({ tree: notes('one two') });
    const result = await run({ tree: notes('two'), before });
    expect(said(result)).toEqual(['(a-line there is two)', stale]);
    const [, verdict] = result.report.verdicts.filter(({ outcome }) => outcome !== 'pass');
    expect(verdict).toMatchObject({ findings: [{ severity: 'note', primary: { file: 'base.json' } }] });
  });
  test('is told of where there are fewer', async () => {
    const before = await updated({ tree: notes('one one one') });
    expect(said(await run({ tree: notes('one'), before }))).toContain(
      'suppression-unused the baseline holds a-line in pyproject.toml 3 times, and it is found 1 times',
    );
  });
  test('is not told of where the rule skipped', async () => {
    const before = await updated({ tree: notes('one') });
    expect(said(await run({ tree: { 'pyproject.toml': '' }, before }))).toEqual([]);
  });
  test('is not told of where the rule could not look', async () => {
    const before = await updated({ tree: notes('one') });
    expect(said(await run({ tree: notes('blind'), before }))).toEqual([]);
  });
  test('is not told of where the rule was not asked', async () => {
    const before = await updated({ tree: notes('one') });
    expect(said(await run({ tree: notes(''), before, rules: [otherWords, suppressionUnused] }))).toEqual([]);
  });
  test('is not told of where the rule is off', async () => {
    const before = await updated({ tree: notes('one') });
    const rules = new Map([['a-line', { level: 'off', options: {} } as const]]);
    expect(said(await run({ tree: notes(''), before, config: { rules } }))).toEqual([]);
  });
  test('is not told of where the finding is ignored now', async () => {
    const before = await updated({ tree: notes('one') });
    const ignores = [{ id: 'a-line', path: null, until: null, reason: 'ours', place: atSpan('pyproject.toml', 0, 1) }];
    expect(said(await run({ tree: notes('one'), before, config: { ignores } }))).toEqual(['a-line there is one']);
  });
  test('is told of where there is no such rule any more', async () => {
    const before = (await updated({ tree: notes('one') })).replace('"a-line"', '"gone-rule"');
    expect(said(await run({ tree: notes(''), before }))).toEqual([
      'suppression-unused the baseline holds gone-rule in pyproject.toml, which is no longer found',
    ]);
  });
});

describe('--update-baseline', () => {
  test('adds, takes out and keeps, and nothing counts then', async () => {
    const before = await updated({ tree: notes('one two three three') });
    const result = await run({ tree: notes('two three four four'), before, task: 'update' });
    expect(counts(result)).toEqual([2, 2, 2]);
    expect(said(result).every((line) => line.startsWith('('))).toBe(true);
    expect(result.baselineChange?.text).toBe(await updated({ tree: notes('two three four four') }));
  });
  test('without findings writes an empty baseline', async () => {
    const text = await updated({ tree: notes('') });
    expect(JSON.parse(text)).toMatchObject({ version: 1, findings: [] });
  });
  test('twice writes the same', async () => {
    const before = await updated({ tree: notes('b a c a') });
    expect(await updated({ tree: notes('c a b a'), before })).toBe(before);
  });
  test('keeps what it cannot tell: rules that were not asked, skipped or could not look', async () => {
    const before = await updated({ tree: notes('one') });
    for (const given of [
      { tree: notes('one'), rules: [otherWords, suppressionUnused] },
      { tree: { 'pyproject.toml': '' } },
      { tree: notes('blind') },
    ]) {
      for (const task of ['update', 'prune'] as const) {
        const result = await run({ ...given, before, task });
        expect(counts(result)).toEqual([0, 0, 1]);
        expect(result.baselineChange?.text).toBe(before);
      }
    }
  });
  test('does not take in what a comment or the config ignores', async () => {
    const ignores = [{ id: 'a-line', path: null, until: null, reason: 'ours', place: atSpan('pyproject.toml', 0, 1) }];
    const text = await updated({ tree: notes('one'), config: { ignores } });
    expect(JSON.parse(text)).toMatchObject({ findings: [] });
  });
  test('takes in an ignore that silences nothing, but nothing about the baseline itself', async () => {
    const tree = notes('', '# pyrel: ignore[a-line] why\n');
    const before = await updated({ tree });
    expect(before).toContain('"rule": "suppression-unused"');
    expect(said(await run({ tree, before }))).toEqual(['(suppression-unused the ignore of a-line silences nothing)']);
    const mended = await run({ tree: notes(''), before, task: 'update' });
    expect(counts(mended)).toEqual([0, 1, 0]);
  });
});

describe('--prune-baseline', () => {
  test('takes out what is mended and adds nothing', async () => {
    const before = await updated({ tree: notes('one two three three') });
    const result = await run({ tree: notes('two three four'), before, task: 'prune' });
    expect(counts(result)).toEqual([0, 2, 2]);
    expect(said(result)).toEqual(['a-line there is four', '(a-line there is two)', '(a-line there is three)']);
    expect(result.baselineChange?.text).toContain('there is three');
    expect(result.baselineChange?.text).not.toContain('there is four');
  });
});

describe('dev and release mode', () => {
  const words = { tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.0.0"\n# words\n' } };
  test('do not take each other’s entries out where a rule has other words in each', async () => {
    const dev = await updated(words);
    expect(said(await run({ ...words, before: dev, request: release('1.0.0') }))).toEqual([
      'other-words it is so, and released',
    ]);
    const both = await updated({ ...words, before: dev, request: release('1.0.0') });
    expect(said(await run({ ...words, before: both }))).toEqual(['(other-words it is so)']);
    expect(await updated({ ...words, before: both })).toBe(both);
  });
  test('what is mended goes in either of them', async () => {
    const dev = await updated(words);
    const both = await updated({ ...words, before: dev, request: release('1.0.0') });
    const mended = { tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.0.0"\n' } };
    expect(counts(await run({ ...mended, before: both, task: 'prune' }))).toEqual([0, 2, 0]);
    expect(counts(await run({ ...mended, before: both, task: 'prune', request: release('1.0.0') }))).toEqual([0, 2, 0]);
  });
  test('a rule that is asked of a release only keeps its entries in dev mode', async () => {
    const rules = [targetMismatch, suppressionUnused];
    const given = { tree: notes(''), rules };
    const before = await updated({ ...given, request: release('1.1.0') });
    expect(before).toContain('"mode": "release"');
    expect(said(await run({ ...given, before }))).toEqual([]);
    expect(await updated({ ...given, before })).toBe(before);
  });
  test('the mismatch of one release does not cover that of the next', async () => {
    const given = { tree: notes(''), rules: [targetMismatch, suppressionUnused] };
    const before = await updated({ ...given, request: release('1.1.0') });
    const next = said(await run({ ...given, before, request: release('1.2.0') }));
    expect(next).toEqual([
      expect.stringMatching(/^version-target-mismatch .*1\.2\.0/),
      expect.stringMatching(/^suppression-unused the baseline holds version-target-mismatch/),
    ]);
  });
});

describe('several projects', () => {
  const member = (name: string, version: string): Tree => ({
    [`packages/${name}/pyproject.toml`]: `[project]\nname = "demo-${name}"\nversion = "1.0.0"\n`,
    [`packages/${name}/src/demo_${name}/__init__.py`]: `__version__ = "${version}"\n`,
  });
  const workspace = (a: string, b: string): Tree => ({
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
    ...member('a', a),
    ...member('b', b),
  });
  const rules = [versionMismatch, suppressionUnused];
  const git = { request: { mode: 'release', version: null, tag: 'a-v1.0.0' } as LintRequest };
  test('have one baseline, and an entry names its project', async () => {
    const before = await updated({ tree: workspace('0.9.0', '0.8.0'), rules });
    expect(before).toContain('"project": "packages/a"');
    expect(said(await run({ tree: workspace('0.9.0', '0.8.0'), rules, before }))).toHaveLength(2);
    expect(said(await run({ tree: workspace('0.9.0', '1.0.0'), rules, before }))).toEqual([
      expect.stringMatching(/^\(version-mismatch/),
      'suppression-unused the baseline holds version-mismatch in packages/b/src/demo_b/__init__.py, which is no longer found',
    ]);
  });
  test('a run for one of them says nothing of the others’ entries, and keeps them', async () => {
    const before = await updated({ tree: workspace('0.9.0', '0.8.0'), rules });
    const given = { tree: workspace('0.9.0', '1.0.0'), rules, before, ...git };
    const result = await run(given);
    expect(result.others.map(({ name }) => name)).toEqual(['demo-b']);
    expect(said(result)).toEqual([expect.stringMatching(/^\(version-mismatch packages\/a/)]);
    expect(await updated(given)).toBe(before);
  });
  test('what is said of the whole repository names none, and only a run for all of them can tell that it is gone', async () => {
    const tree = workspace('1.0.0', '1.0.0');
    const marked = { ...tree, 'pyproject.toml': `# wide\n${String(tree['pyproject.toml'])}` };
    const given = { rules: [wide, suppressionUnused] };
    const before = await updated({ ...given, tree: marked });
    expect(before).toContain('"rule": "repository-wide", "file": "pyproject.toml", "what"');
    expect(said(await run({ ...given, tree: marked, before, ...git }))).toEqual(['(repository-wide it is wide)']);
    expect(said(await run({ ...given, tree, before, ...git }))).toEqual([]);
    expect(await updated({ ...given, tree, before, ...git })).toBe(before);
    expect(counts(await run({ ...given, tree, before, task: 'prune' }))).toEqual([0, 1, 0]);
  });
});

test('an entry is kept while the finding of another rule stands for its own', async () => {
  const before = await updated({ tree: notes('one') });
  const given = { tree: notes('one', '# over\n'), rules: [aLine, over, suppressionUnused], before };
  expect(said(await run(given))).toEqual(['over-it it is over it']);
  expect(counts(await run({ ...given, task: 'update' }))).toEqual([1, 0, 1]);
  expect(counts(await run({ ...given, task: 'prune' }))).toEqual([0, 0, 1]);
});

describe('a baseline as it is written', () => {
  test('is sorted, a line for each entry', async () => {
    const text = await updated({ tree: notes('b a') });
    expect(text.split('\n').map((line) => line.replace(/"[0-9a-f]{16}"/, '"…"'))).toEqual([
      '{',
      '  "$schema": "https://raw.githubusercontent.com/pyrel/pyrel/main/schemas/baseline.schema.json",',
      '  "version": 1,',
      '  "findings": [',
      expect.stringMatching(
        /^ {4}\{ "rule": "a-line", "file": "pyproject.toml", "what": "there is [ab]", "fingerprint": "…", "count": 1 \},$/,
      ),
      expect.stringMatching(/^ {4}\{ "rule": "a-line", .* \}$/),
      '  ]',
      '}',
      '',
    ]);
  });
  test('hides nothing', () => {
    const entry = {
      rule: 'a',
      file: 'b',
      what: 'x\u202ey\n',
      fingerprint: 'f',
      count: 1,
      project: null,
      mode: 'dev',
    } as const;
    const text = baselineText([entry]);
    expect(text).toContain(String.raw`"what": "x\u202ey\n"`);
    expect(JSON.parse(text)).toMatchObject({ findings: [{ what: 'x\u202ey\n' }] });
  });
});

describe('a baseline as it is read', () => {
  const entry = '{ "rule": "a", "file": "b", "what": "c", "fingerprint": "f", "count": 1 }';
  const file = (...written: readonly string[]): string =>
    `{\n  "version": 1,\n  "findings": [\n${written.join('\n')}\n  ]\n}\n`;
  test.each<[string, string, string]>([
    [
      'no JSON',
      '{\n  "version": 1,\n  "findings": [\n}\n',
      'base.json:4:1: the baseline cannot be read: it is not valid JSON',
    ],
    ['nothing', '', 'base.json:1:1: the baseline cannot be read: it is not valid JSON'],
    [
      'an unfinished merge',
      file('<<<<<<< HEAD', `    ${entry}`, '=======', `    ${entry}`, '>>>>>>> other'),
      'base.json:4:1: the baseline cannot be read: it holds an unfinished merge',
    ],
    ['a list', '[]', 'base.json:1:1: the baseline cannot be read: it is not an object'],
    ['another format', '{ "comments": [] }', 'base.json:1:1: the baseline cannot be read: it has no `version`'],
    [
      'a later version',
      '{\n  "version": 2,\n  "entries": []\n}',
      'base.json:2:14: the baseline cannot be read: its version is 2, and this pyrel reads version 1',
    ],
    ['no findings', '{ "version": 1 }', 'base.json:1:1: the baseline cannot be read: it has no list `findings`'],
    [
      'an unknown key',
      '{ "version": 1,\n "findings": [],\n "x": 1 }',
      'base.json:3:7: the baseline cannot be read: it has an unknown key x',
    ],
    [
      'an entry without a count',
      file(`    ${entry},`, '    { "rule": "a", "file": "b", "what": "c", "fingerprint": "f" }'),
      'base.json:5:5: the baseline cannot be read: the entry has no number from 1 as `count`',
    ],
    [
      'an entry without a rule',
      file('    { "file": "b", "what": "c", "fingerprint": "f", "count": 1 }'),
      'base.json:4:5: the baseline cannot be read: the entry has no text as `rule`',
    ],
    [
      'an entry with a slip',
      file('    { "rule": "a", "file": "b", "what": "c", "fingerprint": "f", "count": 1, "conut": 1 }'),
      'base.json:4:5: the baseline cannot be read: the entry has an unknown key `conut`',
    ],
  ])('with %s is refused', async (_, text, message) => {
    await expect(asBaseline(text)).rejects.toMatchObject({ name: 'PyrelError', code: 'config-invalid', message });
  });
  test('may have been laid out by a formatter', async () => {
    const before = await updated({ tree: notes('one') });
    const spread = JSON.stringify(JSON.parse(before), null, 4);
    expect(said(await run({ tree: notes('one'), before: spread }))).toEqual(['(a-line there is one)']);
  });
  test('with equal lines, from a merge, counts them once', async () => {
    const baseline = await asBaseline(file(`    ${entry},`, `    ${entry.replace('1 }', '3 }')},`, `    ${entry}`));
    expect(baseline.entries).toMatchObject([{ count: 3 }]);
  });
});

describe('formats', () => {
  const print = async (format: Format, { report, lines: source }: LintResult, verbose = false): Promise<string> => {
    const rules = RULES.map(({ meta, messages }) => ({ ...meta, messages, helpUri: 'https://example.org' }));
    const reporter = await loadReporter(format);
    return reporter(report, { rules, lines: source, colour: false, width: Infinity, verbose, failOn: 'error' });
  };
  test('SARIF tells the states, and why old results do not count', async () => {
    const before = await updated({ tree: notes('one') });
    const text = await print('sarif', await run({ tree: notes('one two'), before }));
    const { runs } = JSON.parse(text) as { runs: [{ results: object[] }] };
    expect(runs[0].results).toMatchObject([
      { message: { text: 'there is two. Remove it.' }, baselineState: 'new' },
      {
        message: { text: 'there is one. Remove it.' },
        baselineState: 'unchanged',
        suppressions: [{ kind: 'external', status: 'accepted', justification: 'in the baseline' }],
      },
    ]);
    expect(runs[0].results[0]).not.toHaveProperty('suppressions');
  });
  test('text says it with -v, JUnit as skipped', async () => {
    const before = await updated({ tree: notes('one two') });
    const result = await run({ tree: notes('one two'), before });
    expect(await print('text', result)).not.toContain('in the baseline');
    expect(await print('text', result, true)).toMatch(
      /ignored {2}pyproject\.toml:1:1 a-line: in the baseline \(baseline at base\.json:\d+:5\)/,
    );
    expect(await print('junit', result)).toContain('<skipped message="ignored: in the baseline"/>');
  });
});

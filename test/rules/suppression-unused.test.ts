import { describe, expect, test } from 'vitest';
import type { Config, ConfigIgnore } from '../../src/config/config.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { atKey } from '../../src/core/place.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { applyFixes } from '../../src/engine/apply-fixes.ts';
import { rule as readmeMissing } from '../../src/rules/readme-missing.ts';
import { rule } from '../../src/rules/suppression-unused.ts';
import { rule as versionMismatch } from '../../src/rules/version-mismatch.ts';
import { defaultConfig, lintTree, regionText } from '../rule-tester.ts';
import type { Tree } from '../rule-tester.ts';

// The engine answers this rule after the others, so it is asked together with some. Today is 2026-11-20.

const rules = [readmeMissing, versionMismatch, rule];
const missing = (comment: string): Tree => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "1.0"\n${comment}\nreadme = "README.md"\n`,
});
const there = (comment: string): Tree => ({ ...missing(comment), 'README.md': '' });

async function verdicts(tree: Tree, ignores: readonly ConfigIgnore[] = []): Promise<readonly Verdict[]> {
  const { report } = await lintTree(rules, { name: '', tree, config: { ...defaultConfig, ignores } });
  return report.verdicts;
}

async function unused(tree: Tree, ignores: readonly ConfigIgnore[] = []): Promise<readonly string[]> {
  const found = (await verdicts(tree, ignores)).filter(({ id }) => id === rule.meta.id);
  return found.flatMap((verdict) =>
    verdict.outcome === 'fail'
      ? verdict.findings.map(({ messageId, primary }) => `${messageId} ${regionText(primary.file, primary.region)}`)
      : [verdict.outcome],
  );
}

const configured = (more: Partial<ConfigIgnore>): ConfigIgnore => ({
  id: 'readme-missing',
  path: null,
  until: null,
  reason: 'the build writes it',
  place: atKey('pyproject.toml', ['project', 'name']),
  ...more,
});

describe('an ignore that holds', () => {
  test.each([
    ['for ever', '# pyrel: ignore[readme-missing] the build writes it'],
    ['until a day to come', '# pyrel: ignore[readme-missing] until=2027-01-01 the build writes it'],
    ['on its last day', '# pyrel: ignore[readme-missing] until=2026-11-20 the build writes it'],
    ['for several rules', '# pyrel: ignore[version-mismatch, readme-missing] the build writes it'],
  ])('%s', async (_, comment) => {
    expect(await unused(missing(comment))).toEqual(['pass']);
    const [readme] = await verdicts(missing(comment));
    expect(readme).toMatchObject({
      id: 'readme-missing',
      outcome: 'ignored',
      reason: 'the build writes it',
      findings: [{ messageId: 'absent' }],
      suppression: { kind: 'inline', place: { file: 'pyproject.toml', region: { startLine: 4 } } },
    });
  });

  test('from the config, for the files that its glob names', async () => {
    expect(await unused(missing(''), [configured({ path: '**/*.toml' })])).toEqual(['pass']);
    expect(await unused(missing(''), [configured({ path: 'docs/*' })])).toEqual(['unused pyproject.toml:2:9-13']);
  });
});

describe('an ignore that does not hold', () => {
  test.each([
    ['unused pyproject.toml:4:1-52', there('# pyrel: ignore[readme-missing] the build writes it')],
    ['expired pyproject.toml:4:1-69', missing('# pyrel: ignore[readme-missing] until=2026-11-19 the build writes it')],
    ['badDate pyproject.toml:4:1-69', missing('# pyrel: ignore[readme-missing] until=2027-02-31 the build writes it')],
    ['reasonless pyproject.toml:4:1-32', missing('# pyrel: ignore[readme-missing]')],
    ['unknownRule pyproject.toml:4:1-53', missing('# pyrel: ignore[readme-misssing] the build writes it')],
    ['unknownRule pyproject.toml:4:1-38', missing('# pyrel: ignore[] the build writes it')],
  ])('%s', async (said, tree) => {
    expect(await unused(tree)).toEqual([said]);
  });

  test('leaves the finding standing', async () => {
    const [readme] = await verdicts(missing('# pyrel: ignore[readme-missing]'));
    expect(readme).toMatchObject({ id: 'readme-missing', outcome: 'fail' });
  });
});

test('an ignore of a rule that skipped or was not asked is left alone', async () => {
  expect(await unused({ 'setup.cfg': '# pyrel: ignore[readme-missing] no project yet\n[tool:pytest]\n' })).toEqual([
    'pass',
  ]);
  expect(await unused(there('# pyrel: ignore[tag-format] the old habit'))).toEqual(['pass']);
});

test('a place of its own is needed: the next line but one is not covered', async () => {
  expect(await unused(missing('# pyrel: ignore[readme-missing] the build writes it\ndescription = "x"'))).toEqual([
    'unused pyproject.toml:4:1-52',
  ]);
});

describe('an ignore that silences nothing is taken out by --fix', () => {
  type More = { readonly release?: string; readonly level?: 'safe' | 'unsafe' };
  const fixed = async (
    tree: Tree,
    config: Partial<Config> = {},
    { level = 'unsafe', ...more }: More = {},
  ): Promise<object> => {
    const given = { name: '', tree, config: { ...defaultConfig, ...config }, ...more };
    const { report, sources } = await lintTree(rules, given);
    const { texts, refused } = applyFixes(report, level, (file) => sources.get(file)?.text ?? null);
    expect(refused).toEqual([]);
    return Object.fromEntries(texts);
  };
  const why = 'pyrel: ignore[readme-missing] why';
  const project = '[project]\nname = "demo"\nversion = "1.0"\n';
  test('with the line that it has to itself', async () => {
    expect(await fixed(there(`# ${why}`))).toEqual({ 'pyproject.toml': `${project}readme = "README.md"\n` });
  });
  test('safely in release mode; in dev mode it may wait for a finding of a release', async () => {
    const tree = there(`# ${why}`);
    const mended = { 'pyproject.toml': `${project}readme = "README.md"\n` };
    expect(await fixed(tree, {}, { level: 'safe', release: '1.0' })).toEqual(mended);
    expect(await fixed(tree, {}, { level: 'safe' })).toEqual({});
  });
  test('alone, at the end of a line', async () => {
    expect(await fixed(there(`description = "x"  # ${why}`))).toEqual({
      'pyproject.toml': `${project}description = "x"\nreadme = "README.md"\n`,
    });
  });
  test('but not with the comment of another tool behind it', async () => {
    expect(await fixed(there(`description = "x"  # ${why} # noqa`))).toEqual({});
  });
  test.each(['unknownRule', 'expired', 'reasonless', 'badDate'])('one that is %s is not', async (message) => {
    const comment = {
      unknownRule: '# pyrel: ignore[readme-misssing] why',
      expired: '# pyrel: ignore[readme-missing] until=2026-11-19 why',
      reasonless: '# pyrel: ignore[readme-missing]',
      badDate: '# pyrel: ignore[readme-missing] until=soon why',
    }[message];
    expect(await unused(there(comment ?? ''))).toEqual([expect.stringContaining(message)]);
    expect(await fixed(there(comment ?? ''))).toEqual({});
  });
  const entry = (id: string): string => `[[tool.pyrel.ignore]]\nid = "${id}"\nreason = "why"\n`;
  const configOf = (text: string, kind: 'own' | 'pyproject'): Promise<Config> =>
    readConfig({ file: kind === 'own' ? 'pyrel.toml' : 'pyproject.toml', text, kind, isLinted: false }, [...rules]);
  test('in the config, entry by entry', async () => {
    const text = (more: string): string => `${project}readme = "README.md"\n\n[tool.pyrel]\nfail-on = "note"\n${more}`;
    const before = text(`\n${entry('readme-missing')}\n${entry('version-mismatch')}\n[tool.other]\na = 1\n`);
    const tree = { 'pyproject.toml': before, 'README.md': '', 'demo.py': '__version__ = "1.0"\n' };
    const after = (await fixed(tree, await configOf(before, 'pyproject'))) as { readonly [file: string]: string };
    expect(after['pyproject.toml']).not.toContain('tool.pyrel.ignore');
    expect((await configOf(after['pyproject.toml'] ?? '', 'pyproject')).ignores).toEqual([]);
    expect(after['pyproject.toml']).toContain('[tool.other]\na = 1\n');
  });
  test('in pyrel.toml, and what is used stays', async () => {
    const before = `${entry('version-mismatch')}\n${entry('readme-missing')}`.replaceAll('tool.pyrel.', '');
    const tree = { ...missing(''), 'pyrel.toml': before };
    expect(await fixed(tree, await configOf(before, 'own'))).toEqual({
      'pyrel.toml': expect.stringMatching(/^\s*\[\[ignore\]\]\nid = "readme-missing"\nreason = "why"\n$/),
    });
  });
});

test('every message is covered above, or with the baseline', () => {
  expect(Object.keys(rule.messages).sort()).toEqual([
    'badDate',
    // test/lint/baseline.test.ts
    'baselineFewer',
    'baselineGone',
    'expired',
    'reasonless',
    'unknownRule',
    'unused',
  ]);
});

import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../../src/io/memory-files.ts';
import type { LintResult } from '../../src/lint.ts';
import { lint } from '../../src/lint.ts';
import type { LintRequest } from '../../src/plan/release-targets.ts';
import { rule as entryMissing } from '../../src/rules/changelog-entry-missing.ts';
import { rule as suppressionUnused } from '../../src/rules/suppression-unused.ts';
import { rule as tagFormat } from '../../src/rules/tag-format.ts';
import { rule as tagVersionMismatch } from '../../src/rules/tag-version-mismatch.ts';
import { rule as unreadableFile } from '../../src/rules/unreadable-file.ts';
import { rule as versionMismatch } from '../../src/rules/version-mismatch.ts';
import type { Case, Tree } from '../rule-tester.ts';
import { defaultConfig, gitOf } from '../rule-tester.ts';

const rules = [entryMissing, suppressionUnused, tagFormat, tagVersionMismatch, unreadableFile, versionMismatch];

function lintAll(tree: Tree, request: LintRequest, tags: Case['tags'] = 'no-git'): Promise<LintResult> {
  return lint({
    files: memoryFiles(tree),
    git: gitOf(tags),
    root: '',
    config: defaultConfig,
    adjust: (own) => own,
    rules,
    allRules: rules,
    request,
    modeReason: 'test',
    today: '2026-11-20',
    toolVersion: '0.0.0',
    checks: null,
    workFolder: null,
  });
}

/** Findings and could-not-looks in a line each: `TARGET ID FILE`. */
function said({ report }: LintResult): readonly string[] {
  return report.verdicts.flatMap((verdict) => {
    const target = report.targets[verdict.target]?.name ?? '?';
    if (verdict.outcome === 'error') return [`${target} ${verdict.id} could not look`];
    if (verdict.outcome !== 'fail') return [];
    return verdict.findings.map(({ primary }) => `${target} ${verdict.id} ${primary.file}`);
  });
}

const pyproject = (name: string, version: string): string => `[project]\nname = "${name}"\nversion = "${version}"\n`;

const tree: Tree = {
  'pyproject.toml': '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
  'packages/core/pyproject.toml': pyproject('demo-core', '1.2.0'),
  'packages/core/src/demo_core/__init__.py': '__version__ = "1.2.0"\n',
  'packages/core/CHANGELOG.md': '# Changelog\n\n## 1.2.0 - 2026-11-01\n\n- More\n\n## 1.1.0 - 2026-10-01\n\n- Less\n',
  'packages/cli/pyproject.toml': pyproject('demo-cli', '0.3.0'),
  'packages/cli/src/demo_cli/__init__.py': '__version__ = "0.2.0"\n',
  'packages/cli/CHANGELOG.md': '# Changelog\n\n## 0.2.0 - 2026-10-01\n\n- First\n',
};
const tags = ['core-v1.1.0', 'cli-v0.2.0', 'core-v1.0.0', 'core-v0.9.0', 'cli/v0.1.0', 'cli/v0.0.9', 'cli/v0.0.8'];

describe('several projects in one repository', () => {
  test('are all judged in dev mode, each as its own target', async () => {
    const result = await lintAll(tree, { mode: 'dev' }, tags);
    expect(result.report.targets).toMatchObject([
      { path: 'packages/cli', name: 'demo-cli', version: '0.3.0' },
      { path: 'packages/core', name: 'demo-core', version: '1.2.0' },
    ]);
    expect(said(result)).toEqual(['demo-cli version-mismatch packages/cli/src/demo_cli/__init__.py']);
  });
  test('a tag concerns the one that it names, with that one’s tags and changelog', async () => {
    const result = await lintAll(tree, { mode: 'release', version: null, tag: 'core-v1.2.0' }, tags);
    expect(result.report.targets).toMatchObject([{ name: 'demo-core', version: '1.2.0', tag: 'core-v1.2.0' }]);
    expect(said(result)).toEqual([]);
    expect(result.others.map(({ name }) => name)).toEqual(['demo-cli']);
    expect(result.subjects[0]?.facts.project.conventions.tagPrefix).toMatchObject({ value: 'core-v' });
  });
  test('two tags at one commit concern two of them', async () => {
    const request = { mode: 'packages', tags: ['core-v1.2.0', 'cli-v0.3.1'], undecided: '' } as const;
    expect(said(await lintAll(tree, request, tags))).toEqual([
      'demo-cli changelog-entry-missing packages/cli/CHANGELOG.md',
      'demo-cli tag-version-mismatch packages/cli/pyproject.toml',
      'demo-cli version-mismatch packages/cli/src/demo_cli/__init__.py',
    ]);
  });
  test('a release in step names the one that was forgotten, and leaves those with numbers of their own', async () => {
    const inStep = {
      ...tree,
      'packages/web/pyproject.toml': pyproject('demo-web', '1.2.0'),
      'packages/api/pyproject.toml': pyproject('demo-api', '1.2.0'),
      'packages/old/pyproject.toml': pyproject('demo-old', '1.1.0'),
      // A package that nothing was changed in has no entry.
      'packages/web/CHANGELOG.md': '# Changelog\n\n## 1.1.0 - 2026-10-01\n\n- First\n',
    };
    const result = await lintAll(inStep, { mode: 'release', version: null, tag: 'v1.2.0' }, ['v1.1.0', 'v1.0.0']);
    expect(result.report.targets.map(({ name }) => name)).toEqual(['demo-api', 'demo-core', 'demo-old', 'demo-web']);
    expect(said(result)).toEqual(['demo-old tag-version-mismatch packages/old/pyproject.toml']);
    expect(result.others.map(({ name }) => name)).toEqual(['demo-cli']);
  });
  test('a tag that fits none is no release, and the report says so', async () => {
    const { report } = await lintAll(tree, { mode: 'release', version: null, tag: 'v9.0.0' }, ['v8.0.0']);
    expect(report).toMatchObject({
      mode: 'dev',
      modeReason: 'v9.0.0 does not say which of 2 projects it releases',
      targets: [{ name: 'demo-cli' }, { name: 'demo-core' }],
    });
  });
  test('what is about the repository is said once', async () => {
    const broken = { ...tree, 'packages/core/CHANGELOG.md': new Uint8Array([0x23, 0x20, 0xff, 0x0a]) };
    const { report } = await lintAll(broken, { mode: 'dev' }, tags);
    const verdicts = report.verdicts.filter(({ id }) => id === 'unreadable-file');
    expect(verdicts).toMatchObject([{ target: 0, outcome: 'fail', findings: [{ messageId: 'replaced' }] }]);
  });
});

describe('a config of its own', () => {
  const ignoring = 'rules."version-mismatch" = "off"\ntag-prefix = "command-"\n';
  test('holds for its project alone', async () => {
    const result = await lintAll({ ...tree, 'packages/cli/pyrel.toml': ignoring }, { mode: 'dev' }, tags);
    expect(said(result)).toEqual([]);
    expect(result.report.verdicts.filter(({ id }) => id === 'version-mismatch')).toMatchObject([
      { target: 0, outcome: 'skip', reason: 'switched off' },
      { target: 1, outcome: 'pass' },
    ]);
  });
  test('names the tags of its project', async () => {
    const request = { mode: 'release', version: null, tag: 'command-0.3.0' } as const;
    const { report } = await lintAll({ ...tree, 'packages/cli/pyrel.toml': ignoring }, request, tags);
    expect(report.targets).toMatchObject([{ name: 'demo-cli', version: '0.3.0' }]);
  });
  test('has ignores that silence nobody else', async () => {
    const ignore = '[[tool.pyrel.ignore]]\nid = "version-mismatch"\nreason = "cli only"\n';
    const other = {
      ...tree,
      'packages/core/pyproject.toml': pyproject('demo-core', '1.2.0') + ignore,
      'packages/core/src/demo_core/__init__.py': '__version__ = "1.1.0"\n',
    };
    expect(said(await lintAll(other, { mode: 'dev' }, tags))).toEqual([
      'demo-cli version-mismatch packages/cli/src/demo_cli/__init__.py',
    ]);
  });
});

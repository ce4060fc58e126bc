import { describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { PRESETS } from '../../src/config/presets.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { PresetName } from '../../src/config/schema.ts';
import { atLeast } from '../../src/core/report.ts';
import { exitCode } from '../../src/report/exit-code.ts';
import { rules } from '../../src/rules/registry.gen.ts';
import type { LintRule } from '../../src/rules/rule.ts';
import type { Case, Tree } from '../rule-tester.ts';
import { defaultConfig, lintTree } from '../rule-tester.ts';

function configOf(text: string): Promise<Config> {
  return readConfig({ file: 'pyrel.toml', text, kind: 'own', isLinted: false }, rules);
}

function ruleOf(id: string): LintRule {
  const rule = rules.find(({ meta }) => meta.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

const pyproject = (version: string, more = ''): string => `[project]\nname = "demo"\nversion = "${version}"\n${more}`;
const demo: Tree = { 'pyproject.toml': pyproject('1.2.0') };
const KEEP =
  '# Changelog\n\nThe format is based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).\n\n## [1.2.0] - 2026-11-20\n\n';
const OLDER = '## [1.1.0] - 2026-10-20\n\n### Added\n\n- a\n\n## [1.0.0] - 2026-09-20\n\n### Fixed\n\n- a\n';
const kept = (body: string): Tree => ({ ...demo, 'CHANGELOG.md': KEEP + body + OLDER });
const undated = '# Changelog\n\n## 1.2.0\n\n- b\n\n## 1.1.0\n\n- a\n';
const fallback = 'try:\n    from ._version import __version__\nexcept ImportError:\n    __version__ = "1.0.0"\n';

const WORKFLOW = '.github/workflows/release.yml';
const workflow = (on: string, steps: string, more = ''): Tree => ({
  ...demo,
  [WORKFLOW]: `on: ${on}
jobs:
  publish:
    runs-on: ubuntu-latest
    permissions: {id-token: write}
${more}    steps:
${steps.replace(/^/gm, '      ')}
`,
});
const ON_TAG = '{push: {tags: ["v*"]}}';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';
const BUILD = '- uses: actions/checkout@v5\n- run: pipx run build';
const image = (tags: string): string => `- uses: docker/metadata-action@v5
  id: meta
  with:
    images: ghcr.io/acme/demo
    tags: |
${tags.replace(/^/gm, '      ')}
- uses: docker/build-push-action@v6
  with: {push: true, tags: "\${{ steps.meta.outputs.tags }}"}`;

/** For each setting of each preset: what is told apart by it, and what the rule says without and with the preset. */
const CASES: {
  readonly [name in PresetName]: {
    readonly [setting: string]: readonly [rule: string, given: Omit<Case, 'name'>, bare: string, preset: string];
  };
} = {
  recommended: {},
  exact: {
    'tag-prefix': ['tag-format', { tree: demo, tags: [], tag: 'release-1.2.0' }, 'skip', 'error'],
    'version-scheme': [
      'version-invalid-semver',
      { tree: { 'pyproject.toml': pyproject('1.2.0rc1') } },
      'skip',
      'error',
    ],
    'rules.changelog-date-missing': [
      'changelog-date-missing',
      { tree: { ...demo, 'CHANGELOG.md': undated }, release: '1.2.0' },
      'pass',
      'error',
    ],
    'rules.version-spelling-differs': [
      'version-spelling-differs',
      { tree: { ...demo, 'demo/__init__.py': '__version__ = "1.2"\n' } },
      'warning',
      'error',
    ],
  },
  strict: {
    'fail-on': [
      'version-spelling-differs',
      { tree: { ...demo, 'demo/__init__.py': '__version__ = "1.2"\n' } },
      'warning',
      'warning, exit 1',
    ],
    'rules.changelog-category-duplicate': [
      'changelog-category-duplicate',
      { tree: kept('### Added\n\n- a\n\n### Fixed\n\n- b\n\n### Added\n\n- c\n\n'), release: '1.2.0' },
      'note',
      'warning, exit 1',
    ],
    'rules.changelog-category-outside': [
      'changelog-category-outside',
      { tree: kept('- b\n\n### Added\n\n- a\n\n'), release: '1.2.0' },
      'skip',
      'warning, exit 1',
    ],
    'rules.changelog-category-unknown': [
      'changelog-category-unknown',
      { tree: kept('### Depricated\n\n- a\n\n'), release: '1.2.0' },
      'skip',
      'warning, exit 1',
    ],
    'rules.changelog-date-format': [
      'changelog-date-format',
      {
        tree: {
          ...demo,
          'CHANGELOG.md':
            '## 1.2.0 - April 2, 2026\n\n- a\n\n## 1.1.0 - 2026-03-02\n\n- a\n\n## 1.0.0 - 2026-02-02\n\n- a\n\n## 0.9.0 - 2026-01-02\n\n- a\n',
        },
        release: '1.2.0',
      },
      'skip',
      'warning, exit 1',
    ],
    'rules.changelog-missing': ['changelog-missing', { tree: demo }, 'warning', 'error'],
    'rules.changelog-not-reachable': [
      'changelog-not-reachable',
      { tree: { ...demo, 'CHANGELOG.md': '## 1.2.0\n\n- a\n' } },
      'skip',
      'warning, exit 1',
    ],
    'rules.container-latest-from-branch': [
      'container-latest-from-branch',
      {
        tree: workflow(
          '{push: {branches: [main], tags: ["v*"]}}',
          image('type=semver,pattern={{version}}\ntype=raw,value=latest,enable={{is_default_branch}}'),
        ),
        tag: 'v1.2.0',
      },
      'note',
      'warning, exit 1',
    ],
    'rules.container-major-zero': [
      'container-major-zero',
      {
        tree: {
          ...workflow(ON_TAG, image('type=semver,pattern={{version}}\ntype=semver,pattern={{major}}')),
          'pyproject.toml': pyproject('0.4.0'),
        },
        tag: 'v0.4.0',
        tags: ['v0.3.0'],
      },
      'note',
      'warning, exit 1',
    ],
    'rules.publish-build-same-job': [
      'publish-build-same-job',
      { tree: workflow(ON_TAG, `${BUILD}\n${PYPA}`) },
      'skip',
      'warning, exit 1',
    ],
    'rules.publish-environment-missing': [
      'publish-environment-missing',
      { tree: workflow(ON_TAG, PYPA) },
      'note',
      'warning, exit 1',
    ],
    'rules.publish-no-test-gate': [
      'publish-no-test-gate',
      { tree: { ...workflow(ON_TAG, `${BUILD}\n${PYPA}`), 'tests/test_demo.py': '' }, tags: ['v1.1.0'] },
      'skip',
      'warning, exit 1',
    ],
    'rules.publish-no-version-guard': [
      'publish-no-version-guard',
      { tree: workflow(ON_TAG, `${BUILD}\n${PYPA}`), tags: ['v1.1.0', 'v1.0.0', 'v0.9.0'] },
      'skip',
      'warning, exit 1',
    ],
    'rules.publish-skip-existing': [
      'publish-skip-existing',
      { tree: workflow(ON_TAG, `${PYPA}\n  with: {skip-existing: true}`) },
      'skip',
      'warning, exit 1',
    ],
    'rules.readme-relative-link': [
      'readme-relative-link',
      {
        tree: {
          'pyproject.toml': pyproject('1.2.0', 'readme = "README.md"\n'),
          'README.md': '![Logo](logo.png)\n',
          'logo.png': '',
        },
      },
      'note',
      'warning, exit 1',
    ],
    'rules.suppression-unused': [
      'suppression-unused',
      { tree: { 'pyproject.toml': pyproject('1.2.0', '# pyrel: ignore[no-such-rule] why\n') } },
      'warning',
      'error',
    ],
    'rules.tag-lightweight': [
      'tag-lightweight',
      { tree: demo, tags: [], head: [{ name: 'v1.2.0', annotated: false }], tag: 'v1.2.0' },
      'skip',
      'warning, exit 1',
    ],
    'rules.version-fallback-stale': [
      'version-fallback-stale',
      {
        tree: { 'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["version"]\n', 'demo/__init__.py': fallback },
        tags: ['v1.2.0', 'v1.1.0', 'v1.0.0'],
        tag: 'v1.3.0',
      },
      'note',
      'warning, exit 1',
    ],
  },
};

async function outcome(id: string, given: Omit<Case, 'name'>, config: Config): Promise<string> {
  // The tester's defaults keep rules that are off by default off, as a user meets them.
  const rule = ruleOf(id);
  const { report } = await lintTree([ruleOf('unreadable-file'), rule], { name: id, ...given, config });
  const own = report.verdicts.filter((verdict) => verdict.id === id);
  const severities = own.flatMap((verdict) =>
    verdict.outcome === 'fail' ? verdict.findings.map(({ severity }) => severity) : [],
  );
  const worst = severities.sort((a, b) => (atLeast(a, b) ? -1 : 1))[0] ?? own[0]?.outcome ?? 'nothing';
  return exitCode(report, config.failOn) === 0 || worst === 'error' ? worst : `${worst}, exit 1`;
}

const settingsOf = (name: PresetName): readonly string[] =>
  Object.entries(PRESETS[name]).flatMap(([key, value]) =>
    key === 'rules' ? Object.keys(value as object).map((id) => `rules.${id}`) : [key],
  );

describe.each(Object.keys(PRESETS) as PresetName[])('the preset %s', (name) => {
  test('has a case for each of its settings', () => {
    expect(Object.keys(CASES[name]).sort()).toEqual([...settingsOf(name)].sort());
  });
  test.each(Object.entries(CASES[name]))('%s changes an outcome', async (_, [id, given, without, expected]) => {
    const preset = await configOf(`extends = ["${name}"]`);
    expect(await outcome(id, given, defaultConfig)).toBe(without);
    expect(await outcome(id, given, preset)).toBe(expected);
  });
  test('lowers no message', async () => {
    const { rules: settings } = await configOf(`extends = ["${name}"]`);
    const lowered = [...settings].flatMap(([id, { level }]) =>
      Object.entries(ruleOf(id).messages).flatMap(([message, { severity }]) =>
        level !== 'default' && (level === 'off' || !atLeast(level, severity)) ? [`${id} ${message}`] : [],
      ),
    );
    expect(lowered).toEqual([]);
  });
});

test('what the config says itself wins over its presets, and later presets over earlier ones', async () => {
  const both = await configOf(
    'extends = ["strict", "exact"]\ntag-prefix = ""\nrules.version-spelling-differs = "note"',
  );
  expect(both).toMatchObject({ failOn: 'warning', conventions: { tagPrefix: '', scheme: 'semver' } });
  expect(both.rules.get('version-spelling-differs')?.level).toBe('note');
  expect(both.rules.get('changelog-missing')?.level).toBe('error');
});

import { beforeAll, describe, expect, test } from 'vitest';
import { lintArguments } from '../../src/commands/arguments.ts';
import type { LintFlags } from '../../src/commands/arguments.ts';
import { printConfig } from '../../src/commands/print-config.ts';
import type { PrintedConfig } from '../../src/commands/config-text.ts';
import type { Config } from '../../src/config/config.ts';
import { PRESETS } from '../../src/config/presets.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { rules } from '../../src/rules/registry.gen.ts';
import type { Sandbox, Tree } from '../io/sandbox.ts';
import { ENV, open, repository } from '../io/sandbox.ts';

beforeAll(() => import('../../src/commands/lint-repository.ts'), 60_000);

async function print(box: Sandbox, flags: LintFlags = {}): Promise<string> {
  let printed = '';
  const exitCode = await printConfig(
    lintArguments(flags),
    await open({ root: box.folder, revision: flags.at ?? null }),
    {
      cwd: box.folder,
      env: ENV,
      today: '2026-11-20',
      print: async (text) => void (printed += text),
      warn: () => {},
      kill: () => {},
      onStop: () => () => {},
      colour: false,
      width: Infinity,
    },
  );
  expect(exitCode).toBe(0);
  return printed;
}

const PROJECT = '[project]\nname = "demo"\nversion = "0.2.0"\n';

const FULL = `${PROJECT}
[tool.pyrel]
extends = ["strict", "exact"]
fail-on = "note"
publish = true
changelog.file = "docs/news.md"

[tool.pyrel.checks]
commands = ["npm test", { run = "a | b", name = "it's \\"b\\"", timeout = 5 }]
manual = ["Ask\\u202e"]

[tool.pyrel.rules]
changelog-missing = "off"
changelog-date-missing = { require = "inferred" }
tag-unsigned = { level = "note" }

[[tool.pyrel.ignore]]
id = "publish-token-auth"
until = 2027-01-31
reason = "Soon"
`;

/** Without where it was read, which a paste changes. */
const meant = ({ source: _, ...config }: Config): unknown =>
  JSON.parse(
    JSON.stringify(
      { ...config, rules: [...config.rules].sort(([a], [b]) => (a < b ? -1 : 1)) },
      (key, value: unknown) => (key === 'place' ? undefined : value),
    ),
  );

const lineOf = (text: string, start: string): string =>
  text
    .split('\n')
    .find((line) => line.startsWith(start))
    ?.replace(/ +/g, ' ') ?? '';

describe('as text', () => {
  test('without a config: the defaults, and what the project shows', async () => {
    const box = repository({ 'pyproject.toml': PROJECT, 'CHANGELOG.md': '## 0.2.0\n\n- a\n' });
    for (const tag of ['v0.1.0', 'v0.1.1', 'v0.2.0-rc.1', 'v0.2.0']) {
      box.git(['commit', '--quiet', '--allow-empty', '-m', tag]);
      box.git(['tag', tag]);
    }
    box.git(['commit', '--quiet', '--allow-empty', '-m', 'More']);
    const text = await print(box);
    expect(text).toMatch(/^# no config: the defaults stand\n\n\[tool\.pyrel\]\n/);
    expect(lineOf(text, 'fail-on')).toBe('fail-on = "error" # default');
    expect(lineOf(text, '# publish')).toBe('# publish # not set');
    expect(lineOf(text, '# tag-prefix')).toMatch(/^# tag-prefix = "v" # not set; inferred from .*4/);
    expect(lineOf(text, 'version-scheme')).toMatch(/^version-scheme = "auto" # default; inferred: \w+ \(/);
    expect(lineOf(text, '# changelog.file')).toBe(
      '# changelog.file = "CHANGELOG.md" # not set; inferred from the usual names',
    );
    expect(text).not.toContain('rules]');
  });
  test('each value with its line, its preset, or as a default', async () => {
    const text = await print(repository({ 'pyproject.toml': FULL }));
    expect(lineOf(text, '# config')).toBe('# config: pyproject.toml');
    expect(lineOf(text, 'extends')).toBe('extends = ["strict", "exact"] # pyproject.toml:6');
    expect(lineOf(text, 'fail-on')).toBe('fail-on = "note" # pyproject.toml:7');
    expect(lineOf(text, 'tag-prefix')).toBe('tag-prefix = "v" # preset exact');
    expect(lineOf(text, 'checks.timeout')).toBe('checks.timeout = 600 # default');
    expect(lineOf(text, 'changelog-missing')).toBe('changelog-missing = "off" # pyproject.toml:16');
    expect(lineOf(text, 'changelog-date-missing')).toBe(
      'changelog-date-missing = { level = "error", require = "inferred" } # level: preset exact; require: pyproject.toml:17',
    );
    expect(lineOf(text, 'tag-lightweight')).toBe('tag-lightweight = "warning" # preset strict');
    expect(lineOf(text, '[[tool.pyrel.ignore]]')).toBe('[[tool.pyrel.ignore]] # pyproject.toml:20');
    expect(text).not.toContain('tag-format');
    expect(text).not.toContain('\u202e');
  });
  test.each<[string, Tree, 'own' | 'pyproject']>([
    ['pyproject.toml', { 'pyproject.toml': FULL }, 'pyproject'],
    [
      'pyrel.toml',
      { 'pyrel.toml': FULL.replace(PROJECT, '').replace('[tool.pyrel]\n', '').replaceAll('tool.pyrel.', '') },
      'own',
    ],
    ['no config', { 'pyproject.toml': PROJECT }, 'pyproject'],
    ...Object.keys(PRESETS).map((name): [string, Tree, 'own'] => [
      name,
      { 'pyrel.toml': `extends = ["${name}"]` },
      'own',
    ]),
  ])('pasted again it means the same: %s', async (_, tree, kind) => {
    const box = repository(tree);
    const read = (text: string): Promise<Config> => readConfig({ file: 'x', text, kind, isLinted: false }, rules);
    const [source] = Object.values(tree).map(String);
    const before = source?.includes('extends') === true ? await read(source) : await read('[tool.pyrel]');
    expect(meant(await read(await print(box)))).toEqual(meant(before));
    // With -v options are written out that stand at their defaults.
    const verbose = await read(await print(box, { verbose: true }));
    expect(meant({ ...verbose, rules: new Map() })).toEqual(meant({ ...before, rules: new Map() }));
  });
  test('with -v all rules, with level and options', async () => {
    const text = await print(repository({ 'pyproject.toml': FULL }), { verbose: true });
    const ids = [...text.matchAll(/^(?:# )?([a-z0-9]+(?:-[a-z0-9]+)+) = .*?# /gm)].map(([, id]) => id);
    expect(rules.map(({ meta }) => meta.id).filter((id) => !ids.includes(id))).toEqual([]);
    expect(lineOf(text, '# tag-version-mismatch')).toBe('# tag-version-mismatch = "error" # default');
    expect(lineOf(text, '# changelog-order')).toBe('# changelog-order = "warning" # default');
    expect(lineOf(text, '# version-jump')).toBe('# version-jump = "off" # default');
    expect(lineOf(text, '# changelog-entry-missing')).toBe(
      '# changelog-entry-missing = { pre-releases = "inferred" } # default: error, warning',
    );
  });
  test('flags win', async () => {
    const text = await print(repository({ 'pyproject.toml': FULL }), { 'fail-on': 'error', baseline: 'x.json' });
    expect(lineOf(text, 'fail-on')).toBe('fail-on = "error" # --fail-on');
    expect(lineOf(text, 'baseline')).toBe('baseline = "x.json" # --baseline');
  });
  test('of a revision', async () => {
    const box = repository({ 'pyproject.toml': FULL });
    box.write({ 'pyproject.toml': PROJECT });
    expect(await print(box, { at: 'HEAD' })).toContain('preset exact');
  });
});

describe('as JSON', () => {
  test('the same', async () => {
    const text = await print(repository({ 'pyproject.toml': FULL }), { format: ['json'] });
    const printed = JSON.parse(text) as Omit<PrintedConfig, 'ignores'> & { readonly ignore: readonly object[] };
    expect(printed.config).toBe('pyproject.toml');
    expect(printed.settings).toContainEqual({
      key: 'fail-on',
      value: 'note',
      from: { kind: 'config', file: 'pyproject.toml', line: 7 },
      inferred: null,
    });
    expect(printed.rules).toHaveLength(rules.length);
    expect(printed.rules.find(({ id }) => id === 'changelog-date-missing')).toEqual({
      id: 'changelog-date-missing',
      level: 'error',
      from: { kind: 'preset', name: 'exact' },
      options: [{ name: 'require', value: 'inferred', from: { kind: 'config', file: 'pyproject.toml', line: 17 } }],
    });
    expect(printed.ignore).toEqual([
      {
        id: 'publish-token-auth',
        until: expect.stringMatching(/^2027-01-31/),
        reason: 'Soon',
        from: { kind: 'config', file: 'pyproject.toml', line: 20 },
      },
    ]);
  });
  test('other formats are refused', async () => {
    await expect(print(repository(), { format: ['sarif'] })).rejects.toMatchObject({ code: 'usage' });
  });
});

import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import process from 'node:process';
import { cosmiconfig } from 'cosmiconfig';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../src/io/load-config.ts';
import type { Sandbox, Tree } from '../io/sandbox.ts';
import { open, repository, sandbox } from '../io/sandbox.ts';

/** A repository with a harmless config and files that leave a mark when somebody runs them. */
function trap(tree: (mark: string) => Tree): { readonly box: Sandbox; readonly mark: string } {
  const mark = sandbox().path('mark');
  const box = repository({ 'pyrel.toml': 'fail-on = "note"\n', ...tree(mark) });
  return { box, mark };
}

function evil(mark: string, end: string): string {
  return `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '');\n${end}`;
}

function evilModule(mark: string): string {
  return `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(mark)}, '');\nexport default {};\n`;
}

/** As when the user stands in the linted repository. */
function standIn(folder: string): void {
  const before = process.cwd();
  process.chdir(folder);
  onTestFinished(() => process.chdir(before));
}

async function failOn(box: Sandbox): Promise<string> {
  const repo = await open({ root: box.folder });
  return (await loadConfig({ repository: repo, given: null, rules: [] })).failOn;
}

const PLAIN = { searchPlaces: ['pyrel.toml'], loaders: { '.toml': (_: string, text: string): unknown => ({ text }) } };

describe('settings for cosmiconfig in the current directory are not loaded', () => {
  test.each<[string, (mark: string) => Tree]>([
    ['.config/config.cjs', (mark) => ({ '.config/config.cjs': evil(mark, 'module.exports = {};') })],
    [
      '.config/config.js',
      (mark) => ({ '.config/config.js': evil(mark, 'module.exports = {};'), 'package.json': '{"type":"commonjs"}' }),
    ],
    ['.config/config.mjs', (mark) => ({ '.config/config.mjs': evilModule(mark) })],
    [
      'data that names a script',
      (mark) => ({
        '.config/config.json': JSON.stringify({ cosmiconfig: { searchPlaces: ['evil.cjs'] } }),
        'evil.cjs': evil(mark, 'module.exports = { "fail-on": "error" };'),
      }),
    ],
  ])('%s', async (_, tree) => {
    const [safe, plain] = [trap(tree), trap(tree)];
    standIn(safe.box.folder);
    expect(await failOn(safe.box)).toBe('note');
    expect(process.cwd()).toBe(safe.box.folder);
    // The same with cosmiconfig alone. It runs the script a moment later, so only then is it known of both.
    process.chdir(plain.box.folder);
    await cosmiconfig('pyrel', PLAIN).search(plain.box.folder);
    await expect.poll(() => existsSync(plain.mark)).toBe(true);
    expect(existsSync(safe.mark)).toBe(false);
  });

  test('.config/config.ts, which cosmiconfig would hand to a compiler', async () => {
    const { box, mark } = trap((path) => ({ '.config/config.ts': evilModule(path) }));
    standIn(box.folder);
    expect(await failOn(box)).toBe('note');
    expect(existsSync(mark)).toBe(false);
  });
});

describe('$import in a config', () => {
  test('runs nothing and is an unknown key', async () => {
    const { box, mark } = trap((path) => ({
      'pyrel.toml': '"$import" = "./evil.cjs"\n',
      'evil.cjs': evil(path, 'module.exports = {};'),
    }));
    await expect(failOn(box)).rejects.toThrow('pyrel.toml:1:1: unknown key "$import"');
    expect(existsSync(mark)).toBe(false);
    const parsed = { '.toml': (): unknown => ({ $import: './evil.cjs' }) };
    await cosmiconfig('pyrel', { searchPlaces: ['pyrel.toml'], loaders: parsed }).search(box.folder);
    expect(existsSync(mark)).toBe(true);
  });

  test('in pyproject.toml does neither', async () => {
    const { box, mark } = trap((path) => ({
      'pyproject.toml': '"$import" = "./evil.cjs"\n[tool.pyrel]\nfail-on = "warning"\n',
      'evil.cjs': evil(path, 'module.exports = {};'),
    }));
    rmSync(box.path('pyrel.toml'));
    expect(await failOn(box)).toBe('warning');
    expect(existsSync(mark)).toBe(false);
  });
});

describe('a config is not read', () => {
  test('from outside of the repository', async () => {
    const outside = sandbox();
    outside.write({ 'pyrel.toml': 'fail-on = "note"\n' });
    const box = repository({ 'pyproject.toml': '' });
    symlinkSync(outside.path('pyrel.toml'), box.path('pyrel.toml'));
    await expect(failOn(box)).rejects.toThrow('pyrel.toml is a symbolic link out of the repository');
  });

  test('from above the git top level', async () => {
    const outer = sandbox();
    outer.write({ 'pyrel.toml': 'fail-on = "note"\n', 'inner/pyproject.toml': '' });
    execFileSync('git', ['init', '--quiet', outer.path('inner')]);
    const repo = await open({ root: outer.path('inner') });
    expect((await loadConfig({ repository: repo, given: null, rules: [] })).source).toBeNull();
  });

  test('from a named pipe, at which it would wait for ever', async () => {
    const box = repository({ 'a.txt': '' });
    execFileSync('mkfifo', [box.path('pyrel.toml')]);
    await expect(failOn(box)).rejects.toThrow('pyrel.toml is a named pipe');
    rmSync(box.path('pyrel.toml'));
    execFileSync('mkfifo', [box.path('pyproject.toml')]);
    expect(await failOn(box)).toBe('error');
  });
});

test('keys that reach into prototypes are refused', async () => {
  const { box } = trap(() => ({ 'pyrel.toml': '[rules.__proto__]\nlevel = "off"\n' }));
  await expect(failOn(box)).rejects.toThrow(/pyrel\.toml:1:\d+: not valid TOML/);
  expect(({} as { level?: string }).level).toBeUndefined();
});

import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintRepository, raised, verdictsOf } from './lint-folder.ts';

// What a repository may hold and pyrel must live through: a clear message, the contract's exit code, the other rules asked.

const pyproject = '[project]\nname = "demo"\nversion = "1.0.0"\nreadme = "README.md"\n';
const good = {
  'pyproject.toml': pyproject,
  'README.md': '# Demo\n',
  'demo/__init__.py': '__version__ = "1.0.0"\n',
  'CHANGELOG.md': '# Changelog\n\n## 1.0.0 - 2026-01-02\n\n- First.\n',
};
const json = ['--release', '1.0.0', '-f', 'json'];

test('the good project, against which the bad ones stand, is clean', async () => {
  const outcome = await lintRepository({ tree: good }, json);
  expect(raised(outcome).filter((one) => one !== 'publish-workflow-missing fail')).toEqual([]);
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
});

describe('broken files', () => {
  test('TOML: the position, and the rules that need it skip', async () => {
    const outcome = await lintRepository(
      { tree: { ...good, 'pyproject.toml': '[project]\nname = "demo"\nversion = [\n' } },
      json,
    );
    expect(outcome.exitCode).toBe(1);
    expect(raised(outcome)).toContain('unreadable-file fail');
    const found = verdictsOf(outcome).find(({ id }) => id === 'unreadable-file');
    expect(found).toMatchObject({
      findings: [
        {
          what: expect.stringContaining('pyproject.toml is not valid TOML'),
          primary: { file: 'pyproject.toml', region: { startLine: expect.any(Number) } },
        },
      ],
    });
    expect(verdictsOf(outcome).find(({ id }) => id === 'version-mismatch')).toMatchObject({
      outcome: 'skip',
      reason: expect.stringContaining('not valid TOML'),
    });
    expect(verdictsOf(outcome).find(({ id }) => id === 'changelog-entry-missing')).toMatchObject({ outcome: 'pass' });
  });

  test('YAML: a workflow without jobs is said, one that GitHub takes is not', async () => {
    const tree = {
      ...good,
      '.github/workflows/broken.yml': 'on: push\njobs: [\n',
      '.github/workflows/fine.yml': 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: "one\n  two"\n',
    };
    const outcome = await lintRepository({ tree }, json);
    expect(outcome.exitCode).toBe(1);
    const found = verdictsOf(outcome).find(({ id }) => id === 'workflow-unparseable');
    expect(found).toMatchObject({ outcome: 'fail', findings: [{ primary: { file: '.github/workflows/broken.yml' } }] });
  });

  test('Python: the places that can be read are compared, the others are no defect', async () => {
    const outcome = await lintRepository(
      {
        tree: {
          ...good,
          'setup.py': 'from setuptools import setup\nsetup(name="demo", version=\n',
          'demo/__init__.py': 'def (:\n__version__ = "1.0\n',
        },
      },
      json,
    );
    expect(raised(outcome).filter((one) => one.startsWith('version-'))).toEqual([]);
  });

  test('a version that is an array', async () => {
    const outcome = await lintRepository(
      { tree: { ...good, 'pyproject.toml': pyproject.replace('"1.0.0"', '["1.0.0"]') } },
      json,
    );
    expect(outcome.exitCode).toBe(1);
    expect(verdictsOf(outcome).find(({ id }) => id === 'version-invalid-pep440')).toMatchObject({
      findings: [{ what: 'the version in pyproject.toml is an array, not a string' }],
    });
  });

  test('a file that is not UTF-8', async () => {
    const outcome = await lintRepository({ tree: good }, json, (folder) =>
      writeFile(
        join(folder, 'pyproject.toml'),
        Buffer.from('[project]\nname = "demo"\nversion = "1.0.0"\ndescription = "caf\xe9"\n', 'latin1'),
      ),
    );
    expect(outcome.exitCode).toBe(1);
    const found = verdictsOf(outcome).find(({ id }) => id === 'unreadable-file');
    expect(found).toMatchObject({
      findings: [
        { what: expect.stringContaining('not UTF-8'), primary: { region: { startLine: 4, startColumn: 19 } } },
      ],
    });
  });

  test('CRLF and byte order marks are no defects', async () => {
    const tree = Object.fromEntries(
      Object.entries(good).map(([path, text]) => [path, `\ufeff${text.replaceAll('\n', '\r\n')}`]),
    );
    const outcome = await lintRepository({ tree }, json);
    expect(raised(outcome).filter((one) => one !== 'publish-workflow-missing fail')).toEqual([]);
  });
});

describe('hostile files', () => {
  test('a billion laughs', async () => {
    const lines = ['a: &a ["lol","lol","lol","lol","lol","lol","lol","lol","lol"]'];
    for (let i = 1; i < 12; i++) {
      const [above, own] = [String.fromCharCode(96 + i), String.fromCharCode(97 + i)];
      lines.push(`${own}: &${own} [${Array.from({ length: 9 }, () => `*${above}`).join(',')}]`);
    }
    lines.push('on: push', 'jobs:', '  x:', '    runs-on: u', '    env: {A: *l}', '    steps: *l');
    const outcome = await lintRepository(
      { tree: { ...good, '.github/workflows/laughs.yml': `${lines.join('\n')}\n` } },
      json,
    );
    expect([0, 1]).toContain(outcome.exitCode);
    expect(outcome.stderr).toBe('');
  });

  test('a changelog of 50 MB is cut, and what lies beyond is not called missing', async () => {
    const entry = (n: number): string => `## ${n}.0.0 - 2020-01-02\n\n- ${'More of the same. '.repeat(400)}\n\n`;
    const long = `# Changelog\n\n${Array.from({ length: 7000 }, (_, i) => entry(9000 - i)).join('')}## 1.0.0 - 2019-01-02\n\n- First.\n`;
    const outcome = await lintRepository({ tree: { ...good, 'CHANGELOG.md': long } }, json);
    expect(long.length).toBeGreaterThan(50e6);
    expect(raised(outcome)).toContain('changelog-entry-missing error');
    expect(raised(outcome)).not.toContain('changelog-entry-missing fail');
    expect(outcome.exitCode).toBe(3);
    expect(outcome.stdout).toContain('4.0 MiB');
  });

  test('links out of the tree and in loops are not followed', async () => {
    const outcome = await lintRepository({ tree: good }, ['--dev', '-f', 'json'], async (folder) => {
      await writeFile(join(folder, '..', 'secret.toml'), '[project]\nname = "stolen"\nversion = "6.6.6"\n');
      await symlink('../secret.toml', join(folder, 'setup.cfg'));
      await symlink('HISTORY.md', join(folder, 'NEWS.md'));
      await symlink('NEWS.md', join(folder, 'HISTORY.md'));
      await mkdir(join(folder, 'deep'));
      await symlink('..', join(folder, 'deep', 'up'));
    });
    expect(outcome.stdout).not.toContain('6.6.6');
    expect(outcome.stdout).toContain('is a symbolic link out of the repository');
    expect(raised(outcome)).toContain('unreadable-file error');
    expect(outcome.exitCode).toBe(3);
  });

  test('a Python source nested thousands of levels deep', async () => {
    const deep = `x = ${'('.repeat(20_000)}${')'.repeat(20_000)}\n__version__ = "0.9"\n`;
    const outcome = await lintRepository({ tree: { ...good, 'demo/__init__.py': deep } }, json);
    expect(outcome).toMatchObject({ exitCode: 3, stderr: '' });
    expect(raised(outcome)).toContain('unreadable-file error');
    expect(outcome.stdout).toContain('is nested too deeply to be read');
  });

  test('control characters never reach the terminal', async () => {
    const outcome = await lintRepository(
      { tree: { ...good, 'demo/__init__.py': '__version__ = "0.9\x1b[2J\x9b31m\u202e"\n' } },
      ['--release', '1.0.0'],
    );
    expect(outcome.exitCode).toBe(1);
    // oxlint-disable-next-line no-control-regex
    expect(outcome.stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
    expect(outcome.stdout).toContain('0.9');
  });
});

describe('what is not there', () => {
  test('no pyproject.toml and no other metadata', async () => {
    const outcome = await lintRepository({ tree: { 'README.md': '# Notes\n' } }, json);
    const stderr = 'note: ROOT holds no project, so nothing is judged that needs one\n';
    expect(outcome).toMatchObject({ exitCode: 0, stderr });
    expect(verdictsOf(outcome).find(({ id }) => id === 'readme-missing')).toMatchObject({
      outcome: 'skip',
      reason: 'no Python project',
    });
  });

  test('no repository: what needs the history skips', async () => {
    const outcome = await lintRepository(null, ['--tag', 'v1.0.0', '-f', 'json'], async (folder) => {
      await mkdir(join(folder, 'demo'), { recursive: true });
      for (const [path, text] of Object.entries(good)) await writeFile(join(folder, path), text);
    });
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(verdictsOf(outcome).find(({ id }) => id === 'tag-format')).toMatchObject({
      outcome: 'skip',
      reason: 'not a git repository',
    });
    expect(verdictsOf(outcome).find(({ id }) => id === 'version-mismatch')).toMatchObject({ outcome: 'pass' });
  });

  test('an empty folder', async () => {
    const outcome = await lintRepository(null, ['-f', 'json'], (folder) => mkdir(folder).then(() => {}));
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('a repository before its first commit', async () => {
    const outcome = await lintRepository(null, ['-f', 'json'], async (folder) => {
      await mkdir(folder);
      const { execFileSync } = await import('node:child_process');
      execFileSync('git', ['init', '-q', folder]);
      await writeFile(join(folder, 'pyproject.toml'), pyproject.replace('readme = "README.md"\n', ''));
    });
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(verdictsOf(outcome).find(({ id }) => id === 'version-invalid-pep440')).toMatchObject({ outcome: 'pass' });
  });
});

describe('a bad config is exit code 2, with file, line and what was meant', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'an unknown key',
      '[tool.pyrel]\ntag-prefx = "v"\n',
      ['pyproject.toml:6', 'tag-prefx', 'did you mean', 'tag-prefix'],
    ],
    [
      'an unknown rule',
      '[tool.pyrel.rules]\n"version-mismach" = "off"\n',
      ['pyproject.toml:6', 'version-mismach', 'version-mismatch'],
    ],
    ['an unknown level', '[tool.pyrel.rules]\n"version-mismatch" = "warn"\n', ['pyproject.toml:6', 'warn', 'warning']],
    ['an ignore without a reason', '[[tool.pyrel.ignore]]\nid = "version-mismatch"\n', ['pyproject.toml:', 'reason']],
    [
      'a date that is none',
      '[[tool.pyrel.ignore]]\nid = "version-mismatch"\nreason = "x"\nuntil = "2026-02-30"\n',
      ['pyproject.toml:8', '2026-02-30'],
    ],
    ['a wrong type', '[tool.pyrel]\npublish = "no"\n', ['pyproject.toml:6', 'publish']],
  ])('%s', async (_, more, said) => {
    const outcome = await lintRepository({ tree: { ...good, 'pyproject.toml': pyproject + more } }, ['--dev']);
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
    for (const part of said) expect(outcome.stderr.toLowerCase()).toContain(part);
  });

  test('the table of pyproject.toml in a pyrel.toml', async () => {
    const tree = { ...good, 'pyrel.toml': '[tool.pyrel]\ntag-prefix = "v"\n' };
    const outcome = await lintRepository({ tree }, ['--dev']);
    expect(outcome).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('pyrel.toml:1:2: the config stands in'),
    });
    expect(outcome.stderr).toContain('without `tool.pyrel`');
  });

  test('an unparsable pyrel.toml', async () => {
    const outcome = await lintRepository({ tree: { ...good, 'pyrel.toml': 'tag-prefix = \n' } }, ['--dev']);
    expect(outcome).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('pyrel.toml:1') });
  });
});

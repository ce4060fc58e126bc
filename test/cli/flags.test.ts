import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { top } from '../../scripts/bundle.ts';
import { runCommand } from '../../scripts/sample/command.ts';
import { inTemporaryFolder, writeRepository } from '../../scripts/sample/repository.ts';
import type { Report } from '../../src/core/report.ts';
import { lintRepository, raised } from './lint-folder.ts';

const pyproject = (version: string): string => `[project]\nname = "demo"\nversion = "${version}"\n`;
const stale = { 'pyproject.toml': pyproject('0.2.0'), 'src/demo/__init__.py': '__version__ = "0.1.1"\n' };
const plan = { tree: stale, earlierTags: ['v0.1.0', 'v0.1.1'] };

describe('exit codes are the same for every format', () => {
  test.each(['text', 'json', 'sarif', 'github', 'junit'])('%s', async (format) => {
    const found = await lintRepository(plan, ['--dev', '-f', format]);
    expect(found.exitCode).toBe(1);
    expect(found.stdout).not.toBe('');
    const clean = await lintRepository({ tree: { 'pyproject.toml': pyproject('0.2.0') } }, [
      '--dev',
      '-f',
      format,
      '--ignore',
      'changelog-missing',
    ]);
    expect(clean).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('--exit-zero is the only override', async () => {
    expect((await lintRepository(plan, ['--dev', '--exit-zero'])).exitCode).toBe(0);
  });

  test('--fail-on moves the bound', async () => {
    const spelling = {
      tree: { 'pyproject.toml': pyproject('0.2.0a1'), 'demo/__init__.py': '__version__ = "0.2.0-alpha.1"\n' },
    };
    const words = ['--dev', '--select', 'version-spelling-differs'];
    expect((await lintRepository(spelling, words)).exitCode).toBe(0);
    expect((await lintRepository(spelling, [...words, '--fail-on', 'warning'])).exitCode).toBe(1);
  });
});

describe('modes', () => {
  const modeOf = async (
    words: readonly string[],
    prepare?: (folder: string) => Promise<void>,
    tag?: string,
  ): Promise<Pick<Report, 'mode' | 'modeReason'> & { tag: string | null | undefined }> => {
    const { stdout } = await lintRepository(
      { ...plan, ...(tag === undefined ? {} : { tag }) },
      [...words, '-f', 'json'],
      prepare,
    );
    const { mode, modeReason, targets } = JSON.parse(stdout) as Report;
    return { mode, modeReason, tag: targets[0]?.tag };
  };

  test('a version tag at HEAD means release mode', async () => {
    expect(await modeOf([], undefined, 'v0.2.0')).toEqual({
      mode: 'release',
      modeReason: 'HEAD carries the tag v0.2.0',
      tag: 'v0.2.0',
    });
  });

  test('but not where the work tree differs from it', async () => {
    const found = await modeOf([], (folder) => writeFile(join(folder, 'pyproject.toml'), pyproject('0.3.0')), 'v0.2.0');
    expect(found).toMatchObject({ mode: 'dev', modeReason: expect.stringContaining('the work tree differs') });
  });

  test('no tag at HEAD means dev mode', async () => {
    expect(await modeOf([])).toMatchObject({ mode: 'dev', modeReason: 'no version tag at HEAD' });
  });

  test('--dev wins over a tag', async () => {
    expect(await modeOf(['--dev'], undefined, 'v0.2.0')).toMatchObject({ mode: 'dev', modeReason: '--dev' });
  });

  test('--release plans the tag by the habit of the history', async () => {
    expect(await modeOf(['--release', '0.2.0'])).toMatchObject({ mode: 'release', tag: null });
  });

  test('--tag takes the name of a ref, too', async () => {
    expect(await modeOf(['--tag', 'refs/tags/v0.2.0'])).toMatchObject({ mode: 'release', tag: 'v0.2.0' });
  });

  test('--release 1.10 stays 1.10', async () => {
    const outcome = await lintRepository({ tree: { 'pyproject.toml': pyproject('1.1') } }, [
      '--release',
      '1.10',
      '-f',
      'json',
      '--select',
      'version-target-mismatch',
    ]);
    expect(raised(outcome)).toEqual(['version-target-mismatch fail']);
  });
});

test('--at lints a revision without a checkout, with the config of that revision', async () => {
  await inTemporaryFolder('project', async (folder) => {
    await writeRepository(folder, {
      tree: { ...stale, 'pyrel.toml': '[rules]\n"version-mismatch" = "warning"\n' },
      tag: 'v0.2.0',
    });
    await writeFile(join(folder, 'pyrel.toml'), 'broken [');
    const outcome = await runCommand(['pyrel-lint', '--at', 'v0.2.0', '--select', 'version-mismatch', '-f', 'json'], {
      cwd: folder,
    });
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(raised(outcome)).toEqual(['version-mismatch fail']);
    expect(outcome.stdout).toContain('"severity": "warning"');
  });
});

test('-f writes to files, several at once, and leaves ROOT alone', async () => {
  await inTemporaryFolder('project', async (folder) => {
    await writeRepository(join(folder, 'root'), plan);
    const words = [
      'pyrel-lint',
      '--dev',
      '-f',
      'sarif=out/report.sarif',
      '-f',
      'json=report.json',
      '-f',
      'text',
      'root',
    ];
    const { exitCode, stdout } = await runCommand(words, { cwd: folder });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('version-mismatch');
    expect(JSON.parse(await readFile(join(folder, 'out/report.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))).toMatchObject({
      schemaVersion: 1,
      command: 'lint',
    });
  });
});

test('a ROOT below the git top level reports paths from the top', async () => {
  const tree = {
    'packages/core/pyproject.toml': pyproject('1.0'),
    'packages/core/demo/__init__.py': '__version__ = "0.9"\n',
  };
  const outcome = await lintRepository({ tree }, ['--dev', '-f', 'json', 'packages/core']);
  expect(raised(outcome)).toContain('version-mismatch fail');
  expect(outcome.stdout).toContain('"file": "packages/core/demo/__init__.py"');
});

test('a ROOT behind two dashes may begin as a flag does', async () => {
  const tree = { '--dev/pyproject.toml': pyproject('1.0'), '--dev/demo/__init__.py': '__version__ = "0.9"\n' };
  const outcome = await lintRepository({ tree }, ['--dev', '-f', 'json', '--', '--dev']);
  expect(outcome.stdout).toContain('"file": "--dev/demo/__init__.py"');
});

test('same tree, same config: the same bytes', async () => {
  await inTemporaryFolder('project', async (folder) => {
    await writeRepository(folder, plan);
    const words = ['pyrel-lint', '--release', '0.2.0', '-f', 'json', '-v'];
    expect(await runCommand(words, { cwd: folder })).toEqual(await runCommand(words, { cwd: folder }));
  });
});

test('an ignored, generated file on disk is no part of the release', async () => {
  const tree = { '.gitignore': '_version.py\n', 'pyproject.toml': pyproject('1.0'), 'demo/__init__.py': '' };
  const outcome = await lintRepository({ tree }, ['--dev', '-f', 'json', '--select', 'version-mismatch'], (folder) =>
    writeFile(join(folder, 'demo/_version.py'), '__version__ = "0.5"\n'),
  );
  expect(raised(outcome)).toEqual([]);
});

describe('wrong use is exit code 2, with what to do', () => {
  test.each<[string, readonly string[], string]>([
    ['an unknown flag', ['--relaese', '1.0'], 'Unknown argument: relaese'],
    ['an unknown format', ['-f', 'xml'], '--format xml names no format'],
    ['two formats for one stream', ['-f', 'json', '-f', 'sarif'], 'json and sarif would both go to standard output'],
    ['two modes', ['--dev', '--tag', 'v1'], '--tag and --dev exclude each other'],
    ['a tag for a version', ['--release', 'v0.2.0'], 'Write `--release 0.2.0`, or `--tag v0.2.0`'],
    ['a flag given twice', ['--tag', 'v1.0', '--tag', 'v1.1'], '--tag is given 2 times'],
    ['a flag without its value', ['--release'], 'Not enough arguments'],
    ['a version that is none', ['--release', '1.2.x'], '--release 1.2.x is not a version'],
    ['a tag without a name', ['--tag', 'refs/tags/'], '--tag is empty'],
    ['an empty selection', ['--select', ''], '--select is empty'],
    ['two reports for one file', ['-f', 'json=out', '-f', 'sarif=out'], 'two reports would go to out'],
    ['an empty version', ['--release='], '--release is empty'],
    ['an unknown rule', ['--select', 'version-mismach'], 'did you mean version-mismatch?'],
    ['an unknown severity', ['--fail-on', 'fatal'], 'fail-on'],
    ['an unknown revision', ['--at', 'v9.9.9'], 'v9.9.9 is not a commit, branch or tag'],
    ['an option for a revision', ['--at=--output=x'], 'is not a commit, branch or tag'],
    ['no such folder', ['nowhere'], 'nowhere does not exist'],
    ['no such folder, behind two dashes', ['--dev', '--', 'nowhere'], 'nowhere does not exist'],
    ['two folders, behind two dashes', ['--dev', '--', 'src', 'nowhere'], 'Unknown argument: nowhere'],
    ['a file for a folder', ['pyproject.toml'], 'pyproject.toml is not a folder'],
    ['no such config', ['--config', 'none.toml'], 'none.toml does not exist'],
  ])('%s', async (_, words, said) => {
    const { exitCode, stdout, stderr } = await lintRepository(plan, words);
    expect(stderr).toContain(said);
    expect(stderr).toContain('help: ');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });

  test('a file that cannot be written', async () => {
    const outcome = await lintRepository(plan, ['--dev', '-f', 'json=src'], (folder) => mkdir(join(folder, 'x')));
    expect(outcome).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('src cannot be written') });
  });
});

describe('pyrel', () => {
  const pyrel = (...words: readonly string[]): ReturnType<typeof runCommand> =>
    inTemporaryFolder('any', async (folder) => {
      await mkdir(folder);
      return runCommand(['pyrel', ...words], { cwd: folder });
    });

  test('explain prints what a rule is about', async () => {
    const { exitCode, stdout } = await pyrel('explain', 'version-mismatch');
    expect(exitCode).toBe(0);
    for (const part of ['What it finds', 'Why', 'Example', 'Fix', 'version-mismatch']) expect(stdout).toContain(part);
  });

  test('explain of a misspelled rule says what was meant', async () => {
    expect(await pyrel('explain', 'version-mismach')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Did you mean version-mismatch?'),
    });
  });

  test('rules lists every rule, as text and as JSON', async () => {
    const { stdout } = await pyrel('rules');
    const all = JSON.parse((await pyrel('rules', '-f', 'json')).stdout) as readonly { id: string }[];
    expect(all.length).toBeGreaterThan(10);
    for (const { id } of all) expect(stdout).toContain(id);
  });

  test('without a command', async () => {
    expect(await pyrel()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('no command was given') });
  });

  test('--version and --help', async () => {
    expect((await pyrel('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await pyrel('--help')).stdout).toContain('pyrel lint [root]');
  });
});

test('a tag at hand speaks for its commit: untracked files are not in the release', async () => {
  const tree = { 'pyproject.toml': `${pyproject('0.2.0')}readme = "README.md"\n` };
  const words = ['--select', 'readme-missing', '-f', 'json'];
  const addReadme = (folder: string): Promise<void> => writeFile(join(folder, 'README.md'), '# Demo\n');
  expect(raised(await lintRepository({ tree, tag: 'v0.2.0' }, words, addReadme))).toEqual(['readme-missing fail']);
  expect(raised(await lintRepository({ tree }, [...words, '--release', '0.2.0'], addReadme))).toEqual([]);
});

test('a report that cannot be printed is no success', async () => {
  await inTemporaryFolder('project', async (folder) => {
    await writeRepository(folder, { tree: { 'pyproject.toml': pyproject('0.2.0') } });
    const script = `node ${join(top, 'bin/pyrel-lint.js')} --dev --select version-mismatch > /dev/full`;
    const { status, stderr } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('cannot be printed (ENOSPC)') });
  });
});

test('a reader that goes away early is no error', async () => {
  await inTemporaryFolder('project', async (folder) => {
    await writeRepository(folder, { tree: { 'pyproject.toml': pyproject('0.2.0') } });
    const script = `node ${join(top, 'bin/pyrel-lint.js')} --dev -v | head -c 1; echo`;
    const { status, stderr } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stderr).not.toContain('bug');
  });
});

test('a folder without a project says where one is', async () => {
  const tree = { 'examples/app/pyproject.toml': pyproject('1.0') };
  expect((await lintRepository({ tree }, ['--dev'])).stderr).toContain('there is examples/app/pyproject.toml');
});

test('a release of no project says that there is none', async () => {
  const outcome = await lintRepository({ tree: { 'notes.txt': '' } }, ['--release', '1.0']);
  expect(outcome).toMatchObject({
    exitCode: 0,
    stderr: 'note: ROOT holds no project, so nothing is judged that needs one\n',
  });
});

test('a project below a folder without one is judged', async () => {
  const tree = { 'packages/core/pyproject.toml': pyproject('1.0') };
  const { stdout, stderr } = await lintRepository({ tree }, ['--dev']);
  expect(stderr).toBe('');
  expect(stdout).toContain('in packages/core');
});

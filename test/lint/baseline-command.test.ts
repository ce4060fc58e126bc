import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  chmodSync,
  writeFileSync,
} from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LintFlags } from '../../src/commands/arguments.ts';
import { lintCommand } from '../../src/commands/lint.ts';
import { PyrelError } from '../../src/core/error.ts';
import type { Report } from '../../src/core/report.ts';
import type { Sandbox, Tree } from '../io/sandbox.ts';
import { ENV, commit, repository } from '../io/sandbox.ts';
import { compileSchema, violations } from '../report/schema.ts';

type Outcome = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

const schema = new URL('../../schemas/', import.meta.url);
const isBaseline = compileSchema(new URL('baseline.schema.json', schema));

/** Runs the command in this process; a `PyrelError` is what cli.ts makes of it: exit code 2. */
async function run(box: Sandbox, flags: LintFlags, cwd = '.'): Promise<Outcome> {
  const out = { stdout: '', stderr: '' };
  try {
    const exitCode = await lintCommand(
      { root: box.folder, dev: flags.release === undefined && flags.at === undefined, ...flags },
      {
        cwd: box.path(cwd),
        env: ENV,
        today: '2026-11-20',
        print: async (text) => void (out.stdout += text),
        warn: (text) => void (out.stderr += text),
        kill: () => {},
        onStop: () => () => {},
        colour: false,
        width: Infinity,
      },
    );
    return { exitCode, ...out };
  } catch (error) {
    if (!(error instanceof PyrelError)) throw error;
    return { exitCode: 2, stdout: out.stdout, stderr: `${out.stderr}${error.message}\n${error.todo}\n` };
  }
}

const NAME = '.pyrel-baseline.json';
const pyproject = (more = ''): string => `[project]\nname = "demo"\nversion = "0.2.0"\n${more}`;
const stale = (more = ''): Tree => ({
  'pyproject.toml': pyproject(more),
  'demo/__init__.py': '__version__ = "0.1.0"\n',
});
const SELECT = { select: ['version-mismatch,suppression-unused'] };
const BASELINE = '[tool.pyrel]\nbaseline = "lint/base.json"\n';

// The rules take long to load, and the first test would pay for it.
beforeAll(() => import('../../src/commands/lint-repository.ts'), 60_000);

describe('--update-baseline', () => {
  test('makes .pyrel-baseline.json in ROOT, which then holds', async () => {
    const box = repository(stale());
    expect((await run(box, SELECT)).exitCode).toBe(1);
    const made = await run(box, { ...SELECT, 'update-baseline': true });
    expect(made).toMatchObject({ exitCode: 0, stderr: `baseline ${NAME}: 1 added, 0 removed, 0 kept\n` });
    expect(made.stdout).toContain('1 ignored');
    expect(violations(isBaseline, JSON.parse(readFileSync(box.path(NAME), 'utf8')))).toEqual([]);
    expect((await run(box, SELECT)).exitCode).toBe(0);
    expect(await run(box, { ...SELECT, 'update-baseline': true })).toMatchObject({
      exitCode: 0,
      stderr: `baseline ${NAME}: 0 added, 0 removed, 1 kept\n`,
    });
  });
  test('writes the file of the config, and its folder', async () => {
    const box = repository(stale(BASELINE));
    expect((await run(box, { ...SELECT, 'update-baseline': true })).stderr).toContain(
      'baseline lint/base.json: 1 added',
    );
    expect(existsSync(box.path(NAME))).toBe(false);
    expect((await run(box, SELECT)).exitCode).toBe(0);
  });
  test('writes the file of the flag, relative to the current directory', async () => {
    const box = repository(stale(BASELINE));
    mkdirSync(box.path('sub'));
    const flags = { ...SELECT, baseline: 'mine.json' };
    expect((await run(box, { ...flags, 'update-baseline': true }, 'sub')).stderr).toContain(
      'baseline sub/mine.json: 1',
    );
    expect((await run(box, flags, 'sub')).exitCode).toBe(0);
    expect(existsSync(box.path('lint'))).toBe(false);
  });
  test('says that a report is JSON as its schema has it, with what is old in it', async () => {
    const box = repository(stale());
    const { stdout } = await run(box, { ...SELECT, 'update-baseline': true, format: ['json'] });
    const report = JSON.parse(stdout) as Report;
    expect(violations(compileSchema(new URL('report.schema.json', schema)), report)).toEqual([]);
    expect(report.baseline).toBe(NAME);
    expect(report.verdicts.find(({ id }) => id === 'version-mismatch')).toMatchObject({
      outcome: 'ignored',
      suppression: { kind: 'baseline', place: { file: NAME } },
    });
  });
  test('leaves no file behind and keeps the mode of the one it takes the place of', async () => {
    const box = repository(stale());
    await run(box, { ...SELECT, 'update-baseline': true });
    chmodSync(box.path(NAME), 0o600);
    box.write({ 'demo/__init__.py': '__version__ = "0.1.1"\n' });
    expect((await run(box, { ...SELECT, 'update-baseline': true })).stderr).toContain('1 added, 1 removed, 0 kept');
    expect(statSync(box.path(NAME)).mode & 0o777).toBe(0o600);
    expect(readdirSync(box.folder).filter((name) => name.startsWith('.'))).toEqual(['.git', NAME]);
  });
  test('takes in errors of a release, which do not cover the next one', async () => {
    const box = repository({ 'pyproject.toml': pyproject() });
    const select = { select: ['version-target-mismatch'] };
    expect((await run(box, { ...select, release: '0.3.0', 'update-baseline': true })).exitCode).toBe(0);
    expect((await run(box, { ...select, release: '0.3.0' })).exitCode).toBe(0);
    expect((await run(box, { ...select, release: '0.4.0' })).exitCode).toBe(1);
  });
  test('does not write where --at reads, but to a file that is named', async () => {
    const box = repository(stale());
    expect(await run(box, { ...SELECT, at: 'HEAD', 'update-baseline': true })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--update-baseline cannot change a revision that --at names'),
    });
    const baseline = box.path('old.json');
    expect((await run(box, { ...SELECT, at: 'HEAD', 'update-baseline': true, baseline })).exitCode).toBe(0);
    expect((await run(box, { ...SELECT, at: 'HEAD', baseline })).exitCode).toBe(0);
  });
  test.each<[string, LintFlags]>([
    ['--prune-baseline', { 'prune-baseline': true }],
    ['--fix', { fix: true }],
    ['--diff', { diff: true }],
  ])('and %s exclude each other', async (flag, flags) => {
    const box = repository(stale());
    const { exitCode, stderr } = await run(box, { 'update-baseline': true, ...flags });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(flag) });
    expect(existsSync(box.path(NAME))).toBe(false);
  });
});

describe('--prune-baseline', () => {
  test('takes out what is mended, and the exit code tells of the rest', async () => {
    const box = repository(stale());
    await run(box, { ...SELECT, 'update-baseline': true });
    box.write({ 'demo/__init__.py': '__version__ = "0.1.1"\n' });
    expect(await run(box, { ...SELECT, 'prune-baseline': true })).toMatchObject({
      exitCode: 1,
      stderr: `baseline ${NAME}: 0 added, 1 removed, 0 kept\n`,
    });
    expect(JSON.parse(readFileSync(box.path(NAME), 'utf8'))).toMatchObject({ findings: [] });
  });
  test('needs a baseline', async () => {
    const box = repository(stale());
    expect(await run(box, { 'prune-baseline': true })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(`the baseline ${NAME} does not exist`),
    });
  });
});

describe('a baseline is read', () => {
  test('from the revision, where --at names one', async () => {
    const box = repository(stale(BASELINE));
    await run(box, { ...SELECT, 'update-baseline': true });
    commit(box, {}, 'Baseline');
    writeFileSync(box.path('lint/base.json'), 'broken');
    expect((await run(box, { ...SELECT, at: 'HEAD' })).exitCode).toBe(0);
    expect((await run(box, { ...SELECT, at: 'HEAD~1' })).stderr).toContain('which the config names, does not exist');
  });
  test.each<[string, string | null, string]>([
    ['missing', null, 'the baseline lint/base.json, which the config names, does not exist'],
    ['broken', '{\n', 'lint/base.json:2:1: the baseline cannot be read: it is not valid JSON'],
    [
      'of another version',
      '{ "version": 7, "findings": [] }',
      'lint/base.json:1:14: the baseline cannot be read: its version is 7',
    ],
  ])('and one that is %s ends the run', async (_, text, message) => {
    const box = repository({ ...stale(BASELINE), ...(text === null ? {} : { 'lint/base.json': text }) });
    expect(await run(box, SELECT)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(message) });
  });
  test('but not where the flag names another', async () => {
    const box = repository({ ...stale(BASELINE), 'lint/base.json': 'broken' });
    expect((await run(box, { ...SELECT, baseline: 'no.json' })).stderr).toContain('no.json, which --baseline names');
  });
});

describe('a baseline that the repository places is not written out of it', () => {
  test.each([
    ['../out.json', 'out.json'],
    ['/tmp/pyrel-out.json', 'tmp/pyrel-out.json'],
  ])('%s stands for %s', async (name, path) => {
    const box = repository(stale(`[tool.pyrel]\nbaseline = "${name}"\n`));
    const { exitCode, stderr } = await run(box, { ...SELECT, 'update-baseline': true });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(`baseline ${path}: 1`) });
    expect(existsSync(box.path(path))).toBe(true);
  });
  test("git's own folder", async () => {
    const box = repository(stale('[tool.pyrel]\nbaseline = ".git/hooks/pre-commit"\n'));
    const { exitCode, stderr } = await run(box, { ...SELECT, 'update-baseline': true });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('outside') });
    expect(existsSync(box.path('.git/hooks/pre-commit'))).toBe(false);
  });
  test('a symbolic link', async () => {
    const box = repository(stale(BASELINE));
    mkdirSync(box.path('lint'));
    symlinkSync('../demo/__init__.py', box.path('lint/base.json'));
    expect((await run(box, { ...SELECT, 'update-baseline': true })).exitCode).toBe(2);
    expect(readFileSync(box.path('demo/__init__.py'), 'utf8')).toBe('__version__ = "0.1.0"\n');
  });
  test('a folder that is a link out of it', async () => {
    const box = repository(stale(BASELINE));
    const other = repository();
    symlinkSync(other.folder, box.path('lint'));
    expect((await run(box, { ...SELECT, 'update-baseline': true })).exitCode).toBe(2);
    expect(readdirSync(other.folder).sort()).toEqual(['.git', 'pyproject.toml']);
  });
});

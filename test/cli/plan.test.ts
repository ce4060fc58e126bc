import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../../scripts/sample/command.ts';
import type { Outcome } from '../../scripts/sample/command.ts';
import type { RepositoryPlan } from '../../scripts/sample/repository.ts';
import { inTemporaryFolder, writeRepository } from '../../scripts/sample/repository.ts';
import { earlierTags, sampleTag, sampleTree } from '../../scripts/sample/tree.ts';
import type { PlanReport } from '../../src/core/plan-report.ts';
import { compileSchema, violations } from '../report/schema.ts';

const validate = compileSchema(new URL('../../schemas/plan.schema.json', import.meta.url));
const sample = { tree: sampleTree, earlierTags, tag: sampleTag };

/** Runs `pyrel plan` with these words in a repository. */
function plan(
  repository: RepositoryPlan | null,
  words: readonly string[],
  prepare: (folder: string) => Promise<void> = async () => {},
): Promise<Outcome> {
  return inTemporaryFolder('project', async (folder) => {
    if (repository === null) await mkdir(folder, { recursive: true });
    else await writeRepository(folder, repository);
    await prepare(folder);
    return runCommand(['pyrel', 'plan', ...words], { cwd: folder });
  });
}

function planIn({ stdout }: Outcome): PlanReport {
  const document = JSON.parse(stdout) as PlanReport;
  expect(violations(validate, document)).toEqual([]);
  return document;
}

test('the sample: a table, nothing on standard error, exit code 0', async () => {
  const outcome = await plan(sample, ['0.2.0', '--repository', 'kelp/cam']);
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
  expect(outcome.stdout).toMatch(/^kelp-cam 0\.2\.0\n {2}tag {9}v0\.2\.0, /);
  expect(outcome.stdout).toContain('.github/workflows/build-wheel.yml:');
  expect(outcome.stdout).toMatch(/Repository name {3}cam\n/);
});

describe('words and flags', () => {
  test.each<[string, readonly string[], string, string]>([
    ['a version', ['0.3.0'], '0.3.0', 'v0.3.0'],
    ['1.10 stays 1.10', ['1.10'], '1.10', 'v1.10'],
    ['a tag in its place', ['v0.3.0'], '0.3.0', 'v0.3.0'],
    ['--tag', ['--tag', 'release-0.3.0'], '0.3.0', 'release-0.3.0'],
    ['--tag and ROOT', ['--tag', 'v0.3.0', '.'], '0.3.0', 'v0.3.0'],
    ['both', ['0.3.0', '--tag', 'release-0.3.0', '.'], '0.3.0', 'release-0.3.0'],
  ])('%s', async (_, words, version, tag) => {
    const outcome = await plan(sample, [...words, '-f', 'json']);
    expect(outcome.exitCode).toBe(0);
    expect(planIn(outcome).releases).toMatchObject([{ version, tag: { name: tag } }]);
  });

  test('a tag in the place of a version is said', async () => {
    const { stderr } = await plan(sample, ['v0.3.0']);
    expect(stderr).toBe('note: v0.3.0 is taken for the name of the tag, and the version is 0.3.0\n');
  });

  test.each<[string, readonly string[], string]>([
    ['no version', [], 'no version was given'],
    ['no version of PEP 440', ['tomorrow'], 'tomorrow is no version that PEP 440 can read'],
    ['an unknown flag', ['1.0', '--online'], 'Unknown argument: online'],
    ['a ROOT that is not there', ['1.0', 'nowhere'], 'does not exist'],
    ['a revision that is not there', ['1.0', '--at', 'nowhere'], 'nowhere is not a commit'],
  ])('%s is exit code 2', async (_, words, message) => {
    const outcome = await plan(sample, words);
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
    expect(outcome.stderr).toContain(message);
    expect(outcome.stderr).toContain('help: ');
  });

  test('--at plans a revision, whatever lies in the work tree', async () => {
    const outcome = await plan(sample, ['0.2.0', '--at', sampleTag, '-f', 'json'], (folder) =>
      writeFile(join(folder, 'pyproject.toml'), 'broken ['),
    );
    expect(planIn(outcome).releases[0]?.targets).toMatchObject([{ name: 'kelp-cam' }]);
  });

  test('-f is repeatable, and writes to files', async () => {
    await inTemporaryFolder('project', async (folder) => {
      await writeRepository(folder, sample);
      const words = ['pyrel', 'plan', '0.2.0', '-f', 'text', '-f', 'json=plan.json', '-f', 'markdown=out/plan.md'];
      const outcome = await runCommand(words, { cwd: folder });
      expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
      expect(JSON.parse(await readFile(join(folder, 'plan.json'), 'utf8'))).toMatchObject({ command: 'plan' });
      expect(await readFile(join(folder, 'out/plan.md'), 'utf8')).toMatch(/^## kelp-cam 0\.2\.0\n/);
    });
  });

  test('the help names VERSION, ROOT and the flags', async () => {
    const { stdout, exitCode } = await plan(null, ['--help']);
    expect(exitCode).toBe(0);
    for (const word of ['[release]', '[root]', '--tag', '--at', '--repository', '--format'])
      expect(stdout).toContain(word);
  });
});

describe('odd repositories', () => {
  test('no repository at all', async () => {
    const outcome = await plan(null, ['1.0', '-f', 'json'], (folder) =>
      writeFile(join(folder, 'pyproject.toml'), '[project]\nname = "demo"\nversion = "1.0"\n'),
    );
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(planIn(outcome)).toMatchObject({ commit: null, repository: null, releases: [{ runs: [] }] });
  });

  test('no project, no workflows', async () => {
    const outcome = await plan({ tree: { 'README.md': '' } }, ['1.0']);
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(outcome.stdout).toContain('the release starts no workflow');
  });

  test('several projects, none of which declares the version', async () => {
    const tree = {
      'a/pyproject.toml': '[project]\nname = "a"\nversion = "1.0"\n',
      'b/pyproject.toml': '[project]\nname = "b"\nversion = "2.0"\n',
    };
    const outcome = await plan({ tree }, ['7.0']);
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
    expect(outcome.stderr).toContain('pyrel plan 7.0 a');
    expect((await plan({ tree }, ['7.0', 'b', '-f', 'json'])).exitCode).toBe(0);
  });

  test('a workflow that forges lines, and one that YAML cannot read', async () => {
    const evil = String.raw`on: {push: {tags: ["v*"]}}
name: "\e[2J::stop-commands::x"
jobs:
  "\e[31m##[error]x": {runs-on: x, steps: [{run: make}]}
`;
    const tree = {
      'pyproject.toml': '[project]\nname = "demo"\nversion = "1.0"\n',
      '.github/workflows/evil.yml': evil,
      '.github/workflows/broken.yml': 'on: push\njobs: [\n',
    };
    for (const format of ['text', 'markdown', 'json']) {
      const { stdout, exitCode } = await plan({ tree }, ['1.0', '-f', format]);
      expect(exitCode).toBe(0);
      expect(stdout).not.toContain('\u001b');
      expect(stdout).not.toContain('##[error]');
    }
  });
});

test('pyrel-lint takes --repository, too', async () => {
  await inTemporaryFolder('project', async (folder) => {
    await writeRepository(folder, { tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.0"\n' } });
    const words = ['pyrel-lint', '--dev', '--select', 'version-mismatch', '--repository'];
    expect(await runCommand([...words, 'kelp/demo'], { cwd: folder })).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await runCommand([...words, 'demo'], { cwd: folder })).toMatchObject({ exitCode: 2 });
  });
});

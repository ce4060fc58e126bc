import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { top } from '../../scripts/bundle.ts';
import { ruleIds } from '../../scripts/generate/registry.ts';

/** What the scripts read; a copy, because they write. */
const COPIED = [
  '.oxlintrc.rooms.json',
  'README.md',
  'bin',
  'dist',
  'docs',
  'package-lock.json',
  'package.json',
  'schemas',
  'scripts',
  'src',
  'test/rule-tester.ts',
  'test/rules/readme-missing.test.ts',
  'tsconfig.json',
  'vitest.config.ts',
];

/** Enough rules for a registry; each has an example to run. */
const KEPT: readonly string[] = ['readme-missing', 'suppression-unused'];

let copy = '';

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'pyrel-copy-'));
  for (const path of COPIED) await cp(join(top, path), join(copy, path), { recursive: true });
  for (const id of await ruleIds()) if (!KEPT.includes(id)) await drop(id);
  await symlink(join(top, 'node_modules'), join(copy, 'node_modules'), 'junction');
});

async function drop(id: string): Promise<void> {
  for (const path of [`src/rules/${id}.ts`, `docs/rules/${id}.md`]) await rm(join(copy, path), { force: true });
}

afterAll(async () => {
  await rm(copy, { recursive: true, force: true });
});

type Ran = { readonly exitCode: number; readonly said: string };

/** Runs a script of the copy, or a program of node_modules in it. */
function run(program: string, ...argv: readonly string[]): Promise<Ran> {
  const file = join(copy, program.startsWith('scripts/') ? program : `node_modules/${program}`);
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', file, ...argv], { cwd: copy }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), said: stdout + stderr });
    });
  });
}

test('a new rule passes the type check and fails its test with what to fill in', async () => {
  const made = await run('scripts/new-rule.ts', 'kelp-unwashed');
  expect(made).toMatchObject({ exitCode: 0 });
  for (const path of [
    'src/rules/kelp-unwashed.ts',
    'test/rules/kelp-unwashed.test.ts',
    'docs/rules/kelp-unwashed.md',
  ]) {
    expect(made.said).toContain(`wrote: ${path}\n`);
  }
  for (const path of ['src/rules/registry.gen.ts', 'docs/rules/README.md', 'README.md', 'schemas/config.schema.json']) {
    expect(await readFile(join(copy, path), 'utf8')).toContain('kelp-unwashed');
  }
  expect(await run('typescript/bin/tsc', '--noEmit', '--pretty', 'false')).toEqual({ exitCode: 0, said: '' });
  const tested = await run('vitest/vitest.mjs', 'run', '--project', 'unit', 'test/rules/kelp-unwashed.test.ts');
  expect(tested.exitCode).toBe(1);
  expect(tested.said).toContain('fill in the texts of src/rules/kelp-unwashed.ts');
});

test('what is stale is named, and everything that is', async () => {
  expect(await run('scripts/generate.ts', '--check')).toEqual({ exitCode: 0, said: '' });
  const spoilt = {
    'docs/rules/readme-missing.md': '| Since |',
    'schemas/config.schema.json': '"title"',
    'src/rules/registry.gen.ts': 'Generated',
  };
  for (const [path, part] of Object.entries(spoilt)) {
    const file = join(copy, path);
    await writeFile(file, (await readFile(file, 'utf8')).replace(part, part.toUpperCase()));
  }
  const checked = await run('scripts/generate.ts', '--check');
  expect(checked.exitCode).toBe(1);
  for (const path of Object.keys(spoilt)) expect(checked.said).toContain(`stale: ${path}\n`);
  expect(checked.said).not.toContain('stale: docs/rules/kelp-unwashed.md');
});

test.each([
  ['no id', []],
  ['upper case', ['Kelp-Unwashed']],
  ['one word', ['kelp']],
  ['a path', ['../kelp-unwashed']],
  ['a rule that is there', ['readme-missing']],
  ['two ids', ['kelp-dry', 'kelp-wet']],
])('%s is refused', async (_, argv) => {
  const { exitCode, said } = await run('scripts/new-rule.ts', ...argv);
  expect({ exitCode, said }).toEqual({
    exitCode: 2,
    said: expect.stringMatching(/usage|is not an id|is a rule already/),
  });
});

test('an id that was a rule once is refused', async () => {
  const file = join(copy, 'scripts/retired-ids.ts');
  await writeFile(
    file,
    (await readFile(file, 'utf8')).replace('{}', `{ 'kelp-lost': 'dropped in 0.3.0 for kelp-missing' }`),
  );
  const { exitCode, said } = await run('scripts/new-rule.ts', 'kelp-lost');
  expect({ exitCode, said }).toEqual({
    exitCode: 2,
    said: expect.stringContaining('dropped in 0.3.0 for kelp-missing'),
  });
});

import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HOOK_SCRIPT } from '../../src/adopt/hook-script.ts';
import { WORKFLOW } from '../../src/adopt/workflow-text.ts';
import type { InitFlags } from '../../src/commands/init.ts';
import { initCommand } from '../../src/commands/init.ts';
import type { PyrelError } from '../../src/core/error.ts';
import type { Terminal } from '../../src/io/terminal.ts';
import type { Sandbox } from '../io/sandbox.ts';
import { ENV, commit, isRoot, repository, sandbox } from '../io/sandbox.ts';

const PYPROJECT = '[project]\nname = "demo"\nversion = "1.0.0"\n';

type Ran = { readonly code: number; readonly printed: string };

/** Runs `pyrel init` in process; a terminal answers as it is told. */
async function init(box: Sandbox, flags: InitFlags, terminal: Terminal | null = null): Promise<Ran> {
  let printed = '';
  const code = await initCommand(
    { root: box.folder, ...flags },
    {
      cwd: '/',
      env: ENV,
      today: '2026-01-02',
      print: async (text) => void (printed += text),
      warn: (text) => void (printed += text),
      kill: () => {},
      onStop: () => () => {},
      colour: false,
      width: Infinity,
      terminal,
    },
  );
  return { code, printed };
}

const failure = (run: Promise<unknown>): Promise<PyrelError> =>
  run.then(
    () => Promise.reject(new Error('it should have failed')),
    (error: PyrelError) => error,
  );

function demo(tree: { readonly [path: string]: string } = {}): Sandbox {
  const box = repository({ 'pyproject.toml': PYPROJECT, ...tree });
  for (const version of ['0.7.0', '0.8.0', '0.9.0']) {
    commit(box, { 'CHANGELOG.md': `# Changelog\n\n## ${version} - 2026-01-02\n\n- It works.\n` }, version);
    box.git(['tag', '-a', `v${version}`, '-m', version]);
  }
  return box;
}

const read = (box: Sandbox, path: string): string => readFileSync(box.path(path), 'utf8');

const FILES = ['pyproject.toml', '.pre-commit-config.yaml', '.git/hooks/pre-push', WORKFLOW];

test('all of it, and nothing the second time', async () => {
  const box = demo();
  const first = await init(box, { yes: true });
  expect(first.code).toBe(0);
  for (const file of FILES) expect(first.printed).toContain(`written: ${file}\n`);
  expect(read(box, 'pyproject.toml')).toContain('\n[tool.pyrel]\n');
  expect(read(box, 'pyproject.toml')).toContain('tag-prefix = "v"  # 3 of the last 3 version tags\n');
  expect(read(box, '.git/hooks/pre-push')).toBe(HOOK_SCRIPT);
  expect(statSync(box.path('.git/hooks/pre-push')).mode & 0o111).toBe(0o111);
  expect(read(box, WORKFLOW)).toContain("tags: ['v*']");
  const before = FILES.map((file) => read(box, file));
  const second = await init(box, { yes: true });
  expect(second.code).toBe(0);
  expect(second.printed).not.toContain('written:');
  expect(FILES.map((file) => read(box, file))).toEqual(before);
});

describe('nothing is written', () => {
  test.each([
    ['without a terminal', {}],
    ['with --dry-run', { 'dry-run': true }],
  ])('%s', async (_, flags) => {
    const box = demo();
    const { code, printed } = await init(box, flags);
    expect(code).toBe(0);
    expect(printed).toContain('--- pyproject.toml\n');
    expect(printed).toContain(`new file ${WORKFLOW}\n`);
    expect(printed).toContain('`pyrel init --yes` writes all of them');
    expect(box.git(['status', '--porcelain'])).toBe('');
    expect(existsSync(box.path('.git/hooks/pre-push'))).toBe(false);
  });
});

test('a terminal is asked file by file', async () => {
  const box = demo();
  const asked: string[] = [];
  const answers = ['y', 'n', '', 'YES'];
  const { printed } = await init(
    box,
    {},
    {
      ask: async (question) => {
        asked.push(question);
        return answers[asked.length - 1] ?? '';
      },
      close: () => {},
    },
  );
  expect(asked).toEqual(FILES.map((file) => `Write ${file}? [y/N] `));
  expect(FILES.filter((file) => printed.includes(`written: ${file}`))).toEqual(['pyproject.toml', WORKFLOW]);
  expect(existsSync(box.path('.pre-commit-config.yaml'))).toBe(false);
});

describe('nothing is overwritten', () => {
  test('a file that comes while the question stands', async () => {
    const box = demo();
    const terminal: Terminal = {
      ask: async (question) => {
        if (question.includes('.pre-commit')) box.write({ '.pre-commit-config.yaml': 'repos: []\n' });
        if (question.includes('pyproject')) box.write({ 'pyproject.toml': `${PYPROJECT}# mine\n` });
        if (question.includes('pre-push')) box.write({ '.git/hooks/pre-push': '#!/bin/sh\n' });
        return 'y';
      },
      close: () => {},
    };
    const { what } = await failure(init(box, {}, terminal)).then((error) => ({ what: error.message }));
    expect(what.split('; ')).toEqual([
      'pyproject.toml is not written: it has changed meanwhile',
      '.pre-commit-config.yaml is not written: another file has come in its place',
      '.git/hooks/pre-push is not written: another file has come in its place',
    ]);
    expect(read(box, 'pyproject.toml')).toBe(`${PYPROJECT}# mine\n`);
    expect(read(box, '.pre-commit-config.yaml')).toBe('repos: []\n');
    expect(read(box, '.git/hooks/pre-push')).toBe('#!/bin/sh\n');
    expect(existsSync(box.path(WORKFLOW))).toBe(true);
  });

  test('a hook is kept under another name, and its mode with it', async () => {
    const box = demo();
    box.write({ '.git/hooks/pre-push': '#!/bin/sh\nexit 0\n' });
    chmodSync(box.path('.git/hooks/pre-push'), 0o700);
    await init(box, { yes: true });
    expect(read(box, '.git/hooks/pre-push')).toBe(HOOK_SCRIPT);
    expect(read(box, '.git/hooks/pre-push.pyrel-chained')).toBe('#!/bin/sh\nexit 0\n');
    expect(statSync(box.path('.git/hooks/pre-push.pyrel-chained')).mode & 0o777).toBe(0o700);
    expect((await init(box, { yes: true })).printed).toContain('.git/hooks/pre-push runs pyrel already');
  });

  test('links are left alone', async () => {
    const box = demo({ 'conf/project.toml': PYPROJECT, 'conf/pre-commit.yaml': 'repos: []\n' });
    box.git(['rm', '--quiet', 'pyproject.toml']);
    symlinkSync('conf/project.toml', box.path('pyproject.toml'));
    symlinkSync('conf/pre-commit.yaml', box.path('.pre-commit-config.yaml'));
    commit(box, {}, 'Links');
    const { printed } = await init(box, { yes: true });
    expect(printed).toContain('.pre-commit-config.yaml is a symbolic link, so it is not changed');
    expect(read(box, 'conf/project.toml')).toBe(PYPROJECT);
    expect(read(box, 'conf/pre-commit.yaml')).toBe('repos: []\n');
    expect(read(box, 'pyrel.toml')).toContain('tag-prefix');
  });

  test('a folder that leads out of the repository', async () => {
    const box = demo();
    const outside = sandbox();
    symlinkSync(outside.folder, box.path('.github'));
    commit(box, {}, 'Link');
    const error = await failure(init(box, { yes: true }));
    expect(error.message).toBe(`${WORKFLOW} is not written: ${box.path('.github')} leads out of the repository`);
    expect(existsSync(outside.path('workflows'))).toBe(false);
  });
});

test('what git ignores is not written', async () => {
  const box = demo({ '.gitignore': '.github/\n' });
  const { printed } = await init(box, { yes: true });
  expect(printed).toContain(`git ignores ${WORKFLOW}, so it is not written.`);
  expect(existsSync(box.path('.github'))).toBe(false);
});

describe('the folder of the hooks', () => {
  test('is the one that core.hooksPath names', async () => {
    const box = demo();
    box.git(['config', 'core.hooksPath', '.githooks']);
    await init(box, { yes: true });
    expect(read(box, '.githooks/pre-push')).toBe(HOOK_SCRIPT);
    expect(existsSync(box.path('.git/hooks/pre-push'))).toBe(false);
  });

  test('is not written to where it is shared by other repositories', async () => {
    const box = demo();
    const shared = sandbox();
    box.git(['config', 'core.hooksPath', shared.folder]);
    const { printed } = await init(box, { yes: true });
    expect(printed).toContain(`git takes hooks from ${shared.folder}, which other repositories may share`);
    expect(existsSync(shared.path('pre-push'))).toBe(false);
  });

  test('is the common one in a linked work tree', async () => {
    const box = demo();
    const other = sandbox();
    box.git(['worktree', 'add', '--quiet', other.path('linked')]);
    const { printed } = await init({ ...other, folder: other.path('linked') }, { yes: true });
    expect(printed).toContain(`written: ${box.path('.git/hooks/pre-push')}`);
    expect(read(box, '.git/hooks/pre-push')).toBe(HOOK_SCRIPT);
  });

  test("is husky's own, and ours goes where people write theirs", async () => {
    const box = demo({ '.husky/pre-commit': 'npm test\n' });
    box.git(['config', 'core.hooksPath', '.husky/_']);
    await init(box, { yes: true });
    expect(read(box, '.husky/pre-push')).toBe(HOOK_SCRIPT);
  });
});

describe('ROOT', () => {
  test('below the top: the config goes there, the rest to the top', async () => {
    const box = repository({ 'packages/core/pyproject.toml': PYPROJECT, 'README.md': '' });
    const { code } = await init(box, { yes: true, root: box.path('packages/core') });
    expect(code).toBe(0);
    expect(read(box, 'packages/core/pyproject.toml')).toContain('[tool.pyrel]');
    expect(read(box, WORKFLOW)).toContain('root: packages/core');
    expect(existsSync(box.path('.pre-commit-config.yaml'))).toBe(true);
  });

  test('without a repository', async () => {
    const box = sandbox();
    box.write({ 'pyproject.toml': PYPROJECT });
    expect(await failure(init(box, { yes: true }))).toMatchObject({
      code: 'root-unreadable',
      message: `${box.folder} cannot be set up: not a git repository`,
      todo: expect.stringContaining('git init'),
    });
  });

  test('that is a bare repository', async () => {
    const box = sandbox();
    box.git(['init', '--quiet', '--bare']);
    expect(await failure(init(box, { yes: true }))).toMatchObject({ message: expect.stringContaining('no work tree') });
  });

  test('without a Python project', async () => {
    const box = repository({ 'examples/app/pyproject.toml': PYPROJECT });
    expect(await failure(init(box, { yes: true }))).toMatchObject({
      message: expect.stringContaining('holds no Python project'),
      todo: 'Name the folder of the project; there is examples/app/pyproject.toml.',
    });
  });

  test('that is not there', async () => {
    expect(await failure(init(sandbox(), { root: '/nowhere/at/all' }))).toMatchObject({
      message: '/nowhere/at/all does not exist',
    });
  });

  test.skipIf(isRoot)('that may not be written to', async () => {
    const box = demo();
    chmodSync(box.folder, 0o500);
    try {
      expect(await failure(init(box, { yes: true }))).toMatchObject({
        message: expect.stringContaining('you may not write there'),
      });
    } finally {
      chmodSync(box.folder, 0o700);
    }
  });

  test('where a file stands in the place of a folder', async () => {
    const box = demo({ '.github': 'a file\n' });
    expect(await failure(init(box, { yes: true }))).toMatchObject({
      message: `${WORKFLOW} is not written: it cannot be written (ENOTDIR)`,
    });
  });
});

test('--yes and --dry-run exclude each other', async () => {
  expect(await failure(init(demo(), { yes: true, 'dry-run': true }))).toMatchObject({ code: 'usage' });
});

test('findings of today come with the baseline', async () => {
  const box = demo({ 'demo/__init__.py': '__version__ = "0.1.0"\n' });
  const { printed } = await init(box, {});
  expect(printed).toContain('pyrel-lint --dev --update-baseline');
});

test("git's own samples are no hooks", async () => {
  const box = demo();
  box.write({ '.git/hooks/pre-push.sample': 'pyrel pre-push\n' });
  expect((await init(box, {})).printed).toContain('new file .git/hooks/pre-push\n');
});

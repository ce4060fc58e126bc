import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { top } from '../../scripts/bundle.ts';
import { committingEnvironment } from '../../scripts/sample/repository.ts';
import { HOOK_SCRIPT } from '../../src/adopt/hook-script.ts';

// Real git pushes to a bare repository on the disk, through the hook that `pyrel init` writes.

const bin = join(top, 'bin');
const hasPreCommit = spawnSync('pre-commit', ['--version']).status === 0;
if (!hasPreCommit) console.warn('pre-commit is not installed, so what it does to the hook is not tested');

type Ran = { readonly status: number | null; readonly said: string };

type Box = {
  readonly folder: string;
  readonly run: (words: readonly string[], env?: NodeJS.ProcessEnv, input?: string) => Ran;
  readonly git: (...words: readonly string[]) => string;
  readonly push: (...words: readonly string[]) => Ran;
  /** Commits a version, with its entry in the changelog; `stale` leaves the entry out. */
  readonly bump: (version: string, stale?: 'stale') => void;
  /** Names of the tags that the remote has. */
  readonly remoteTags: () => readonly string[];
  readonly write: (path: string, text: string, mode?: number) => void;
};

/** A project with a remote, `pyrel` in its path, and the hook where `hook` says so. */
function project(hook: 'hook' | 'none' = 'hook'): Box {
  const above = realpathSync(mkdtempSync(join(tmpdir(), 'pyrel-push-')));
  onTestFinished(() => rmSync(above, { recursive: true, force: true }));
  const folder = join(above, 'demo');
  const path = join(above, 'bin');
  const surroundings = committingEnvironment();
  const env = {
    ...surroundings,
    PATH: `${path}:${surroundings['PATH'] ?? ''}`,
    PRE_COMMIT_HOME: join(above, 'cache'),
  };
  const run: Box['run'] = ([command = '', ...words], more = {}, input = '') => {
    const { status, stdout, stderr } = spawnSync(command, words, {
      cwd: folder,
      env: { ...env, ...more },
      encoding: 'utf8',
      input,
    });
    return { status, said: `${stdout}${stderr}` };
  };
  const git: Box['git'] = (...words) => {
    const { status, said } = run(['git', ...words]);
    if (status !== 0) throw new Error(`git ${words.join(' ')}: ${said}`);
    return said.trim();
  };
  const write: Box['write'] = (name, text, mode = 0o644) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text, { mode });
  };
  mkdirSync(folder, { recursive: true });
  write('../bin/pyrel', `#!/bin/sh\nexec "${process.execPath}" "${bin}/pyrel.js" "$@"\n`, 0o755);
  git('init', '--quiet', '--initial-branch=main');
  git('init', '--quiet', '--bare', '../remote.git');
  git('remote', 'add', 'origin', '../remote.git');
  write('.pre-commit-config.yaml', LOCAL_HOOK);
  write('README.md', '# Demo\n');
  write('demo/__init__.py', '');
  let log = '';
  const bump: Box['bump'] = (version, stale) => {
    if (stale === undefined) log = `## ${version} - 2025-11-13\n\n- It works.\n\n${log}`;
    write('CHANGELOG.md', `# Changelog\n\n${log}`);
    write(
      'pyproject.toml',
      `[project]\nname = "demo"\nversion = "${version}"\nreadme = "README.md"\nrequires-python = ">=3.10"\n`,
    );
    git('add', '--all');
    git('commit', '--quiet', '--message', `Version ${version}`);
  };
  bump('1.0.0');
  // What `pyrel init` writes there; that it does is tested below.
  if (hook === 'hook') write('.git/hooks/pre-push', HOOK_SCRIPT, 0o755);
  return {
    folder,
    run,
    git,
    bump,
    write,
    push: (...words) => run(['git', 'push', ...words]),
    remoteTags: () =>
      git('ls-remote', '--tags', '--refs', 'origin')
        .split('\n')
        .flatMap((line) => line.split('refs/tags/')[1] ?? [])
        .sort(),
  };
}

/** `pyrel init` leaves it alone, and nothing is to be downloaded. */
const LOCAL_HOOK = `repos:
  - repo: local
    hooks:
      - { id: pyrel-lint, name: pyrel, entry: 'true', language: system }
`;

const REFUSED = 'not ready to be released: ';

test('pyrel init writes the hook', () => {
  const box = project('none');
  expect(box.run(['pyrel', 'init', '--yes']).said).toContain('written: .git/hooks/pre-push');
  box.git('tag', 'v1.1.0');
  expect(box.push('origin', 'v1.1.0').said).toContain(`${REFUSED}v1.1.0. Nothing was pushed.`);
});

describe('a good tag goes through', () => {
  test('annotated, after its branch', () => {
    const box = project();
    box.git('tag', '--annotate', 'v1.0.0', '--message', 'v1.0.0');
    expect(box.push('origin', 'main').said).not.toContain('pyrel');
    const { status, said } = box.push('origin', 'v1.0.0');
    expect(said).toContain('is v1.0.0 fit to be pushed to origin?');
    expect(said).toContain('release mode for 1.0.0 (tag v1.0.0): --tag v1.0.0');
    expect(status).toBe(0);
    expect(box.remoteTags()).toEqual(['v1.0.0']);
  });

  test('lightweight, with its branch, from another folder and branch', () => {
    const box = project();
    box.git('tag', 'v1.0.0');
    box.git('checkout', '--quiet', '-b', 'other');
    box.bump('1.1.0', 'stale');
    const { status } = box.run(['git', '-C', 'demo', 'push', 'origin', 'main', 'v1.0.0']);
    expect(status).toBe(0);
    expect(box.remoteTags()).toEqual(['v1.0.0']);
  });
});

describe('a bad tag is refused', () => {
  const ways: readonly (readonly [way: string, before: readonly string[] | null, words: readonly string[]])[] = [
    ['after its branch', ['origin', 'main'], ['origin', 'v1.1.0']],
    ['with its branch', null, ['origin', 'main', 'v1.1.0']],
    ['before its branch', null, ['origin', 'v1.1.0']],
    ['with --tags', ['origin', 'main'], ['origin', '--tags']],
    ['with --follow-tags', null, ['--follow-tags', 'origin', 'main']],
    ['with --mirror', null, ['--mirror', 'origin']],
    ['with --atomic', null, ['--atomic', 'origin', 'main', 'v1.1.0']],
    ['to a URL', null, ['../remote.git', 'v1.1.0']],
    ['made on the remote only', null, ['origin', 'HEAD:refs/tags/v1.1.0']],
  ];
  test.each(ways)('%s', (_, before, words) => {
    const box = project();
    box.bump('1.1.0', 'stale');
    box.git('tag', '--annotate', 'v1.1.0', '--message', 'v1.1.0');
    if (before !== null) box.push(...before);
    const { status, said } = box.push(...words);
    expect(said).toContain('error changelog-entry-missing');
    expect(said).toContain(`${REFUSED}v1.1.0. Nothing was pushed.`);
    expect(status).toBe(1);
    expect(box.remoteTags()).toEqual([]);
  });

  test('among good ones', () => {
    const box = project();
    box.git('tag', 'v1.0.0');
    box.bump('1.1.0', 'stale');
    box.git('tag', 'v1.1.0');
    expect(box.push('origin', '--tags').said).toContain(`${REFUSED}v1.1.0. `);
    expect(box.remoteTags()).toEqual([]);
    expect(box.push('origin', 'v1.0.0').status).toBe(0);
  });

  test('that is moved', () => {
    const box = project();
    box.git('tag', 'v1.0.0');
    expect(box.push('origin', 'v1.0.0').status).toBe(0);
    box.bump('1.1.0', 'stale');
    box.git('tag', '--force', 'v1.0.0');
    expect(box.push('--force', 'origin', 'v1.0.0').said).toContain(`${REFUSED}v1.0.0`);
  });

  test('from a shallow clone', () => {
    const box = project();
    box.bump('1.1.0', 'stale');
    expect(box.push('origin', 'main').status).toBe(0);
    box.git('clone', '--quiet', '--depth=1', '--branch=main', `file://${box.folder}/../remote.git`, '../shallow');
    box.git('-C', '../shallow', 'tag', 'v1.1.0');
    box.run(['cp', '.git/hooks/pre-push', '../shallow/.git/hooks/pre-push']);
    const { said } = box.run(['git', '-C', '../shallow', 'push', 'origin', 'v1.1.0']);
    expect(said).toContain(`${REFUSED}v1.1.0`);
  });

  test('from a bare repository, and with a work tree elsewhere', () => {
    const box = project();
    box.bump('1.1.0', 'stale');
    box.git('tag', 'v1.1.0');
    box.git('init', '--quiet', '--bare', '../other.git');
    box.git('clone', '--quiet', '--bare', '.', '../bare.git');
    box.run(['cp', '.git/hooks/pre-push', '../bare.git/hooks/pre-push']);
    expect(box.run(['git', '--git-dir=../bare.git', 'push', '../other.git', 'v1.1.0']).said).toContain(REFUSED);
    mkdirSync(join(box.folder, '../elsewhere'));
    const apart = ['git', `--git-dir=${box.folder}/.git`, '--work-tree=../elsewhere', 'push', 'origin', 'v1.1.0'];
    expect(box.run(apart).said).toContain(REFUSED);
  });
});

describe('not judged', () => {
  const names = ['nightly', 'latest', 'helm-2.0.0', 'v1', '2025-11-13', 'release/next'];
  test.each(names)('%s', (name) => {
    const box = project();
    box.git('tag', 'v1.0.0');
    expect(box.push('origin', 'v1.0.0').status).toBe(0);
    if (name !== 'v1') box.bump('1.1.0', 'stale');
    box.git('tag', name);
    const { status, said } = box.push('origin', name);
    expect(said).not.toContain('pyrel:');
    expect(status).toBe(0);
    expect(box.remoteTags()).toContain(name);
  });

  test('an alias that moves on', () => {
    const box = project();
    box.git('tag', 'v1');
    box.git('tag', 'v1.0.0');
    expect(box.push('origin', 'v1', 'v1.0.0').status).toBe(0);
    box.bump('1.1.0', 'stale');
    box.git('tag', '--force', 'v1');
    expect(box.push('--force', 'origin', 'v1').status).toBe(0);
  });

  test('a tag that is taken away', () => {
    const box = project();
    box.bump('1.1.0', 'stale');
    box.git('tag', 'v1.1.0');
    expect(box.push('--no-verify', 'origin', 'v1.1.0').status).toBe(0);
    expect(box.push('origin', ':v1.1.0').status).toBe(0);
    expect(box.remoteTags()).toEqual([]);
  });
});

describe('the way round', () => {
  const bad = (): Box => {
    const box = project();
    box.bump('1.1.0', 'stale');
    box.git('tag', 'v1.1.0');
    return box;
  };

  test('PYREL_SKIP=1, which is said', () => {
    const { status, said } = bad().run(['git', 'push', 'origin', 'v1.1.0'], { PYREL_SKIP: '1' });
    expect(said).toContain('the pushed tag is not checked: PYREL_SKIP is set');
    expect(status).toBe(0);
  });

  test('--no-verify', () => {
    expect(bad().push('--no-verify', 'origin', 'v1.1.0').status).toBe(0);
  });

  test('a pyrel that is not installed, which is said', () => {
    const box = bad();
    const few = join(box.folder, '../few');
    mkdirSync(few);
    for (const name of ['git', 'cat', 'dirname']) {
      const full = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
      symlinkSync(full, join(few, name));
    }
    const { status, said } = box.run([join(few, 'git'), 'push', 'origin', 'v1.1.0'], { PATH: few });
    expect(said).toContain('warning: pyrel is not installed, so the pushed tags are NOT checked.');
    expect(status).toBe(0);
  });

  test('a broken config of the tagged tree stops it', () => {
    const box = project();
    box.write('pyrel.toml', 'fail-onn = 1\n');
    box.bump('1.1.0');
    box.git('tag', 'v1.1.0');
    const { status, said } = box.push('origin', 'v1.1.0');
    expect(said).toContain('fail-onn');
    expect(status).toBe(1);
  });
});

test("the project's own pyrel comes first", () => {
  const box = project();
  box.write('node_modules/.bin/pyrel', '#!/bin/sh\necho "own: $*"\ncat\n', 0o755);
  box.git('tag', 'v1.0.0');
  const { said } = box.push('origin', 'v1.0.0');
  expect(said).toContain('own: pre-push origin ../remote.git\nrefs/tags/v1.0.0 ');
});

describe('a hook that was there', () => {
  const SPY = '#!/bin/sh\n{ echo "$*"; cat; } > "$(dirname "$0")/spy"\nexit "${SPY_STATUS:-0}"\n';
  const spied = (box: Box): string => box.run(['cat', '.git/hooks/spy']).said;
  const chained = (): Box => {
    const box = project('none');
    box.write('.git/hooks/pre-push', SPY, 0o755);
    expect(box.run(['pyrel', 'init', '--yes']).said).toContain(
      'rename .git/hooks/pre-push to .git/hooks/pre-push.pyrel-chained',
    );
    return box;
  };

  test('gets its arguments and its input', () => {
    const box = chained();
    box.git('tag', 'v1.0.0');
    const id = box.git('rev-parse', 'HEAD');
    const none = '0'.repeat(40);
    expect(box.push('origin', 'main', 'v1.0.0').status).toBe(0);
    expect(spied(box)).toBe(
      `origin ../remote.git\nrefs/heads/main ${id} refs/heads/main ${none}\nrefs/tags/v1.0.0 ${id} refs/tags/v1.0.0 ${none}\n`,
    );
  });

  test('has its say, by its own exit code', () => {
    const box = chained();
    const line = `refs/heads/main ${'1'.repeat(40)} refs/heads/main ${'0'.repeat(40)}\n`;
    const direct = (env: NodeJS.ProcessEnv): Ran => box.run(['.git/hooks/pre-push', 'origin', 'url'], env, line);
    expect(direct({ SPY_STATUS: '7' }).status).toBe(7);
    expect(direct({}).status).toBe(0);
    expect(spied(box)).toBe(`origin url\n${line}`);
  });

  test('gets nothing where nothing is pushed', () => {
    const box = chained();
    expect(box.run(['.git/hooks/pre-push', 'origin', 'url']).status).toBe(0);
    expect(spied(box)).toBe('origin url\n');
  });

  test('may leave its input unread', () => {
    const box = chained();
    box.write('.git/hooks/pre-push.pyrel-chained', '#!/bin/sh\nexit 0\n', 0o755);
    const line = `refs/heads/a ${'1'.repeat(40)} refs/heads/a ${'0'.repeat(40)}\n`;
    expect(box.run(['.git/hooks/pre-push', 'origin', 'url'], {}, line.repeat(5000))).toEqual({ status: 0, said: '' });
  });

  test('is not run where git did not run it: without the right to be', () => {
    const box = project('none');
    box.write('.git/hooks/pre-push', SPY);
    box.run(['pyrel', 'init', '--yes']);
    box.push('origin', 'main');
    expect(existsSync(join(box.folder, '.git/hooks/spy'))).toBe(false);
  });
});

describe.skipIf(!hasPreCommit)('pre-commit', () => {
  const installed = (box: Box): void =>
    expect(box.run(['pre-commit', 'install', '--hook-type', 'pre-push'])).toMatchObject({ status: 0 });
  const expectGuarded = (box: Box): void => {
    box.git('tag', 'v1.0.0');
    box.bump('1.1.0', 'stale');
    box.git('tag', 'v1.1.0');
    expect(box.push('origin', 'main').status).toBe(0);
    expect(box.push('origin', 'v1.1.0').said).toContain(`${REFUSED}v1.1.0`);
    expect(box.push('origin', 'v1.0.0').status).toBe(0);
    expect(box.remoteTags()).toEqual(['v1.0.0']);
    expect(box.run(['pyrel', 'init', '--yes']).said).toMatch(/\.git\/hooks\/pre-push(?:\.legacy)? runs pyrel already/);
  };

  test('keeps ours when it is installed later', () => {
    const box = project();
    installed(box);
    expect(existsSync(join(box.folder, '.git/hooks/pre-push.legacy'))).toBe(true);
    expectGuarded(box);
  });

  test('keeps ours and the hook that ours keeps', () => {
    const box = project('none');
    box.write('.git/hooks/pre-push', '#!/bin/sh\ncat >> .git/spied\n', 0o755);
    box.run(['pyrel', 'init', '--yes']);
    box.git('checkout', '--quiet', '--', '.');
    installed(box);
    expectGuarded(box);
    expect(box.run(['cat', '.git/spied']).said).toContain('refs/tags/v1.0.0 ');
  });

  test('runs ours where it was there first', () => {
    const box = project('none');
    installed(box);
    expect(box.run(['pyrel', 'init', '--yes']).said).toContain('written: .git/hooks/pre-push.legacy');
    box.git('checkout', '--quiet', '--', '.');
    expectGuarded(box);
  });

  test('gives ours back when it goes', () => {
    const box = project();
    installed(box);
    expect(box.run(['pre-commit', 'uninstall', '--hook-type', 'pre-push']).status).toBe(0);
    expectGuarded(box);
  });
});

const SHELLS = ['dash', 'bash', 'busybox', 'ksh', 'zsh'].filter(
  (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0,
);

test.each(SHELLS)('the hook runs in %s', (name) => {
  const box = project();
  box.bump('1.1.0', 'stale');
  const line = `refs/tags/v1.1.0 ${box.git('rev-parse', 'HEAD')} refs/tags/v1.1.0 ${'0'.repeat(40)}\n`;
  const shell = name === 'busybox' ? ['busybox', 'sh'] : [name];
  chmodSync(join(box.folder, '.git/hooks/pre-push'), 0o644);
  // husky runs hooks with -e.
  const { status, said } = box.run([...shell, '-eu', '.git/hooks/pre-push', 'origin', 'url'], {}, line);
  expect({ status, said }).toEqual({ status: 1, said: expect.stringContaining(REFUSED) });
});

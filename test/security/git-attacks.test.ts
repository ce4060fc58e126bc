import { appendFileSync, chmodSync, existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { detectMode } from '../../src/io/detect-mode.ts';
import type { Sandbox } from '../io/sandbox.ts';
import { commit, open, repository, sandbox } from '../io/sandbox.ts';

/**
 * Every way in which a repository's own config makes git run a program. Each is set up so that a plain git command runs
 * it (`provoke`), which proves that the trap works; then pyrel does everything it does with a repository.
 */
type Attack = {
  readonly name: string;
  /** Sets the trap. `program` leaves a mark when it runs. */
  readonly lay: (box: Sandbox, program: string) => void;
  /** A plain git command that runs the program; null where it needs a terminal or a network. */
  readonly provoke: ((box: Sandbox) => void) | null;
};

function trap(): { readonly box: Sandbox; readonly program: string; readonly mark: string } {
  const box = repository({ 'pyproject.toml': '[project]\nname = "demo"\n', 'data.bin': 'data', 'notes.txt': 'notes' });
  box.git(['tag', '-a', '-m', 'Release', 'v1.0.0']);
  const tools = sandbox();
  tools.write({ 'evil.sh': `#!/bin/sh\ntouch "${tools.path('mark')}"\nexit 1\n` });
  chmodSync(tools.path('evil.sh'), 0o755);
  return { box, program: tools.path('evil.sh'), mark: tools.path('mark') };
}

/** Makes git doubt its index: same size, other time stamp. */
function touch(box: Sandbox, ...files: readonly string[]): void {
  for (const file of files) utimesSync(box.path(file), 1, 1);
}

function quietly(run: () => unknown): void {
  try {
    run();
  } catch {
    // Some of the commands fail; what counts is what they started.
  }
}

function lose(box: Sandbox, file: string): string {
  const id = box.git(['rev-parse', `HEAD:${file}`]);
  rmSync(box.path('.git/objects', id.slice(0, 2), id.slice(2)));
  return id;
}

function partialClone(box: Sandbox, settings: { readonly [key: string]: string }): void {
  const all = {
    'core.repositoryFormatVersion': '1',
    'extensions.partialClone': 'origin',
    'remote.origin.promisor': 'true',
    ...settings,
  };
  for (const [key, value] of Object.entries(all)) box.git(['config', key, value]);
}

const showLost = (box: Sandbox): void => quietly(() => box.git(['cat-file', '-p', 'HEAD:notes.txt']));
const status = (box: Sandbox): void => quietly(() => box.git(['status']));
const diff = (box: Sandbox): void => quietly(() => box.git(['diff', 'HEAD']));

const attacks: readonly Attack[] = [
  {
    name: 'core.fsmonitor',
    lay: (box, program) => void box.git(['config', 'core.fsmonitor', program]),
    provoke: status,
  },
  {
    name: 'core.fsmonitor behind include.path',
    lay: (box, program) => {
      writeFileSync(box.path('.git/more'), `[core]\n\tfsmonitor = ${program}\n`);
      box.git(['config', 'include.path', 'more']);
    },
    provoke: status,
  },
  {
    name: 'core.fsmonitor in the config of the work tree',
    lay: (box, program) => {
      box.git(['config', 'extensions.worktreeConfig', 'true']);
      box.git(['config', '--worktree', 'core.fsmonitor', program]);
    },
    provoke: status,
  },
  {
    name: 'a hook after a change of the index',
    lay: (box, program) => {
      box.write({ '.git/hooks/post-index-change': readFileSync(program) });
      chmodSync(box.path('.git/hooks/post-index-change'), 0o755);
      touch(box, 'data.bin');
    },
    provoke: status,
  },
  {
    name: 'core.hooksPath',
    lay: (box, program) => {
      box.write({
        'hooks/post-index-change': readFileSync(program),
        'hooks/reference-transaction': readFileSync(program),
      });
      for (const hook of ['post-index-change', 'reference-transaction']) chmodSync(box.path('hooks', hook), 0o755);
      commit(box, {}, 'Hooks');
      box.git(['config', 'core.hooksPath', 'hooks']);
      touch(box, 'data.bin');
    },
    provoke: status,
  },
  ...['clean', 'process'].map((kind): Attack => ({
    name: `a ${kind} filter for a file whose time stamp leaves a doubt`,
    lay: (box, program) => {
      commit(box, { '.gitattributes': '*.bin filter=large.files\n' }, 'Attributes');
      box.git(['tag', 'v1.0.1']);
      box.git(['config', `filter.large.files.${kind}`, program]);
      box.git(['config', 'filter.large.files.required', 'true']);
      touch(box, 'data.bin');
    },
    provoke: status,
  })),
  {
    name: 'a clean filter for a file that is changed, named outside of the tree',
    lay: (box, program) => {
      box.write({ '.git/info/attributes': '*.bin filter=large\n', 'data.bin': 'atad' });
      box.git(['config', 'filter.large.clean', program]);
      touch(box, 'data.bin');
    },
    provoke: status,
  },
  {
    name: 'core.fsmonitor of a submodule',
    lay: (box, program) => {
      const part = repository({ 'part.txt': 'x' });
      box.git(['submodule', '--quiet', 'add', part.folder, 'part']);
      commit(box, {}, 'Part');
      box.git(['-C', 'part', 'config', 'core.fsmonitor', program]);
      touch(box, 'part/part.txt');
    },
    provoke: status,
  },
  {
    name: 'a filter whose name holds an equals sign',
    lay: (box, program) => {
      commit(box, { '.gitattributes': '*.bin filter=a=b\n' }, 'Attributes');
      box.git(['tag', 'v1.0.1']);
      appendFileSync(box.path('.git/config'), `[filter "a=b"]\n\tclean = ${program}\n`);
      touch(box, 'data.bin');
    },
    provoke: status,
  },
  {
    name: 'diff.external',
    lay: (box, program) => {
      box.git(['config', 'diff.external', program]);
      appendFileSync(box.path('notes.txt'), 'more');
    },
    provoke: diff,
  },
  {
    name: 'a text converter',
    lay: (box, program) => {
      commit(box, { '.gitattributes': '*.txt diff=notes\n' }, 'Attributes');
      box.git(['config', 'diff.notes.textconv', program]);
      appendFileSync(box.path('notes.txt'), 'more');
    },
    provoke: diff,
  },
  {
    name: 'an external driver for a diff',
    lay: (box, program) => {
      commit(box, { '.gitattributes': '*.txt diff=notes\n' }, 'Attributes');
      box.git(['config', 'diff.notes.command', program]);
      appendFileSync(box.path('notes.txt'), 'more');
    },
    provoke: diff,
  },
  {
    name: 'core.pager',
    lay: (box, program) =>
      ['core.pager', 'pager.status', 'pager.ls-files', 'pager.for-each-ref'].forEach((key) =>
        box.git(['config', key, program]),
      ),
    provoke: null,
  },
  {
    name: 'aliases of the commands that pyrel uses',
    lay: (box, program) =>
      ['rev-parse', 'ls-files', 'ls-tree', 'for-each-ref', 'cat-file', 'status', 'config', 'check-attr'].forEach(
        (name) => box.git(['config', `alias.${name}`, `!${program}`]),
      ),
    provoke: null,
  },
  {
    name: 'core.sshCommand, where a partial clone lacks an object',
    lay: (box, program) => {
      partialClone(box, { 'remote.origin.url': 'ssh://127.0.0.1/demo', 'core.sshCommand': program });
      lose(box, 'notes.txt');
    },
    provoke: showLost,
  },
  {
    name: 'a transport that is a program, where a partial clone lacks an object',
    lay: (box, program) => {
      partialClone(box, {
        'remote.origin.url': `ext::${program}`,
        'protocol.ext.allow': 'always',
        'protocol.allow': 'always',
      });
      lose(box, 'notes.txt');
    },
    provoke: showLost,
  },
  {
    name: 'remote.origin.uploadpack, where a partial clone lacks an object',
    lay: (box, program) => {
      partialClone(box, {
        'remote.origin.url': box.folder,
        'remote.origin.uploadpack': program,
        'protocol.file.allow': 'always',
      });
      lose(box, 'notes.txt');
    },
    provoke: showLost,
  },
  {
    name: 'core.gitProxy, where a partial clone lacks a commit',
    lay: (box, program) => {
      const lost = box.git(['rev-parse', 'HEAD']);
      partialClone(box, { 'remote.origin.url': 'git://127.0.0.1/demo', 'core.gitProxy': program });
      rmSync(box.path('.git/objects', lost.slice(0, 2), lost.slice(2)));
    },
    provoke: (box) => quietly(() => box.git(['cat-file', '-p', 'HEAD'])),
  },
  {
    name: 'core.sshCommand, where a partial clone lacks the object of a tag',
    lay: (box, program) => {
      const lost = box.git(['rev-parse', 'refs/tags/v1.0.0']);
      partialClone(box, { 'remote.origin.url': 'ssh://127.0.0.1/demo', 'core.sshCommand': program });
      rmSync(box.path('.git/objects', lost.slice(0, 2), lost.slice(2)));
    },
    provoke: (box) => quietly(() => box.git(['cat-file', '-p', 'refs/tags/v1.0.0'])),
  },
  {
    name: 'core.sshCommand, where a partial clone lacks the commit of the remote branch',
    lay: (box, program) => {
      partialClone(box, {
        'remote.origin.url': 'ssh://127.0.0.1/demo',
        'remote.origin.fetch': '+refs/heads/*:refs/remotes/origin/*',
        'branch.main.remote': 'origin',
        'branch.main.merge': 'refs/heads/main',
        'core.sshCommand': program,
      });
      box.write({ '.git/refs/remotes/origin/main': `${'1'.repeat(40)}\n` });
    },
    provoke: status,
  },
  {
    name: 'gpg.program for a signed tag',
    lay: (box, program) => {
      const id = box.git(['rev-parse', 'HEAD']);
      const signature = '-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----';
      const text = `object ${id}\ntype commit\ntag v1.0.0\ntagger Ada <a@example.org> 1 +0000\n\nRelease\n${signature}\n`;
      box.write({ '.git/signed': text });
      box.git(['update-ref', 'refs/tags/v1.0.0', box.git(['hash-object', '-t', 'tag', '-w', '.git/signed'])]);
      box.git(['config', 'gpg.program', program]);
    },
    provoke: (box) => quietly(() => box.git(['tag', '--verify', 'v1.0.0'])),
  },
  {
    name: 'gpg.program and log.showSignature',
    lay: (box, program) => {
      const signed = box
        .git(['cat-file', 'commit', 'HEAD'])
        .replace('\n\n', '\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----\n\n');
      box.write({ '.git/signed': `${signed}\n` });
      box.git(['update-ref', 'HEAD', box.git(['hash-object', '-t', 'commit', '-w', '.git/signed'])]);
      for (const [key, value] of [
        ['gpg.program', program],
        ['log.showSignature', 'true'],
      ] as const)
        box.git(['config', key, value]);
    },
    provoke: (box) => quietly(() => box.git(['log', '-1'])),
  },
];

/** Everything that pyrel asks git, whatever it comes to. */
async function useEverything(root: string, revision: string | null): Promise<void> {
  const opened = await open({ root, revision }).catch(() => null);
  if (opened === null) return;
  const paths = await opened.files.list().catch(() => []);
  for (const path of [...paths, 'notes.txt', 'data.bin']) await opened.files.read(path, 100);
  const history = await opened.git.history();
  await detectMode({ env: {}, history, revision, tagPrefix: null, differsFromHead: opened.differsFromHead });
  await opened.differsFromHead();
  await opened.git.commit('v1.0.0');
  await opened.git.workTree();
  opened.close();
}

describe('no program is run by', () => {
  test.each(attacks.map((attack) => [attack.name, attack] as const))('%s', async (_, { lay, provoke }) => {
    const { box, program, mark } = trap();
    lay(box, program);
    rmSync(mark, { force: true });
    for (const revision of [null, 'HEAD']) await useEverything(box.folder, revision);
    expect(existsSync(mark)).toBe(false);
    provoke?.(box);
    expect(existsSync(mark)).toBe(provoke !== null);
  });
});

test('a filter that cannot be switched off keeps pyrel from asking', async () => {
  const { box, program } = trap();
  appendFileSync(box.path('.git/config'), `[filter "a=b"]\n\tclean = ${program}\n`);
  expect(await (await open({ root: box.folder })).differsFromHead()).toEqual({
    unknown: 'a filter of the repository has a name that cannot be switched off',
  });
});

test('a filter that cannot be switched off keeps the state of the work tree unknown', async () => {
  const { box, program, mark } = trap();
  appendFileSync(box.path('.git/config'), `[filter "a=b"]\n\tclean = ${program}\n`);
  expect(await (await open({ root: box.folder })).git.workTree()).toHaveProperty('unknown');
  expect(existsSync(mark)).toBe(false);
});

test('nothing is written into the repository', async () => {
  const { box } = trap();
  touch(box, 'data.bin', 'notes.txt');
  const before = readFileSync(box.path('.git/index'));
  await useEverything(box.folder, null);
  expect(readFileSync(box.path('.git/index')).equals(before)).toBe(true);
});

describe('core.worktree', () => {
  test.each(['/', tmpdir(), '..'])('cannot make %s the project', async (target) => {
    const { box } = trap();
    box.git(['config', 'core.worktree', target === '..' ? '../..' : target]);
    await expect(open({ root: box.folder })).rejects.toThrow(/says that .* is its work tree/);
    await expect(open({ root: box.folder, revision: 'HEAD' })).rejects.toThrow(/says that .* is its work tree/);
  });

  test('cannot make another repository the project', async () => {
    const { box } = trap();
    const other = repository({ 'secret.txt': 'secret' });
    box.git(['config', 'core.worktree', other.folder]);
    await expect(open({ root: box.folder })).rejects.toThrow('has no work tree');
  });
});

test('replaced objects are read as they were committed', async () => {
  const { box } = trap();
  box.write({ '.git/other': 'replaced' });
  box.git(['replace', box.git(['rev-parse', 'HEAD:notes.txt']), box.git(['hash-object', '-w', '.git/other'])]);
  expect(box.git(['show', 'HEAD:notes.txt'])).toBe('replaced');
  const { files } = await open({ root: box.folder, revision: 'HEAD' });
  const read = await files.read('notes.txt', 100);
  expect(read.kind === 'bytes' && Buffer.from(read.bytes).toString()).toBe('notes');
});

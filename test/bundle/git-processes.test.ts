import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { top } from '../../scripts/bundle.ts';
import { inTemporaryFolder, scrubbedEnvironment, writeRepository } from '../../scripts/sample/repository.ts';
import { earlierTags, mendedTree, sampleTag } from '../../scripts/sample/tree.ts';

/** Lints the sample with a `git` on the path that writes down what it is asked, and hands it on. */
async function gitCommands(argv: readonly string[]): Promise<readonly string[]> {
  return inTemporaryFolder('kelp-cam', async (folder) => {
    await writeRepository(folder, { tree: mendedTree, earlierTags, tag: sampleTag });
    const programs = join(dirname(folder), 'programs');
    const log = join(programs, 'log');
    const environment = scrubbedEnvironment();
    const path = environment['PATH'] ?? '';
    await mkdir(programs);
    await writeFile(
      join(programs, 'git'),
      `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\nPATH='${path}'\nexec git "$@"\n`,
    );
    await chmod(join(programs, 'git'), 0o755);
    const { status } = spawnSync(process.execPath, [join(top, 'bin/pyrel-lint.js'), ...argv], {
      cwd: folder,
      env: { ...environment, PATH: `${programs}:${path}` },
    });
    expect(status).toBe(0);
    const lines = (await readFile(log, 'utf8')).trim().split('\n');
    return lines
      .map((line) => / ((?:[a-z]+-)*[a-z]+)(?= |$)/.exec(line.replace(/ -[cC] \S*| --\S+/g, ''))?.[1] ?? line)
      .sort();
  });
}

const opening = ['for-each-ref', 'ls-files', 'rev-parse'];

test.each([
  ['a lint in dev mode', ['--dev'], opening],
  ['a lint for a tag', ['--tag', sampleTag], ['cat-file', ...opening]],
  [
    'a lint for a tag without the rules that ask for its commit',
    ['--tag', sampleTag, '--select', 'tag-format'],
    opening,
  ],
  [
    'a lint for a version, whose tag is still to be made,',
    ['--release', '9.0.0', '--exit-zero'],
    ['cat-file', 'config', ...opening, 'status'],
  ],
  ['a lint of a revision', ['--at', sampleTag], ['cat-file', 'for-each-ref', 'ls-tree', 'rev-parse']],
  ['a lint that finds its mode', [], ['cat-file', 'config', ...opening, 'status']],
])('%s starts no more git than it needs', async (_, argv, commands) => {
  expect(await gitCommands(argv)).toEqual(commands);
});

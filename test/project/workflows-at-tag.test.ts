import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/io/memory-files.ts';
import { openTree } from '../../src/project/load.ts';
import type { FileRead } from '../../src/project/ports.ts';
import { loadWorkflowsAtTag } from '../../src/project/workflows-at-tag.ts';
import type { Tree } from '../rule-tester.ts';
import { gitOf } from '../rule-tester.ts';

const TRUSTED = 'on: push\njobs: {publish: {permissions: {id-token: write}, runs-on: x, steps: [{run: uv publish}]}}\n';

async function load(
  now: Tree,
  tags: readonly string[],
  treesAt: { readonly [tag: string]: Tree },
): Promise<{ readonly found: string | null; readonly asked: number }> {
  const git = gitOf(tags, ['v2.0.0'], { treesAt });
  const { reader, workflows, history } = await openTree(memoryFiles(now), git, new Set(['workflows']));
  let asked = 0;
  const readAt = (commit: string, path: string, limit: number): Promise<FileRead> => {
    asked++;
    return git.readAt(commit, path, limit);
  };
  const found = await loadWorkflowsAtTag(readAt, { reader, workflows, history, aliases: ['v1'], tag: 'v2.0.0' });
  const shown = found === null ? null : `${found.tag}: ${found.workflows.map(({ file }) => file).join(' ')}`;
  return { found: shown, asked };
}

test('the release before, under the names of today and the usual ones', async () => {
  const { found } = await load({ '.github/workflows/ship.yml': TRUSTED }, ['v1', 'v1.9.0', 'v1.8.0'], {
    'v1.9.0': { '.github/workflows/ship.yml': TRUSTED, '.github/workflows/python-package.yml': TRUSTED },
  });
  expect(found).toBe('v1.9.0: .github/workflows/python-package.yml .github/workflows/ship.yml');
});

test('nothing is read where no workflow asks for its identity', async () => {
  const token = { '.github/workflows/ship.yml': TRUSTED.replace('permissions: {id-token: write}, ', '') };
  expect(await load(token, ['v1.9.0'], { 'v1.9.0': token })).toEqual({ found: null, asked: 0 });
});

test('the first release has none before', async () => {
  expect((await load({ '.github/workflows/ship.yml': TRUSTED }, [], {})).found).toBe(null);
});

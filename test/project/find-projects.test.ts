import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/io/memory-files.ts';
import { findProjects } from '../../src/project/find-projects.ts';
import { createReader } from '../../src/project/reader.ts';
import type { Tree } from '../rule-tester.ts';

const named = (name: string): string => `[project]\nname = "${name}"\nversion = "1.0"\n`;

async function found(tree: Tree, labels: readonly string[] = [], root = ''): Promise<readonly string[]> {
  const reader = await createReader(memoryFiles(tree));
  const projects = await findProjects(reader, root, () => new Set(labels));
  return projects.map(({ root: folder, name }) => `${folder || '.'} ${name}`);
}

test.each<[string, Tree, readonly string[], readonly string[]]>([
  ['one project', { 'pyproject.toml': named('demo'), 'src/demo/__init__.py': '' }, [], ['. demo']],
  ['no project at all', { 'README.md': '# Demo\n' }, [], ['. null']],
  [
    'the members of a workspace, one of them left out',
    {
      'pyproject.toml': `${named('demo')}[tool.uv.workspace]\nmembers = ["packages/*"]\nexclude = ["packages/old"]\n`,
      'packages/core/pyproject.toml': named('demo-core'),
      'packages/old/pyproject.toml': named('demo-old'),
      'packages/core/plugins/x/pyproject.toml': named('deep'),
    },
    [],
    ['. demo', 'packages/core demo-core'],
  ],
  [
    'a workspace without a project of its own',
    {
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["libs/**"]\n',
      'libs/a/pyproject.toml': named('a'),
      'libs/x/b/pyproject.toml': named('b'),
      'apps/c/pyproject.toml': named('c'),
    },
    [],
    ['libs/a a', 'libs/x/b b'],
  ],
  [
    'a project below another, of which nothing says that it is released',
    { 'pyproject.toml': named('demo'), 'server/pyproject.toml': named('server') },
    [],
    ['. demo'],
  ],
  [
    'a project below another that tags name',
    { 'pyproject.toml': named('setuptools-scm'), 'vcs-versioning/pyproject.toml': named('vcs-versioning') },
    ['vcsversioning'],
    ['. setuptools-scm', 'vcs-versioning vcs-versioning'],
  ],
  [
    'a project below another that tags name by its folder',
    { 'pyproject.toml': named('demo'), 'plugins/auth/setup.cfg': '[metadata]\nname = demo-plugin-auth\n' },
    ['auth'],
    ['. demo', 'plugins/auth demo-plugin-auth'],
  ],
  [
    'a project below another whose name ends as the tags say',
    { 'pyproject.toml': named('pydantic'), 'rust/pyproject.toml': named('pydantic_core') },
    ['core'],
    ['. pydantic', 'rust pydantic_core'],
  ],
  [
    'a project below another with a config of its own',
    { 'pyproject.toml': named('demo'), 'cli/pyproject.toml': named('cli'), 'cli/pyrel.toml': '' },
    [],
    ['. demo', 'cli cli'],
  ],
  [
    'projects beside each other, and what lies aside',
    {
      'core/pyproject.toml': named('core'),
      'cli/setup.py': "from setuptools import setup\nsetup(name='cli', version='1.0')\n",
      'examples/app/pyproject.toml': named('app'),
      'core/tests/data/sample/setup.py': "from setuptools import setup\nsetup(name='sample')\n",
      '{{cookiecutter.name}}/pyproject.toml': named('template'),
      'tools/lint/pyproject.toml': '[tool.ruff]\n',
      '_vendor/x/pyproject.toml': named('x'),
    },
    [],
    ['cli cli', 'core core'],
  ],
  [
    'a Python package in a JavaScript repository',
    { 'package.json': '{"name": "web", "version": "2.0.0"}', 'python/pyproject.toml': named('demo') },
    [],
    ['. null'],
  ],
  [
    'the only project is not at the top',
    { 'Cargo.toml': '[package]\n', 'python/pyproject.toml': named('demo') },
    [],
    ['python demo'],
  ],
])('%s', async (_, tree, labels, projects) => {
  expect(await found(tree, labels)).toEqual(projects);
});

test('ROOT may be a folder below the top', async () => {
  const tree = {
    'pyproject.toml': named('top'),
    'libs/pyproject.toml': '[tool.uv.workspace]\nmembers = ["*"]\n',
    'libs/a/pyproject.toml': named('a'),
    'libs-b/pyproject.toml': named('b'),
  };
  expect(await found(tree, [], 'libs')).toEqual(['libs/a a']);
});

test('a broken file that may be a sample is no finding', async () => {
  const tree = { 'core/pyproject.toml': named('core'), 'other/pyproject.toml': '[project\n' };
  const reader = await createReader(memoryFiles(tree));
  await findProjects(reader, '', () => new Set());
  expect(reader.unreadable).toEqual([]);
});

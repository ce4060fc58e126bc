import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/io/memory-files.ts';
import { loadCopies } from '../../src/project/load-copies.ts';
import { loadMetadata } from '../../src/project/load-metadata.ts';
import { createReader } from '../../src/project/reader.ts';
import type { Tree } from '../rule-tester.ts';

async function load(tree: Tree, root = ''): Promise<readonly string[]> {
  const reader = (await createReader(memoryFiles(tree))).within(root);
  const copies = await loadCopies(reader, root, await loadMetadata(reader, root));
  return copies.map(({ file, label, value, isSeries, isAfterRelease }) =>
    [file, label, value, ...(isSeries ? ['series'] : []), ...(isAfterRelease ? ['after'] : [])].join(' | '),
  );
}

const pyproject = '[project]\nname = "demo-app"\nversion = "1.0"\n';

test.each<[string, Tree, readonly string[]]>([
  ['a citation of data', { 'CITATION.cff': 'type: dataset\nversion: 1.0\n' }, []],
  ['a quoted version', { 'CITATION.cff': 'version: "1.0"\n' }, ['CITATION.cff | version | 1.0']],
  ['a citation that is no YAML', { 'CITATION.cff': ']\n' }, []],
  [
    'one value for both names of Sphinx',
    { 'docs/conf.py': 'extensions = []\nversion = release = "1.0"\n' },
    ['docs/conf.py | release | 1.0'],
  ],
  [
    'both names of Sphinx',
    { 'doc/en/conf.py': 'html_theme = "x"\nversion = "1.0"\nrelease = "1.0.2"\n' },
    ['doc/en/conf.py | release | 1.0.2', 'doc/en/conf.py | version | 1.0 | series'],
  ],
  ['a conf.py of another program', { 'docs/conf.py': 'version = "1.0"\n' }, []],
  ['a chart of another program', { 'charts/db/Chart.yaml': 'name: db\nappVersion: 1.0\n' }, []],
  ['a name in another case', { 'Chart.yaml': 'name: Demo_App\nappVersion: 1.0\n' }, ['Chart.yaml | appVersion | 1.0']],
  [
    'a server.json of npm',
    { 'server.json': '{"version": "1.0", "packages": [{"registryType": "npm", "identifier": "demo-app"}]}' },
    [],
  ],
  [
    'the first schema of server.json',
    {
      'server.json':
        '{"version": "1.0", "packages": [{"registry_name": "pypi", "name": "demo-app", "version": "0.9"}]}',
    },
    ['server.json | version | 1.0', 'server.json | packages[].version | 0.9'],
  ],
  ['a private package.json', { 'package.json': '{"name": "demo-app", "version": "1.0", "private": true}' }, []],
  [
    'JSON with tabs',
    {
      'package.json': '{\n\t"name": "demo-app",\n\t"version": "1.0"\n}\n',
      'codemeta.json': '{\n\t"a": {\n\t\t"version": "0"\n\t},\n\t"version": "1.0"\n}\n',
    },
    ['codemeta.json | version | 1.0', 'package.json | version | 1.0'],
  ],
  ['a package.json that is no JSON', { 'package.json': '{"name": "demo-app", "version": "1.0"' }, []],
  [
    'labels and arguments of an image',
    {
      Dockerfile:
        'ARG PYTHON_VERSION=3.12\nARG DEMO_APP_VERSION="1.0"\nENV VERSION=1.0\nLABEL maintainer="x" \\\n      version="1.0"\nLABEL version="$V"\n',
    },
    ['Dockerfile | LABEL version | 1.0', 'Dockerfile | DEMO_APP_VERSION | 1.0 | after'],
  ],
  [
    'images of the project and of others, with a digest or a variable',
    {
      'docker-compose.yml':
        'services:\n  a: { image: acme/demo-app:1.0 }\n  b: { image: "redis:1.0" }\n  c: { image: "demo-app:${TAG}" }\n  d: { build: . }\n',
    },
    ['docker-compose.yml | image | 1.0 | after'],
  ],
  [
    'a recipe of rattler',
    { 'recipe/recipe.yaml': 'package:\n  name: demo-app\n  version: 1.0\nsource:\n  path: ..\n' },
    ['recipe/recipe.yaml | version | 1.0'],
  ],
  ['a recipe of another package', { 'recipe/meta.yaml': '{% set name = "dep" %}\n{% set version = "1.0" %}\n' }, []],
  ['meta.yaml of no recipe', { 'meta.yaml': '{% set name = "demo-app" %}\n{% set version = "1.0" %}\n' }, []],
  ['a meson.build of a subproject', { 'subprojects/x/meson.build': "project('demo-app', version: '1.0')\n" }, []],
  ['a crate under another name', { 'Cargo.toml': '[package]\nname = "core"\nversion = "1.0"\n' }, []],
  [
    'more charts of the name than a project has',
    Object.fromEntries([1, 2, 3, 4, 5].map((i) => [`c${i}/Chart.yaml`, 'name: demo-app\nappVersion: 1.0\n'])),
    [],
  ],
])('copies: %s', async (_, tree, expected) => {
  expect(await load({ 'pyproject.toml': pyproject, ...tree })).toEqual(expected);
});

test('a project below the top looks at its own folder', async () => {
  const tree = {
    'CITATION.cff': 'version: 1.0\n',
    'packages/demo/pyproject.toml': pyproject,
    'packages/demo/CITATION.cff': 'version: 1.0\n',
    'packages/demo/docs/conf.py': 'extensions = []\nrelease = "1.0"\n',
  };
  expect(await load(tree, 'packages/demo')).toEqual([
    'packages/demo/CITATION.cff | version | 1.0',
    'packages/demo/docs/conf.py | release | 1.0',
  ]);
});

test('long files of blanks are read in one pass', async () => {
  const blanks = ' '.repeat(400_000);
  const tree = Object.fromEntries(
    ['docs/conf.py', 'recipe/meta.yaml', 'meson.build', 'Dockerfile', 'sonar-project.properties'].flatMap((file) => [
      [file, `${blanks}\n`.repeat(2) + '\n'.repeat(400_000)],
    ]),
  );
  expect(await load({ 'pyproject.toml': pyproject, ...tree })).toEqual([]);
});

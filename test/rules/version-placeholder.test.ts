import { rule } from '../../src/rules/version-placeholder.ts';
import { ruleTester } from '../rule-tester.ts';

const pyproject = (version: string, comment = '') => `[project]\nname = "demo"\nversion = "${version}"${comment}\n`;
const workflow = (...steps: readonly string[]) =>
  `on: push\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    steps:\n${steps.map((step) => `      - run: ${step}\n`).join('')}`;
const tree = (version: string, ...steps: readonly string[]) => ({
  'pyproject.toml': pyproject(version),
  '.github/workflows/release.yml': workflow(...steps, 'python -m build', 'twine upload dist/*'),
});

ruleTester(rule, {
  ok: [
    { name: 'a version', tree: tree('1.2.3'), release: '1.2.3', tags: [] },
    {
      name: 'a comment says who writes it',
      tree: { ...tree('0.0.0'), 'pyproject.toml': pyproject('0.0.0', '  # set by the release job') },
      release: '1.2.3',
      tags: [],
    },
    {
      name: 'the tag is the version',
      tree: {
        ...tree('0.0.0'),
        'pyproject.toml': `${pyproject('0.0.0').replace('version = "0.0.0"', 'dynamic = ["version"]')}\n[tool.setuptools_scm]\n`,
      },
      release: '1.2.3',
      tags: [],
    },
  ],
  bad: [
    {
      name: 'nothing replaces it',
      tree: tree('0.0.0'),
      release: '1.2.3',
      tags: [],
      reports: [
        { message: 'placeholder', data: { place: 'pyproject.toml', found: '0.0.0' }, at: 'pyproject.toml:3:12-17' },
      ],
    },
    {
      name: 'published, says the config',
      tree: { 'pyproject.toml': pyproject('0') },
      release: '1.2.3',
      tags: ['v1.2.2'],
      config: { publish: true },
      reports: [{ message: 'placeholder', at: 'pyproject.toml:3:12-13' }],
    },
    {
      name: 'between releases, after the first',
      tree: tree('0.1+private'),
      tags: ['v1.2.2'],
      reports: [{ message: 'placeholder', at: 'pyproject.toml:3:12-23' }],
    },
  ],
  skip: [
    { name: 'no Python project', tree: {}, reason: 'no Python project' },
    {
      name: 'not published',
      tree: { 'pyproject.toml': pyproject('0.0.0') },
      release: '1.2.3',
      tags: [],
      reason: 'no workflow uploads the project to PyPI',
    },
    {
      name: 'a job writes it with sed',
      tree: tree('0.0.0', 'sed -i s/0.0.0/1/ pyproject.toml'),
      release: '1.2.3',
      tags: [],
      reason: /may write the version/,
    },
    {
      name: 'a job writes it with a tool',
      tree: tree('0.0.0', 'uv version $TAG'),
      release: '1.2.3',
      tags: [],
      reason: /may write the version/,
    },
    {
      name: 'a habit of earlier releases',
      tree: tree('0.0.0'),
      release: '1.2.3',
      tags: ['v1.2.2', 'v1.2.1', 'v1.2.0'],
      reason: /3 earlier releases/,
    },
    { name: 'nothing is released yet', tree: tree('0.0.0'), tags: [], reason: 'nothing is released yet' },
    {
      name: 'a shallow clone',
      tree: tree('0.0.0'),
      release: '1.2.3',
      tags: 'shallow',
      reason: 'the earlier tags cannot be seen',
    },
    {
      name: 'a private project',
      tree: { ...tree('0.0.0'), 'pyproject.toml': `${pyproject('0.0.0')}classifiers = ["Private :: Do Not Upload"]\n` },
      release: '1.2.3',
      tags: [],
      reason: /Private/,
    },
  ],
});

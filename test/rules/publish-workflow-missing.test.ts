import { rule } from '../../src/rules/publish-workflow-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const pyproject = '[project]\nname = "demo"\nversion = "0.2.0"\n';
const publish =
  'on: {release: {types: [published]}}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    permissions: {id-token: write}\n    steps:\n      - uses: pypa/gh-action-pypi-publish@release/v1\n';
const ci =
  'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - run: |\n          pip install -e .[test] twine\n          pytest\n          python -m build\n          twine check --strict dist/*\n';
const job = (steps: string): string =>
  `on: push\njobs:\n  release:\n    runs-on: ubuntu-latest\n    steps:\n      - ${steps}\n`;

ruleTester(rule, {
  ok: [
    { name: 'the publishing action', tree: { 'pyproject.toml': pyproject, '.github/workflows/publish.yml': publish } },
    {
      name: 'a command',
      tree: { 'pyproject.toml': pyproject, '.github/workflows/publish.yaml': job('run: uv publish') },
    },
    {
      name: 'an upload to TestPyPI or another index is one as well',
      tree: {
        'pyproject.toml': pyproject,
        '.github/workflows/publish.yml': job('run: twine upload --repository-url https://pypi.example.com/ dist/*'),
      },
    },
    {
      name: 'a target of make',
      tree: {
        'pyproject.toml': pyproject,
        '.github/workflows/publish.yml': job('run: make publish'),
        Makefile: 'publish:\n\ttwine upload dist/*\n',
      },
    },
    {
      name: 'the project lies below the top',
      tree: { 'packages/core/pyproject.toml': pyproject, '.github/workflows/publish.yml': publish },
      root: 'packages/core',
    },
    {
      name: 'as the configuration says',
      tree: { 'pyproject.toml': pyproject, '.github/workflows/publish.yml': publish },
      config: { publish: true },
    },
  ],
  bad: [
    {
      name: 'only tests',
      tree: { 'pyproject.toml': pyproject, '.github/workflows/ci.yml': ci },
      reports: [{ message: 'missing', data: { name: 'demo' }, at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'no workflows',
      tree: { 'pyproject.toml': pyproject },
      reports: [{ message: 'missing', at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'workflows below the project are not GitHub’s',
      tree: { 'packages/core/pyproject.toml': pyproject, 'packages/core/.github/workflows/publish.yml': publish },
      root: 'packages/core',
      reports: [{ message: 'missing', at: 'packages/core/pyproject.toml:3:12-17' }],
    },
    {
      name: 'a step that is switched off',
      tree: { 'pyproject.toml': pyproject, '.github/workflows/publish.yml': job('run: uv publish\n        if: false') },
      reports: [{ message: 'missing', at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'a workflow that is commented out',
      tree: { 'pyproject.toml': pyproject, '.github/workflows/publish.yml': '# on: push\n' },
      reports: [{ message: 'missing', at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'against the configuration',
      tree: { 'pyproject.toml': pyproject, '.github/workflows/ci.yml': ci },
      config: { publish: true },
      reports: [{ message: 'promised', data: { name: 'demo' }, at: 'pyproject.toml:3:12-17' }],
    },
  ],
  skip: [
    {
      name: 'not published, says the configuration',
      tree: { 'pyproject.toml': pyproject },
      config: { publish: false },
      reason: /not published/,
    },
    {
      name: 'a private project',
      tree: { 'pyproject.toml': `${pyproject}classifiers = ["Private :: Do Not Upload"]\n` },
      reason: /Private/,
    },
    { name: 'no Python project', tree: { 'package.json': '{"version": "1.0.0"}' }, reason: 'no Python project' },
    { name: 'a broken pyproject.toml', tree: { 'pyproject.toml': '[project\n' }, reason: /not valid TOML/ },
    {
      name: 'another service',
      tree: { 'pyproject.toml': pyproject, '.gitlab-ci.yml': 'stages: []\n' },
      reason: '.gitlab-ci.yml may publish',
    },
    {
      name: 'a workflow of another repository',
      tree: {
        'pyproject.toml': pyproject,
        '.github/workflows/release.yml':
          'on: push\njobs:\n  release:\n    uses: acme/ci/.github/workflows/python.yml@v1\n',
      },
      reason: /^job release runs acme\/ci/,
    },
    {
      name: 'a session of nox',
      tree: { 'pyproject.toml': pyproject, '.github/workflows/release.yml': job('run: nox -s publish') },
      reason: '`nox -s publish` may publish',
    },
    {
      name: 'a workflow that cannot be read',
      tree: { 'pyproject.toml': pyproject, '.github/workflows/release.yml': 'on: [\n' },
      reason: /cannot be read/,
    },
    {
      name: 'a workflow that is not UTF-8',
      tree: { 'pyproject.toml': pyproject, '.github/workflows/release.yml': new Uint8Array([0x6f, 0x6e, 0xff]) },
      reason: '.github/workflows/release.yml is not UTF-8',
    },
  ],
});

import { rule } from '../../src/rules/publish-action-outdated.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';
const GRANT = 'permissions: {id-token: write}';

/** A workflow with one job; `job` stands in line 5, the steps from line 7 on. */
function publish(steps: string, job = GRANT, on = 'on: {push: {tags: ["v*"]}}'): string {
  return `${on}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    ${job}\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}

const SETUPTOOLS =
  '[build-system]\nrequires = ["setuptools>=61"]\nbuild-backend = "setuptools.build_meta"\n\n[project]\nname = "demo"\nversion = "1.0"\n';
const of = (ref: string): string =>
  `- run: python -m build\n- uses: pypa/gh-action-pypi-publish@${ref}\n  with: {password: "\${{ secrets.P }}"}`;
const tree = (ref: string, pyproject = SETUPTOOLS): { [path: string]: string } => ({
  [FILE]: publish(of(ref)),
  'pyproject.toml': pyproject,
});

ruleTester(rule, {
  ok: [
    { name: 'the branch', tree: tree('release/v1') },
    { name: 'the first that takes it', tree: tree('v1.12.3') },
    { name: 'so old that it takes the newest twine', tree: tree('v1.5.1') },
    { name: 'a commit that nobody knows', tree: tree('a'.repeat(40)) },
    { name: 'a bound that keeps the backend old', tree: tree('v1.8.14', SETUPTOOLS.replace('>=61', '<77')) },
    {
      name: 'a release of before setuptools 77',
      tree: tree('v1.6.4'),
      tag: 'v1.0.0',
      head: [{ name: 'v1.0.0', date: '2025-03-01T12:00:00Z' }],
      tags: [],
    },
    {
      name: 'a backend whose version of the metadata pyrel does not know',
      tree: tree('v1.8.14', SETUPTOOLS.replaceAll('setuptools', 'flurb')),
    },
    {
      name: 'a build with the setuptools of the machine',
      tree: { ...tree('v1.8.14'), [FILE]: publish(of('v1.8.14').replace('-m build', 'setup.py sdist')) },
    },
    {
      name: 'a Python that setuptools 77 does not run on',
      tree: {
        ...tree('v1.8.14'),
        [FILE]: publish(`- uses: actions/setup-python@v5\n  with: {python-version: "3.8"}\n${of('v1.8.14')}`),
      },
    },
    {
      name: 'a build in another way',
      tree: { ...tree('v1.8.14'), [FILE]: publish(of('v1.8.14').replace('python -m build', 'bash build.bash')) },
    },
    {
      name: 'a version of the metadata that the project names',
      tree: tree(
        'v1.8.14',
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[tool.hatch.build.targets.wheel]\ncore-metadata-version = "2.3"\n[project]\nname = "demo"\nversion = "1.0"\n',
      ),
    },
    {
      name: 'an old version with a password from another index',
      tree: {
        [FILE]: publish('- uses: pypa/gh-action-pypi-publish@v1.4.2\n  with: {repository_url: "https://example.com/"}'),
      },
    },
  ],
  bad: [
    {
      // pypa/gh-action-pypi-publish#351: v1.6.4, the day after setuptools 77.
      name: 'v1.6.4 and setuptools',
      tree: tree('v1.6.4'),
      reports: [
        {
          message: 'metadata',
          data: { tool: 'pypa/gh-action-pypi-publish', ref: 'v1.6.4', backend: 'setuptools', version: '77.0.0' },
          at: `${FILE}:8:15-49`,
        },
      ],
      fixed: { [FILE]: publish(of('release/v1')) },
    },
    {
      name: 'a commit of v1.9.0 and hatchling',
      tree: tree(
        'ec4db0b4ddc65acdf4bff5fa45ac92d78b56bdf0',
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[project]\nname = "demo"\nversion = "1.0"\n',
      ),
      reports: [{ message: 'metadata', at: `${FILE}:8:15-83` }],
      fixed: null,
    },
    {
      name: 'a commit whose comment says v1.12.2, and flit',
      tree: {
        ...tree(
          'v1.8.14',
          '[build-system]\nrequires = ["flit_core >=3.2,<4"]\nbuild-backend = "flit_core.buildapi"\n[project]\nname = "demo"\nversion = "1.0"\n',
        ),
        [FILE]: publish(of(`${'b'.repeat(40)} # v1.12.2`)),
      },
      reports: [{ message: 'metadata', at: `${FILE}:8:15-83` }],
      fixed: null,
    },
    {
      name: 'no password for a version without identities',
      tree: { [FILE]: publish('- uses: pypa/gh-action-pypi-publish@v1.5.1') },
      reports: [
        { message: 'identity', data: { tool: 'pypa/gh-action-pypi-publish', ref: 'v1.5.1' }, at: `${FILE}:7:15-49` },
      ],
      fixed: { [FILE]: publish(PYPA) },
    },
    {
      name: 'no password for master',
      tree: { [FILE]: publish('- uses: pypa/gh-action-pypi-publish@master') },
      reports: [{ message: 'identity', at: `${FILE}:7:15-49` }],
      fixed: { [FILE]: publish(PYPA) },
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});

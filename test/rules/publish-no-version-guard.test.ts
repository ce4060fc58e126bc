import { rule } from '../../src/rules/publish-no-version-guard.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PROJECT = '[project]\nname = "demo"\nversion = "1.0.0"\n';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';
const TAG = "{push: {tags: ['v*']}}";

/** The steps stand from line 6 on. */
function publish(steps: string, on = TAG): string {
  return `on: ${on}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}

const tree = (workflow: string, project = PROJECT): { readonly [path: string]: string } => ({
  'pyproject.toml': project,
  [FILE]: workflow,
});
const tags = ['v0.9.0', 'v0.8.0', 'v0.7.0', 'v0.6.0'];

ruleTester(rule, {
  ok: [
    {
      name: 'a script compares',
      tree: tree(publish(`- run: test "$GITHUB_REF_NAME" = "v$(hatch version)"\n${PYPA}`)),
      tags,
    },
    {
      name: 'a variable of a step',
      tree: tree(publish(`- run: ./check.sh\n  env: {TAG: '\${{ github.ref_name }}'}\n${PYPA}`)),
      tags,
    },
    { name: 'an action that compares', tree: tree(publish(`- uses: acme/check-version@v1\n${PYPA}`)), tags },
    { name: 'pyrel', tree: tree(publish(`- uses: pyrel/pyrel-hook@v0.1.0\n${PYPA}`)), tags },
    {
      name: 'a job that it needs',
      tree: tree(
        `on: ${TAG}\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - run: python check.py "\${{ github.ref }}"\n  publish:\n    needs: [check]\n    runs-on: ubuntu-latest\n    steps:\n      ${PYPA}\n`,
      ),
      tags,
    },
    {
      name: 'the push of a branch, for which there is no tag',
      tree: tree(publish(PYPA, '{push: {branches: [main]}}')),
      tags,
    },
    {
      name: 'TestPyPI',
      tree: tree(publish(`${PYPA}\n  with: {repository-url: 'https://test.pypi.org/legacy/'}`)),
      tags,
    },
  ],
  bad: [
    {
      // quantarhei#249
      name: 'builds and uploads',
      tree: tree(
        publish(`- uses: actions/checkout@v5\n  with: {ref: '\${{ github.ref }}'}\n- run: pipx run build\n${PYPA}`),
      ),
      tags,
      reports: [
        {
          message: 'unguarded',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            job: 'publish',
            file: 'pyproject.toml',
            when: 'a tag is pushed',
          },
          at: `${FILE}:9:15-53`,
          related: ['pyproject.toml:3:12-17'],
        },
      ],
    },
  ],
  skip: [
    {
      name: 'the tag is the version',
      tree: tree(
        publish(PYPA),
        '[build-system]\nrequires = ["setuptools-scm"]\n[project]\nname = "demo"\ndynamic = ["version"]\n[tool.setuptools_scm]\n',
      ),
      tags,
      reason: /taken from the tag/,
    },
    { name: 'no version', tree: { [FILE]: publish(PYPA) }, tags, reason: /no version is declared/ },
    { name: 'no upload', tree: tree(publish('- run: pytest')), tags, reason: /no workflow uploads/ },
    {
      name: 'one project of several, perhaps',
      tree: { 'packages/a/pyproject.toml': '[project]\nname = "demo"\nversion = "1.0.0"\n', [FILE]: 'on: push\n' },
      root: 'packages/a',
      tags,
      reason: /several projects/,
    },
  ],
});

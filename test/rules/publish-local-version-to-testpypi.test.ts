import { rule } from '../../src/rules/publish-local-version-to-testpypi.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const SCM =
  '[build-system]\nrequires = ["setuptools>=80", "setuptools-scm>=8"]\n\n[project]\nname = "demo"\ndynamic = ["version"]\n\n[tool.setuptools_scm]\n';
const HATCH =
  '[build-system]\nrequires = ["hatchling", "hatch-vcs"]\nbuild-backend = "hatchling.build"\n\n[project]\nname = "demo"\ndynamic = ["version"]\n\n[tool.hatch.version]\nsource = "vcs"\n';
const STEPS =
  '- uses: actions/checkout@v5\n  with: {fetch-depth: 0}\n- run: pipx run build\n- uses: pypa/gh-action-pypi-publish@release/v1\n  with: {repository-url: "https://test.pypi.org/legacy/"}';

function publish(on: string, steps = STEPS): string {
  return `on: ${on}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}

const tree = (workflow: string, project = SCM): { readonly [path: string]: string } => ({
  'pyproject.toml': project,
  [FILE]: workflow,
});
const tags = ['v0.9.0', 'v0.8.0', 'v0.7.0', 'v0.6.0'];
const MAIN = '{push: {branches: [main]}}';

ruleTester(rule, {
  ok: [
    { name: 'an upload that may fail', tree: tree(publish(MAIN, `${STEPS}\n  continue-on-error: true`)), tags },
    { name: 'the tag alone', tree: tree(publish("{push: {tags: ['v*']}}")), tags },
    {
      name: 'a shallow checkout: publish-fetch-depth says so',
      tree: tree(publish(MAIN, STEPS.replace('fetch-depth: 0', 'fetch-depth: 1'))),
      tags,
    },
    {
      name: 'a script tags the commit',
      tree: tree(publish(MAIN, STEPS.replace('pipx', 'git tag v1.0.$RUN && pipx'))),
      tags,
    },
    { name: 'another index', tree: tree(publish(MAIN, STEPS.replace('test.pypi.org', 'pypi.example.com'))), tags },
    {
      name: 'the branch does not upload',
      tree: tree(publish(MAIN, `${STEPS}\n  if: startsWith(github.ref, 'refs/tags/')`)),
      tags,
    },
  ],
  bad: [
    {
      name: 'setuptools-scm',
      tree: tree(publish(MAIN)),
      tags,
      reports: [
        {
          message: 'local',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            provider: 'setuptools-scm',
            table: '[tool.setuptools_scm]',
            index: 'TestPyPI',
            when: 'a commit is pushed to the default branch',
          },
          at: `${FILE}:9:15-53`,
          related: ['pyproject.toml:8:2-21'],
        },
      ],
      fixed: { 'pyproject.toml': `${SCM}local_scheme = "no-local-version"\n` },
    },
    {
      name: 'hatch-vcs, to PyPI',
      tree: tree(publish(MAIN, STEPS.replace(/\n {2}with: \{repository-url.*$/, '')), HATCH),
      tags,
      reports: [
        {
          message: 'local',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            provider: 'hatch-vcs',
            table: '[tool.hatch.version.raw-options]',
            index: 'PyPI',
            when: 'a commit is pushed to the default branch',
          },
          at: `${FILE}:9:15-53`,
        },
      ],
    },
  ],
  skip: [
    {
      name: 'the scheme is set',
      tree: tree(publish(MAIN), `${SCM}local_scheme = "no-local-version"\n`),
      tags,
      reason: /is set/,
    },
    {
      name: 'the workflow sets it',
      tree: tree(publish(MAIN, STEPS.replace('pipx', 'SETUPTOOLS_SCM_PRETEND_VERSION=1 pipx'))),
      tags,
      reason: /is set/,
    },
    {
      name: 'a version that is written down',
      tree: tree(publish(MAIN), '[project]\nname = "demo"\nversion = "1.0.0"\n'),
      tags,
      reason: /not taken from git/,
    },
    {
      name: 'one project of several, perhaps',
      tree: { 'packages/a/pyproject.toml': '[project]\nname = "demo"\nversion = "1.0.0"\n', [FILE]: 'on: push\n' },
      root: 'packages/a',
      tags,
      reason: /several projects/,
    },
  ],
});

import { rule } from '../../src/rules/publish-fetch-depth.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const SCM =
  '[build-system]\nrequires = ["setuptools>=80", "setuptools-scm>=8"]\n\n[project]\nname = "demo"\ndynamic = ["version"]\n\n[tool.setuptools_scm]\n';
const CHECKOUT = '- uses: actions/checkout@v5';
const REST = '- uses: astral-sh/setup-uv@v6\n- run: uv build\n- uses: pypa/gh-action-pypi-publish@release/v1';

/** The checkout's `uses` stands in line 6. */
function publish(on: string, steps: string): string {
  return `on: ${on}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}

const tree = (workflow: string, project = SCM): { readonly [path: string]: string } => ({
  'pyproject.toml': project,
  [FILE]: workflow,
});
const tags = ['v0.9.0', 'v0.8.0', 'v0.7.0', 'v0.6.0'];
const RELEASE = '{release: {types: [published]}}';
const MAIN = '{push: {branches: [main]}}';
const depth = (value: string): string => `${CHECKOUT}\n  with:\n    fetch-depth: ${value}`;
/** Built in one job, uploaded in another. */
const twoJobs = (checkout: string): string =>
  `on: ${RELEASE}\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      ${checkout.replaceAll('\n', '\n      ')}\n      - uses: hynek/build-and-inspect-python-package@v2\n  publish:\n    needs: [build]\n    runs-on: ubuntu-latest\n    steps:\n      - uses: pypa/gh-action-pypi-publish@release/v1\n`;

ruleTester(rule, {
  ok: [
    { name: 'all history', tree: tree(publish(RELEASE, `${depth('0')}\n${REST}`)), tags },
    {
      name: 'the push of a tag, whose ref is fetched at any depth',
      tree: tree(publish("{push: {tags: ['v*']}}", `${CHECKOUT}\n${REST}`)),
      tags,
    },
    {
      name: 'the push of a tag, or else the release',
      tree: tree(publish("{push: {tags: ['v*']}, release: {types: [published]}}", `${CHECKOUT}\n${REST}`)),
      tags,
    },
    {
      // psf/black 22.1.0 to 26.5.1
      name: 'a release of before GitHub left the tag out',
      tree: tree(publish(RELEASE, `${CHECKOUT}\n${REST}`)),
      tags,
      today: '2026-05-31',
    },
    {
      // hugovk/tinytext 2.3.6
      name: 'the first version of the checkout, which fetches all unless a depth is given',
      tree: tree(publish(MAIN, `- uses: actions/checkout@v1\n${REST}`)),
      tags,
    },
    {
      name: 'so many commits that a tag may be among them',
      tree: tree(publish(MAIN, `${depth('100')}\n${REST}`)),
      tags,
    },
    {
      name: 'tags beside the one commit',
      tree: tree(publish(RELEASE, `${CHECKOUT}\n  with: {fetch-tags: true}\n${REST}`)),
      tags,
    },
    {
      name: 'the tag by its name',
      tree: tree(publish(RELEASE, `${CHECKOUT}\n  with: {ref: '\${{ github.event.release.tag_name }}'}\n${REST}`)),
      tags,
    },
    {
      name: 'a script fetches',
      tree: tree(publish(MAIN, `${CHECKOUT}\n- run: git fetch --unshallow --tags\n${REST}`)),
      tags,
    },
    {
      name: 'an action that may fetch or tag',
      tree: tree(publish(MAIN, `${CHECKOUT}\n- uses: acme/tag@v1\n${REST}`)),
      tags,
    },
    {
      name: 'the version is told by a variable',
      tree: tree(
        publish(MAIN, `${CHECKOUT}\n${REST}`).replace(
          '    steps:',
          '    env: {SETUPTOOLS_SCM_PRETEND_VERSION: 1.0.0}\n    steps:',
        ),
      ),
      tags,
    },
    {
      name: 'the branch does not upload',
      tree: tree(
        publish('[push, workflow_dispatch]', `${CHECKOUT}\n${REST}\n  if: startsWith(github.ref, 'refs/tags/')`),
      ),
      tags,
    },
    {
      name: 'a start by hand, for which a tag may be chosen',
      tree: tree(publish('workflow_dispatch', `${CHECKOUT}\n${REST}`)),
      tags,
    },
  ],
  bad: [
    {
      // hubtty 0.4.0 was built as 0.1.dev1+gb4ebee854 (hubtty/hubtty#144; actions/runner#2788).
      name: 'a release',
      tree: tree(publish(RELEASE, `${CHECKOUT}\n${REST}`)),
      tags,
      reports: [
        {
          message: 'release',
          data: { provider: 'setuptools-scm', job: 'publish' },
          at: `${FILE}:6:15-34`,
          related: ['pyproject.toml:8:2-21'],
        },
      ],
      fixed: { [FILE]: publish(RELEASE, `${depth('0')}\n${REST}`) },
    },
    {
      name: 'one commit, and another input',
      tree: tree(publish(RELEASE, `${CHECKOUT}\n  with:\n    persist-credentials: false\n${REST}`)),
      tags,
      reports: [{ message: 'release', at: `${FILE}:6:15-34` }],
      fixed: {
        [FILE]: publish(RELEASE, `${CHECKOUT}\n  with:\n    fetch-depth: 0\n    persist-credentials: false\n${REST}`),
      },
    },
    {
      name: 'every push to the branch',
      tree: tree(
        publish(
          MAIN,
          `- name: Check out\n  uses: actions/checkout@v5\n  with:\n    fetch-depth: 1\n${REST}\n  with: {repository-url: 'https://test.pypi.org/legacy/'}`,
        ),
      ),
      tags,
      reports: [
        {
          message: 'branch',
          data: {
            provider: 'setuptools-scm',
            job: 'publish',
            tool: 'pypa/gh-action-pypi-publish',
            when: 'a commit is pushed to the default branch',
          },
          at: `${FILE}:7:15-34`,
        },
      ],
      fixed: {
        [FILE]: publish(
          MAIN,
          `- name: Check out\n  uses: actions/checkout@v5\n  with:\n    fetch-depth: 0\n${REST}\n  with: {repository-url: 'https://test.pypi.org/legacy/'}`,
        ),
      },
    },
    {
      name: 'built in a job that the upload needs',
      tree: tree(twoJobs(CHECKOUT)),
      tags,
      reports: [{ message: 'release', data: { provider: 'setuptools-scm', job: 'build' }, at: `${FILE}:6:15-34` }],
      fixed: { [FILE]: twoJobs(depth('0')) },
    },
  ],
  skip: [
    {
      name: 'a version that is written down',
      tree: tree(publish(RELEASE, `${CHECKOUT}\n${REST}`), '[project]\nname = "demo"\nversion = "1.0.0"\n'),
      tags,
      reason: /not taken from the tag/,
    },
    { name: 'no upload', tree: tree(publish(RELEASE, CHECKOUT)), tags, reason: /no workflow uploads/ },
    {
      name: 'one project of several, perhaps',
      tree: { 'packages/a/pyproject.toml': '[project]\nname = "demo"\nversion = "1.0.0"\n', [FILE]: 'on: push\n' },
      root: 'packages/a',
      tags,
      reason: /several projects/,
    },
  ],
});

import { rule } from '../../src/rules/publish-double-trigger.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PROJECT = '[project]\nname = "demo"\nversion = "1.0.0"\n';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';

/** `on` stands from line 2 on, the job's `if` two lines below its end. */
function publish(on: readonly string[], job = 'if: true', step = PYPA): string {
  const events = on.map((line) => `  ${line}\n`).join('');
  return `on:\n${events}jobs:\n  publish:\n    ${job}\n    runs-on: ubuntu-latest\n    steps:\n      ${step.replaceAll('\n', '\n      ')}\n`;
}

const tree = (workflow: string): { readonly [path: string]: string } => ({
  'pyproject.toml': PROJECT,
  [FILE]: workflow,
});
const tags = ['v0.9.0', 'v0.8.0', 'v0.7.0', 'v0.6.0'];
const PUSH = "push: {tags: ['v*']}";
const PUBLISHED = 'release: {types: [published]}';

ruleTester(rule, {
  ok: [
    {
      name: 'created, which a release that was a draft does not bring, and published',
      tree: tree(publish(['release: {types: [created, published]}'])),
      tags,
    },
    {
      name: 'one run cancels the other',
      tree: tree(
        `concurrency: {group: '\${{ github.sha }}', cancel-in-progress: true}\n${publish([PUSH, PUBLISHED])}`.replace(
          ', cancel',
          ',\n  cancel',
        ),
      ),
      tags,
    },
    { name: 'the release alone', tree: tree(publish([PUBLISHED])), tags },
    {
      name: 'a condition for one of the two',
      tree: tree(publish([PUSH, PUBLISHED], "if: github.event_name == 'push'")),
      tags,
    },
    {
      name: 'the index is asked to pass over what it has',
      tree: tree(publish([PUSH, PUBLISHED], undefined, `${PYPA}\n  with: {skip-existing: true}`)),
      tags,
    },
    {
      name: 'each goes to its own index',
      tree: tree(
        publish(
          [PUSH, PUBLISHED],
          undefined,
          `${PYPA}\n  if: github.event_name == 'release'\n${PYPA}\n  if: github.event_name == 'push'\n  with: {repository-url: 'https://test.pypi.org/legacy/'}`,
        ),
      ),
      tags,
    },
    {
      name: 'the release is made with GITHUB_TOKEN, which starts nothing',
      tree: {
        ...tree(publish([PUSH, PUBLISHED])),
        '.github/workflows/release.yml': `on:\n  ${PUSH}\njobs:\n  release:\n    runs-on: ubuntu-latest\n    steps:\n      - run: gh release create "$GITHUB_REF_NAME"\n        env: {GH_TOKEN: '\${{ github.token }}'}\n`,
      },
      tags,
    },
    {
      name: 'another index',
      tree: tree(
        publish([PUSH, PUBLISHED], undefined, `${PYPA}\n  with: {repository-url: 'https://pypi.example.com/'}`),
      ),
      tags,
    },
  ],
  bad: [
    {
      // wavespeed-python#12: the second of the two runs fails on `File already exists`.
      name: 'the tag and the release',
      tree: tree(publish([PUSH, PUBLISHED])),
      tags,
      reports: [
        {
          message: 'twoEvents',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            job: 'publish',
            workflow: FILE,
            first: 'a tag is pushed',
            second: 'a GitHub Release is published',
            event: 'push',
          },
          at: `${FILE}:3:3-10`,
          related: [`${FILE}:9:15-53`],
        },
      ],
    },
    {
      name: 'a release without types starts for all of them',
      tree: tree(publish(['release:'])),
      tags,
      reports: [
        {
          message: 'allTypes',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            job: 'publish',
            workflow: FILE,
            types: '`published` and `released`',
          },
          at: `${FILE}:2:3-10`,
        },
      ],
    },
  ],
  skip: [
    { name: 'no upload', tree: tree(publish([PUSH], undefined, '- run: pytest')), tags, reason: /no workflow uploads/ },
    { name: 'no version', tree: { [FILE]: publish([PUSH]) }, reason: /no version/ },
  ],
});

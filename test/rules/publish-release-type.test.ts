import { rule } from '../../src/rules/publish-release-type.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PROJECT = '[project]\nname = "demo"\nversion = "1.0.0"\n';

/** `on` stands in line 1, the action in line 6. */
function publish(on: string, step = '- uses: pypa/gh-action-pypi-publish@release/v1'): string {
  return `on: ${on}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    steps:\n      ${step}\n`;
}

const tree = (workflow: string): { readonly [path: string]: string } => ({
  'pyproject.toml': PROJECT,
  [FILE]: workflow,
});
const tags = ['v0.9.0', 'v0.8.0', 'v0.7.0', 'v0.6.0'];

ruleTester(rule, {
  ok: [
    { name: 'published', tree: tree(publish('{release: {types: [published]}}')), tags },
    { name: 'created beside another type', tree: tree(publish('{release: {types: [created, published]}}')), tags },
    {
      name: 'the push of a tag beside it',
      tree: tree(publish("{push: {tags: ['v*']}, release: {types: [created]}}")),
      tags,
    },
    {
      name: 'a start by hand beside it',
      tree: tree(publish('{workflow_dispatch: {}, release: {types: [created]}}')),
      tags,
    },
    {
      name: 'released, and a full release',
      tree: tree(publish('{release: {types: [released]}}')),
      release: '1.0.0',
      tags,
    },
    { name: 'released, and nothing to be released', tree: tree(publish('{release: {types: [released]}}')), tags },
    {
      name: 'another workflow uploads',
      tree: {
        ...tree(publish('{release: {types: [created]}}')),
        '.github/workflows/tag.yml': publish("{push: {tags: ['v*']}}"),
      },
      tags,
    },
    {
      name: 'something else may publish',
      tree: { ...tree(publish('{release: {types: [created]}}')), '.travis.yml': 'script: pytest\n' },
      tags,
    },
  ],
  bad: [
    {
      // arbs-io#50; the template of GitHub had it until 2021.
      name: 'created',
      tree: tree(publish('{release: {types: [created]}}')),
      tags,
      reports: [
        {
          message: 'created',
          data: { tool: 'pypa/gh-action-pypi-publish' },
          at: `${FILE}:1:24-31`,
          related: [`${FILE}:6:15-53`],
        },
      ],
      fixed: { [FILE]: publish('{release: {types: [published]}}') },
    },
    {
      name: 'released, and a pre-release',
      tree: tree(publish('{release: {types: [released]}}')),
      release: '1.0.0rc1',
      tags,
      reports: [
        {
          message: 'released',
          data: { tool: 'pypa/gh-action-pypi-publish', version: '1.0.0rc1' },
          at: `${FILE}:1:24-32`,
        },
      ],
      fixed: { [FILE]: publish('{release: {types: [published]}}') },
    },
  ],
  skip: [
    {
      name: 'no upload',
      tree: tree(publish('{release: {types: [created]}}', '- run: pytest')),
      tags,
      reason: /no workflow uploads/,
    },
    { name: 'no version', tree: { [FILE]: publish('{release: {types: [created]}}') }, reason: /no version/ },
  ],
});

import { rule } from '../../src/rules/publish-repo-guard-mismatch.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PROJECT = '[project]\nname = "demo"\nversion = "1.0.0"\nurls.Source = "https://github.com/acme/demo-sdk"\n';

/** The job's `if` stands in line 4. */
function publish(condition: string): string {
  return `on: {release: {types: [published]}}\njobs:\n  publish:\n    if: ${condition}\n    runs-on: ubuntu-latest\n    steps:\n      - uses: pypa/gh-action-pypi-publish@release/v1\n`;
}

const tree = (workflow: string): { readonly [path: string]: string } => ({
  'pyproject.toml': PROJECT,
  [FILE]: workflow,
});
const tags = ['v0.9.0', 'v0.8.0', 'v0.7.0', 'v0.6.0'];
const remote = 'git@github.com:acme/demo-sdk.git';

ruleTester(rule, {
  ok: [
    { name: 'the repository', tree: tree(publish("github.repository == 'acme/demo-sdk'")), tags, remote },
    {
      name: 'in another case, which GitHub folds',
      tree: tree(publish("github.repository == 'Acme/Demo-SDK'")),
      tags,
      remote,
    },
    { name: 'the owner', tree: tree(publish("github.repository_owner == 'acme'")), tags, remote },
    { name: 'no condition', tree: tree(publish('true')), tags, remote },
    {
      name: 'an alternative',
      tree: tree(publish("github.repository == 'acme/old' || github.event_name == 'release'")),
      tags,
      remote,
    },
    {
      name: 'another upload for this repository',
      tree: { ...tree(publish("github.repository == 'acme/old'")), '.github/workflows/b.yml': publish('true') },
      tags,
      remote,
    },
  ],
  bad: [
    {
      // palmsens-sdk: the repository was renamed.
      name: 'the name from before',
      tree: tree(publish("github.event_name == 'release' && github.repository == 'acme/DEMO_SDK'")),
      tags,
      remote,
      reports: [
        {
          message: 'other',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            guard: 'acme/DEMO_SDK',
            slug: 'acme/demo-sdk',
            right: 'acme/demo-sdk',
          },
          at: `${FILE}:4:64-79`,
          related: [`${FILE}:7:15-53`],
        },
      ],
      fixed: { [FILE]: publish("github.event_name == 'release' && github.repository == 'acme/demo-sdk'") },
    },
    {
      name: 'another owner',
      tree: tree(publish("github.repository_owner == 'emca'")),
      tags,
      remote,
      reports: [{ message: 'other', at: `${FILE}:4:36-42` }],
      fixed: { [FILE]: publish("github.repository_owner == 'acme'") },
    },
  ],
  skip: [
    {
      name: 'a fork, which the condition is there for',
      tree: tree(publish("github.repository == 'acme/demo-sdk'")),
      tags,
      remote: 'https://github.com/somebody/demo-sdk',
      reason: /may be a fork/,
    },
    {
      name: 'only the metadata tells',
      tree: tree(publish("github.repository == 'acme/old'")),
      tags,
      reason: /only the metadata/,
    },
    {
      name: 'nothing tells',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.0.0"\n', [FILE]: publish('true') },
      tags,
      reason: /nothing tells/,
    },
  ],
});

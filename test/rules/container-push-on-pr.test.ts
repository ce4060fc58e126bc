import { rule } from '../../src/rules/container-push-on-pr.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/image.yml';
const PROJECT = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.3"\n' };

type Given = {
  readonly on?: string;
  readonly job?: string;
  readonly step?: string;
  readonly push?: string;
  readonly tags?: string;
};

/** The image is built in line 7. */
function treeOf({
  on = 'push: {branches: [main]}, pull_request: {}',
  job = 'timeout-minutes: 9',
  step = 'name: Push',
  push = 'true',
  tags = 'acme/demo:latest',
}: Given): { readonly [path: string]: string } {
  return {
    ...PROJECT,
    [FILE]: `on: {${on}}\njobs:\n  image:\n    runs-on: ubuntu-latest\n    ${job}\n    steps:\n      - uses: docker/build-push-action@v6\n        ${step}\n        with: {context: ., push: "${push}", tags: "${tags}"}\n`,
  };
}

ruleTester(rule, {
  ok: [
    { name: 'no pull requests', tree: treeOf({ on: 'push: {branches: [main]}' }) },
    { name: 'it pushes for others only', tree: treeOf({ push: "${{ github.event_name != 'pull_request' }}" }) },
    { name: 'the step has a condition', tree: treeOf({ step: "if: github.event_name == 'push'" }) },
    { name: 'the job has a condition', tree: treeOf({ job: "if: github.event_name == 'push'" }) },
    {
      name: 'pull requests that are closed',
      tree: treeOf({ on: 'push: {branches: [main]}, pull_request: {types: [closed]}' }),
    },
    { name: 'a name for each pull request', tree: treeOf({ tags: 'acme/demo:${{ github.sha }}' }) },
  ],
  bad: [
    {
      name: 'latest, for each pull request',
      tree: treeOf({}),
      reports: [
        {
          message: 'overwrites',
          data: { job: 'image', image: 'acme/demo:latest', line: "`push: ${{ github.event_name != 'pull_request' }}`" },
          at: `${FILE}:7:15-42`,
        },
      ],
    },
  ],
  skip: [{ name: 'no workflows', tree: PROJECT, reason: 'no workflows' }],
});

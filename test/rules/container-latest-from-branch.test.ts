import { rule } from '../../src/rules/container-latest-from-branch.ts';
import { BRANCH_AND_TAGS, DOCKER, dockerWorkflow, TAGS_ONLY } from '../docker-workflows.ts';
import { ruleTester } from '../rule-tester.ts';

const VERSION = 'type=semver,pattern={{version}}';
const BRANCH = 'type=raw,value=latest,enable={{is_default_branch}}';

function one(
  tags: readonly string[],
  on = BRANCH_AND_TAGS,
  flavor?: readonly string[],
): { readonly [path: string]: string } {
  return { [DOCKER]: dockerWorkflow(on, { image: { tags, ...(flavor === undefined ? {} : { flavor }) } }) };
}

ruleTester(rule, {
  ok: [
    { name: 'releases only', tree: one([VERSION, 'type=edge']), tag: 'v1.2.0' },
    { name: 'the branch only', tree: one([VERSION, BRANCH], BRANCH_AND_TAGS, ['latest=false']), tag: 'v1.2.0' },
    { name: 'a workflow that never runs for the branch', tree: one([VERSION, BRANCH], TAGS_ONLY), tag: 'v1.2.0' },
    {
      name: 'it depends on the files that a commit changes',
      tree: one([VERSION, BRANCH], "on:\n  push:\n    branches: [main]\n    tags: ['v*']\n    paths: [Dockerfile]\n"),
      tag: 'v1.2.0',
    },
  ],
  bad: [
    {
      // NVIDIA-AI-IOT/live-vlm-webui 0.4.0, and the example that many workflows begin with.
      name: 'a line for the default branch, and `latest` that docker/metadata-action adds for the release',
      tree: one([VERSION, BRANCH]),
      tag: 'v1.2.0',
      reports: [
        {
          message: 'both',
          data: { name: 'ghcr.io/acme/demo:latest', job: 'image' },
          at: `${DOCKER}:15:13-63`,
          related: [`${DOCKER}:14:13-44`],
        },
      ],
    },
  ],
  skip: [
    { name: 'no workflows', tree: { 'README.md': '' }, tag: 'v1.2.0', reason: 'no workflows' },
    {
      name: 'nothing tells how the tag is written',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n', ...one([VERSION], 'on: release\n') },
      reason: 'nothing tells what the tag of a release looks like',
    },
  ],
});

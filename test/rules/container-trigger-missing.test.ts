import { rule } from '../../src/rules/container-trigger-missing.ts';
import { BRANCH_AND_TAGS, DOCKER, dockerWorkflow } from '../docker-workflows.ts';
import { ruleTester } from '../rule-tester.ts';

const VERSION = 'type=semver,pattern={{version}}';
const EDGE = 'type=edge,branch=main';
const BRANCH = 'on:\n  push:\n    branches: [main]\n';

function one(tags: readonly string[], on = BRANCH, push = 'true'): { readonly [path: string]: string } {
  return { [DOCKER]: dockerWorkflow(on, { image: { tags, push } }) };
}

ruleTester(rule, {
  ok: [
    { name: 'no line that reads a tag', tree: one([EDGE]), tag: 'v1.2.0' },
    { name: 'a version that is given', tree: one([EDGE, `${VERSION},value=1.2.0`]), tag: 'v1.2.0' },
    {
      name: 'started by hand, which may be done on a tag',
      tree: one([EDGE, VERSION], `${BRANCH}  workflow_dispatch:\n`),
      tag: 'v1.2.0',
    },
    { name: 'called by another workflow', tree: one([EDGE, VERSION], 'on:\n  workflow_call:\n'), tag: 'v1.2.0' },
    { name: 'pushes of whatever ref', tree: one([EDGE, VERSION], 'on: push\n'), tag: 'nightly' },
    {
      name: 'a tag filter that fits other tags only',
      tree: one([EDGE, VERSION], "on:\n  push:\n    branches: [main]\n    tags: ['release-*']\n"),
      tag: 'v1.2.0',
    },
    { name: 'nothing is pushed', tree: one([EDGE, VERSION], BRANCH, 'false'), tag: 'v1.2.0' },
  ],
  bad: [
    {
      // cedya77/aiometadata#665
      name: 'only for the branch',
      tree: one([EDGE, VERSION]),
      tag: 'v1.2.0',
      reports: [
        {
          message: 'never',
          data: { line: VERSION, file: DOCKER, events: '`push`', prefix: 'v' },
          at: `${DOCKER}:14:13-44`,
        },
      ],
    },
    {
      name: 'before a release',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n',
        ...one(['type=sha', 'type=ref,event=tag']),
      },
      reports: [{ message: 'never', at: `${DOCKER}:14:13-31` }],
    },
  ],
  skip: [
    { name: 'no workflows', tree: { 'README.md': '' }, tag: 'v1.2.0', reason: 'no workflows' },
    { name: 'no version', tree: one([VERSION]), reason: 'nothing tells what the tag of a release looks like' },
    {
      name: 'another workflow makes the image of the release',
      tree: {
        ...one([EDGE, VERSION]),
        '.github/workflows/release.yml': dockerWorkflow(BRANCH_AND_TAGS, { image: { tags: [VERSION] } }),
      },
      tag: 'v1.2.0',
      reason: 'another workflow pushes images with the version',
    },
  ],
});

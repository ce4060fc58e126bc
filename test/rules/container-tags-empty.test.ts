import { rule } from '../../src/rules/container-tags-empty.ts';
import { DOCKER, dockerWorkflow, TAGS_ONLY } from '../docker-workflows.ts';
import { ruleTester } from '../rule-tester.ts';

const VERSION = 'type=semver,pattern={{version}}';
const MINOR = 'type=semver,pattern={{major}}.{{minor}}';
const PUBLISHED = 'on:\n  release:\n    types: [published]\n';

function one(tags: readonly string[], on = TAGS_ONLY, push = 'true'): { readonly [path: string]: string } {
  return { [DOCKER]: dockerWorkflow(on, { image: { tags, push } }) };
}

ruleTester(rule, {
  ok: [
    { name: 'a version that SemVer reads', tree: one([VERSION]), tag: 'v1.2.0' },
    { name: 'a pre-release that SemVer reads', tree: one([VERSION]), tag: 'v1.2.0-rc.1' },
    { name: 'PEP 440', tree: one(['type=pep440,pattern={{version}}']), tag: 'v1.2.0rc1' },
    { name: 'another line makes a tag', tree: one([VERSION, 'type=sha']), tag: 'v1.2.0rc1' },
    {
      name: 'a line of which it is open whether it applies',
      tree: one([VERSION, 'type=raw,value=rc,enable=${{ vars.RC }}']),
      tag: 'v1.2.0rc1',
    },
    { name: 'nothing is pushed', tree: one([VERSION], TAGS_ONLY, 'false'), tag: 'v1.2.0rc1' },
    { name: 'it is open whether it is pushed', tree: one([VERSION], TAGS_ONLY, '${{ vars.PUSH }}'), tag: 'v1.2.0rc1' },
    {
      name: 'the workflow does not start for the tag',
      tree: one([VERSION], "on:\n  push:\n    tags: ['v[0-9]+.[0-9]+.[0-9]+']\n"),
      tag: 'v1.2.0rc1',
    },
    {
      name: 'a job that leaves out pre-releases',
      tree: {
        [DOCKER]: dockerWorkflow(PUBLISHED, {
          image: { tags: [VERSION], job: ['if: ${{ !github.event.release.prerelease }}'] },
        }),
      },
      tag: 'v1.2.0rc1',
    },
    {
      name: 'the tag of a part of the repository, of which no GitHub Release may be made',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n',
        'plugins/aws/pyproject.toml': '[project]\nname = "demo-aws"\nversion = "0.4.0"\n',
        ...one([VERSION], PUBLISHED),
      },
      tag: 'demo-aws-0.4.0',
    },
  ],
  bad: [
    {
      name: 'a pre-release of PEP 440 and lines for SemVer',
      tree: one([VERSION, MINOR]),
      tag: 'v1.2.0rc1',
      reports: [{ message: 'pep440', data: { tag: 'v1.2.0rc1', version: '1.2.0rc1' }, at: `${DOCKER}:13:13-44` }],
      fixed: one(['type=pep440,pattern={{version}}', 'type=pep440,pattern={{major}}.{{minor}}']),
    },
    {
      name: 'a version without a patch number',
      tree: one([VERSION]),
      tag: 'v1.2',
      reports: [{ message: 'pep440', at: `${DOCKER}:13:13-44` }],
      fixed: one(['type=pep440,pattern={{version}}']),
    },
    {
      name: 'a prefix that neither reads, in a repository of one project',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n',
        ...one([VERSION], "on:\n  push:\n    tags: ['demo-*']\n"),
      },
      tag: 'demo-v1.2.0',
      reports: [{ message: 'other', data: { tag: 'demo-v1.2.0', job: 'image' }, at: `${DOCKER}:13:13-44` }],
      fixed: null,
    },
    {
      name: 'lines for branches in a workflow that starts for tags',
      tree: one(['type=ref,event=branch']),
      tag: 'v1.2.0',
      reports: [{ message: 'other', at: `${DOCKER}:13:13-34` }],
    },
  ],
  skip: [
    { name: 'no workflows', tree: { 'README.md': '' }, tag: 'v1.2.0', reason: 'no workflows' },
    {
      name: 'nothing tells how the tag is written',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n', ...one([VERSION], PUBLISHED) },
      reason: 'nothing tells what the tag of a release looks like',
    },
  ],
});

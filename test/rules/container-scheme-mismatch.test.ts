import { rule } from '../../src/rules/container-scheme-mismatch.ts';
import { DOCKER, dockerWorkflow, TAGS_ONLY } from '../docker-workflows.ts';
import { ruleTester } from '../rule-tester.ts';

const VERSION = 'type=semver,pattern={{version}}';
const TAGS = ['v1.2.0', 'v1.2.0rc1', 'v1.1.0'];

function one(tags: readonly string[], on = TAGS_ONLY, push = 'true'): { readonly [path: string]: string } {
  return { [DOCKER]: dockerWorkflow(on, { image: { tags, push } }) };
}

ruleTester(rule, {
  ok: [
    { name: 'PEP 440', tree: one(['type=pep440,pattern={{version}}']), tag: 'v1.3.0', tags: TAGS },
    { name: 'the tag itself, too', tree: one([VERSION, 'type=ref,event=tag']), tag: 'v1.3.0', tags: TAGS },
    {
      name: 'the workflow starts for final versions only',
      tree: one([VERSION], "on:\n  push:\n    tags: ['v[0-9]+.[0-9]+.[0-9]+']\n"),
      tag: 'v1.3.0',
      tags: TAGS,
    },
    { name: 'a version that is given', tree: one([`${VERSION},value=1.3.0`]), tag: 'v1.3.0', tags: TAGS },
    { name: 'nothing is pushed', tree: one([VERSION], TAGS_ONLY, 'false'), tag: 'v1.3.0', tags: TAGS },
  ],
  bad: [
    {
      name: 'pre-releases of PEP 440 and a line for SemVer',
      tree: one([VERSION]),
      tag: 'v1.3.0',
      tags: TAGS,
      reports: [{ message: 'unread', data: { tag: 'v1.2.0rc1' }, at: `${DOCKER}:13:13-44` }],
      fixed: one(['type=pep440,pattern={{version}}']),
    },
    {
      name: 'and a tag of the commit, which nobody looks for',
      tree: one([VERSION, 'type=sha']),
      tags: TAGS,
      reports: [{ message: 'unread', at: `${DOCKER}:13:13-44` }],
      fixed: one(['type=pep440,pattern={{version}}', 'type=sha']),
    },
  ],
  skip: [
    { name: 'no workflows', tree: { 'README.md': '' }, tag: 'v1.2.0', reason: 'no workflows' },
    { name: 'no repository', tree: one([VERSION]), tag: 'v1.2.0', reason: 'not a git repository' },
    { name: 'a shallow clone', tree: one([VERSION]), tag: 'v1.2.0', tags: 'shallow', reason: 'a shallow clone' },
    {
      name: 'a project without pre-releases',
      tree: one([VERSION]),
      tag: 'v1.3.0',
      tags: ['v1.2.0', 'v1.1.0'],
      reason: 'the project makes no pre-releases, or one is judged',
    },
    {
      name: 'a pre-release is judged, for which other rules tell what happens',
      tree: one([VERSION]),
      tag: 'v1.3.0rc1',
      tags: TAGS,
      reason: 'the project makes no pre-releases, or one is judged',
    },
    {
      name: 'pre-releases that SemVer reads',
      tree: one([VERSION]),
      tag: 'v1.3.0',
      tags: ['v1.2.0', 'v1.2.0-rc.1'],
      reason: 'SemVer reads 1.2.0-rc.1',
    },
  ],
});

import { rule } from '../../src/rules/container-latest-backport.ts';
import { DOCKER, dockerWorkflow, TAGS_ONLY } from '../docker-workflows.ts';
import { ruleTester } from '../rule-tester.ts';

const VERSION = 'type=semver,pattern={{version}}';

function one(flavor?: readonly string[]): { readonly [path: string]: string } {
  return {
    [DOCKER]: dockerWorkflow(TAGS_ONLY, { image: { tags: [VERSION], ...(flavor === undefined ? {} : { flavor }) } }),
  };
}

ruleTester(rule, {
  ok: [
    { name: 'the newest release', tree: one(), tag: 'v2.0.1', tags: ['v2.0.0', 'v1.9.0'] },
    { name: 'an older line without `latest`', tree: one(['latest=false']), tag: 'v1.9.1', tags: ['v2.0.0', 'v1.9.0'] },
    { name: 'a pre-release of what is next', tree: one(), tag: 'v1.9.1', tags: ['v2.0.0rc1', 'v1.9.0'] },
    { name: 'tags of another component', tree: one(), tag: 'v1.9.1', tags: ['chart-v4.0.0', 'v1.9.0'] },
    { name: 'calendar versions that were given up', tree: one(), tag: 'v1.9.1', tags: ['v1.9.0', 'v2021.5.1'] },
    { name: 'a moving tag', tree: one(), tag: 'v1.9.1', tags: ['v1.9.0', { name: 'v1', commit: '0'.repeat(40) }] },
  ],
  bad: [
    {
      name: 'an older line',
      tree: one(),
      tag: 'v1.9.1',
      tags: ['v2.1.0', 'v2.0.0', 'v1.9.0'],
      reports: [
        {
          message: 'older',
          data: { version: '1.9.1', name: 'ghcr.io/acme/demo:latest', newest: '2.1.0' },
          at: `${DOCKER}:13:13-44`,
        },
      ],
    },
  ],
  skip: [
    { name: 'no workflows', tree: { 'README.md': '' }, tag: 'v1.2.0', reason: 'no workflows' },
    { name: 'no repository', tree: one(), tag: 'v1.2.0', reason: 'not a git repository' },
    { name: 'a shallow clone', tree: one(), tag: 'v1.2.0', tags: 'shallow', reason: 'a shallow clone' },
    {
      name: 'a tag without a version',
      tree: one(),
      tag: 'vnext',
      tags: ['v2.0.0'],
      reason: 'no version that can be compared',
    },
  ],
});

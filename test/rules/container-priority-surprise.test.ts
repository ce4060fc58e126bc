import { rule } from '../../src/rules/container-priority-surprise.ts';
import { DOCKER, dockerWorkflow, TAGS_ONLY } from '../docker-workflows.ts';
import { ruleTester } from '../rule-tester.ts';

const VERSION = 'type=semver,pattern={{version}}';
const SHA = 'type=sha,priority=1000';

function one(tags: readonly string[], flavor?: readonly string[]): { readonly [path: string]: string } {
  return { [DOCKER]: dockerWorkflow(TAGS_ONLY, { image: { tags, ...(flavor === undefined ? {} : { flavor }) } }) };
}

ruleTester(rule, {
  ok: [
    { name: 'no priority', tree: one([VERSION, 'type=sha']), tag: 'v1.2.0' },
    { name: 'a priority below that of the version', tree: one([VERSION, 'type=sha,priority=200']), tag: 'v1.2.0' },
    { name: 'the version itself comes first', tree: one(['type=ref,event=tag,priority=1000', VERSION]), tag: 'v1.2.0' },
    {
      name: 'a line that does not apply',
      tree: one([VERSION, 'type=raw,value=x,priority=1000,enable=false']),
      tag: 'v1.2.0',
    },
    { name: 'no version among the tags', tree: one([SHA, 'type=raw,value=x']), tag: 'v1.2.0' },
  ],
  bad: [
    {
      // docker/metadata-action#163
      name: 'the commit comes first, and `latest` is lost',
      tree: one([VERSION, SHA]),
      tag: 'v1.2.0',
      reports: [
        {
          message: 'latest',
          data: { line: SHA, first: 'sha-{the commit}', version: '1.2.0' },
          at: `${DOCKER}:14:13-35`,
        },
      ],
    },
    {
      name: 'only the label is another, since the flavour says what becomes of `latest`',
      tree: one([VERSION, SHA], ['latest=true']),
      tag: 'v1.2.0',
      reports: [{ message: 'version', at: `${DOCKER}:16:13-35` }],
    },
  ],
  skip: [
    { name: 'no workflows', tree: { 'README.md': '' }, tag: 'v1.2.0', reason: 'no workflows' },
    {
      name: 'nothing tells how the tag is written',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n',
        [DOCKER]: dockerWorkflow('on: release\n', { image: { tags: [VERSION] } }),
      },
      reason: 'nothing tells what the tag of a release looks like',
    },
  ],
});

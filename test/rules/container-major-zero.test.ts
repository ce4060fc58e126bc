import { rule } from '../../src/rules/container-major-zero.ts';
import { DOCKER, dockerWorkflow, TAGS_ONLY } from '../docker-workflows.ts';
import { ruleTester } from '../rule-tester.ts';

const VERSION = 'type=semver,pattern={{version}}';
const MAJOR = 'type=semver,pattern={{major}}';
const ENABLED = "type=semver,pattern={{major}},enable=${{ !startsWith(github.ref, 'refs/tags/v0.') }}";

function one(tags: readonly string[]): { readonly [path: string]: string } {
  return { [DOCKER]: dockerWorkflow(TAGS_ONLY, { image: { tags } }) };
}

ruleTester(rule, {
  ok: [
    {
      name: 'no line for the major version',
      tree: one([VERSION, 'type=semver,pattern={{major}}.{{minor}}']),
      tag: 'v0.4.0',
    },
    { name: 'as the README of docker/metadata-action has it', tree: one([VERSION, ENABLED]), tag: 'v0.4.0' },
    { name: 'a pre-release, which gets no such tag', tree: one([VERSION, MAJOR]), tag: 'v0.4.0-rc.1' },
  ],
  bad: [
    {
      name: 'the major version alone',
      tree: one([VERSION, MAJOR]),
      tag: 'v0.4.0',
      tags: ['v0.3.0'],
      reports: [
        {
          message: 'zero',
          data: {
            pattern: '{{major}}',
            tag: '0',
            version: '0.4.0',
            condition: ",enable=${{ !startsWith(github.ref, 'refs/tags/v0.') }}",
          },
          at: `${DOCKER}:14:13-42`,
        },
      ],
      fixed: one([VERSION, ENABLED]),
    },
    {
      name: 'a condition that is there already is left to a person',
      tree: one([VERSION, 'type=pep440,pattern=v{{major}},enable=true']),
      tag: 'v0.4.0',
      tags: ['v0.3.0'],
      reports: [{ message: 'zero', at: `${DOCKER}:14:13-55` }],
      fixed: null,
    },
  ],
  skip: [
    { name: 'no workflows', tree: { 'README.md': '' }, tag: 'v1.2.0', reason: 'no workflows' },
    { name: 'past 1.0', tree: one([VERSION, MAJOR]), tag: 'v1.2.0', reason: '1.2.0 is not before 1.0' },
    {
      name: 'nothing tells how the tag is written',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\nversion = "0.4.0"\n',
        [DOCKER]: dockerWorkflow('on: release\n', { image: { tags: [VERSION] } }),
      },
      reason: 'nothing tells what the tag of a release looks like',
    },
  ],
});

import { rule } from '../../src/rules/tag-format.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.3"\n' };
const withV = ['v1.2.2', 'v1.2.1', 'v1.2.0', 'v1.1.0'];
const bare = ['1.2.2', '1.2.1', '1.2.0', '1.1.0'];

ruleTester(rule, {
  ok: [
    { name: 'the habit of v', tree, tag: 'v1.2.3', tags: withV },
    { name: 'the habit of bare tags', tree, tag: '1.2.3', tags: bare },
    {
      name: 'a component that the history knows',
      tree,
      tag: 'helm-2.1.1',
      tags: [
        'v1.2.2',
        'helm-2.1.0',
        'v1.2.1',
        'v1.2.0',
        'v1.1.9',
        'v1.1.8',
        'v1.1.7',
        'v1.1.6',
        'v1.1.5',
        'v1.1.4',
        'v1.1.3',
      ],
    },
    {
      name: 'a habit with exceptions binds nobody',
      tree,
      tag: '1.2.3',
      tags: ['v1.2.2', 'v1.2.1', 'v1.2.0', 'v1.1.9', '1.1.8'],
    },
    {
      name: 'the configured prefix',
      tree,
      tag: 'demo-v1.2.3',
      tags: withV,
      config: { conventions: { tagPrefix: 'demo-v', scheme: null } },
    },
  ],
  bad: [
    {
      name: 'a typo in the prefix',
      tree,
      tag: 'v.1.2.3',
      tags: withV,
      reports: [
        {
          message: 'prefix',
          data: {
            tag: 'v.1.2.3',
            found: '`v.`',
            habit: '4 of the last 4 version tags start',
            expected: '`v`',
            right: 'v1.2.3',
          },
          at: 'pyproject.toml:3:12-17',
        },
      ],
    },
    {
      name: 'no v where the project always has one',
      tree,
      tag: '1.2.3',
      tags: withV,
      reports: [
        {
          message: 'switched',
          data: {
            tag: '1.2.3',
            found: 'the number itself',
            habit: '4 of the last 4 version tags start',
            expected: '`v`',
            right: 'v1.2.3',
          },
          at: 'pyproject.toml:3:12-17',
        },
      ],
    },
    {
      name: 'against the config',
      tree,
      tag: '1.2.3',
      config: { conventions: { tagPrefix: 'v', scheme: null } },
      reports: [{ message: 'prefix', at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'a mistyped command',
      tree,
      tag: 'list',
      tags: bare,
      reports: [{ message: 'notVersion', data: { tag: 'list', right: '1.2.3' }, at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'an unfilled template',
      tree,
      tag: 'v{new_major}.{new_minor}',
      tags: withV,
      reports: [{ message: 'notVersion', at: 'pyproject.toml:3:12-17' }],
    },
  ],
  skip: [
    {
      name: 'the first tag of another component, which has a folder (tokenizers node-v0.2.3)',
      tree: { ...tree, 'bindings/node/package.json': '{}' },
      tag: 'node-v0.2.3',
      tags: withV,
      reason: /named for a folder/,
    },
    { name: 'no habit yet', tree, tag: 'v1.2.3', tags: ['v1.2.2'], reason: /too few, or too mixed/ },
    { name: 'a shallow clone', tree, tag: 'v1.2.3', tags: 'shallow', reason: 'a shallow clone' },
    { name: 'only --release', tree, release: '1.2.3', tags: withV, reason: 'no tag was given' },
  ],
});

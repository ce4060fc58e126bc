import { rule } from '../../src/rules/tag-prefix-inconsistent.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n' };

const at = (name: string, commit: string) => ({ name, commit });

ruleTester(rule, {
  ok: [
    { name: 'one prefix', tree, tags: ['v1.1.0', 'v1.0.0', 'v0.9.0'] },
    { name: 'no prefix', tree, tags: ['1.1.0', '1.0.0'] },
    { name: 'tags of other packages', tree, tags: ['v1.1.0', 'core-v2.0.0', 'v1.0.0', 'helm-2.1.1'] },
    { name: 'tags that name no version', tree, tags: ['v1.1.0', 'nightly', 'latest', 'v1.0.0'] },
    {
      name: 'moving aliases of another form',
      tree,
      tags: [at('v1.1.0', 'a'), at('v1', 'a'), at('v1.0.0', 'b')],
    },
    {
      name: 'a habit that was given up long ago',
      tree,
      tags: [...Array.from({ length: 10 }, (_, i) => `v2.${10 - i}.0`), '1.0.0', '0.9.0'],
    },
    { name: 'the tag that is judged is no habit', tree, tags: ['1.1.0', '1.0.0'], head: ['v1.2.0'], tag: 'v1.2.0' },
  ],
  bad: [
    {
      name: 'with and without v',
      tree,
      tags: ['v1.1.0', '1.0.0', 'v0.9.0'],
      reports: [
        {
          message: 'mixed',
          data: { count: 3, usual: 2, prefix: '`v`', other: '1.0.0', literal: 'v' },
          at: 'pyproject.toml:3:12-17',
        },
      ],
    },
    {
      name: 'a slip',
      tree,
      tags: ['1.1.0', 'v.1.0.0', '0.9.0'],
      reports: [
        {
          message: 'mixed',
          data: { count: 3, usual: 2, prefix: 'the number itself', other: 'v.1.0.0', literal: '' },
          at: 'pyproject.toml:3:12-17',
        },
      ],
    },
  ],
  skip: [
    { name: 'no version tags', tree, tags: ['nightly'], reason: /no version tags/ },
    { name: 'a shallow clone', tree, tags: 'shallow', reason: /shallow/ },
    { name: 'no repository', tree, reason: /not a git repository/ },
    {
      name: 'the configuration fixes the prefix',
      tree,
      tags: ['v1.1.0', '1.0.0'],
      config: { conventions: { tagPrefix: 'v', scheme: null } },
      reason: /the configuration/,
    },
  ],
});

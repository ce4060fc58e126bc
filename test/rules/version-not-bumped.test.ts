import { rule } from '../../src/rules/version-not-bumped.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.3"\n' };

ruleTester(rule, {
  ok: [
    { name: 'a new version', tree, release: '1.2.3', tags: ['v1.2.2', 'v1.2.1', 'v1.2.0'] },
    { name: 'the tag of the very name is for another rule', tree, tag: 'v1.2.3', tags: ['v1.2.3', 'v1.2.2'] },
    { name: 'two spellings at one commit', tree, tag: 'v1.2.3', tags: ['v1.2.2'], head: ['v1.2.3', '1.2.3'] },
    { name: 'another component', tree, release: '1.2.3', tags: ['core-v1.2.3', 'v1.2.2'] },
    { name: 'an alias that moves, made again', tree, tag: 'v1.2', tags: ['v1.2.0', 'v1.1.0'] },
    {
      name: 'the binding of a crate',
      tree,
      tag: 'python-v1.2.3',
      tags: ['v1.2.3', 'python-v1.2.2'],
      head: ['python-v1.2.3'],
    },
    { name: 'the pre-release of it', tree, release: '1.2.3', tags: ['v1.2.3rc1', 'v1.2.2'] },
  ],
  bad: [
    {
      name: 'tagged without v before',
      tree,
      tag: 'v1.2.3',
      tags: ['1.2.3', '1.2.2'],
      head: ['v1.2.3'],
      reports: [
        {
          message: 'tagged',
          data: { version: '1.2.3', tag: '1.2.3', commit: '000000000000' },
          at: 'pyproject.toml:3:12-17',
        },
      ],
    },
    {
      name: 'a zero pad is no other version',
      tree,
      tag: '0.51.1',
      tags: ['0.51.01', '0.51.0'],
      head: ['0.51.1'],
      reports: [{ message: 'tagged', at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'a trailing zero is no other version',
      tree,
      release: '1.2.0',
      tags: ['v1.2'],
      reports: [{ message: 'tagged', at: 'pyproject.toml:3:12-17' }],
    },
  ],
  skip: [
    { name: 'between releases', tree, tags: ['1.2.3'], reason: 'asked in release mode only' },
    { name: 'a shallow clone', tree, release: '1.2.3', tags: 'shallow', reason: 'a shallow clone' },
    { name: 'no git', tree, release: '1.2.3', reason: 'not a git repository' },
    { name: 'no version', tree, tag: 'v3.5.7.pypi', tags: ['v3.5.6'], reason: /cannot read/ },
    {
      name: 'a moving alias',
      tree,
      tag: 'v1',
      tags: ['v1.2.2'],
      head: ['v1', 'v1.2.3'],
      reason: 'the tag v1 is a moving alias, not a release',
    },
  ],
});

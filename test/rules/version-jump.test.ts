import { rule } from '../../src/rules/version-jump.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.3"\n' };
const whole = ['v1.1.0', 'v1.0.1', 'v1.0.0', 'v0.2.1', 'v0.2.0', 'v0.1.0'];

ruleTester(rule, {
  ok: [
    { name: 'the next patch', tree, release: '1.1.1', tags: whole },
    { name: 'the next minor', tree, release: '1.2.0', tags: whole },
    { name: 'the next major', tree, release: '2.0.0', tags: whole },
    { name: 'the first candidate', tree, release: '1.2.0rc1', tags: whole },
    {
      name: 'a back-port',
      tree,
      release: '0.2.2',
      tags: ['v1.1.0', 'v1.0.0', 'v0.2.1', 'v0.2.0', 'v0.1.2', 'v0.1.1', 'v0.1.0', 'v0.0.1'],
    },
  ],
  bad: [
    {
      name: 'a minor left out',
      tree,
      release: '1.3.0',
      tags: whole,
      reports: [
        {
          message: 'jump',
          data: { version: '1.3.0', tag: 'v1.1.0', count: 6 },
          at: 'pyproject.toml:3:12-17',
        },
      ],
    },
    {
      name: 'a candidate left out',
      tree,
      release: '1.1.0rc3',
      tags: ['v1.1.0rc1', 'v1.0.1', 'v1.0.0', 'v0.2.1', 'v0.2.0', 'v0.1.0'],
      reports: [{ message: 'jump', at: 'pyproject.toml:3:12-17' }],
    },
  ],
  skip: [
    { name: 'between releases', tree, tags: whole, reason: 'asked in release mode only' },
    {
      name: 'tags that leave versions out',
      tree,
      release: '1.3.0',
      tags: ['v1.1.0', 'v1.0.1', 'v1.0.0', 'v0.9.1', 'v0.4.0', 'v0.1.0'],
      reason: /leave versions out/,
    },
    { name: 'too few tags', tree, release: '1.3.0', tags: ['v1.1.0', 'v1.0.0'], reason: /too few/ },
    { name: 'dates', tree, release: '2026.11.4', tags: ['2026.10.1'], reason: 'the version may be a date' },
    { name: 'no tags', tree, release: '1.3.0', tags: [], reason: 'no earlier version tags' },
    {
      name: 'two tags at one commit',
      tree,
      tag: 'v1.3.0',
      tags: whole,
      head: ['v1.3.0', 'v1.2.0'],
      reason: /same commit/,
    },
    { name: 'a shallow clone', tree, release: '1.3.0', tags: 'shallow', reason: 'a shallow clone' },
    { name: 'no version', tree, tag: 'v3.5.7.pypi', tags: whole, reason: /cannot read/ },
  ],
});

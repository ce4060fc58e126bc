import { unknown } from '../../src/core/unknown.ts';
import { rule } from '../../src/rules/tag-unsigned.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n' };

const signed = (isSigned: boolean) => ({ 'v1.2.0': { annotation: { isSigned } } });

ruleTester(rule, {
  ok: [{ name: 'a signed tag', tree, tags: [], named: signed(true), tag: 'v1.2.0' }],
  bad: [
    {
      name: 'an annotated tag',
      tree,
      tags: [],
      named: signed(false),
      tag: 'v1.2.0',
      reports: [
        { message: 'unsigned', data: { tag: 'v1.2.0', kind: 'an annotated one' }, at: 'pyproject.toml:3:12-17' },
      ],
    },
    {
      name: 'a lightweight tag',
      tree,
      tags: [],
      head: [{ name: 'v1.2.0', annotated: false }],
      tag: 'v1.2.0',
      reports: [
        { message: 'unsigned', data: { tag: 'v1.2.0', kind: 'a lightweight one' }, at: 'pyproject.toml:3:12-17' },
      ],
    },
  ],
  skip: [
    { name: 'the tag is still to be made', tree, tags: [], tag: 'v1.2.0', reason: /not made yet/ },
    { name: 'a version only', tree, tags: [], release: '1.2.0', reason: /no tag was given/ },
    { name: 'no repository', tree, tag: 'v1.2.0', reason: /not a git repository/ },
    {
      name: 'a tag that cannot be read',
      tree,
      tags: [],
      named: { 'v1.2.0': unknown('damaged') },
      tag: 'v1.2.0',
      reason: /damaged/,
    },
    {
      name: 'a tag that actions/checkout fetched, which may have lost its annotation',
      tree,
      tags: [],
      named: { 'v1.2.0': { annotation: unknown('actions/checkout') } },
      tag: 'v1.2.0',
      reason: /actions\/checkout/,
    },
    {
      name: 'a tag too large to be read to its end',
      tree,
      tags: [],
      named: { 'v1.2.0': { annotation: { isSigned: unknown('too large') } } },
      tag: 'v1.2.0',
      reason: /too large/,
    },
  ],
});

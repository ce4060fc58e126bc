import { unknown } from '../../src/core/unknown.ts';
import { rule } from '../../src/rules/tag-exists.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n' };

const tags = ['v1.1.0', 'v1.0.0', 'v0.9.0'];
const at = (name: string, commit: string) => ({ name, commit });
const elsewhere = { commit: 'e'.repeat(40) };

ruleTester(rule, {
  ok: [
    { name: 'a tag that is still to be made', tree, tags, release: '1.2.0' },
    { name: 'the tag stands at the commit that is judged', tree, tags, head: ['v1.2.0'], tag: 'v1.2.0' },
    { name: 'a version is asked for whose tag stands at the commit', tree, tags, head: ['v1.2.0'], release: '1.2.0' },
    { name: 'a tag that is given and not made yet', tree, tags, tag: 'v1.2.0' },
    { name: 'a shallow clone that has the tag at its commit', tree, tags: 'shallow', head: ['v1.2.0'], tag: 'v1.2.0' },
  ],
  bad: [
    {
      name: 'the version was released before',
      tree,
      tags: ['v1.2.0', ...tags],
      release: '1.2.0',
      reports: [
        {
          message: 'elsewhere',
          data: { tag: 'v1.2.0', found: '000000000000', judged: 'ffffffffffff' },
          at: 'pyproject.toml:3:12-17',
        },
      ],
    },
    {
      name: 'the tag stands on a branch that is no ancestor',
      tree,
      tags,
      named: { 'v1.2.0': elsewhere },
      release: '1.2.0',
      reports: [{ message: 'elsewhere', at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'a tag is given that stands at an earlier commit',
      tree,
      tags: ['v1.2.0', ...tags],
      tag: 'v1.2.0',
      reports: [{ message: 'elsewhere', at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'a shallow clone that has fetched the tag',
      tree,
      tags: 'shallow',
      named: { 'v1.2.0': elsewhere },
      tag: 'v1.2.0',
      reports: [{ message: 'elsewhere', at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'releases of two numbers, where the history is known',
      tree,
      tags: ['v1.2', 'v1.1', 'v1.0'],
      release: '1.2',
      reports: [{ message: 'elsewhere', at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'the tag of a file',
      tree,
      tags,
      named: { 'v1.2.0': { commit: null } },
      release: '1.2.0',
      reports: [{ message: 'noCommit', data: { tag: 'v1.2.0' }, at: 'pyproject.toml:3:12-17' }],
    },
  ],
  skip: [
    {
      name: 'a moving alias, known by habit',
      tree,
      tags: [at('v1.1.1', 'a'), at('v1.1', 'a'), at('v1.0.1', 'b'), at('v1.0', 'b')],
      tag: 'v1.1',
      reason: /moving alias/,
    },
    { name: 'v1, which moves', tree, tags: ['v1', ...tags], tag: 'v1', reason: /moving alias/ },
    {
      name: 'v1.2 in a shallow clone',
      tree,
      tags: 'shallow',
      named: { 'v1.2': elsewhere },
      tag: 'v1.2',
      reason: /moving alias/,
    },
    { name: 'a tag that names no version', tree, tags: ['nightly', ...tags], tag: 'nightly', reason: /moving alias/ },
    { name: 'no convention to make a tag by', tree, tags: [], release: '1.2.0', reason: /no convention/ },
    { name: 'no repository', tree, tag: 'v1.2.0', reason: /not a git repository/ },
    {
      name: 'a name that git cannot be asked for',
      tree,
      tags,
      named: { 'v1.2.0\n': unknown('git allows no tag of that name') },
      tag: 'v1.2.0\n',
      reason: /git allows no tag/,
    },
  ],
});

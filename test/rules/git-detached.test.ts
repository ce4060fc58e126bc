import { unknown } from '../../src/core/unknown.ts';
import { rule } from '../../src/rules/git-detached.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n' };

ruleTester(rule, {
  ok: [
    { name: 'on a branch', tree, tags: [], release: '1.2.0' },
    { name: 'on a branch that follows none', tree, tags: [], workTree: { upstream: null }, release: '1.2.0' },
  ],
  bad: [
    {
      name: 'a detached HEAD',
      tree,
      tags: [],
      workTree: { branch: null, upstream: null },
      release: '1.2.0',
      reports: [
        { message: 'detached', data: { commit: 'ffffffffffff', version: '1.2.0' }, at: 'pyproject.toml:3:12-17' },
      ],
    },
  ],
  skip: [
    { name: 'a tag that is there', tree, tags: [], tag: 'v1.2.0', head: ['v1.2.0'], reason: /still to be made/ },
    { name: 'a revision', tree, tags: [], workTree: null, release: '1.2.0', reason: /still to be made/ },
    {
      name: 'in CI',
      tree,
      tags: [],
      workTree: unknown('not asked in CI, whose work tree is its own'),
      release: '1.2.0',
      reason: /in CI/,
    },
    { name: 'no repository', tree, release: '1.2.0', reason: /not a git repository/ },
  ],
});

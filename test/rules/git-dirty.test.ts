import { unknown } from '../../src/core/unknown.ts';
import { rule } from '../../src/rules/git-dirty.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n' };

ruleTester(rule, {
  ok: [{ name: 'a clean tree', tree, tags: [], release: '1.2.0' }],
  bad: [
    {
      name: 'a change of one file',
      tree,
      tags: [],
      workTree: { changed: ['pyproject.toml'] },
      release: '1.2.0',
      reports: [{ message: 'one', data: { file: 'pyproject.toml' }, at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'changes of several files',
      tree,
      tags: [],
      workTree: { changed: ['CHANGELOG.md', 'pyproject.toml'] },
      release: '1.2.0',
      reports: [{ message: 'several', data: { file: 'CHANGELOG.md', count: 2 }, at: 'pyproject.toml:3:12-17' }],
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

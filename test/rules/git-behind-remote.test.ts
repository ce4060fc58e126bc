import { unknown } from '../../src/core/unknown.ts';
import { rule } from '../../src/rules/git-behind-remote.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n' };
const upstream = (ahead: number, behind: number) => ({ upstream: { name: 'origin/main', ahead, behind } });

ruleTester(rule, {
  ok: [
    { name: 'in step', tree, tags: [], release: '1.2.0' },
    { name: 'ahead only', tree, tags: [], workTree: upstream(3, 0), release: '1.2.0' },
  ],
  bad: [
    {
      name: 'one commit behind',
      tree,
      tags: [],
      workTree: upstream(0, 1),
      release: '1.2.0',
      reports: [
        {
          message: 'behind',
          data: { branch: 'main', commits: 'one commit', upstream: 'origin/main' },
          at: 'pyproject.toml:3:12-17',
        },
      ],
    },
    {
      name: 'branches that have parted: the push is refused',
      tree,
      tags: [],
      workTree: upstream(1, 2),
      release: '1.2.0',
      reports: [
        {
          message: 'parted',
          data: { branch: 'main', commits: '2 commits', upstream: 'origin/main', own: 1 },
          at: 'pyproject.toml:3:12-17',
        },
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
    {
      name: 'HEAD is detached',
      tree,
      tags: [],
      workTree: { branch: null, upstream: null },
      release: '1.2.0',
      reason: /detached/,
    },
    {
      name: 'no remote branch is followed',
      tree,
      tags: [],
      workTree: { upstream: null },
      release: '1.2.0',
      reason: /follows no/,
    },
  ],
});

import { unknown } from '../../src/core/unknown.ts';
import { rule } from '../../src/rules/git-unpushed.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n' };
const upstream = (ahead: number, behind: number) => ({ upstream: { name: 'origin/main', ahead, behind } });

ruleTester(rule, {
  ok: [
    { name: 'in step', tree, tags: [], release: '1.2.0' },
    {
      name: "the release's own commit, which is pushed with its tag",
      tree,
      tags: [],
      workTree: upstream(1, 0),
      release: '1.2.0',
    },
    {
      name: 'branches that have parted are for git-behind-remote',
      tree,
      tags: [],
      workTree: upstream(2, 1),
      release: '1.2.0',
    },
  ],
  bad: [
    {
      name: 'commits that no CI has seen',
      tree,
      tags: [],
      workTree: upstream(3, 0),
      release: '1.2.0',
      reports: [
        {
          message: 'unpushed',
          data: { branch: 'main', upstream: 'origin/main', count: 3 },
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

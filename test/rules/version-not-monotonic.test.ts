import { rule } from '../../src/rules/version-not-monotonic.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.3"\n' };

ruleTester(rule, {
  ok: [
    { name: 'the next one', tree, release: '1.2.3', tags: ['v1.2.2', 'v1.2.1'] },
    { name: 'a back-port after a newer minor', tree, release: '1.2.3', tags: ['v1.3.1', 'v1.3.0', 'v1.2.2'] },
    { name: 'SemVer after dates', tree, release: '1.2.3', tags: ['2024.3', '2024.2'] },
    { name: 'an accidental tag high above', tree, release: '1.2.3', tags: ['99.99', 'v20200101', 'v1.2.2'] },
    { name: 'a slip that is far off', tree, release: '1.2.3', tags: ['v1.2.20', 'v1.2.2'] },
    {
      name: 'a slip that the project has passed over',
      tree,
      release: '1.2.4',
      tags: ['v1.2.3', 'v1.2.8', 'v1.2.2'],
    },
    { name: 'a component', tree, tag: 'v1.2.3', tags: ['core-v1.2.9', 'v1.2.2'], head: ['v1.2.3'] },
    { name: 'the tags of the project it was forked from', tree, tag: '1.2.3', tags: ['v1.2.6'], head: ['1.2.3'] },
    { name: 'another tag at the same commit', tree, tag: 'v1.2.3', tags: ['v1.2.2'], head: ['v1.2.3', 'v1.2.4'] },
    { name: 'an alias that moves', tree, tag: 'v1.2', tags: ['v1.2.6', 'v1.2.5'] },
    { name: 'the tag that is judged', tree, tag: 'v1.2.3', tags: ['v1.2.2'], head: ['v1.2.3'] },
    {
      name: 'SemVer sorts it above: that is for version-order-conflict',
      tree,
      tag: 'v1.2.3-pre.1',
      tags: ['v1.2.3-c.2'],
      head: ['v1.2.3-pre.1'],
    },
  ],
  bad: [
    {
      name: 'lower than the last tag of the line',
      tree,
      release: '1.2.3',
      tags: ['v1.2.5', 'v1.2.4', 'v1.2.2'],
      reports: [
        {
          message: 'lower',
          data: { version: '1.2.3', tag: 'v1.2.5', highest: '1.2.5' },
          at: 'pyproject.toml:3:12-17',
        },
      ],
    },
    {
      name: 'lower while another line goes on',
      tree,
      release: '1.2.3',
      tags: ['v1.3.0', 'v1.2.5', 'v1.2.4'],
      reports: [{ message: 'lower', at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'an alpha after a candidate',
      tree,
      release: '1.13.0a3',
      tags: ['1.13.0rc1', '1.13.0a2'],
      reports: [{ message: 'lowerPre', at: 'pyproject.toml:3:12-17' }],
    },
  ],
  skip: [
    { name: 'between releases', tree, tags: ['v1.2.5'], reason: 'asked in release mode only' },
    { name: 'a development release', tree, release: '1.2.3.dev1', tags: ['v1.2.5'], reason: 'a development release' },
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

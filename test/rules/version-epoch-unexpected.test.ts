import { rule } from '../../src/rules/version-epoch-unexpected.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = (version: string) => ({ 'pyproject.toml': `[project]\nname = "demo"\nversion = "${version}"\n` });

ruleTester(rule, {
  ok: [
    { name: 'no epoch', tree: tree('1.2.3'), tags: ['v1.2.2'] },
    { name: 'tags with an epoch', tree: tree('1!1.2.3'), tags: ['v1!1.2.2', 'v1.0'] },
    { name: 'a switch from dates to SemVer calls for one', tree: tree('1!1.0.0'), tags: ['2024.3', '2024.2'] },
  ],
  bad: [
    {
      name: 'an epoch that nothing calls for',
      tree: tree('1!0.2.1'),
      tags: ['0.2.0', '0.1.0'],
      reports: [
        {
          message: 'epoch',
          data: { place: 'pyproject.toml', found: '1!0.2.1', count: 2, without: '0.2.1' },
          at: 'pyproject.toml:3:12-19',
        },
      ],
    },
  ],
  skip: [
    { name: 'no tags yet', tree: tree('1!0.2.1'), tags: [], reason: 'no earlier version tags' },
    { name: 'a shallow clone', tree: tree('1!0.2.1'), tags: 'shallow', reason: 'a shallow clone' },
    { name: 'no git', tree: tree('1!0.2.1'), reason: 'not a git repository' },
    { name: 'no Python project', tree: {}, tags: ['v1'], reason: 'no Python project' },
    {
      name: 'computed',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["version"]\n' },
      tags: ['1.0'],
      reason: 'no version is stated in the tree',
    },
  ],
});

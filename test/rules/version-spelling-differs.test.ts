import { rule } from '../../src/rules/version-spelling-differs.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = (declared: string, dunder: string) => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "${declared}"\n`,
  'demo/__init__.py': `__version__ = "${dunder}"\n`,
});

ruleTester(rule, {
  ok: [
    { name: 'the same text', tree: tree('0.2.0a1', '0.2.0a1') },
    { name: 'another version is not another spelling', tree: tree('0.2.0', '0.1.1') },
  ],
  bad: [
    {
      name: 'SemVer beside PEP 440',
      tree: tree('0.2.0a1', '0.2.0-alpha.1'),
      reports: [
        {
          message: 'differs',
          data: { place: 'demo/__init__.py', found: '0.2.0-alpha.1', other: 'pyproject.toml', expected: '0.2.0a1' },
          at: 'demo/__init__.py:1:16-29',
          related: ['pyproject.toml:3:12-19'],
        },
      ],
      fixed: { 'demo/__init__.py': '__version__ = "0.2.0a1"\n' },
    },
    {
      name: 'a trailing zero',
      tree: tree('1.0.0', '1.0'),
      reports: [{ message: 'differs', at: 'demo/__init__.py:1:16-19' }],
    },
  ],
  skip: [
    { name: 'nothing stated', tree: {}, reason: 'no version is stated in the tree' },
    {
      name: 'computed',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["version"]\n' },
      reason: /computed/,
    },
  ],
});

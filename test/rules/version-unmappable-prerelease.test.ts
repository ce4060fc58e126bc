import { rule } from '../../src/rules/version-unmappable-prerelease.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = (version: string) => ({ 'pyproject.toml': `[project]\nname = "demo"\nversion = "${version}"\n` });
const scm = {
  'pyproject.toml':
    '[build-system]\nrequires = ["setuptools", "setuptools-scm"]\n\n[project]\nname = "demo"\ndynamic = ["version"]\n\n[tool.setuptools_scm]\n',
};

ruleTester(rule, {
  ok: [
    { name: 'SemVer that PEP 440 reads', tree: tree('1.2.0-alpha.1') },
    { name: 'a final', tree: tree('1.2.0') },
    { name: 'no SemVer either is for another rule', tree: tree('1.2.x') },
    { name: 'a tag that both read', tree: scm, tag: 'v1.2.0-rc.1' },
  ],
  bad: [
    {
      name: 'next',
      tree: tree('1.2.0-next.1'),
      reports: [
        {
          message: 'declared',
          data: { place: 'pyproject.toml', found: '1.2.0-next.1', suggestion: '1.2.0rc1' },
          at: 'pyproject.toml:3:12-24',
        },
      ],
    },
    {
      name: 'snapshot',
      tree: tree('1.2.0-SNAPSHOT'),
      reports: [
        {
          message: 'declared',
          data: { place: 'pyproject.toml', found: '1.2.0-SNAPSHOT', suggestion: '1.2.0.dev0' },
          at: 'pyproject.toml:3:12-26',
        },
      ],
    },
    {
      name: 'two numbers behind the word',
      tree: tree('1.2.0-alpha.1.2'),
      reports: [
        {
          message: 'declared',
          data: { place: 'pyproject.toml', found: '1.2.0-alpha.1.2', suggestion: '1.2.0a1' },
          at: 'pyproject.toml:3:12-27',
        },
      ],
    },
    {
      name: 'a tag that the version is taken from',
      tree: scm,
      tag: 'v1.2.0-canary.3',
      reports: [{ message: 'tag', at: 'pyproject.toml:8:2-21' }],
    },
  ],
  skip: [
    {
      name: 'npm alone',
      tree: { 'package.json': '{"name": "demo", "version": "1.0.0-next.1"}' },
      reason: 'no Python project',
    },
    { name: 'computed, and no tag', tree: scm, reason: /computed/ },
  ],
});

import { rule } from '../../src/rules/version-implicit-post.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = (version: string) => ({ 'pyproject.toml': `[project]\nname = "demo"\nversion = "${version}"\n` });
const scm = {
  'pyproject.toml':
    '[build-system]\nrequires = ["setuptools", "setuptools-scm"]\n\n[project]\nname = "demo"\ndynamic = ["version"]\n\n[tool.setuptools_scm]\n',
};

ruleTester(rule, {
  ok: [
    { name: 'a final', tree: tree('1.2.3'), tags: [] },
    { name: 'a post-release that says so', tree: tree('1.2.3.post1'), tags: [] },
    { name: 'a SemVer pre-release', tree: tree('1.2.3-rc.1'), tags: [] },
    { name: 'a project that has tagged such versions', tree: tree('1.2.3-2'), tags: ['v1.2.3-1', 'v1.2.3'] },
  ],
  bad: [
    {
      name: 'the final is not out',
      tree: tree('0.6.0-12'),
      tags: ['v0.5.0'],
      reports: [
        {
          message: 'beforeFinal',
          data: { place: 'pyproject.toml', found: '0.6.0-12', normal: '0.6.0.post12', base: '0.6.0', number: '12' },
          at: 'pyproject.toml:3:12-20',
        },
      ],
    },
    {
      name: 'the final is out, so a post-release may be meant',
      tree: tree('2.0.3-1'),
      tags: ['2.0.3', '2.0.2'],
      reports: [{ message: 'implicit', at: 'pyproject.toml:3:12-19' }],
    },
    {
      name: 'a shallow clone shows neither the final nor the habit',
      tree: tree('2.0.3-1'),
      tags: 'shallow',
      reports: [{ message: 'implicit', at: 'pyproject.toml:3:12-19' }],
    },
    {
      name: 'a tag that the version is taken from',
      tree: scm,
      tag: 'v0.6.0-12',
      tags: ['v0.5.0'],
      head: ['v0.6.0-12'],
      reports: [
        {
          message: 'beforeFinal',
          data: { place: 'the tag v0.6.0-12', found: '0.6.0-12', normal: '0.6.0.post12', base: '0.6.0', number: '12' },
          at: 'pyproject.toml:8:2-21',
        },
      ],
    },
  ],
  skip: [
    { name: 'no Python project', tree: {}, tags: ['v1.0.0'], reason: 'no Python project' },
    { name: 'computed', tree: scm, tags: [], reason: /computed/ },
  ],
});

import { rule } from '../../src/rules/version-not-normalized.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = (version: string) => ({ 'pyproject.toml': `[project]\nname = "demo"\nversion = "${version}"\n` });

ruleTester(rule, {
  ok: [
    { name: 'the normal form', tree: tree('1.0.0rc1'), tags: [] },
    { name: 'zero pads of a date', tree: tree('2026.01.05'), tags: [] },
    { name: 'zero pads of a short date', tree: tree('22.01.0'), tags: [] },
    { name: 'zero pads that the project has always had', tree: tree('0.47.03'), tags: ['0.47.02', '0.47.01'] },
    { name: 'SemVer that the project has tagged before', tree: tree('1.1.0-rc.1'), tags: ['v1.0.0', 'v1.0.0-beta.2'] },
    { name: 'capitals that the project has tagged before', tree: tree('1.1.0RC1'), tags: ['v1.0.0', 'v1.0.0RC2'] },
    {
      name: 'SemVer that the config asks for',
      tree: tree('1.1.0-rc.1'),
      tags: ['v1.0.0'],
      config: { conventions: { tagPrefix: null, scheme: 'semver' } },
    },
    { name: 'SemVer where the habit cannot be seen', tree: tree('1.1.0-rc.1'), tags: 'shallow' },
    {
      name: 'a crate, whose format asks for SemVer',
      tree: {
        'pyproject.toml':
          '[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n\n[project]\nname = "demo"\ndynamic = ["version"]\n',
        'Cargo.toml': '[package]\nname = "demo"\nversion = "1.0.0-rc.1"\n',
      },
      tags: [],
    },
    { name: 'no version at all is for another rule', tree: tree('1.0-SNAPSHOT'), tags: [] },
    { name: 'another version than the one to be released', tree: tree('3.dev'), release: '3.2.2', tags: [] },
    { name: 'a bare number at the end is for another rule', tree: tree('1.2.3-1'), tags: [] },
  ],
  bad: [
    {
      name: 'capitals',
      tree: tree('1.0.0RC1'),
      tags: ['v0.9.0', 'v0.9.0rc1'],
      reports: [
        {
          message: 'differs',
          data: { place: 'pyproject.toml', found: '1.0.0RC1', normal: '1.0.0rc1' },
          at: 'pyproject.toml:3:12-20',
        },
      ],
    },
    {
      name: 'a development release without its dot, to be released',
      tree: tree('4.0.0dev9'),
      tag: 'v4.0.0dev9',
      tags: ['v3.0.0'],
      head: ['v4.0.0dev9'],
      reports: [{ message: 'differs', at: 'pyproject.toml:3:12-21' }],
    },
    {
      name: 'zero pads that are no date and no habit',
      tree: tree('1.02.3'),
      tags: ['v1.1.0'],
      reports: [{ message: 'differs', at: 'pyproject.toml:3:12-18' }],
    },
    {
      name: 'between releases it is a note',
      tree: tree('1.2.0-dev'),
      tags: ['v1.1.0'],
      reports: [{ message: 'development', at: 'pyproject.toml:3:12-21' }],
    },
  ],
  skip: [
    { name: 'nothing stated', tree: {}, reason: 'no Python project' },
    {
      name: 'npm alone',
      tree: { 'package.json': '{"name": "demo", "version": "1.0.0-rc.1"}' },
      reason: 'no Python project',
    },
    {
      name: 'computed',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["version"]\n' },
      reason: /computed/,
    },
  ],
});

import { rule } from '../../src/rules/version-invalid-semver.ts';
import { ruleTester } from '../rule-tester.ts';

const declared = (version: string) => ({ 'pyproject.toml': `[project]\nname = "demo"\nversion = "${version}"\n` });
const semver = { conventions: { tagPrefix: null, scheme: 'semver' as const } };

ruleTester(rule, {
  ok: [
    { name: 'configured, and kept', tree: declared('1.2.3-rc.1'), config: semver },
    {
      name: 'the habit of SemVer pre-release tags, kept',
      tree: declared('0.3.0rc1'),
      tag: 'v0.3.0-rc.1',
      tags: ['v0.2.0', 'v0.2.0-rc.2', 'v0.2.0-rc.1', 'v0.1.0'],
    },
  ],
  bad: [
    {
      name: 'two numbers',
      tree: declared('1.0'),
      config: semver,
      reports: [
        {
          message: 'configured',
          data: { place: 'pyproject.toml', found: '1.0', suggestion: '1.0.0' },
          at: 'pyproject.toml:3:12-15',
        },
      ],
    },
    {
      name: 'a PEP 440 pre-release, declared and released',
      tree: declared('1.0.0a1'),
      release: '1.0.0a1',
      config: semver,
      reports: [
        {
          message: 'configured',
          data: { place: 'pyproject.toml', found: '1.0.0a1', suggestion: '1.0.0-alpha.1' },
          at: 'pyproject.toml:3:12-19',
        },
        {
          message: 'configured',
          data: { place: 'the release', found: '1.0.0a1', suggestion: '1.0.0-alpha.1' },
          at: 'pyproject.toml:3:12-19',
        },
      ],
    },
    {
      name: 'a tag against the habit',
      tree: declared('0.3.0rc1'),
      tag: 'v0.3.0rc1',
      tags: ['v0.2.0', 'v0.2.0-rc.2', 'v0.2.0-rc.1', 'v0.1.0'],
      reports: [
        {
          message: 'inferred',
          data: { found: 'v0.3.0rc1', habit: '2 pre-release tags', suggestion: 'v0.3.0-rc.1' },
          at: 'pyproject.toml:3:12-20',
        },
      ],
    },
  ],
  skip: [
    {
      name: 'finals tell nothing',
      tree: declared('1.0'),
      tags: ['v0.3.0', 'v0.2.0', 'v0.1.0'],
      reason: /names no version scheme/,
    },
    {
      name: 'PEP 440 pre-releases',
      tree: declared('1.0'),
      tags: ['v0.3.0', 'v0.2.0rc1', 'v0.1.0'],
      reason: 'the version scheme is pep440',
    },
    {
      name: 'calendar versions',
      tree: declared('2026.1'),
      tags: ['2025.3', '2025.2', '2025.1'],
      reason: 'the version scheme is calver',
    },
    { name: 'a shallow clone', tree: declared('1.0'), tags: 'shallow', reason: 'a shallow clone' },
  ],
});

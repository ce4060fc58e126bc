import { rule } from '../../src/rules/version-bump-too-small.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = (version: string, log: string) => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "${version}"\n`,
  'CHANGELOG.md': `# Changelog\n\n${log}`,
});
const entry = (version: string, ...lines: readonly string[]) => `## ${version} - 2026-11-20\n\n${lines.join('\n')}\n\n`;
const before = entry('1.1.0', '### Added', '', '- Y') + entry('1.0.0', '- First');

ruleTester(rule, {
  ok: [
    {
      name: 'a major release',
      tree: tree('2.0.0', entry('2.0.0', '### Breaking', '', '- X') + before),
      release: '2.0.0',
    },
    {
      name: 'a candidate of a major release',
      tree: tree('2.0.0rc1', entry('2.0.0rc1', '### Breaking', '', '- X')),
      release: '2.0.0rc1',
    },
    {
      name: 'nothing breaks',
      tree: tree('1.2.0', entry('1.2.0', '### Fixed', '', '- A breaking import') + before),
      release: '1.2.0',
    },
    {
      name: 'a minor release may remove what was deprecated',
      tree: tree('1.2.0', entry('1.2.0', '### Removed', '', '- Python 3.8') + before),
      release: '1.2.0',
    },
    {
      name: 'an empty section',
      tree: tree('1.2.0', entry('1.2.0', '### Breaking changes', '', '- None', '', '### Fixed', '', '- X') + before),
      release: '1.2.0',
    },
    {
      name: 'a project that has broken things in minor releases before',
      tree: tree(
        '1.3.0',
        entry('1.3.0', '### Breaking', '', '- X') + entry('1.2.0', '### Breaking', '', '- Y') + before,
      ),
      release: '1.3.0',
    },
    {
      name: 'another entry is none of its business',
      tree: tree('1.2.1', entry('1.2.1', '- X') + entry('2.0.0', '### Breaking', '', '- Z')),
      release: '1.2.1',
    },
  ],
  bad: [
    {
      name: 'a heading in a minor release',
      tree: tree('1.2.0', entry('1.2.0', '### ⚠ BREAKING CHANGES', '', '* the old call is gone') + before),
      release: '1.2.0',
      reports: [
        {
          message: 'breaking',
          data: { version: '1.2.0', heading: '"BREAKING CHANGES"', part: 'minor', major: '2.0.0' },
          at: 'CHANGELOG.md:5:7-23',
          related: ['CHANGELOG.md:3:4-22'],
        },
      ],
    },
    {
      name: 'something removed in a patch release',
      tree: tree('1.1.1', entry('1.1.1', '### Removed', '', '- `demo.old`') + before),
      release: '1.1.1',
      reports: [{ message: 'breaking', at: 'CHANGELOG.md:5:5-12' }],
    },
    {
      name: 'an item in capitals',
      tree: tree('1.2.0', entry('1.2.0', '- **BREAKING**: the old call is gone') + before),
      release: '1.2.0',
      reports: [{ message: 'breaking', at: 'CHANGELOG.md:5:5-13' }],
    },
    {
      name: 'reStructuredText',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n',
        'CHANGES.rst':
          'Changes\n=======\n\n1.2.0 (2026-11-20)\n------------------\n\nBackward incompatible changes\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n\n- The old call is gone\n\n1.1.0 (2026-10-20)\n------------------\n\n- Y\n',
      },
      release: '1.2.0',
      reports: [{ message: 'breaking', at: 'CHANGES.rst:7:1-30' }],
    },
  ],
  skip: [
    {
      name: 'before 1.0',
      tree: tree('0.2.1', entry('0.2.1', '### Breaking', '', '- X')),
      release: '0.2.1',
      reason: /before 1\.0/,
    },
    {
      name: 'dates',
      tree: tree('2026.2.1', entry('2026.2.1', '### Breaking', '', '- X')),
      release: '2026.2.1',
      reason: 'the version may be a date',
    },
    { name: 'between releases', tree: tree('1.2.0', before), reason: 'asked in release mode only' },
    { name: 'no changelog', tree: {}, release: '1.2.0', reason: 'no changelog' },
    { name: 'no entry', tree: tree('1.2.0', before), release: '1.2.0', reason: /no entry for 1\.2\.0/ },
    { name: 'four numbers', tree: tree('1.2.0.1', before), release: '1.2.0.1', reason: /no SemVer/ },
  ],
});

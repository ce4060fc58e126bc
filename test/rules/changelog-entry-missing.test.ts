import { expect, test } from 'vitest';
import { TEXT_LIMIT } from '../../src/project/reader.ts';
import { rule } from '../../src/rules/changelog-entry-missing.ts';
import { ruleTester, runCase } from '../rule-tester.ts';

/** A changelog of these versions, newest first, in the style of Keep a Changelog. */
const changelog = (versions: readonly string[], top = ''): { 'CHANGELOG.md': string } => ({
  'CHANGELOG.md': `# Changelog\n\n${top}${versions.map((version) => `## [${version}] - 2026-01-02\n\n- a\n`).join('\n')}`,
});
const kept = ['0.3.0', '0.2.1', '0.2.0', '0.1.0'];
const tagged = kept.map((version) => `v${version}`);
const pyproject = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "0.3.1"\n' };

ruleTester(rule, {
  ok: [
    { name: 'the entry is there', tree: changelog(['0.3.1', ...kept]), release: '0.3.1', tags: tagged },
    { name: 'in PEP 440’s spelling', tree: changelog(['0.2.0rc1']), tag: 'v0.2.0-rc.1' },
    { name: 'without the zero at the end (Python-Markdown 3.8)', tree: changelog(['3.8']), release: '3.8.0' },
    { name: 'with zeros that the tag lacks', tree: changelog(['3.8.0']), release: '3.8' },
    { name: 'a padded calendar version', tree: changelog(['2026.06.18']), release: '2026.6.18' },
    { name: 'for the whole series', tree: changelog(['1.2.x', '1.1.x']), release: '1.2.3' },
    { name: 'a range holds it', tree: changelog(['0.1.1 - 0.1.3']), release: '0.1.2' },
    { name: 'two versions in one heading', tree: changelog(['2.0.1 / 1.9.8']), release: '1.9.8' },
    {
      name: 'a development heading is for changelog-unreleased-left',
      tree: changelog(['2.5.0dev0 - In development', '2.4.0']),
      release: '2.5.0',
    },
    {
      name: 'a heading that lost its marks',
      tree: { 'CHANGELOG.md': `# Changelog\n\n[0.3.1]\n\n- a\n\n${changelog(kept)['CHANGELOG.md'].slice(13)}` },
      release: '0.3.1',
      tags: tagged,
    },
  ],
  bad: [
    {
      name: 'each release had one, and this has none',
      tree: changelog(kept),
      release: '0.3.1',
      tags: tagged,
      reports: [
        {
          message: 'absent',
          data: { file: 'CHANGELOG.md', version: '0.3.1', newest: '0.3.0', heading: '## [0.3.1] - YYYY-MM-DD' },
          at: 'CHANGELOG.md:3:4-24',
        },
      ],
    },
    {
      name: 'what changed stands under Unreleased',
      tree: changelog(kept, '## [Unreleased]\n\n- b\n\n'),
      release: '0.3.1',
      tags: tagged,
      reports: [
        {
          message: 'unreleased',
          data: { file: 'CHANGELOG.md', version: '0.3.1', section: '[Unreleased]', heading: '## [0.3.1] - YYYY-MM-DD' },
          at: 'CHANGELOG.md:3:4-16',
        },
      ],
      fixed: changelog(kept, '## [Unreleased]\n\n## [0.3.1] - 2026-11-20\n\n- b\n\n'),
    },
    {
      name: 'with the links of Keep a Changelog',
      tree: {
        'CHANGELOG.md':
          '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- b\n\n## [0.3.0] - 2026-01-02\n\n- a\n\n## [0.2.0] - 2026-01-01\n\n- a\n\n[unreleased]: https://github.com/o/demo/compare/v0.3.0...HEAD\n[0.3.0]: https://github.com/o/demo/compare/v0.2.0...v0.3.0\n[0.2.0]: https://github.com/o/demo/releases/tag/v0.2.0\n',
      },
      release: '0.3.1',
      tags: ['v0.3.0', 'v0.2.0'],
      reports: [{ message: 'unreleased', at: 'CHANGELOG.md:3:4-16' }],
      fixed: {
        'CHANGELOG.md':
          '# Changelog\n\n## [Unreleased]\n\n## [0.3.1] - 2026-11-20\n\n### Added\n\n- b\n\n## [0.3.0] - 2026-01-02\n\n- a\n\n## [0.2.0] - 2026-01-01\n\n- a\n\n[unreleased]: https://github.com/o/demo/compare/v0.3.1...HEAD\n[0.3.1]: https://github.com/o/demo/compare/v0.3.0...v0.3.1\n[0.3.0]: https://github.com/o/demo/compare/v0.2.0...v0.3.0\n[0.2.0]: https://github.com/o/demo/releases/tag/v0.2.0\n',
      },
    },
    {
      name: 'headings that hold their own address, dates in words, Windows line ends',
      tree: {
        'CHANGELOG.md':
          '## Unreleased\r\n\r\n- b\r\n\r\n## [0.3.0](https://github.com/o/demo/compare/v0.2.0...v0.3.0) (March 5, 2026)\r\n\r\n- a\r\n',
      },
      release: '0.3.1',
      tags: ['v0.3.0'],
      reports: [{ message: 'unreleased', at: 'CHANGELOG.md:1:4-14' }],
      fixed: {
        'CHANGELOG.md':
          '## Unreleased\r\n\r\n## [0.3.1](https://github.com/o/demo/compare/v0.3.0...v0.3.1) (November 20, 2026)\r\n\r\n- b\r\n\r\n## [0.3.0](https://github.com/o/demo/compare/v0.2.0...v0.3.0) (March 5, 2026)\r\n\r\n- a\r\n',
      },
    },
    {
      name: 'underlines and overlines of reStructuredText',
      tree: {
        'CHANGES.rst':
          'Changes\n=======\n\nUnreleased\n----------\n\n- b\n\nVersion 0.9 (2026-01-02)\n------------------------\n\n- a\n',
      },
      release: '0.10.0',
      tags: ['v0.9'],
      reports: [{ message: 'unreleased', at: 'CHANGES.rst:4:1-11' }],
      fixed: {
        'CHANGES.rst':
          'Changes\n=======\n\nUnreleased\n----------\n\nVersion 0.10.0 (2026-11-20)\n---------------------------\n\n- b\n\nVersion 0.9 (2026-01-02)\n------------------------\n\n- a\n',
      },
    },
    {
      name: 'dates in a way that is not certain are left to a person',
      tree: { 'CHANGELOG.md': '## Unreleased\n\n- b\n\n## 0.3.0 (Thu 5th March 2026)\n\n- a\n' },
      release: '0.3.1',
      tags: ['v0.3.0'],
      reports: [{ message: 'unreleased', at: 'CHANGELOG.md:1:4-14' }],
      fixed: null,
    },
    {
      name: 'an empty section for the next release (meltano v1.93.0)',
      tree: changelog(kept, '## Unreleased\n\n### New\n\n### Fixes\n\n'),
      release: '0.3.1',
      tags: tagged,
      reports: [{ message: 'absent', at: 'CHANGELOG.md:9:4-24' }],
    },
    {
      name: 'the heading has another version (mimesis v10.1.0)',
      tree: { 'CHANGELOG.rst': 'Version 11.0.0\n--------------\n\n- a\n\nVersion 10.0.0\n--------------\n\n- b\n' },
      tag: 'v10.1.0',
      tags: ['v10.1.0', 'v10.0.0'],
      reports: [
        {
          message: 'absent',
          data: { file: 'CHANGELOG.rst', version: '10.1.0', newest: '11.0.0', heading: 'Version 10.1.0' },
          at: 'CHANGELOG.rst:1:1-15',
        },
      ],
    },
    {
      name: 'a file for each release, and none for this one',
      tree: { 'docs/releases/0.3.0.md': '- a\n', 'docs/releases/0.2.1.md': '- b\n', 'docs/releases/0.2.0.md': '- c\n' },
      release: '0.3.1',
      tags: ['v0.3.0', 'v0.2.1', 'v0.2.0'],
      reports: [
        {
          message: 'noFile',
          data: { folder: 'docs/releases', version: '0.3.1', newest: '0.3.0', path: 'docs/releases/0.3.1.md' },
          at: 'docs/releases/0.3.0.md:1:1',
        },
      ],
    },
    {
      name: 'one earlier release was forgotten too',
      tree: changelog(['0.2.1', '0.2.0', '0.1.1', '0.1.0']),
      release: '0.3.1',
      tags: ['v0.3.0', 'v0.2.1', 'v0.2.0', 'v0.1.1', 'v0.1.0'],
      reports: [
        {
          message: 'lapsed',
          data: { file: 'CHANGELOG.md', version: '0.3.1', previous: '0.3.0', heading: '## [0.3.1] - YYYY-MM-DD' },
          at: 'CHANGELOG.md:3:4-24',
        },
      ],
    },
    {
      name: 'entries came after the tag once, and no more (fparser 0.1.0)',
      tree: changelog(['0.3.0', '0.2.1', '0.2.0', '0.1.1', '0.1.0']),
      release: '0.4.0',
      tags: ['v0.3.0', 'v0.2.1', 'v0.2.0', 'v0.1.1'],
      treesAt: {
        'v0.3.0': changelog(['0.3.0', '0.2.1']),
        'v0.2.1': changelog(['0.2.0']),
        'v0.2.0': changelog(['0.1.1']),
      },
      reports: [{ message: 'absent', at: 'CHANGELOG.md:3:4-24' }],
    },
    {
      name: 'the file began with the last two releases',
      tree: changelog(['0.1.4', '0.1.3']),
      release: '1.0.0',
      tags: ['v0.1.4', 'v0.1.3', 'v0.1.2', 'v0.1.1', 'v0.1.0'],
      reports: [{ message: 'absent', at: 'CHANGELOG.md:3:4-24' }],
    },
    {
      name: 'the first release',
      tree: changelog([], '## Unreleased\n\n- a\n'),
      release: '0.1.0',
      tags: [],
      reports: [
        {
          message: 'unreleased',
          data: { file: 'CHANGELOG.md', version: '0.1.0', section: 'Unreleased', heading: '## 0.1.0 - YYYY-MM-DD' },
          at: 'CHANGELOG.md:3:4-14',
        },
      ],
    },
    {
      name: 'a file that is written downwards',
      tree: { 'CHANGELOG.md': '# 0.1\n- a\n# 0.2\n- b\n# 0.3\n- c\n' },
      release: '0.4',
      tags: ['0.3', '0.2', '0.1'],
      reports: [{ message: 'absent', at: 'CHANGELOG.md:5:3-6' }],
    },
    {
      name: 'a shallow clone, and a version that comes next',
      tree: changelog(kept),
      release: '0.4.0',
      tags: 'shallow',
      reports: [{ message: 'absent', at: 'CHANGELOG.md:3:4-24' }],
    },
    {
      name: 'a first patch release where headings have two numbers',
      tree: changelog(['1.2', '1.1', '1.0']),
      release: '1.2.1',
      tags: ['1.2', '1.1', '1.0'],
      reports: [{ message: 'absent', at: 'CHANGELOG.md:3:4-22' }],
    },
    {
      name: 'a pre-release, where pre-releases have entries',
      tree: changelog(['0.2.0b2', '0.2.0b1', '0.1.0'], '## Unreleased\n\n- a\n\n'),
      release: '0.2.0b3',
      tags: ['v0.2.0b2', 'v0.2.0b1', 'v0.1.0'],
      reports: [{ message: 'unreleased', at: 'CHANGELOG.md:3:4-14' }],
    },
    {
      name: 'a pre-release, where the config asks for an entry',
      options: { 'pre-releases': 'always' },
      tree: changelog(kept),
      release: '0.4.0rc1',
      tags: tagged,
      reports: [{ message: 'absent', at: 'CHANGELOG.md:3:4-24' }],
    },
    {
      name: 'tags of both prefixes, and an alias',
      tree: changelog(kept),
      release: '0.3.1',
      tags: [
        { name: 'v0', commit: 'a'.repeat(40) },
        { name: 'v0.3.0', commit: 'a'.repeat(40) },
        'v0.2.1',
        '0.2.0',
        '0.1.0',
      ],
      reports: [{ message: 'absent', at: 'CHANGELOG.md:3:4-24' }],
    },
  ],
  skip: [
    {
      name: 'a pre-release, and none before it shows that they are noted (isort 9.0.0a1)',
      tree: changelog(kept),
      release: '0.4.0rc1',
      tags: tagged,
      reason: /none before it shows/,
    },
    {
      name: 'a pre-release, where the config says that they have none',
      options: { 'pre-releases': 'never' },
      tree: changelog(kept),
      release: '0.4.0rc1',
      tags: tagged,
      reason: /the config says/,
    },
    {
      name: 'a bot appends the entry after the tag (docformatter, sanic)',
      tree: changelog(['0.3.0', '0.2.1', '0.2.0']),
      release: '0.3.1',
      tags: ['v0.3.0', 'v0.2.1', 'v0.2.0'],
      treesAt: { 'v0.3.0': changelog(['0.2.1']), 'v0.2.1': changelog(['0.2.0']) },
      reason: 'CHANGELOG.md had it only after the tag for 2 of the last 2 releases',
    },
    {
      name: 'the last two releases have none: the habit was given up',
      tree: changelog(['0.2.1', '0.2.0', '0.1.1', '0.1.0', '0.0.1']),
      release: '0.2.4',
      tags: ['v0.2.3', 'v0.2.2', 'v0.2.1', 'v0.2.0', 'v0.1.1', 'v0.1.0', 'v0.0.1'],
      reason: /has an entry for/,
    },
    {
      name: 'the release workflow gathers change fragments',
      tree: {
        ...changelog(kept),
        'pyproject.toml': `${pyproject['pyproject.toml']}\n[tool.towncrier]\ndirectory = "changes"\nfilename = "CHANGELOG.md"\n`,
        'changes/12.feature.md': 'More.\n',
        '.github/workflows/release.yml':
          'on:\n  push:\n    tags: ["v*"]\njobs:\n  notes:\n    runs-on: ubuntu-latest\n    steps:\n      - run: towncrier build --yes\n',
      },
      tag: 'v0.3.1',
      tags: tagged,
      reason: /writes the entry from change fragments/,
    },
    {
      name: 'it is in a comment only: changelog-hidden-entry says so (validate-pyproject v0.25)',
      tree: {
        'CHANGELOG.rst':
          '..\n    Version 0.25\n    ============\n\n    - a\n\nVersion 0.24\n============\n\n- b\n\nVersion 0.23\n============\n\n- c\n',
      },
      release: '0.25',
      tags: ['v0.24', 'v0.23'],
      reason: /changelog-hidden-entry/,
    },
    {
      name: 'its heading cannot be read: changelog-heading-malformed says so',
      tree: { 'CHANGELOG.md': changelog(kept)['CHANGELOG.md'].replace('## [0.3.0]', '## 0..3.1\n\n- a\n\n## [0.3.0]') },
      release: '0.3.1',
      tags: tagged,
      reason: /changelog-heading-malformed/,
    },
    {
      name: 'a pointer into another project of the repository (setuptools-scm)',
      tree: {
        'pyproject.toml': '[project]\nname = "workspace"\nversion = "0"\n',
        'CHANGELOG.md': 'The changes are in [core/CHANGELOG.md](core/CHANGELOG.md).\n',
        'core/pyproject.toml': '[project]\nname = "core"\nversion = "10.0"\n',
        'core/CHANGELOG.md': '## 10.0\n\n- A.\n',
      },
      release: '1.3.0',
      reason: /points to core\/CHANGELOG.md, of the project in core/,
    },
    { name: 'dev mode', tree: changelog(kept), reason: 'release mode' },
    { name: 'no changelog', tree: pyproject, release: '0.3.1', reason: 'no changelog' },
    {
      name: 'the config names none that is there',
      tree: changelog(kept),
      release: '0.3.1',
      config: { changelog: { file: 'NEWS.md' } },
      reason: /the config names NEWS\.md/,
    },
    {
      name: 'a stub',
      tree: { 'CHANGELOG.md': 'See https://github.com/o/r/releases\n' },
      release: '0.3.1',
      reason: /only points to/,
    },
    { name: 'a post-release', tree: changelog(kept), release: '0.3.0.post1', tags: tagged, reason: /post-release/ },
    { name: 'no version', tree: changelog(kept), release: 'nightly', reason: /no version that could be looked up/ },
    {
      name: 'no heading with a version',
      tree: { 'CHANGELOG.md': '# Changelog\n\nTo be written.\n' },
      release: '0.3.1',
      reason: /no heading with a version/,
    },
    {
      name: 'abandoned: the last three releases have none',
      tree: changelog(['0.1.0']),
      release: '0.5.0',
      tags: ['v0.4.0', 'v0.3.0', 'v0.2.0', 'v0.1.0'],
      reason: 'CHANGELOG.md has an entry for 1 of the last 4 releases',
    },
    {
      name: 'patch releases have none',
      tree: changelog(['0.4.0', '0.3.0', '0.2.0']),
      release: '0.4.2',
      tags: ['v0.4.1', 'v0.4.0', 'v0.3.1', 'v0.3.0', 'v0.2.1', 'v0.2.0'],
      reason: 'CHANGELOG.md has an entry for 0 of the last 3 releases like it',
    },
    {
      name: 'highlights of some releases',
      tree: changelog(['0.5.0', '0.4.0', '0.3.0']),
      release: '0.6.0',
      tags: ['0.5.3', '0.5.2', '0.5.1', '0.5.0', '0.4.4', '0.4.3', '0.4.2', '0.4.1', '0.4.0', '0.3.1', '0.3.0'].map(
        (one) => `v${one}`,
      ),
      reason: /of the last 10 releases/,
    },
    {
      name: 'the only earlier release has none',
      tree: changelog(['0.1.0']),
      release: '0.3.0',
      tags: ['v0.2.0'],
      reason: /0 of the last 1/,
    },
    {
      name: 'one entry for a series of releases',
      tree: changelog(['1.2', '1.1']),
      release: '1.2.2',
      tags: ['v1.2.1', 'v1.2.0', 'v1.1.0'],
      reason: /a series of releases/,
    },
    {
      name: 'one entry for a series, as far as can be known',
      tree: changelog(['1.3', '1.2', '1.1']),
      release: '1.3.2',
      tags: 'shallow',
      reason: /a series of releases/,
    },
    {
      name: 'newer releases are noted elsewhere',
      tree: changelog(
        ['0.1.0'],
        'For releases after 0.1.0 see the [GitHub releases](https://github.com/o/r/releases).\n\n',
      ),
      release: '0.2.0',
      tags: ['v0.1.0'],
      reason: /noted elsewhere/,
    },
    {
      name: 'made from tags',
      tree: {
        'CHANGELOG.md':
          '## [v0.1.0](https://github.com/o/r/tree/v0.1.0) (2026-01-02)\n\n[Full Changelog](https://github.com/o/r/compare/a...v0.1.0)\n',
      },
      release: '0.2.0',
      tags: ['v0.1.0'],
      reason: /after its tag/,
    },
    {
      name: 'a pre-release, and earlier ones have none',
      tree: changelog(kept),
      release: '0.4.0rc2',
      tags: ['v0.4.0rc1', 'v0.4.0b1', ...tagged],
      reason: '0 of the last 2 pre-releases',
    },
    {
      name: 'a pre-release, and the entry of the final one is there',
      tree: changelog(['0.4.0 (unreleased)', ...kept]),
      release: '0.4.0rc1',
      tags: tagged,
      reason: 'the entry of 0.4.0 is there',
    },
    {
      name: 'a pre-release, and changes are listed',
      tree: changelog(kept, '## [Unreleased]\n\n- b\n\n'),
      release: '0.4.0rc1',
      tags: tagged,
      reason: /stand under \[Unreleased\]/,
    },
    {
      name: 'a pre-release in a shallow clone',
      tree: changelog(kept),
      release: '0.4.0rc1',
      tags: 'shallow',
      reason: /without tags/,
    },
    {
      name: 'a development release',
      tree: changelog(kept),
      release: '0.4.0.dev1',
      tags: tagged,
      reason: /development releases/,
    },
    {
      name: 'a shallow clone, and a file that is far behind',
      tree: changelog(kept),
      release: '4.2.0',
      tags: 'shallow',
      reason: /still kept/,
    },
    {
      name: 'no repository, and a file of later releases only',
      tree: changelog(['2.0.0']),
      release: '1.4.0',
      reason: /no entry below 1\.4\.0/,
    },
    {
      name: 'a tag of another project',
      tree: { ...changelog(['10.2.1', '10.2.0']), ...pyproject },
      tag: 'widget-v2.3.1',
      tags: ['widget-v2.3.1', 'v10.2.1', 'widget-v2.3.0', 'v10.2.0'],
      reason: /another project/,
    },
  ],
});

test('beyond the limit of reading nothing can be known', async () => {
  const tree = { 'CHANGELOG.md': `## 0.3.0\n${'- a\n'.repeat(TEXT_LIMIT / 4)}` };
  const { report } = await runCase(rule, { name: 'cut', tree, release: '0.2.9', tags: tagged });
  expect(report.verdicts).toEqual([
    {
      id: 'changelog-entry-missing',
      target: 0,
      outcome: 'error',
      reason: 'CHANGELOG.md is too large to be read to its end, where 0.2.9 may stand',
    },
  ]);
});

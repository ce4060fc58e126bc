import { rule } from '../../src/rules/changelog-fragments-left.ts';
import { ruleTester } from '../rule-tester.ts';

const pyproject = {
  'pyproject.toml': '[project]\nname = "demo"\n\n[tool.towncrier]\ndirectory = "news"\nfilename = "NEWS.rst"\n',
};
const news = (version: string, notes = '- Fix it. (#12)') => ({
  'NEWS.rst': `${version} (2026-01-01)\n==================\n\n${notes}\n\n0.1.0 (2025-01-01)\n==================\n\n- b (#7)\n`,
});

ruleTester(rule, {
  ok: [
    { name: 'all gathered', tree: { ...pyproject, ...news('0.2.0'), 'news/.gitignore': '' }, release: '0.2.0' },
    {
      name: 'what explains and what is a template',
      tree: {
        'pyproject.toml': `${pyproject['pyproject.toml']}template = "news/_template.rst"\n`,
        ...news('0.2.0'),
        'news/README.rst': 'How to',
        'news/_template.rst': '{{ }}',
      },
      release: '0.2.0',
    },
    {
      name: 'a fragment in a folder of its own',
      tree: { ...pyproject, ...news('0.2.0'), 'news/old/12.bugfix.rst': 'Fix it.' },
      release: '0.2.0',
    },
  ],
  bad: [
    {
      name: 'gathered and left (pip 19.0)',
      tree: { ...pyproject, ...news('0.2.0'), 'news/12.bugfix.rst': 'Fix it.' },
      release: '0.2.0',
      reports: [
        {
          message: 'gathered',
          data: {
            count: '1 fragment',
            folder: 'news',
            version: '0.2.0',
            file: 'NEWS.rst',
            first: 'news/12.bugfix.rst',
          },
          at: 'news/12.bugfix.rst:1:1',
          related: ['NEWS.rst:1:1-19'],
        },
      ],
    },
    {
      name: 'merged after they were gathered (pdm 1.6.1)',
      tree: { ...pyproject, ...news('0.2.0'), 'news/13.feature.rst': 'New.', 'news/+a.doc.rst': 'Say.' },
      release: '0.2.0',
      reports: [
        {
          message: 'late',
          data: {
            count: '2 fragments',
            folder: 'news',
            version: '0.2.0',
            file: 'NEWS.rst',
            first: 'news/+a.doc.rst',
            command: 'towncrier build --yes --version 0.2.0',
          },
          at: 'news/+a.doc.rst:1:1',
        },
      ],
    },
    {
      name: 'gathered and left, of a type whose text is not shown',
      tree: { ...pyproject, ...news('0.2.0', '- #12, #15'), 'news/15.misc.rst': '' },
      release: '0.2.0',
      reports: [{ message: 'gathered', at: 'news/15.misc.rst:1:1' }],
    },
    {
      name: 'the same issue in other words',
      tree: { ...pyproject, ...news('0.2.0'), 'news/12.feature.rst': 'Fix more of it.' },
      release: '0.2.0',
      reports: [{ message: 'late', at: 'news/12.feature.rst:1:1' }],
    },
    {
      name: 'an issue of another entry',
      tree: { ...pyproject, ...news('0.2.0'), 'news/7.feature.rst': 'New.' },
      release: '0.2.0',
      reports: [{ message: 'late', at: 'news/7.feature.rst:1:1' }],
    },
    {
      name: 'scriv',
      tree: {
        'setup.cfg': '[metadata]\nname = demo\n[scriv]\nformat = md\n',
        'CHANGELOG.md': '# 0.2.0 — 2026-01-01\n\n- a\n\n# 0.1.0 — 2025-01-01\n\n- b\n',
        'changelog.d/20260101_120000_me.md': '- New.\n',
      },
      release: '0.2.0',
      reports: [{ message: 'late', at: 'changelog.d/20260101_120000_me.md:1:1' }],
    },
  ],
  skip: [
    { name: 'no fragments', tree: news('0.2.0'), release: '0.2.0', reason: 'no change fragments' },
    { name: 'dev mode', tree: { ...pyproject, ...news('0.2.0'), 'news/12.bugfix': 'a' }, reason: 'release mode' },
    {
      name: 'the section is not written yet: changelog-entry-missing says it',
      tree: { ...pyproject, ...news('0.2.0'), 'news/14.bugfix.rst': 'Fix it.' },
      release: '0.3.0',
      reason: 'no entry for 0.3.0',
    },
    {
      name: 'kept from one pre-release to the next',
      tree: { ...pyproject, ...news('0.2.0rc1'), 'news/12.bugfix.rst': 'Fix it.' },
      release: '0.2.0rc1',
      reason: 'pre-release',
    },
    {
      name: 'notes that stay for good (reno)',
      tree: {
        'setup.cfg': '[metadata]\nname = demo\n',
        'CHANGES.rst': news('0.2.0')['NEWS.rst'],
        'releasenotes/notes/add-it-6e7e2afe7c7863cb.yaml': 'features:\n  - a\n',
      },
      release: '0.2.0',
      reason: 'for good',
    },
    {
      name: 'a changelog that the tool does not write',
      tree: {
        'pyproject.toml': pyproject['pyproject.toml'].replace('NEWS.rst', 'docs/log.rst'),
        ...news('0.2.0'),
        'news/12.bugfix.rst': 'Fix it.',
      },
      release: '0.2.0',
      reason: 'writes docs/log.rst',
    },
  ],
});

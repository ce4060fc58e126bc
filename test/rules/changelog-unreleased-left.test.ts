import { rule } from '../../src/rules/changelog-unreleased-left.ts';
import { ruleTester } from '../rule-tester.ts';

const md = (text: string) => ({ 'CHANGELOG.md': text });
const older = '\n## 0.1.0 (2026-01-01)\n\n- b\n';

ruleTester(rule, {
  ok: [
    { name: 'a date', tree: md(`## 0.2.0 (2026-01-02)\n\n- a\n${older}`), release: '0.2.0' },
    {
      name: 'an empty section for the next one',
      tree: md(`## [Unreleased]\n\n### Added\n\n## 0.2.0 (2026-01-02)\n\n- a\n${older}`),
      release: '0.2.0',
    },
    {
      name: 'a section with what always stands there (scikit-build)',
      tree: md(`## Next release\n\nWe are hard at work on it.\n\n## 0.2.0 (2026-01-02)\n\n- a\n${older}`),
      release: '0.2.0',
    },
    {
      name: 'changes beside an older line',
      tree: md(`## [Unreleased]\n\n- c\n\n## 0.2.0 (2026-01-02)\n\n- a\n${older}`),
      release: '0.1.0',
    },
    {
      name: 'changes beside a pre-release',
      tree: md(`## [Unreleased]\n\n- c\n\n## 0.2.0rc1 (2026-01-02)\n\n- a\n${older}`),
      release: '0.2.0rc1',
    },
    {
      name: 'a development release by its own name',
      tree: md(`## 0.2.0.dev3\n\n- a\n${older}`),
      release: '0.2.0.dev3',
    },
    {
      name: 'one of another version',
      tree: md(`## 0.3.0 (unreleased)\n\n- c\n\n## 0.2.0 (2026-01-02)\n\n- a\n${older}`),
      release: '0.2.0',
    },
    {
      name: 'development releases below, with dates',
      tree: md(`## 0.2.0 (2026-01-02)\n\n- a\n\n## 0.2.0.dev1 (2026-01-01)\n\n- c\n${older}`),
      release: '0.2.0',
    },
    {
      name: 'one that was skipped',
      tree: md(`## 0.2.0 (2026-01-02) [never released on conda]\n\n- a\n${older}`),
      release: '0.2.0',
    },
  ],
  bad: [
    {
      name: 'the heading says so',
      tree: md(`## 0.2.0 (unreleased)\n\n- a\n${older}`),
      release: '0.2.0',
      reports: [
        {
          message: 'heading',
          data: { version: '0.2.0', mark: 'unreleased', heading: '0.2.0 (YYYY-MM-DD)' },
          at: 'CHANGELOG.md:1:11-21',
        },
      ],
      fixed: md(`## 0.2.0 (2026-11-20)\n\n- a\n${older}`),
    },
    {
      name: 'a slip in the word (loky 2.1.0)',
      tree: md(`## 0.2.0 (in developement)\n\n- a\n${older}`),
      release: '0.2.0',
      reports: [{ message: 'heading', at: 'CHANGELOG.md:1:11-26' }],
    },
    {
      name: 'a date to be filled in (parsel v1.2.0)',
      tree: {
        NEWS: '1.2.0 (2017-05-XX)\n~~~~~~~~~~~~~~~~~~\n\n* a\n\n1.1.0 (2016-11-22)\n~~~~~~~~~~~~~~~~~~\n\n* b\n',
      },
      release: '1.2.0',
      reports: [
        {
          message: 'heading',
          data: { version: '1.2.0', mark: '2017-05-XX', heading: '1.2.0 (YYYY-MM-DD)' },
          at: 'NEWS:1:8-18',
        },
      ],
      fixed: {
        NEWS: '1.2.0 (2026-11-20)\n~~~~~~~~~~~~~~~~~~\n\n* a\n\n1.1.0 (2016-11-22)\n~~~~~~~~~~~~~~~~~~\n\n* b\n',
      },
    },
    {
      name: 'a development heading (loky)',
      tree: md('### 2.5.0dev0 - In development\n\n- a\n\n### 2.4.0 - 2018-11-01\n\n- b\n'),
      release: '2.5.0',
      reports: [
        {
          message: 'heading',
          data: { version: '2.5.0', mark: 'In development', heading: '2.5.0 - YYYY-MM-DD' },
          at: 'CHANGELOG.md:1:17-31',
        },
      ],
    },
    {
      name: 'a development version alone (Radicale)',
      tree: md('## 3.8.0.dev\n* a\n\n## 3.7.8\n* b\n'),
      release: '3.8.0',
      reports: [
        { message: 'heading', data: { version: '3.8.0', mark: '.dev', heading: '3.8.0' }, at: 'CHANGELOG.md:1:9-13' },
      ],
      fixed: md('## 3.8.0\n* a\n\n## 3.7.8\n* b\n'),
    },
    {
      name: 'the line below the heading says so (Flask)',
      tree: {
        'CHANGES.rst':
          'Version 3.1.0\n-------------\n\nUnreleased\n\n- a\n\nVersion 3.0.0\n-------------\n\nReleased 2023-09-30\n\n- b\n',
      },
      release: '3.1.0',
      reports: [
        {
          message: 'heading',
          data: { version: '3.1.0', mark: 'Unreleased', heading: 'YYYY-MM-DD' },
          at: 'CHANGES.rst:4:1-11',
        },
      ],
      fixed: {
        'CHANGES.rst':
          'Version 3.1.0\n-------------\n\nReleased 2026-11-20\n\n- a\n\nVersion 3.0.0\n-------------\n\nReleased 2023-09-30\n\n- b\n',
      },
    },
    {
      name: 'a development heading over the entry itself (loky 2.5.0)',
      tree: md('### 2.5.0dev0 - In development\n\n\n### 2.5.0 - 2019-06-07\n\n- a\n'),
      release: '2.5.0',
      reports: [
        {
          message: 'leftover',
          data: { dev: '2.5.0dev0', version: '2.5.0' },
          at: 'CHANGELOG.md:1:5-31',
          related: ['CHANGELOG.md:4:5-23'],
        },
      ],
    },
    {
      name: 'changes beside the entry',
      tree: md(`## [Unreleased]\n\n- c\n\n## 0.2.0 (2026-01-02)\n\n- a\n${older}`),
      release: '0.2.0',
      reports: [
        {
          message: 'items',
          data: { section: '[Unreleased]', version: '0.2.0' },
          at: 'CHANGELOG.md:1:4-16',
          related: ['CHANGELOG.md:5:4-22'],
        },
      ],
    },
  ],
  skip: [
    { name: 'dev mode', tree: md('## 0.2.0 (unreleased)\n\n- a\n'), reason: 'release mode' },
    {
      name: 'no entry: changelog-entry-missing says it',
      tree: md(`## [Unreleased]\n\n- c\n${older}`),
      release: '0.2.0',
      reason: 'no entry for 0.2.0',
    },
    { name: 'no changelog', tree: {}, release: '0.2.0', reason: 'no changelog' },
  ],
});

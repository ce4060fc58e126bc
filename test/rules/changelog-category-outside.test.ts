import { rule } from '../../src/rules/changelog-category-outside.ts';
import { ruleTester } from '../rule-tester.ts';

const HEADER = '# Changelog\n\nThe format is based on [Keep a Changelog](https://keepachangelog.com/).\n\n';
const section = (heading: string, ...categories: string[]) =>
  `## ${heading}\n\n${categories.map((one) => `### ${one}\n\n- a\n\n`).join('')}`;
const older = ['0.3.0', '0.2.0', '0.1.0'].map((one) => section(one, 'Added', 'Fixed')).join('');
const md = (text: string, header = HEADER) => ({ 'CHANGELOG.md': header + text });

ruleTester(rule, {
  ok: [
    { name: 'all below categories', tree: md(section('0.4.0', 'Added', 'Fixed') + older), release: '0.4.0' },
    { name: 'no categories at all', tree: md(`## 0.4.0\n\n- a\n\n${older}`), release: '0.4.0' },
    {
      name: 'an introduction',
      tree: md(`## 0.4.0\n\nThis release is about speed.\n\n### Added\n\n- a\n\n${older}`),
      release: '0.4.0',
    },
  ],
  bad: [
    {
      name: 'an item above the first category (httpx 0.11.0)',
      tree: md(`## 0.4.0\n\n- b\n\n### Added\n\n- a\n\n### Fixed\n\n- c\n\n${older}`),
      release: '0.4.0',
      reports: [
        { message: 'outside', data: { section: '0.4.0', categories: 'Added, Fixed' }, at: 'CHANGELOG.md:7:1-4' },
      ],
    },
  ],
  skip: [
    { name: 'no changelog', tree: {}, release: '0.4.0', reason: 'no changelog' },
    {
      name: 'a file that does not follow Keep a Changelog',
      tree: md(`## 0.4.0\n\n- b\n\n### Added\n\n- a\n\n${older}`, '# Changelog\n\n'),
      release: '0.4.0',
      reason: 'does not say',
    },
  ],
});

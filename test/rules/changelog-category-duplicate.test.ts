import { rule } from '../../src/rules/changelog-category-duplicate.ts';
import { ruleTester } from '../rule-tester.ts';

const HEADER = '# Changelog\n\nThe format is based on [Keep a Changelog](https://keepachangelog.com/).\n\n';
const section = (heading: string, ...categories: string[]) =>
  `## ${heading}\n\n${categories.map((one) => `### ${one}\n\n- a\n\n`).join('')}`;
const older = ['0.3.0', '0.2.0', '0.1.0'].map((one) => section(one, 'Added', 'Fixed')).join('');
const md = (text: string, header = HEADER) => ({ 'CHANGELOG.md': header + text });

ruleTester(rule, {
  ok: [
    { name: 'each once', tree: md(section('0.4.0', 'Added', 'Fixed') + older), release: '0.4.0' },
    { name: 'twice in another entry', tree: md(older + section('0.0.9', 'Fixed', 'Fixed')), release: '0.3.0' },
    { name: 'names of the project’s own', tree: md(section('0.4.0', 'Core', 'Core') + older), release: '0.4.0' },
    {
      name: 'once for each part of the project',
      tree: md(`## 0.4.0\n\n### Core\n\n#### Fixed\n\n- a\n\n### Web\n\n#### Fixed\n\n- a\n\n${older}`),
      release: '0.4.0',
    },
  ],
  bad: [
    {
      name: 'after a merge (rich v12.5.0)',
      tree: md(section('0.4.0', 'Added', 'Changed', 'Added') + older),
      release: '0.4.0',
      reports: [
        {
          message: 'twice',
          data: { name: 'Added', section: '0.4.0' },
          at: 'CHANGELOG.md:15:5-10',
          related: ['CHANGELOG.md:7:5-10'],
        },
      ],
    },
    {
      name: 'in what is not out, before a release',
      tree: md(section('[Unreleased]', 'Fixed', 'Fixed') + older),
      reports: [
        { message: 'twice', data: { name: 'Fixed', section: 'what is not out yet' }, at: 'CHANGELOG.md:11:5-10' },
      ],
    },
  ],
  skip: [
    { name: 'no changelog', tree: {}, release: '0.4.0', reason: 'no changelog' },
    {
      name: 'a file that does not follow Keep a Changelog',
      tree: md(section('0.4.0', 'Fixed', 'Fixed') + older, '# Changelog\n\n'),
      release: '0.4.0',
      reason: 'does not say',
    },
  ],
});

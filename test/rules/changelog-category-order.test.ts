import { rule } from '../../src/rules/changelog-category-order.ts';
import { ruleTester } from '../rule-tester.ts';

const HEADER = '# Changelog\n\nThe format is based on [Keep a Changelog](https://keepachangelog.com/).\n\n';
const section = (heading: string, ...categories: string[]) =>
  `## ${heading}\n\n${categories.map((one) => `### ${one}\n\n- a\n\n`).join('')}`;
const older = ['0.3.0', '0.2.0', '0.1.0'].map((one) => section(one, 'Added', 'Fixed')).join('');
const md = (text: string, header = HEADER) => ({ 'CHANGELOG.md': header + text });

ruleTester(rule, {
  ok: [
    { name: 'in order', tree: md(section('0.4.0', 'Added', 'Removed', 'Fixed') + older), release: '0.4.0' },
    { name: 'others between', tree: md(section('0.4.0', 'Docs', 'Added', 'Fixed') + older), release: '0.4.0' },
  ],
  bad: [
    {
      name: 'out of order',
      tree: md(section('0.4.0', 'Fixed', 'Added') + older),
      release: '0.4.0',
      reports: [{ message: 'order', data: { name: 'Added', before: 'Fixed' }, at: 'CHANGELOG.md:11:5-10' }],
    },
  ],
  skip: [
    {
      name: 'an order of the project’s own',
      tree: md(section('0.4.0', 'Fixed', 'Added') + older + section('0.0.9', 'Fixed', 'Added')),
      release: '0.4.0',
      reason: 'do not keep to an order',
    },
    { name: 'no changelog', tree: {}, release: '0.4.0', reason: 'no changelog' },
    {
      name: 'a file that does not follow Keep a Changelog',
      tree: md(section('0.4.0', 'Fixed', 'Added') + older, '# Changelog\n\n'),
      release: '0.4.0',
      reason: 'does not say',
    },
  ],
});

import { rule } from '../../src/rules/changelog-category-unknown.ts';
import { ruleTester } from '../rule-tester.ts';

const HEADER = '# Changelog\n\nThe format is based on [Keep a Changelog](https://keepachangelog.com/).\n\n';
const section = (heading: string, ...categories: string[]) =>
  `## ${heading}\n\n${categories.map((one) => `### ${one}\n\n- a\n\n`).join('')}`;
const older = ['0.3.0', '0.2.0', '0.1.0'].map((one) => section(one, 'Added', 'Fixed')).join('');
const md = (text: string, header = HEADER) => ({ 'CHANGELOG.md': header + text });

ruleTester(rule, {
  ok: [
    { name: 'known ones', tree: md(section('0.4.0', 'Added', 'security') + older), release: '0.4.0' },
    {
      name: 'a name of the project’s own, used before',
      tree: md(section('0.4.0', 'Fixes') + older + section('0.0.9', 'Fixes')),
      release: '0.4.0',
    },
    {
      name: 'a project with names of its own',
      tree: md(section('0.4.0', 'Docs') + section('0.3.0', 'Build')),
      release: '0.4.0',
    },
    {
      name: 'a slip in another entry',
      tree: md(section('0.4.0', 'Added') + section('0.3.0', 'Fixd')),
      release: '0.4.0',
    },
  ],
  bad: [
    {
      name: 'a slip',
      tree: md(section('0.4.0', 'Added', 'Depricated') + older),
      release: '0.4.0',
      reports: [{ message: 'slip', data: { found: 'Depricated', near: 'Deprecated' }, at: 'CHANGELOG.md:11:5-15' }],
    },
    {
      name: 'a slip in what is not out, before a release',
      tree: md(section('[Unreleased]', 'Fix') + older),
      reports: [{ message: 'slip', data: { found: 'Fix', near: 'Fixed' }, at: 'CHANGELOG.md:7:5-8' }],
    },
    {
      name: 'a name that no other section has',
      tree: md(section('0.4.0', 'Documentation') + older),
      release: '0.4.0',
      reports: [{ message: 'other', at: 'CHANGELOG.md:7:5-18' }],
    },
  ],
  skip: [
    { name: 'no changelog', tree: {}, release: '0.4.0', reason: 'no changelog' },
    {
      name: 'a file that does not follow Keep a Changelog',
      tree: md(section('0.4.0', 'Fixd') + older, '# Changelog\n\n'),
      release: '0.4.0',
      reason: 'does not say',
    },
    { name: 'no entry', tree: md(older), release: '0.4.0', reason: 'no entry' },
    { name: 'nothing that is not out', tree: md(older), reason: 'no section' },
  ],
});

import { rule } from '../../src/rules/changelog-heading-malformed.ts';
import { ruleTester } from '../rule-tester.ts';

const rest = '## 0.2.0\n\n- a\n\n## 0.1.0\n\n- b\n';
const rst = (first: string): { 'CHANGELOG.rst': string } => ({
  'CHANGELOG.rst': [first, 'Version 2.2.1', 'Version 2.2.0']
    .map((title) => `${title}\n${'-'.repeat(title.length)}\n\n- a\n`)
    .join('\n'),
});

ruleTester(rule, {
  ok: [
    { name: 'a sound heading', tree: { 'CHANGELOG.md': `## 0.3.0\n\n- a\n\n${rest}` }, release: '0.3.0' },
    { name: 'an older one is misspelt', tree: rst('Verson 2.2.2'), release: '2.2.1' },
    {
      name: 'a file that has no blanks after its #',
      tree: { 'CHANGELOG.md': '##0.3.0\n- a\n##0.2.0\n- b\n##0.1.0\n- c\n' },
      release: '0.3.0',
    },
    {
      name: 'a file whose headings are bold lines',
      tree: { 'CHANGELOG.md': '**0.3.0**\n\n- a\n\n**0.2.0**\n\n- b\n' },
      release: '0.3.0',
    },
    { name: 'a word of its own', tree: rst('Vert 2.2.2'), release: '2.2.1' },
  ],
  bad: [
    {
      name: 'a misspelt word (kademlia 2.2.2)',
      tree: rst('Verson 2.2.2'),
      release: '2.2.2',
      reports: [
        {
          message: 'word',
          data: { version: '2.2.2', heading: 'Verson 2.2.2', mended: 'version' },
          at: 'CHANGELOG.rst:1:1-13',
        },
      ],
    },
    {
      name: 'no blank after #',
      tree: { 'CHANGELOG.md': `##0.3.0\n\n- a\n\n${rest}` },
      release: '0.3.0',
      reports: [
        {
          message: 'blank',
          data: { version: '0.3.0', heading: '0.3.0', mended: '## 0.3.0' },
          at: 'CHANGELOG.md:1:3-8',
        },
      ],
    },
    {
      name: 'marks that were left out',
      tree: { 'CHANGELOG.md': `# Changelog\n\n[0.3.0]\n\n- a\n\n${rest}` },
      release: '0.3.0',
      reports: [{ message: 'marks', at: 'CHANGELOG.md:3:1-8' }],
    },
    {
      name: 'two dots in the number',
      tree: { 'CHANGELOG.md': `## 0..3.0 - notes\n\n- a\n\n${rest}` },
      release: '0.3.0',
      reports: [{ message: 'number', at: 'CHANGELOG.md:1:4-18' }],
    },
    {
      name: 'a comma in the number',
      tree: { 'CHANGELOG.md': `## v0.3,1\n\n- a\n\n${rest}` },
      release: '0.3.1',
      reports: [{ message: 'number', at: 'CHANGELOG.md:1:4-10' }],
    },
  ],
  skip: [
    { name: 'no entry', tree: { 'CHANGELOG.md': rest }, release: '0.3.0', reason: 'no entry' },
    { name: 'dev mode', tree: { 'CHANGELOG.md': rest }, reason: 'release mode' },
  ],
});

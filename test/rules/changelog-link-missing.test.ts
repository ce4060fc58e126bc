import { rule } from '../../src/rules/changelog-link-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const URL = 'https://github.com/o/demo/compare';
const older = ['0.3.0', '0.2.0', '0.1.0'];
const entry = (heading: string) => `## ${heading} - 2026-01-01\n\n- a\n\n`;
const definition = (version: string, before: string) => `[${version}]: ${URL}/v${before}...v${version}\n`;
const definitions = definition('0.3.0', '0.2.0') + definition('0.2.0', '0.1.0') + definition('0.1.0', '0.0.9');
const entries = older.map((one) => entry(`[${one}]`)).join('');
const md = (heading: string, more = '') => ({
  'CHANGELOG.md': `# Changelog\n\n${entry(heading)}${entries}${more}${definitions}`,
});

ruleTester(rule, {
  ok: [
    { name: 'a definition', tree: md('[0.4.0]', definition('0.4.0', '0.3.0')), release: '0.4.0' },
    {
      name: 'a definition in other letters',
      tree: md('[v0.4.0]', `[V0.4.0]: ${URL}/v0.3.0...v0.4.0\n`),
      release: '0.4.0',
    },
    { name: 'a link in the heading (release-please)', tree: md(`[0.4.0](${URL}/v0.3.0...v0.4.0)`), release: '0.4.0' },
    {
      name: 'a plain heading, and a definition that no heading needs',
      tree: md('0.4.0', definition('0.4.0', '0.3.0')),
      release: '0.4.0',
    },
    {
      name: 'references of reStructuredText (loguru)',
      tree: {
        'CHANGELOG.rst': ['0.4.0', ...older]
          .map((one) => `\`${one}\`_ (2026-01-01)\n======================\n\n- a\n\n`)
          .concat(['0.4.0', ...older].map((one) => `.. _${one}: ${URL}/v0...${one}\n`))
          .join(''),
      },
      release: '0.4.0',
    },
  ],
  bad: [
    {
      name: 'no definition (rich v14.1.0)',
      tree: md('[0.4.0]'),
      release: '0.4.0',
      reports: [
        {
          message: 'undefined',
          data: {
            version: '0.4.0',
            label: '[0.4.0]',
            file: 'CHANGELOG.md',
            line: `[0.4.0]: ${URL}/v0.3.0...v0.4.0`,
          },
          at: 'CHANGELOG.md:3:5-10',
        },
      ],
      fixed: md('[0.4.0]', definition('0.4.0', '0.3.0')),
    },
    {
      name: 'a definition in a code block is none',
      tree: md('[0.4.0]', `\`\`\`\n${definition('0.4.0', '0.3.0')}\`\`\`\n`),
      release: '0.4.0',
      reports: [{ message: 'undefined', at: 'CHANGELOG.md:3:5-10' }],
    },
    {
      name: 'no reference (maturin v1.11.1)',
      tree: md('0.4.0'),
      release: '0.4.0',
      reports: [
        {
          message: 'plain',
          data: { version: '0.4.0', count: 3, line: `[0.4.0]: ${URL}/v0.3.0...v0.4.0` },
          at: 'CHANGELOG.md:3:4-22',
        },
      ],
    },
  ],
  skip: [
    { name: 'dev mode', tree: md('[0.5.0]'), reason: 'release mode' },
    { name: 'no entry: changelog-entry-missing says it', tree: md('[0.4.0]'), release: '0.5.0', reason: 'no entry' },
    {
      name: 'a habit that was given up',
      tree: { 'CHANGELOG.md': entry('[0.4.0]') + entry('0.3.1') + entries + definitions },
      release: '0.4.0',
      reason: 'headings before 0.4.0 are links',
    },
    {
      name: 'brackets that were never links',
      tree: { 'CHANGELOG.md': entry('[0.4.0]') + entries },
      release: '0.4.0',
      reason: '0 of the 3 headings',
    },
    {
      name: 'too few entries',
      tree: { 'CHANGELOG.md': entry('[0.4.0]') + entry('[0.3.0]') + definitions },
      release: '0.4.0',
      reason: 'too few',
    },
  ],
});

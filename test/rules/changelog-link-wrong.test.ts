import { rule } from '../../src/rules/changelog-link-wrong.ts';
import { ruleTester } from '../rule-tester.ts';

const URL = 'https://github.com/o/demo/compare';
const older = ['0.3.0', '0.2.0', '0.1.0', '0.0.9'];
const entry = (version: string) => `## [${version}]\n\n- a\n\n`;
const definition = (version: string, range: string, url = URL) => `[${version}]: ${url}/${range}\n`;
const links = older.map((one, i) => definition(one, `v${older[i + 1] ?? '0.0.8'}...v${one}`)).join('');
const md = (own: string, { unreleased = '', more = '', tail = links } = {}) => ({
  'CHANGELOG.md': `${unreleased && '## [Unreleased]\n\n'}${entry('0.4.0')}${more}${older.map(entry).join('')}${unreleased}${own}${tail}`,
});
const urls = { 'pyproject.toml': '[project]\nname = "demo"\n[project.urls]\nSource = "https://github.com/o/demo"\n' };
const right = definition('0.4.0', 'v0.3.0...v0.4.0');
const tags = ['v0.3.0', 'v0.2.0', 'v0.1.0', 'v0.0.9'];

ruleTester(rule, {
  ok: [
    { name: 'this version and the one before', tree: md(right), release: '0.4.0', tags },
    {
      name: 'the comparison for what is not out starts here',
      tree: md(right, { unreleased: `[Unreleased]: ${URL}/v0.4.0...HEAD\n` }),
      release: '0.4.0',
    },
    {
      name: 'compared with the final release before, past a pre-release',
      tree: md(right, { more: entry('0.4.0rc1') }),
      release: '0.4.0',
    },
    {
      name: 'compared with a tag that has no entry',
      tree: md(definition('0.4.0', 'v0.3.5...v0.4.0')),
      release: '0.4.0',
      tags: ['v0.3.5', ...tags],
    },
    {
      name: 'a link to a renamed repository',
      tree: { ...md(definition('0.4.0', 'v0.3.0...v0.4.0', URL.replace('demo', 'new'))) },
      release: '0.4.0',
    },
    {
      name: 'a change of the tags’ prefix',
      tree: md(definition('0.4.0', 'v0.3.0...0.4.0')),
      tag: '0.4.0',
      tags,
    },
    {
      name: 'comparisons that skip releases by habit',
      tree: md(definition('0.4.0', 'v0.1.0...v0.4.0'), {
        tail: older.map((one) => definition(one, `v0.0.1...v${one}`)).join(''),
      }),
      release: '0.4.0',
    },
  ],
  bad: [
    {
      name: 'the link of the release before, copied (pendulum 1.2.3)',
      tree: md(definition('0.4.0', 'v0.2.0...v0.3.0')),
      release: '0.4.0',
      tags,
      reports: [
        {
          message: 'head',
          data: { version: '0.4.0', found: 'v0.3.0', expected: 'v0.4.0' },
          at: 'CHANGELOG.md:21:53-59',
        },
      ],
      fixed: md(definition('0.4.0', 'v0.2.0...v0.4.0')),
      // What it is compared with is told when it leads to the release.
      remains: 1,
    },
    {
      name: 'another prefix than the tags have',
      tree: md(definition('0.4.0', 'v0.3.0...0.4.0')),
      tag: 'v0.4.0',
      tags,
      reports: [
        { message: 'tag', data: { version: '0.4.0', found: '0.4.0', expected: 'v0.4.0' }, at: 'CHANGELOG.md:21:53-58' },
      ],
      fixed: md(right),
    },
    {
      name: 'an older release to compare with (rich v11.0.0)',
      tree: md(definition('0.4.0', 'v0.2.0...v0.4.0')),
      release: '0.4.0',
      reports: [
        {
          message: 'base',
          data: { version: '0.4.0', found: 'v0.2.0', previous: '0.3.0', expected: 'v0.3.0' },
          at: 'CHANGELOG.md:21:44-50',
        },
      ],
      fixed: md(right),
    },
    {
      name: 'the release itself to compare with (maturin v0.14.3)',
      tree: md(definition('0.4.0', 'v0.4.0...v0.4.0')),
      release: '0.4.0',
      reports: [{ message: 'base', at: 'CHANGELOG.md:21:44-50' }],
    },
    {
      name: 'another repository',
      tree: { ...urls, ...md(definition('0.4.0', 'v0.3.0...v0.4.0', 'https://github.com/o/template/compare')) },
      release: '0.4.0',
      reports: [
        {
          message: 'repository',
          data: { version: '0.4.0', found: 'github.com/o/template', expected: 'github.com/o/demo' },
          at: 'CHANGELOG.md:21:10-63',
        },
      ],
    },
    {
      name: 'the comparison for what is not out starts at the release before',
      tree: md(right, { unreleased: `[Unreleased]: ${URL}/v0.3.0...HEAD\n` }),
      release: '0.4.0',
      reports: [
        {
          message: 'unreleased',
          data: { section: '[Unreleased]', found: 'v0.3.0', version: '0.4.0', expected: 'v0.4.0' },
          at: 'CHANGELOG.md:23:49-55',
        },
      ],
      fixed: md(right, { unreleased: `[Unreleased]: ${URL}/v0.4.0...HEAD\n` }),
    },
  ],
  skip: [
    { name: 'dev mode', tree: md(right), reason: 'release mode' },
    { name: 'no entry', tree: md(right), release: '0.5.0', reason: 'no entry' },
    { name: 'no link: changelog-link-missing says it', tree: md(''), release: '0.4.0', reason: 'no link to a tag' },
    {
      name: 'links before it that lead elsewhere themselves',
      tree: md(definition('0.4.0', 'v0.2.0...v0.3.0'), {
        tail: links.replace('...v0.2.0', '...v0.1.9'),
      }),
      release: '0.4.0',
      reason: 'lead elsewhere themselves',
    },
    {
      name: 'a link to a branch',
      tree: md(definition('0.4.0', 'v0.3.0...main')),
      release: '0.4.0',
      reason: 'no version tag',
    },
  ],
});

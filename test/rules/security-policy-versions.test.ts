import { rule } from '../../src/rules/security-policy-versions.ts';
import { ruleTester } from '../rule-tester.ts';

const policy = (...rows: readonly string[]): string =>
  `# Security Policy\n\n## Supported Versions\n\n| Version | Supported          |\n| ------- | ------------------ |\n${rows.join('\n')}\n\nReport by mail.\n`;
const project = (text: string, file = 'SECURITY.md') => ({
  'pyproject.toml': '[project]\nname = "demo"\nversion = "1.3.0"\n',
  [file]: text,
});
const YES = ':white_check_mark:';
const tags = ['v1.2.4', 'v1.2.0', 'v1.1.0'];

ruleTester(rule, {
  ok: [
    {
      name: 'a row for the line',
      tree: project(policy(`| 1.3.x | ${YES} |`, `| 1.2.x | ${YES} |`, '| < 1.2 | :x: |')),
      tags,
      release: '1.3.0',
    },
    {
      name: 'a row for the major',
      tree: project(policy(`| 1.x | ${YES} |`, '| < 1.0 | ❌ |')),
      tags,
      release: '1.3.0',
    },
    { name: 'an open bound', tree: project(policy('| >= 1.2 | Yes |', '| < 1.2 | No |')), tags, release: '1.3.0' },
    { name: 'and later', tree: project(policy('| 1.2+ | ✅ |')), tags, release: '1.3.0' },
    { name: 'a range', tree: project(policy('| 1.0 - 1.9 | ✅ |')), tags, release: '1.3.0' },
  ],
  bad: [
    {
      name: 'the table ends with the line before (gunicorn 26.1.0)',
      tree: project(policy('| 1.2.x   | :white_check_mark: |', '| < 1.2   | :x: |')),
      tags,
      release: '1.3.0',
      reports: [
        {
          message: 'unlisted',
          data: { file: 'SECURITY.md', version: '1.3.0', row: '1.2.x', series: '1.3.x' },
          at: 'SECURITY.md:7:3-8',
        },
      ],
    },
    {
      name: 'below .github, and listed as not supported',
      tree: project(policy('| 1.2 | yes |', '| > 1.2 | no (unreleased) |'), '.github/SECURITY.md'),
      tags,
      release: '1.3.0',
      reports: [
        {
          message: 'unsupported',
          data: { file: '.github/SECURITY.md', version: '1.3.0', row: '> 1.2', series: '1.3.x' },
          at: '.github/SECURITY.md:8:3-8',
        },
      ],
    },
  ],
  skip: [
    {
      name: 'a row that may cover anything',
      tree: project(policy(`| latest | ${YES} |`, '| 1.2.x | ✅ |')),
      tags,
      release: '1.3.0',
      reason: /no table/,
    },
    {
      name: 'no table',
      tree: project('# Security\n\nOnly the latest version is supported.\n'),
      tags,
      release: '1.3.0',
      reason: /no table/,
    },
    {
      name: 'a table that was given up',
      tree: project(policy('| 0.9.x | ✅ |')),
      tags,
      release: '1.3.0',
      reason: /1\.2\.4, the release before/,
    },
    {
      name: 'a patch release of a line that is out',
      tree: project(policy('| 1.1.x | ✅ |')),
      tags,
      release: '1.2.5',
      reason: /has had a release before/,
    },
    {
      name: 'a pre-release',
      tree: project(policy('| 1.2.x | ✅ |')),
      tags,
      release: '1.3.0rc1',
      reason: /pre-release/,
    },
    {
      name: 'the first release',
      tree: project(policy('| 1.2.x | ✅ |')),
      tags: [],
      release: '1.3.0',
      reason: /no release/,
    },
    { name: 'no git', tree: project(policy('| 1.2.x | ✅ |')), release: '1.3.0', reason: /not a git/ },
    {
      name: 'not a version',
      tree: project(policy('| 1.2.x | ✅ |')),
      tags,
      release: 'next',
      reason: /not a version/,
    },
    {
      name: 'a tag of another project',
      tree: project(policy('| 1.2.x | ✅ |')),
      tags,
      tag: 'other-v1.3.0',
      reason: /another project/,
    },
    { name: 'no release', tree: project(policy('| 1.2.x | ✅ |')), tags, reason: /release/ },
  ],
});

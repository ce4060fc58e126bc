import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { rule } from '../../src/rules/manual-step-open.ts';
import type { Case } from '../rule-tester.ts';
import { ruleTester, runCase } from '../rule-tester.ts';

const pyproject = `[project]
name = "demo"
version = "1.2.0"

[tool.pyrel.checks]
manual = [
  "Test \`docker build\` locally",
  "Review open issues for blockers",
]
`;
const config = await readConfig({ file: 'pyproject.toml', text: pyproject, kind: 'pyproject', isLinted: true }, []);
const RECORD = '.pyrel/release-1.2.0.md';

function released(name: string, record: string | null, more: Partial<Case> = {}): Case {
  const tree = { 'pyproject.toml': pyproject, ...(record === null ? {} : { [RECORD]: record }) };
  return { name, tree, config, release: '1.2.0', ...more };
}

const done = '# Release 1.2.0\n\n- [x] Test `docker build` locally\n- [x] Review open issues for blockers\n';

ruleTester(rule, {
  ok: [
    released('all is ticked', done),
    released(
      'a person adds who, when and what came of it',
      '- [x] Test `docker build` locally — Ada, 2026-11-20\n- [X] Review open issues for blockers (none), Bo\n',
    ),
    released(
      'other markup, blanks and letters',
      '* [x] test **docker build**\n  locally\n1. [x] Review  [open issues](https://example.org/issues) for blockers.\n',
    ),
    released('steps of the person’s own, open ones too', `${done}- [ ] Tell the team\n`),
    released(
      'below headings, nested and in a quote',
      '## Docker\n\n- Before\n  - [x] Test docker build locally\n\n> - [x] Review open issues for blockers\n',
    ),
    released('CRLF', done.replaceAll('\n', '\r\n')),
    {
      ...released('the version in another spelling', null, { release: '1.2.0-rc.1' }),
      tree: { 'pyproject.toml': pyproject, '.pyrel/release-1.2.0rc1.md': done },
    },
  ],
  bad: [
    {
      ...released('no record', null),
      reports: [
        {
          message: 'recordMissing',
          data: { file: RECORD, version: '1.2.0', step: 'Test `docker build` locally' },
          at: 'pyproject.toml:7:4-31',
        },
      ],
      fixed: {
        [RECORD]: '# Release 1.2.0\n\n- [ ] Test `docker build` locally\n- [ ] Review open issues for blockers\n',
      },
      remains: 2,
    },
    {
      ...released('the record of another version does not count', null),
      tree: { 'pyproject.toml': pyproject, '.pyrel/release-1.1.0.md': done },
      reports: [{ message: 'recordMissing', at: 'pyproject.toml:7:4-31' }],
      remains: 2,
    },
    {
      ...released('an open box', done.replace('[x] Review', '[ ] Review')),
      reports: [
        { message: 'open', data: { step: 'Review open issues for blockers' }, at: '.pyrel/release-1.2.0.md:4:3-6' },
      ],
    },
    {
      ...released('a step stands twice, and one box was opened again', `${done}- [ ] Test docker build locally\n`),
      reports: [{ message: 'open', at: '.pyrel/release-1.2.0.md:5:3-6' }],
    },
    {
      ...released(
        'a step is missing: the box is added in the way of the others',
        '# 1.2.0\n\n  * [x] Test docker build locally\n  * [x] My own\n\nThe end.\n',
      ),
      reports: [
        {
          message: 'stepMissing',
          data: { file: RECORD, step: 'Review open issues for blockers' },
          at: 'pyproject.toml:8:4-35',
        },
      ],
      fixed: {
        [RECORD]:
          '# 1.2.0\n\n  * [x] Test docker build locally\n  * [x] My own\n  * [ ] Review open issues for blockers\n\nThe end.\n',
      },
      remains: 1,
    },
    {
      ...released('a record without boxes, and without an end of its last line', '# Release 1.2.0'),
      reports: [
        { message: 'stepMissing', at: 'pyproject.toml:7:4-31' },
        { message: 'stepMissing', at: 'pyproject.toml:8:4-35' },
      ],
      fixed: {
        [RECORD]: '# Release 1.2.0\n\n- [ ] Test `docker build` locally\n- [ ] Review open issues for blockers\n',
      },
      remains: 2,
    },
    {
      ...released('boxes in a code block and in a comment are no boxes', `\`\`\`\n${done}\`\`\`\n\n<!--\n${done}-->\n`),
      reports: [
        { message: 'stepMissing', at: 'pyproject.toml:7:4-31' },
        { message: 'stepMissing', at: 'pyproject.toml:8:4-35' },
      ],
      remains: 2,
    },
    {
      ...released(
        'a longer word is another step',
        '- [x] Test docker build locally\n- [x] Review open issues for blockers-in-waiting\n',
      ),
      reports: [{ message: 'stepMissing', at: 'pyproject.toml:8:4-35' }],
      remains: 1,
    },
  ],
  skip: [
    {
      name: 'no manual steps',
      tree: { 'pyproject.toml': pyproject },
      release: '1.2.0',
      reason: /lists no manual steps/,
    },
  ],
});

test('a record that is too large to be parsed: could not look', async () => {
  const { report } = await runCase(rule, released('large', '- [ ] x\n'.repeat(40_000)));
  expect(report.verdicts).toMatchObject([{ outcome: 'error', reason: expect.stringContaining('256 KiB') }]);
});

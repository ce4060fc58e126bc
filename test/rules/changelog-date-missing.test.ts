import { rule } from '../../src/rules/changelog-date-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const md = (...headings: readonly string[]) => ({
  'CHANGELOG.md': headings.map((heading) => `## ${heading}\n\n- A change.\n`).join('\n'),
});
const dated = ['0.9.0 - 2026-03-01', '0.8.0 - 2026-02-01', '0.7.0 - 2026-01-01'];

ruleTester(rule, {
  ok: [
    { name: 'a date', tree: md('1.0.0 - 2026-04-01', ...dated), release: '1.0.0' },
    {
      name: 'a date on the line below',
      tree: { 'CHANGELOG.md': `## 1.0.0\n\n*2026-04-01*\n\n- A.\n\n${md(...dated)['CHANGELOG.md']}` },
      release: '1.0.0',
    },
    { name: 'no habit of dates', tree: md('1.0.0', '0.9.0', '0.8.0 - 2026-02-01', '0.7.0'), release: '1.0.0' },
  ],
  bad: [
    {
      name: 'against the habit',
      tree: md('1.0.0', ...dated),
      release: '1.0.0',
      reports: [
        {
          message: 'missing',
          data: { version: '1.0.0', dated: 3, others: 3, heading: '## 1.0.0 - YYYY-MM-DD' },
          at: 'CHANGELOG.md:1:4-9',
        },
      ],
    },
    {
      name: 'asked for always',
      tree: md('1.0.0', '0.9.0'),
      release: '1.0.0',
      options: { require: 'always' },
      reports: [{ message: 'required', at: 'CHANGELOG.md:1:4-9' }],
    },
  ],
  skip: [
    {
      name: 'too few others to be a habit',
      tree: md('1.0.0', '0.9.0 - 2026-03-01', '0.8.0 - 2026-02-01'),
      release: '1.0.0',
      reason: /too few other entries/,
    },
    { name: 'no changelog', tree: {}, release: '1.0.0', reason: 'no changelog' },
    { name: 'no entry', tree: md(...dated), release: '1.0.0', reason: /no entry/ },
  ],
});

import { rule } from '../../src/rules/changelog-order.ts';
import { ruleTester } from '../rule-tester.ts';

const file = (...entries: readonly string[]): { 'CHANGELOG.md': string } => ({
  'CHANGELOG.md': `# Changelog\n\n${entries.map((entry) => `## ${entry}\n\n- a\n`).join('\n')}`,
});

ruleTester(rule, {
  ok: [
    { name: 'the newest first', tree: file('1.1.1', '1.1.0', '1.0.0'), release: '1.1.1' },
    { name: 'the newest last', tree: file('1.0.0', '1.0.1', '1.1.0', '1.1.1'), release: '1.1.1' },
    { name: 'a back-port by its day', tree: file('1.0.1', '2.0.0', '1.0.0', '0.9.0'), release: '1.0.1' },
    { name: 'a back-port in its line', tree: file('2.0.0', '1.0.1', '1.0.0', '0.9.0'), release: '1.0.1' },
    { name: 'a release while a back-port came out', tree: file('1.9.9', '2.0.0', '1.9.8', '1.9.7'), release: '2.0.0' },
    { name: 'older entries in disorder', tree: file('1.1.3', '1.1.1', '1.1.2', '1.1.0'), release: '1.1.3' },
  ],
  bad: [
    {
      name: 'behind the release before',
      tree: file('1.1.1', '1.1.2', '1.1.0', '1.0.1', '1.0.0'),
      release: '1.1.2',
      reports: [
        {
          message: 'below',
          data: { version: '1.1.2', older: '1.1.1', end: 'first' },
          at: 'CHANGELOG.md:7:4-9',
          related: ['CHANGELOG.md:3:4-9'],
        },
      ],
    },
    {
      name: 'at the end of a file that has the newest first',
      tree: file('1.1.1', '1.1.0', '1.0.1', '1.0.0', '1.1.2'),
      release: '1.1.2',
      reports: [{ message: 'below', at: 'CHANGELOG.md:19:4-9' }],
    },
  ],
  skip: [
    {
      name: 'a file that is in no order',
      tree: file('1.1.1', '1.1.2', '1.0.0', '1.0.1', '0.9.0', '0.9.2', '0.9.1', '0.8.0'),
      release: '1.1.2',
      reason: /out of order/,
    },
    { name: 'a series', tree: file('1.1.x', '1.0.x'), release: '1.1.2', reason: /several releases/ },
    { name: 'no entry', tree: file('1.1.0', '1.0.0'), release: '1.2.0', reason: 'no entry' },
  ],
});

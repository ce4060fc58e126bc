import { expect, test } from 'vitest';
import { rule as tagVersionMismatch } from '../../src/rules/tag-version-mismatch.ts';
import { rule } from '../../src/rules/version-dev-on-release.ts';
import { lintTree, ruleTester } from '../rule-tester.ts';

const declared = (version: string) => ({ 'pyproject.toml': `[project]\nname = "demo"\nversion = "${version}"\n` });

ruleTester(rule, {
  ok: [
    { name: 'a final', tree: declared('1.0.0'), release: '1.0.0' },
    { name: 'a dev release that is meant', tree: declared('1.0.0.dev3'), release: '1.0.0.dev3' },
    {
      name: "the dev version of another release is the other rules' matter",
      tree: declared('1.1.0.dev0'),
      tag: 'v1.0.0',
    },
    { name: 'a pre-release is no dev release', tree: declared('1.0.0rc1'), release: '1.0.0' },
  ],
  bad: [
    {
      name: 'still .dev1',
      tree: declared('0.2.0.dev1'),
      tag: 'v0.2.0',
      reports: [
        {
          message: 'dev',
          data: { place: 'pyproject.toml', found: '0.2.0.dev1', expected: '0.2.0' },
          at: 'pyproject.toml:3:12-22',
        },
      ],
      fixed: declared('0.2.0'),
    },
  ],
  skip: [{ name: 'dev mode', tree: declared('0.2.0.dev1'), reason: /release mode/ }],
});

test('one defect, one finding: the tag rule leaves it to this one', async () => {
  const { report } = await lintTree([rule, tagVersionMismatch], {
    name: '',
    tree: declared('0.2.0.dev1'),
    tag: 'v0.2.0',
  });
  expect(report.verdicts.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['version-dev-on-release', 'fail'],
    ['tag-version-mismatch', 'skip'],
  ]);
});

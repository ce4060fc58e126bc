import { rule } from '../../src/rules/version-order-conflict.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = (version: string) => ({ 'pyproject.toml': `[project]\nname = "demo"\nversion = "${version}"\n` });

ruleTester(rule, {
  ok: [
    { name: 'both sort alike', tree: tree('1.0.0-rc.2'), tags: ['v1.0.0-rc.1', 'v1.0.0-beta.1', 'v0.9.0'] },
    { name: 'ten behind a dot', tree: tree('1.0.0-rc.10'), tags: ['v1.0.0-rc.9'] },
    { name: 'tags of other releases', tree: tree('1.0.0-dev.1'), tags: ['v0.9.0-alpha.1', 'v0.9.0'] },
    { name: 'tags that SemVer cannot read', tree: tree('1.0.0-dev.1'), tags: ['v1.0.0a1'] },
    { name: 'tags of another component', tree: tree('1.0.0-dev.1'), tags: ['core-v1.0.0-alpha.1'] },
  ],
  bad: [
    {
      name: 'dev after alpha',
      tree: tree('1.0.0-dev.3'),
      tags: ['v1.0.0-alpha.1', 'v0.9.0'],
      reports: [
        {
          message: 'conflict',
          data: {
            found: '1.0.0-dev.3',
            tag: 'v1.0.0-alpha.1',
            pep440: 'before',
            semver: 'after',
            suggestion: '1.0.0-rc.1',
          },
          at: 'pyproject.toml:3:12-23',
        },
      ],
    },
    {
      name: 'rc10 without a dot',
      tree: tree('1.0.0-rc10'),
      tag: 'v1.0.0-rc10',
      tags: ['v1.0.0-rc9'],
      head: ['v1.0.0-rc10'],
      reports: [{ message: 'conflict', at: 'pyproject.toml:3:12-22' }],
    },
    {
      name: 'a revision of a final',
      tree: tree('1.0.0-rev.1'),
      tags: ['v1.0.0'],
      reports: [{ message: 'conflict', at: 'pyproject.toml:3:12-23' }],
    },
  ],
  skip: [
    { name: 'a final', tree: tree('1.0.0'), tags: ['v1.0.0-dev.1'], reason: /no pre-release/ },
    { name: 'only PEP 440 reads it', tree: tree('1.0.0.dev3'), tags: ['v1.0.0-alpha.1'], reason: /no pre-release/ },
    { name: 'a bare number is for another rule', tree: tree('1.0.0-1'), tags: ['v1.0.0'], reason: /no pre-release/ },
    { name: 'a shallow clone', tree: tree('1.0.0-dev.3'), tags: 'shallow', reason: 'a shallow clone' },
    {
      name: 'the config asks for PEP 440',
      tree: tree('1.0.0-dev.3'),
      tags: ['v1.0.0-alpha.1'],
      config: { conventions: { tagPrefix: null, scheme: 'pep440' } },
      reason: 'the config asks for PEP 440 alone',
    },
  ],
});

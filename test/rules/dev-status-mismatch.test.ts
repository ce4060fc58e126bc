import { rule } from '../../src/rules/dev-status-mismatch.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (version: string, status: string) => ({
  tree: {
    'pyproject.toml': `[project]\nname = "demo"\nversion = "${version}"\nclassifiers = ["Development Status :: ${status}"]\n`,
  },
  tags: [],
  release: version,
});

ruleTester(rule, {
  ok: [
    { name: 'stable', ...project('1.0', '5 - Production/Stable') },
    { name: 'beta before 1.0', ...project('0.9', '4 - Beta') },
    { name: 'a pre-release of a stable project', ...project('2.0rc1', '5 - Production/Stable') },
    { name: 'a pre-release of a project that is about to be stable', ...project('1.0b1', '4 - Beta') },
    { name: 'inactive', ...project('2.0', '7 - Inactive') },
    {
      name: 'none',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = "2.0"\n' },
      tags: [],
      release: '2.0',
    },
  ],
  bad: [
    {
      name: 'alpha',
      ...project('1.2.0', '3 - Alpha'),
      reports: [
        {
          message: 'behind',
          data: { version: '1.2.0', classifier: 'Development Status :: 3 - Alpha' },
          at: 'pyproject.toml:4:17-48',
        },
      ],
      fixed: project('1.2.0', '5 - Production/Stable').tree,
    },
    {
      name: 'stable before 1.0',
      ...project('0.3.0', '5 - Production/Stable'),
      reports: [{ message: 'ahead', at: 'pyproject.toml:4:17-60' }],
    },
  ],
  skip: [
    { name: 'no release', tree: project('1.0', '3 - Alpha').tree, reason: 'asked in release mode only' },
    { name: 'no project', tree: { 'README.md': '' }, release: '1.0', reason: 'no Python project' },
  ],
});

import { rule } from '../../src/rules/requires-python-capped.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (value: string) => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "1.0"\nrequires-python = "${value}"\n`,
});

ruleTester(rule, {
  ok: [
    { name: 'no upper bound', tree: project('>=3.10, !=3.11.*') },
    { name: 'what cannot be read', tree: project('^3.10') },
  ],
  bad: [
    {
      name: 'an upper bound',
      tree: project('>=3.10,<3.14'),
      reports: [{ message: 'capped', data: { value: '>=3.10,<3.14', clause: '<3.14' }, at: 'pyproject.toml:4:20-32' }],
    },
    {
      name: 'a compatible release',
      tree: project('~=3.10'),
      reports: [{ message: 'capped', at: 'pyproject.toml:4:20-26' }],
    },
  ],
  skip: [
    { name: 'no project', tree: { 'README.md': '# Demo\n' }, reason: 'no Python project' },
    { name: 'none', tree: { 'pyproject.toml': '[project]\nname = "demo"\n' }, reason: /no Python version/ },
  ],
});

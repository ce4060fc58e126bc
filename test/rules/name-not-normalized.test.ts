import { rule } from '../../src/rules/name-not-normalized.ts';
import { ruleTester } from '../rule-tester.ts';

const named = (name: string) => ({ 'pyproject.toml': `[project]\nname = "${name}"\nversion = "1.0"\n` });

ruleTester(rule, {
  ok: [{ name: 'the normal form', tree: named('demo-core') }],
  bad: [
    {
      name: 'a capital and an underscore',
      tree: named('Demo_core'),
      reports: [{ message: 'differs', data: { name: 'Demo_core', normal: 'demo-core' }, at: 'pyproject.toml:2:9-18' }],
    },
  ],
  skip: [{ name: 'no project', tree: { 'README.md': '# Demo\n' }, reason: 'no Python project' }],
});

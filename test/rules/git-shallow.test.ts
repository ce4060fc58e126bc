import { rule } from '../../src/rules/git-shallow.ts';
import { ruleTester } from '../rule-tester.ts';

const tree = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n' };

ruleTester(rule, {
  ok: [
    { name: 'a whole clone', tree, tags: ['v1.1.0'], release: '1.2.0' },
    { name: 'a whole clone without tags', tree, tags: [], release: '1.2.0' },
  ],
  bad: [
    {
      name: 'a shallow clone',
      tree,
      tags: 'shallow',
      release: '1.2.0',
      reports: [{ message: 'shallow', at: 'pyproject.toml:3:12-17' }],
    },
  ],
  skip: [{ name: 'no repository', tree, release: '1.2.0', reason: /not a git repository/ }],
});

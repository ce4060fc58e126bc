import { rule } from '../../src/rules/name-invalid.ts';
import { ruleTester } from '../rule-tester.ts';

const named = (name: string) => ({ 'pyproject.toml': `[project]\nname = "${name}"\nversion = "1.0"\n` });

ruleTester(rule, {
  ok: ['demo', 'd', 'Demo_2.core-x', '2to3'].map((name) => ({ name, tree: named(name) })),
  bad: [
    {
      name: 'a blank',
      tree: named('my demo'),
      reports: [
        {
          message: 'invalid',
          data: { name: 'my demo', fault: 'has a blank in it', example: ', such as "my-demo"' },
          at: 'pyproject.toml:2:9-16',
        },
      ],
    },
    {
      name: 'a hyphen at its end',
      tree: named('demo-'),
      reports: [
        {
          message: 'invalid',
          data: { name: 'demo-', fault: 'ends with "-"', example: ', such as "demo"' },
          at: 'pyproject.toml:2:9-14',
        },
      ],
    },
    {
      name: 'a scope of npm',
      tree: named('@org/demo'),
      reports: [
        {
          message: 'invalid',
          data: { name: '@org/demo', fault: 'has "@" in it', example: ', such as "org-demo"' },
          at: 'pyproject.toml:2:9-18',
        },
      ],
    },
    {
      name: 'a letter of another script, in setup.py',
      tree: { 'setup.py': 'from setuptools import setup\nsetup(name="démo", version="1.0")\n' },
      reports: [{ message: 'invalid', at: 'setup.py:2:13-17' }],
    },
    {
      name: 'nothing',
      tree: named(''),
      reports: [{ message: 'invalid', data: { name: '', fault: 'is empty', example: '' }, at: 'pyproject.toml:2:9' }],
    },
  ],
  skip: [
    { name: 'no project', tree: { 'README.md': '# Demo\n' }, reason: 'no Python project' },
    { name: 'a template', tree: named('{{ cookiecutter.name }}'), reason: /placeholder/ },
    {
      name: 'before PyPI was Warehouse',
      tree: { 'setup.py': 'from setuptools import setup\nsetup(name="my demo", version="1.0")\n' },
      today: '2016-05-01',
      reason: /did not check/,
    },
    {
      name: 'a computed name',
      tree: { 'setup.py': 'from setuptools import setup\nsetup(name=name(), version="1.0")\n' },
      reason: /computes the name/,
    },
  ],
});

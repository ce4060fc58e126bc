import { rule } from '../../src/rules/requires-python-invalid.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (value: string) => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "1.0"\nrequires-python = "${value}"\n`,
});

ruleTester(rule, {
  ok: ['>=3.10', '>= 3.8, != 3.9.*, <4', '~=3.10', '==3.12.*', '>=3.8,', ''].map((value) => ({
    name: value === '' ? 'nothing' : value,
    tree: project(value),
  })),
  bad: [
    {
      name: 'a caret of Poetry',
      tree: project('^3.10'),
      reports: [{ message: 'invalid', data: { value: '^3.10' }, at: 'pyproject.toml:4:20-25' }],
    },
    { name: 'no operator', tree: project('3.10'), reports: [{ message: 'invalid', at: 'pyproject.toml:4:20-24' }] },
    {
      name: 'a star where it cannot stand',
      tree: project('>=3.6.*'),
      reports: [{ message: 'invalid', at: 'pyproject.toml:4:20-27' }],
    },
    {
      name: 'a comma missing',
      tree: project('>=3.10 <4'),
      reports: [{ message: 'comma', data: { value: '>=3.10 <4', meant: '>=3.10,<4' }, at: 'pyproject.toml:4:20-29' }],
      fixed: project('>=3.10,<4'),
    },
    {
      name: 'setup.py, which is not mended',
      tree: { 'setup.py': 'from setuptools import setup\nsetup(name="demo", python_requires=">=3.10 <4")\n' },
      reports: [{ message: 'comma', at: 'setup.py:2:37-46' }],
    },
  ],
  skip: [
    { name: 'no project', tree: { 'README.md': '# Demo\n' }, reason: 'no Python project' },
    { name: 'none', tree: { 'pyproject.toml': '[project]\nname = "demo"\n' }, reason: /no Python version/ },
    { name: 'a template', tree: project('>={{ python }}'), reason: /placeholder/ },
    {
      name: 'a star, before setuptools 67',
      tree: { 'setup.py': 'from setuptools import setup\nsetup(name="demo", python_requires=">=3.6.*")\n' },
      today: '2020-01-01',
      reason: /of that day/,
    },
    {
      name: "Poetry's own notation",
      tree: { 'pyproject.toml': '[tool.poetry]\nname = "demo"\n[tool.poetry.dependencies]\npython = "^3.10"\n' },
      reason: /notation/,
    },
  ],
});

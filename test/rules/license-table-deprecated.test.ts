import { rule } from '../../src/rules/license-table-deprecated.ts';
import { ruleTester } from '../rule-tester.ts';

const text = (license: string, more = '', requires = '') =>
  `[project]\nname = "demo"\nversion = "1.0"\n${license}\n${more}\n[build-system]\nrequires = [${requires}]\nbuild-backend = "setuptools.build_meta"\n`;
const MIT = 'License :: OSI Approved :: MIT License';

ruleTester(rule, {
  ok: [],
  bad: [
    {
      name: 'an expression to the letter, and classifiers that may not stand beside it',
      tree: {
        'pyproject.toml': text('license = {text = "mit"}', `classifiers = ["${MIT}", "Typing :: Typed"]\n`),
      },
      reports: [{ message: 'text', data: { expression: 'MIT' }, at: 'pyproject.toml:4:11-25' }],
      fixed: { 'pyproject.toml': text('license = "MIT"', 'classifiers = ["Typing :: Typed"]\n') },
    },
    {
      name: 'a table of its own is left to a person',
      tree: { 'pyproject.toml': `[project]\nname = "demo"\n[project.license]\ntext = "MIT"\n` },
      reports: [{ message: 'text', at: 'pyproject.toml:3:2-17' }],
    },
    {
      name: 'words',
      tree: { 'pyproject.toml': text('license = {text = "MIT License"}') },
      reports: [{ message: 'words', at: 'pyproject.toml:4:11-33' }],
    },
    {
      name: 'a file',
      tree: { 'pyproject.toml': text('license = {file = "LICENSE"}') },
      reports: [{ message: 'file', at: 'pyproject.toml:4:11-29' }],
    },
  ],
  skip: [
    { name: 'a string', tree: { 'pyproject.toml': text('license = "MIT"') }, reason: /not a table/ },
    {
      name: 'the backend takes nothing else',
      tree: { 'pyproject.toml': text('license = {text = "MIT"}', '', '"setuptools<77"') },
      reason: /takes tables only/,
    },
    {
      name: 'a release of the time when there was nothing else',
      tree: { 'pyproject.toml': text('license = {text = "MIT"}') },
      tag: 'v1.0',
      tags: [],
      head: [{ name: 'v1.0', date: '2024-03-01T12:00:00+00:00' }],
      reason: /older than PEP 639/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});

import { rule } from '../../src/rules/version-double-declaration.ts';
import { ruleTester } from '../rule-tester.ts';

const poetry = (project: string, own: string): string =>
  `[build-system]\nbuild-backend = "poetry.core.masonry.api"\n\n[project]\nname = "demo"\nversion = "${project}"\n\n[tool.poetry]\nversion = "${own}"\n`;
const setuptools = (version: string): string =>
  `[build-system]\nbuild-backend = "setuptools.build_meta"\n\n[project]\nname = "demo"\nversion = "${version}"\n`;
const setup = (version: string): string => `from setuptools import setup\nsetup(name="demo", version="${version}")\n`;

ruleTester(rule, {
  ok: [
    { name: 'equal under PEP 440', tree: { 'pyproject.toml': poetry('1.0', '1.0.0') } },
    {
      name: 'one declaration',
      tree: { 'pyproject.toml': setuptools('1.0'), 'setup.py': 'from setuptools import setup\nsetup()\n' },
    },
    {
      name: 'the package states another',
      tree: { 'pyproject.toml': setuptools('1.0'), 'demo/__init__.py': '__version__ = "0.9"\n' },
    },
    { name: 'a placeholder beside it', tree: { 'pyproject.toml': poetry('1.0', '0.0.0') } },
  ],
  bad: [
    {
      name: '[project] and [tool.poetry] under poetry-core (commitizen#595)',
      tree: { 'pyproject.toml': poetry('1.1', '1.0') },
      reports: [
        {
          message: 'differs',
          data: {
            place: '`[tool.poetry] version` in pyproject.toml',
            found: '1.0',
            backend: 'poetry-core',
            other: '`[project] version` in pyproject.toml',
            expected: '1.1',
          },
          at: 'pyproject.toml:9:12-15',
          related: ['pyproject.toml:6:12-15'],
        },
      ],
    },
    {
      name: 'the bump tool raised the one that poetry does not take',
      tree: { 'pyproject.toml': poetry('1.0', '1.1') },
      tag: 'v1.1',
      reports: [{ message: 'taken', at: 'pyproject.toml:6:12-15', related: ['pyproject.toml:9:12-15'] }],
    },
    {
      name: 'setup.py beside [project]',
      tree: { 'pyproject.toml': setuptools('2.0'), 'setup.py': setup('1.9') },
      reports: [{ message: 'differs', at: 'setup.py:2:29-32', related: ['pyproject.toml:6:12-15'] }],
    },
    {
      name: 'setup.cfg beside setup.py, which wins',
      tree: { 'setup.cfg': '[metadata]\nname = demo\nversion = 1.9\n', 'setup.py': setup('2.0') },
      reports: [{ message: 'differs', at: 'setup.cfg:3:11-14', related: ['setup.py:2:29-32'] }],
    },
  ],
  skip: [
    {
      name: 'a leftover table under another backend',
      tree: { 'pyproject.toml': poetry('1.1', '1.0').replace('poetry.core.masonry.api', 'hatchling.build') },
      reason: /hatchling.build reads one declaration/,
    },
    { name: 'no Python project', tree: { 'package.json': '{}' }, reason: /no Python project/ },
  ],
});

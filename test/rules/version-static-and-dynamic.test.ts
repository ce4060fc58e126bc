import { rule } from '../../src/rules/version-static-and-dynamic.ts';
import { ruleTester } from '../rule-tester.ts';

const both = (backend: string): string =>
  `${backend === '' ? '' : `[build-system]\nbuild-backend = "${backend}"\n\n`}[project]\nname = "demo"\nversion = "1.0"\ndynamic = ["readme", "version"]\n`;

ruleTester(rule, {
  ok: [
    {
      name: 'dynamic only',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["version"]\n[tool.setuptools_scm]\n' },
    },
    {
      name: 'dynamic, and kept in the table of poetry',
      tree: {
        'pyproject.toml':
          '[build-system]\nbuild-backend = "poetry.core.masonry.api"\n[project]\nname = "demo"\ndynamic = ["version"]\n[tool.poetry]\nversion = "1.0"\n',
      },
    },
  ],
  bad: [
    {
      name: 'hatchling refuses it',
      tree: { 'pyproject.toml': both('hatchling.build') },
      reports: [{ message: 'both', data: { found: '1.0', backend: 'hatchling.build' }, at: 'pyproject.toml:6:12-15' }],
    },
    {
      name: 'no backend is setuptools',
      tree: { 'pyproject.toml': both('') },
      reports: [
        { message: 'both', data: { found: '1.0', backend: 'setuptools.build_meta' }, at: 'pyproject.toml:3:12-15' },
      ],
    },
    {
      name: 'pdm takes the stated one',
      tree: { 'pyproject.toml': both('pdm.backend') },
      reports: [{ message: 'ignored', data: { found: '1.0', backend: 'pdm.backend' }, at: 'pyproject.toml:6:12-15' }],
    },
  ],
  skip: [
    {
      name: 'other fields are dynamic',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.0"\ndynamic = ["readme"]\n' },
      reason: /not computed/,
    },
  ],
});

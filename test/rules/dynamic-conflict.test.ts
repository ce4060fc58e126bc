import { rule } from '../../src/rules/dynamic-conflict.ts';
import { ruleTester } from '../rule-tester.ts';

const backend = (requires: string, name: string) =>
  `[build-system]\nrequires = ["${requires}"]\nbuild-backend = "${name}"\n`;
const HATCHLING = backend('hatchling', 'hatchling.build');
const POETRY = backend('poetry-core', 'poetry.core.masonry.api');
const project = (build: string, text: string) => ({ 'pyproject.toml': `${build}[project]\nname = "demo"\n${text}` });

ruleTester(rule, {
  ok: [
    { name: 'either', tree: project(HATCHLING, 'description = "A demo"\ndynamic = ["version", "readme"]\n') },
    {
      name: 'the version, of which version-static-and-dynamic speaks',
      tree: project(HATCHLING, 'version = "1.0"\ndynamic = ["version"]\n'),
    },
    { name: 'an entry that is no field', tree: project(HATCHLING, 'dynamic = ["version", "platforms"]\n') },
  ],
  bad: [
    {
      name: 'hatchling stops',
      tree: project(HATCHLING, 'description = "A demo"\ndynamic = ["version", "description"]\n'),
      reports: [
        {
          message: 'refused',
          data: { field: 'description', backend: 'hatchling' },
          at: 'pyproject.toml:7:24-35',
          related: ['pyproject.toml:6:1-12'],
        },
      ],
      fixed: {
        'pyproject.toml': `${HATCHLING}[project]\nname = "demo"\ndescription = "A demo"\ndynamic = ["version"]\n`,
      },
    },
    {
      name: 'Poetry takes what is stated',
      tree: project(POETRY, 'version = "1.0"\ndependencies = ["attrs"]\ndynamic = ["classifiers", "dependencies"]\n'),
      reports: [{ message: 'forbidden', data: { field: 'dependencies' }, at: 'pyproject.toml:8:28-40' }],
      fixed: {
        'pyproject.toml': `${POETRY}[project]\nname = "demo"\nversion = "1.0"\ndependencies = ["attrs"]\ndynamic = ["classifiers"]\n`,
      },
    },
  ],
  skip: [{ name: 'no project', tree: { 'README.md': '# Demo\n' }, reason: 'no Python project' }],
});

import { rule } from '../../src/rules/license-classifier-conflict.ts';
import { ruleTester } from '../rule-tester.ts';

const HEAD = '[project]\nname = "demo"\nversion = "1.0"\nlicense = "MIT"\n';
const MIT = 'License :: OSI Approved :: MIT License';
const pyproject = (build: string, classifiers = `classifiers = ["${MIT}", "Typing :: Typed"]\n`) => ({
  'pyproject.toml': `${HEAD}${classifiers}\n[build-system]\n${build}`,
});
const setuptools = (requires: string) => `requires = ["${requires}"]\nbuild-backend = "setuptools.build_meta"\n`;
const backend = (module: string) => `requires = []\nbuild-backend = "${module}"\n`;

ruleTester(rule, {
  ok: [
    { name: 'no licence classifier', tree: pyproject(setuptools('setuptools'), 'classifiers = ["Typing :: Typed"]\n') },
    { name: 'Hatch builds with both', tree: pyproject(backend('hatchling.build')) },
    { name: 'Poetry warns of classifiers alone', tree: pyproject(backend('poetry.core.masonry.api')) },
    {
      name: 'setuptools before 77 is kept, which license-backend-too-old tells',
      tree: pyproject(setuptools('setuptools<77')),
    },
    { name: 'another backend', tree: pyproject(backend('demo.build')) },
  ],
  bad: [
    {
      name: 'setuptools takes the newest version (pylint-dev/pylint#10292)',
      tree: pyproject(setuptools('setuptools>=61')),
      reports: [
        {
          message: 'refused',
          data: { classifier: MIT, license: 'MIT', backend: 'setuptools' },
          at: 'pyproject.toml:5:17-55',
          related: ['pyproject.toml:4:12-15'],
        },
      ],
      fixed: {
        'pyproject.toml': `${HEAD}classifiers = ["Typing :: Typed"]\n\n[build-system]\n${setuptools('setuptools>=61')}`,
      },
    },
    {
      name: 'no backend is named, so setuptools builds; two classifiers',
      tree: {
        'pyproject.toml': `${HEAD}classifiers = [\n  "${MIT}",\n  "License :: OSI Approved",\n  "Typing :: Typed",\n]\n[build-system]\nrequires = []\n`,
      },
      reports: [
        {
          message: 'refused',
          at: 'pyproject.toml:6:4-42',
          related: ['pyproject.toml:4:12-15', 'pyproject.toml:7:4-27'],
        },
      ],
      fixed: {
        'pyproject.toml': `${HEAD}classifiers = [\n  "Typing :: Typed",\n]\n[build-system]\nrequires = []\n`,
      },
    },
    {
      name: 'flit refuses both',
      tree: pyproject(backend('flit_core.buildapi')),
      reports: [{ message: 'refused', at: 'pyproject.toml:5:17-55', related: ['pyproject.toml:4:12-15'] }],
    },
    {
      name: 'asked for: Hatch lets both be',
      options: { superseded: true },
      tree: pyproject(backend('hatchling.build')),
      reports: [{ message: 'superseded', at: 'pyproject.toml:5:17-55', related: ['pyproject.toml:4:12-15'] }],
      fixed: {
        'pyproject.toml': `${HEAD}classifiers = ["Typing :: Typed"]\n\n[build-system]\n${backend('hatchling.build')}`,
      },
    },
    {
      name: 'asked for: setuptools before 77, which is kept, says nothing of both',
      options: { superseded: true },
      tree: pyproject(setuptools('setuptools<77')),
      reports: [{ message: 'superseded', at: 'pyproject.toml:5:17-55', related: ['pyproject.toml:4:12-15'] }],
    },
  ],
  skip: [
    {
      name: 'the release is older than setuptools 77',
      tree: pyproject(setuptools('setuptools>=61')),
      tag: 'v1.0',
      tags: [],
      head: [{ name: 'v1.0', date: '2025-03-01T12:00:00+00:00' }],
      reason: /older than PEP 639/,
    },
    {
      name: 'a table says it in words, which goes with classifiers',
      tree: {
        'pyproject.toml': `[project]\nname = "demo"\nlicense = {text = "MIT"}\nclassifiers = ["${MIT}"]\n[build-system]\n${setuptools('setuptools')}`,
      },
      reason: /no `license` string/,
    },
    {
      name: 'Poetry’s own table maps names to classifiers',
      tree: { 'pyproject.toml': `[tool.poetry]\nname = "demo"\nlicense = "MIT"\nclassifiers = ["${MIT}"]\n` },
      reason: /no `license` string/,
    },
    {
      name: 'an application that uv never builds',
      tree: { 'pyproject.toml': `${HEAD}classifiers = ["${MIT}"]\n[tool.uv]\npackage = false\n` },
      reason: /is built/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});

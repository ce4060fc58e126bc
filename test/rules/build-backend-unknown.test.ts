import { rule } from '../../src/rules/build-backend-unknown.ts';
import { ruleTester } from '../rule-tester.ts';

const build = (text: string) => ({
  'pyproject.toml': `[build-system]\n${text}\n[project]\nname = "demo"\nversion = "1.0"\n`,
});

ruleTester(rule, {
  ok: [
    ...[
      'requires = ["setuptools>=61", "wheel"]\nbuild-backend = "setuptools.build_meta"',
      'requires = ["Flit_Core<4"]\nbuild-backend = "flit_core.buildapi"',
      'requires = ["uv_build>=0.9,<1"]\nbuild-backend = "uv_build"',
      'requires = ["poetry>=1"]\nbuild-backend = "poetry.core.masonry.api"',
    ].map((text) => ({ name: `known: ${text.slice(12, 24)}`, tree: build(text) })),
    {
      name: 'a plug-in brings the backend (hatch-vcs depends on hatchling)',
      tree: build('requires = ["hatch-vcs"]\nbuild-backend = "hatchling.build"'),
    },
    {
      name: 'setuptools-scm brings setuptools',
      tree: build('requires = ["setuptools_scm", "wheel"]\nbuild-backend = "setuptools.build_meta"'),
    },
    {
      name: "a backend of the tree's own",
      tree: build('requires = []\nbuild-backend = "hatchlin.build"\nbackend-path = ["."]'),
    },
    {
      name: 'a backend that nobody knows',
      tree: build('requires = ["mybackend"]\nbuild-backend = "mybackend.api"'),
    },
    {
      name: 'a new backend that is named like an old one, and required',
      tree: build('requires = ["maturing"]\nbuild-backend = "maturing"'),
    },
    { name: 'no backend named', tree: build('requires = ["wheel"]') },
  ],
  bad: [
    {
      name: 'a slip',
      tree: build('requires = ["hatchling"]\nbuild-backend = "hatchling.buid"'),
      reports: [
        {
          message: 'misspelt',
          data: { backend: 'hatchling.buid', meant: 'hatchling.build' },
          at: 'pyproject.toml:3:18-32',
        },
      ],
      fixed: build('requires = ["hatchling"]\nbuild-backend = "hatchling.build"'),
    },
    {
      name: 'the name of the package for the name of the module',
      tree: build('requires = ["setuptools"]\nbuild-backend = "setuptools.build-meta"'),
      reports: [{ message: 'misspelt', at: 'pyproject.toml:3:18-39' }],
      fixed: build('requires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"'),
    },
    {
      name: 'another backend is required',
      tree: build('requires = ["setuptools", "wheel"]\nbuild-backend = "hatchling.build"'),
      reports: [
        {
          message: 'notRequired',
          data: { backend: 'hatchling.build', package: 'hatchling', requires: 'setuptools, wheel' },
          at: 'pyproject.toml:2:12-35',
        },
      ],
      fixed: build('requires = ["hatchling", "setuptools", "wheel"]\nbuild-backend = "hatchling.build"'),
    },
    {
      name: 'nothing is required',
      tree: build('requires = []\nbuild-backend = "flit_core.buildapi"'),
      reports: [
        {
          message: 'notRequired',
          data: { backend: 'flit_core.buildapi', package: 'flit-core', requires: 'nothing' },
          at: 'pyproject.toml:2:12-14',
        },
      ],
      fixed: build('requires = ["flit-core"]\nbuild-backend = "flit_core.buildapi"'),
    },
  ],
  skip: [{ name: 'no project', tree: { 'README.md': '# Demo\n' }, reason: 'no Python project' }],
});

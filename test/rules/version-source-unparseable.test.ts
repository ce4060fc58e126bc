import { rule } from '../../src/rules/version-source-unparseable.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (backend: string, rest: string): string =>
  `[build-system]\nbuild-backend = "${backend}"\n\n[project]\nname = "demo"\ndynamic = ["version"]\n\n${rest}\n`;
const hatch = (more = ''): string =>
  project('hatchling.build', `[tool.hatch.version]\npath = "demo/__init__.py"${more}`);
const pdm = project('pdm.backend', '[tool.pdm.version]\nsource = "file"\npath = "demo/__init__.py"');
const scikit = project(
  'scikit_build_core.build',
  '[tool.scikit-build.metadata.version]\nprovider = "scikit_build_core.metadata.regex"\ninput = "demo/__init__.py"',
);
const annotated = '"""Demo."""\n\n__version__: str = "1.0"\n';

ruleTester(rule, {
  ok: [
    {
      name: 'hatch with the usual spelling',
      tree: { 'pyproject.toml': hatch(), 'demo/__init__.py': "__version__ = '1.0'\n" },
    },
    {
      name: 'hatch reads VERSION in any case',
      tree: { 'pyproject.toml': hatch(), 'demo/__init__.py': 'Version="1.0"\n' },
    },
    {
      name: 'hatch with a pattern that allows an annotation',
      tree: {
        'pyproject.toml': hatch(`\npattern = '__version__: str = "(?P<version>.+)"'`),
        'demo/__init__.py': annotated,
      },
    },
    {
      name: 'scikit-build-core allows the annotation str',
      tree: { 'pyproject.toml': scikit, 'demo/__init__.py': annotated },
    },
    {
      name: 'flit reads the syntax tree',
      tree: { 'pyproject.toml': project('flit_core.buildapi', ''), 'demo/__init__.py': annotated },
    },
    {
      name: 'a version from another module is not this spelling',
      tree: {
        'pyproject.toml': hatch(),
        'demo/__init__.py': 'from ._v import __version__\n',
        'demo/_v.py': '__version__ = "1.0"\n',
      },
    },
    {
      name: 'pdm with a comment behind it',
      tree: { 'pyproject.toml': pdm, 'demo/__init__.py': '__version__ = "1.0"  # kept\n' },
    },
  ],
  bad: [
    {
      name: 'hatchling and an annotation',
      tree: { 'pyproject.toml': hatch(), 'demo/__init__.py': annotated },
      reports: [
        {
          message: 'unseen',
          data: {
            subject: 'demo/__init__.py',
            value: '1.0',
            sought: 'the default pattern',
            provider: 'hatch: demo/__init__.py',
          },
          at: 'demo/__init__.py:3:21-24',
          related: ['pyproject.toml:9:9-25'],
        },
      ],
    },
    {
      name: 'hatchling and a tuple',
      tree: { 'pyproject.toml': hatch(), 'demo/__init__.py': 'VERSION = (1, 0)\n' },
      reports: [{ message: 'unseen', at: 'demo/__init__.py:1:11-17' }],
    },
    {
      name: 'pdm and an annotation',
      tree: { 'pyproject.toml': pdm, 'demo/__init__.py': annotated },
      reports: [{ message: 'unseen', at: 'demo/__init__.py:3:21-24' }],
    },
    {
      name: 'a pattern of the project for the other quotes',
      tree: {
        'pyproject.toml': hatch(`\npattern = "__version__ = '(?P<version>.+)'"`),
        'demo/__init__.py': '__version__ = "1.0"\n',
      },
      reports: [{ message: 'unseen', at: 'demo/__init__.py:1:16-19' }],
    },
  ],
  skip: [
    {
      name: 'a stated version',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.0"\n' },
      reason: /not computed/,
    },
    {
      name: 'a workflow that writes the file',
      tree: {
        'pyproject.toml': hatch(),
        'demo/__init__.py': annotated,
        '.github/workflows/r.yml':
          'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: sed -i s/x/y/ demo/__init__.py\n',
      },
      reason: /a workflow may write/,
    },
  ],
});

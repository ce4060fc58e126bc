import { rule } from '../../src/rules/version-source-unresolvable.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (backend: string, rest = '', requires = ''): string =>
  `[build-system]\nrequires = [${requires}]\nbuild-backend = "${backend}"\n\n[project]\nname = "demo"\ndynamic = ["version"]\n${rest}`;
const hatch = (rest: string): string => project('hatchling.build', `\n[tool.hatch.version]\n${rest}\n`);
const setuptools = (rest: string, requires = '"setuptools>=77"'): string =>
  project('setuptools.build_meta', rest, requires);

ruleTester(rule, {
  ok: [
    {
      name: 'hatch path with the default pattern',
      tree: { 'pyproject.toml': hatch('path = "demo/__about__.py"'), 'demo/__about__.py': '__version__ = "1.0"\n' },
    },
    {
      name: 'hatch with a pattern over two lines',
      tree: {
        'pyproject.toml': hatch(`path = "demo/v.h"\npattern = 'MAJOR\\s+(?P<version>\\S+)'`),
        'demo/v.h': '#define MAJOR\n  1.0\n',
      },
    },
    {
      name: 'hatch with a pattern that cannot be tried',
      tree: { 'pyproject.toml': hatch(`path = "v"\npattern = '(?x)(?P<version>1)'`), v: 'no\n' },
    },
    {
      name: 'hatch.toml beside pyproject.toml',
      tree: {
        'pyproject.toml': project('hatchling.build'),
        'hatch.toml': '[version]\npath = "demo.py"\n',
        'demo.py': '__version__ = "1.0"\n',
      },
    },
    {
      name: 'a metadata hook of hatchling',
      tree: { 'pyproject.toml': project('hatchling.build', '\n[tool.hatch.metadata.hooks.custom]\n') },
    },
    {
      name: 'a file that git ignores is made before the build',
      tree: { 'pyproject.toml': hatch('path = "demo/_version.py"'), '.gitignore': '/demo/_version.py\n' },
    },
    {
      name: 'a file below a submodule',
      tree: { 'pyproject.toml': hatch('path = "core/v.py"'), '.gitmodules': '[submodule "core"]\n\tpath = core\n' },
    },
    { name: 'a file below a linked folder', tree: { 'pyproject.toml': hatch('path = "core/v.py"'), core: '../core' } },
    {
      name: 'a file that the Makefile writes',
      tree: { 'pyproject.toml': hatch('path = "demo/_v.py"'), Makefile: 'demo/_v.py:\n\techo > $@\n' },
    },
    {
      name: 'flit with an annotated __version__',
      tree: { 'pyproject.toml': project('flit_core.buildapi'), 'demo.py': '"""Demo."""\n__version__: str = "1.0"\n' },
    },
    {
      name: 'flit with _version.py beside the package',
      tree: {
        'pyproject.toml': project('flit_core.buildapi'),
        'demo/__init__.py': '"""Demo."""\n',
        'demo/_version.py': '__version__ = "1.0"\n',
      },
    },
    {
      name: 'flit imports a module that computes it',
      tree: {
        'pyproject.toml': project('flit_core.buildapi'),
        'demo.py': '"""Demo."""\nglobals()["__vers" + "ion__"] = "1"\n',
      },
    },
    {
      name: 'setuptools attr of a package that package_dir maps',
      tree: {
        'pyproject.toml': setuptools(
          '\n[tool.setuptools]\npackage-dir = { demo = "code" }\n[tool.setuptools.dynamic]\nversion = { attr = "demo.about.V" }\n',
        ),
        'code/about.py': 'V = "1.0"\n',
      },
    },
    {
      name: 'setuptools with a plugin that may set it',
      tree: { 'pyproject.toml': setuptools('', '"setuptools", "setuptools-changelog-shortener"') },
    },
    {
      name: 'setuptools-scm with the extra simple',
      tree: { 'pyproject.toml': setuptools('', '"setuptools-scm[simple]>=9.1"') },
    },
    {
      name: 'setuptools-scm told by setup.py',
      tree: {
        'pyproject.toml': setuptools('', '"setuptools", "setuptools-scm"'),
        'setup.py': 'from setuptools import setup\nsetup(use_scm_version=True)\n',
      },
    },
    {
      name: 'setuptools-scm with an empty table',
      tree: { 'pyproject.toml': setuptools('\n[tool.setuptools_scm]\n', '"setuptools-scm"') },
    },
    { name: 'pdm scm', tree: { 'pyproject.toml': project('pdm.backend', '\n[tool.pdm.version]\nsource = "scm"\n') } },
    { name: 'maturin', tree: { 'pyproject.toml': project('maturin'), 'Cargo.toml': '[package]\nversion = "1.0.0"\n' } },
    { name: 'a backend that is not known', tree: { 'pyproject.toml': project('ours.build') } },
    {
      name: 'poetry keeps it in its own table',
      tree: { 'pyproject.toml': project('poetry.core.masonry.api', '\n[tool.poetry]\nversion = "1.0"\n') },
    },
    {
      name: 'scikit-build-core with overrides that set the provider',
      tree: {
        'pyproject.toml': project('scikit_build_core.build', '\n[[tool.scikit-build.overrides]]\nif.state = "sdist"\n'),
      },
    },
  ],
  bad: [
    {
      name: 'hatch path that is not there',
      tree: { 'pyproject.toml': hatch('path = "demo/__about__.py"'), 'demo/__init__.py': '' },
      reports: [{ message: 'missing', data: { subject: 'demo/__about__.py' }, at: 'pyproject.toml:10:9-26' }],
    },
    {
      name: 'hatch pattern that fits nothing',
      tree: {
        'pyproject.toml': hatch(`path = "v.txt"\npattern = 'VER (?P<version>[0-9.]+)'`),
        'v.txt': 'version 1.0\n',
      },
      reports: [
        {
          message: 'noMatch',
          data: { subject: 'v.txt', sought: '`VER (?P<version>[0-9.]+)`' },
          at: 'pyproject.toml:10:9-14',
        },
      ],
    },
    {
      name: 'hatchling without a table',
      tree: { 'pyproject.toml': project('hatchling.build'), 'demo/__init__.py': '__version__ = "1.0"\n' },
      reports: [{ message: 'noProvider', data: { backend: 'hatchling.build' }, at: 'pyproject.toml:7:11-22' }],
    },
    {
      name: 'flit without __version__',
      tree: { 'pyproject.toml': project('flit_core.buildapi'), 'demo/__init__.py': '"""Demo."""\n' },
      reports: [
        {
          message: 'noMatch',
          data: { subject: 'demo/__init__.py', sought: '`__version__`' },
          at: 'pyproject.toml:7:11-22',
        },
      ],
    },
    {
      name: 'uv_build takes a stated version only',
      tree: { 'pyproject.toml': project('uv_build'), 'src/demo/__init__.py': '__version__ = "1.0"\n' },
      reports: [{ message: 'staticOnly', data: { backend: 'uv_build' }, at: 'pyproject.toml:7:11-22' }],
    },
    {
      name: 'setuptools with nothing that sets it',
      tree: { 'pyproject.toml': setuptools('') },
      reports: [{ message: 'noProvider', data: { backend: 'setuptools' }, at: 'pyproject.toml:7:11-22' }],
    },
    {
      name: 'setuptools-scm without its table',
      tree: { 'pyproject.toml': setuptools('', '"setuptools>=64", "setuptools-scm>=8"') },
      reports: [
        {
          message: 'inactive',
          data: { tool: 'setuptools-scm', setting: '[tool.setuptools_scm]', built: '0.0.0' },
          at: 'pyproject.toml:2:12-51',
        },
      ],
    },
    {
      name: 'setuptools attr of a module that is nowhere',
      tree: {
        'pyproject.toml': setuptools('\n[tool.setuptools.dynamic]\nversion = { attr = "demo.about.V" }\n'),
        'src/demo/__init__.py': '',
      },
      reports: [{ message: 'missing', data: { subject: 'demo/about' }, at: 'pyproject.toml:10:21-33' }],
    },
    {
      name: 'pdm without a table',
      tree: { 'pyproject.toml': project('pdm.backend') },
      reports: [{ message: 'noProvider', data: { backend: 'pdm.backend' }, at: 'pyproject.toml:7:11-22' }],
    },
    {
      name: 'maturin without a manifest',
      tree: { 'pyproject.toml': project('maturin') },
      reports: [{ message: 'missing', data: { subject: 'Cargo.toml' }, at: 'pyproject.toml:7:11-22' }],
    },
    {
      name: 'scikit-build-core without a provider',
      tree: { 'pyproject.toml': project('scikit_build_core.build') },
      reports: [{ message: 'noProvider', data: { backend: 'scikit-build-core' }, at: 'pyproject.toml:7:11-22' }],
    },
  ],
  skip: [
    {
      name: 'a stated version',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.0"\n' },
      reason: /not computed/,
    },
    {
      name: 'a workflow that writes the file before the build',
      tree: {
        'pyproject.toml': hatch('path = "demo/_release.py"'),
        '.github/workflows/release.yml':
          'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo > demo/_release.py\n',
      },
      reason: 'a workflow may write demo/_release.py before the build',
    },
  ],
});

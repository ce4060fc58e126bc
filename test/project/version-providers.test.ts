import { describe, expect, test } from 'vitest';
import { known } from '../../src/core/unknown.ts';
import { memoryFiles } from '../../src/io/memory-files.ts';
import { loadMetadata } from '../../src/project/load-metadata.ts';
import { loadVersions } from '../../src/project/load-versions.ts';
import { createReader } from '../../src/project/reader.ts';
import type { VersionFacts } from '../../src/project/versions.ts';
import type { Tree } from '../rule-tester.ts';

async function versionsOf(tree: Tree): Promise<VersionFacts> {
  const reader = await createReader(memoryFiles(tree));
  return loadVersions(reader, '', await loadMetadata(reader, ''));
}

const project = (backend: string, rest = ''): string =>
  `[build-system]\nbuild-backend = "${backend}"\n[project]\nname = "demo"\ndynamic = ["version"]\n${rest}`;
const hatch = (rest: string): string => project('hatchling.build', `[tool.hatch.version]\n${rest}\n`);
const poetry = (rest: string): string => `[tool.poetry]\nname = "demo"\nversion = "0.0.0"\n${rest}\n`;
const incremental =
  '"""Made by incremental."""\nfrom incremental import Version\n\n__version__ = Version("demo", 1, 2, 0)\n';

describe('a computed version is read where the backend reads it', () => {
  test.each<[string, Tree, string]>([
    [
      'hatch.toml',
      {
        'pyproject.toml': project('hatchling.build'),
        'hatch.toml': '[version]\npath = "v.py"\n',
        'v.py': 'VERSION = "1.2"\n',
      },
      'v.py',
    ],
    [
      'hatch code',
      { 'pyproject.toml': hatch('source = "code"\npath = "v.py"\nexpression = "NUMBER"'), 'v.py': 'NUMBER = "1.2"\n' },
      'v.py',
    ],
    [
      'hatch nodejs',
      { 'pyproject.toml': hatch('source = "nodejs"'), 'package.json': '{"version": "1.2"}' },
      'package.json',
    ],
    [
      'hatch-regex-commit',
      { 'pyproject.toml': hatch('source = "regex_commit"\npath = "v.py"'), 'v.py': '__version__ = "1.2"\n' },
      'v.py',
    ],
    [
      'pdm file with a pattern',
      {
        'pyproject.toml': project(
          'pdm.backend',
          `[tool.pdm.version]\nsource = "file"\npath = "v.txt"\npattern = 'is ([\\d.]+)'\n`,
        ),
        'v.txt': 'it is 1.2\n',
      },
      'v.txt',
    ],
    [
      'pdm without a source',
      {
        'pyproject.toml': project('pdm.backend', '[tool.pdm.version]\npath = "v.py"\n'),
        'v.py': "__version__ = '1.2' # kept\n",
      },
      'v.py',
    ],
    [
      'pdm-pep517',
      {
        'pyproject.toml': project('pdm.pep517.api', '[tool.pdm]\nversion = { from = "v.py" }\n'),
        'v.py': '__version__ = "1.2"\n',
      },
      'v.py',
    ],
    [
      'flit with version.py beside the package',
      {
        'pyproject.toml': project('flit_core.buildapi'),
        'demo/__init__.py': '"""Demo."""\n',
        'demo/version.py': '__version__ = "1.2"\n',
      },
      'demo/version.py',
    ],
    [
      '[tool.flit.module]',
      {
        'pyproject.toml': project('flit_core.buildapi', '[tool.flit.module]\nname = "other"\n'),
        'other.py': '__version__: str = "1.2"\n',
      },
      'other.py',
    ],
    [
      'poetry keeps it in its own table',
      { 'pyproject.toml': project('poetry.core.masonry.api', '[tool.poetry]\nversion = "1.2"\n') },
      'pyproject.toml',
    ],
    [
      'poetry-dynamic-versioning from a file',
      {
        'pyproject.toml': poetry('[tool.poetry-dynamic-versioning]\nenable = true\nfrom-file.source = "VERSION"'),
        VERSION: '1.2\n',
      },
      'VERSION',
    ],
    [
      'poetry-version-plugin',
      {
        'pyproject.toml': poetry('[tool.poetry-version-plugin]\nsource = "init"'),
        'demo/__init__.py': '__version__ = "1.2"\n',
      },
      'demo/__init__.py',
    ],
    ['maturin', { 'pyproject.toml': project('maturin'), 'Cargo.toml': '[package]\nversion = "1.2"\n' }, 'Cargo.toml'],
    [
      'maturin where the version is merely left out',
      {
        'pyproject.toml': project('maturin').replace('dynamic = ["version"]\n', ''),
        'Cargo.toml': '[package]\nversion = "1.2"\n',
      },
      'Cargo.toml',
    ],
    [
      'maturin with a manifest elsewhere, in a workspace',
      {
        'pyproject.toml': project('maturin', '[tool.maturin]\nmanifest-path = "crates/demo/Cargo.toml"\n'),
        'crates/demo/Cargo.toml': '[package]\nname = "demo"\nversion.workspace = true\n',
        'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n[workspace.package]\nversion = "1.2"\n',
      },
      'Cargo.toml',
    ],
    [
      'scikit-build-core',
      {
        'pyproject.toml': project(
          'scikit_build_core.build',
          '[tool.scikit-build.metadata.version]\nprovider = "scikit_build_core.metadata.regex"\ninput = "v.py"\n',
        ),
        'v.py': '__version__: str = "1.2"\n',
      },
      'v.py',
    ],
    [
      'scikit-build-core with a pattern',
      {
        'pyproject.toml': project(
          'scikit_build_core.build',
          `[tool.scikit-build.metadata.version]\nprovider = "scikit_build_core.metadata.regex"\ninput = "CMakeLists.txt"\nregex = 'VERSION (?P<value>[0-9.]+)'\n`,
        ),
        'CMakeLists.txt': 'project(demo VERSION 1.2)\n',
      },
      'CMakeLists.txt',
    ],
    [
      'meson-python',
      {
        'pyproject.toml': project('mesonpy'),
        'meson.build': "project('demo', 'c', # version: '9'\n  version: '1.2',\n)\n",
      },
      'meson.build',
    ],
    [
      'meson with a file',
      {
        'pyproject.toml': project('mesonpy'),
        'meson.build': "project('demo', version: files('VERSION'))\n",
        VERSION: '1.2\n',
      },
      'VERSION',
    ],
    [
      'incremental told by setup.py',
      {
        'setup.py': 'from setuptools import setup\nsetup(name="demo", use_incremental=True)\n',
        'demo/__init__.py': '',
        'demo/_version.py': incremental,
      },
      'demo/_version.py',
    ],
    [
      '[tool.incremental]',
      {
        'pyproject.toml': project('setuptools.build_meta', '[tool.incremental]\nname = "demo"\n'),
        'src/demo/__init__.py': '',
        'src/demo/_version.py': incremental,
      },
      'src/demo/_version.py',
    ],
    [
      'setuptools-git-versioning with a file',
      {
        'pyproject.toml': project(
          'setuptools.build_meta',
          '[tool.setuptools-git-versioning]\nversion_file = "VERSION"\n',
        ),
        VERSION: '1.2\n',
      },
      'VERSION',
    ],
  ])('%s', async (_, tree, file) => {
    const versions = await versionsOf(tree);
    const declared = known(versions.declared);
    expect(declared?.file).toBe(file);
    expect(declared?.value.replace(/\.0$/, '')).toBe('1.2');
    expect(versions.dynamic).toMatchObject({ isFromTag: false, problem: null });
  });
});

describe('a version that only the tag tells', () => {
  test.each<[string, Tree]>([
    ['vcs-versioning', { 'pyproject.toml': project('setuptools.build_meta', '[tool.vcs-versioning]\n') }],
    [
      'setuptools-scm with the extra simple',
      {
        'pyproject.toml': project('setuptools.build_meta').replace(
          'build-backend',
          'requires = ["setuptools-scm[simple]"]\nbuild-backend',
        ),
      },
    ],
    ['versioneer', { 'pyproject.toml': project('setuptools.build_meta', '[tool.versioneer]\n') }],
    ['uv-dynamic-versioning', { 'pyproject.toml': hatch('source = "uv-dynamic-versioning"') }],
    ['versioningit under hatchling', { 'pyproject.toml': hatch('source = "versioningit"') }],
    [
      'setuptools-git-versioning',
      { 'pyproject.toml': project('setuptools.build_meta', '[tool.setuptools-git-versioning]\nenabled = true\n') },
    ],
    ['poetry-version-plugin', { 'pyproject.toml': poetry('[tool.poetry-version-plugin]\nsource = "git-tag"') }],
    [
      'poetry-dynamic-versioning beside [project]',
      {
        'pyproject.toml': project(
          'poetry_dynamic_versioning.backend',
          '[tool.poetry]\nversion = "0.0.0"\n[tool.poetry-dynamic-versioning]\nenable = true\n',
        ),
      },
    ],
    [
      'pbr, with the version to come in setup.cfg (oslo.config 1.2.0a4)',
      {
        'setup.cfg': '[metadata]\nname = demo\nversion = 1.2.0\n',
        'setup.py': "import setuptools\nsetuptools.setup(setup_requires=['d2to1', 'pbr'], d2to1=True)\n",
      },
    ],
    ['pdm-pep517', { 'pyproject.toml': project('pdm.pep517.api', '[tool.pdm]\nversion = { use_scm = true }\n') }],
    [
      'scikit-build-core with setuptools-scm',
      {
        'pyproject.toml': project(
          'scikit_build_core.build',
          '[tool.scikit-build]\nmetadata.version.provider = "scikit_build_core.metadata.setuptools_scm"\n',
        ),
      },
    ],
  ])('%s', async (_, tree) => {
    const versions = await versionsOf(tree);
    expect(versions.dynamic).toMatchObject({ isFromTag: true, problem: null });
    expect(versions.declared).toHaveProperty('unknown');
  });
});

test.each<[string, Tree]>([
  ['hatch env', { 'pyproject.toml': hatch('source = "env"\nvariable = "VERSION"') }],
  [
    'pdm call',
    { 'pyproject.toml': project('pdm.backend', '[tool.pdm.version]\nsource = "call"\ngetter = "build:version"\n') },
  ],
  [
    'a command of meson',
    { 'pyproject.toml': project('mesonpy'), 'meson.build': "project('x', version: run_command('v'))\n" },
  ],
  [
    'a release that is not numbered yet',
    {
      'pyproject.toml': project('setuptools.build_meta', '[tool.incremental]\nname = "demo"\n'),
      'demo/__init__.py': '',
      'demo/_version.py': incremental.replace('1, 2, 0', '"NEXT", 0, 0'),
    },
  ],
])('what only a build can tell is unknown: %s', async (_, tree) => {
  const versions = await versionsOf(tree);
  expect(versions.declared).toHaveProperty('unknown');
  expect(versions.dynamic).toMatchObject({ isFromTag: false });
});

describe('what the build writes over is no source', () => {
  const roleOf = async (tree: Tree): Promise<readonly string[]> =>
    (await versionsOf(tree)).places.filter(({ file }) => file.endsWith('.py')).map(({ role }) => role);
  const dynamic = poetry('[tool.poetry-dynamic-versioning]\nenable = true');
  const literal = '__version__ = "0.1.0"\n';
  test.each<[string, Tree, string]>([
    [
      'poetry-dynamic-versioning replaces __init__.py one level down',
      { 'pyproject.toml': dynamic, 'demo/__init__.py': literal },
      'placeholder',
    ],
    [
      'and not below src, where its globs do not reach',
      { 'pyproject.toml': dynamic, 'src/demo/__init__.py': literal },
      'source',
    ],
    [
      'but where substitution.files says so',
      {
        'pyproject.toml': `${dynamic}\n[tool.poetry-dynamic-versioning.substitution]\nfiles = ["src/**/*.py"]\n`,
        'src/demo/__init__.py': literal,
      },
      'placeholder',
    ],
    [
      'version_file of setuptools-scm without a header',
      {
        'pyproject.toml': project(
          'setuptools.build_meta',
          '[tool.setuptools_scm]\nversion_file = "demo/_version.py"\n',
        ),
        'demo/__init__.py': '',
        'demo/_version.py': literal,
      },
      'generated',
    ],
    [
      'onbuild of versioningit',
      {
        'pyproject.toml': project(
          'setuptools.build_meta',
          '[tool.versioningit.onbuild]\nsource-file = "demo/_version.py"\n',
        ),
        'demo/__init__.py': '',
        'demo/_version.py': literal,
      },
      'placeholder',
    ],
  ])('%s', async (_, tree, role) => {
    expect(await roleOf(tree)).toEqual([role]);
  });
});

test.each([
  ['release_candidate=1', '1.2.0rc1'],
  ['dev=0', '1.2.0.dev0'],
  ['post=2', '1.2.0.post2'],
])('incremental spells %s as %s', async (keyword, expected) => {
  const versions = await versionsOf({
    'setup.py': 'from setuptools import setup\nsetup(name="demo", use_incremental=True)\n',
    'demo/__init__.py': '',
    'demo/_version.py': incremental.replace('2, 0)', `2, 0, ${keyword})`),
  });
  expect(known(versions.declared)?.value).toBe(expected);
});

test('a table for the version is fine with pdm-pep517, and malformed elsewhere (pdm 1.10.3)', async () => {
  const stated = (backend: string): Tree => ({
    'pyproject.toml': `[build-system]\nbuild-backend = "${backend}"\n[project]\nname = "demo"\ndynamic = ["version"]\nversion = { use_scm = true }\n`,
  });
  expect((await versionsOf(stated('pdm.pep517.api'))).malformed).toBe(null);
  expect((await versionsOf(stated('hatchling.build'))).malformed).toMatchObject({ type: 'a table' });
});

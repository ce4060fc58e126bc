import { describe, expect, test } from 'vitest';
import { known } from '../../src/core/unknown.ts';
import { memoryFiles } from '../../src/io/memory-files.ts';
import { loadMetadata } from '../../src/project/load-metadata.ts';
import { isPlaceholder, loadVersions } from '../../src/project/load-versions.ts';
import { findPackages } from '../../src/project/packages.ts';
import { createReader } from '../../src/project/reader.ts';
import type { VersionFacts } from '../../src/project/versions.ts';
import type { Tree } from '../rule-tester.ts';

async function versionsOf(tree: Tree, root = ''): Promise<VersionFacts> {
  const reader = await createReader(memoryFiles(tree));
  return loadVersions(reader, root, await loadMetadata(reader, root));
}

const project = (rest: string): string => `[project]\nname = "demo"\ndynamic = ["version"]\n${rest}`;
const init = { 'src/demo/__init__.py': '__version__ = "1.2"\n' };

describe('a computed version is followed where the tree says it', () => {
  test.each<[string, Tree, string, string]>([
    [
      'setuptools attr',
      { 'pyproject.toml': project('[tool.setuptools.dynamic]\nversion = { attr = "demo.__version__" }\n'), ...init },
      'setuptools attr: demo.__version__',
      'src/demo/__init__.py',
    ],
    [
      'setuptools attr through an import',
      {
        'pyproject.toml': project('[tool.setuptools.dynamic]\nversion = { attr = "demo.__version__" }\n'),
        'demo/__init__.py': 'from .about import __version__\n',
        'demo/about.py': '__version__ = "1.2"\n',
      },
      'setuptools attr: demo.__version__',
      'demo/about.py',
    ],
    [
      'setuptools file',
      { 'pyproject.toml': project('[tool.setuptools.dynamic]\nversion = { file = ["VERSION"] }\n'), VERSION: '1.2\n' },
      'setuptools file: VERSION',
      'VERSION',
    ],
    [
      'setup.cfg attr',
      { 'setup.cfg': '[metadata]\nname = demo\nversion = attr: demo.__version__\n', ...init },
      'attr: demo.__version__',
      'src/demo/__init__.py',
    ],
    [
      'hatch path',
      {
        'pyproject.toml': project('[tool.hatch.version]\npath = "src/demo/__about__.py"\n'),
        'src/demo/__about__.py': '__version__ = "v1.2"\n',
      },
      'hatch: src/demo/__about__.py',
      'src/demo/__about__.py',
    ],
    [
      'hatch with its own pattern',
      {
        'pyproject.toml': project(
          '[tool.hatch.version]\npath = "src/demo/v.h"\npattern = "VER (?P<version>[\\\\d.]+)"\n',
        ),
        'src/demo/v.h': '#define VER 1.2\n',
      },
      'hatch: src/demo/v.h',
      'src/demo/v.h',
    ],
    [
      'pdm file',
      { 'pyproject.toml': project('[tool.pdm.version]\nsource = "file"\npath = "src/demo/__init__.py"\n'), ...init },
      'pdm: src/demo/__init__.py',
      'src/demo/__init__.py',
    ],
    [
      'flit',
      { 'pyproject.toml': project('[build-system]\nbuild-backend = "flit_core.buildapi"\n'), ...init },
      'flit: demo.__version__',
      'src/demo/__init__.py',
    ],
    [
      'setup.py with an import',
      {
        'setup.py': 'from setuptools import setup\nfrom demo import VERSION\nsetup(name="demo", version=VERSION)\n',
        'demo/__init__.py': 'VERSION = "1.2"\n',
      },
      'setup.py: VERSION',
      'demo/__init__.py',
    ],
    [
      'setup.py that reads a text file',
      {
        'setup.py': 'from setuptools import setup\nv = open("VERSION").read()\nsetup(name="demo", version=v)\n',
        VERSION: '1.2\n',
      },
      'setup.py: v',
      'VERSION',
    ],
    [
      'setup.py that reads the package',
      {
        'setup.py': 'from setuptools import setup\nsetup(name="demo", version=find("demo/__init__.py"))\n',
        'demo/__init__.py': '__version__ = "1.2"\n',
      },
      'setup.py: find()',
      'demo/__init__.py',
    ],
  ])('%s', async (_, tree, provider, file) => {
    const versions = await versionsOf(tree);
    expect(versions.dynamic).toMatchObject({ provider, isFromTag: false });
    expect(known(versions.declared)).toMatchObject({ value: '1.2', file });
  });
});

describe('a version that only the tag tells is unknown, never missing', () => {
  test.each<[string, Tree, string]>([
    ['setuptools-scm table', { 'pyproject.toml': project('[tool.setuptools_scm]\n') }, 'setuptools-scm'],
    [
      'setuptools-scm requirement',
      { 'pyproject.toml': project('[build-system]\nrequires = ["setuptools>=64", "setuptools-scm[toml]>=8"]\n') },
      'setuptools-scm',
    ],
    ['hatch-vcs', { 'pyproject.toml': project('[tool.hatch.version]\nsource = "vcs"\n') }, 'hatch: vcs'],
    ['pdm scm', { 'pyproject.toml': project('[tool.pdm.version]\nsource = "scm"\n') }, 'pdm: scm'],
    ['versioningit', { 'pyproject.toml': project('[tool.versioningit]\n') }, 'versioningit'],
    [
      'use_scm_version',
      { 'setup.py': 'from setuptools import setup\nsetup(name="demo", use_scm_version=True)\n' },
      'setuptools-scm',
    ],
    [
      'pbr',
      {
        'setup.cfg': '[metadata]\nname = demo\n',
        'setup.py': 'import setuptools\nsetuptools.setup(setup_requires=["pbr"], pbr=True)\n',
      },
      'pbr',
    ],
    [
      'versioneer',
      {
        'setup.py':
          'import versioneer\nfrom setuptools import setup\nsetup(name="demo", version=versioneer.get_version())\n',
      },
      'setup.py: versioneer.get_version()',
    ],
    [
      'poetry-dynamic-versioning',
      {
        'pyproject.toml':
          '[tool.poetry]\nname = "demo"\nversion = "0.1.0"\n[tool.poetry-dynamic-versioning]\nenable = true\n',
      },
      'poetry-dynamic-versioning',
    ],
  ])('%s', async (_, tree, provider) => {
    const versions = await versionsOf(tree);
    expect(versions.dynamic).toMatchObject({ provider, isFromTag: true });
    expect(versions.declared).toHaveProperty('unknown');
    expect(versions.places.filter(({ role }) => role === 'source')).toEqual([]);
  });
});

test('other backends compute it in ways of their own', async () => {
  const versions = await versionsOf({ 'pyproject.toml': project('[build-system]\nbuild-backend = "maturin"\n') });
  expect(versions).toMatchObject({
    declared: { unknown: 'the version is computed (maturin)' },
    dynamic: { provider: 'maturin', isFromTag: false },
  });
});

test.each([
  ['a repetition of a repetition', '(?P<version>(a+)+)$'],
  ['a repetition of a choice', '(a|aa)*(?P<version>b)$'],
  ['many open repetitions', 'a*a*a*a*a*(?P<version>b)$'],
  ['a long line for few repetitions', 'a*a*a*(?P<version>b)$'],
])('a pattern of the repository that could run for ever ends: %s', async (_, pattern) => {
  const hatch = project(`[tool.hatch.version]\npath = "v"\npattern = '${pattern}'\n`);
  const versions = await versionsOf({ 'pyproject.toml': hatch, v: `${'a'.repeat(20_000)}!` });
  expect(versions.declared).toHaveProperty('unknown');
});

test('without a Python project package.json states the version', async () => {
  const versions = await versionsOf({ 'package.json': '{ "scripts": { "version": "x" }, "version": "3.1.0" }' });
  expect(known(versions.declared)).toMatchObject({ value: '3.1.0', file: 'package.json' });
});

test('a broken pyproject.toml leaves the version unknown', async () => {
  const versions = await versionsOf({ 'pyproject.toml': '[project\n', 'package.json': '{"version": "1.0"}' });
  expect(versions.declared).toEqual({ unknown: 'pyproject.toml is not valid TOML' });
});

test.each([
  ['0.0.0', true],
  ['0', true],
  ['0.1+private', true],
  ['99.99.99', true],
  ['unknown', true],
  ['@VERSION@', true],
  ['0.0.0.dev0', true],
  ['0.0.0+unknown', true],
  ['0.1.0', false],
  ['0.0.1', false],
  ['3.dev', false],
  ['10.0', false],
])('%j is a placeholder: %s', (text, expected) => {
  expect(isPlaceholder(text)).toBe(expected);
});

describe('the packages of the distribution', () => {
  const packages = async (tree: Tree): Promise<readonly string[]> => {
    const reader = await createReader(memoryFiles(tree));
    return findPackages(await loadMetadata(reader, ''), reader.paths, '').map(({ path }) => path);
  };
  const named = (name: string, rest = ''): string => `[project]\nname = "${name}"\nversion = "1.0"\n${rest}`;

  test.each<[string, Tree, readonly string[]]>([
    [
      'src layout',
      { 'pyproject.toml': named('My-Demo'), 'src/my_demo/__init__.py': '', 'tests/__init__.py': '' },
      ['src/my_demo'],
    ],
    ['flat layout', { 'pyproject.toml': named('demo'), 'demo/__init__.py': '', 'docs/__init__.py': '' }, ['demo']],
    ['one module', { 'pyproject.toml': named('demo'), 'demo.py': '', 'setup.py': '' }, ['demo.py']],
    [
      'a namespace package',
      { 'pyproject.toml': named('acme-demo'), 'src/acme/demo/__init__.py': '' },
      ['src/acme/demo'],
    ],
    [
      'another name than the distribution',
      {
        'pyproject.toml': named('python-demo'),
        'demo/__init__.py': '',
        'tests/__init__.py': '',
        'test_utils/__init__.py': '',
      },
      ['demo'],
    ],
    [
      'find with where',
      {
        'pyproject.toml': named('x', '[tool.setuptools.packages.find]\nwhere = ["lib"]\n'),
        'lib/demo/__init__.py': '',
      },
      ['lib/demo'],
    ],
    [
      'listed by setuptools',
      {
        'pyproject.toml': named(
          'x',
          '[tool.setuptools]\npackages = ["demo", "demo.sub"]\npackage-dir = { "" = "source" }\n',
        ),
        'source/demo/__init__.py': '',
        'source/demo/sub/__init__.py': '',
      },
      ['source/demo'],
    ],
    [
      'poetry packages',
      {
        'pyproject.toml': '[tool.poetry]\nname = "x"\npackages = [{ include = "demo", from = "py" }]\n',
        'py/demo/__init__.py': '',
      },
      ['py/demo'],
    ],
    [
      'hatch packages',
      {
        'pyproject.toml': named('x', '[tool.hatch.build.targets.wheel]\npackages = ["src/demo"]\n'),
        'src/demo/__init__.py': '',
      },
      ['src/demo'],
    ],
    [
      'uv_build',
      {
        'pyproject.toml': named('x', '[tool.uv.build-backend]\nmodule-name = "demo"\nmodule-root = ""\n'),
        'demo/__init__.py': '',
      },
      ['demo'],
    ],
    [
      'setup.cfg with package_dir',
      {
        'setup.cfg': '[metadata]\nname = x\n[options]\npackages = find:\npackage_dir =\n    = src\n',
        'src/demo/__init__.py': '',
      },
      ['src/demo'],
    ],
    [
      'setup.py with find_packages',
      {
        'setup.py':
          'from setuptools import find_packages, setup\nsetup(name="x", packages=find_packages(where="src"), package_dir={"": "src"})\n',
        'src/demo/__init__.py': '',
      },
      ['src/demo'],
    ],
    [
      'setup.py with py_modules',
      { 'setup.py': 'from distutils.core import setup\nsetup(name="x", py_modules=["demo"])\n', 'demo.py': '' },
      ['demo.py'],
    ],
    [
      'the one named like the distribution',
      {
        'setup.py': 'from setuptools import find_packages, setup\nsetup(name="demo", packages=find_packages())\n',
        'demo/__init__.py': '',
        'six/__init__.py': '',
      },
      ['demo'],
    ],
  ])('%s', async (_, tree, expected) => {
    expect(await packages(tree)).toEqual(expected);
  });
});

test('a version file that is there twice, as a link into the package, counts once; two that differ settle nothing', async () => {
  const setup = 'from setuptools import setup\nv = open("VERSION").read()\nsetup(name="demo", version=v)\n';
  const tree = (inner: string): Tree => ({
    'setup.py': setup,
    'demo/__init__.py': '',
    VERSION: '1.2\n',
    'demo/VERSION': inner,
  });
  expect(known((await versionsOf(tree('1.2\n'))).declared)).toMatchObject({ value: '1.2', file: 'VERSION' });
  expect((await versionsOf(tree('1.1\n'))).declared).toHaveProperty('unknown');
});

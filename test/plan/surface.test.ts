import { expect, test } from 'vitest';
import type { PlanSurface } from '../../src/core/plan-report.ts';
import type { Location } from '../../src/core/place.ts';
import type { Tree } from '../rule-tester.ts';
import { placeText, releaseOf, version } from './planned.ts';

async function surfaceOf(tree: Tree): Promise<PlanSurface<Location>> {
  const { targets } = await releaseOf({ tree, request: version('1.0') });
  const surface = targets[0]?.surface ?? null;
  if (surface === null) throw new Error('there is no Python project');
  return surface;
}

async function importsOf(tree: Tree): Promise<readonly string[] | string> {
  const { imports } = await surfaceOf(tree);
  return 'unknown' in imports ? imports.unknown : imports.map(({ value }) => value);
}

const project = '[project]\nname = "kelp-cam"\nversion = "1.0"\n';
const setuptools = `[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n\n${project}`;
const hatchling = `[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n\n${project}`;
const init = { 'kelp_cam/__init__.py': '', 'kelp_cam/deep/__init__.py': '' };

test.each<[string, Tree, readonly string[]]>([
  ['the package of the distribution’s name', { 'pyproject.toml': hatchling, ...init }, ['kelp_cam']],
  [
    'setuptools: every top-level package that it finds, tests included',
    { 'pyproject.toml': `${setuptools}\n[tool.setuptools.packages.find]\n`, ...init, 'tests/__init__.py': '' },
    ['kelp_cam', 'tests'],
  ],
  [
    'setuptools: what stands in a namespace',
    {
      'pyproject.toml': `${setuptools}\n[tool.setuptools.packages.find]\nwhere = ["src"]\n`,
      'src/kelp/cam/__init__.py': '',
      'src/kelp/cam/deep/__init__.py': '',
    },
    ['kelp.cam'],
  ],
  [
    'setuptools: single modules',
    {
      'pyproject.toml': `${setuptools}\n[tool.setuptools]\npackages = ["kelp_cam"]\npy-modules = ["kelp_extra"]\n`,
      ...init,
      'kelp_extra.py': '',
    },
    ['kelp_cam', 'kelp_extra'],
  ],
  [
    'hatchling: the packages that are listed',
    {
      'pyproject.toml': `${hatchling}\n[tool.hatch.build.targets.wheel]\npackages = ["src/kelp_cam", "src/kelp_extra"]\n`,
      'src/kelp_cam/__init__.py': '',
      'src/kelp_extra/__init__.py': '',
    },
    ['kelp_cam', 'kelp_extra'],
  ],
])('imports: %s', async (_, tree, expected) => {
  expect(await importsOf(tree)).toEqual(expected);
});

test.each<[string, Tree, string]>([
  [
    'a package of another name that nobody lists',
    { 'pyproject.toml': hatchling, 'lib_a/__init__.py': '', 'lib_b/__init__.py': '' },
    'nothing tells which packages are packed',
  ],
  [
    'hatchling is told which files to pack',
    {
      'pyproject.toml': `${hatchling}\n[tool.hatch.build.targets.wheel]\nonly-include = ["src"]\n`,
      'src/kelp_cam/__init__.py': '',
      'src/kelp_d/__init__.py': '',
    },
    '[tool.hatch.build] chooses what is packed',
  ],
  [
    'code computes the packages',
    { 'setup.py': 'from setuptools import setup\nsetup(name="kelp-cam", version="1.0", packages=look())\n', ...init },
    'code computes the packages',
  ],
])('imports are unknown: %s', async (_, tree, expected) => {
  expect(await importsOf(tree)).toEqual(expected);
});

test('commands, extras and the supported Pythons, with their lines', async () => {
  const surface = await surfaceOf({
    'pyproject.toml': `${project}requires-python = ">=3.10"\n\n[project.scripts]\nkelp = "kelp_cam:main"\n\n[project.gui-scripts]\nkelp-win = "kelp_cam:win"\n\n[project.entry-points.pytest11]\nkelp = "kelp_cam.plugin"\n\n[project.optional-dependencies]\ndev = ["pytest", "ruff"]\ndocs = ["sphinx"]\n`,
    ...init,
  });
  expect(surface.scripts.map(({ name, target, at }) => `${name} = ${target} ${placeText(at)}`)).toEqual([
    'kelp = kelp_cam:main pyproject.toml:7',
    'kelp-win = kelp_cam:win pyproject.toml:10',
  ]);
  expect(surface).toMatchObject({ requiresPython: { value: '>=3.10' }, extras: ['dev', 'docs'] });
});

test('metadata that cannot be read', async () => {
  const surface = await surfaceOf({ 'pyproject.toml': '[project]\nname = [\n' });
  expect(surface).toMatchObject({
    name: { unknown: expect.any(String) },
    imports: { unknown: expect.any(String) },
    scripts: [],
  });
});

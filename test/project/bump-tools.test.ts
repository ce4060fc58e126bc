import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../../src/io/memory-files.ts';
import { wholeVersionPattern } from '../../src/project/bump-pattern.ts';
import { fillTemplate } from '../../src/project/bump-target.ts';
import type { BumpTool } from '../../src/project/bump-tools.ts';
import { loadBumpTools } from '../../src/project/load-bump-tools.ts';
import { loadMetadata } from '../../src/project/load-metadata.ts';
import { createReader } from '../../src/project/reader.ts';
import type { Tree } from '../rule-tester.ts';

async function toolsOf(tree: Tree, root = ''): Promise<readonly BumpTool[]> {
  const reader = (await createReader(memoryFiles(tree))).within(root);
  return loadBumpTools(reader, root, await loadMetadata(reader, root));
}

/** A line for each tool: what it is, where, its version, and its files with what came of looking. */
async function linesOf(tree: Tree, root = ''): Promise<readonly string[]> {
  return (await toolsOf(tree, root)).map(({ tool, file, current, targets, more }) =>
    [
      `${tool} in ${file} at ${current?.value ?? 'none'}`,
      ...targets.map((target) => `${target.file} ${target.state}`),
      ...(more === null ? [] : [more]),
    ].join('; '),
  );
}

describe('configurations', () => {
  test.each<[string, Tree, readonly string[]]>([
    ['none', { 'pyproject.toml': '[project]\nname = "demo"\n', 'setup.cfg': '[metadata]\nname = demo\n' }, []],
    [
      'bumpversion in setup.cfg, a file named twice',
      {
        'setup.cfg':
          '[bumpversion]\ncurrent_version = 1.0.0\n\n[bumpversion:file:setup.py]\n\n[bumpversion:file (second):setup.py]\nsearch = v{current_version}\nreplace = v{new_version}\n\n[bumpversion:glob:docs/*.md]\n',
        'setup.py': 'from setuptools import setup\nsetup(version="1.0.0")\n',
      },
      [
        'bump-my-version in setup.cfg at 1.0.0; setup.py found; setup.py text-missing; the config names files by a glob',
      ],
    ],
    [
      'bump-my-version in a file of its own',
      {
        '.bumpversion.toml':
          '[tool.bumpversion]\ncurrent_version = "1.0.0"\n[[tool.bumpversion.files]]\nfilename = "VERSION"\n[[tool.bumpversion.files]]\nfilename = "README.md"\nregex = true\nsearch = "demo-.*"\n',
        VERSION: '1.0.0\n',
        'README.md': 'x\n',
      },
      ['bump-my-version in .bumpversion.toml at 1.0.0; VERSION found; README.md unknown'],
    ],
    [
      'tbump, with a template of its own for one file',
      {
        'tbump.toml':
          '[version]\ncurrent = "1.0.0"\nregex = "x"\n[[file]]\nsrc = "setup.py"\n[[file]]\nsrc = "README.md"\nversion_template = "{major}"\n',
        'setup.py': 'version="1.0.0"\n',
        'README.md': '1\n',
      },
      ['tbump in tbump.toml at 1.0.0; setup.py found; README.md unknown'],
    ],
    [
      'bumpver, whose patterns find any version',
      {
        'bumpver.toml':
          '[bumpver]\ncurrent_version = "v1.0.0"\nversion_pattern = "vMAJOR.MINOR.PATCH"\n[bumpver.file_patterns]\n"setup.py" = [\'version="{pep440_version}"\', "MAJOR.MINOR"]\n',
        'setup.py': 'version="0.9.0"\n',
      },
      ['bumpver in bumpver.toml at v1.0.0; setup.py found; setup.py unknown'],
    ],
    [
      'commitizen in YAML',
      {
        '.cz.yaml': 'commitizen:\n  version: 1.0.0\n  version_files:\n    - demo.py:__version__\n    - setup.py\n',
        'demo.py': 'VERSION = "1.0.0"\n__version__ = VERSION\n',
        'setup.py': 'version="1.0.0"\n',
      },
      ['commitizen in .cz.yaml at 1.0.0; demo.py text-missing; setup.py found'],
    ],
    [
      'commitizen in JSON',
      { 'cz.json': '{"commitizen": {"version": "1.0.0", "version_files": ["a/../../x"]}}' },
      ['commitizen in cz.json at 1.0.0; x unknown'],
    ],
    [
      'python-semantic-release, before and since version 8',
      {
        'pyproject.toml':
          '[project]\nversion = "1.0.0"\n[tool.semantic_release]\nversion_variable = "demo.py:__version__,demo.py:VERSION"\nversion_toml = ["pyproject.toml:project.version", "pyproject.toml:tool.poetry.version"]\n',
        'demo.py': '__version__ = "1.0.0"\n',
      },
      [
        'python-semantic-release in pyproject.toml at none; pyproject.toml found; pyproject.toml text-missing; demo.py found; demo.py text-missing',
      ],
    ],
    [
      'release-please',
      {
        'pyproject.toml': '[project]\nname = "demo-kit"\nversion = "1.0.0"\n',
        'src/demo_kit/__init__.py': '__version__ = "1.0.0"\n',
        'src/demo_kit/version.py': '__version__ = "1.0.0"\n',
        '.release-please-manifest.json': '{".": "1.0.0", "other": "2.0.0"}',
        'release-please-config.json':
          '{"release-type": "python", "extra-files": ["README.md", "x.json", {"type": "toml", "path": "y.toml", "jsonpath": "$.a"}]}',
        'README.md': 'no marker\n',
        'y.toml': '',
      },
      [
        'release-please in .release-please-manifest.json at 1.0.0; pyproject.toml found; src/demo_kit/__init__.py found; src/demo_kit/version.py found; README.md text-missing; x.json file-missing; y.toml unknown; some of the extra files cannot be read',
      ],
    ],
  ])('%s', async (_, tree, expected) => {
    expect(await linesOf(tree)).toEqual(expected);
  });

  test('a project in a folder has its own configurations, and its part of the manifest', async () => {
    const tree = {
      '.bumpversion.cfg': '[bumpversion]\ncurrent_version = 9.0.0\n',
      '.release-please-manifest.json': '{"packages/core": "1.0.0"}',
      'packages/core/pyproject.toml':
        '[project]\nname = "core"\nversion = "1.0.0"\n[tool.commitizen]\nversion = "1.0.0"\nversion_files = ["core.py"]\n',
      'packages/core/core.py': '"1.0.0"\n',
    };
    expect(await linesOf(tree, 'packages/core')).toEqual([
      'commitizen in packages/core/pyproject.toml at 1.0.0; packages/core/core.py found',
      'release-please in .release-please-manifest.json at 1.0.0; the release type that a workflow gives writes files of its own',
    ]);
  });
});

test.each([
  ['{current_version}', '1.0'],
  ['{{{current_version}}}', '{1.0}'],
  ['v{current_version}…{other}', null],
  ['{now:%Y}', null],
  ['{', null],
  ['{toString}', null],
])('template %s', (template, expected) => {
  const filled = fillTemplate(template, { current_version: '1.0' });
  expect(template === '{' ? null : filled).toBe(expected);
});

test.each<[string, boolean, string, boolean | null]>([
  [String.raw`(?P<major>\d+)\.(?P<minor>\d+)`, false, '1.2', true],
  [String.raw`(?P<major>\d+)\.(?P<minor>\d+)`, false, '1.2.3', false],
  [String.raw`(?P<a>\d+) # first` + '\n' + String.raw`\.[ #](?P=a)`, true, '1. 1', true],
  [String.raw`(?x) \d+ \. \d+`, false, '1.2', true],
  [String.raw`(\d+\.?)+`, false, '1.2', null],
  ['(', false, '1.2', null],
  [String.raw`\d+`.repeat(13), false, '1', null],
])('pattern %s', (pattern, isVerbose, version, expected) => {
  expect(wholeVersionPattern(pattern, isVerbose)?.test(version) ?? null).toBe(expected);
});

import { rule } from '../../src/rules/version-fallback-stale.ts';
import { ruleTester } from '../rule-tester.ts';

const pyproject = '[project]\nname = "demo"\nversion = "1.3"\n';
const scm = (fallback: string): string =>
  `[project]\nname = "demo"\ndynamic = ["version"]\n\n[tool.setuptools_scm]\nfallback_version = "${fallback}"\n`;
const init = (fallback: string): string =>
  `from importlib.metadata import PackageNotFoundError, version\n\ntry:\n    __version__ = version("demo")\nexcept PackageNotFoundError:\n    __version__ = "${fallback}"\n`;
const released = { tag: 'v1.3', tags: ['v1.2', 'v1.1', 'v1.0'] } as const;

ruleTester(rule, {
  ok: [
    {
      name: 'a value that stands for unknown',
      tree: { 'pyproject.toml': pyproject, 'demo/__init__.py': init('0.0.0') },
      ...released,
    },
    {
      name: 'a value that no release had',
      tree: { 'pyproject.toml': pyproject, 'demo/__init__.py': init('0.1.dev0') },
      ...released,
    },
    {
      name: 'the version to be released',
      tree: { 'pyproject.toml': pyproject, 'demo/__init__.py': init('1.3') },
      ...released,
    },
    {
      name: 'the last release, raised when the next one is begun',
      tree: { 'pyproject.toml': pyproject, 'demo/__init__.py': init('1.2') },
      ...released,
    },
    {
      name: 'an old one of which only pre-releases came after',
      tree: { 'pyproject.toml': pyproject, 'demo/__init__.py': init('1.2') },
      tag: 'v1.3',
      tags: ['v1.3rc1', 'v1.2'],
    },
  ],
  bad: [
    {
      name: 'a literal in an except branch (Polymarket/py-sdk#231)',
      tree: { 'pyproject.toml': pyproject, 'demo/__init__.py': init('1.0') },
      ...released,
      reports: [
        {
          message: 'stale',
          data: { label: '__version__', file: 'demo/__init__.py', found: '1.0', latest: '1.2' },
          at: 'demo/__init__.py:6:20-23',
        },
      ],
      fixed: { 'demo/__init__.py': init('0+unknown') },
    },
    {
      name: 'fallback_version of setuptools-scm',
      tree: { 'pyproject.toml': scm('1.1') },
      ...released,
      reports: [{ message: 'stale', at: 'pyproject.toml:6:21-24' }],
    },
  ],
  skip: [
    { name: 'no stand-in', tree: { 'pyproject.toml': pyproject }, ...released, reason: /no version is kept/ },
    {
      name: 'a shallow clone',
      tree: { 'pyproject.toml': pyproject, 'demo/__init__.py': init('1.0') },
      tag: 'v1.3',
      tags: 'shallow',
      reason: 'a shallow clone',
    },
    {
      name: 'no repository',
      tree: { 'pyproject.toml': pyproject, 'demo/__init__.py': init('1.0') },
      tag: 'v1.3',
      reason: 'not a git repository',
    },
    {
      name: 'the first release',
      tree: { 'pyproject.toml': pyproject, 'demo/__init__.py': init('1.0') },
      tag: 'v1.3',
      tags: [],
      reason: /no earlier release is tagged/,
    },
  ],
});

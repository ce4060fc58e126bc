import { rule } from '../../src/rules/version-target-mismatch.ts';
import { ruleTester } from '../rule-tester.ts';

const declared = (version: string) => ({ 'pyproject.toml': `[project]\nname = "demo"\nversion = "${version}"\n` });

ruleTester(rule, {
  ok: [
    { name: 'the same', tree: declared('0.3.0'), release: '0.3.0' },
    { name: 'equal under PEP 440', tree: declared('0.3.0rc1'), release: '0.3.0-rc.1' },
    { name: 'a trailing zero', tree: declared('3.8'), release: '3.8.0' },
  ],
  bad: [
    {
      name: 'not bumped',
      tree: declared('0.2.0'),
      release: '0.3.0',
      reports: [
        {
          message: 'differs',
          data: { place: 'pyproject.toml', found: '0.2.0', expected: '0.3.0' },
          at: 'pyproject.toml:3:12-17',
        },
      ],
      fixed: declared('0.3.0'),
    },
    {
      name: 'a literal string, CRLF and a byte order mark',
      tree: { 'pyproject.toml': "\ufeff[project]\r\nname = 'demo'\r\nversion = '0.2.0' # bump me\r\n" },
      release: '0.3.0',
      reports: [{ message: 'differs', at: 'pyproject.toml:3:12-17' }],
      fixed: { 'pyproject.toml': "[project]\r\nname = 'demo'\r\nversion = '0.3.0' # bump me\r\n" },
    },
    {
      name: '__version__ in a module that flit reads',
      tree: {
        'pyproject.toml':
          '[build-system]\nrequires = ["flit_core"]\nbuild-backend = "flit_core.buildapi"\n[project]\nname = "demo"\ndynamic = ["version"]\n',
        'demo/__init__.py': "'''Demo.'''\n__version__ = '0.2.0'\n",
      },
      release: '0.3.0',
      reports: [{ message: 'differs', at: 'demo/__init__.py:2:16-21' }],
      fixed: { 'demo/__init__.py': "'''Demo.'''\n__version__ = '0.3.0'\n" },
    },
    {
      name: 'numbers in a tuple (mongoengine)',
      tree: {
        'setup.py':
          'import re\nfrom setuptools import setup\nfrom demo import get_version\nsetup(name="demo", version=get_version())\n',
        'demo/__init__.py':
          'VERSION = (0, 2, 0)\n\ndef get_version():\n    return ".".join(map(str, VERSION))\n\n__version__ = get_version()\n',
      },
      release: '0.3.0',
      reports: [{ message: 'differs', at: 'demo/__init__.py:1:11-20' }],
      fixed: {
        'demo/__init__.py':
          'VERSION = (0, 3, 0)\n\ndef get_version():\n    return ".".join(map(str, VERSION))\n\n__version__ = get_version()\n',
      },
    },
  ],
  skip: [
    { name: 'a tag instead', tree: declared('0.2.0'), tag: 'v0.3.0', reason: /--release/ },
    {
      name: 'computed from the tag',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["version"]\n[tool.setuptools_scm]\n' },
      release: '1.0',
      reason: /setuptools-scm/,
    },
    { name: 'dev mode', tree: declared('0.2.0'), reason: /release mode/ },
  ],
});

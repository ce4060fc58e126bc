import { rule } from '../../src/rules/sdist-input-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const setup = (text: string, files: { [path: string]: string } = {}) => ({
  'setup.py': `import os\nfrom setuptools import setup, find_packages\n${text}`,
  'requirements.txt': 'numpy\n',
  'demo/__init__.py': '',
  ...files,
});
const reads =
  'setup(name="demo", packages=find_packages(), install_requires=open("requirements.txt").read().splitlines())\n';

ruleTester(rule, {
  ok: [
    { name: 'nothing is read', tree: setup('setup(name="demo", packages=find_packages())\n') },
    { name: 'MANIFEST.in includes it', tree: setup(reads, { 'MANIFEST.in': 'include *.txt\n' }) },
    {
      name: 'MANIFEST.in grafts its folder',
      tree: setup('reqs = open("reqs/base.txt").read()\nsetup(name="demo", packages=["demo"])\n', {
        'reqs/base.txt': '',
        'MANIFEST.in': '# all of them\ngraft reqs\n',
      }),
    },
    {
      name: 'MANIFEST.in takes it in recursively',
      tree: setup('reqs = open("reqs/base.txt").read()\nsetup(name="demo", packages=["demo"])\n', {
        'reqs/base.txt': '',
        'MANIFEST.in': 'recursive-include reqs \\\n  *.txt\n',
      }),
    },
    {
      name: 'a readme and a licence, which go in by default',
      tree: setup(
        'setup(name="demo", long_description=open("README.md").read(), license=open("LICENSE.txt").read())\n',
        {
          'README.md': '',
          'LICENSE.txt': '',
        },
      ),
    },
    {
      name: 'setuptools-scm takes every tracked file',
      tree: setup(reads.replace('name="demo"', 'name="demo", use_scm_version=True, setup_requires=["setuptools_scm"]')),
    },
    {
      name: 'package data',
      tree: setup('open("demo/data.txt")\nsetup(name="demo", packages=["demo"], package_data={"demo": ["*.txt"]})\n', {
        'demo/data.txt': '',
      }),
    },
    {
      name: 'with a way out',
      tree: setup(
        'try:\n    reqs = open("requirements.txt").read()\nexcept OSError:\n    reqs = ""\nsetup(name="demo", packages=["demo"])\n',
      ),
    },
    {
      name: 'looked for before it is opened',
      tree: setup(
        'reqs = []\nif os.path.exists("requirements.txt"):\n    reqs = open("requirements.txt").read().split()\nsetup(name="demo", packages=["demo"])\n',
      ),
    },
    {
      name: 'a helper that looks before it opens',
      tree: setup(
        'def read(name):\n    return open(name).read() if os.path.exists(name) else ""\nsetup(name="demo", packages=["demo"], install_requires=read("requirements.txt"))\n',
      ),
    },
    {
      name: 'a file that is made by the build',
      tree: setup('open("notes.txt")\nsetup(name="demo", packages=["demo"])\n'),
    },
    {
      name: 'a module',
      tree: setup('exec(open("demo/version.py").read())\nsetup(name="demo", packages=["demo"])\n', {
        'demo/version.py': '',
      }),
    },
    {
      name: 'written, not read',
      tree: setup('open("requirements.txt", "w").close()\nsetup(name="demo", packages=["demo"])\n'),
    },
    {
      name: 'a command of its own makes the sdist',
      tree: setup(reads.replace('name="demo"', 'name="demo", cmdclass={"sdist": Sdist}')),
    },
  ],
  bad: [
    {
      name: 'no MANIFEST.in (kademlia 2.2.1)',
      tree: setup(reads),
      reports: [
        {
          message: 'noManifest',
          data: { file: 'requirements.txt' },
          at: 'setup.py:3:63-87',
          related: ['requirements.txt:1:1'],
        },
      ],
      fixed: { 'MANIFEST.in': 'include requirements.txt\n' },
    },
    {
      name: 'MANIFEST.in includes others (AppDaemon 4.2.1)',
      tree: setup(
        'with open(os.path.join(os.path.dirname(__file__), "requirements.txt")) as f:\n    reqs = f.read()\nsetup(name="demo", packages=["demo"], install_requires=reqs)\n',
        { 'MANIFEST.in': 'include LICENSE.md\n' },
      ),
      reports: [{ message: 'notIncluded', data: { file: 'requirements.txt' }, at: 'setup.py:3:6-71' }],
      fixed: { 'MANIFEST.in': 'include LICENSE.md\ninclude requirements.txt\n' },
    },
    {
      name: 'excluded again',
      tree: setup(reads, { 'MANIFEST.in': 'include *.txt\nglobal-exclude req*' }),
      reports: [{ message: 'notIncluded', at: 'setup.py:3:63-87' }],
      fixed: { 'MANIFEST.in': 'include *.txt\nglobal-exclude req*\ninclude requirements.txt\n' },
    },
    {
      name: 'through a helper, and through pathlib',
      tree: setup(
        'from pathlib import Path\nHERE = Path(__file__).parent\ndef read(*names):\n    with open(os.path.join(os.path.dirname(__file__), *names)) as f:\n        return f.read()\nsetup(name="demo", packages=["demo"], install_requires=read("reqs", "base.txt"), long_description=(HERE / "INTRO.md").read_text())\n',
        { 'reqs/base.txt': '', 'INTRO.md': '' },
      ),
      reports: [
        { message: 'noManifest', data: { file: 'reqs/base.txt' }, at: 'setup.py:8:56-80' },
        { message: 'noManifest', data: { file: 'INTRO.md' }, at: 'setup.py:8:99-130' },
      ],
      fixed: { 'MANIFEST.in': 'include reqs/base.txt\ninclude INTRO.md\n' },
      remains: 0,
    },
  ],
  skip: [
    {
      name: 'when plug-ins took every tracked file along (aiohttp 0.6.2)',
      tree: setup(reads, { 'tox.ini': '' }),
      tag: 'v0.6.2',
      tags: [],
      head: [{ name: 'v0.6.2', date: '2014-02-18T12:00:00+00:00' }],
      reason: /plug-ins/,
    },
    {
      name: 'another tool builds, and setup.py is kept beside it (maturin 0.10)',
      tree: {
        ...setup(reads),
        'pyproject.toml': '[build-system]\nrequires = ["setuptools"]\n[tool.maturin]\nbindings = "bin"\n',
      },
      reason: /tool\.maturin/,
    },
    {
      name: 'another backend builds',
      tree: {
        ...setup(reads),
        'pyproject.toml': '[project]\nname = "demo"\n[build-system]\nbuild-backend = "hatchling.build"\n',
      },
      reason: /hatchling/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});

import { rule } from '../../src/rules/bump-config-target-miss.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (version: string, more = '') => `[project]\nname = "demo"\nversion = "${version}"\n${more}`;
const files = (more: string) => `\n[tool.bumpversion]\ncurrent_version = "1.1.0"\n${more}`;
const file = (more: string) => files(`\n[[tool.bumpversion.files]]\n${more}\n`);
const commitizen = (entry: string) =>
  `\n[tool.commitizen]\nversion = "1.1.0"\nversion_files = ["pyproject.toml:version", "${entry}"]\n`;

ruleTester(rule, {
  ok: [
    {
      name: 'all are there',
      tree: {
        'pyproject.toml': project('1.1.0', file('filename = "demo/__init__.py"')),
        'demo/__init__.py': '__version__ = "1.1.0"\n',
      },
    },
    {
      name: 'a search of its own, on Windows line ends',
      tree: {
        'pyproject.toml': project(
          '1.1.0',
          file('filename = "README.md"\nsearch = "demo=={current_version}"\nreplace = "demo=={new_version}"'),
        ),
        'README.md': 'Install\r\ndemo==1.1.0\r\n',
      },
    },
    {
      name: 'missing files are allowed',
      tree: {
        'pyproject.toml': project(
          '1.1.0',
          `${files('ignore_missing_files = true')}\n[[tool.bumpversion.files]]\nfilename = "x.py"\n`,
        ),
      },
    },
    {
      name: 'a missing version is allowed',
      tree: {
        'pyproject.toml': project('1.1.0', file('filename = "README.md"\nignore_missing_version = true')),
        'README.md': '# Demo\n',
      },
    },
    {
      name: 'a heading that says nothing of versions (bump-my-version)',
      tree: {
        'pyproject.toml': project('1.1.0', file('filename = "CHANGELOG.md"\nsearch = "Unreleased"')),
        'CHANGELOG.md': '# 1.1.0\n',
      },
    },
    {
      name: 'a text that the last bump did not leave behind (bump-my-version)',
      tree: {
        'pyproject.toml': project(
          '1.1.0',
          file(
            'filename = "CHANGELOG.md"\nsearch = "{current_version}...HEAD"\nreplace = "{current_version}...{new_version}"',
          ),
        ),
        'CHANGELOG.md': '# 1.1.0\n',
      },
    },
    {
      name: 'a placeholder that only a run can fill',
      tree: {
        'pyproject.toml': project(
          '1.1.0',
          file(
            'filename = "README.md"\nsearch = "{current_version} of {now:%Y}"\nreplace = "{new_version} of {now:%Y}"',
          ),
        ),
        'README.md': '# Demo\n',
      },
    },
    {
      name: 'a file with a spelling of its own',
      tree: {
        'pyproject.toml': project('1.1.0', file('filename = "README.md"\nserialize = ["{major}.{minor}"]')),
        'README.md': '# Demo 1.1\n',
      },
    },
    { name: 'a glob', tree: { 'pyproject.toml': project('1.1.0', file('glob = "docs/*.md"')) } },
    {
      name: 'a file that git ignores',
      tree: {
        'pyproject.toml': project('1.1.0', file('filename = "demo/_version.py"')),
        '.gitignore': '_version.py\n',
      },
    },
    {
      name: 'a file in a submodule',
      tree: {
        'pyproject.toml': project('1.1.0', file('filename = "vendored/VERSION"')),
        '.gitmodules': '[submodule "vendored"]\n\tpath = vendored\n',
      },
    },
  ],
  bad: [
    {
      name: '__version__ lags behind (bump-my-version 0.25.1)',
      tree: {
        'pyproject.toml': project('1.1.0', file('filename = "demo/__init__.py"')),
        'demo/__init__.py': '__version__ = "1.0.0"\n',
      },
      reports: [
        {
          message: 'textMissing',
          data: { tool: 'bump-my-version', config: 'pyproject.toml', file: 'demo/__init__.py', text: '1.1.0' },
          at: 'pyproject.toml:9:13-29',
          related: ['pyproject.toml:6:20-25'],
        },
      ],
    },
    {
      name: 'a file that moved',
      tree: {
        'setup.py': 'from setuptools import setup\nsetup(name="demo", version="1.1.0")\n',
        '.bumpversion.cfg':
          '[bumpversion]\ncurrent_version = 1.1.0\n\n[bumpversion:file:setup.py]\nsearch = version="{current_version}"\nreplace = version="{new_version}"\n\n[bumpversion:file:demo/__init__.py]\n',
        'src/demo/__init__.py': '__version__ = "1.1.0"\n',
      },
      reports: [{ message: 'fileMissing', at: '.bumpversion.cfg:8:1-36' }],
    },
    {
      name: 'tbump',
      tree: {
        'pyproject.toml': project('1.1.0'),
        'tbump.toml':
          '[version]\ncurrent = "1.1.0"\nregex = "\\\\d+\\\\.\\\\d+\\\\.\\\\d+"\n\n[[file]]\nsrc = "pyproject.toml"\nsearch = "version = \'{current_version}\'"\n',
      },
      reports: [{ message: 'textMissing', at: 'tbump.toml:6:8-22' }],
    },
    {
      name: 'bumpver',
      tree: {
        'pyproject.toml': project(
          '1.1.0',
          '\n[tool.bumpver]\ncurrent_version = "1.1.0"\nversion_pattern = "MAJOR.MINOR.PATCH"\n[tool.bumpver.file_patterns]\n"setup.py" = [\'version="{version}"\']\n',
        ),
        'setup.py': 'from setuptools import setup\nsetup()\n',
      },
      reports: [{ message: 'textMissing', at: 'pyproject.toml:9:1-11' }],
    },
    {
      name: 'commitizen passes over a line that its pattern does not find',
      tree: {
        'pyproject.toml': project('1.1.0', commitizen('demo/__init__.py:^__version__')),
        'demo/__init__.py': 'VERSION = "1.1.0"\n',
      },
      reports: [{ message: 'textPassedOver', at: 'pyproject.toml:7:45-74' }],
    },
    {
      name: 'an extra file of release-please that is gone',
      tree: {
        'pyproject.toml': project('1.1.0'),
        '.release-please-manifest.json': '{".": "1.1.0"}',
        'release-please-config.json':
          '{"release-type": "python", "packages": {".": {"extra-files": ["demo/_version.py"]}}}',
      },
      reports: [{ message: 'filePassedOver', at: 'release-please-config.json:1:64-80' }],
    },
  ],
  skip: [
    { name: 'no tool', tree: { 'pyproject.toml': project('1.0.0') }, reason: /no version bumping tool/ },
    {
      name: 'a tool that is out of step',
      tree: { 'pyproject.toml': project('1.0.0', file('filename = "x.py"')) },
      reason: /in step/,
    },
  ],
});

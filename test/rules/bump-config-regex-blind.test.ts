import { rule } from '../../src/rules/bump-config-regex-blind.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (version: string, more = '') => `[project]\nname = "demo"\nversion = "${version}"\n${more}`;
const bumpversion = (version: string, parse = '') =>
  `[bumpversion]\ncurrent_version = ${version}\n${parse}\n[bumpversion:file:pyproject.toml]\n`;
const please = {
  '.release-please-manifest.json': '{".": "0.2.0a1"}',
  'release-please-config.json': '{"release-type": "python", "packages": {".": {"extra-files": ["README.md"]}}}',
};

ruleTester(rule, {
  ok: [
    {
      name: 'three numbers',
      tree: { 'pyproject.toml': project('1.2.0'), '.bumpversion.cfg': bumpversion('1.2.0') },
      tag: 'v1.2.0',
    },
    {
      name: 'a pattern of its own, over several lines (titiler)',
      tree: {
        'pyproject.toml': project('0.2.0a1'),
        '.bumpversion.cfg': bumpversion(
          '0.2.0a1',
          'parse =\n    (?P<major>\\d+)\\.(?P<minor>\\d+)\\.(?P<patch>\\d+)\n    ((?P<pre>a|b|rc)(?P<prenum>\\d+))?\n',
        ),
      },
      tag: '0.2.0a1',
    },
    {
      name: 'the tag spells the version otherwise',
      tree: {
        'pyproject.toml': project('1.2.0'),
        'tbump.toml': '[version]\ncurrent = "1.2.0"\nregex = \'\\d+\\.\\d+\\.\\d+\'\n',
      },
      tag: 'v1.2',
    },
    {
      name: 'a tool that is out of step',
      tree: { 'pyproject.toml': project('1.0.0b1'), '.bumpversion.cfg': bumpversion('0.9.0') },
      tag: 'v1.0.0b1',
    },
    {
      name: 'a placeholder (openzim-mcp)',
      tree: {
        'pyproject.toml': project('0.2.0'),
        ...please,
        '.release-please-manifest.json': '{".": "0.2.0"}',
        'demo/__init__.py':
          'try:\n    from ._version import __version__\nexcept ImportError:\n    __version__ = "0.0.0+unknown"\n',
      },
      tag: 'v0.2.0',
    },
    {
      name: 'a pattern that could backtrack for ever is not tried',
      tree: {
        'pyproject.toml': project('1.0.0b1'),
        '.bumpversion.cfg': bumpversion('1.0.0b1', 'parse = (\\d+\\.?)+x'),
      },
      tag: 'v1.0.0b1',
    },
  ],
  bad: [
    {
      name: 'the default parse drops a pre-release (aioredis-py v1.0.0b1)',
      tree: { 'pyproject.toml': project('1.0.0b1'), '.bumpversion.cfg': bumpversion('1.0.0b1') },
      tag: 'v1.0.0b1',
      reports: [
        {
          message: 'version',
          data: {
            tool: 'bump-my-version',
            label: 'the default `parse`',
            file: '.bumpversion.cfg',
            version: '1.0.0b1',
          },
          at: '.bumpversion.cfg:1:1-14',
        },
      ],
    },
    {
      name: 'tbump has to match the whole version',
      tree: {
        'pyproject.toml': project('1.2.0rc1'),
        'tbump.toml':
          "[version]\ncurrent = \"1.2.0rc1\"\nregex = '''\n  (?P<major>\\d+)  # first\n  \\.(?P<minor>\\d+)\\.(?P<patch>\\d+)\n'''\n",
      },
      tag: 'v1.2.0rc1',
      reports: [{ message: 'version', at: 'tbump.toml:3:9-6:4' }],
    },
    {
      name: 'release-please on 0.2.0a1',
      tree: {
        'pyproject.toml': project('0.2.0a1'),
        ...please,
        'demo/__init__.py': '__version__ = "0.2.0a1"\n',
        'README.md': 'Install demo 0.2.0a1 <!-- x-release-please-version -->\n',
      },
      tag: 'v0.2.0a1',
      reports: [
        { message: 'stated', at: 'README.md:1:14-21' },
        {
          message: 'stated',
          data: {
            tool: 'release-please',
            label: 'its pattern for `__version__`',
            file: 'demo/__init__.py',
            version: '0.2.0a1',
          },
          at: 'demo/__init__.py:1:16-23',
        },
      ],
    },
    {
      name: 'python-semantic-release on 1.0rc1',
      tree: {
        'pyproject.toml': project(
          '1.0rc1',
          '\n[tool.semantic_release]\nversion_variables = ["demo/__init__.py:__version__"]\n',
        ),
        'demo/__init__.py': '__version__ = "1.0rc1"\n',
      },
      tag: 'v1.0rc1',
      reports: [{ message: 'stated', at: 'pyproject.toml:6:23-51' }],
    },
  ],
  skip: [
    { name: 'no tool', tree: { 'pyproject.toml': project('1.0.0') }, tag: 'v1.0.0', reason: /no version bumping tool/ },
    {
      name: 'no release',
      tree: { 'pyproject.toml': project('1.0.0b1'), '.bumpversion.cfg': bumpversion('1.0.0b1') },
      reason: /release/,
    },
  ],
});

import { rule } from '../../src/rules/bump-config-current-stale.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (version: string, more = '') => `[project]\nname = "demo"\nversion = "${version}"\n${more}`;
const bumpversion = (current: string, more = '') =>
  `[bumpversion]\ncurrent_version = ${current}\ncommit = True\n${more}`;
const scm = '[project]\nname = "demo"\ndynamic = ["version"]\n[tool.setuptools_scm]\n';
const commitizen = (version: string) => `\n[tool.commitizen]\nversion = "${version}"\n`;

ruleTester(rule, {
  ok: [
    {
      name: 'in step',
      tree: { 'pyproject.toml': project('1.1.0'), '.bumpversion.cfg': bumpversion('1.1.0') },
    },
    {
      name: 'equal under PEP 440',
      tree: { 'pyproject.toml': project('1.1.0rc1'), '.bumpversion.cfg': bumpversion('1.1.0-rc.1') },
    },
    {
      name: 'right where the declared version is not (bump-my-version 0.25.1)',
      tree: { 'pyproject.toml': project('0.25.0', '\n[tool.bumpversion]\ncurrent_version = "0.25.1"\n') },
      tag: '0.25.1',
    },
    {
      name: 'a release that is not bumped yet',
      tree: { 'pyproject.toml': project('1.0.0', commitizen('1.0.0')) },
      release: '1.1.0',
    },
    {
      name: 'a tool that keeps no version of its own',
      tree: { 'pyproject.toml': project('1.0.0', '\n[tool.commitizen]\nversion_provider = "pep621"\n') },
    },
    {
      name: 'a version behind a `v` (bumpver)',
      tree: {
        'pyproject.toml': project(
          '1.0.0',
          '\n[tool.bumpver]\ncurrent_version = "v1.0.0"\nversion_pattern = "vMAJOR.MINOR.PATCH"\n',
        ),
      },
    },
  ],
  bad: [
    {
      name: 'a bump by hand (aioredis-py v1.1.0)',
      tree: {
        'setup.py': 'from setuptools import setup\nsetup(name="demo", version="1.1.0")\n',
        '.bumpversion.cfg': bumpversion('1.0.0', '\n[bumpversion:file:setup.py]\n'),
      },
      tag: 'v1.1.0',
      tags: ['v1.0.0', 'v0.9.0'],
      reports: [
        {
          message: 'differs',
          data: {
            tool: 'bump-my-version',
            file: '.bumpversion.cfg',
            label: 'current_version',
            found: '1.0.0',
            other: 'setup.py',
            expected: '1.1.0',
          },
          at: '.bumpversion.cfg:2:19-24',
          related: ['setup.py:2:29-34'],
        },
      ],
      fixed: { '.bumpversion.cfg': bumpversion('1.1.0', '\n[bumpversion:file:setup.py]\n') },
    },
    {
      name: 'a pre-release that the tool cannot spell (aioredis-py v1.0.0b1)',
      tree: {
        'pyproject.toml': project('1.0.0b1'),
        'setup.cfg': bumpversion('1.0.0'),
      },
      reports: [{ message: 'differs', at: 'setup.cfg:2:19-24' }],
    },
    {
      name: 'both in one file',
      tree: { 'pyproject.toml': project('1.1.0', '\n[tool.tbump.version]\ncurrent = "1.0.0"\n') },
      reports: [
        {
          message: 'differs',
          data: {
            tool: 'tbump',
            file: 'pyproject.toml',
            label: '`[version] current`',
            found: '1.0.0',
            other: '`[project] version`',
            expected: '1.1.0',
          },
          at: 'pyproject.toml:6:12-17',
        },
      ],
      fixed: { 'pyproject.toml': project('1.1.0', '\n[tool.tbump.version]\ncurrent = "1.1.0"\n') },
    },
    {
      name: 'the manifest of release-please',
      tree: {
        'pyproject.toml': project('1.1.0'),
        '.release-please-manifest.json': '{\n  ".": "1.0.0"\n}\n',
        'release-please-config.json': '{"release-type": "python", "packages": {".": {}}}',
      },
      reports: [{ message: 'differs', at: '.release-please-manifest.json:2:9-14' }],
    },
    {
      name: 'the version is the tag, and the config followed the tags so far',
      tree: { 'pyproject.toml': `${scm}${commitizen('1.1.0')}` },
      tag: 'v1.2.0',
      tags: ['v1.1.0', 'v1.0.0'],
      reports: [{ message: 'released', at: 'pyproject.toml:7:12-17' }],
      fixed: { 'pyproject.toml': `${scm}${commitizen('1.2.0')}` },
    },
    {
      name: 'a tool that was given up releases ago (ArchiveBox)',
      tree: { 'pyproject.toml': project('1.3.0'), '.bumpversion.cfg': bumpversion('1.0.0') },
      tag: 'v1.3.0',
      tags: ['v1.2.0', 'v1.0.0'],
      reports: [
        {
          message: 'unused',
          data: {
            tool: 'bump-my-version',
            file: '.bumpversion.cfg',
            label: 'current_version',
            found: '1.0.0',
            expected: '1.3.0',
            count: 2,
          },
          at: '.bumpversion.cfg:2:19-24',
        },
      ],
    },
  ],
  skip: [
    { name: 'no tool', tree: { 'pyproject.toml': project('1.0.0') }, reason: /no version bumping tool/ },
    {
      name: 'another tool took its place (meltano v2.2.0)',
      tree: { 'pyproject.toml': project('2.2.0', commitizen('2.2.0')), '.bumpversion.cfg': bumpversion('2.1.0') },
      reason: /pyproject.toml is kept by commitizen/,
    },
    {
      name: 'between releases',
      tree: { 'pyproject.toml': project('1.1.0.dev0'), '.bumpversion.cfg': bumpversion('1.0.0') },
      reason: /under development/,
    },
    {
      name: 'the version is the tag, and the config never followed it',
      tree: { 'pyproject.toml': `${scm}${commitizen('0.0.1')}` },
      tag: 'v1.2.0',
      tags: ['v1.1.0', 'v1.0.0'],
      reason: /taken from the tag, and no tag is 0.0.1/,
    },
    {
      name: 'the version is the tag, in a shallow clone',
      tree: { 'pyproject.toml': `${scm}${commitizen('0.0.1')}` },
      tag: 'v1.2.0',
      tags: 'shallow',
      reason: /shallow/,
    },
    {
      name: 'the version is the tag, and none is given',
      tree: { 'pyproject.toml': `${scm}${commitizen('0.0.1')}` },
      reason: /setuptools-scm/,
    },
    {
      name: 'a current version that is none',
      tree: { 'pyproject.toml': project('1.0.0'), '.bumpversion.cfg': bumpversion('next') },
      reason: /next is no version/,
    },
  ],
});

import { rule } from '../../src/rules/tag-scm-unparsed.ts';
import { ruleTester } from '../rule-tester.ts';

const scm = (rest = ''): string => `[project]\nname = "demo"\ndynamic = ["version"]\n\n[tool.setuptools_scm]\n${rest}`;
const backend = (name: string, rest: string): string =>
  `[build-system]\nbuild-backend = "${name}"\n\n[project]\nname = "demo"\ndynamic = ["version"]\n\n${rest}\n`;
const uv = (rest = ''): string =>
  backend(
    'hatchling.build',
    `[tool.hatch.version]\nsource = "uv-dynamic-versioning"\n\n[tool.uv-dynamic-versioning]\n${rest}`,
  );
const tags: readonly string[] = [];

ruleTester(rule, {
  ok: [
    { name: 'setuptools-scm and v', tree: { 'pyproject.toml': scm() }, tag: 'v1.2.0', tags },
    { name: 'setuptools-scm and a name in front', tree: { 'pyproject.toml': scm() }, tag: 'demo-1.2.0', tags },
    { name: 'setuptools-scm and a pre-release', tree: { 'pyproject.toml': scm() }, tag: '1.2.0rc1', tags },
    {
      name: 'tag_regex for a folder of tags',
      tree: { 'pyproject.toml': scm("tag_regex = '^release/(?P<version>[0-9.]+)$'\n") },
      tag: 'release/1.2.0',
      tags,
    },
    {
      name: 'hatch-vcs with raw-options',
      tree: {
        'pyproject.toml': backend(
          'hatchling.build',
          `[tool.hatch.version]\nsource = "vcs"\n[tool.hatch.version.raw-options]\ntag_regex = '^rel_(.+)$'`,
        ),
      },
      tag: 'rel_1.2.0',
      tags,
    },
    { name: 'uv-dynamic-versioning and v', tree: { 'pyproject.toml': uv() }, tag: 'v1.2.0', tags },
    { name: 'dunamai and SemVer', tree: { 'pyproject.toml': uv() }, tag: 'v1.2.0-rc.1', tags },
    {
      name: 'the preset without v',
      tree: { 'pyproject.toml': uv('pattern = "default-unprefixed"\n') },
      tag: '1.2.0',
      tags,
    },
    {
      name: 'a prefix of the pattern',
      tree: { 'pyproject.toml': uv('pattern-prefix = "demo-"\n') },
      tag: 'demo-v1.2.0',
      tags,
    },
    {
      name: 'versioneer with its prefix',
      tree: {
        'setup.cfg': '[versioneer]\nVCS = git\ntag_prefix = v\n',
        'setup.py':
          'import versioneer\nfrom setuptools import setup\nsetup(name="demo", version=versioneer.get_version())\n',
      },
      tag: 'v1.2.0',
      tags,
    },
  ],
  bad: [
    {
      name: 'a folder of tags and the default pattern of setuptools-scm',
      tree: { 'pyproject.toml': scm() },
      tag: 'release/1.2.0',
      tags,
      reports: [
        {
          message: 'unread',
          data: {
            tool: 'setuptools-scm',
            tag: 'release/1.2.0',
            label: 'the default tag pattern of setuptools-scm',
            right: 'v1.2.0',
          },
          at: 'pyproject.toml:5:2-21',
        },
      ],
    },
    {
      name: 'a pattern of the project that wants v',
      tree: { 'pyproject.toml': scm("tag_regex = '^v(?P<version>[0-9.]+)$'\n") },
      tag: '1.2.0',
      tags: ['v1.1.0'],
      reports: [{ message: 'unread', at: 'pyproject.toml:6:14-37' }],
    },
    {
      name: 'a pattern of the project that leaves the pre-release out',
      tree: { 'pyproject.toml': scm("tag_regex = '^v(?P<version>[0-9.]+)'\n") },
      tag: 'v1.2.0rc1',
      tags: ['v1.1.0'],
      reports: [
        {
          message: 'differs',
          data: {
            tool: 'setuptools-scm',
            tag: 'v1.2.0rc1',
            label: '`tag_regex`',
            right: '1.2.0rc1',
            found: '1.2.0',
            expected: '1.2.0rc1',
          },
          at: 'pyproject.toml:6:14-36',
        },
      ],
    },
    {
      name: 'dunamai wants v',
      tree: { 'pyproject.toml': uv() },
      tag: '1.2.0',
      tags: ['v1.1.0'],
      reports: [{ message: 'unread', at: 'pyproject.toml:8:2-20' }],
    },
    {
      name: 'poetry-dynamic-versioning wants v',
      tree: {
        'pyproject.toml':
          '[tool.poetry]\nname = "demo"\nversion = "0.0.0"\n[tool.poetry-dynamic-versioning]\nenable = true\n',
      },
      tag: '1.2.0',
      tags,
      reports: [{ message: 'unread', at: 'pyproject.toml:4:2-32' }],
    },
    {
      name: 'pdm and a folder of tags',
      tree: { 'pyproject.toml': backend('pdm.backend', '[tool.pdm.version]\nsource = "scm"') },
      tag: 'release/1.2.0',
      tags,
      reports: [{ message: 'unread', at: 'pyproject.toml:8:2-18' }],
    },
    {
      name: 'versioneer and another prefix',
      tree: {
        'setup.cfg': '[versioneer]\nVCS = git\ntag_prefix = v\n',
        'setup.py':
          'import versioneer\nfrom setuptools import setup\nsetup(name="demo", version=versioneer.get_version())\n',
      },
      tag: '1.2.0',
      tags: ['v1.1.0'],
      reports: [{ message: 'unread', at: 'setup.cfg:3:14-15' }],
    },
  ],
  skip: [
    {
      name: 'a stated version',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.0"\n' },
      tag: 'v1.0',
      tags,
      reason: /no tool is known/,
    },
    {
      name: 'a command of the project describes the tag',
      tree: { 'pyproject.toml': scm('git_describe_command = "git describe --match release/*"\n') },
      tag: 'release/1.2.0',
      tags,
      reason: /no tool is known/,
    },
    {
      name: 'a pattern that cannot be tried',
      tree: { 'pyproject.toml': scm("tag_regex = '^v(?P<version>([0-9]+)+)$'\n") },
      tag: '1.2.0',
      tags,
      reason: /no tool is known/,
    },
    {
      name: 'no name for the version',
      tree: { 'pyproject.toml': scm() },
      tag: 'nightly',
      tags,
      reason: /does not name a version/,
    },
    {
      name: 'earlier tags of the same form',
      tree: { 'pyproject.toml': scm() },
      tag: 'release/1.2.0',
      tags: ['release/1.1.0'],
      reason: 'the earlier tag release/1.1.0 is not read either',
    },
    {
      name: 'a shallow clone',
      tree: { 'pyproject.toml': scm() },
      tag: 'release/1.2.0',
      tags: 'shallow',
      reason: /cannot be known/,
    },
    {
      name: 'another tag of the commit that is read',
      tree: { 'pyproject.toml': scm() },
      tag: 'release/1.2.0',
      tags,
      head: ['release/1.2.0', 'v1.2.0'],
      reason: 'another tag of the commit is read',
    },
    {
      name: 'a workflow that gives the version itself',
      tree: {
        'pyproject.toml': scm(),
        '.github/workflows/r.yml':
          'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: python -m build\n        env:\n          SETUPTOOLS_SCM_PRETEND_VERSION: 1.2.0\n',
      },
      tag: 'release/1.2.0',
      tags,
      reason: 'a workflow gives the version to the build',
    },
    {
      name: 'a tag too long to be tried',
      tree: { 'pyproject.toml': scm() },
      tag: `${'a'.repeat(40)}/1.2.0`,
      tags,
      reason: /too long/,
    },
  ],
});

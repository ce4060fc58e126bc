import { rule } from '../../src/rules/version-annotated-line-stale.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (version: string) => `[project]\nname = "demo"\nversion = "${version}"\n`;
const please = (...files: readonly unknown[]) => ({
  '.release-please-manifest.json': '{".": "1.1.0"}',
  'release-please-config.json': JSON.stringify({
    'release-type': 'python',
    packages: { '.': { 'extra-files': files } },
  }),
});

ruleTester(rule, {
  ok: [
    {
      name: 'the declared version',
      tree: {
        'pyproject.toml': project('1.1.0'),
        ...please('README.md'),
        'README.md': 'demo==1.1.0 <!-- x-release-please-version -->\n',
      },
    },
    {
      name: 'the first version on the line counts',
      tree: {
        'pyproject.toml': project('1.1.0'),
        ...please('README.md'),
        'README.md': 'demo 1.1.0 needs other 2.0.0 <!-- x-release-please-version -->\n',
      },
    },
    {
      name: 'a line that states the version of the distribution is left to version-mismatch',
      tree: {
        'pyproject.toml': project('1.1.0'),
        ...please('demo/__init__.py'),
        'demo/__init__.py':
          '__version__ = "1.0.0"  # x-release-please-version\n\nDOC = "1.1.0"  # x-release-please-version\n',
      },
    },
  ],
  bad: [
    {
      name: 'a line and a block',
      tree: {
        'pyproject.toml': project('1.1.0'),
        ...please('README.md', { type: 'generic', path: 'docs/install.md' }),
        'README.md': 'demo==1.0.0 <!-- x-release-please-version -->\nother==2.0.0\n',
        'docs/install.md':
          '<!-- x-release-please-start-version -->\n\n    pip install demo==v1.0.0.\n\n<!-- x-release-please-end -->\n\n0.9.0\n',
      },
      reports: [
        {
          message: 'differs',
          data: {
            file: 'README.md',
            found: '1.0.0',
            marker: 'x-release-please-version',
            other: 'pyproject.toml',
            expected: '1.1.0',
          },
          at: 'README.md:1:7-12',
          related: ['pyproject.toml:3:12-17'],
        },
        { message: 'differs', at: 'docs/install.md:3:24-29' },
      ],
      fixed: {
        'README.md': 'demo==1.1.0 <!-- x-release-please-version -->\nother==2.0.0\n',
        'docs/install.md':
          '<!-- x-release-please-start-version -->\n\n    pip install demo==v1.1.0.\n\n<!-- x-release-please-end -->\n\n0.9.0\n',
      },
    },
    {
      name: 'the version is the tag',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["version"]\n[tool.setuptools_scm]\n',
        ...please('README.md'),
        'README.md': 'demo==1.0.0 <!-- x-release-please-version -->\n',
      },
      tag: 'v1.1.0',
      reports: [{ message: 'released', at: 'README.md:1:7-12' }],
      fixed: { 'README.md': 'demo==1.1.0 <!-- x-release-please-version -->\n' },
    },
  ],
  skip: [
    {
      name: 'what hangs on to more is no version of the project',
      tree: {
        'pyproject.toml': project('1.1.0'),
        ...please('Dockerfile'),
        Dockerfile: 'FROM python:3.12.1-slim # x-release-please-version\n',
      },
      reason: /no line is marked/,
    },
    {
      name: 'nothing marked',
      tree: { 'pyproject.toml': project('1.1.0'), ...please() },
      reason: /no line is marked/,
    },
    {
      name: 'a marker in a file that no configuration names',
      tree: { 'pyproject.toml': project('1.1.0'), 'README.md': 'demo==1.0.0 <!-- x-release-please-version -->\n' },
      reason: /no line is marked/,
    },
    {
      name: 'the version is the tag, and none is given',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["version"]\n[tool.setuptools_scm]\n',
        ...please('README.md'),
        'README.md': 'demo==1.0.0 <!-- x-release-please-version -->\n',
      },
      reason: /setuptools-scm/,
    },
  ],
});

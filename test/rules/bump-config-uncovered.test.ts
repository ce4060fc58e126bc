import { rule } from '../../src/rules/bump-config-uncovered.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (more: string) => `[project]\nname = "demo"\nversion = "1.1.0"\n${more}`;
const init = { 'demo/__init__.py': '__version__ = "1.1.0"\n' };
const bumpversion = (...files: readonly string[]) =>
  `\n[tool.bumpversion]\ncurrent_version = "1.1.0"\n${files.map((file) => `\n[[tool.bumpversion.files]]\n${file}\n`).join('')}`;

ruleTester(rule, {
  ok: [
    {
      name: 'every place is written',
      tree: {
        'pyproject.toml': project(bumpversion('filename = "pyproject.toml"', 'filename = "demo/__init__.py"')),
        ...init,
      },
    },
    {
      name: 'the release type python writes __init__.py by itself',
      tree: {
        'pyproject.toml': project(''),
        '.release-please-manifest.json': '{".": "1.1.0"}',
        'release-please-config.json': '{"release-type": "python", "packages": {".": {}}}',
        ...init,
      },
    },
    {
      name: 'a place that states another version already',
      tree: {
        'pyproject.toml': project(bumpversion('filename = "pyproject.toml"')),
        'demo/__init__.py': '__version__ = "1.0.0"\n',
      },
    },
  ],
  bad: [
    {
      name: '__version__ is left out (mosdef_cassandra 0.2.3)',
      tree: { 'pyproject.toml': project(bumpversion('filename = "pyproject.toml"')), ...init },
      reports: [
        {
          message: 'uncovered',
          data: {
            tool: 'bump-my-version',
            config: 'pyproject.toml',
            covered: 'pyproject.toml',
            file: 'demo/__init__.py',
          },
          at: 'demo/__init__.py:1:16-21',
          related: ['pyproject.toml:5:2-18'],
        },
      ],
    },
    {
      name: 'a version provider writes pyproject.toml alone',
      tree: { 'pyproject.toml': project('\n[tool.commitizen]\nversion_provider = "pep621"\n'), ...init },
      reports: [{ message: 'uncovered', at: 'demo/__init__.py:1:16-21' }],
    },
    {
      name: 'python-semantic-release',
      tree: {
        'pyproject.toml': project('\n[tool.semantic_release]\nversion_toml = ["pyproject.toml:project.version"]\n'),
        ...init,
      },
      reports: [{ message: 'uncovered', at: 'demo/__init__.py:1:16-21' }],
    },
  ],
  skip: [
    { name: 'no tool', tree: { 'pyproject.toml': project(''), ...init }, reason: /no version bumping tool/ },
    {
      name: 'files named by a glob',
      tree: { 'pyproject.toml': project(bumpversion('filename = "pyproject.toml"', 'glob = "demo/*.py"')), ...init },
      reason: /by a glob/,
    },
    {
      name: 'a version provider of its own',
      tree: { 'pyproject.toml': project('\n[tool.commitizen]\nversion_provider = "scm"\n'), ...init },
      reason: /the version provider scm/,
    },
    {
      name: 'another release type writes files of its own',
      tree: {
        'pyproject.toml': project(''),
        '.release-please-manifest.json': '{".": "1.1.0"}',
        'release-please-config.json': '{"release-type": "simple", "packages": {".": {}}}',
        ...init,
      },
      reason: /release type simple/,
    },
    {
      name: 'a tool that was given up',
      tree: { 'pyproject.toml': project(''), '.bumpversion.cfg': '[bumpversion]\ncurrent_version = 1.0.0\n', ...init },
      reason: /writes a place/,
    },
    {
      name: 'the version is the tag',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["version"]\n[tool.setuptools_scm]\n',
        '.bumpversion.cfg': '[bumpversion]\ncurrent_version = 1.0.0\n',
      },
      reason: /not declared/,
    },
  ],
});

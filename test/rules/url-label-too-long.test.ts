import { rule } from '../../src/rules/url-label-too-long.ts';
import { ruleTester } from '../rule-tester.ts';

const workflow = (more = '') => ({
  '.github/workflows/release.yml': `on: {push: {tags: ['v*']}}\njobs:\n  pypi:\n    runs-on: ubuntu-latest\n    permissions: {id-token: write}\n    steps:\n      - run: python -m build\n      - uses: pypa/gh-action-pypi-publish@release/v1\n${more}`,
});
const ELSEWHERE = workflow('        with: {repository-url: "https://packages.example.org/"}\n');
const project = (urls: string) => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "1.0"\n[project.urls]\n${urls}\n`,
});
const wrong = project('"Where the documentation can be read" = "https://example.org"');

ruleTester(rule, {
  ok: [{ name: '32 characters', tree: project(`"${'é'.repeat(32)}" = "https://example.org"`) }],
  bad: [
    {
      name: 'longer',
      tree: wrong,
      reports: [
        {
          message: 'tooLong',
          data: { label: 'Where the documentation can be read', length: 35 },
          at: 'pyproject.toml:5:1-38',
        },
      ],
    },
    {
      name: 'setup.py',
      tree: {
        'setup.py':
          'from setuptools import setup\nsetup(name="demo", project_urls={"Where the documentation can be read": "https://example.org"})\n',
      },
      reports: [{ message: 'tooLong', at: 'setup.py:2:74-93' }],
    },
  ],
  skip: [
    { name: 'no project', tree: { 'README.md': '# Demo\n' }, reason: 'no Python project' },
    { name: 'another index', tree: { ...wrong, ...ELSEWHERE }, reason: /another index/ },
    { name: 'not published', tree: wrong, config: { publish: false }, reason: /not published/ },
    {
      name: 'private',
      tree: {
        'pyproject.toml': wrong['pyproject.toml'].replace(
          '[project]\n',
          '[project]\nclassifiers = ["Private :: Ours"]\n',
        ),
      },
      reason: /Private/,
    },
  ],
});

import { rule } from '../../src/rules/email-invalid.ts';
import { ruleTester } from '../rule-tester.ts';

const workflow = (more = '') => ({
  '.github/workflows/release.yml': `on: {push: {tags: ['v*']}}\njobs:\n  pypi:\n    runs-on: ubuntu-latest\n    permissions: {id-token: write}\n    steps:\n      - run: python -m build\n      - uses: pypa/gh-action-pypi-publish@release/v1\n${more}`,
});
const ELSEWHERE = workflow('        with: {repository-url: "https://packages.example.org/"}\n');
const BACKENDS = {
  setuptools: 'requires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"',
  hatchling: 'requires = ["hatchling"]\nbuild-backend = "hatchling.build"',
  uv: 'requires = ["uv_build"]\nbuild-backend = "uv_build"',
};
const project = (authors: string, backend: keyof typeof BACKENDS = 'hatchling') => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "1.0"\nauthors = [${authors}]\n[build-system]\n${BACKENDS[backend]}\n`,
});
const wrong = project('{name = "Ann", email = "ann at example.org"}');
const setup = (email: string) => ({
  'setup.py': `from setuptools import setup\nsetup(name="demo", author_email="${email}")\n`,
});

ruleTester(rule, {
  ok: [
    {
      name: 'addresses',
      tree: project(
        '{email = "ann+demo@example.org"}, {email = "Ann.O\'Hara@bücher.example.com"}, {name = "Bob"}, {email = "1@2.org"}',
      ),
    },
    { name: 'an empty one, which hatchling takes for none', tree: project('{name = "Ann", email = ""}') },
    { name: 'several in setup.py, of which PyPI reads the first', tree: setup('ann@example.org, nobody') },
    { name: 'a name around it', tree: setup('Ann <ann@example.org>') },
    { name: 'none in setup.py', tree: setup('') },
    { name: 'before PyPI was Warehouse', tree: setup('ann at example.org'), today: '2016-05-01' },
  ],
  bad: [
    {
      name: 'words for signs',
      tree: wrong,
      reports: [
        {
          message: 'invalid',
          data: { email: 'ann at example.org', fault: 'has no "@"' },
          at: 'pyproject.toml:4:36-54',
        },
      ],
    },
    {
      name: 'faults',
      tree: project(
        '{email = "a@b@example.org"}, {email = "@example.org"}, {email = "ann@localhost"}, {email = "ann.@example.org"}, {email = "ann@host.local"}, {email = "ann b@example.org"}, {email = "<ann@example.org>"}',
      ),
      reports: [
        {
          message: 'invalid',
          data: { email: 'a@b@example.org', fault: 'has more than one "@"' },
          at: 'pyproject.toml:4:22-37',
        },
        {
          message: 'unread',
          data: { email: '@example.org', fault: 'has nothing before the "@"' },
          at: 'pyproject.toml:4:51-63',
        },
        {
          message: 'invalid',
          data: { email: 'ann@localhost', fault: 'has no dot after the "@"' },
          at: 'pyproject.toml:4:77-90',
        },
        {
          message: 'unread',
          data: { email: 'ann.@example.org', fault: 'has a dot too many' },
          at: 'pyproject.toml:4:104-120',
        },
        {
          message: 'unread',
          data: { email: 'ann@host.local', fault: 'is below .local, a domain that is nowhere' },
          at: 'pyproject.toml:4:134-148',
        },
        {
          message: 'unread',
          data: { email: 'ann b@example.org', fault: 'has a blank in it' },
          at: 'pyproject.toml:4:162-179',
        },
        {
          message: 'unread',
          data: { email: '<ann@example.org>', fault: 'has a character that no address has' },
          at: 'pyproject.toml:4:193-210',
        },
      ],
    },
    {
      name: 'a sign too many, around which PyPI finds the address (pendulum 3.0.0b1)',
      tree: project('{name = "Ann", email = "ann@example.org>"}'),
      reports: [{ message: 'unread', at: 'pyproject.toml:4:36-52' }],
    },
    {
      name: 'setuptools stops at an empty one',
      tree: project('{name = "Ann", email = ""}', 'setuptools'),
      reports: [{ message: 'invalid', data: { email: '', fault: 'is empty' }, at: 'pyproject.toml:4:36' }],
    },
    {
      name: 'a second address, which neither uv_build nor PyPI looks at',
      tree: project('{email = "ann@example.org"}, {email = "none"}', 'uv'),
      reports: [{ message: 'unread', at: 'pyproject.toml:4:51-55' }],
    },
    { name: 'setup.py', tree: setup('UNKNOWN'), reports: [{ message: 'invalid', at: 'setup.py:2:34-41' }] },
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

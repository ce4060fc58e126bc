import { rule } from '../../src/rules/url-invalid.ts';
import { ruleTester } from '../rule-tester.ts';

const workflow = (more = '') => ({
  '.github/workflows/release.yml': `on: {push: {tags: ['v*']}}\njobs:\n  pypi:\n    runs-on: ubuntu-latest\n    permissions: {id-token: write}\n    steps:\n      - run: python -m build\n      - uses: pypa/gh-action-pypi-publish@release/v1\n${more}`,
});
const ELSEWHERE = workflow('        with: {repository-url: "https://packages.example.org/"}\n');
const project = (urls: string) => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "1.0"\n[project.urls]\n${urls}\n`,
});
const wrong = project('Home = "example.org"');

ruleTester(rule, {
  ok: [
    {
      name: 'addresses',
      tree: project(
        'A = "https://example.org"\nB = "HTTP://example.org:8080/a?b#c"\nC = "https://[::1]/x"\nD = "https://user@example.org/"\nE = "https://xn--bcher-kva.example"',
      ),
    },
    { name: 'blanks around it and in its path, which PyPI encodes', tree: project('A = " https://example.org/a b "') },
    { name: 'no host, which PyPI does not ask for', tree: project('A = "https:/example.org"') },
    {
      name: 'Poetry',
      tree: { 'pyproject.toml': '[tool.poetry]\nname = "demo"\nhomepage = "https://example.org"\nrepository = ""\n' },
    },
    {
      name: 'before PyPI was Warehouse',
      tree: { 'setup.py': 'from setuptools import setup\nsetup(name="demo", url="example.org")\n' },
      today: '2015-01-01',
    },
  ],
  bad: [
    {
      name: 'no scheme',
      tree: wrong,
      reports: [
        {
          message: 'invalid',
          data: { label: 'Home', url: 'example.org', fault: 'does not begin with "https://"' },
          at: 'pyproject.toml:5:9-20',
        },
      ],
    },
    {
      name: 'other schemes',
      tree: project(
        'Source = "git@github.com:x/demo.git"\nRepository = "git+https://t:secret@example.org/x"\nMail = "mailto:a@example.org"',
      ),
      reports: [
        {
          message: 'invalid',
          data: { label: 'Source', url: 'git@github.com:x/demo.git', fault: 'does not begin with "https://"' },
          at: 'pyproject.toml:5:11-36',
        },
        {
          message: 'invalid',
          data: {
            label: 'Repository',
            url: 'git+https://example.org/x',
            fault: 'has the scheme "git+https", and PyPI takes http and https only',
          },
          at: 'pyproject.toml:6:15-49',
        },
        { message: 'invalid', at: 'pyproject.toml:7:9-29' },
      ],
    },
    {
      name: 'a host and a port that are none, and nothing',
      tree: project('A = "https://bücher.example"\nB = "https://example.org:http/"\nC = ""'),
      reports: [
        {
          message: 'invalid',
          data: { label: 'A', url: 'https://bücher.example', fault: 'has no valid host' },
          at: 'pyproject.toml:5:6-28',
        },
        {
          message: 'invalid',
          data: { label: 'B', url: 'https://example.org:http/', fault: 'has the port "http"' },
          at: 'pyproject.toml:6:6-31',
        },
        { message: 'invalid', data: { label: 'C', url: '', fault: 'is empty' }, at: 'pyproject.toml:7:6' },
      ],
    },
    {
      name: 'setup.cfg and the home page',
      tree: {
        'setup.cfg': '[metadata]\nname = demo\nurl = www.example.org\nproject_urls =\n    Source = ssh://example.org\n',
      },
      reports: [
        {
          message: 'invalid',
          data: { label: 'url', url: 'www.example.org', fault: 'does not begin with "https://"' },
          at: 'setup.cfg:3:7-22',
        },
        {
          message: 'invalid',
          data: {
            label: 'Source',
            url: 'ssh://example.org',
            fault: 'has the scheme "ssh", and PyPI takes http and https only',
          },
          at: 'setup.cfg:5:5-31',
        },
      ],
    },
    {
      name: 'setup.py',
      tree: { 'setup.py': 'from setuptools import setup\nsetup(name="demo", url="example.org")\n' },
      reports: [{ message: 'invalid', at: 'setup.py:2:25-36' }],
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

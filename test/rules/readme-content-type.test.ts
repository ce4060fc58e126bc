import { rule } from '../../src/rules/readme-content-type.ts';
import { ruleTester } from '../rule-tester.ts';

const setup = (args: string, before = '') => ({
  'setup.py': `from setuptools import setup\n${before}setup(\n    name="demo",\n    ${args},\n)\n`,
  'README.md': '# Demo\n',
});
const project = (readme: string, backend = 'setuptools.build_meta') => ({
  'pyproject.toml': `[build-system]\nbuild-backend = "${backend}"\n[project]\nname = "demo"\n${readme}\n`,
});

ruleTester(rule, {
  ok: [
    {
      name: 'declared',
      tree: setup('long_description=open("README.md").read(), long_description_content_type="text/markdown"'),
    },
    {
      name: 'with a charset and a variant',
      tree: setup(
        'long_description=open("README.md").read(), long_description_content_type="text/markdown; charset=UTF-8; variant=GFM"',
      ),
    },
    { name: 'reStructuredText is what PyPI expects', tree: setup('long_description=open("README.rst").read()') },
    {
      name: 'put together of both markups',
      tree: setup('long_description=open("README.md").read() + open("CHANGES.rst").read()'),
    },
    { name: 'the suffix tells', tree: project('readme = "README.md"') },
    {
      name: 'plain text fits every file',
      tree: project('readme = { file = "README.md", content-type = "text/plain" }'),
    },
    {
      name: 'setup.cfg',
      tree: {
        'setup.cfg':
          '[metadata]\nname = demo\nlong_description = file: README.md\nlong_description_content_type = text/markdown\n',
      },
    },
    { name: 'text in the file', tree: project('readme = { text = "# Demo", content-type = "text/markdown" }') },
  ],
  bad: [
    {
      name: 'Markdown without a type (PyPardiso 0.3.2)',
      tree: setup('long_description=open("README.md").read()'),
      reports: [
        {
          message: 'missing',
          data: { readme: 'README.md', line: 'long_description_content_type="text/markdown"' },
          at: 'setup.py:4:22-46',
        },
      ],
      fixed: {
        'setup.py':
          'from setuptools import setup\nsetup(\n    name="demo",\n    long_description=open("README.md").read(), long_description_content_type="text/markdown",\n)\n',
      },
    },
    {
      name: 'read before, in a with statement and by a helper',
      tree: setup(
        'long_description=long_description',
        'import os\ndef read(name):\n    with open(os.path.join(os.path.dirname(__file__), name)) as f:\n        return f.read()\nlong_description = read("README.md")\n',
      ),
      reports: [{ message: 'missing', at: 'setup.py:9:22-38' }],
    },
    {
      name: 'setup.cfg without a type',
      tree: { 'setup.cfg': '[metadata]\nname = demo\nlong_description = file: README.md, CHANGES.md\n' },
      reports: [
        {
          message: 'missing',
          data: { readme: 'README.md', line: 'long_description_content_type = text/markdown' },
          at: 'setup.cfg:3:20-47',
        },
      ],
      fixed: {
        'setup.cfg':
          '[metadata]\nname = demo\nlong_description = file: README.md, CHANGES.md\nlong_description_content_type = text/markdown\n',
      },
    },
    {
      name: 'a type that does not exist',
      tree: project('readme = { file = "README.md", content-type = "markdown" }'),
      reports: [{ message: 'refused', at: 'pyproject.toml:5:48-56' }],
      fixed: project('readme = { file = "README.md", content-type = "text/markdown" }'),
    },
    {
      name: 'the type of the other markup',
      tree: project('readme = { file = "README.md", content-type = "text/x-rst" }'),
      reports: [
        {
          message: 'contradicts',
          data: { type: 'text/x-rst', readme: 'README.md', expected: 'text/markdown' },
          at: 'pyproject.toml:5:48-58',
        },
      ],
      fixed: project('readme = { file = "README.md", content-type = "text/markdown" }'),
    },
    {
      name: 'a suffix that tells nothing',
      tree: project('readme = "README.adoc"', 'hatchling.build'),
      reports: [{ message: 'undetermined', data: { readme: 'README.adoc' }, at: 'pyproject.toml:5:11-22' }],
    },
  ],
  skip: [
    {
      name: 'before there were content types',
      tree: setup('long_description=open("README.md").read(), version="0.1"'),
      tag: 'v0.1',
      tags: [],
      head: [{ name: 'v0.1', date: '2016-05-01T12:00:00+00:00' }],
      reason: /38\.6/,
    },
    {
      name: 'converted by pandoc',
      tree: setup('long_description=text', 'import pypandoc\ntext = pypandoc.convert("README.md", "rst")\n'),
      reason: /converts/,
    },
    { name: 'a text', tree: setup('long_description="Demo of a demo"'), reason: /computes/ },
    { name: 'none', tree: setup('version="1.0"'), reason: /no readme/ },
    {
      name: 'arguments made by code',
      tree: setup('long_description=open("README.md").read(), **more()'),
      reason: /by code/,
    },
    { name: 'no project', tree: { 'x.md': '' }, reason: 'no Python project' },
  ],
});

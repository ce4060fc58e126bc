import { rule } from '../../src/rules/readme-relative-link.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (readme: string, more: Readonly<Record<string, string>> = {}, urls = true, file = 'README.md') => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "1.0.0"\nreadme = "${file}"\n${
    urls ? '[project.urls]\nSource = "https://github.com/acme/demo"\n' : ''
  }`,
  [file]: readme,
  'docs/usage.md': '',
  'docs/my logo (1).png': '',
  'logo.png': '',
  'examples/one.py': '',
  ...more,
});
const RAW = 'https://raw.githubusercontent.com/acme/demo';
const BLOB = 'https://github.com/acme/demo/blob';

ruleTester(rule, {
  ok: [
    {
      name: 'whole addresses, anchors, mail and data',
      tree: project(
        '[a](https://x.org/a.md) [b](#usage) [c](mailto:a@b.org) [d](//x.org/a.png) ![e](data:image/png;base64,AA==) <https://x.org> [f](?a=1)\n',
      ),
    },
    {
      name: 'code and comments are not links',
      tree: project(
        '`[a](docs/usage.md)`\n\n```md\n[a](docs/usage.md)\n```\n\n    ![x](logo.png)\n\n<!-- ![x](logo.png) -->\n\n<div>\n<!--\n\n![x](logo.png)\n\n-->\n</div>\n',
      ),
    },
    {
      name: 'PyPI drops source elements and srcset',
      tree: project('<picture><source srcset="logo.png"><img srcset="logo.png" src="https://x.org/a.png"></picture>\n'),
    },
    { name: 'prose that parses as a link', tree: project('Call `f`[i](x) and [y](z).\n') },
    { name: 'what a template fills in', tree: project('[a]({{ docs }}/usage.md)\n') },
    { name: 'a definition that nothing uses', tree: project('Text.\n\n[a]: docs/usage.md\n') },
    { name: 'a footnote is no definition', tree: project('Text[^1].\n\n[^1]: docs/usage.md\n') },
    {
      name: 'reStructuredText: references by name, comments and literal blocks',
      tree: project(
        'See `usage <other_>`_ and other_::\n\n   `a <docs/usage.md>`_\n\n.. _other: https://x.org\n.. image:: https://x.org/a.png\n   :target: other_\n.. see `a <docs/usage.md>`_\n',
        {},
        true,
        'README.rst',
      ),
    },
  ],
  bad: [
    {
      name: 'pictures in Markdown, HTML and by reference (trailofbits/polyfile#3594)',
      tree: project(
        '![logo](logo.png "Logo")\n\n<p><a href="https://x.org"><img width="10" src=\'docs/my%20logo%20(1).png\'></a></p>\n\n![l][logo]\n\n[logo]: ./logo.png?raw=true\n',
      ),
      reports: [
        {
          message: 'image',
          data: { file: 'README.md', count: '3 pictures', target: 'logo.png', address: `${RAW}/HEAD/logo.png` },
          at: 'README.md:1:9-17',
          related: ['README.md:3:49-73', 'README.md:7:9-28'],
        },
      ],
      fixed: {
        'README.md': `![logo](${RAW}/HEAD/logo.png "Logo")\n\n<p><a href="https://x.org"><img width="10" src='${RAW}/HEAD/docs/my%20logo%20%281%29.png'></a></p>\n\n![l][logo]\n\n[logo]: ${RAW}/HEAD/logo.png?raw=true\n`,
      },
    },
    {
      name: 'links to files and folders, anchors kept, at the planned tag',
      tree: project(
        '[usage](<docs/usage.md#run>), [examples](/examples/) and a\n<a class="x"\n   href="docs/usage.md">page</a>.\n',
      ),
      release: '1.0.0',
      tags: ['v0.9.0', 'v0.8.0', 'v0.7.0'],
      reports: [
        {
          message: 'link',
          data: {
            file: 'README.md',
            count: '3 links',
            target: 'docs/usage.md#run',
            address: `${BLOB}/v1.0.0/docs/usage.md#run`,
          },
          at: 'README.md:1:10-27',
        },
      ],
      fixed: {
        'README.md': `[usage](<${BLOB}/v1.0.0/docs/usage.md#run>), [examples](https://github.com/acme/demo/tree/v1.0.0/examples) and a\n<a class="x"\n   href="${BLOB}/v1.0.0/docs/usage.md">page</a>.\n`,
      },
    },
    {
      name: 'a picture that links to a page',
      tree: project('[![logo](logo.png)](docs/usage.md)\n'),
      reports: [
        { message: 'image', at: 'README.md:1:10-18' },
        { message: 'link', at: 'README.md:1:21-34' },
      ],
      fixed: { 'README.md': `[![logo](${RAW}/HEAD/logo.png)](${BLOB}/HEAD/docs/usage.md)\n` },
    },
    {
      name: 'reStructuredText: image, target of an image, phrase and named target',
      tree: project(
        'Demo\n====\n\n.. image:: logo.png\n   :target: docs/usage.md\n\nSee `the usage <docs/usage.md>`__ and usage_.\n\n.. _usage: docs/usage.md\n',
        {},
        true,
        'README.rst',
      ),
      reports: [
        { message: 'image', at: 'README.rst:4:12-20' },
        { message: 'link', at: 'README.rst:5:13-26', related: ['README.rst:7:17-30', 'README.rst:9:12-25'] },
      ],
      fixed: {
        'README.rst': `Demo\n====\n\n.. image:: ${RAW}/HEAD/logo.png\n   :target: ${BLOB}/HEAD/docs/usage.md\n\nSee \`the usage <${BLOB}/HEAD/docs/usage.md>\`__ and usage_.\n\n.. _usage: ${BLOB}/HEAD/docs/usage.md\n`,
      },
    },
    {
      name: 'no repository is known: nothing is rewritten',
      tree: project('[usage](docs/usage.md)\n', {}, false),
      reports: [
        {
          message: 'link',
          data: {
            file: 'README.md',
            count: '1 link',
            target: 'docs/usage.md',
            address: 'https://github.com/OWNER/NAME/blob/HEAD/docs/usage.md',
          },
          at: 'README.md:1:9-22',
        },
      ],
      fixed: null,
    },
    {
      name: 'the tree has no such file either, or GitHub reads more into it',
      tree: project('[issues](../../issues) and [site](www.example.com) and [gone](docs/gone.md)\n'),
      reports: [
        {
          message: 'absent',
          data: { file: 'README.md', count: '3 links', target: '../../issues' },
          at: 'README.md:1:10-22',
        },
      ],
      fixed: null,
    },
    {
      name: 'setup.py that reads the file as it is',
      tree: {
        'setup.py':
          'import os\nfrom setuptools import setup\n\n\ndef read(name):\n    with open(os.path.join(os.path.dirname(__file__), name)) as f:\n        return f.read()\n\n\nsetup(name="demo", url="https://github.com/acme/demo", long_description=read("README.md"), long_description_content_type="text/markdown")\n',
        'README.md': '![logo](logo.png)\n',
        'logo.png': '',
      },
      reports: [{ message: 'image', at: 'README.md:1:9-17' }],
    },
  ],
  skip: [
    {
      name: 'hatch-fancy-pypi-readme makes another text',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["readme"]\n',
        'README.md': '![logo](logo.png)\n',
        'logo.png': '',
      },
      reason: /dynamic/,
    },
    {
      name: 'setup.py makes the links absolute',
      tree: {
        'setup.py':
          'from setuptools import setup\n\ntext = open("README.md").read().replace("(docs/", "(https://github.com/acme/demo/blob/main/docs/")\nsetup(name="demo", long_description=text, long_description_content_type="text/markdown")\n',
        'README.md': '[usage](docs/usage.md)\n',
      },
      reason: /by code/,
    },
    {
      name: 'two files put together',
      tree: {
        'setup.cfg': '[metadata]\nname = demo\nlong_description = file: README.rst, CHANGES.rst\n',
        'README.rst': '',
      },
      reason: /several files/,
    },
    {
      name: 'shown as plain text',
      tree: {
        'pyproject.toml':
          '[project]\nname = "demo"\nversion = "1"\nreadme = { file = "README.md", content-type = "text/plain" }\n',
        'README.md': '[usage](docs/usage.md)\n',
      },
      reason: /plain text/,
    },
    {
      name: 'not for PyPI',
      tree: {
        'pyproject.toml':
          '[project]\nname = "demo"\nversion = "1"\nreadme = "README.md"\nclassifiers = ["Private :: Do Not Upload"]\n',
        'README.md': '[usage](docs/usage.md)\n',
      },
      reason: /not published/,
    },
    { name: 'nested too deeply', tree: project(`[a](docs/usage.md)\n\n${'>'.repeat(20000)}\n`), reason: /too deeply/ },
    { name: 'too many marks', tree: project('[a](docs/usage.md) '.repeat(4000)), reason: /too many marks/ },
    { name: 'too long', tree: project('a'.repeat(300_000)), reason: /more than/ },
    { name: 'none', tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1"\n' }, reason: /no readme/ },
    {
      name: 'not in the tree',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\nreadme = "README.md"\n' },
      reason: /not in the tree/,
    },
    { name: 'no project', tree: { 'x.md': '' }, reason: 'no Python project' },
  ],
});

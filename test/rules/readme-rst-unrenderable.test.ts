import { rule } from '../../src/rules/readme-rst-unrenderable.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (readme: string, file = 'README.rst') => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "1.0.0"\nreadme = "${file}"\n`,
  [file]: readme,
});
const setup = (value: string) => `from setuptools import setup\nsetup(name="demo", long_description=${value})\n`;

ruleTester(rule, {
  ok: [
    {
      name: 'what docutils knows, under a title with a line above',
      tree: project(
        '====\nDemo\n====\n\n.. image:: https://x.org/a.png\n   :alt: Demo\n\n.. code-block:: console\n   :number-lines: 1\n\n   $ demo :ref:`x`\n\n.. note:: Text\n\n   - an item\n   - another\n\nSee :code:`x`, `PyPI <https://pypi.org>`_ and |v|.\n\n.. |v| replace:: 1.0\n',
      ),
    },
    {
      name: 'markup in literal blocks, comments and doctests',
      tree: project(
        'Write::\n\n   .. toctree::\n   :ref:`x` and *y\n\n..\n   .. include:: x.rst\n   :ref:`y`\n\n>>> f(*args)\n:ref:`z`\n\nQuoted::\n\n> :ref:`x`\n',
      ),
    },
    {
      name: 'a directive in the middle of a paragraph is text',
      tree: project('Write\n.. toctree:: a\nthere.\n'),
    },
    {
      name: 'marks that start nothing',
      tree: project('Pass ``*args`` or \\*args, 2 * 3, "*", (*) and f(kw), a_b and __init__.\n'),
    },
    { name: 'a short line is text (docutils: fewer than four marks)', tree: project('Some words\n---\n\nText.\n') },
    { name: 'the same address twice', tree: project('`here <https://x.org>`_ and `here <https://x.org>`_.\n') },
    {
      name: 'two anonymous links',
      tree: project('`here <https://x.org/1>`__ and `here <https://x.org/2>`__.\n'),
    },
    {
      name: 'names of titles, footnotes, citations and targets in tables',
      tree: project(
        'Usage\n=====\n\nSee Usage_, [1]_, [A]_, `that`_ and x_.\n\n.. [1] One.\n.. [A] Two.\n\n+-----------------------+\n| .. _x: https://x.org  |\n+-----------------------+\n\n==========================\n`that <https://x.org>`_\n==========================\n',
      ),
    },
    {
      name: 'a role of its own',
      tree: project('.. role:: shell(code)\n   :language: sh\n\nRun :shell:`demo`.\n'),
    },
    { name: 'no text', tree: project('') },
    {
      name: 'a lexer that Pygments lacks is no warning (report_level 5)',
      tree: project('.. code:: nosuch\n\n   x\n'),
    },
  ],
  bad: [
    {
      name: 'a directive of Sphinx',
      tree: project('Demo\n====\n\n.. toctree::\n   :maxdepth: 2\n\n   usage\n\n- .. versionadded:: 1.10\n'),
      reports: [
        { message: 'directive', data: { subject: 'toctree', detail: '' }, at: 'README.rst:4:4-11' },
        { message: 'directive', at: 'README.rst:9:6-18' },
      ],
    },
    {
      name: 'include and raw',
      tree: project('Demo\n====\n\n.. include:: CHANGES.rst\n\n.. raw:: html\n\n   <br>\n'),
      reports: [
        { message: 'disabled', data: { subject: 'include', detail: '' }, at: 'README.rst:4:4-11' },
        { message: 'disabled', at: 'README.rst:6:4-7' },
      ],
    },
    {
      name: 'an option of Sphinx',
      tree: project('.. code-block:: python\n   :linenos:\n\n   x = 1\n'),
      reports: [{ message: 'option', data: { subject: 'code-block', detail: 'linenos' }, at: 'README.rst:2:5-12' }],
    },
    {
      name: 'roles of Sphinx',
      tree: project('See :ref:`usage` and `f`:py:func:.\n'),
      reports: [
        { message: 'role', data: { subject: 'ref', detail: '' }, at: 'README.rst:1:6-9' },
        { message: 'role', at: 'README.rst:1:26-33' },
      ],
    },
    {
      name: 'a line shorter than its title (pallets/flask)',
      tree: project('**Flask**\n=====\n\nText.\n\n======\nAn overline\n======\n'),
      reports: [
        { message: 'underline', data: { subject: '**Flask**', detail: '9' }, at: 'README.rst:1:1-10' },
        { message: 'underline', at: 'README.rst:7:1-12' },
      ],
    },
    {
      name: 'wide characters take two columns',
      tree: project('使い方です\n=====\n'),
      reports: [{ message: 'underline', data: { subject: '使い方です', detail: '10' }, at: 'README.rst:1:1-6' }],
    },
    {
      name: 'one name, two addresses (pypa/hatch)',
      tree: project('`this command <https://x.org/1>`_ and\n`this command <https://x.org/2>`_.\n'),
      reports: [
        {
          message: 'duplicate',
          data: { subject: 'this command', detail: 'https://x.org/1' },
          at: 'README.rst:2:16-28',
        },
      ],
    },
    {
      name: 'names that lead nowhere',
      tree: project('See `the docs`_, |version| and docs_.\n'),
      reports: [
        {
          message: 'undefined',
          data: { subject: 'the docs', detail: '.. _the docs: https://…' },
          at: 'README.rst:1:6-14',
        },
        { message: 'undefined', at: 'README.rst:1:19-26' },
        { message: 'undefined', at: 'README.rst:1:32-36' },
      ],
    },
    {
      name: 'a star and a literal without an end',
      tree: project('Pass *args along.\n\nOr ``kwargs` along.\n'),
      reports: [
        { message: 'unclosed', data: { subject: '*', detail: '' }, at: 'README.rst:1:6-7' },
        { message: 'unclosed', at: 'README.rst:3:4-6' },
      ],
    },
    {
      name: 'indentation and missing blank lines',
      tree: project('- one\n- two\nText.\n\nA paragraph\nof two lines\n   and one more.\n\nCode::\n\nNone.\n'),
      reports: [
        {
          message: 'structure',
          data: { subject: 'Text.', detail: 'follows a bullet list without a blank line' },
          at: 'README.rst:3:1-6',
        },
        { message: 'structure', at: 'README.rst:7:4-17' },
        { message: 'structure', at: 'README.rst:9:1-7' },
      ],
    },
    {
      name: 'code without a blank line above it (joblib)',
      tree: project('.. code-block:: python\n   import demo\n'),
      reports: [{ message: 'structure', at: 'README.rst:1:4-14' }],
    },
    {
      name: 'setup.py, without a content type',
      tree: { 'setup.py': setup('open("README").read()'), README: 'See :ref:`x`.\n' },
      reports: [{ message: 'role', at: 'README:1:6-9' }],
    },
  ],
  skip: [
    { name: 'Markdown', tree: project(':ref:`x`\n', 'README.md'), reason: /not reStructuredText/ },
    {
      name: 'released before PyPI refused it',
      tree: project('See :ref:`x`.\n'),
      tag: 'v1.0.0',
      tags: [],
      head: [{ name: 'v1.0.0', date: '2018-05-01T12:00:00+00:00' }],
      reason: /2019/,
    },
    {
      name: 'a changelog is put after it',
      tree: {
        'setup.py': setup('open("README.rst").read() + "\\n" + open("CHANGES.rst").read()'),
        'README.rst': 'See :ref:`x`.\n',
      },
      reason: /by code/,
    },
    {
      name: 'setup.py replaces what PyPI does not know',
      tree: { 'setup.py': setup('open("README.rst").read().replace(":ref:", "")'), 'README.rst': 'See :ref:`x`.\n' },
      reason: /by code/,
    },
    {
      name: 'dynamic',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["readme"]\n', 'README.rst': '' },
      reason: /dynamic/,
    },
    {
      name: 'poetry puts files together',
      tree: {
        'pyproject.toml': '[tool.poetry]\nname = "demo"\nreadme = ["README.rst", "CHANGES.rst"]\n',
        'README.rst': 'See :ref:`x`.\n',
      },
      reason: /several files/,
    },
    {
      name: 'not for PyPI',
      tree: project('See :ref:`x`.\n'),
      config: { publish: false },
      reason: /not published/,
    },
    { name: 'none', tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1"\n' }, reason: /no readme/ },
    { name: 'no project', tree: { 'x.rst': '' }, reason: 'no Python project' },
  ],
});

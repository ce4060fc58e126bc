import { rule } from '../../src/rules/docs-install-name.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (readme: string, more: Readonly<Record<string, string>> = {}, name = 'demo-tools') => ({
  'pyproject.toml': `[project]\nname = "${name}"\nversion = "1.0.0"\ndependencies = ["demo-tool >= 1"]\n[project.urls]\nSource = "https://github.com/acme/demo-suite"\n`,
  'README.md': readme,
  'src/demolib/__init__.py': '',
  ...more,
});
const code = (...lines: readonly string[]): string => `# Demo\n\n\`\`\`console\n${lines.join('\n')}\n\`\`\`\n`;

ruleTester(rule, {
  ok: [
    { name: 'its own name', tree: project(code('$ pip install demo-tools')) },
    { name: 'its own name, spelled otherwise', tree: project(code('$ pip install Demo_Tools[all]==1.0')) },
    {
      name: 'its own name beside a slip',
      tree: project(code('$ uv tool install demo-tools', '$ pip install demotools')),
    },
    { name: 'what it depends on', tree: project(code('$ pip install demo-tool')) },
    { name: 'other distributions', tree: project(code('$ pip install -U pip wheel', '$ pipx install hatch')) },
    { name: 'prose', tree: project('Do not pip install demotools, which is another one. `pip install x`\n') },
    { name: 'a short name is near to many', tree: project(code('$ pip install xdmo'), {}, 'demo') },
  ],
  bad: [
    {
      name: 'words that are joined otherwise, and a letter',
      tree: project(code('$ python -m pip install --upgrade "demotools>=1"', '$ pip install demo-toolz')),
      reports: [
        {
          message: 'spelling',
          data: { file: 'README.md', tool: 'pip install', found: 'demotools', name: 'demo-tools' },
          at: 'README.md:4:36-45',
        },
        { message: 'spelling', at: 'README.md:5:15-25' },
      ],
      fixed: {
        'README.md': code('$ python -m pip install --upgrade "demo-tools>=1"', '$ pip install demo-tools'),
      },
      remains: 0,
    },
    {
      name: 'the name of the repository (uptick/django-cq#4), and that of the package (CEA-COSMIC/pysap#42)',
      tree: project(code('$ uv add demo-suite', '$ uv pip install demolib')),
      reports: [
        {
          message: 'repository',
          data: { file: 'README.md', tool: 'uv add', found: 'demo-suite', name: 'demo-tools', what: 'the repository' },
          at: 'README.md:4:10-20',
        },
        {
          message: 'repository',
          data: { file: 'README.md', tool: 'pip install', found: 'demolib', name: 'demo-tools', what: 'the package' },
          at: 'README.md:5:18-25',
        },
      ],
      fixed: { 'README.md': code('$ uv add demo-tools', '$ uv pip install demo-tools') },
      remains: 0,
    },
  ],
  skip: [
    {
      name: 'files, folders and addresses',
      tree: project(
        code(
          '$ pip install -r demotools.txt',
          '$ pip install -e ./demotools',
          '$ pip install git+https://github.com/acme/demotools',
        ),
      ),
      reason: /nothing by name/,
    },
    {
      name: 'several projects',
      tree: project(code('$ pip install demotools'), { 'other/pyproject.toml': '[project]\nname = "demotools"\n' }),
      reason: /several projects/,
    },
    { name: 'nothing is installed by name', tree: project('# Demo\n'), reason: /nothing by name/ },
    {
      name: 'not for PyPI',
      tree: {
        'pyproject.toml': '[project]\nname = "demo-tools"\nversion = "1"\nclassifiers = ["Private :: Do Not Upload"]\n',
        'README.md': code('$ pip install demotools'),
      },
      reason: /Private/,
    },
    { name: 'no project', tree: { 'README.md': code('$ pip install demotools') }, reason: /no Python project/ },
    {
      name: 'a name that is computed',
      tree: {
        'setup.py': 'from setuptools import setup\nsetup(name=name(), version="1")\n',
        'README.md': code('$ pip install demotools'),
      },
      reason: /not known/,
    },
  ],
});

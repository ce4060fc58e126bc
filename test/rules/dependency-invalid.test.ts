import { rule } from '../../src/rules/dependency-invalid.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (text: string) => ({ 'pyproject.toml': `[project]\nname = "demo"\nversion = "1.0"\n${text}` });
const setup = (text: string) => ({ 'setup.py': `from setuptools import setup\nsetup(name="demo", ${text})\n` });

ruleTester(rule, {
  ok: [
    {
      name: 'specifiers',
      tree: project(
        'dependencies = ["attrs", "numpy>=2,<3; python_version >= \'3.12\'", "demo[all]"]\n[dependency-groups]\ntest = ["pytest~=8.0"]\n',
      ),
    },
    {
      name: 'a bare address, of which direct-dependency speaks',
      tree: project('dependencies = ["git+https://example.org/x"]\n'),
    },
    {
      name: "Poetry's own notation",
      tree: { 'pyproject.toml': '[tool.poetry]\nname = "demo"\n[tool.poetry.dependencies]\nattrs = "^23"\n' },
    },
    {
      name: 'comments, continued lines and formatted texts of setup.py',
      tree: setup('install_requires=["attrs  # see #3", "# none", "numpy{}".format(x), "pandas \\\\"]'),
    },
    {
      name: 'one line of setup.cfg, whose entries a semicolon separates',
      tree: { 'setup.cfg': '[metadata]\nname = demo\n[options]\ninstall_requires = attrs; numpy\n' },
    },
    {
      name: 'lines of setup.cfg that a backslash joins (setuptools 70)',
      tree: {
        'setup.cfg':
          '[metadata]\nname = demo\n[options.extras_require]\ntest =\n    mypy; \\\n        # slow\n        python_implementation != "PyPy"\n',
      },
    },
    {
      name: 'a star after an order, before setuptools 67',
      tree: setup('install_requires=["attrs>=1.0.*"]'),
      today: '2020-01-01',
    },
  ],
  bad: [
    {
      name: 'a caret, and a comma that is missing',
      tree: project('dependencies = ["attrs^23", "numpy>=2 <3"]\n'),
      reports: [
        {
          message: 'dependency',
          data: { text: 'attrs^23', fault: '"^" is an operator of Poetry\'s own' },
          at: 'pyproject.toml:4:18-26',
        },
        {
          message: 'dependency',
          data: { text: 'numpy>=2 <3', fault: 'a comma is missing before "<3"' },
          at: 'pyproject.toml:4:30-41',
        },
      ],
    },
    {
      name: 'an extra',
      tree: project('[project.optional-dependencies]\nall = ["attrs=23"]\n'),
      reports: [
        {
          message: 'extra',
          data: { text: 'attrs=23', extra: 'all', fault: '"=" is no operator; equality is "=="' },
          at: 'pyproject.toml:5:9-17',
        },
      ],
    },
    {
      name: 'a group, and what the build requires',
      tree: {
        'pyproject.toml':
          '[build-system]\nrequires = ["setuptools > 61 wheel"]\n[dependency-groups]\ntest = ["-r test.txt"]\n',
      },
      reports: [
        { message: 'listed', at: 'pyproject.toml:2:14-35' },
        {
          message: 'listed',
          data: { text: '-r test.txt', list: '`[dependency-groups] test`', fault: 'it does not begin with a name' },
          at: 'pyproject.toml:4:10-21',
        },
      ],
    },
    {
      name: 'setup.py and setup.cfg',
      tree: setup('install_requires=["attrs 23.1"], extras_require={"all": ["numpy>="]}'),
      reports: [
        { message: 'dependency', at: 'setup.py:2:39-49' },
        { message: 'extra', at: 'setup.py:2:78-85' },
      ],
    },
    {
      name: 'a star after an order',
      tree: setup('install_requires=["attrs>=1.0.*"]'),
      reports: [{ message: 'dependency', at: 'setup.py:2:39-51' }],
    },
  ],
  skip: [{ name: 'no project', tree: { 'README.md': '# Demo\n' }, reason: 'no Python project' }],
});

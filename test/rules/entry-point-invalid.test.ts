import { rule } from '../../src/rules/entry-point-invalid.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (text: string, backend = 'hatchling.build') => ({
  'pyproject.toml': `[build-system]\nrequires = []\nbuild-backend = "${backend}"\n[project]\nname = "demo"\n${text}`,
});

ruleTester(rule, {
  ok: [
    { name: 'scripts', tree: project('[project.scripts]\ndemo = "demo.cli:main"\ndemo-x = "demo.cli:App.run"\n') },
    { name: 'a plug-in without a function', tree: project('[project.entry-points.pytest11]\ndemo = "demo.plugin"\n') },
    { name: 'an extra', tree: project('[project.scripts]\ndemo = "demo.cli:main [cli]"\n') },
    {
      name: 'a command line in a group whose host reads it',
      tree: project('[project.entry-points.jupyter_serverproxy]\ndemo = "run demo --port 1"\n'),
    },
    {
      name: 'console_scripts in setup.py',
      tree: {
        'setup.py':
          'from setuptools import setup\nsetup(name="demo", entry_points={"console_scripts": ["demo = demo.cli:main"]})\n',
      },
    },
    {
      name: 'lines of a string',
      tree: {
        'setup.py':
          'from setuptools import setup\nsetup(name="demo", entry_points={"console_scripts": """\n  demo = demo.cli:main\n"""})\n',
      },
    },
    {
      name: 'console_scripts as an entry point, which setuptools takes',
      tree: project('[project.entry-points.console_scripts]\ndemo = "demo.cli:main"\n', 'setuptools.build_meta'),
    },
    {
      name: 'a file that Poetry installs as it is',
      tree: {
        'pyproject.toml':
          '[tool.poetry]\nname = "demo"\n[tool.poetry.scripts]\ndemo = { reference = "bin/demo.sh", type = "file" }\n',
      },
    },
    { name: 'none', tree: project('') },
  ],
  bad: [
    {
      name: 'a hyphen in the module (celeri 0.0.5)',
      tree: project('[project.scripts]\ndemo-weights = "demo.scripts.demo-weights:main"\n'),
      reports: [
        {
          message: 'hyphen',
          data: {
            name: 'demo-weights',
            value: 'demo.scripts.demo-weights:main',
            mended: 'demo.scripts.demo_weights:main',
          },
          at: 'pyproject.toml:7:17-47',
        },
      ],
    },
    {
      name: 'a path',
      tree: project('[project.scripts]\ndemo = "demo/cli.py:main"\n'),
      reports: [{ message: 'syntax', at: 'pyproject.toml:7:9-25' }],
    },
    {
      name: 'a call',
      tree: {
        'setup.cfg': '[metadata]\nname = demo\n[options.entry_points]\nconsole_scripts =\n    demo = demo.cli:main()\n',
      },
      reports: [{ message: 'syntax', at: 'setup.cfg:5:5-27' }],
    },
    {
      name: 'no function',
      tree: { 'pyproject.toml': '[tool.poetry]\nname = "demo"\n[tool.poetry.scripts]\ndemo = "demo.cli"\n' },
      reports: [{ message: 'noFunction', at: 'pyproject.toml:4:9-17' }],
    },
    {
      name: 'a group that nothing reads',
      tree: {
        'setup.py':
          'from setuptools import setup\nsetup(name="demo", entry_points={"console-scripts": ["demo = demo.cli:main"]})\n',
      },
      reports: [
        {
          message: 'group',
          data: { name: 'demo', group: 'console-scripts', meant: 'the group console_scripts' },
          at: 'setup.py:2:35-50',
        },
      ],
    },
    {
      name: 'scripts declared as entry points',
      tree: project('[project.entry-points.scripts]\ndemo = "demo.cli:main"\n'),
      reports: [
        {
          message: 'group',
          data: { name: 'demo', group: 'scripts', meant: '[project.scripts]' },
          at: 'pyproject.toml:6:2-30',
        },
      ],
    },
    {
      name: 'console_scripts as an entry point, which hatchling refuses',
      tree: project('[project.entry-points.console_scripts]\ndemo = "demo.cli:main"\ndemo2 = "demo.cli:main"\n'),
      reports: [
        {
          message: 'reserved',
          data: { group: 'console_scripts', meant: '[project.scripts]' },
          at: 'pyproject.toml:6:2-38',
        },
      ],
    },
  ],
  skip: [
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
    { name: 'setup() is not called', tree: { 'setup.py': 'pass\n' }, reason: /no call of setup/ },
  ],
});

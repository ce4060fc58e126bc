import { rule } from '../../src/rules/entry-point-target-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (reference: string, files: { [path: string]: string }, more = '') => ({
  'pyproject.toml': `[project]\nname = "demo"\n[project.scripts]\ndemo = "${reference}"\n${more}`,
  ...files,
});
const main = 'def main():\n    pass\n';

ruleTester(rule, {
  ok: [
    { name: 'a function', tree: project('demo.cli:main', { 'src/demo/__init__.py': '', 'src/demo/cli.py': main }) },
    { name: 'a package', tree: project('demo:main', { 'demo/__init__.py': `import os\n${main}` }) },
    { name: 'a single module', tree: project('demo:main', { 'demo.py': main }) },
    {
      name: 'bound under a condition',
      tree: project('demo.cli:main', {
        'demo/__init__.py': '',
        'demo/cli.py': 'try:\n    from fast import main\nexcept ImportError:\n    main = None\n',
      }),
    },
    {
      name: 'a star import',
      tree: project('demo.cli:main', { 'demo/__init__.py': '', 'demo/cli.py': 'from .other import *\n' }),
    },
    {
      name: 'names that are handed out lazily',
      tree: project('demo:main', { 'demo/__init__.py': 'def __getattr__(name):\n    ...\n' }),
    },
    { name: 'a submodule', tree: project('demo:cli', { 'demo/__init__.py': '', 'demo/cli.py': '' }) },
    {
      name: 'a compiled module',
      tree: project('demo._cli:main', { 'demo/__init__.py': '', 'demo/_cli.pyx': '' }),
    },
    {
      name: 'a backend that compiles',
      tree: project('demo._cli:main', { 'demo/__init__.py': '' }, '[build-system]\nbuild-backend = "maturin"\n'),
    },
    {
      name: 'a file that git ignores because the build makes it',
      tree: project('demo._cli:main', { 'demo/__init__.py': '', '.gitignore': 'demo/_cli.py\n' }),
    },
    {
      name: 'a namespace that other distributions share',
      tree: project('acme.demo.cli:main', { 'acme/tools/__init__.py': '' }),
    },
    {
      name: 'a package that puts its path together',
      tree: project('demo.plug.cli:main', {
        'demo/__init__.py': '__path__ = __import__("pkgutil").extend_path(__path__, __name__)\n',
      }),
    },
    { name: 'a command of a dependency', tree: project('other.cli:main', { 'demo/__init__.py': '' }) },
    {
      name: 'git submodules, whose files are not in the tree',
      tree: project('demo.vendored.cli:main', { 'demo/__init__.py': '', '.gitmodules': '' }),
    },
    {
      name: 'what is no reference, which is for another rule to say',
      tree: project('demo.my-cli:main', { 'demo/__init__.py': '' }),
    },
    {
      name: 'a class attribute is not looked up',
      tree: project('demo.cli:App.run', { 'demo/__init__.py': '', 'demo/cli.py': 'class App:\n    pass\n' }),
    },
    {
      name: 'Poetry packages below another folder',
      tree: {
        'pyproject.toml':
          '[tool.poetry]\nname = "demo"\npackages = [{ include = "demo", from = "code" }]\n[tool.poetry.scripts]\ndemo = "demo.cli:main"\n',
        'code/demo/__init__.py': '',
        'code/demo/cli.py': main,
      },
    },
  ],
  bad: [
    {
      name: 'the module was renamed',
      tree: project('demo.cli:main', { 'demo/__init__.py': '', 'demo/command.py': main }),
      reports: [
        {
          message: 'module',
          data: { name: 'demo', module: 'demo.cli', value: 'demo.cli:main' },
          at: 'pyproject.toml:4:9-22',
        },
      ],
    },
    {
      name: 'below a package that is there',
      tree: {
        'setup.cfg':
          '[metadata]\nname = demo\n[options]\npackage_dir =\n  =src\n[options.entry_points]\nconsole_scripts =\n  demo = demo.scripts.run:main\n',
        'src/demo/__init__.py': '',
        'src/demo/scripts/__init__.py': '',
      },
      reports: [{ message: 'module', at: 'setup.cfg:8:3-31' }],
    },
    {
      name: 'the function was renamed',
      tree: project('demo.cli:main', { 'demo/__init__.py': '', 'demo/cli.py': 'def run():\n    main = 1\n' }),
      reports: [
        {
          message: 'attribute',
          data: { name: 'demo', module: 'demo.cli', attribute: 'main', value: 'demo.cli:main', file: 'demo/cli.py' },
          at: 'pyproject.toml:4:9-22',
          related: ['demo/cli.py:1:1'],
        },
      ],
    },
  ],
  skip: [{ name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' }],
});

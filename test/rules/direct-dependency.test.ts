import { rule } from '../../src/rules/direct-dependency.ts';
import { ruleTester } from '../rule-tester.ts';

const workflow = (more = '') => ({
  '.github/workflows/release.yml': `on: {push: {tags: ['v*']}}\njobs:\n  pypi:\n    runs-on: ubuntu-latest\n    permissions: {id-token: write}\n    steps:\n      - run: python -m build\n      - uses: pypa/gh-action-pypi-publish@release/v1\n${more}`,
});
const project = (text: string) => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "1.0"\n${text}`,
  ...workflow(),
});

ruleTester(rule, {
  ok: [
    { name: 'versions', tree: project('dependencies = ["numpy>=2", "torch; python_version < \'3.14\'"]\n') },
    {
      name: 'dependency groups, which stay out of the metadata (mteb after the fix)',
      tree: project('[dependency-groups]\ndev = ["s2 @ git+https://github.com/x/s2"]\n'),
    },
    {
      name: 'sources of uv',
      tree: project('dependencies = ["s2"]\n[tool.uv.sources]\ns2 = { git = "https://github.com/x/s2" }\n'),
    },
    {
      name: 'a group of Poetry',
      tree: {
        'pyproject.toml':
          '[tool.poetry]\nname = "demo"\n[tool.poetry.group.dev.dependencies]\ns2 = { git = "https://github.com/x/s2" }\n',
        ...workflow(),
      },
    },
    {
      name: 'an optional dependency of Poetry that no extra names',
      tree: {
        'pyproject.toml':
          '[tool.poetry]\nname = "demo"\n[tool.poetry.dependencies]\ns2 = { path = "../s2", optional = true }\n',
        ...workflow(),
      },
    },
    { name: 'an e-mail address in a marker comment', tree: project('dependencies = ["demo-core[all]>=1"]\n') },
  ],
  bad: [
    {
      name: 'an extra (mteb 2.12.31)',
      release: '1.0.0',
      tree: project('[project.optional-dependencies]\nleaf = ["s2wrapper @ git+https://github.com/x/s2.git"]\n'),
      reports: [
        {
          message: 'extra',
          data: { extra: 'leaf', name: 's2wrapper', url: 'git+https://github.com/x/s2.git' },
          at: 'pyproject.toml:5:10-53',
        },
      ],
    },
    {
      name: 'a token in the address is not shown',
      release: '1.0.0',
      tree: project('dependencies = ["s2@https://user:secret@example.org/s2.whl"]\n'),
      reports: [
        {
          message: 'dependency',
          data: { name: 's2', url: 'https://example.org/s2.whl' },
          at: 'pyproject.toml:4:18-59',
        },
      ],
    },
    {
      name: 'Poetry: git, and a path in an extra',
      release: '1.0.0',
      tree: {
        'pyproject.toml':
          '[tool.poetry]\nname = "demo"\n[tool.poetry.dependencies]\ns2 = { git = "https://github.com/x/s2" }\ns3 = { path = "../s3", optional = true }\n[tool.poetry.extras]\nall = ["s3"]\n',
        ...workflow(),
      },
      reports: [
        { message: 'dependency', at: 'pyproject.toml:4:15-38' },
        { message: 'extra', at: 'pyproject.toml:5:16-21' },
      ],
    },
    {
      name: 'setup.py',
      release: '1.0.0',
      tree: {
        'setup.py':
          'from setuptools import setup\nsetup(\n    name="demo",\n    install_requires=["s2 @ git+https://github.com/x/s2"],\n    extras_require={"all": ["git+https://github.com/x/s3"]},\n)\n',
        ...workflow(),
      },
      reports: [
        { message: 'dependency', at: 'setup.py:4:24-56' },
        {
          message: 'extra',
          data: { extra: 'all', name: 'a package', url: 'git+https://github.com/x/s3' },
          at: 'setup.py:5:30-57',
        },
      ],
    },
    {
      name: 'setup.cfg; the configuration says that it is published',
      release: '1.0.0',
      tree: {
        'setup.cfg':
          '[metadata]\nname = demo\n[options]\ninstall_requires =\n    numpy\n    s2 @ git+https://github.com/x/s2\n',
      },
      config: { publish: true },
      reports: [{ message: 'dependency', at: 'setup.cfg:6:5-37' }],
    },
    {
      name: 'between releases a project may follow a main branch (poetry and poetry-core)',
      tree: project('dependencies = ["demo-core @ git+https://github.com/x/demo-core.git"]\n'),
      reports: [
        {
          message: 'pending',
          data: { name: 'demo-core', url: 'git+https://github.com/x/demo-core.git' },
          at: 'pyproject.toml:4:18-68',
        },
      ],
    },
  ],
  skip: [
    {
      name: 'an application that is not published',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\ndependencies = ["s2 @ git+https://github.com/x/s2"]\n' },
      reason: /nothing shows/,
    },
    {
      name: 'another index',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\ndependencies = ["s2 @ git+https://github.com/x/s2"]\n',
        ...workflow('        with: {repository-url: "https://packages.example.org/"}\n'),
      },
      reason: /another index/,
    },
    {
      name: 'private',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\nclassifiers = ["Private :: Ours"]\n' },
      reason: /Private/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});

import { rule } from '../../src/rules/source-override-leak.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (text: string) => ({
  'pyproject.toml': `[build-system]\nrequires = ["uv_build"]\nbuild-backend = "uv_build"\n[project]\nname = "demo"\nversion = "1.0"\n${text}`,
});
const config = { publish: true };
const release = '1.0';

ruleTester(rule, {
  ok: [
    {
      name: 'a lower bound says what is needed',
      release,
      config,
      tree: project('dependencies = ["s2>=1.4"]\n[tool.uv.sources]\ns2 = { git = "https://example.org/s2" }\n'),
    },
    {
      name: 'members of the workspace, folders and other indexes (torch)',
      release,
      config,
      tree: project(
        'dependencies = ["core", "near", "torch"]\n[tool.uv.sources]\ncore = { workspace = true }\nnear = { path = "../near" }\ntorch = { index = "cpu" }\n',
      ),
    },
    {
      name: 'a dependency group only',
      release,
      config,
      tree: project('[dependency-groups]\ndev = ["s2"]\n[tool.uv.sources]\ns2 = { git = "https://example.org/s2" }\n'),
    },
    {
      name: 'the root of a workspace, which is not built (opentelemetry-python-contrib)',
      release,
      config,
      tree: {
        'pyproject.toml':
          '[project]\nname = "demo"\nversion = "1.0"\ndependencies = ["s2"]\n[tool.uv.sources]\ns2 = { git = "https://example.org/s2" }\n',
      },
    },
    {
      name: 'some platforms only',
      release,
      config,
      tree: project(
        'dependencies = ["s2"]\n[tool.uv.sources]\ns2 = { git = "https://example.org/s2", marker = "sys_platform == \'win32\'" }\n',
      ),
    },
  ],
  bad: [
    {
      name: 'a repository, for a dependency and an extra; a token is not shown',
      release,
      config,
      tree: project(
        'dependencies = ["s2"]\noptional-dependencies.all = ["S-3[x]"]\n[tool.uv.sources]\ns2 = { git = "https://t:secret@example.org/s2" }\ns_3 = { url = "https://example.org/s3.whl" }\n',
      ),
      reports: [
        { message: 'leak', data: { name: 's2', source: 'https://example.org/s2' }, at: 'pyproject.toml:10:1-3' },
        { message: 'leak', data: { name: 's_3', source: 'https://example.org/s3.whl' }, at: 'pyproject.toml:11:1-4' },
      ],
    },
  ],
  skip: [
    { name: 'no project', release, tree: { 'README.md': '# Demo\n' }, reason: 'no Python project' },
    {
      name: 'an application that is not published',
      release,
      tree: project('dependencies = ["s2"]\n[tool.uv.sources]\ns2 = { git = "https://example.org/s2" }\n'),
      reason: /nothing shows/,
    },
  ],
});

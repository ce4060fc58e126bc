import { rule } from '../../src/rules/docs-rtd-config.ts';
import { ruleTester } from '../rule-tester.ts';

const project = (config: string, more: Readonly<Record<string, string>> = {}) => ({
  'pyproject.toml': '[project]\nname = "demo"\nversion = "1.0.0"\n',
  '.readthedocs.yaml': config,
  'docs/conf.py': 'extensions = []\n',
  ...more,
});
const BUILD = 'build:\n  os: ubuntu-24.04\n  tools:\n    python: "3.13"\n';
const SPHINX = 'sphinx:\n  configuration: docs/conf.py\n';

ruleTester(rule, {
  ok: [
    { name: 'all that is required', tree: project(`version: 2\n${BUILD}${SPHINX}`) },
    { name: 'a quoted version', tree: project(`version: "2"\n${BUILD}${SPHINX}`) },
    {
      name: 'commands stand for the whole build',
      tree: project('version: 2\nbuild:\n  os: ubuntu-24.04\n  commands:\n    - make docs\n'),
    },
    {
      name: 'jobs stand for the build',
      tree: project(`version: 2\n${BUILD}  jobs:\n    build:\n      html:\n        - zensical build\n`),
    },
    {
      name: 'a configuration of MkDocs',
      tree: project(`version: 2\n${BUILD}mkdocs:\n  configuration: mkdocs.yml\n`, {
        'mkdocs.yml': 'site_name: Demo\n',
      }),
    },
    {
      name: 'a configuration that a job writes',
      tree: project(
        `version: 2\n${BUILD}  jobs:\n    pre_build:\n      - make conf\nsphinx:\n  configuration: out/conf.py\n`,
      ),
    },
    {
      name: 'a configuration that lies in a submodule (ArchiveBox)',
      tree: project(`version: 2\n${BUILD}sphinx:\n  configuration: wiki/conf.py\n`, { '.gitmodules': '' }),
    },
    {
      name: 'a release from before the configuration had to be named',
      tree: project(`version: 2\n${BUILD}`),
      tag: 'v1.0.0',
      tags: [],
      head: [{ name: 'v1.0.0', date: '2025-01-19T12:00:00+00:00' }],
      named: { 'v1.0.0': {} },
      today: '2025-01-19',
    },
    {
      name: 'before build.os had to be named',
      tree: project(`version: 2\nbuild:\n  image: latest\n${SPHINX}`),
      today: '2023-10-15',
    },
  ],
  bad: [
    {
      name: 'version 1',
      tree: project('version: 1\n'),
      reports: [
        { message: 'version', data: { file: '.readthedocs.yaml', version: '1' }, at: '.readthedocs.yaml:1:10-11' },
      ],
    },
    {
      name: 'no version',
      tree: {
        ...project(''),
        'pyproject.toml': '[project]\nname = "demo"\n',
        '.readthedocs.yaml': 'python:\n  version: 3.8\n',
      },
      reports: [{ message: 'noVersion', at: '.readthedocs.yaml:1:1' }],
    },
    {
      name: 'no build.os (Textualize/rich v13.7.1)',
      tree: project(`version: 2\n${SPHINX}python:\n  version: 3.8\n`),
      reports: [{ message: 'os', data: { file: '.readthedocs.yaml' }, at: '.readthedocs.yaml:1:1' }],
    },
    {
      name: 'build.image',
      tree: project(`version: 2\nbuild:\n  image: latest\n${SPHINX}`),
      reports: [{ message: 'os', at: '.readthedocs.yaml:3:3-8' }],
    },
    {
      name: 'neither tools nor commands',
      tree: project(`version: 2\nbuild:\n  os: ubuntu-24.04\n${SPHINX}`),
      reports: [{ message: 'tools', at: '.readthedocs.yaml:2:1-6' }],
    },
    {
      name: 'no section for Sphinx',
      tree: project(`version: 2\n${BUILD}`),
      reports: [
        {
          message: 'configuration',
          data: { file: '.readthedocs.yaml', tool: 'sphinx', path: 'docs/conf.py' },
          at: '.readthedocs.yaml:1:1',
        },
      ],
    },
    {
      name: 'a section without the path',
      tree: project(`version: 2\n${BUILD}mkdocs:\n  fail_on_warning: true\n`),
      reports: [{ message: 'configuration', at: '.readthedocs.yaml:6:1-7' }],
    },
    {
      name: 'a path that is not there',
      tree: project(`version: 2\n${BUILD}sphinx:\n  configuration: doc/conf.py\n`),
      reports: [
        {
          message: 'absent',
          data: { file: '.readthedocs.yaml', tool: 'sphinx', path: 'doc/conf.py' },
          at: '.readthedocs.yaml:7:18-29',
        },
      ],
    },
  ],
  skip: [
    { name: 'none', tree: { 'pyproject.toml': '[project]\nname = "demo"\n' }, reason: /no configuration/ },
    { name: 'no YAML', tree: project('version: [2\n'), reason: /cannot be read/ },
    { name: 'version 1 while it was taken', tree: project('version: 1\n'), today: '2023-09-24', reason: /version 1/ },
  ],
});

import { rule } from '../../src/rules/classifier-private.ts';
import { ruleTester } from '../rule-tester.ts';

const project = {
  'pyproject.toml': '[project]\nname = "demo"\nversion = "1.0"\nclassifiers = ["Private :: Do Not Upload"]\n',
};
const upload = (more = '') => ({
  '.github/workflows/release.yml': `on:\n  push:\n    tags: ["v*"]\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    permissions:\n      id-token: write\n    steps:\n      - uses: pypa/gh-action-pypi-publish@release/v1\n${more}`,
});

ruleTester(rule, {
  ok: [
    {
      name: 'no such classifier',
      tree: { ...upload(), 'pyproject.toml': '[project]\nname = "demo"\nclassifiers = ["Typing :: Typed"]\n' },
    },
  ],
  bad: [
    {
      name: 'a workflow uploads to PyPI',
      tree: { ...project, ...upload() },
      reports: [
        {
          message: 'uploaded',
          data: { classifier: 'Private :: Do Not Upload', tool: 'pypa/gh-action-pypi-publish', job: 'publish' },
          at: 'pyproject.toml:4:17-41',
          related: ['.github/workflows/release.yml:10:15-53'],
        },
      ],
    },
  ],
  skip: [
    {
      name: 'an index of its own',
      tree: { ...project, ...upload('        with:\n          repository-url: https://pypi.example.org/upload\n') },
      reason: /another index/,
    },
    { name: 'nothing uploads', tree: project, reason: /no workflow/ },
    {
      name: 'another project of the repository may be what is uploaded',
      tree: { ...project, ...upload(), 'packages/other/pyproject.toml': '[project]\nname = "other"\n' },
      root: '',
      reason: /other projects/,
    },
    { name: 'not published', tree: { ...project, ...upload() }, config: { publish: false }, reason: /not published/ },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});

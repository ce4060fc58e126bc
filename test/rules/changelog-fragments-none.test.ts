import { rule } from '../../src/rules/changelog-fragments-none.ts';
import { ruleTester } from '../rule-tester.ts';

const base = {
  'pyproject.toml': '[project]\nname = "demo"\n\n[tool.towncrier]\ndirectory = "news"\nfilename = "NEWS.rst"\n',
  'NEWS.rst': '0.1.0 (2025-01-01)\n==================\n\n- b (#7)\n',
  'news/.gitignore': '!.gitignore\n',
};
const workflow = (run: string, on = 'push: { tags: ["v*"] }') => ({
  '.github/workflows/release.yml': `on:\n  ${on}\njobs:\n  release:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`,
});
const build = workflow('towncrier build --yes --version "${GITHUB_REF_NAME#v}"');

ruleTester(rule, {
  ok: [
    { name: 'some to gather', tree: { ...base, ...build, 'news/1.feature.rst': 'a' }, release: '0.2.0' },
    { name: 'gathered already', tree: { ...base, ...build }, release: '0.1.0' },
  ],
  bad: [
    {
      name: 'nothing to gather',
      tree: { ...base, ...build },
      release: '0.2.0',
      reports: [
        {
          message: 'none',
          data: { workflow: '.github/workflows/release.yml', folder: 'news', version: '0.2.0' },
          at: 'pyproject.toml:1:1',
          related: ['.github/workflows/release.yml:7:14-68'],
        },
      ],
    },
  ],
  skip: [
    { name: 'no fragments', tree: { 'NEWS.rst': base['NEWS.rst'] }, release: '0.2.0', reason: 'no change fragments' },
    {
      name: 'gathered by hand: changelog-entry-missing says it',
      tree: base,
      release: '0.2.0',
      reason: 'no workflow that a release starts',
    },
    {
      name: 'a draft for the reviewers',
      tree: { ...base, ...workflow('towncrier build --draft') },
      release: '0.2.0',
      reason: 'no workflow that a release starts',
    },
    {
      name: 'gathered for the release commit, before the tag',
      tree: { ...base, ...workflow('towncrier build --yes', 'workflow_dispatch: {}') },
      release: '0.2.0',
      reason: 'no workflow that a release starts',
    },
    { name: 'a pre-release', tree: { ...base, ...build }, release: '0.2.0rc1', reason: 'pre-releases' },
    { name: 'dev mode', tree: { ...base, ...build }, reason: 'release mode' },
  ],
});

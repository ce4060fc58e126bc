import { rule } from '../../src/rules/changelog-missing.ts';
import { ruleTester } from '../rule-tester.ts';

const project = '[project]\nname = "demo"\nversion = "1.0.0"\n';
const pyproject = (more = ''): string => project + more;

ruleTester(rule, {
  ok: [
    { name: 'the usual name', tree: { 'pyproject.toml': project, 'CHANGELOG.md': '## 1.0.0\n\n- First.\n' } },
    { name: 'another case', tree: { 'pyproject.toml': project, 'changes.rst': '1.0.0\n-----\n\n- First.\n' } },
    { name: 'without an ending', tree: { 'pyproject.toml': project, NEWS: '1.0.0\n=====\n\n* First.\n' } },
    { name: 'in the docs', tree: { 'pyproject.toml': project, 'docs/history.md': '## 1.0.0\n\n- First.\n' } },
    {
      name: 'named by the config',
      tree: { 'pyproject.toml': project, 'docs/en/whats-new.md': '## 1.0.0\n\n- First.\n' },
      config: { changelog: { file: 'docs/en/whats-new.md' } },
    },
  ],
  bad: [
    {
      name: 'none, and no link to one',
      tree: { 'pyproject.toml': project, 'README.md': '# Demo\n' },
      reports: [{ message: 'absent', data: { origin: 'pyproject.toml' }, at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'links to other pages only',
      tree: { 'pyproject.toml': pyproject('[project.urls]\nHomepage = "https://example.org"\n') },
      reports: [{ message: 'absent', at: 'pyproject.toml:3:12-17' }],
    },
    {
      name: 'the configured file is not there',
      tree: { 'pyproject.toml': project, 'CHANGELOG.md': '## 1.0.0\n\n- First.\n' },
      config: { changelog: { file: 'docs/news.md' } },
      reports: [{ message: 'notThere', data: { file: 'docs/news.md' }, at: 'pyproject.toml:3:12-17' }],
    },
  ],
  skip: [
    { name: 'no Python project', tree: { 'README.md': '# Notes\n' }, reason: 'no Python project' },
    {
      name: 'release notes on GitHub',
      tree: {
        'pyproject.toml': pyproject('[project.urls]\nChangelog = "https://github.com/acme/demo/releases"\n'),
      },
      reason: /the changes are noted at https:/,
    },
    {
      name: 'a workflow that makes GitHub Releases',
      tree: {
        'pyproject.toml': project,
        '.github/workflows/release.yml':
          'on: { push: { tags: ["v*"] } }\njobs:\n  release:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: softprops/action-gh-release@v2\n        with: { generate_release_notes: true }\n',
      },
      reason: /releases are made on GitHub/,
    },
    {
      name: 'a private project',
      tree: { 'pyproject.toml': pyproject('classifiers = ["Private :: Do Not Upload"]\n') },
      reason: /private/,
    },
  ],
});

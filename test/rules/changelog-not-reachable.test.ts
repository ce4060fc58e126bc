import { rule } from '../../src/rules/changelog-not-reachable.ts';
import { ruleTester } from '../rule-tester.ts';

const changelog = { 'CHANGELOG.md': '# Changelog\n\n## 0.1.0\n\n- a\n' };
const pyproject = (urls: string, more = '') => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "0.1.0"\n${more}\n[project.urls]\n${urls}`,
});

ruleTester(rule, {
  ok: [
    { name: 'a label that PyPI knows', tree: { ...changelog, ...pyproject('"Release Notes" = "https://a.org"\n') } },
    {
      name: 'a label of the project’s own (aiohttp)',
      tree: { ...changelog, ...pyproject('"Docs: Changelog" = "https://a.org"\n') },
    },
    {
      name: 'another label over the file',
      tree: { ...changelog, ...pyproject('Log = "https://github.com/o/r/blob/main/CHANGELOG.md"\n') },
    },
  ],
  bad: [
    {
      name: 'other URLs',
      tree: { ...changelog, ...pyproject('Source = "https://a.org"\n') },
      reports: [
        {
          message: 'unlabelled',
          data: { file: 'CHANGELOG.md', line: 'Changelog = "https://…"' },
          at: 'pyproject.toml:6:11-24',
        },
      ],
    },
    {
      name: 'no URLs',
      tree: { ...changelog, 'pyproject.toml': '[project]\nname = "demo"\nversion = "0.1.0"\n' },
      reports: [{ message: 'unlabelled', at: 'pyproject.toml:1:2-9' }],
    },
  ],
  skip: [
    { name: 'no changelog', tree: pyproject(''), reason: 'no changelog' },
    { name: 'no project', tree: changelog, reason: 'no Python project' },
    {
      name: 'a private project',
      tree: { ...changelog, ...pyproject('', 'classifiers = ["Private :: Do Not Upload"]\n') },
      reason: 'not to be published',
    },
    {
      name: 'setup.py',
      tree: { ...changelog, 'setup.py': 'from setuptools import setup\nsetup(name="demo", version="0.1.0")\n' },
      reason: 'may compute',
    },
  ],
});

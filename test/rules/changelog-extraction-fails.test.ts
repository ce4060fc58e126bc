import { rule } from '../../src/rules/changelog-extraction-fails.ts';
import { ruleTester } from '../rule-tester.ts';

const changelog = (heading = '## [0.2.0] - 2026-01-01') => ({
  'CHANGELOG.md': `# Changelog\n\n${heading}\n\n- a\n\n## [0.1.0] - 2025-01-01\n\n- b\n`,
});
const workflow = (steps: string, on = 'push: { tags: ["v*"] }') => ({
  '.github/workflows/release.yml': `on:\n  ${on}\njobs:\n  release:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n${steps}`,
});
const run = (script: string) => `      - run: |\n${script.replaceAll(/^/gm, '          ')}\n`;
const taiki = (more = '') =>
  `      - uses: taiki-e/create-gh-release-action@v1\n        with:\n          changelog: CHANGELOG.md\n${more}`;
const mindsers = (version: string) =>
  `      - uses: mindsers/changelog-reader-action@v2\n        with:\n          version: ${version}\n`;
const softprops = (path: string) =>
  `      - uses: softprops/action-gh-release@v2\n        with:\n          body_path: ${path}\n`;
const sed = `sed -n "/^## \\[\${GITHUB_REF_NAME#v}\\]/,/^## /p" CHANGELOG.md > notes.md`;
const given = (tree: object, heading?: string) => ({ tree: { ...changelog(heading), ...tree }, tag: 'v0.2.0' });

ruleTester(rule, {
  ok: [
    { name: 'taiki-e finds it', ...given(workflow(taiki())) },
    { name: 'taiki-e finds a plain heading', ...given(workflow(taiki()), '## v0.2.0 (2026-01-01)') },
    {
      name: 'taiki-e may find nothing',
      ...given(workflow(taiki('          allow-missing-changelog: true\n')), '## 0.2'),
    },
    { name: 'mindsers finds it', ...given(workflow(mindsers('${{ github.ref_name }}'))) },
    {
      name: 'mindsers with a version from elsewhere',
      ...given(workflow(mindsers('${{ steps.v.outputs.v }}')), '## 0.2'),
    },
    { name: 'sed finds it', ...given(workflow(run(sed))) },
    {
      name: 'sed has a fallback',
      ...given(workflow(run(`${sed}\n[ -s notes.md ] || echo none > notes.md`)), '## 0.2.0'),
    },
    { name: 'a condition', ...given(workflow(`${run(sed)}        if: steps.x.outputs.y == 'z'\n`), '## 0.2.0') },
    {
      name: 'a pattern that is beyond pyrel',
      ...given(workflow(run(sed.replace('-n', '-nE').replace('\\[', '(v|\\['))), '## 0.2.0'),
    },
    { name: 'a workflow for branches', ...given(workflow(run(sed), 'push: { branches: [main] }'), '## 0.2.0') },
    {
      name: 'the changelog is written in a step before',
      ...given(workflow(run('python scripts/notes.py') + run(sed)), '## 0.2.0'),
    },
    {
      name: 'fragments are gathered by a release',
      ...given(
        {
          ...workflow(run(sed)),
          '.github/workflows/notes.yml':
            'on: { release: {} }\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: towncrier build --yes\n',
        },
        '## 0.2.0',
      ),
    },
    { name: 'the file of the notes is there', ...given({ ...workflow(softprops('notes.md')), 'notes.md': 'a' }) },
    {
      name: 'the file of the notes is written before',
      ...given(workflow(run('echo a > notes.md') + softprops('notes.md'))),
    },
    {
      name: 'the file of the notes has a computed name',
      ...given(workflow(softprops('${{ github.workspace }}-notes.md'))),
    },
    { name: 'scriv finds it', ...given(workflow(run('scriv github-release')), '## 0.2.0 — 2026-01-01') },
  ],
  bad: [
    {
      name: 'taiki-e looks for the version as the tag has it',
      ...given(workflow(taiki()), '## [0.2] - 2026-01-01'),
      reports: [
        {
          message: 'absent',
          data: {
            tool: 'taiki-e/create-gh-release-action',
            workflow: '.github/workflows/release.yml',
            sought: '0.2.0',
            file: 'CHANGELOG.md',
            version: '0.2.0',
          },
          at: '.github/workflows/release.yml:8:15-50',
        },
      ],
    },
    {
      name: 'mindsers, for a pre-release whose changes are not headed',
      tree: { ...changelog('## [Unreleased]'), ...workflow(mindsers('${{ github.ref_name }}')) },
      tag: 'v0.2.0',
      reports: [{ message: 'absent', at: '.github/workflows/release.yml:8:15-50' }],
    },
    {
      name: 'sed looks for brackets that the heading lacks',
      ...given(workflow(run(sed)), '## 0.2.0 - 2026-01-01'),
      reports: [
        {
          message: 'absent',
          data: {
            tool: 'sed',
            workflow: '.github/workflows/release.yml',
            sought: '## [0.2.0]',
            file: 'CHANGELOG.md',
            version: '0.2.0',
          },
          at: '.github/workflows/release.yml:9:11-82',
        },
      ],
    },
    {
      name: 'awk looks for the tag with its v',
      ...given(
        workflow(run('TAG=${GITHUB_REF#refs/tags/}\nawk "/^## $TAG/{f=1;next} /^## /{f=0} f" CHANGELOG.md > notes.md')),
        '## 0.2.0',
      ),
      reports: [{ message: 'absent', at: '.github/workflows/release.yml:10:11-75' }],
    },
    {
      name: 'a file that is not there',
      ...given(workflow(softprops('RELEASE_NOTES.md'))),
      reports: [
        {
          message: 'file',
          data: { tool: 'body_path', workflow: '.github/workflows/release.yml', file: 'RELEASE_NOTES.md' },
          at: '.github/workflows/release.yml:10:22-38',
        },
      ],
    },
    {
      name: 'gh with a file that is not there',
      ...given(workflow(run('gh release create "$GITHUB_REF_NAME" --notes-file notes.md'))),
      reports: [{ message: 'file', at: '.github/workflows/release.yml:9:61-69' }],
    },
    {
      name: 'scriv takes the newest entry, which is another',
      ...given(workflow(run('scriv github-release')), '## 0.3.0 — 2026-01-01'),
      reports: [{ message: 'absent', at: '.github/workflows/release.yml:9:11-31' }],
    },
  ],
  skip: [{ name: 'dev mode', tree: { ...changelog(), ...workflow(taiki()) }, reason: 'release mode' }],
});

import { rule } from '../../src/rules/publish-wrong-ref.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PROJECT = '[project]\nname = "demo"\nversion = "1.0.0"\n';

/** The ref stands in line 8. */
function publish(on: string, ref: string, more = ''): string {
  return `on: ${on}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n        with:\n          ref: ${ref}\n${more}      - run: python -m build\n      - uses: pypa/gh-action-pypi-publish@release/v1\n`;
}

const tree = (workflow: string): { readonly [path: string]: string } => ({
  'pyproject.toml': PROJECT,
  [FILE]: workflow,
});
const tags = ['v0.9.0', 'v0.8.0', 'v0.7.0', 'v0.6.0'];
const RELEASE = '{release: {types: [published]}}';

ruleTester(rule, {
  ok: [
    { name: 'the tag by an expression', tree: tree(publish(RELEASE, '${{ github.event.release.tag_name }}')), tags },
    { name: 'what the run is for', tree: tree(publish(RELEASE, '${{ github.ref }}')), tags },
    {
      name: 'a branch that is computed',
      tree: tree(publish(RELEASE, '${{ github.event.release.target_commitish }}')),
      tags,
    },
    { name: 'the push of the branch', tree: tree(publish('{push: {branches: [main]}}', 'main')), tags },
    {
      name: 'a script switches to the tag',
      tree: tree(publish(RELEASE, 'main', '      - run: git checkout "$GITHUB_REF_NAME"\n')),
      tags,
    },
    { name: 'a commit', tree: tree(publish(RELEASE, 'a12bc34def5678901234567890abcdef12345678')), tags },
  ],
  bad: [
    {
      // turboAPI#215
      name: 'the default branch, for a release',
      tree: tree(publish(RELEASE, 'main')),
      tags,
      reports: [
        {
          message: 'branch',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            ref: 'main',
            when: 'a GitHub Release is published',
          },
          at: `${FILE}:8:16-20`,
          related: [`${FILE}:10:15-53`],
        },
      ],
    },
    {
      name: 'a branch in full, for a tag',
      tree: tree(publish("{push: {tags: ['v*']}}", 'refs/heads/release/1.x')),
      tags,
      reports: [{ message: 'branch', at: `${FILE}:8:16-38` }],
    },
  ],
  skip: [
    {
      name: 'no upload',
      tree: tree(publish(RELEASE, 'main').replace(/ {6}- uses: pypa.*\n/, '')),
      tags,
      reason: /no workflow uploads/,
    },
    { name: 'no version', tree: { [FILE]: publish(RELEASE, 'main') }, reason: /no version/ },
  ],
});

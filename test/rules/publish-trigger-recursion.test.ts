import { rule } from '../../src/rules/publish-trigger-recursion.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const MAKER = '.github/workflows/release.yml';
const PROJECT = '[project]\nname = "demo"\nversion = "1.0.0"\n';
const PUBLISHED = '{release: {types: [published]}}';
const TAGGED = "{push: {tags: ['v*']}}";
const MAIN = '{push: {branches: [main]}}';

/** The first step's `uses` stands in line 6. */
function workflow(on: string, steps: string): string {
  return `on: ${on}\njobs:\n  run:\n    runs-on: ubuntu-latest\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}

const publish = (on: string): string => workflow(on, '- uses: pypa/gh-action-pypi-publish@release/v1');
const tree = (publisher: string, maker: string): { readonly [path: string]: string } => ({
  'pyproject.toml': PROJECT,
  'CHANGELOG.md': '# Changelog\n',
  [FILE]: publisher,
  [MAKER]: maker,
});
const tags = ['v0.9.0', 'v0.8.0', 'v0.7.0', 'v0.6.0'];
const please = (token: string): string =>
  workflow(MAIN, `- uses: googleapis/release-please-action@v4\n  with:\n    token: ${token}`);
const create = (on: string, more = ''): string =>
  workflow(on, `- run: gh release create v1.0.0${more}\n  env:\n    GH_TOKEN: \${{ github.token }}`);

ruleTester(rule, {
  ok: [
    {
      name: 'a person makes the release',
      tree: tree(publish(PUBLISHED), workflow(MAIN, '- run: pytest')),
      tags,
    },
    { name: 'the token is another one', tree: tree(publish(PUBLISHED), please('${{ secrets.RELEASE_TOKEN }}')), tags },
    {
      name: 'the release is a draft, which a person publishes',
      tree: tree(publish(PUBLISHED), create(TAGGED, ' --draft')),
      tags,
    },
    {
      // chroma-core/chroma 0.4.3
      name: 'a moving tag is made with each commit, and the upload waits for that of a release',
      tree: tree(publish(TAGGED), create(MAIN).replace('v1.0.0', 'latest')),
      tags,
    },
    {
      name: 'the tag is pushed by a person, and the upload waits for that',
      tree: tree(publish(TAGGED), create(TAGGED)),
      tags,
    },
    {
      name: 'a file is attached to the release that is there',
      tree: tree(publish(PUBLISHED), workflow(PUBLISHED, '- run: gh release upload v1.0.0 dist/*')),
      tags,
    },
    {
      name: 'the run that makes the release uploads, too',
      tree: {
        'pyproject.toml': PROJECT,
        [FILE]: publish('{release: {types: [published]}, workflow_dispatch: {}}').replace(
          '- uses',
          '- run: gh release create v1.0.0\n        env: {GH_TOKEN: "${{ github.token }}"}\n      - uses',
        ),
      },
      tags,
    },
    {
      // music-assistant/server: set up, and never merged.
      name: 'release-please has never made a release',
      tree: {
        'pyproject.toml': PROJECT,
        [FILE]: publish(PUBLISHED),
        [MAKER]: please('${{ secrets.GITHUB_TOKEN }}'),
      },
      tags,
    },
  ],
  bad: [
    {
      // developmentseed/titiler 2.0.3 (#1406): release-please made the release, and it is not on PyPI.
      name: 'release-please, and an upload that waits for the release',
      tree: tree(publish(PUBLISHED), please('${{ secrets.GITHUB_TOKEN }}')),
      tags,
      reports: [
        {
          message: 'neverStarts',
          data: {
            creator: 'googleapis/release-please-action',
            made: 'release',
            tool: 'pypa/gh-action-pypi-publish',
            job: 'run',
            workflow: FILE,
            file: 'publish.yml',
          },
          at: `${MAKER}:6:15-50`,
          related: [`${FILE}:6:15-53`],
        },
      ],
    },
    {
      name: 'the tag’s workflow makes the release, and another one waits for it',
      tree: tree(publish(PUBLISHED), create(TAGGED)),
      tags,
      reports: [{ message: 'neverStarts', at: `${MAKER}:6:14-38` }],
    },
    {
      name: 'a workflow pushes the tag with the credentials of the checkout',
      tree: tree(
        publish(TAGGED),
        workflow(MAIN, '- uses: actions/checkout@v5\n- run: |\n    git tag v1.0.0\n    git push origin v1.0.0'),
      ),
      tags,
      reports: [{ message: 'neverStarts', at: `${MAKER}:9:11-33` }],
    },
    {
      name: 'it can be started by hand',
      tree: tree(publish('{release: {types: [published]}, workflow_dispatch: {}}'), please('${{ github.token }}')),
      tags,
      reports: [
        {
          message: 'byHand',
          data: {
            creator: 'googleapis/release-please-action',
            made: 'release',
            tool: 'pypa/gh-action-pypi-publish',
            job: 'run',
            workflow: FILE,
            file: 'publish.yml',
          },
          at: `${MAKER}:6:15-50`,
        },
      ],
    },
  ],
  skip: [
    {
      name: 'the workflow starts the other one by itself',
      tree: tree(
        publish('{release: {types: [published]}, workflow_dispatch: {}}'),
        please('${{ github.token }}').replace('- uses', '- run: gh workflow run publish.yml\n      - uses'),
      ),
      tags,
      reason: /starts others/,
    },
    {
      name: 'another upload runs with the push',
      tree: {
        ...tree(publish(PUBLISHED), please('${{ secrets.GITHUB_TOKEN }}')),
        '.github/workflows/main.yml': publish(MAIN),
      },
      tags,
      reason: /`push` of a branch/,
    },
    {
      name: 'the tag’s workflow makes the release, or edits the one that a person made with the tag',
      tree: tree(publish(PUBLISHED), workflow(TAGGED, '- uses: softprops/action-gh-release@v2')),
      tags,
      reason: /may make it/,
    },
    {
      name: 'a draft is kept for a person',
      tree: {
        ...tree(publish(PUBLISHED), please('${{ github.token }}')),
        '.github/workflows/draft.yml': workflow(
          '{push: {branches: [stable]}}',
          '- uses: release-drafter/release-drafter@v6',
        ),
      },
      tags,
      reason: /draft/,
    },
    {
      name: 'a schedule may start it',
      tree: tree(
        publish("{release: {types: [published]}, schedule: [{cron: '0 0 * * *'}]}"),
        please('${{ github.token }}'),
      ),
      tags,
      reason: /schedule/,
    },
    {
      name: 'the release is made on a condition that is not known',
      tree: tree(publish(PUBLISHED), create(MAIN).replace('- run', '- if: vars.RELEASE\n        run')),
      tags,
      reason: /may make it/,
    },
    {
      name: 'no upload',
      tree: tree(workflow(PUBLISHED, '- run: pytest'), create(TAGGED)),
      tags,
      reason: /no workflow uploads/,
    },
    {
      name: 'the project is not published',
      tree: tree(publish(PUBLISHED), create(MAIN)),
      tags,
      config: { publish: false },
      reason: /not published/,
    },
  ],
});

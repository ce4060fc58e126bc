import { rule } from '../../src/rules/release-asset-after-publish.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/release.yml';
const PYPROJECT = '[project]\nname = "demo"\nversion = "1.2.3"\n';

/** The steps stand from line 6 on. */
function tree(on: string, steps: string): { readonly [path: string]: string } {
  const text = `on: ${on}\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
  return { 'pyproject.toml': PYPROJECT, [FILE]: text };
}

const RELEASE = '{release: {types: [published]}}';
const TAG = "{push: {tags: ['v*']}}";
const softprops = (version: string): string =>
  `- uses: softprops/action-gh-release@${version}\n  with:\n    files: dist/*.whl`;

ruleTester(rule, {
  ok: [
    {
      name: 'files that are attached before the release is public',
      tree: tree(TAG, '- run: gh release create "$GITHUB_REF_NAME" dist/*\n  env: {GH_TOKEN: "${{ github.token }}"}'),
      tag: 'v1.2.3',
    },
    {
      name: 'an action that publishes when the files are there',
      tree: tree(TAG, softprops('v2.5.0')),
      tag: 'v1.2.3',
    },
    {
      name: 'an action of which it is not known which version runs',
      tree: tree(TAG, softprops('0123456789012345678901234567890123456789')),
      tag: 'v1.2.3',
    },
    {
      name: 'a draft that is published later',
      tree: tree(TAG, `${softprops('v1')}\n    draft: true`),
      tag: 'v1.2.3',
    },
    {
      name: 'a release that somebody else makes, perhaps as a draft',
      tree: tree(TAG, '- run: gh release upload "$GITHUB_REF_NAME" dist/*\n  env: {GH_TOKEN: "${{ github.token }}"}'),
      tag: 'v1.2.3',
    },
    {
      name: 'a step that may not run',
      tree: tree(RELEASE, `${softprops('v2')}\n  if: vars.ATTACH == 'yes'`),
      tag: 'v1.2.3',
    },
  ],
  bad: [
    {
      // NVIDIA-AI-IOT/live-vlm-webui, build-wheel.yml at v0.4.0.
      name: 'a run that the published release starts',
      tree: tree(RELEASE, softprops('v1')),
      tag: 'v1.2.3',
      reports: [
        {
          message: 'afterPublish',
          data: { tool: 'softprops/action-gh-release', files: '`dist/*.whl`', example: 'dist/*.whl' },
          at: `${FILE}:8:18-28`,
          related: [`${FILE}:1:6-13`],
        },
      ],
    },
    {
      name: 'before there were immutable releases',
      tree: tree(RELEASE, softprops('v1')),
      tag: 'v1.2.3',
      today: '2025-10-27',
      reports: [
        {
          message: 'lateAssets',
          data: { tool: 'softprops/action-gh-release', files: '`dist/*.whl`', example: 'dist/*.whl' },
          at: `${FILE}:8:18-28`,
        },
      ],
    },
    {
      name: 'in dev mode, several files of one step are said once',
      tree: tree(
        RELEASE,
        '- run: gh release upload "$GITHUB_REF_NAME" a.zip b.zip\n  env: {GH_TOKEN: "${{ github.token }}"}',
      ),
      reports: [
        {
          message: 'afterPublish',
          data: { tool: 'gh release upload', files: '`a.zip`, `b.zip`', example: 'a.zip b.zip' },
          at: `${FILE}:6:51-56`,
        },
      ],
    },
    {
      name: 'an action that publishes first',
      tree: tree(TAG, '- uses: ncipollo/release-action@v1\n  with:\n    artifacts: dist/*'),
      tag: 'v1.2.3',
      reports: [
        {
          message: 'afterCreation',
          data: { tool: 'ncipollo/release-action', files: '`dist/*`', maker: 'it' },
          at: `${FILE}:8:22-28`,
          related: [],
        },
      ],
    },
    {
      name: 'a release that another step has published',
      tree: tree(
        TAG,
        '- run: |\n    gh release create "$GITHUB_REF_NAME"\n    gh release upload "$GITHUB_REF_NAME" "$NAME.zip"\n  env: {GH_TOKEN: "${{ github.token }}"}',
      ),
      tag: 'v1.2.3',
      reports: [
        {
          message: 'afterCreation',
          data: { tool: 'gh release upload', files: '`….zip`', maker: '`gh release create`' },
          at: `${FILE}:8:48-59`,
          related: [`${FILE}:7:11-47`],
        },
      ],
    },
  ],
  skip: [
    { name: 'no version', tree: { [FILE]: tree(RELEASE, softprops('v1'))[FILE] ?? '' }, reason: /no version is known/ },
    { name: 'no files', tree: tree(TAG, '- run: echo'), reason: /attaches files/ },
  ],
});

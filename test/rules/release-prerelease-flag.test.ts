import { rule } from '../../src/rules/release-prerelease-flag.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/release.yml';
const PYPROJECT = '[project]\nname = "demo"\nversion = "1.2.3rc1"\n';

/** The steps stand from line 6 on. */
function tree(steps: string): { readonly [path: string]: string } {
  const text = `on: {push: {tags: ['v*']}}\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
  return { 'pyproject.toml': PYPROJECT, [FILE]: text };
}

const softprops = (more: string): string => `- uses: softprops/action-gh-release@v2\n  with:\n    ${more}`;
const gh = (more: string): string =>
  `- run: gh release create "$GITHUB_REF_NAME"${more}\n  env: {GH_TOKEN: "\${{ github.token }}"}`;

ruleTester(rule, {
  ok: [
    {
      name: 'an expression that holds for the tag',
      tree: tree(softprops("prerelease: ${{ contains(github.ref_name, 'rc') }}")),
      tag: 'v1.2.3rc1',
    },
    { name: 'a flag that may be among others', tree: tree(gh(' $FLAGS')), tag: 'v1.2.3rc1' },
    { name: 'a draft, which a person marks', tree: tree(softprops('draft: true')), tag: 'v1.2.3rc1' },
    { name: 'never the latest', tree: tree(softprops('make_latest: false')), tag: 'v1.2.3rc1' },
    {
      name: 'a tool that goes by the version',
      tree: tree('- uses: taiki-e/create-gh-release-action@v1'),
      tag: 'v1.2.3rc1',
    },
    { name: 'a final version', tree: tree(softprops('body: x')), tag: 'v1.2.3' },
  ],
  bad: [
    {
      name: 'an action without the input',
      tree: tree(softprops('body: x')),
      tag: 'v1.2.3rc1',
      reports: [
        {
          message: 'unmarked',
          data: {
            tool: 'softprops/action-gh-release',
            version: '1.2.3rc1',
            reason: '`prerelease` is not given',
            input: 'prerelease',
            value: "${{ contains(github.ref_name, 'rc') }}",
          },
          at: `${FILE}:6:15-45`,
        },
      ],
    },
    {
      name: 'an expression that does not hold for the tag',
      tree: tree(softprops("prerelease: ${{ contains(github.ref_name, '-') }}")),
      tag: 'v1.2.3.dev1',
      reports: [
        {
          message: 'unmarked',
          data: {
            tool: 'softprops/action-gh-release',
            version: '1.2.3.dev1',
            reason: '`prerelease` is false',
            input: 'prerelease',
            value: "${{ contains(github.ref_name, 'dev') }}",
          },
          at: `${FILE}:8:23-60`,
        },
      ],
    },
    {
      name: 'a command',
      tree: tree(gh('')),
      tag: 'v1.2.3a2',
      reports: [
        {
          message: 'unmarkedByCommand',
          data: { tool: 'gh release create', version: '1.2.3a2', reason: '`--prerelease` is not given', letter: 'a' },
          at: `${FILE}:6:14-50`,
        },
      ],
    },
    {
      name: 'a final version as a pre-release',
      tree: tree(softprops('prerelease: true')),
      tag: 'v1.2.3',
      reports: [
        {
          message: 'marked',
          data: { tool: 'softprops/action-gh-release', version: '1.2.3', reason: '`prerelease` is true' },
          at: `${FILE}:8:23-27`,
        },
      ],
    },
  ],
  skip: [
    { name: 'no version', tree: { [FILE]: tree(gh(''))[FILE] ?? '' }, reason: /no version is known/ },
    { name: 'a tag that is no version', tree: tree(gh('')), tag: 'vfinal', reason: /no version of PEP 440/ },
  ],
});

import { rule } from '../../src/rules/release-permissions.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/release.yml';
const PYPROJECT = '[project]\nname = "demo"\nversion = "1.2.3"\n';
const SOFTPROPS = '- uses: softprops/action-gh-release@v2';

/** `permissions` stands in line 4, the steps from line 6 on. */
function workflow(steps = SOFTPROPS, permissions = 'timeout-minutes: 5', top = ''): string {
  return `on: {push: {tags: ['v*']}}\n${top}jobs:\n  release:\n    ${permissions}\n    runs-on: ubuntu-latest\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}

const tree = (...given: Parameters<typeof workflow>): { readonly [path: string]: string } => ({
  'pyproject.toml': PYPROJECT,
  [FILE]: workflow(...given),
});

ruleTester(rule, {
  ok: [
    { name: 'a step that may fail', tree: tree(`${SOFTPROPS}\n  continue-on-error: true`, 'permissions: {}') },
    { name: 'the job may write', tree: tree(SOFTPROPS, 'permissions: {contents: write}') },
    { name: 'the workflow may write', tree: tree(SOFTPROPS, undefined, 'permissions: {contents: write}\n') },
    { name: 'write-all', tree: tree(SOFTPROPS, 'permissions: write-all') },
    { name: 'nothing said: the repository’s setting decides', tree: tree() },
  ],
  bad: [
    {
      name: 'reading only',
      tree: tree(SOFTPROPS, 'permissions: {contents: read, id-token: write}'),
      reports: [
        {
          message: 'withheld',
          data: {
            tool: 'softprops/action-gh-release',
            does: 'makes a release',
            block: 'the job',
            access: 'read',
            job: 'release',
            where: '',
          },
          at: `${FILE}:7:15-45`,
          related: [`${FILE}:4:5-16`],
        },
      ],
      fixed: { [FILE]: workflow(SOFTPROPS, 'permissions: {contents: write, id-token: write}') },
    },
    {
      name: 'not listed, and a command',
      tree: tree(
        '- run: gh release upload "$GITHUB_REF_NAME" a.zip\n  env: {GH_TOKEN: "${{ secrets.GITHUB_TOKEN }}"}',
        'permissions: {id-token: write}',
      ),
      reports: [
        {
          message: 'withheld',
          data: {
            tool: 'gh release upload',
            does: 'attaches files to a release',
            block: 'the job',
            access: 'none',
            job: 'release',
            where: '',
          },
          at: `${FILE}:7:14-56`,
        },
      ],
      fixed: null,
    },
    {
      name: 'the workflow’s block, and a tag that is pushed',
      tree: tree(
        '- uses: actions/checkout@v4\n- run: git tag latest && git push --force origin latest',
        undefined,
        'permissions: {contents: read}\n',
      ),
      reports: [
        {
          message: 'withheld',
          data: {
            tool: 'git push',
            does: 'pushes a tag',
            block: FILE,
            access: 'read',
            job: 'release',
            where: '',
          },
          at: `${FILE}:9:32-62`,
          related: [`${FILE}:2:1-12`],
        },
      ],
      fixed: null,
    },
  ],
  skip: [
    {
      name: 'a step that does not run for a release',
      tree: tree(`${SOFTPROPS}\n  if: github.ref == 'refs/heads/main'`, 'permissions: {contents: read}'),
      reason: /no step makes releases/,
    },
    {
      name: 'another token',
      tree: tree(`${SOFTPROPS}\n  with:\n    token: \${{ secrets.PAT }}`, 'permissions: {contents: read}'),
      reason: /no step makes releases/,
    },
    { name: 'no version', tree: { [FILE]: workflow() }, reason: /no version is known/ },
  ],
});

import { rule } from '../../src/rules/publish-no-id-token.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';

/** A workflow with one job; `permissions` stands in line 4, the steps from line 6 on. */
function publish(
  steps: string,
  permissions = 'timeout-minutes: 5',
  top = 'on: {release: {types: [published]}}',
): string {
  return `${top}\njobs:\n  publish:\n    ${permissions}\n    runs-on: ubuntu-latest\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}

const callee =
  'on: workflow_call\njobs:\n  upload:\n    runs-on: ubuntu-latest\n    permissions: {id-token: write}\n    steps:\n      - uses: pypa/gh-action-pypi-publish@release/v1\n';
const caller = (permissions: string): string =>
  `on: push\njobs:\n  release:\n    ${permissions}\n    uses: ./.github/workflows/upload.yml\n`;

ruleTester(rule, {
  ok: [
    { name: 'the job grants it', tree: { [FILE]: publish(PYPA, 'permissions: {id-token: write}') } },
    {
      name: 'the workflow grants it',
      tree: { [FILE]: publish(PYPA, undefined, 'on: push\npermissions: {id-token: write}') },
    },
    { name: 'write-all grants it', tree: { [FILE]: publish(PYPA, 'permissions: write-all') } },
    { name: 'a token as an input', tree: { [FILE]: publish(`${PYPA}\n  with:\n    password: \${{ secrets.PYPI }}`) } },
    {
      name: 'a token on the command line',
      tree: { [FILE]: publish('- run: poetry publish -u __token__ -p ${{ secrets.PYPI }}') },
    },
    {
      name: 'a token in the environment',
      tree: { [FILE]: publish('- run: uv publish\n  env:\n    UV_PUBLISH_TOKEN: ${{ secrets.PYPI }}') },
    },
    {
      name: 'a token in the environment of the job',
      tree: { [FILE]: publish('- run: uv publish', 'env: {UV_PUBLISH_TOKEN: "${{ secrets.PYPI }}"}') },
    },
    {
      name: 'twine may have been given credentials some other way',
      tree: { [FILE]: publish('- run: twine upload dist/*') },
    },
    {
      name: 'uv after an action that may have logged in',
      tree: { [FILE]: publish('- uses: acme/login@v1\n- run: uv publish') },
    },
    {
      name: 'uv on a machine of one’s own',
      tree: { [FILE]: publish('- run: uv publish').replace('ubuntu-latest', '[self-hosted]') },
    },
    {
      name: 'another index',
      tree: { [FILE]: publish(`${PYPA}\n  with: {repository-url: https://pypi.example.com/}`) },
    },
    {
      name: 'an index that is computed',
      tree: { [FILE]: publish(`${PYPA}\n  with:\n    repository-url: \${{ inputs.url }}`) },
    },
    { name: 'a step that never runs', tree: { [FILE]: publish(`${PYPA}\n  if: false`) } },
    {
      name: 'the action from before trusted publishing',
      tree: { [FILE]: publish('- uses: pypa/gh-action-pypi-publish@v1.4.2') },
    },
    {
      name: 'permissions that cannot be read',
      tree: { [FILE]: publish(PYPA, 'permissions: ${{ inputs.permissions }}') },
    },
    {
      name: 'a called workflow, granted by its caller',
      tree: {
        '.github/workflows/upload.yml': callee,
        '.github/workflows/push.yml': caller('permissions: {id-token: write}'),
      },
    },
    {
      // nicolargo/glances 4.3.0 to 4.5.0 were published so: without a block the setting of the repository is the limit.
      name: 'a called workflow that asks for it, and a caller that says nothing',
      tree: {
        '.github/workflows/upload.yml': callee,
        '.github/workflows/push.yml': caller('name: Release'),
      },
    },
    { name: 'a workflow that other repositories call', tree: { '.github/workflows/upload.yml': callee } },
    { name: 'no upload', tree: { [FILE]: publish('- run: pytest') } },
  ],
  bad: [
    {
      // uber/causalml 0.17.0: wheels were built, nothing was uploaded (uber/causalml#928).
      name: 'nobody says anything of permissions',
      tree: {
        [FILE]: publish(
          '- uses: actions/download-artifact@v7\n  with:\n    pattern: cibw-*\n    path: dist\n    merge-multiple: true\n- uses: pypa/gh-action-pypi-publish@release/v1',
        ),
      },
      reports: [
        {
          message: 'ungranted',
          data: { tool: 'pypa/gh-action-pypi-publish', job: 'publish' },
          at: `${FILE}:12:15-53`,
          related: [],
        },
      ],
    },
    {
      name: 'the job leaves it out',
      tree: { [FILE]: publish(PYPA, 'permissions: {contents: read}') },
      reports: [
        {
          message: 'withheld',
          data: { tool: 'pypa/gh-action-pypi-publish', job: 'publish', block: 'the job' },
          at: `${FILE}:7:15-53`,
          related: [`${FILE}:4:5-16`],
        },
      ],
      fixed: { [FILE]: publish(PYPA, 'permissions: {contents: read, id-token: write}') },
    },
    {
      name: 'a block of lines with a comment, and the scope without the right',
      tree: { [FILE]: publish(PYPA, 'permissions:\n      contents: read # checks out') },
      reports: [{ message: 'withheld', at: `${FILE}:8:15-53` }],
      fixed: { [FILE]: publish(PYPA, 'permissions:\n      contents: read # checks out\n      id-token: write') },
    },
    {
      name: 'the scope with another right',
      tree: { [FILE]: publish(PYPA, 'permissions:\n      id-token: "none"\n      contents: read') },
      reports: [{ message: 'withheld', at: `${FILE}:9:15-53` }],
      fixed: { [FILE]: publish(PYPA, 'permissions:\n      id-token: "write"\n      contents: read') },
    },
    {
      name: 'the job replaces what the workflow grants',
      tree: { [FILE]: publish(PYPA, 'permissions: {contents: read}', 'on: push\npermissions: {id-token: write}') },
      reports: [{ message: 'withheld', at: `${FILE}:8:15-53`, related: [`${FILE}:5:5-16`] }],
    },
    {
      name: 'the workflow leaves it out',
      tree: { [FILE]: publish(PYPA, undefined, 'on: push\npermissions: {contents: write}') },
      reports: [
        {
          message: 'withheld',
          data: { tool: 'pypa/gh-action-pypi-publish', job: 'publish', block: FILE },
          at: `${FILE}:8:15-53`,
          related: [`${FILE}:2:1-12`],
        },
      ],
    },
    {
      name: 'read-all',
      tree: { [FILE]: publish(PYPA, 'permissions: read-all') },
      reports: [{ message: 'withheld', at: `${FILE}:7:15-53` }],
    },
    {
      name: 'an empty block',
      tree: { [FILE]: publish(PYPA, 'permissions: {}') },
      reports: [{ message: 'withheld', at: `${FILE}:7:15-53` }],
    },
    {
      name: 'TestPyPI',
      tree: { [FILE]: publish(`${PYPA}\n  with: {repository-url: https://test.pypi.org/legacy/}`) },
      reports: [{ message: 'ungranted', at: `${FILE}:7:15-53` }],
    },
    {
      name: 'uv, told to',
      tree: { [FILE]: publish('- uses: acme/login@v1\n- run: uv publish --trusted-publishing always') },
      reports: [{ message: 'ungranted', data: { tool: 'uv publish', job: 'publish' }, at: `${FILE}:8:14-52` }],
    },
    {
      name: 'uv on a fresh machine without any credentials',
      tree: {
        [FILE]: publish(
          '- uses: actions/checkout@v5\n- uses: astral-sh/setup-uv@v7\n- run: |\n    uv build\n    uv publish',
        ),
      },
      reports: [{ message: 'ungranted', at: `${FILE}:11:11-21` }],
    },
    {
      name: 'a called workflow, not granted by its caller',
      tree: {
        '.github/workflows/upload.yml': callee,
        '.github/workflows/push.yml': caller('permissions: {contents: read}'),
      },
      reports: [
        {
          message: 'caller',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            job: 'upload',
            caller: 'release',
            file: '.github/workflows/push.yml',
          },
          at: '.github/workflows/upload.yml:7:15-53',
          related: ['.github/workflows/push.yml:4:5-16'],
        },
      ],
      fixed: { '.github/workflows/push.yml': caller('permissions: {contents: read, id-token: write}') },
    },
    {
      name: 'a called workflow, and no permissions on either side of the call',
      tree: {
        '.github/workflows/upload.yml': callee.replace('    permissions: {id-token: write}\n', ''),
        '.github/workflows/push.yml': caller('name: Release'),
      },
      reports: [{ message: 'caller', at: '.github/workflows/upload.yml:6:15-53', related: [] }],
    },
    {
      name: 'a composite action',
      tree: {
        [FILE]: publish('- uses: ./.github/actions/publish'),
        '.github/actions/publish/action.yml': `runs:\n  using: composite\n  steps:\n    ${PYPA}\n`,
      },
      reports: [{ message: 'ungranted', at: '.github/actions/publish/action.yml:4:13-51' }],
    },
    {
      name: 'two jobs of one workflow that both call it: one finding each',
      tree: {
        '.github/workflows/upload.yml': callee.replace('    permissions: {id-token: write}\n', ''),
        '.github/workflows/push.yml': `${caller('name: One')}  again:\n    uses: ./.github/workflows/upload.yml\n`,
      },
      reports: [
        {
          message: 'caller',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            job: 'upload',
            caller: 'release',
            file: '.github/workflows/push.yml',
          },
          at: '.github/workflows/upload.yml:6:15-53',
        },
        {
          message: 'caller',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            job: 'upload',
            caller: 'again',
            file: '.github/workflows/push.yml',
          },
          at: '.github/workflows/upload.yml:6:15-53',
        },
      ],
    },
  ],
  skip: [{ name: 'no workflows', tree: { 'pyproject.toml': '[project]\nname = "demo"\n' }, reason: 'no workflows' }],
});

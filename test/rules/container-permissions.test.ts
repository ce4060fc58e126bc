import { rule } from '../../src/rules/container-permissions.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/image.yml';
const PROJECT = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.3"\n' };
const TOKEN = '${{ secrets.GITHUB_TOKEN }}';

const login = (password = TOKEN, registry = 'ghcr.io'): string =>
  `- uses: docker/login-action@v3\n  with: {registry: ${registry}, username: me, password: "${password}"}`;
const push = (name = 'ghcr.io/acme/demo:1.2.3', on = 'true'): string =>
  `- uses: docker/build-push-action@v6\n  with: {context: ., push: ${on}, tags: "${name}"}`;

/** `permissions` stands in line 4, the steps from line 7 on. */
function image(
  steps: readonly string[],
  permissions = 'permissions: {contents: read}',
  top = 'on: {push: {tags: ["v*"]}}',
): string {
  const lines = steps.join('\n').replaceAll('\n', '\n      ');
  return `${top}\njobs:\n  image:\n    ${permissions}\n    runs-on: ubuntu-latest\n    steps:\n      ${lines}\n`;
}

const treeOf = (...given: Parameters<typeof image>): { readonly [path: string]: string } => ({
  ...PROJECT,
  [FILE]: image(...given),
});

const callee = image([login(), push()], 'timeout-minutes: 9', 'on: {workflow_call: {}}');
const caller = (permissions: string): string =>
  `on: {push: {tags: ["v*"]}}\njobs:\n  release:\n    ${permissions}\n    uses: ./.github/workflows/image.yml\n`;

ruleTester(rule, {
  ok: [
    { name: 'a step that may fail', tree: treeOf([login(), `${push()}\n  continue-on-error: true`]) },
    { name: 'the job grants it', tree: treeOf([login(), push()], 'permissions: {packages: write}') },
    { name: 'write-all grants it', tree: treeOf([login(), push()], 'permissions: write-all') },
    {
      name: 'the workflow grants it',
      tree: treeOf(
        [login(), push()],
        'timeout-minutes: 9',
        'on: {push: {tags: ["v*"]}}\npermissions: {packages: write}',
      ),
    },
    {
      name: 'no permissions anywhere: a setting of the repository decides',
      tree: treeOf([login(), push()], 'timeout-minutes: 9'),
    },
    { name: 'a personal token has rights of its own', tree: treeOf([login('${{ secrets.CR_PAT }}'), push()]) },
    { name: 'one of two tokens', tree: treeOf([login('${{ secrets.CR_PAT || secrets.GITHUB_TOKEN }}'), push()]) },
    { name: 'nothing is known to log in', tree: treeOf([push()]) },
    { name: 'another registry', tree: treeOf([login(TOKEN, 'docker.io'), push('acme/demo:1.2.3')]) },
    { name: 'a build that pushes nothing', tree: treeOf([login(), push('ghcr.io/acme/demo:test', 'false')]) },
    {
      name: 'a push that a variable decides',
      tree: treeOf([login(), push('ghcr.io/acme/demo:1.2.3', '"${{ vars.PUSH }}"')]),
    },
    {
      name: 'a script that logs in with a personal token',
      tree: treeOf(['- run: echo "${{ secrets.PAT }}" | docker login ghcr.io -u me --password-stdin', push()]),
    },
    {
      name: 'permissions that cannot be read',
      tree: treeOf([login(), push()], 'permissions: ${{ inputs.permissions }}'),
    },
    {
      name: 'a called workflow that its caller grants it',
      tree: { ...PROJECT, [FILE]: callee, '.github/workflows/release.yml': caller('permissions: {packages: write}') },
    },
    { name: 'no version to follow the workflows with', tree: { [FILE]: image([login(), push()]) } },
  ],
  bad: [
    {
      // pinchbench/skill#17: "denied: installation not allowed to Write organization package".
      name: 'the job leaves it out',
      tree: treeOf([login(), push()]),
      reports: [
        {
          message: 'withheld',
          data: { job: 'image', image: 'ghcr.io/acme/demo', block: 'the job', holder: 'image' },
          at: `${FILE}:9:15-42`,
          related: [`${FILE}:4:5-16`],
        },
      ],
      fixed: { [FILE]: image([login(), push()], 'permissions: {contents: read, packages: write}') },
    },
    {
      name: 'it may read packages only',
      tree: treeOf([login(), push()], 'permissions:\n      packages: read'),
      reports: [{ message: 'withheld', at: `${FILE}:10:15-42` }],
      fixed: { [FILE]: image([login(), push()], 'permissions:\n      packages: write') },
    },
    {
      name: 'a block of lines',
      tree: treeOf([login(), push()], 'permissions:\n      contents: read # checks out'),
      reports: [{ message: 'withheld', at: `${FILE}:10:15-42` }],
      fixed: {
        [FILE]: image([login(), push()], 'permissions:\n      contents: read # checks out\n      packages: write'),
      },
    },
    {
      name: 'the workflow leaves it out',
      tree: treeOf(
        [login(), push()],
        'timeout-minutes: 9',
        'on: {push: {tags: ["v*"]}}\npermissions: {contents: read}',
      ),
      reports: [
        {
          message: 'withheld',
          data: { job: 'image', image: 'ghcr.io/acme/demo', block: FILE, holder: 'image' },
          at: `${FILE}:10:15-42`,
        },
      ],
      fixed: null,
    },
    {
      name: 'a script that logs in and pushes',
      tree: treeOf([
        `- run: |\n    docker build -t ghcr.io/acme/demo:1.2.3 .\n    echo "${TOKEN}" | docker login ghcr.io -u me --password-stdin\n    docker push ghcr.io/acme/demo:1.2.3`,
      ]),
      reports: [{ message: 'withheld', at: `${FILE}:10:11-46` }],
      fixed: {
        [FILE]: image(
          [
            `- run: |\n    docker build -t ghcr.io/acme/demo:1.2.3 .\n    echo "${TOKEN}" | docker login ghcr.io -u me --password-stdin\n    docker push ghcr.io/acme/demo:1.2.3`,
          ],
          'permissions: {contents: read, packages: write}',
        ),
      },
    },
    {
      name: 'a called workflow gets no more than its caller has',
      tree: { ...PROJECT, [FILE]: callee, '.github/workflows/release.yml': caller('permissions: {contents: read}') },
      reports: [
        {
          message: 'withheld',
          data: { job: 'image', image: 'ghcr.io/acme/demo', block: 'job release', holder: 'release' },
          at: `${FILE}:9:15-42`,
          related: ['.github/workflows/release.yml:4:5-16'],
        },
      ],
      fixed: { '.github/workflows/release.yml': caller('permissions: {contents: read, packages: write}') },
    },
  ],
  skip: [{ name: 'no workflows', tree: PROJECT, reason: 'no workflows' }],
});

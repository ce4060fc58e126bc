import { rule } from '../../src/rules/container-attest-config.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/image.yml';
const PROJECT = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.3"\n' };
const ACTION = 'actions/attest-build-provenance';
const DIGEST = 'subject-digest: "${{ steps.push.outputs.digest }}"';

const attest = (inputs: string): string => `- uses: ${ACTION}@v3\n  with: {${inputs}}`;

/** `permissions` stands in line 4, the steps from line 7 on. */
function treeOf(
  steps: string,
  permissions = 'permissions: {id-token: write, attestations: write}',
  top = 'on: {push: {tags: ["v*"]}}',
): { readonly [path: string]: string } {
  const lines = steps.replaceAll('\n', '\n      ');
  return {
    ...PROJECT,
    [FILE]: `${top}\njobs:\n  image:\n    ${permissions}\n    runs-on: ubuntu-latest\n    steps:\n      ${lines}\n`,
  };
}

const IMAGE = `subject-name: ghcr.io/acme/demo, ${DIGEST}, push-to-registry: true`;

ruleTester(rule, {
  ok: [
    { name: 'a step that may fail', tree: treeOf(`${attest(IMAGE)}\n  continue-on-error: true`, 'permissions: {}') },
    { name: 'all that it needs', tree: treeOf(attest(IMAGE)) },
    { name: 'write-all grants it', tree: treeOf(attest(IMAGE), 'permissions: write-all') },
    {
      name: 'the workflow grants it',
      tree: treeOf(
        attest(IMAGE),
        'timeout-minutes: 9',
        'on: {push: {tags: ["v*"]}}\npermissions: {id-token: write, attestations: write}',
      ),
    },
    { name: 'files, not an image', tree: treeOf(attest('subject-path: dist/*'), 'permissions: {}') },
    {
      name: 'a name with a tag that goes to no registry',
      tree: treeOf(attest(`subject-name: "ghcr.io/acme/demo:1", ${DIGEST}`)),
    },
    {
      name: 'a registry with a port',
      tree: treeOf(attest(`subject-name: "localhost:5000/demo", ${DIGEST}, push-to-registry: true`)),
    },
    { name: 'checksums say which files', tree: treeOf(attest('subject-name: demo, subject-checksums: sums.txt')) },
    {
      name: 'a workflow that others call may be granted it',
      tree: treeOf(attest(IMAGE), 'timeout-minutes: 9', 'on: {workflow_call: {}, push: {tags: ["v*"]}}'),
    },
    { name: 'permissions that cannot be read', tree: treeOf(attest(IMAGE), 'permissions: ${{ inputs.permissions }}') },
    { name: 'a step that never runs', tree: treeOf(`${attest(IMAGE)}\n  if: false`, 'permissions: {}') },
  ],
  bad: [
    {
      name: 'the job leaves out both',
      tree: treeOf(attest(IMAGE), 'permissions: {packages: write}'),
      reports: [
        {
          message: 'withheld',
          data: { tool: ACTION, job: 'image', scope: 'id-token', block: 'job image' },
          at: `${FILE}:7:15-49`,
          related: [`${FILE}:4:5-16`],
        },
        {
          message: 'withheld',
          data: { tool: ACTION, job: 'image', scope: 'attestations', block: 'job image' },
          at: `${FILE}:7:15-49`,
          related: [`${FILE}:4:5-16`],
        },
      ],
    },
    {
      name: 'the workflow leaves it out',
      tree: treeOf(attest(IMAGE), 'timeout-minutes: 9', 'on: {push: {tags: ["v*"]}}\npermissions: {id-token: write}'),
      reports: [
        {
          message: 'withheld',
          data: { tool: ACTION, job: 'image', scope: 'attestations', block: FILE },
          at: `${FILE}:8:15-49`,
        },
      ],
    },
    {
      name: 'no permissions anywhere: no default has `id-token`',
      tree: treeOf(attest(IMAGE), 'timeout-minutes: 9'),
      reports: [{ message: 'ungranted', data: { tool: ACTION, job: 'image' }, at: `${FILE}:7:15-49` }],
    },
    {
      name: 'a name with a tag',
      tree: treeOf(attest(`subject-name: "ghcr.io/acme/demo:1.2.3", ${DIGEST}, push-to-registry: true`)),
      reports: [
        {
          message: 'tagged',
          data: { tool: ACTION, subject: 'ghcr.io/acme/demo:1.2.3', name: 'ghcr.io/acme/demo' },
          at: `${FILE}:8:31-54`,
        },
      ],
    },
    {
      name: 'a name without a digest',
      tree: treeOf(attest('subject-name: ghcr.io/acme/demo, push-to-registry: true')),
      reports: [{ message: 'noDigest', data: { tool: ACTION, subject: 'ghcr.io/acme/demo' }, at: `${FILE}:8:30-47` }],
    },
  ],
  skip: [
    { name: 'no workflows', tree: PROJECT, reason: 'no workflows' },
    { name: 'no version', tree: { [FILE]: 'on: push\njobs: {}\n' }, reason: 'no version to follow the workflows with' },
  ],
});

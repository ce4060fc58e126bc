import { rule } from '../../src/rules/publish-action-input.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';
const GRANT = 'permissions: {id-token: write}';

/** A workflow with one job; `job` stands in line 5, the steps from line 7 on. */
function publish(steps: string, job = GRANT, on = 'on: {push: {tags: ["v*"]}}'): string {
  return `${on}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    ${job}\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}

ruleTester(rule, {
  ok: [
    { name: 'no inputs', tree: { [FILE]: publish(PYPA) } },
    {
      name: 'all that there are',
      tree: {
        [FILE]: publish(
          `${PYPA}\n  with: {user: u, password: p, repository-url: "https://upload.pypi.org/legacy/", packages-dir: d, verify-metadata: true, skip-existing: false, verbose: true, print-hash: true, attestations: true}`,
        ),
      },
    },
    {
      name: 'the old spelling in a version that knows no other',
      tree: { [FILE]: publish(`${PYPA.replace('release/v1', 'v1.6.4')}\n  with: {packages_dir: d, password: p}`) },
    },
    {
      name: 'the old spelling in a commit that nobody knows',
      tree: { [FILE]: publish(`${PYPA.replace('release/v1', 'a'.repeat(40))}\n  with: {packages_dir: d}`) },
    },
    {
      name: 'the image, which takes variables only',
      tree: { [FILE]: publish('- uses: docker://ghcr.io/pypa/gh-action-pypi-publish:v1.13.0\n  with: {args: x}') },
    },
  ],
  bad: [
    {
      name: 'inputs that it does not know',
      tree: { [FILE]: publish(`${PYPA}\n  with:\n    dist-dir: out\n    foo: bar`) },
      reports: [
        {
          message: 'unknown',
          data: { tool: 'pypa/gh-action-pypi-publish', input: 'dist-dir', remedy: 'Write `packages-dir`' },
          at: `${FILE}:9:11-19`,
        },
        {
          message: 'unknown',
          data: { tool: 'pypa/gh-action-pypi-publish', input: 'foo', remedy: 'Drop `foo`' },
          at: `${FILE}:10:11-14`,
        },
      ],
    },
    {
      name: 'an index that an old version does not hear of',
      tree: {
        [FILE]: publish(
          `${PYPA.replace('release/v1', 'v1.5.1')}\n  with: {password: p, repository-url: "https://test.pypi.org/legacy/"}`,
        ),
      },
      reports: [
        {
          message: 'tooNew',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            input: 'repository-url',
            since: '1.7.0',
            ref: 'v1.5.1',
            value: 'https://test.pypi.org/legacy/',
          },
          at: `${FILE}:8:29-43`,
        },
      ],
    },
    {
      name: 'a folder that is the default, and attestations, in old versions',
      tree: {
        [FILE]: publish(
          `${PYPA.replace('release/v1', 'v1.6.4')}\n  with: {password: p, packages-dir: dist/}\n${PYPA.replace('release/v1', 'v1.9.0')}\n  with: {attestations: true}`,
        ),
      },
      reports: [
        { message: 'newer', at: `${FILE}:8:29-41` },
        { message: 'newer', at: `${FILE}:10:16-28` },
      ],
    },
    {
      name: 'old spellings',
      tree: { [FILE]: publish(`${PYPA}\n  with:\n    packages_dir: d\n    skip_existing: true`) },
      reports: [
        { message: 'deprecated', data: { input: 'packages_dir', now: 'packages-dir' }, at: `${FILE}:9:11-23` },
        { message: 'deprecated', at: `${FILE}:10:11-24` },
      ],
      fixed: { [FILE]: publish(`${PYPA}\n  with:\n    packages-dir: d\n    skip-existing: true`) },
    },
    {
      name: 'an old spelling beside the new one',
      tree: { [FILE]: publish(`${PYPA}\n  with:\n    packages_dir: d\n    packages-dir: d`) },
      reports: [{ message: 'deprecated', at: `${FILE}:9:11-23` }],
      fixed: null,
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});

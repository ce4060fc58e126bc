import { rule } from '../../src/rules/container-login-mismatch.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/image.yml';
const PROJECT = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.3"\n' };

/** The steps stand from line 6 on. */
function treeOf(steps: readonly string[], runner = 'ubuntu-latest'): { readonly [path: string]: string } {
  const lines = steps.join('\n').replaceAll('\n', '\n      ');
  return {
    ...PROJECT,
    [FILE]: `on: {push: {tags: ["v*"]}}\njobs:\n  image:\n    runs-on: ${runner}\n    steps:\n      ${lines}\n`,
  };
}

const login = (registry: string, more = ''): string =>
  `- uses: docker/login-action@v3${more}\n  with: {registry: "${registry}", username: me, password: "\${{ secrets.TOKEN }}"}`;
const push = (name: string): string => `- uses: docker/build-push-action@v6\n  with: {push: true, tags: "${name}"}`;

ruleTester(rule, {
  ok: [
    { name: 'a step that may fail', tree: treeOf([`${push('acme/demo:1')}\n  continue-on-error: true`]) },
    { name: 'logged in to where it pushes', tree: treeOf([login('ghcr.io'), push('ghcr.io/acme/demo:1')]) },
    { name: 'Docker Hub by the name that its users know', tree: treeOf([login(''), push('acme/demo:1')]) },
    {
      name: 'Docker Hub by its old address',
      tree: treeOf([login('https://index.docker.io/v1/'), push('acme/demo:1')]),
    },
    { name: 'a registry with a path', tree: treeOf([login('ghcr.io/acme'), push('ghcr.io/acme/demo:1')]) },
    {
      name: 'an action that may log in',
      tree: treeOf(['- uses: aws-actions/amazon-ecr-login@v2', push('acme/demo:1')]),
    },
    { name: 'a script that logs in', tree: treeOf(['- run: make login', push('ghcr.io/acme/demo:1')]) },
    {
      name: 'a script that logs in and pushes',
      tree: treeOf(['- run: |\n    docker login -u me -p "$TOKEN"\n    docker push acme/demo:1']),
    },
    {
      name: 'a registry that a variable holds',
      tree: treeOf([login('${{ vars.REGISTRY }}'), push('ghcr.io/acme/demo:1')]),
    },
    {
      name: 'a login on a condition that cannot be followed',
      tree: treeOf([login('ghcr.io', '\n  if: vars.HAS_TOKEN'), push('ghcr.io/acme/demo:1')]),
    },
    { name: 'a registry that anybody may push to', tree: treeOf([push('ttl.sh/demo:1h')]) },
    { name: 'a registry beside the job', tree: treeOf([push('localhost:5000/demo:1')]) },
    {
      name: 'a machine of one’s own, with credentials of its own',
      tree: treeOf([push('ghcr.io/acme/demo:1')], 'self-hosted'),
    },
    { name: 'nothing is pushed', tree: treeOf(['- uses: docker/build-push-action@v6\n  with: {tags: "acme/demo:1"}']) },
  ],
  bad: [
    {
      name: 'logged in to Docker Hub only',
      tree: treeOf([login(''), push('ghcr.io/acme/demo:1')]),
      reports: [
        {
          message: 'elsewhere',
          data: { job: 'image', image: 'ghcr.io/acme/demo', registry: 'ghcr.io', found: 'docker.io' },
          at: `${FILE}:8:15-42`,
        },
      ],
    },
    {
      name: 'a login that is for pull requests only',
      tree: treeOf([login('ghcr.io', "\n  if: github.event_name == 'pull_request'"), push('ghcr.io/acme/demo:1')]),
      reports: [
        {
          message: 'none',
          data: { job: 'image', image: 'ghcr.io/acme/demo', registry: 'ghcr.io' },
          at: `${FILE}:9:15-42`,
        },
      ],
    },
    {
      name: 'no login',
      tree: treeOf(['- uses: actions/checkout@v5', '- uses: docker/setup-buildx-action@v3', push('acme/demo:1')]),
      reports: [
        { message: 'none', data: { job: 'image', image: 'acme/demo', registry: 'docker.io' }, at: `${FILE}:8:15-42` },
      ],
    },
  ],
  skip: [{ name: 'no workflows', tree: PROJECT, reason: 'no workflows' }],
});

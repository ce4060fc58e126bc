import { rule } from '../../src/rules/container-source-label.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/image.yml';
const PROJECT = {
  'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.3"\nurls = {Source = "https://github.com/acme/demo"}\n',
};

type Given = { readonly token?: string; readonly dockerfile?: string; readonly more?: string; readonly name?: string };

/** The image is built in line 8. */
function treeOf({
  token = 'CR_PAT',
  dockerfile = 'FROM python:3.13\n',
  more = '',
  name = 'ghcr.io/acme/demo:1',
}: Given): { readonly [path: string]: string } {
  return {
    ...PROJECT,
    Dockerfile: dockerfile,
    [FILE]: `on: {push: {tags: ["v*"]}}\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/login-action@v3\n        with: {registry: ghcr.io, username: me, password: "\${{ secrets.${token} }}"}\n      - uses: docker/build-push-action@v6\n        with: {context: ., push: true, ${more}tags: "${name}"}\n`,
  };
}

ruleTester(rule, {
  ok: [
    {
      name: 'the Dockerfile says it',
      tree: treeOf({
        dockerfile: 'FROM python:3.13\nLABEL org.opencontainers.image.source=https://github.com/acme/demo\n',
      }),
    },
    {
      name: 'the step says it',
      tree: treeOf({ more: 'labels: "org.opencontainers.image.source=https://github.com/acme/demo", ' }),
    },
    { name: 'what is pushed with the token of the run is linked', tree: treeOf({ token: 'GITHUB_TOKEN' }) },
    { name: 'another registry', tree: treeOf({ name: 'quay.io/acme/demo:1' }) },
    { name: 'labels that only the run tells', tree: treeOf({ more: 'labels: "${{ vars.LABELS }}", ' }) },
  ],
  bad: [
    {
      name: 'a personal token, and no label',
      tree: treeOf({}),
      reports: [
        {
          message: 'missing',
          data: {
            job: 'image',
            image: 'ghcr.io/acme/demo',
            address: 'https://github.com/acme/demo',
            file: 'Dockerfile',
          },
          at: `${FILE}:8:15-42`,
        },
      ],
    },
  ],
  skip: [
    { name: 'no workflows', tree: PROJECT, reason: 'no workflows' },
    {
      name: 'nothing names the repository',
      tree: { [FILE]: 'on: push\njobs: {}\n' },
      reason: 'nothing tells which repository this is',
    },
  ],
});

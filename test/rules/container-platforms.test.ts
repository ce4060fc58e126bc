import { rule } from '../../src/rules/container-platforms.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/image.yml';
const PROJECT = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.3"\n' };
const DOCKERFILE = 'FROM python:3.13\nRUN pip install demo-tool\n';

type Given = {
  readonly before?: string;
  readonly runner?: string;
  readonly platforms?: string;
  readonly dockerfile?: string;
  readonly more?: string;
};

/** The image is built in line 7. */
function treeOf({
  before = '- uses: actions/checkout@v5',
  runner = 'ubuntu-latest',
  platforms = 'linux/amd64,linux/arm64',
  dockerfile = DOCKERFILE,
  more = '',
}: Given): { readonly [path: string]: string } {
  return {
    ...PROJECT,
    Dockerfile: dockerfile,
    [FILE]: `on: {push: {tags: ["v*"]}}\njobs:\n  image:\n    runs-on: ${runner}\n    steps:\n      ${before}\n      - uses: docker/build-push-action@v6\n        with: {context: ., push: true, platforms: "${platforms}", ${more}tags: "acme/demo:1"}\n`,
  };
}

ruleTester(rule, {
  ok: [
    { name: 'emulators are set up', tree: treeOf({ before: '- uses: docker/setup-qemu-action@v3' }) },
    {
      // AppDaemon/appdaemon, oraios/serena: BuildKit brings emulators of its own (moby/buildkit#1516).
      name: 'BuildKit in a container',
      tree: treeOf({ before: '- uses: docker/setup-buildx-action@v3' }),
    },
    { name: 'a script that makes a builder', tree: treeOf({ before: '- run: docker buildx create --use' }) },
    { name: 'an action that may do it', tree: treeOf({ before: '- uses: acme/setup-builder@v1' }) },
    { name: 'the platform of the machine', tree: treeOf({ platforms: 'linux/amd64' }) },
    { name: 'a machine for it', tree: treeOf({ runner: 'ubuntu-24.04-arm', platforms: 'linux/arm64' }) },
    { name: 'a machine of one’s own', tree: treeOf({ runner: 'self-hosted' }) },
    { name: 'platforms that a variable holds', tree: treeOf({ platforms: '${{ vars.PLATFORMS }}' }) },
    { name: 'a builder by its name', tree: treeOf({ more: 'builder: remote, ' }) },
    {
      name: 'a Dockerfile that compiles for the other machine',
      tree: treeOf({
        dockerfile:
          'FROM --platform=$BUILDPLATFORM golang AS build\nRUN go build\nFROM scratch\nCOPY --from=build /app /app\n',
      }),
    },
    { name: 'nothing is run', tree: treeOf({ dockerfile: 'FROM python:3.13\nCOPY app /app\n' }) },
  ],
  bad: [
    {
      name: 'neither a builder nor emulators',
      tree: treeOf({}),
      reports: [
        {
          message: 'native',
          data: { job: 'image', platforms: 'linux/arm64', runner: 'ubuntu-latest' },
          at: `${FILE}:7:15-42`,
        },
      ],
    },
    {
      name: 'only the other one',
      tree: treeOf({ runner: 'ubuntu-24.04-arm', platforms: 'linux/amd64' }),
      reports: [
        {
          message: 'native',
          data: { job: 'image', platforms: 'linux/amd64', runner: 'ubuntu-24.04-arm' },
          at: `${FILE}:7:15-42`,
        },
      ],
    },
  ],
  skip: [{ name: 'no workflows', tree: PROJECT, reason: 'no workflows' }],
});

import { rule } from '../../src/rules/container-version-tag-missing.ts';
import { DOCKER, dockerWorkflow, TAGS_ONLY } from '../docker-workflows.ts';
import { ruleTester } from '../rule-tester.ts';

const VERSION = 'type=semver,pattern={{version}}';

function one(tags: readonly string[], on = TAGS_ONLY, push = 'true'): { readonly [path: string]: string } {
  return { [DOCKER]: dockerWorkflow(on, { image: { tags, push } }) };
}
const run = (script: string): string =>
  `${TAGS_ONLY}jobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          ${script.replaceAll('\n', '\n          ')}\n`;

ruleTester(rule, {
  ok: [
    { name: 'the version', tree: one([VERSION]), tag: 'v1.2.0' },
    { name: 'the tag as it is', tree: one(['type=ref,event=tag']), tag: 'v1.2.0' },
    { name: 'the version with a suffix', tree: one([`${VERSION},suffix=-slim`]), tag: 'v1.2.0' },
    { name: 'a pre-release in another spelling', tree: one(['type=raw,value=1.2.0-rc.1']), tag: 'v1.2.0rc1' },
    { name: 'a version that a script computes', tree: one(['type=raw,value=${{ vars.VERSION }}']), tag: 'v1.2.0' },
    {
      name: 'another job pushes it',
      tree: {
        [DOCKER]: dockerWorkflow(TAGS_ONLY, {
          image: { tags: ['type=raw,value=latest'] },
          release: { tags: [VERSION] },
        }),
      },
      tag: 'v1.2.0',
    },
    { name: 'nothing is pushed', tree: one(['type=raw,value=latest'], TAGS_ONLY, 'false'), tag: 'v1.2.0' },
    {
      // ArchiveBox: the push of a tag makes the image of the commit, and a release is started by hand.
      name: 'a workflow that is started by hand makes it',
      tree: one(
        ['type=sha', "type=raw,value=${{ inputs.version }},enable=${{ github.event_name == 'workflow_dispatch' }}"],
        `${TAGS_ONLY}  workflow_dispatch:\n    inputs: {version: {required: true}}\n`,
      ),
      tag: 'v1.2.0',
    },
    {
      name: 'it does not run for the release',
      tree: one(['type=raw,value=latest'], 'on:\n  push:\n    branches: [main]\n'),
      tag: 'v1.2.0',
    },
    {
      name: 'a variable of the shell',
      tree: { [DOCKER]: run('V=${GITHUB_REF#refs/tags/v}\ndocker build -t acme/demo:$V .\ndocker push acme/demo:$V') },
      tag: 'v1.2.0',
    },
  ],
  bad: [
    {
      // cedya77/aiometadata#666: only `latest` for a release.
      name: '`latest` only',
      tree: { [DOCKER]: run('docker buildx build --push -t acme/demo:latest .') },
      tag: 'v1.2.0',
      reports: [
        {
          message: 'missing',
          data: {
            job: 'image',
            image: 'acme/demo',
            tag: 'v1.2.0',
            tags: '`latest`',
            example: '1.2.0',
            pattern: '{{version}}',
          },
          at: `${DOCKER}:9:41-57`,
        },
      ],
    },
    {
      name: 'the commit and a part of the version',
      tree: one(['type=sha', 'type=semver,pattern={{major}}.{{minor}}']),
      tag: 'v1.2.0',
      reports: [{ message: 'missing', at: `${DOCKER}:14:13-52` }],
    },
    {
      // ArchiveBox v0.9.31-rc
      name: 'a pre-release of PEP 440, of which `type=semver` makes nothing',
      tree: one([VERSION, 'type=sha']),
      tag: 'v1.2.0rc1',
      reports: [{ message: 'prerelease', at: `${DOCKER}:14:13-21` }],
    },
    {
      name: 'two registries by one line',
      tree: {
        [DOCKER]: dockerWorkflow(TAGS_ONLY, { image: { tags: ['type=sha'], images: 'acme/demo,ghcr.io/acme/demo' } }),
      },
      tag: 'v1.2.0',
      reports: [{ message: 'missing', at: `${DOCKER}:13:13-21` }],
    },
  ],
  skip: [
    { name: 'no workflows', tree: { 'README.md': '' }, tag: 'v1.2.0', reason: 'no workflows' },
    {
      name: 'nothing tells how the tag is written',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n', ...one([VERSION], 'on: release\n') },
      reason: 'nothing tells what the tag of a release looks like',
    },
    {
      name: 'the tag of a part of the repository',
      tree: one(['type=sha'], 'on: push\n'),
      tag: 'chart-1.2.0',
      reason: 'chart-1.2.0 is the tag of a part of the repository',
    },
    {
      name: 'something that cannot be followed pushes, too',
      tree: { [DOCKER]: `${run('docker push acme/demo:latest')}      - uses: docker/bake-action@v6\n` },
      tag: 'v1.2.0',
      reason: 'docker/bake-action may push images',
    },
  ],
});

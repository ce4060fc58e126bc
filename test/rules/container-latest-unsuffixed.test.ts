import { rule } from '../../src/rules/container-latest-unsuffixed.ts';
import { BRANCH_AND_TAGS, DOCKER, dockerWorkflow, TAGS_ONLY } from '../docker-workflows.ts';
import { ruleTester } from '../rule-tester.ts';

const VERSION = 'type=semver,pattern={{version}}';
const SLIM = 'type=semver,pattern={{version}},suffix=-slim';
const image = { tags: [VERSION] };
const slim = { tags: [SLIM], dockerfile: 'Dockerfile.slim' };

/** Two jobs, the second for the variant. */
function two(
  second: Parameters<typeof dockerWorkflow>[1][string],
  on = TAGS_ONLY,
): { readonly [path: string]: string } {
  return { [DOCKER]: dockerWorkflow(on, { image, slim: second }) };
}

/** Two platforms under their own names, and a job that makes an index of them. */
function merged(json: string): string {
  const meta = (more: string): string =>
    `      - id: meta\n        uses: docker/metadata-action@v5\n        with:\n          images: acme/demo\n${more}`;
  return `${TAGS_ONLY}jobs:\n  image:\n    runs-on: ubuntu-latest\n    strategy: {matrix: {arch: [amd64, arm64]}}\n    steps:\n${meta('          flavor: suffix=-${{ matrix.arch }}\n')}      - uses: docker/build-push-action@v6\n        with:\n          platforms: linux/\${{ matrix.arch }}\n          push: true\n          tags: \${{ steps.meta.outputs.tags }}\n  index:\n    needs: image\n    runs-on: ubuntu-latest\n    steps:\n${meta('')}      - run: docker buildx imagetools create $(jq -cr '.tags | map("-t " + .) | join(" ")' <<< "${json}") acme/demo@sha256:0\n`;
}

ruleTester(rule, {
  ok: [
    {
      // lovasoa/SQLpage 0.29.0
      name: 'an index that a later job makes of them, under the same name',
      tree: { [DOCKER]: merged('$DOCKER_METADATA_OUTPUT_JSON') },
      tag: 'v1.2.0',
    },
    {
      name: 'an index that a later job makes of them, under names that are not known',
      tree: { [DOCKER]: merged('$(curl -s https://example.com)') },
      tag: 'v1.2.0',
    },
    { name: 'no variant', tree: { [DOCKER]: dockerWorkflow(TAGS_ONLY, { image }) }, tag: 'v1.2.0' },
    { name: '`latest=false`', tree: two({ ...slim, flavor: ['latest=false'] }), tag: 'v1.2.0' },
    {
      name: 'a suffix that `latest` has as well',
      tree: two({ tags: [VERSION], flavor: ['suffix=-slim,onlatest=true'], dockerfile: 'Dockerfile.slim' }),
      tag: 'v1.2.0',
    },
    {
      name: 'an image that has no other variant',
      tree: { [DOCKER]: dockerWorkflow(TAGS_ONLY, { slim }) },
      tag: 'v1.2.0',
    },
    { name: 'a variant of another image', tree: two({ ...slim, images: 'ghcr.io/acme/slim' }), tag: 'v1.2.0' },
    {
      name: 'a prefix that belongs to the version',
      tree: two({ tags: [VERSION], flavor: ['prefix=v'] }),
      tag: 'v1.2.0',
    },
    { name: 'a plain tag beside the one with a suffix', tree: two({ ...slim, tags: [SLIM, VERSION] }), tag: 'v1.2.0' },
    { name: 'a pre-release, which gets no `latest`', tree: two(slim), tag: 'v1.2.0-rc.1' },
    { name: 'a variant that is not pushed', tree: two({ ...slim, push: 'false' }), tag: 'v1.2.0' },
  ],
  bad: [
    {
      // NVIDIA-AI-IOT/live-vlm-webui 0.4.0, docker/metadata-action#567.
      name: 'a suffix at every line',
      tree: two({ ...slim, tags: ['type=ref,event=branch,suffix=-slim', SLIM] }, BRANCH_AND_TAGS),
      tag: 'v1.2.0',
      reports: [
        {
          message: 'bare',
          data: { job: 'slim', suffix: '-slim', image: 'ghcr.io/acme/demo' },
          at: `${DOCKER}:30:13-57`,
        },
      ],
      fixed: two(
        { ...slim, tags: ['type=ref,event=branch,suffix=-slim', SLIM], flavor: ['latest=false'] },
        BRANCH_AND_TAGS,
      ),
    },
    {
      name: 'a suffix in the flavour, without `onlatest`',
      tree: two({ tags: [VERSION], flavor: ['suffix=-slim'], dockerfile: 'Dockerfile.slim' }),
      tag: 'v1.2.0',
      reports: [{ message: 'bare', at: `${DOCKER}:30:13-44` }],
      fixed: two({ tags: [VERSION], flavor: ['latest=false', 'suffix=-slim'], dockerfile: 'Dockerfile.slim' }),
    },
    {
      name: '`latest=auto`, which is the default',
      tree: two({ ...slim, flavor: ['latest=auto'] }),
      tag: 'v1.2.0',
      reports: [{ message: 'bare', at: `${DOCKER}:30:13-57` }],
      fixed: two({ ...slim, flavor: ['latest=false'] }),
    },
    {
      name: 'a step that the legs of a matrix share is left to a person',
      tree: two({ ...slim, job: ['strategy: {matrix: {os: [trixie]}}'] }),
      tag: 'v1.2.0',
      reports: [{ message: 'bare', at: `${DOCKER}:29:13-57` }],
      fixed: null,
    },
  ],
  skip: [
    { name: 'no workflows', tree: { 'README.md': '' }, tag: 'v1.2.0', reason: 'no workflows' },
    {
      name: 'nothing tells how the tag is written',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n',
        [DOCKER]: dockerWorkflow('on: release\n', { image }),
      },
      reason: 'nothing tells what the tag of a release looks like',
    },
  ],
});

import { rule } from '../../src/rules/container-tag-collision.ts';
import { BRANCH_AND_TAGS, DOCKER, dockerWorkflow, TAGS_ONLY } from '../docker-workflows.ts';
import { ruleTester } from '../rule-tester.ts';

const VERSION = 'type=semver,pattern={{version}}';
const SLIM = 'type=semver,pattern={{version}},suffix=-slim';

/** One job with steps of its own. */
function steps(text: string, job = ''): string {
  return `${TAGS_ONLY}jobs:\n  image:\n    runs-on: ubuntu-latest\n${job}    steps:\n${text}`;
}

/** Two architectures, each on its own machine, as in tileserver-rs. */
function perPlatform(outputs: string): string {
  return steps(
    `      - uses: docker/build-push-action@v6\n        with:\n          platforms: \${{ matrix.platform }}\n${outputs}`,
    '    strategy:\n      matrix:\n        platform: [linux/amd64, linux/arm64]\n',
  );
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
    {
      name: 'one job',
      tree: { [DOCKER]: dockerWorkflow(TAGS_ONLY, { image: { tags: [VERSION] } }) },
      tag: 'v1.2.0',
    },
    {
      name: 'a suffix, and `latest` left to the plain image',
      tree: {
        [DOCKER]: dockerWorkflow(TAGS_ONLY, {
          image: { tags: [VERSION] },
          slim: { tags: [SLIM], flavor: ['latest=false'], dockerfile: 'Dockerfile.slim' },
        }),
      },
      tag: 'v1.2.0',
    },
    {
      name: 'a suffix that `latest` has as well',
      tree: {
        [DOCKER]: dockerWorkflow(TAGS_ONLY, {
          image: { tags: [VERSION] },
          slim: { tags: [VERSION], flavor: ['suffix=-slim,onlatest=true'], dockerfile: 'Dockerfile.slim' },
        }),
      },
      tag: 'v1.2.0',
    },
    {
      name: 'different images',
      tree: {
        [DOCKER]: dockerWorkflow(TAGS_ONLY, {
          api: { tags: [VERSION], images: 'ghcr.io/acme/api' },
          web: { tags: [VERSION], images: 'ghcr.io/acme/web', dockerfile: 'Dockerfile.web' },
        }),
      },
      tag: 'v1.2.0',
    },
    {
      name: 'two events that start one workflow rebuild the same',
      tree: {
        [DOCKER]: dockerWorkflow(`${TAGS_ONLY}  release:\n    types: [published]\n`, { image: { tags: [VERSION] } }),
      },
      tag: 'v1.2.0',
    },
    {
      name: 'platforms pushed by digest and merged, as Docker documents it',
      tree: {
        [DOCKER]: `${perPlatform('          outputs: type=image,name=ghcr.io/acme/demo,push-by-digest=true,push=true\n')}  merge:
    runs-on: ubuntu-latest
    needs: image
    steps:
      - uses: docker/metadata-action@v5
        with:
          images: ghcr.io/acme/demo
          tags: type=semver,pattern={{version}}
      - run: |
          docker buildx imagetools create $(jq -cr '.tags | map("-t " + .) | join(" ")' <<< "$DOCKER_METADATA_OUTPUT_JSON") \\
            $(printf 'ghcr.io/acme/demo@sha256:%s ' *)
`,
      },
      tag: 'v1.2.0',
    },
    {
      name: 'an index over what the jobs before it have pushed',
      tree: {
        [DOCKER]: `${perPlatform("          push: true\n          tags: acme/demo:1.2.0-${{ matrix.platform == 'linux/amd64' && 'amd64' || 'arm64' }}\n")}  merge:
    runs-on: ubuntu-latest
    needs: image
    steps:
      - run: docker buildx imagetools create -t acme/demo:1.2.0 acme/demo:1.2.0-amd64 acme/demo:1.2.0-arm64
`,
      },
      tag: 'v1.2.0',
    },
    {
      name: 'built to be tested, and then built to be pushed',
      tree: {
        [DOCKER]: steps(
          `      - uses: docker/build-push-action@v6
        with: {load: true, tags: "acme/demo:1.2.0", platforms: linux/amd64}
      - uses: docker/build-push-action@v6
        with: {push: true, tags: "acme/demo:1.2.0", platforms: "linux/amd64,linux/arm64"}
`,
        ),
      },
      tag: 'v1.2.0',
    },
    {
      name: 'one of the two may not push',
      tree: {
        [DOCKER]: dockerWorkflow(TAGS_ONLY, {
          image: { tags: [VERSION] },
          slim: { tags: [VERSION], dockerfile: 'Dockerfile.slim', push: '${{ vars.PUSH_SLIM }}' },
        }),
      },
      tag: 'v1.2.0',
    },
    {
      name: 'a name of which a part is not known',
      tree: {
        [DOCKER]: dockerWorkflow(TAGS_ONLY, {
          image: { tags: ['type=raw,value=${{ vars.STABLE }}'], flavor: ['latest=false'] },
          slim: { tags: ['type=raw,value=${{ vars.SLIM }}'], flavor: ['latest=false'], dockerfile: 'Dockerfile.slim' },
        }),
      },
      tag: 'v1.2.0',
    },
    {
      name: 'one of two jobs runs for the branch only',
      tree: {
        [DOCKER]: dockerWorkflow(BRANCH_AND_TAGS, {
          image: { tags: [VERSION] },
          nightly: {
            tags: ['type=raw,value=latest'],
            dockerfile: 'Dockerfile.nightly',
            job: ["if: github.ref == 'refs/heads/main'"],
          },
        }),
      },
      tag: 'v1.2.0',
    },
    {
      name: 'legs that build the same',
      tree: {
        [DOCKER]: steps(
          '      - uses: docker/build-push-action@v6\n        with: {push: true, tags: "acme/demo:1.2.0"}\n',
          '    strategy:\n      matrix:\n        try: [1, 2]\n',
        ),
      },
      tag: 'v1.2.0',
    },
  ],
  bad: [
    {
      // NVIDIA-AI-IOT/live-vlm-webui 0.4.0: four jobs push `latest`, three of them for other hardware.
      name: 'a variant that gets the `latest` of docker/metadata-action',
      tree: {
        [DOCKER]: dockerWorkflow(BRANCH_AND_TAGS, {
          image: { tags: [VERSION] },
          slim: { tags: [SLIM], dockerfile: 'Dockerfile.slim' },
        }),
      },
      tag: 'v1.2.0',
      reports: [
        {
          message: 'race',
          data: {
            names: '`ghcr.io/acme/demo:latest`',
            makers: 'the jobs image and slim',
            differ: 'Dockerfile',
            advice:
              'Write `flavor: latest=false` under `with:` of docker/metadata-action for all of them but the one that `latest` is to be.',
          },
          at: `${DOCKER}:29:13-57`,
          related: [`${DOCKER}:14:13-44`],
        },
      ],
    },
    {
      name: 'before a release, with the tag that the workflow waits for',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n',
        [DOCKER]: dockerWorkflow(TAGS_ONLY, {
          image: { tags: [VERSION] },
          slim: { tags: [SLIM], dockerfile: 'Dockerfile.slim' },
        }),
      },
      reports: [{ message: 'race', at: `${DOCKER}:28:13-57` }],
    },
    {
      // vinayakkulkarni/tileserver-rs#620: each architecture overwrites the other.
      name: 'each leg pushes one platform under the same tags',
      tree: {
        [DOCKER]: perPlatform(
          '          push: true\n          tags: |\n            acme/demo:1.2.0\n            acme/demo:latest\n',
        ),
      },
      tag: 'v1.2.0',
      reports: [
        {
          message: 'race',
          data: {
            names: '`acme/demo:1.2.0`, `acme/demo:latest`',
            makers: 'the legs (linux/amd64) and (linux/arm64) of job image',
            differ: 'platforms',
            advice:
              'Give each leg a tag of its own, such as `1.2.0-${{ matrix.… }}`, or push by digest and merge the platforms with `docker buildx imagetools create`.',
          },
          at: `${DOCKER}:16:13-28`,
        },
      ],
    },
    {
      // basnijholt/agent-cli v0.58.0: the image for CUDA and the one for CPU are both `latest`.
      name: 'legs whose suffix does not reach `latest`',
      tree: {
        [DOCKER]: dockerWorkflow(TAGS_ONLY, {
          image: {
            tags: ['type=semver,pattern={{version}},suffix=-${{ matrix.target }}'],
            dockerfile: '${{ matrix.target }}.Dockerfile',
            job: ['strategy: {matrix: {target: [cuda, cpu]}}'],
          },
        }),
      },
      tag: 'v1.2.0',
      reports: [
        {
          message: 'race',
          data: {
            names: '`ghcr.io/acme/demo:latest`',
            makers: 'the legs (cuda) and (cpu) of job image',
            differ: 'Dockerfile',
            advice:
              'Write `suffix=-${{ matrix.… }},onlatest=true` in `flavor` instead of a `suffix=` in each line, or `latest=${{ matrix.… }}` that is true for one leg.',
          },
          at: `${DOCKER}:14:13-73`,
          related: [],
        },
      ],
    },
    {
      name: 'plain commands in two jobs, Docker Hub named in one of them',
      tree: {
        [DOCKER]: `${steps('      - run: docker buildx build --push -t acme/demo:1.2.0 .\n')}  gpu:
    runs-on: ubuntu-latest
    steps:
      - run: |
          docker build -f gpu.Dockerfile -t docker.io/acme/demo:1.2.0 .
          docker push docker.io/acme/demo:1.2.0
`,
      },
      tag: 'v1.2.0',
      reports: [{ message: 'race', at: `${DOCKER}:14:23-48` }],
    },
    {
      name: 'one step after the other',
      tree: {
        [DOCKER]: steps(
          `      - uses: docker/build-push-action@v6
        with: {push: true, tags: "acme/demo:1.2.0", file: Dockerfile.slim}
      - uses: docker/build-push-action@v6
        with: {push: true, tags: "acme/demo:1.2.0", build-args: PYTHON=3.14}
`,
        ),
      },
      tag: 'v1.2.0',
      reports: [
        {
          message: 'overwritten',
          data: {
            names: '`acme/demo:1.2.0`',
            makers: 'several steps of job image',
            differ: 'Dockerfile and build-args',
            advice: 'Give each image a tag of its own, such as `1.2.0-slim` for the second.',
          },
          at: `${DOCKER}:11:35-50`,
        },
      ],
    },
  ],
  skip: [
    { name: 'no workflows', tree: { 'README.md': '' }, tag: 'v1.2.0', reason: 'no workflows' },
    {
      name: 'nothing tells how the tag is written',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n',
        [DOCKER]: dockerWorkflow('on: release\n', { image: { tags: [VERSION] } }),
      },
      reason: 'nothing tells what the tag of a release looks like',
    },
  ],
});

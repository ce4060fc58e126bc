import { describe, expect, test } from 'vitest';
import type { ImagePlan, PromisedTag } from '../../src/plan/images.ts';
import { NO_IMAGES } from '../../src/plan/images.ts';
import { defineRule } from '../../src/rules/rule.ts';
import { DOCKER, BRANCH_AND_TAGS, dockerWorkflow, TAGS_ONLY } from '../docker-workflows.ts';
import type { Case } from '../rule-tester.ts';
import { runCase } from '../rule-tester.ts';

const rule = defineRule({
  meta: {
    id: 'images',
    summary: '',
    why: '',
    since: '0.1.0',
    mode: 'always',
    needs: ['workflows', 'pyproject', 'versions', 'history'],
  },
  messages: {},
  check: () => undefined,
});

async function imagesOf(given: Omit<Case, 'name'>): Promise<ImagePlan> {
  const { subjects } = await runCase(rule, { name: 'images', ...given });
  return subjects[0]?.facts.plan.images ?? NO_IMAGES;
}

/** `image:tag`, the answer where it is not yes, platforms and jobs. */
function shown({ shown: name, answer, platforms, makers }: PromisedTag): string {
  const jobs = makers.map(({ build }) => build.job.job.id + (build.job.leg === null ? '' : `(${build.job.leg.shown})`));
  const sure = answer.is === 'yes' ? '' : ` ${answer.is}`;
  return `${name}${sure} [${platforms.join(' ')}] ${jobs.join('+')}`;
}

function job(steps: string, head = ''): string {
  return `${TAGS_ONLY}jobs:\n  image:\n    runs-on: ubuntu-latest\n${head}    steps:\n${steps}`;
}

const script = (text: string): string => job(`      - run: |\n          ${text.replaceAll('\n', '\n          ')}\n`);

const LIVE = ['', '-jetson-orin', '-mac'] as const;
const live = dockerWorkflow(
  BRANCH_AND_TAGS,
  Object.fromEntries(
    LIVE.map((suffix) => [
      suffix === '' ? 'multiarch' : suffix.slice(1),
      {
        images: 'ghcr.io/${{ github.repository }}',
        dockerfile: `docker/Dockerfile${suffix.replace('-', '.')}`,
        platforms: suffix === '' ? 'linux/amd64,linux/arm64' : 'linux/arm64',
        tags: [
          `type=ref,event=branch${suffix === '' ? '' : `,suffix=${suffix}`}`,
          `type=semver,pattern={{version}}${suffix === '' ? '' : `,suffix=${suffix}`}`,
          `type=raw,value=latest${suffix},enable={{is_default_branch}}`,
        ],
      },
    ]),
  ),
);

describe('docker/metadata-action and docker/build-push-action', () => {
  const tree = {
    'pyproject.toml':
      '[project]\nname = "live"\nversion = "0.4.0"\nurls = {Source = "https://github.com/NVIDIA-AI-IOT/live"}\n',
    [DOCKER]: live,
  };

  test('say what the tag promises, and by which jobs', async () => {
    const { tags } = await imagesOf({ tree, tag: 'v0.4.0' });
    expect(tags.map(shown)).toEqual([
      'ghcr.io/nvidia-ai-iot/live:0.4.0 [linux/amd64 linux/arm64] multiarch',
      'ghcr.io/nvidia-ai-iot/live:latest [linux/amd64 linux/arm64] multiarch+jetson-orin+mac',
      'ghcr.io/nvidia-ai-iot/live:0.4.0-jetson-orin [linux/arm64] jetson-orin',
      'ghcr.io/nvidia-ai-iot/live:0.4.0-mac [linux/arm64] mac',
    ]);
  });

  test('say what only the default branch makes', async () => {
    const { branchTags } = await imagesOf({ tree, tag: 'v0.4.0' });
    expect(branchTags.map(({ tag }) => tag)).toEqual([
      'main',
      'main-jetson-orin',
      'latest-jetson-orin',
      'main-mac',
      'latest-mac',
    ]);
  });

  test('name the line that makes a tag', async () => {
    const { tags } = await imagesOf({ tree, tag: 'v0.4.0' });
    const [first, latest] = tags;
    const text = live;
    const lineOf = (one: PromisedTag | undefined): string => {
      const place = one?.makers[0]?.name.place;
      return place?.kind === 'span' ? text.slice(place.span.start, place.span.end) : '';
    };
    expect(lineOf(first)).toBe('type=semver,pattern={{version}}');
    expect(latest?.makers[0]?.name.type).toBe('latest');
    expect(lineOf(latest)).toBe('type=semver,pattern={{version}}');
  });

  test('are open where a line may not apply, or the push depends on a secret', async () => {
    const workflow = dockerWorkflow(TAGS_ONLY, {
      image: { tags: ['type=semver,pattern={{version}}', 'type=raw,value=lts,enable=${{ vars.LTS }}'] },
      other: { images: 'acme/other', tags: ['type=semver,pattern={{version}}'], push: '${{ secrets.TOKEN != 0 }}' },
    });
    const { tags } = await imagesOf({ tree: { [DOCKER]: workflow }, tag: 'v1.2.0' });
    expect(tags.map(({ shown: name, answer }) => `${name} ${answer.is}`)).toEqual([
      'ghcr.io/acme/demo:1.2.0 yes',
      'ghcr.io/acme/demo:lts unknown',
      'ghcr.io/acme/demo:latest yes',
      'acme/other:1.2.0 unknown',
      'acme/other:latest unknown',
    ]);
  });

  test('are followed into the outputs of another job', async () => {
    const workflow = `${TAGS_ONLY}jobs:
  names:
    runs-on: ubuntu-latest
    outputs:
      tags: \${{ steps.meta.outputs.tags }}
    steps:
      - uses: docker/metadata-action@v5
        id: meta
        with: {images: acme/demo, tags: "type=pep440,pattern={{version}}"}
  image:
    needs: names
    runs-on: ubuntu-latest
    steps:
      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: |
            \${{ needs.names.outputs.tags }}
            acme/demo:newest
`;
    const { tags } = await imagesOf({ tree: { [DOCKER]: workflow }, tag: 'v1.2.0rc1' });
    expect(tags.map(shown)).toEqual(['acme/demo:1.2.0rc1 [] image', 'acme/demo:newest [] image']);
    expect(tags[0]?.makers[0]?.name.type).toBe('pep440');
  });

  test('make nothing of what is pushed by digest until it is merged', async () => {
    const workflow = `${job(
      `      - uses: docker/build-push-action@v6
        with:
          platforms: \${{ matrix.platform }}
          outputs: type=image,name=acme/demo,push-by-digest=true,name-canonical=true,push=true
`,
      '    strategy: {matrix: {platform: [linux/amd64, linux/arm64]}}\n',
    )}  merge:
    needs: image
    runs-on: ubuntu-latest
    steps:
      - uses: docker/metadata-action@v5
        with: {images: acme/demo, tags: "type=semver,pattern={{version}}"}
      - run: |
          docker buildx imagetools create $(jq -cr '.tags | map("-t " + .) | join(" ")' <<< "$DOCKER_METADATA_OUTPUT_JSON") \\
            $(printf 'acme/demo@sha256:%s ' *)
`;
    const { tags } = await imagesOf({ tree: { [DOCKER]: workflow }, tag: 'v1.2.0' });
    expect(tags.map(shown)).toEqual([
      'acme/demo:1.2.0 [linux/amd64 linux/arm64] merge',
      'acme/demo:latest [linux/amd64 linux/arm64] merge',
    ]);
  });
});

test('the outputs of docker/metadata-action are known, but for what holds the time of the run', async () => {
  const text = job(`      - uses: docker/metadata-action@v5
        id: meta
        with: {images: acme/demo, tags: "type=semver,pattern={{version}}"}
      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: |
            acme/version:\${{ steps.meta.outputs.version }}
            acme/created:\${{ fromJSON(steps.meta.outputs.json).labels.created }}
`);
  const { tags } = await imagesOf({ tree: { [DOCKER]: text }, tag: 'v1.2.0' });
  expect(tags.map(({ shown: name }) => name)).toEqual([
    'acme/version:1.2.0',
    'acme/created:{the JSON that docker/metadata-action makes}',
  ]);
});

describe('commands', () => {
  const promised = async (text: string): Promise<readonly string[]> =>
    (await imagesOf({ tree: { [DOCKER]: script(text) }, tag: 'v1.2.0' })).tags.map(shown);

  test('docker build, tag and push', async () => {
    const text =
      'export REPO=acme/demo\ndocker build -t $REPO:${GITHUB_REF#refs/tags/v} .\ndocker tag $REPO:1.2.0 $REPO:latest\ndocker push $REPO:${GITHUB_REF_NAME#v}\ndocker push $REPO:latest\ndocker build -t unpushed .';
    expect(await promised(text)).toEqual(['acme/demo:1.2.0 [] image', 'acme/demo:latest [] image']);
  });

  test('docker buildx build, and a list of names in a variable', async () => {
    const text =
      'TAGS="-t acme/demo:$GITHUB_REF_NAME"\nTAGS="$TAGS -t acme/demo:new"\ndocker buildx build --platform linux/amd64,linux/arm64 --push $TAGS .';
    expect(await promised(text)).toEqual([
      'acme/demo:v1.2.0 [linux/amd64 linux/arm64] image',
      'acme/demo:new [linux/amd64 linux/arm64] image',
    ]);
  });

  test('all tags of a repository, and podman', async () => {
    expect(await promised('podman build -t acme/demo:a -t acme/demo:b .\npodman push --all-tags acme/demo')).toEqual([
      'acme/demo:a [] image',
      'acme/demo:b [] image',
    ]);
  });

  test('are open where a script goes several ways, or a loop names the image', async () => {
    expect(await promised('if [ -n "$X" ]; then\n  docker push acme/demo:1.2.0\nfi')).toEqual([
      'acme/demo:1.2.0 unknown [] image',
    ]);
    expect(await promised('for tag in a b; do\n  docker push acme/demo:$tag\ndone')).toEqual([
      'acme/demo:{$tag} unknown [] image',
    ]);
  });

  test('that cannot be followed are named', async () => {
    const of = async (text: string): Promise<readonly string[]> =>
      (await imagesOf({ tree: { [DOCKER]: job(text) }, tag: 'v1.2.0' })).unsure.map(({ reason }) => reason);
    expect(await of('      - uses: docker/bake-action@v6\n')).toEqual(['docker/bake-action may push images']);
    expect(await of('      - run: docker buildx bake --push\n')).toEqual(['`docker buildx bake` may push images']);
    expect(await of('      - run: skopeo copy a docker://b\n')).toEqual(['`skopeo` may push images']);
    expect(await of('      - run: docker push "$IMAGE"\n')).toEqual([
      'the names that docker push pushes depend on $IMAGE',
    ]);
    expect(await of('      - run: docker build .\n')).toEqual([]);
  });
});

test('a Dockerfile lies where the build looks for it', async () => {
  const dockerfiles = async (inputs: string): Promise<readonly (string | null)[]> => {
    const text = job(`      - uses: docker/build-push-action@v6\n        with: {push: true, tags: "a/b:1"${inputs}}\n`);
    const { builds } = await imagesOf({ tree: { [DOCKER]: text }, tag: 'v1.2.0' });
    return builds.map(({ dockerfile }) => dockerfile);
  };
  expect(await dockerfiles('')).toEqual(['Dockerfile']);
  expect(await dockerfiles(', context: ./api')).toEqual(['api/Dockerfile']);
  expect(await dockerfiles(', context: api, file: ./docker/../Api.Dockerfile')).toEqual(['Api.Dockerfile']);
  expect(await dockerfiles(', context: "https://github.com/a/b.git"')).toEqual([null]);
});

import type { Config } from '../../src/config/config.ts';
import { atKey } from '../../src/core/place.ts';
import { rule } from '../../src/rules/container-expected-tags.ts';
import { BRANCH_AND_TAGS, DOCKER, dockerWorkflow } from '../docker-workflows.ts';
import type { ImageJob } from '../docker-workflows.ts';
import { ruleTester } from '../rule-tester.ts';

const VERSION = 'type=semver,pattern={{version}}';
const PYPROJECT = '[project]\nname = "demo"\n\n[tool.pyrel.container]\nimage = "ghcr.io/acme/demo"\n';
const image: ImageJob = { tags: [VERSION], platforms: 'linux/amd64,linux/arm64' };
const mac: ImageJob = {
  tags: [`${VERSION},suffix=-mac`, 'type=raw,value=latest-mac,enable={{is_default_branch}}'],
  flavor: ['latest=false'],
  platforms: 'linux/arm64',
};

function tree(jobs: { readonly [id: string]: ImageJob }): { readonly [path: string]: string } {
  return { 'pyproject.toml': PYPROJECT, [DOCKER]: dockerWorkflow(BRANCH_AND_TAGS, jobs) };
}

function expects(given: Partial<NonNullable<Config['container']>> = {}): Pick<Config, 'container'> {
  const place = atKey('pyproject.toml', ['tool', 'pyrel', 'container'], 'key');
  return {
    container: { image: 'ghcr.io/acme/demo', suffixes: [''], tags: ['{version}'], platforms: [], place, ...given },
  };
}

ruleTester(rule, {
  ok: [
    { name: 'the version', tree: tree({ image }), tag: 'v1.2.0', config: expects() },
    {
      name: 'every tag with every suffix, for its own platforms',
      tree: tree({ image, mac }),
      tag: 'v1.2.0',
      config: expects({
        suffixes: ['', '-mac'],
        platforms: [
          { suffix: '', platforms: ['linux/amd64', 'linux/arm64'] },
          { suffix: '-mac', platforms: ['linux/arm64'] },
        ],
      }),
    },
    {
      name: 'an image in another case, and every image where none is named',
      tree: tree({ image }),
      tag: 'v1.2.0',
      config: expects({ image: null, tags: ['{version}', 'latest'] }),
    },
  ],
  bad: [
    {
      // NVIDIA-AI-IOT/live-vlm-webui: the documents promise `latest-<platform>`, and only the branch makes it.
      name: 'made by the default branch only',
      tree: tree({ image, mac }),
      tag: 'v1.2.0',
      config: expects({ suffixes: ['', '-mac'], tags: ['{version}', 'latest'] }),
      reports: [
        {
          message: 'missing',
          data: {
            tag: 'v1.2.0',
            name: 'ghcr.io/acme/demo:latest-mac',
            line: "type=raw,value=latest,suffix=-mac,enable=${{ startsWith(github.ref, 'refs/tags/') }}",
            instead: 'only the build of the default branch does, in job mac',
          },
          at: `${DOCKER}:33:13-67`,
          related: ['pyproject.toml:4:2-22'],
        },
      ],
    },
    {
      name: 'made by nothing',
      tree: tree({ image }),
      tag: 'v1.2.0',
      config: expects({ tags: ['{major}.{minor}.{patch}', '{major}.{minor}'] }),
      reports: [
        {
          message: 'missing',
          data: {
            tag: 'v1.2.0',
            name: 'ghcr.io/acme/demo:1.2',
            line: 'type=pep440,pattern={{major}}.{{minor}}',
            instead: 'nothing makes it',
          },
          at: `${DOCKER}:14:13-44`,
        },
      ],
    },
    {
      name: 'no image at all',
      tree: {
        'pyproject.toml': PYPROJECT,
        [DOCKER]: dockerWorkflow('on:\n  push:\n    branches: [main]\n', { image }),
      },
      tag: 'v1.2.0',
      config: expects(),
      reports: [{ message: 'missing', at: 'pyproject.toml:4:2-22' }],
    },
    {
      name: 'one platform only',
      tree: tree({ image: { ...image, platforms: 'linux/amd64' } }),
      tag: 'v1.2.0',
      config: expects({ platforms: [{ suffix: null, platforms: ['linux/amd64', 'linux/arm64'] }] }),
      reports: [
        {
          message: 'platform',
          data: {
            tag: 'v1.2.0',
            name: 'ghcr.io/acme/demo:1.2.0',
            platform: 'linux/arm64',
            platforms: 'linux/amd64',
            job: 'image',
          },
          at: `${DOCKER}:14:13-44`,
        },
      ],
    },
  ],
  skip: [
    {
      name: 'nothing is expected',
      tree: tree({ image }),
      tag: 'v1.2.0',
      reason: 'the configuration expects no images',
    },
    { name: 'no workflows', tree: { 'README.md': '' }, tag: 'v1.2.0', config: expects(), reason: 'no workflows' },
    {
      name: 'nothing tells how the tag is written',
      tree: {
        'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.0"\n',
        [DOCKER]: dockerWorkflow('on: release\n', { image }),
      },
      config: expects(),
      reason: 'nothing tells what the tag of a release looks like',
    },
    {
      name: 'no image is named, and none is pushed',
      tree: { [DOCKER]: dockerWorkflow('on:\n  push:\n    branches: [main]\n', { image }) },
      tag: 'v1.2.0',
      config: expects({ image: null }),
      reason: 'the release pushes no image, and the configuration names none',
    },
    {
      name: 'what pushes cannot be followed',
      tree: {
        [DOCKER]:
          "on:\n  push:\n    tags: ['v*']\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/bake-action@v6\n",
      },
      tag: 'v1.2.0',
      config: expects(),
      reason: 'docker/bake-action may push images',
    },
  ],
});

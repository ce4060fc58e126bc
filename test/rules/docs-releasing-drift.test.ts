import { rule } from '../../src/rules/docs-releasing-drift.ts';
import { ruleTester } from '../rule-tester.ts';

const release = `on:
  push:
    tags: ['v*']
jobs:
  publish:
    runs-on: ubuntu-latest
    environment: pypi
    permissions:
      id-token: write
    steps:
      - uses: pypa/gh-action-pypi-publish@release/v1
`;

/** What docker/metadata-action makes of a tag, and of a push to the default branch. */
const images = (push = 'true', tags = 'type=raw,value=latest-mac,enable={{is_default_branch}}'): string => `on:
  push:
    branches: [main]
    tags: ['v*']
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - id: meta
        uses: docker/metadata-action@v5
        with:
          images: ghcr.io/acme/demo
          tags: |
            type=semver,pattern={{version}}
            type=semver,pattern={{major}}.{{minor}}
            ${tags}
      - uses: docker/build-push-action@v6
        with:
          push: ${push}
          tags: \${{ steps.meta.outputs.tags }}
`;

const project = (text: string, more: Readonly<Record<string, string>> = {}, file = 'docs/releasing.md') => ({
  'pyproject.toml':
    '[project]\nname = "demo"\nversion = "1.2.0"\n[project.urls]\nSource = "https://github.com/acme/demo"\n',
  'src/demo/__init__.py': '__version__ = "1.2.0"\n',
  '.github/workflows/release.yml': release,
  [file]: `# Releasing\n\nPublish to PyPI:\n\n${text}\n`,
  ...more,
});
const tags = ['v1.1.0', 'v1.0.0', 'v0.9.0'];

ruleTester(rule, {
  ok: [
    {
      name: 'what is there',
      tree: project(
        'The `release.yml` workflow (`.github/workflows/release.yml`) publishes.\n\n- Environment: `pypi`\n- Write the version in `src/demo/__init__.py` and `demo/__init__.py`.\n\n```sh\ngit tag v1.0.0\n```\n\nTags look like `vX.Y.Z`.',
      ),
      tags,
    },
    {
      name: 'a step that makes the file, and one that tells of before',
      tree: project(
        'Create a workflow `.github/workflows/new.yml`.\n\nThe workflow `old.yml` was removed.\n\nThe version used to be in `setup.py`.\n\nBump the version in `pyproject.toml`.',
      ),
      tags,
    },
    {
      name: "another repository's workflow, a template's, and a file that is no workflow",
      tree: project(
        'See the [workflow](https://github.com/other/repo/blob/main/.github/workflows/ci.yml), template/.github/workflows/x.yml and `mkdocs.yml`. Bump the version in `path/to/version.py`. Also `.github/workflows/release.yml`.',
      ),
      tags,
    },
    {
      name: 'tags of several forms are no habit',
      tree: project('```sh\ngit tag 1.2.0\n```'),
      tags: ['v1.1.0', '1.0.0', 'v0.9.0'],
    },
    {
      name: 'a form for the message of the tag, and for a branch (titiler 0.23.1)',
      tree: project(
        'Name the tag `vX.Y.Z`, and include `X.Y.Z` as its annotation message.\n\nMake a branch `release/X.Y.Z` before the tag.\n\nTag it; the version is `X.Y.Z`.',
      ),
      tags,
    },
    {
      name: 'a file of another repository (pip, of CPython)',
      tree: project('Bump the version in `Lib/ensurepip/__init__.py`.\n\n    git tag YY.N'),
      tags,
    },
    {
      name: 'a variable that is called VERSION (networkx, locust)',
      tree: project('```sh\nexport VERSION=<version number>\ngit tag v1.0.0\n```\n\nUpdate `__version__ = "VERSION"`.'),
      tags,
    },
    {
      name: 'an environment that is computed',
      tree: project('- **Environment**: `release`', {
        '.github/workflows/release.yml': release.replace('pypi\n', '${{ inputs.env }}\n'),
      }),
      tags,
    },
    {
      name: 'an environment that may be left out',
      tree: project('- **Environment**: (leave blank or use `release`)\n- Write the version in `pyproject.toml`.'),
      tags,
    },
    {
      name: 'images that the release makes, in the numbers of an example',
      tree: project(
        '- `ghcr.io/acme/demo:1.0.0`\n- `ghcr.io/acme/demo:1.0`\n- `ghcr.io/acme/demo:X.Y.Z`\n- `ghcr.io/acme/demo:latest`',
        { '.github/workflows/docker.yml': images() },
      ),
      tags,
      release: '1.2.0',
    },
    {
      name: 'what a push of a branch makes, said so',
      tree: project(
        'The push to main gives `ghcr.io/acme/demo:latest-mac`.\n\nThe tag gives `ghcr.io/acme/demo:1.0.0`.',
        {
          '.github/workflows/docker.yml': images(),
        },
      ),
      tags,
      release: '1.2.0',
    },
    {
      name: 'tags that cannot be followed may be any',
      tree: project('- `ghcr.io/acme/demo:latest-slim`', {
        '.github/workflows/docker.yml': images('true', 'type=raw,value=${{ vars.TAG }}'),
      }),
      tags,
      release: '1.2.0',
    },
    {
      name: 'images that other repositories make',
      tree: project('- `ghcr.io/acme/demo:latest-slim`'),
      tags,
      release: '1.2.0',
    },
    {
      name: 'a pre-release, of which documents tell nothing',
      tree: project('- `ghcr.io/acme/demo:latest-slim`', { '.github/workflows/docker.yml': images() }),
      tags,
      release: '1.2.0rc1',
    },
  ],
  bad: [
    {
      name: 'a workflow that has another name now, by its path and by its name',
      tree: project(
        'Watch the [workflow](https://github.com/acme/demo/blob/main/.github/workflows/publish.yml).\n\nThe `publish.yml` workflow runs.',
      ),
      tags,
      reports: [
        {
          message: 'workflow',
          data: { file: 'docs/releasing.md', name: 'publish.yml', candidates: ': release.yml' },
          at: 'docs/releasing.md:5:79-90',
          related: ['docs/releasing.md:7:6-17'],
        },
      ],
    },
    {
      name: 'a file that went, in the section of CONTRIBUTING',
      tree: {
        ...project('', {}, 'docs/index.md'),
        'CONTRIBUTING.md':
          '# Contributing\n\nThe version in `setup.cfg` is old.\n\n## Releasing\n\nBump the version in `demo/version.py`, then publish to PyPI.\n\n## Style\n\nThe version in `setup.cfg` is old.\n',
      },
      tags,
      reports: [
        {
          message: 'versionFile',
          data: {
            file: 'CONTRIBUTING.md',
            path: 'demo/version.py',
            candidates: ': pyproject.toml, src/demo/__init__.py',
          },
          at: 'CONTRIBUTING.md:7:22-37',
        },
      ],
    },
    {
      name: 'tags without the v, in commands and as a form',
      tree: project('```sh\ngit tag -a 1.2.0 -m "1.2.0"\n```\n\nThe tag is `X.Y.Z`.', {}, 'RELEASING.md'),
      tags,
      reports: [
        {
          message: 'tag',
          data: { file: 'RELEASING.md', found: '1.2.0', expected: 'v', written: 'v1.2.0' },
          at: 'RELEASING.md:6:12-17',
          related: ['RELEASING.md:9:13-18'],
        },
      ],
    },
    {
      name: 'an environment of the form of PyPI',
      tree: project('1. **Workflow**: `release.yml`\n2. **Environment name**: `release`', {}, 'RELEASE.md'),
      tags,
      reports: [
        {
          message: 'environment',
          data: { file: 'RELEASE.md', name: 'release', candidates: ': pypi' },
          at: 'RELEASE.md:6:27-34',
        },
      ],
    },
    {
      name: 'images that only the branch makes, and none (live-vlm-webui v0.4.0)',
      tree: project('- `ghcr.io/acme/demo:1.0.0`\n- `ghcr.io/acme/demo:latest-mac`\n- `ghcr.io/acme/demo:1.0.0-mac`', {
        '.github/workflows/docker.yml': images(),
      }),
      tags,
      release: '1.2.0',
      reports: [
        {
          message: 'branchImage',
          data: { file: 'docs/releasing.md', tag: 'latest-mac' },
          at: 'docs/releasing.md:6:22-32',
        },
        {
          message: 'image',
          data: { file: 'docs/releasing.md', tag: '1.2.0-mac', version: '1.2.0' },
          at: 'docs/releasing.md:7:22-31',
        },
      ],
    },
  ],
  skip: [
    { name: 'no document', tree: { 'pyproject.toml': '[project]\nname = "demo"\n' }, reason: /no document/ },
    {
      name: 'a document of what was released',
      tree: project('The `gone.yml` workflow.', {}, 'docs/release-notes.md'),
      tags,
      reason: /no document/,
    },
  ],
});

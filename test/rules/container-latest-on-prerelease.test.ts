import { rule } from '../../src/rules/container-latest-on-prerelease.ts';
import { BRANCH_AND_TAGS, DOCKER, dockerWorkflow, TAGS_ONLY } from '../docker-workflows.ts';
import { ruleTester } from '../rule-tester.ts';

const SEMVER = 'type=semver,pattern={{version}}';
const FINAL = ['v1.1.0', 'v1.0.0'];

function one(tags: readonly string[], flavor?: readonly string[], on = TAGS_ONLY): { readonly [path: string]: string } {
  return { [DOCKER]: dockerWorkflow(on, { image: { tags, ...(flavor === undefined ? {} : { flavor }) } }) };
}

const defaults = `${TAGS_ONLY}jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/metadata-action@v5
        id: meta
        with:
          images: ghcr.io/acme/demo
      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: \${{ steps.meta.outputs.tags }}
`;
const commands = (condition: string): string => `on:
  release:
    types: [published]
jobs:
  image:
    ${condition}
    runs-on: ubuntu-latest
    steps:
      - run: |
          docker build -t acme/demo:\${{ github.ref_name }} -t acme/demo:latest .
          docker push acme/demo:\${{ github.ref_name }}
          docker push acme/demo:latest
`;

ruleTester(rule, {
  ok: [
    { name: 'SemVer leaves `latest` out', tree: one([SEMVER]), tag: 'v1.2.0-rc.1', tags: FINAL },
    {
      name: 'PEP 440 leaves `latest` out',
      tree: one(['type=pep440,pattern={{version}}']),
      tag: 'v1.2.0rc1',
      tags: FINAL,
    },

    {
      name: 'the line that knows pre-releases decides',
      tree: one(['type=ref,event=tag', SEMVER]),
      tag: 'v1.2.0-rc.1',
      tags: FINAL,
    },
    { name: '`latest=false`', tree: one(['type=ref,event=tag'], ['latest=false']), tag: 'v1.2.0-rc.1', tags: FINAL },
    {
      name: 'a line that applies to final versions only',
      tree: one([SEMVER, "type=raw,value=latest,enable=${{ !contains(github.ref_name, '-') }}"]),
      tag: 'v1.2.0-rc.1',
      tags: FINAL,
    },
    {
      name: '`latest` as the newest build, which the default branch makes as well',
      tree: one([SEMVER, 'type=raw,value=latest'], undefined, BRANCH_AND_TAGS),
      tag: 'v1.2.0-rc.1',
      tags: FINAL,
    },
    {
      name: 'pre-releases are left out by the release’s own mark',
      tree: { [DOCKER]: commands('if: "!github.event.release.prerelease"') },
      tag: 'v1.2.0-rc.1',
      tags: FINAL,
    },
    {
      name: 'it is open whether it applies',
      tree: one([SEMVER, 'type=raw,value=latest,enable=${{ vars.LATEST }}']),
      tag: 'v1.2.0-rc.1',
      tags: FINAL,
    },
  ],
  bad: [
    {
      name: 'the tag as it is, which docker/metadata-action takes for a release',
      tree: one(['type=ref,event=tag']),
      tag: 'v1.2.0-rc.1',
      tags: FINAL,
      reports: [
        {
          message: 'now',
          data: {
            tag: 'v1.2.0-rc.1',
            name: 'ghcr.io/acme/demo:latest',
            advice:
              'Write `type=pep440,pattern={{version}}` for versions of PEP 440, or `type=semver,pattern={{version}}`: both leave `latest` out for pre-releases.',
          },
          at: `${DOCKER}:13:13-31`,
        },
      ],
    },
    {
      // PyO3/maturin v1.7.7-beta.1
      name: 'no `tags` at all',
      tree: { [DOCKER]: defaults },
      tag: 'v1.2.0-beta.1',
      tags: FINAL,
      reports: [{ message: 'now', at: `${DOCKER}:8:15-40` }],
    },
    {
      name: '`latest=true`',
      tree: one([SEMVER], ['latest=true']),
      tag: 'v1.2.0-rc.1',
      tags: FINAL,
      reports: [{ message: 'now', at: `${DOCKER}:13:13-24` }],
      fixed: one([SEMVER], ['latest=auto']),
    },
    {
      name: '`latest` in a line of its own',
      tree: one([SEMVER, 'type=raw,value=latest']),
      tag: 'v1.2.0-rc.1',
      tags: FINAL,
      reports: [{ message: 'now', at: `${DOCKER}:14:13-34` }],
      fixed: null,
    },
    {
      name: 'plain commands',
      tree: { [DOCKER]: commands('timeout-minutes: 20') },
      tag: 'v1.2.0-rc.1',
      tags: FINAL,
      reports: [{ message: 'now', at: `${DOCKER}:12:23-39` }],
    },
    {
      // cameronrye/openzim-mcp: 24 alphas and 10 betas of 2.0.0 moved `latest`.
      name: 'the last pre-releases were pushed alike',
      tree: one([SEMVER], ['latest=true']),
      tag: 'v1.2.0-rc.4',
      tags: ['v1.2.0-rc.3', 'v1.2.0-rc.2', 'v1.2.0-rc.1', ...FINAL],
      reports: [{ message: 'again', at: `${DOCKER}:13:13-24` }],
      fixed: one([SEMVER], ['latest=auto']),
    },
    {
      name: 'a final release is judged, and the last pre-release shows what will come',
      tree: one([SEMVER], ['latest=true']),
      tag: 'v1.2.0',
      tags: ['v1.2.0-rc.1', ...FINAL],
      reports: [
        {
          message: 'next',
          data: {
            tag: 'v1.2.0-rc.1',
            name: 'ghcr.io/acme/demo:latest',
            advice:
              'Write `latest=auto` in `flavor`, with `type=semver` or `type=pep440` as the first line of `tags`: that leaves out pre-releases.',
          },
          at: `${DOCKER}:13:13-24`,
        },
      ],
      fixed: one([SEMVER], ['latest=auto']),
    },
  ],
  skip: [
    { name: 'no workflows', tree: { 'README.md': '' }, tag: 'v1.2.0', reason: 'no workflows' },
    { name: 'no repository', tree: one([SEMVER]), tag: 'v1.2.0', reason: 'not a git repository' },
    { name: 'a shallow clone', tree: one([SEMVER]), tag: 'v1.2.0', tags: 'shallow', reason: 'a shallow clone' },
    {
      name: 'a project of pre-releases only',
      tree: one(['type=ref,event=tag']),
      tag: 'v0.1.0-beta.2',
      tags: ['v0.1.0-beta.1'],
      reason: 'the project has made no final release that `latest` could be',
    },
    { name: 'no pre-release', tree: one(['type=ref,event=tag']), tag: 'v1.2.0', tags: FINAL, reason: 'no pre-release' },
  ],
});

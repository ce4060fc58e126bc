import { describe, expect, test } from 'vitest';
import { planText } from '../../src/report/plan-text.ts';
import { compileSchema, violations } from '../report/schema.ts';
import { placeText, planOf, releaseOf, subjectsOf, version } from './planned.ts';

const validate = compileSchema(new URL('../../schemas/plan.schema.json', import.meta.url));

/**
 * A job of NVIDIA-AI-IOT/live-vlm-webui's docker-publish.yml: each of the four has a suffix of its own, and none says
 * anything of `latest`, which docker/metadata-action adds to every release by itself.
 */
function imageJob(id: string, suffix: string, platforms: string): string {
  const tail = suffix === '' ? '' : `,suffix=-${suffix}`;
  return `  ${id}:
    runs-on: ubuntu-latest
    permissions: {contents: read, packages: write}
    steps:
      - uses: docker/metadata-action@v5
        id: meta
        with:
          images: ghcr.io/\${{ github.repository }}
          tags: |
            type=ref,event=branch${tail}
            type=semver,pattern={{version}}${tail}
            type=semver,pattern={{major}}.{{minor}}${tail}
            type=raw,value=latest${suffix === '' ? '' : `-${suffix}`},enable={{is_default_branch}}
      - uses: docker/build-push-action@v5
        with:
          context: .
          platforms: ${platforms}
          push: \${{ github.event_name != 'pull_request' }}
          tags: \${{ steps.meta.outputs.tags }}
`;
}

const images = `name: Images
on:
  push:
    branches: [main]
    tags: ['v*']
jobs:
${imageJob('build', '', 'linux/amd64,linux/arm64')}${imageJob('orin', 'orin', 'linux/arm64')}${imageJob('thor', 'thor', 'linux/arm64')}${imageJob('mac', 'mac', 'linux/arm64')}`;

const wheel = `name: Wheel
on:
  push:
    branches: [main]
  release:
    types: [published]
jobs:
  build:
    runs-on: ubuntu-latest
    permissions: {contents: write, id-token: write}
    steps:
      - uses: actions/checkout@v4
      - run: python -m build
      - uses: softprops/action-gh-release@v1
        if: github.event_name == 'release'
        with:
          files: dist/*.whl
      - uses: pypa/gh-action-pypi-publish@release/v1
        if: github.event_name == 'release'
        with:
          packages-dir: dist/
`;

const pyproject = `[build-system]
requires = ["setuptools>=68"]
build-backend = "setuptools.build_meta"

[project]
name = "kelp-cam"
version = "0.4.0"
requires-python = ">=3.10"

[project.scripts]
kelp-cam = "kelp_cam.server:main"

[project.optional-dependencies]
dev = ["pytest"]

[tool.setuptools.packages.find]
where = ["src"]
`;

const WORKFLOWS = '.github/workflows';
const tree = {
  'pyproject.toml': pyproject,
  Dockerfile: 'FROM python:3.12-slim\n',
  'src/kelp_cam/__init__.py': '',
  'src/kelp_cam/server.py': 'def main(): ...\n',
  [`${WORKFLOWS}/images.yml`]: images,
  [`${WORKFLOWS}/wheel.yml`]: wheel,
  [`${WORKFLOWS}/tests.yml`]:
    'on:\n  push:\n    branches: [main]\njobs:\n  test:\n    strategy: {matrix: {python: ["3.10", "3.11", "3.12"]}}\n    runs-on: ubuntu-latest\n    steps: [{run: pytest}]\n',
};
const given = { tree, request: version('0.4.0'), tags: ['v0.3.0', 'v0.2.0', 'v0.1.0'], slug: 'Kelp/Cam' } as const;

describe('four image jobs with suffixes, and a wheel', async () => {
  const release = await releaseOf(given);

  test('the document follows its schema', async () => {
    expect(violations(validate, JSON.parse(JSON.stringify(await planOf(given))))).toEqual([]);
  });

  test('the tag is written as the earlier ones are', () => {
    expect(release.tag).toMatchObject({ name: 'v0.4.0', from: 'convention', isPrerelease: false, isForeign: false });
  });

  test('nine image tags, of which all four jobs push one', () => {
    expect(
      release.images.tags.map(({ tag, collides, makers }) => `${tag.text} ${collides} ${makers.length}`).toSorted(),
    ).toEqual([
      '0.4 no 1',
      '0.4-mac no 1',
      '0.4-orin no 1',
      '0.4-thor no 1',
      '0.4.0 no 1',
      '0.4.0-mac no 1',
      '0.4.0-orin no 1',
      '0.4.0-thor no 1',
      'latest yes 4',
    ]);
    const mac = release.images.tags.find(({ tag }) => tag.text === '0.4.0-mac');
    expect(mac?.image.text).toBe('ghcr.io/kelp/cam');
    expect(mac?.platforms).toEqual([{ text: 'linux/arm64', dependsOn: [] }]);
    expect(placeText(mac?.makers[0]?.at ?? null)).toBe(
      `${WORKFLOWS}/images.yml:${images.slice(0, images.indexOf('{{version}},suffix=-mac')).split('\n').length}`,
    );
  });

  test('what only the push of the default branch makes stands apart', () => {
    expect(release.images.branchTags.map(({ tag }) => tag.text)).toEqual(
      expect.arrayContaining(['latest-orin', 'latest-thor', 'latest-mac']),
    );
  });

  test('the values of the form for a trusted publisher', () => {
    expect(release.uploads).toMatchObject([
      {
        index: { kind: 'pypi' },
        role: 'release',
        events: ['release-published'],
        runs: { is: 'yes' },
        publisher: { repository: { owner: 'Kelp', name: 'Cam' }, workflow: 'wheel.yml', environment: null },
      },
    ]);
    expect(placeText(release.uploads[0]?.at ?? null)).toBe(`${WORKFLOWS}/wheel.yml:18`);
  });

  test('a person makes the GitHub Release, and the wheel follows when it is public', () => {
    expect(release.githubRelease.creator).toBeNull();
    const assets = release.githubRelease.assets.filter(({ job }) => job.event === 'release-published');
    expect(assets).toMatchObject([{ pattern: { text: 'dist/*.whl' }, when: 'after' }]);
  });

  test('what starts, and what does not', () => {
    expect(
      release.runs.map(
        (run) => `${run.event.id} ${run.workflow.slice(WORKFLOWS.length + 1)} ${run.starts.is} ${run.jobs.length}`,
      ),
    ).toEqual(
      expect.arrayContaining([
        'push-tag images.yml yes 4',
        'push-tag tests.yml no 0',
        'release-published wheel.yml yes 1',
        'push-branch tests.yml yes 1',
      ]),
    );
    const tests = release.runs.find(
      ({ event, workflow }) => event.id === 'push-branch' && workflow.endsWith('tests.yml'),
    );
    expect(tests?.jobs[0]?.legs?.map(({ shown }) => shown)).toEqual(['3.10', '3.11', '3.12']);
  });

  test('the installed surface', () => {
    expect(release.targets).toMatchObject([
      {
        path: '.',
        name: 'kelp-cam',
        surface: {
          name: { value: 'kelp-cam' },
          imports: [{ value: 'kelp_cam', at: { file: 'src/kelp_cam/__init__.py' } }],
          scripts: [{ name: 'kelp-cam', target: 'kelp_cam.server:main' }],
          requiresPython: { value: '>=3.10' },
          extras: ['dev'],
        },
      },
    ]);
    expect(placeText(release.targets[0]?.surface?.scripts[0]?.at ?? null)).toBe('pyproject.toml:11');
  });

  test('jobs of the branch build are told by -v only', async () => {
    const plan = await planOf(given);
    const shown = { colour: false, width: 100 };
    expect(planText(plan, { ...shown, verbose: false })).not.toContain('test [3 legs]');
    expect(planText(plan, { ...shown, verbose: true })).toContain('test [3 legs]');
  });
});

describe('what is odd', () => {
  test('no workflows', async () => {
    const release = await releaseOf({ tree: { 'pyproject.toml': pyproject }, request: version('0.4.0') });
    expect(release).toMatchObject({ runs: [], idle: [], uploads: [], images: { tags: [], branchTags: [] } });
    expect(release.tag).toMatchObject({ name: 'v0.4.0', from: 'usual' });
    expect(release.targets[0]?.surface?.imports).toEqual({ unknown: expect.any(String) });
  });

  test('no Python project', async () => {
    const release = await releaseOf({ tree: { 'README.md': '' }, request: version('1.10') });
    expect(release.version).toBe('1.10');
    expect(release.targets).toEqual([{ path: '.', name: null, surface: null }]);
  });

  test('workflows that no event of a release concerns, and one that cannot be read', async () => {
    const release = await releaseOf({
      tree: {
        ...tree,
        [`${WORKFLOWS}/stale.yml`]:
          'on: {schedule: [{cron: "1 1 * * *"}], issues: {}}\njobs: {a: {runs-on: x, steps: []}}\n',
        [`${WORKFLOWS}/called.yml`]: 'on: workflow_call\njobs: {a: {runs-on: x, steps: []}}\n',
        [`${WORKFLOWS}/broken.yml`]: 'on: push\njobs: [\n',
      },
      request: version('0.4.0'),
    });
    expect(release.idle.map(({ workflow, reason }) => `${workflow.slice(WORKFLOWS.length + 1)}: ${reason}`)).toEqual([
      'broken.yml: it cannot be read',
      'called.yml: it runs where another workflow calls it, and none that starts does',
      'stale.yml: it listens for `schedule` and `issues` only',
    ]);
  });

  test('the repository is not known', async () => {
    const plan = await planOf({ tree, request: version('0.4.0') });
    expect(plan.repository).toBeNull();
    expect(plan.releases[0]?.uploads[0]?.publisher?.repository).toEqual({ unknown: expect.any(String) });
    expect(planText(plan, { colour: false, width: 80, verbose: false })).toContain('`--repository`');
  });

  test('a commit whose message skips workflows', async () => {
    const release = await releaseOf({ ...given, message: 'Release [skip ci]' });
    const pushed = release.runs.filter(({ event }) => event.id === 'push-tag');
    expect(pushed.map(({ starts }) => starts.is)).toEqual(pushed.map(() => 'no'));
    expect(release.images.tags).toEqual([]);
  });
});

describe('several projects', () => {
  const member = (name: string, text: string): string => `[project]\nname = "${name}"\nversion = "${text}"\n`;
  const members = {
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
    'packages/core/pyproject.toml': member('kelp-core', '1.2.0'),
    'packages/web/pyproject.toml': member('kelp-web', '1.2.0'),
    'packages/lab/pyproject.toml': member('kelp-lab', '0.3.0'),
  };

  test('those that declare the version are one release', async () => {
    const release = await releaseOf({ tree: members, request: version('1.2.0') });
    expect(release.targets.map(({ path }) => path)).toEqual(['packages/core', 'packages/web']);
  });

  test('a tag with the name of a project concerns that one', async () => {
    const release = await releaseOf({
      tree: members,
      request: { mode: 'release', version: null, tag: 'kelp-lab-v0.3.0' },
      tags: ['kelp-lab-v0.2.0', 'kelp-core-v1.1.0'],
    });
    expect(release.targets.map(({ path }) => path)).toEqual(['packages/lab']);
    expect(release).toMatchObject({ version: '0.3.0', tag: { name: 'kelp-lab-v0.3.0', from: 'given' } });
  });

  test('a version that none of them declares is no plan', async () => {
    const apart = { ...members, 'packages/web/pyproject.toml': member('kelp-web', '2.0.0') };
    const { undecided } = await subjectsOf({ tree: apart, request: version('7.0.0') });
    expect(undecided).not.toBeNull();
  });
});

test('the size of a plan grows with the legs, and not faster', async () => {
  const sized = async (legs: number): Promise<number> => {
    const list = Array.from({ length: legs }, (_, i) => `"${i}"`).join(', ');
    const workflow = `on: {push: {tags: ['v*']}}\njobs:\n  build:\n    strategy: {matrix: {leg: [${list}]}}\n    runs-on: x\n    steps: [{run: make}]\n`;
    const plan = await planOf({ tree: { ...tree, [`${WORKFLOWS}/many.yml`]: workflow }, request: version('0.4.0') });
    return JSON.stringify(plan).length;
  };
  const [ten, hundred, most] = [await sized(10), await sized(100), await sized(250)];
  expect((most - hundred) / (hundred - ten)).toBeCloseTo(150 / 90, 0);
});

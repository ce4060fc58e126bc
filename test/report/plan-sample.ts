import type { Location } from '../../src/core/place.ts';
import type {
  PlanAnswer,
  PlanImageTag,
  PlanJob,
  PlanJobName,
  PlannedRelease,
  PlanReport,
  PlanText,
  PlanUpload,
} from '../../src/core/plan-report.ts';
import type { PlanContext } from '../../src/report/plan-formats.ts';
import { at } from './sample.ts';

export const DOCKER = '.github/workflows/docker.yml';
export const RELEASE = '.github/workflows/release.yml';

export function context(given: Partial<PlanContext> = {}): PlanContext {
  return { colour: false, width: Infinity, verbose: false, ...given };
}

export function text(shown: string, ...dependsOn: readonly string[]): PlanText {
  return { text: shown, dependsOn };
}

export function yes(reason = 'nothing stands against it', place: Location | null = null): PlanAnswer<Location> {
  return { is: 'yes', reason, at: place };
}

export function answer(is: 'yes' | 'no' | 'unknown', reason: string, place: Location): PlanAnswer<Location> {
  return { is, reason, at: place };
}

const pushed = {
  id: 'push-tag',
  name: 'push',
  action: null,
  role: 'release',
  shown: 'the tag v1.2.3 is pushed',
} as const;
const published = {
  id: 'release-published',
  name: 'release',
  action: 'published',
  role: 'release',
  shown: 'the GitHub Release of v1.2.3 is published',
} as const;
const branch = {
  id: 'push-branch',
  name: 'push',
  action: null,
  role: 'branch',
  shown: 'a commit is pushed to the default branch',
} as const;

export function job(
  workflow: string,
  id: string,
  line: number,
  more: Partial<PlanJob<Location>> = {},
): PlanJob<Location> {
  return {
    workflow,
    id,
    callers: [],
    name: text(id),
    runsOn: [text('ubuntu-latest')],
    environment: null,
    remote: null,
    runs: yes(),
    legs: null,
    at: at(workflow, `${line}:3-8`),
    ...more,
  };
}

function named(workflow: string, id: string, leg: string | null = null, event = 'push-tag'): PlanJobName {
  return { workflow, id, callers: [], leg, event };
}

export function imageTag(
  tag: PlanText,
  makers: readonly (readonly [job: PlanJobName, line: number, ...platforms: string[]])[],
  more: Partial<PlanImageTag<Location>> = {},
): PlanImageTag<Location> {
  return {
    image: text('ghcr.io/kelp/demo'),
    tag,
    pushed: yes(),
    collides: 'no',
    platforms: [...new Set(makers.flatMap(([, , ...platforms]) => platforms))].map((one) => text(one)),
    makers: makers.map(([by, line, ...platforms]) => ({
      job: by,
      tool: 'docker/build-push-action',
      type: 'semver',
      pushed: yes(),
      platforms: platforms.map((one) => text(one)),
      dockerfile: text('Dockerfile'),
      at: at(DOCKER, `${line}:13-40`),
      step: { at: at(DOCKER, `${line + 9}:15-40`) },
    })),
    ...more,
  };
}

const upload: PlanUpload<Location> = {
  tool: 'pypa/gh-action-pypi-publish',
  index: { kind: 'pypi', named: null },
  runs: yes(),
  role: 'release',
  events: ['release-published'],
  workflow: RELEASE,
  job: 'publish',
  callers: [],
  at: at(RELEASE, '30:15-42'),
  auth: { kind: 'trusted', isSure: true, name: null, at: null },
  publisher: {
    repository: { owner: 'kelp', name: 'demo' },
    workflow: 'release.yml',
    environment: { value: 'pypi', at: at(RELEASE, '22:18-22') },
  },
  folder: text('dist'),
  files: [
    {
      path: text('demo-1.2.3.tar.gz'),
      kind: 'sdist',
      platform: null,
      madeBy: 'python -m build',
      at: at(RELEASE, '15:14-29'),
    },
    {
      path: text('demo-1.2.3-{the compiler}.whl', 'the compiler'),
      kind: 'wheel',
      platform: text('linux/x86_64'),
      madeBy: 'cibuildwheel',
      at: at(RELEASE, '16:14-29'),
    },
  ],
  open: 'an artifact of another run',
};

const none: PlanUpload<Location> = {
  ...upload,
  tool: 'twine upload',
  index: { kind: 'other', named: 'https://pypi.kelp.example/' },
  runs: answer('no', "`if: github.event_name == 'push'` does not hold", at(RELEASE, '40:9-11')),
  role: null,
  events: [],
  at: at(RELEASE, '41:14-26'),
  auth: { kind: 'token', isSure: false, name: 'TWINE_PASSWORD', at: at(RELEASE, '43:11-25') },
  publisher: null,
  folder: null,
  files: [],
  open: null,
};

const gh = {
  tool: 'softprops/action-gh-release',
  role: 'release',
  job: named(RELEASE, 'publish', null, 'release-published'),
  runs: yes(),
  token: 'github-token',
  tag: text('v1.2.3'),
  draft: answer('no', 'nothing says so', at(RELEASE, '33:15-40')),
  prerelease: answer('unknown', 'it depends on a script', at(RELEASE, '35:11-30')),
  latest: null,
  at: at(RELEASE, '33:15-40'),
} as const;

export const release: PlannedRelease<Location> = {
  version: '1.2.3',
  tag: {
    name: 'v1.2.3',
    from: 'convention',
    evidence: '4 of the last 4 version tags',
    isPrerelease: false,
    isForeign: false,
  },
  targets: [
    {
      path: '.',
      name: 'demo',
      surface: {
        name: { value: 'demo', at: at('pyproject.toml', '2:9-13') },
        imports: [{ value: 'demo', at: at('src/demo/__init__.py', '1:1') }],
        scripts: [{ name: 'demo', target: 'demo.cli:main', at: at('pyproject.toml', '9:8-23') }],
        requiresPython: null,
        extras: ['dev', 'docs'],
      },
    },
  ],
  runs: [
    {
      workflow: DOCKER,
      name: 'Images',
      event: pushed,
      starts: yes('the tag v1.2.3 matches `v*`', at(DOCKER, '5:9-13')),
      jobs: [
        job(DOCKER, 'build', 12, {
          legs: [
            { shown: 'linux/amd64', isKnown: true, runs: yes() },
            { shown: 'linux/arm64', isKnown: true, runs: yes() },
          ],
        }),
        job(DOCKER, 'mac', 40),
        job(DOCKER, 'nightly', 70, {
          runs: answer('no', "`if: github.ref_type == 'branch'` does not hold", at(DOCKER, '71:9-35')),
        }),
      ],
    },
    {
      workflow: '.github/workflows/tests.yml',
      name: null,
      event: pushed,
      starts: answer(
        'no',
        'the tag v1.2.3 is no branch, and `push` is limited by `branches`',
        at('.github/workflows/tests.yml', '3:5-13'),
      ),
      jobs: [],
    },
    {
      workflow: RELEASE,
      name: 'Release',
      event: published,
      starts: yes('`types` lists `published`', at(RELEASE, '4:13-22')),
      jobs: [
        job(RELEASE, 'publish', 20, { environment: text('pypi') }),
        job(RELEASE, 'announce', 50, { remote: 'kelp/shared/.github/workflows/say.yml@v1', runsOn: [] }),
      ],
    },
    {
      workflow: DOCKER,
      name: 'Images',
      event: branch,
      starts: yes('the branch main passes `branches`', at(DOCKER, '4:16-20')),
      jobs: [job(DOCKER, 'build', 12), job(DOCKER, 'nightly', 70)],
    },
  ],
  idle: [
    {
      workflow: '.github/workflows/stale.yml',
      name: null,
      reason: 'it listens for `schedule` only',
      at: at('.github/workflows/stale.yml', '2:3-11'),
    },
  ],
  uploads: [upload, none],
  images: {
    tags: [
      imageTag(text('1.2.3'), [[named(DOCKER, 'build', 'linux/amd64'), 20, 'linux/amd64', 'linux/arm64']]),
      imageTag(
        text('latest'),
        [
          [named(DOCKER, 'build', 'linux/amd64'), 20, 'linux/amd64', 'linux/arm64'],
          [named(DOCKER, 'mac'), 48, 'linux/arm64'],
        ],
        { collides: 'yes' },
      ),
      imageTag(text('{vars.EXTRA}', 'vars.EXTRA'), [[named(DOCKER, 'mac'), 49, 'linux/arm64']], {
        pushed: answer('unknown', 'it is not known whether the line is on', at(DOCKER, '49:13-40')),
      }),
    ],
    branchTags: [imageTag(text('latest-mac'), [[named(DOCKER, 'mac', null, 'push-branch'), 50, 'linux/arm64']])],
  },
  githubRelease: {
    creator: { ...gh, does: 'create-release' },
    steps: [
      { ...gh, does: 'create-release' },
      { ...gh, does: 'create-tag', role: 'branch', tool: 'git push --tags', at: at(RELEASE, '60:14-30') },
    ],
    assets: [
      {
        pattern: text('dist/*.whl'),
        when: 'after',
        tool: gh.tool,
        job: gh.job,
        runs: yes(),
        at: at(RELEASE, '36:18-28'),
      },
    ],
  },
  unknown: [{ about: 'publishing', reason: '`bin/ship` may publish', at: at(RELEASE, '55:14-22') }],
};

export const plan: PlanReport = {
  schemaVersion: 1,
  tool: { name: 'pyrel', version: '0.0.0' },
  command: 'plan',
  repository: { slug: 'kelp/demo', from: 'remote', at: null },
  commit: '0123456789abcdef0123456789abcdef01234567',
  releases: [release],
};

/** The plan with every text that a repository may choose chosen by an enemy. */
export function hostilePlan(evil: string): PlanReport {
  const spoil = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => spoil(one));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoil(one, name)]));
    return typeof value === 'string' && FREE.has(key) ? evil : value;
  };
  const spoilt = spoil(plan) as PlanReport;
  return { ...spoilt, tool: plan.tool };
}

const FREE = new Set(
  'slug version name evidence path value target shown workflow id leg reason file text remote tool named job madeBy open unknown'.split(
    ' ',
  ),
);

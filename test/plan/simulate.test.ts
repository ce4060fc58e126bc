import { describe, expect, test } from 'vitest';
import type { SimulationOptions } from './simulated.ts';
import { jobOf, outline, runOf, simulated } from './simulated.ts';

const JOBS = 'jobs:\n  build:\n    runs-on: x\n    steps: []\n';

async function starts(on: string, options?: SimulationOptions): Promise<readonly string[]> {
  const { runs } = await simulated({ 'release.yml': `on:${on}\n${JOBS}` }, options);
  return runs.map(({ event, starts: { is } }) => `${event.id} ${is}`);
}

describe('which event starts a workflow', () => {
  test.each<[string, string, readonly string[]]>([
    ['every push', ' push', ['push-tag yes', 'push-branch yes']],
    ['tags', '\n  push:\n    tags: ["v*"]', ['push-tag yes', 'push-branch no']],
    ['other tags', '\n  push:\n    tags: ["nightly-*"]', ['push-tag no', 'push-branch no']],
    ['branches', '\n  push:\n    branches: [main]', ['push-tag no', 'push-branch yes']],
    ['branches by pattern', '\n  push:\n    branches: [main, "releases/**"]', ['push-tag no', 'push-branch yes']],
    [
      'branches and paths',
      '\n  push:\n    branches: [main]\n    paths: [src/**]',
      ['push-tag no', 'push-branch unknown'],
    ],
    ['a branch that is ignored', '\n  push:\n    branches-ignore: [main]', ['push-tag no', 'push-branch unknown']],
    ['a created tag', ' create', ['create-tag yes']],
    [
      'a published release',
      '\n  release:\n    types: [published]',
      ['release-created no', 'release-published yes', 'release-released no'],
    ],
    // Drafts are not created, and the browser saves drafts by itself.
    [
      'a created release',
      '\n  release:\n    types: [created]',
      ['release-created unknown', 'release-published no', 'release-released no'],
    ],
    ['a release of any kind', ' release', ['release-created unknown', 'release-published yes', 'release-released yes']],
    ['a start by hand', ' workflow_dispatch', ['dispatch yes']],
    ['what no release does', ' pull_request', []],
    ['calls only', ' workflow_call', []],
  ])('%s', async (_, on, expected) => {
    expect(await starts(on)).toEqual(expected);
  });

  test('a pre-release is not released', async () => {
    const options = { version: '1.2.3rc1' };
    expect(await starts('\n  release:\n    types: [released]', options)).toEqual([
      'release-created no',
      'release-published no',
      'release-prereleased no',
    ]);
    expect(await starts('\n  release:\n    types: [prereleased]', options)).toContain('release-prereleased unknown');
  });

  test('words in the message of the tagged commit start nothing', async () => {
    const message = 'Release 1.2.3\n\n[skip ci]';
    expect(await starts(' push', { message })).toEqual(['push-tag no', 'push-branch yes']);
    expect(await starts('\n  release:\n    types: [published]', { message })).toContain('release-published yes');
  });

  test('workflows that cannot be read are left out', async () => {
    expect((await simulated({ 'release.yml': 'on: push\n' })).runs).toEqual([]);
  });
});

describe('workflows that run after workflows', () => {
  const follow = (more: string): string => `name: Follow\non:\n  workflow_run:\n    workflows: [Tests]\n${more}${JOBS}`;
  const tests = (on: string): string => `name: Tests\non: ${on}\n${JOBS}`;

  test('run for each run of those that they name', async () => {
    const simulation = await simulated({ 'follow.yml': follow(''), 'tests.yml': tests('push') });
    expect(outline(simulation).filter((line) => line.startsWith('follow'))).toEqual([
      'follow.yml on workflow-run:.github/workflows/tests.yml:push-tag: yes',
      'follow.yml on workflow-run:.github/workflows/tests.yml:push-branch: yes',
    ]);
  });

  test('are filtered by the ref that those ran for', async () => {
    const simulation = await simulated({
      'follow.yml': follow('    branches: [main]\n'),
      'tests.yml': tests('{ push: { branches: [main], tags: ["**"] } }'),
    });
    expect(outline(simulation).filter((line) => line.startsWith('follow'))).toEqual([
      'follow.yml on workflow-run:.github/workflows/tests.yml:push-branch: yes',
    ]);
  });

  test('know what ran, and run for the default branch', async () => {
    const simulation = await simulated({
      'release.yml': `on:\n  workflow_run:\n    workflows: [Tests]\njobs:\n  publish:\n    if: github.event.workflow_run.conclusion == 'success' && startsWith(github.event.workflow_run.head_branch, 'v')\n    runs-on: x\n    steps:\n      - uses: a/b@v1\n        with: { ref: "\${{ github.ref }}" }\n`,
      'tests.yml': tests('{ push: { branches: [main], tags: ["v*"] } }'),
    });
    const [afterTag, afterBranch] = simulation.runs.filter(({ event }) => event.name === 'workflow_run');
    expect(afterTag?.jobs[0]?.runs.is).toBe('yes');
    expect(afterBranch?.jobs[0]?.runs.is).toBe('no');
    expect(afterTag?.jobs[0]?.steps[0]?.input('ref')?.value).toBe('refs/heads/main');
  });

  test('come to an end where two wait for one another', async () => {
    const wait = (name: string, other: string): string =>
      `name: ${name}\non:\n  push:\n  workflow_run:\n    workflows: [${other}]\n${JOBS}`;
    const { runs } = await simulated({ 'a.yml': wait('A', 'B'), 'b.yml': wait('B', 'A') });
    expect(runs.length).toBeLessThan(30);
  });
});

describe('what a run knows', () => {
  async function known(expression: string, event: string, options?: SimulationOptions): Promise<string | undefined> {
    const on = '{ push: { branches: [main], tags: ["**"] }, release: { types: [published] }, workflow_dispatch: {} }';
    const simulation = await simulated(
      {
        'release.yml': `on: ${on}\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: a/b@v1\n        with:\n          x: \${{ ${expression} }}\n`,
      },
      options,
    );
    return jobOf(simulation, event, 'a')
      .steps[0]?.input('x')
      ?.value.replace(/\uE010([^\uE011]*)\uE011/g, '{$1}');
  }

  test.each<[string, string, string]>([
    ['github.ref', 'push-tag', 'refs/tags/v1.2.3'],
    ['github.ref', 'release-published', 'refs/tags/v1.2.3'],
    ['github.ref', 'push-branch', 'refs/heads/main'],
    ['github.ref', 'dispatch', '{the ref that is chosen}'],
    ['github.ref_type', 'push-tag', 'tag'],
    ['github.ref_type', 'push-branch', 'branch'],
    ['github.event.ref', 'push-tag', 'refs/tags/v1.2.3'],
    ['github.event.ref', 'release-published', ''],
    ['github.event.release.tag_name', 'release-published', 'v1.2.3'],
    ['github.event.release.tag_name', 'push-tag', ''],
    ['github.event.release.prerelease', 'release-published', 'false'],
    ['github.event.action', 'release-published', 'published'],
    ['github.event.created', 'push-tag', 'true'],
    ['github.event.inputs.x', 'push-tag', ''],
    ['inputs.x', 'push-tag', ''],
    ['inputs.x', 'dispatch', '{inputs.x}'],
    ['github.event.pull_request.merged', 'push-tag', ''],
    ['github.repository', 'push-tag', 'Acme/demo'],
    ['github.repository_owner', 'push-tag', 'Acme'],
    ['github.event.repository.default_branch', 'push-tag', 'main'],
    ['github.event.repository.fork', 'push-tag', '{github.event.repository.fork}'],
    ['github.event.head_commit.message', 'push-tag', '{the message of the commit}'],
    ['github.actor', 'push-tag', '{github.actor}'],
    ['secrets.TOKEN', 'push-tag', '{secrets.TOKEN}'],
    ['github.sha', 'push-tag', '{the commit}'],
  ])('%s on %s', async (expression, event, value) => {
    expect(await known(expression, event)).toBe(value);
  });

  test('the repository may be unknown, and the message known', async () => {
    expect(await known('github.repository', 'push-tag', { slug: null })).toBe('{github.repository}');
    expect(await known('github.event.head_commit.message', 'push-tag', { message: 'Hi' })).toBe('Hi');
  });
});

describe('the tag that is simulated', () => {
  test.each<[string, SimulationOptions, string, string]>([
    ['v*', { version: '1.0.0' }, 'v1.0.0', 'filter'],
    ['"[0-9]+.[0-9]+.[0-9]+"', { version: '1.0.0' }, '1.0.0', 'filter'],
    ['release-*', { version: '1.0.0' }, 'release-1.0.0', 'filter'],
    ['nightly', { version: '1.0.0' }, 'v1.0.0', 'usual'],
    ['v*', { version: '1.0.0', tag: 'demo-1.0.0' }, 'demo-1.0.0', 'given'],
  ])('filter %s', async (pattern, options, name, from) => {
    const { tag } = await simulated({ 'release.yml': `on:\n  push:\n    tags: [${pattern}]\n${JOBS}` }, options);
    expect(tag).toMatchObject({ name, from, version: '1.0.0' });
  });
});

test('a hostile repository comes to an end', async () => {
  const call =
    'on: [push, workflow_call]\njobs:\n' +
    Array.from(
      { length: 12 },
      (_, i) =>
        `  j${i}:\n    strategy: { matrix: { a: [1, 2, 3], b: [1, 2, 3] } }\n    uses: ./.github/workflows/release.yml\n`,
    ).join('');
  const simulation = await simulated({ 'release.yml': call });
  expect(simulation.limits).toEqual(['more than 4000 jobs']);
  expect(runOf(simulation, 'push-tag').jobs.length).toBeLessThan(5000);
});

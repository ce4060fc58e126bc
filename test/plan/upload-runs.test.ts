import { describe, expect, test } from 'vitest';
import { planPublishing } from '../../src/plan/plan-publishing.ts';
import { simulate } from '../../src/plan/simulate.ts';
import type { UploadRuns } from '../../src/plan/upload-runs.ts';
import { planUploadRuns } from '../../src/plan/upload-runs.ts';
import { projectOf } from './uploads.ts';

const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';
const FILE = '.github/workflows/publish.yml';

async function runsOf(tree: { readonly [path: string]: string }): Promise<readonly UploadRuns[]> {
  const project = await projectOf(tree);
  const simulation = simulate({
    workflows: project.workflows,
    tag: { name: 'v1.0.0', version: '1.0.0', from: 'given', isPrerelease: false },
    repository: null,
    message: null,
  });
  return planUploadRuns(simulation, planPublishing(project, project.paths));
}

/** `event: answer`, one for each run. */
async function answers(workflow: string): Promise<readonly string[]> {
  const [found] = await runsOf({ [FILE]: workflow });
  return (found?.runs ?? []).map(({ run, runs }) => `${run.event.id}: ${runs.is}`);
}

const job = (more: string, steps: string): string =>
  `    ${more}\n    runs-on: ubuntu-latest\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;

test('the events of a release, the branch and a start by hand', async () => {
  const on = "on: {push: {branches: [main], tags: ['v*']}, release: {types: [published]}, workflow_dispatch: {}}";
  const workflow = `${on}\njobs:\n  publish:\n${job("if: github.event_name == 'release' || inputs.upload", PYPA)}`;
  expect(await answers(workflow)).toEqual([
    'push-tag: no',
    'release-created: no',
    'release-published: yes',
    'release-released: no',
    'push-branch: no',
    'dispatch: unknown',
  ]);
});

test('the leg of a matrix that uploads stands for all', async () => {
  const workflow = `on: push\njobs:\n  publish:\n${job('strategy: {matrix: {os: [a, b]}}', `${PYPA}\n  if: matrix.os == 'b'`)}`;
  expect(await answers(workflow)).toEqual(['push-tag: yes', 'push-branch: yes']);
});

test('a called workflow is looked up in the run of the one that starts', async () => {
  const [one, two] = await runsOf({
    '.github/workflows/a.yml': "on: {push: {tags: ['v*']}}\njobs:\n  first: {uses: ./.github/workflows/up.yml}\n",
    '.github/workflows/b.yml': 'on: release\njobs:\n  second: {if: false == true, uses: ./.github/workflows/up.yml}\n',
    '.github/workflows/up.yml': `on: workflow_call\njobs:\n  publish:\n${job('timeout-minutes: 5', PYPA)}`,
  });
  expect(one?.starter.file).toBe('.github/workflows/a.yml');
  expect(one?.runs.map(({ runs, when }) => `${when}: ${runs.is}`)).toEqual([
    'a tag is pushed: yes',
    'a commit is pushed to the default branch: no',
  ]);
  expect(two?.runs.every(({ runs }) => runs.is === 'no')).toBe(true);
});

test('what a job needs goes through called workflows', async () => {
  const [found] = await runsOf({
    [FILE]: `on: push\njobs:\n  build: {uses: ./.github/workflows/build.yml}\n  lint:\n${job('timeout-minutes: 5', '- run: lint')}  publish:\n${job('needs: [build]', PYPA)}`,
    '.github/workflows/build.yml': `on: workflow_call\njobs:\n  wheel:\n${job('timeout-minutes: 5', '- uses: actions/checkout@v5\n- run: uv build')}`,
  });
  const [first] = found?.runs ?? [];
  expect(first?.needed.map((one) => one.job.id)).toEqual(['wheel', 'publish']);
  expect(first?.builds.map(({ tool, checkout }) => [tool.value, checkout?.depth])).toEqual([['uv build', 1]]);
});

describe('what may start it beside the simulated runs', () => {
  const open = async (on: string, condition: string, more = ''): Promise<string | null> => {
    const [found] = await runsOf({ [FILE]: `on: ${on}\njobs:\n  publish:\n${job(`if: ${condition}`, PYPA)}${more}` });
    return found?.open?.reason ?? null;
  };
  const branch = `${FILE} is also started by \`push\` of a branch`;

  test.each([
    ['tags alone', "{push: {tags: ['v*']}}", "github.ref == 'refs/heads/x'", null],
    ['a schedule', '{schedule: [{cron: 0 0 * * *}]}', 'true', `${FILE} is also started by \`schedule\``],
    ['a pull request that is not merged', '[release, pull_request]', 'true', null],
    ['a merged one', '{pull_request: {types: [closed]}}', 'true', `${FILE} is also started by \`pull_request\``],
    ['another type of release', '{release: {types: [edited]}}', 'true', `${FILE} is also started by \`release\``],
    ['a branch that is asked for', 'push', "github.ref == 'refs/heads/x'", branch],
    ['no branch makes it true', 'push', "github.event_name == 'release'", null],
    ['a tag is asked for', 'push', "startsWith(github.ref, 'refs/tags/')", null],
    ['one alternative is a branch', 'push', "github.event_name == 'release' || github.ref == 'refs/heads/x'", branch],
    [
      'each alternative asks for another event',
      'push',
      "(github.event_name == 'release' && github.ref == 'x') || github.event_name == 'workflow_dispatch'",
      null,
    ],
    ['not a tag', 'push', "!startsWith(github.ref, 'refs/tags/') && github.ref == 'refs/heads/x'", branch],
  ])('%s', async (_, on, condition, expected) => {
    expect(await open(on, condition)).toBe(expected);
  });

  test('a needed job that no branch starts', async () => {
    const [found] = await runsOf({
      [FILE]: `on: push\njobs:\n  build:\n${job("if: github.event_name == 'release'", '- run: uv build')}  publish:\n${job('needs: [build]', PYPA)}`,
    });
    expect(found?.open).toBe(null);
  });
});

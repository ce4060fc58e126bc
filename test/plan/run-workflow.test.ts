import { describe, expect, test } from 'vitest';
import type { SimulationOptions } from './simulated.ts';
import { jobOf, outline, runOf, simulated, stepLines } from './simulated.ts';

/** Jobs that only need something and have a condition. */
function jobs(entries: { readonly [id: string]: string }): string {
  return `on: push\njobs:\n${Object.entries(entries)
    .map(([id, text]) => `  ${id}:\n    runs-on: x\n${text.replace(/^(?=.)/gm, '    ')}\n    steps: []\n`)
    .join('')}`;
}

async function answers(workflow: string, options?: SimulationOptions): Promise<readonly string[]> {
  const { jobs: runs } = runOf(await simulated({ 'release.yml': workflow }, options), 'push-tag');
  return runs.map(({ job, runs: { is, reason } }) => (is === 'yes' ? `${job.id} runs` : `${job.id} ${is}: ${reason}`));
}

describe('jobs that need jobs', () => {
  test('a job is skipped with what it needs, and all behind it', async () => {
    expect(await answers(jobs({ a: "if: github.ref == 'refs/heads/main'", b: 'needs: a', c: 'needs: [b]' }))).toEqual([
      "a no: `if: github.ref == 'refs/heads/main'` does not hold",
      'b no: it needs job a, which does not run',
      'c no: it needs job b, which does not run',
    ]);
  });

  test('a condition of its own does not help without a status function', async () => {
    const text = jobs({ a: 'if: false', b: "needs: a\nif: github.event_name == 'push'", c: 'needs: a\nif: always()' });
    expect(await answers(text)).toEqual([
      'a no: `if: false` does not hold',
      'b no: it needs job a, which does not run',
      'c runs',
    ]);
  });

  test('a skip reaches beyond a job that ran all the same (actions/runner#491)', async () => {
    const text = jobs({ a: 'if: false', b: 'needs: a\nif: "!cancelled()"', c: 'needs: b' });
    expect((await answers(text)).slice(1)).toEqual([
      'b runs',
      'c no: it needs job b, and job a before that does not run',
    ]);
  });

  test('what is not known stays so', async () => {
    const text = jobs({ a: 'if: vars.DEPLOY', b: 'needs: a', c: "needs: a\nif: github.event_name == 'release'" });
    expect(await answers(text)).toEqual([
      'a unknown: `if: vars.DEPLOY` depends on vars.DEPLOY',
      'b unknown: it depends on whether job a runs',
      "c no: `if: github.event_name == 'release'` does not hold",
    ]);
  });

  test('results and outputs of what is needed', async () => {
    const text = `on: push
jobs:
  plan:
    runs-on: x
    outputs:
      publish: \${{ steps.decide.outputs.publish }}
    steps:
      - id: decide
        run: echo "publish=\${{ startsWith(github.ref, 'refs/tags/') }}" >> "$GITHUB_OUTPUT"
  publish:
    needs: plan
    if: needs.plan.outputs.publish == 'true' && needs.plan.result == 'success'
    runs-on: x
    steps: []
  other:
    needs: plan
    if: needs.plan.outputs.publish != 'true'
    runs-on: x
    steps: []
`;
    expect(await answers(text)).toEqual([
      'plan runs',
      'publish runs',
      "other no: `if: needs.plan.outputs.publish != 'true'` does not hold",
    ]);
  });

  test('jobs that need one another, or nothing that is there, end nothing', async () => {
    const found = await answers(jobs({ a: 'needs: b', b: 'needs: a', c: 'needs: nobody' }));
    expect(found).toHaveLength(3);
    expect(found[2]).toMatch(/^c unknown/);
  });
});

describe('called workflows', () => {
  const called = `on:
  workflow_call:
    inputs:
      index: { default: testpypi }
      tag: {}
    outputs:
      done:
        value: \${{ jobs.upload.outputs.done }}
jobs:
  upload:
    if: inputs.index == 'pypi'
    runs-on: x
    outputs: { done: "\${{ inputs.tag }}" }
    steps:
      - uses: pypa/gh-action-pypi-publish@release/v1
        with: { repository-url: "\${{ inputs.index }}" }
  notify:
    if: github.event_name == 'workflow_call'
    runs-on: x
    steps: []
`;

  test('run with the inputs of their caller, and know the event that started it', async () => {
    const simulation = await simulated({
      'release.yml': `on: push
jobs:
  main:
    uses: ./.github/workflows/called.yml
    with: { index: pypi, tag: "\${{ github.ref_name }}" }
  test:
    uses: ./.github/workflows/called.yml
`,
      'called.yml': called,
    });
    expect(outline(simulation).slice(0, 5)).toEqual([
      'release.yml on push-tag: yes',
      '  yes main > upload',
      '  no main > notify',
      '  no test > upload',
      '  no test > notify',
    ]);
    expect(stepLines(jobOf(simulation, 'push-tag', 'upload').steps)).toEqual([
      'yes pypa/gh-action-pypi-publish@release/v1 repository-url=pypi',
    ]);
  });

  test('what they put out is known to those that need them', async () => {
    const simulation = await simulated({
      'release.yml': `on: push
jobs:
  main:
    uses: ./.github/workflows/called.yml
    with: { index: pypi, tag: v9 }
  after:
    needs: main
    if: always() && needs.main.outputs.done == 'v9'
    runs-on: x
    steps: []
`,
      'called.yml': called,
    });
    expect(outline(simulation)).toContain('  yes after');
  });

  test('one of another repository cannot be followed', async () => {
    const uses = 'acme/workflows/.github/workflows/publish.yml@v1';
    const simulation = await simulated({ 'release.yml': `on: push\njobs:\n  main:\n    uses: ${uses}\n` });
    expect(runOf(simulation, 'push-tag').jobs.map(({ remote }) => remote)).toEqual([uses]);
  });

  test('one that calls itself ends', async () => {
    const text = 'on: [push, workflow_call]\njobs:\n  main:\n    uses: ./.github/workflows/release.yml\n';
    const simulation = await simulated({ 'release.yml': text });
    expect(runOf(simulation, 'push-tag').jobs.map(({ callers }) => callers.length)).toEqual([10]);
  });
});

describe('steps', () => {
  async function steps(text: string, more: { readonly [file: string]: string } = {}): Promise<readonly string[]> {
    const simulation = await simulated({
      'release.yml': `on: push\nenv: { OUTER: outer, IMAGE: demo }\njobs:\n  build:\n    runs-on: ubuntu-latest\n    env: { IMAGE: "ghcr.io/\${{ github.repository }}" }\n    steps:\n${text.replace(/^(?=.)/gm, '      ')}\n`,
      ...more,
    });
    return stepLines(jobOf(simulation, 'push-tag', 'build').steps);
  }

  test('see the variables of workflow, job and step, the inner ones first', async () => {
    expect(
      await steps(
        '- uses: a/b@v1\n  env: { MINE: "${{ env.OUTER }}-x" }\n  with: { a: "${{ env.IMAGE }}", b: "${{ env.MINE }}", c: "${{ env.NONE }}" }',
      ),
    ).toEqual(['yes a/b@v1 a=ghcr.io/Acme/demo b=outer-x c=']);
  });

  test('see what steps before them put out and wrote to the environment', async () => {
    expect(
      await steps(`- id: version
  run: |
    VERSION=\${GITHUB_REF#refs/tags/v}
    echo "version=$VERSION" >> $GITHUB_OUTPUT
    echo "TAG=\${GITHUB_REF_NAME}" >> "$GITHUB_ENV"
    echo "::set-output name=old::x-$VERSION"
- uses: a/b@v1
  with: { a: "\${{ steps.version.outputs.version }}", b: "\${{ env.TAG }}", c: "\${{ steps.version.outputs.old }}", d: "\${{ steps.version.outputs.none }}", e: "\${{ steps.version.outcome }}" }`),
    ).toEqual(['yes VERSION=${GITHUB_REF#refs/tags/v}', 'yes a/b@v1 a=1.2.3 b=v1.2.3 c=x-1.2.3 d= e=success']);
  });

  test.each<[string, string, string]>([
    ['a program', 'echo "v=$(python setup.py --version)" >> $GITHUB_OUTPUT', 'what a command puts out'],
    ['a condition', 'if [ -n "$X" ]; then echo "v=1" >> $GITHUB_OUTPUT; fi', 'a script that goes several ways'],
    ['a program that writes', 'python version.py >> $GITHUB_OUTPUT', 'what a program writes'],
    ['several lines', 'echo "v<<EOF" >> $GITHUB_OUTPUT', 'a value over several lines'],
    ['a called program', './version.sh', 'steps.version.outputs'],
  ])('what %s decides is not known', async (_, script, reason) => {
    const found = await steps(
      `- id: version\n  run: ${JSON.stringify(script)}\n- uses: a/b@v1\n  with: { a: "\${{ steps.version.outputs.v }}" }`,
    );
    expect(found[1]).toContain(reason);
  });

  test('what an action puts out is not known, and what a skipped step does is nothing', async () => {
    expect(
      await steps(
        `- id: other\n  uses: acme/thing@v1\n- id: off\n  if: github.event_name == 'release'\n  run: echo "v=1" >> $GITHUB_OUTPUT\n- uses: a/b@v1\n  with: { a: "\${{ steps.other.outputs.v }}", b: "\${{ steps.off.outputs.v }}", c: "\${{ steps.off.conclusion }}" }`,
      ),
    ).toEqual([
      'yes acme/thing@v1',
      'no echo "v=1" >> $GITHUB_OUTPUT',
      'yes a/b@v1 a={what acme/thing puts out} b= c=skipped',
    ]);
  });

  test('those of a local action stand in its place, with its inputs and outputs', async () => {
    expect(
      await steps(
        '- id: local\n  uses: ./act\n  with: { who: me }\n- uses: a/b@v1\n  with: { a: "${{ steps.local.outputs.said }}" }',
        {
          'act/action.yml': `inputs:
  who: { default: nobody }
  what: { default: "\${{ github.ref_name }}" }
outputs:
  said: { value: "\${{ steps.say.outputs.text }}" }
runs:
  using: composite
  steps:
    - id: say
      shell: bash
      run: echo "text=\${{ inputs.who }} \${{ inputs.what }}" >> "$GITHUB_OUTPUT"
    - if: inputs.who == 'nobody'
      uses: c/d@v1
`,
        },
      ),
    ).toEqual([
      'yes echo "text=${{ inputs.who }} ${{ inputs.what }}" >> "$GITHUB_OUTPUT"',
      'no c/d@v1',
      'yes a/b@v1 a=me v1.2.3',
    ]);
  });

  test('conditions are for the step, and for those of the action that it uses', async () => {
    const found = await steps("- if: github.event_name == 'release'\n  uses: ./act", {
      'act/action.yml': 'runs:\n  using: composite\n  steps:\n    - run: true\n      shell: bash\n',
    });
    expect(found).toEqual(['no true']);
  });

  test('actions that use one another without end are given up', async () => {
    const found = await steps('- uses: ./act', {
      'act/action.yml': 'runs:\n  using: composite\n  steps:\n    - uses: ./act\n    - uses: ./act\n',
    });
    expect(found.length).toBeLessThan(100);
  });
});

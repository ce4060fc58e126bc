import { describe, expect, test } from 'vitest';
import { shownPartial } from '../../src/core/partial.ts';
import { outline, runOf, simulated, stepLines } from './simulated.ts';

/** What `${{ steps.s.outputs.a }}` is behind a script, and the variable `A` where the script writes that. */
async function written(script: string, more = ''): Promise<string> {
  const simulation = await simulated({
    'release.yml': `on: push
env: { TAG: outer }
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - id: s
${more}        run: |
${script.replace(/^/gm, '          ')}
      - uses: actions/cache@v4
        with:
          key: \${{ steps.s.outputs.a }}|\${{ steps.s.outputs.b }}
          env: \${{ env.A }}|\${{ env.TAG }}
`,
  });
  const step = runOf(simulation, 'push-tag').jobs[0]?.steps.at(-1);
  const shown = (name: string): string => shownPartial(step?.input(name)?.value ?? '?');
  return `${shown('key')} ${shown('env')}`;
}

describe('what a script writes', () => {
  test.each<[string, string, string]>([
    ['echo', 'echo "a=1" >> "$GITHUB_OUTPUT"', '1| |outer'],
    ['no blank before the file', 'echo "a=1" >>$GITHUB_OUTPUT', '1| |outer'],
    ['a group', '{ echo a=1; echo b=2; } >> "$GITHUB_OUTPUT"', '1|2 |outer'],
    ['a here-document', 'cat <<EOF >> $GITHUB_OUTPUT\na=1\nb=${TAG}\nEOF', '1|outer |outer'],
    [
      'a here-document that expands nothing',
      "cat <<'EOF' >> $GITHUB_OUTPUT\na=$TAG\nEOF",
      '{what a program writes}|{what a program writes} |outer',
    ],
    ['tee', 'echo a=1 | tee -a $GITHUB_OUTPUT', '{what a program writes}|{what a program writes} |outer'],
    ['printf', 'printf "a=%s\\nb=%s\\n" "$TAG" 2 >> $GITHUB_OUTPUT', 'outer|2 |outer'],
    ['printf used anew', "printf '%s=1\\n' a b >> $GITHUB_OUTPUT", '1|1 |outer'],
    [
      'printf with a width',
      "printf 'a=%5d\\n' 1 >> $GITHUB_OUTPUT",
      '{what a program writes}|{what a program writes} |outer',
    ],
    ['echo -e', 'echo -e "a=1\\nb=2" >> $GITHUB_OUTPUT', '1|2 |outer'],
    ['a name has its case', 'echo "a=$tag" >> $GITHUB_OUTPUT', '{$tag}| |outer'],
    ['a loop', 'for x in 1 2; do\n  echo "a=$x" >> $GITHUB_OUTPUT\ndone', '{a script that goes several ways}| |outer'],
    [
      'a variable for one command',
      'TAG=inner make\necho "a=$TAG" >> $GITHUB_OUTPUT',
      'outer|{steps.s.outputs.b} |outer',
    ],
    ['a variable that is read', 'read TAG < file\necho "a=$TAG" >> $GITHUB_OUTPUT', '{$TAG}| |outer'],
    ['a sourced file', '. ./env.sh\necho "a=$TAG" >> $GITHUB_OUTPUT', '{$TAG}|{a script that reads variables} |outer'],
    ['a list', 'TAG=(x y)\necho "a=$TAG" >> $GITHUB_OUTPUT', '{a script that goes several ways}| |outer'],
    [
      'another name for the file',
      'OUT=$GITHUB_OUTPUT\necho a=1 >> $OUT',
      '{a script that hands on $GITHUB_OUTPUT}|{a script that hands on $GITHUB_OUTPUT} |outer',
    ],
    ['a program that may write', 'semantic-release version', '{steps.s.outputs.a}|{steps.s.outputs.b} |outer'],
    [
      'a value over several lines',
      'echo "a<<EOF" >> $GITHUB_OUTPUT\necho "b=2" >> $GITHUB_OUTPUT\necho EOF >> $GITHUB_OUTPUT',
      '{a value over several lines}| |outer',
    ],
    ['the old form', 'echo "::set-output name=a::1"', '1| |outer'],
    ['the environment', 'echo "A=1" >> $GITHUB_ENV', '| 1|outer'],
    ['the environment, over a variable of the workflow', 'echo "TAG=1" >> $GITHUB_ENV', '| |1'],
    [
      'the environment, by a program',
      'make vars >> $GITHUB_ENV',
      '{steps.s.outputs.a}|{steps.s.outputs.b} {what a program writes}|{what a program writes}',
    ],
  ])('%s', async (_, script, expected) => {
    expect(await written(script)).toBe(expected);
  });

  test('PowerShell is not read', async () => {
    const found = await written('"a=1" >> $env:GITHUB_OUTPUT', '        shell: pwsh\n');
    expect(found).toMatch(/^\{.+\}\|\{.+\} \|outer$/);
  });
});

function called(inputs: string, given: string, used: string): { readonly [file: string]: string } {
  return {
    'release.yml': `on: push\njobs:\n  call:\n    uses: ./.github/workflows/inner.yml\n${given}`,
    'inner.yml': `on:
  workflow_call:
    inputs:
${inputs.replace(/^/gm, '      ')}
jobs:
  inner:
    if: ${used}
    runs-on: x
    steps: []
`,
  };
}

async function answerOf(inputs: string, given: string, used: string): Promise<string | undefined> {
  const simulation = await simulated(called(inputs, given, used));
  return runOf(simulation, 'push-tag').jobs.find(({ job }) => job.id === 'inner')?.runs.is;
}

describe('inputs of a called workflow have the type that it declares', () => {
  test.each<[string, string, string, string]>([
    ['publish: { type: boolean, default: false }', '', 'inputs.publish', 'no'],
    ['publish: { type: boolean, default: true }', '', 'inputs.publish', 'yes'],
    ['publish: { type: boolean }', '', 'inputs.publish == false', 'yes'],
    ['publish: { type: boolean }', '    with: { publish: false }\n', 'inputs.publish', 'no'],
    [
      'publish: { type: boolean }',
      '    with: { publish: "${{ github.event_name == \'push\' }}" }\n',
      'inputs.publish',
      'yes',
    ],
    ['publish: { type: boolean }', '    with: { publish: "${{ vars.X }}" }\n', 'inputs.publish', 'unknown'],
    ['publish: { type: string, default: false }', '', 'inputs.publish', 'yes'],
    ['publish: { type: string }', '', 'inputs.publish', 'no'],
    ['count: { type: number, default: 0 }', '', 'inputs.count', 'no'],
    ['count: { type: number }', '    with: { count: 2 }\n', 'inputs.count > 1', 'yes'],
    [
      'publish: { type: boolean, default: true }',
      '',
      "github.event_name == 'push' && github.event.inputs.publish == null",
      'yes',
    ],
  ])('%s %s: %s is %s', async (inputs, given, used, expected) => {
    expect(await answerOf(inputs, given, used)).toBe(expected);
  });
});

async function conditionOf(text: string): Promise<string | undefined> {
  const simulation = await simulated({
    'release.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    if: ${text}\n    steps: []\n`,
  });
  return runOf(simulation, 'push-tag').jobs[0]?.runs.is;
}

describe('conditions', () => {
  test.each<[string, string]>([
    ["${{ github.event_name == 'release' }}", 'no'],
    // Text around it, be it a line break, makes a text that is not empty.
    ["${{ github.event_name == 'release' }} && true", 'yes'],
    ["|\n      ${{ github.event_name == 'release' }}", 'yes'],
    ["|-\n      ${{ github.event_name == 'release' }}", 'no'],
    ["|\n      github.event_name == 'release'", 'no'],
    ['"!vars.X && vars.X"', 'unknown'],
    ["github.event.head_commit.message == ''", 'unknown'],
    ['github.event.commits[0]', 'unknown'],
    ['github.event.release', 'no'],
    ['failure()', 'no'],
  ])('%s: %s', async (text, expected) => {
    expect(await conditionOf(text)).toBe(expected);
  });
});

describe('what comes after a workflow', () => {
  const after = (condition: string): string =>
    `on: { workflow_run: { workflows: [ci], types: [completed] } }\njobs: { a: { runs-on: x, if: "${condition}", steps: [] } }`;

  test('a run of which no job runs is skipped', async () => {
    const simulation = await simulated({
      'ci.yml': 'name: ci\non: push\njobs: { t: { if: false, runs-on: x, steps: [] } }',
      'release.yml': after("github.event.workflow_run.conclusion == 'success'"),
    });
    expect(outline(simulation)).toContain('  no a');
    expect(outline(simulation)).not.toContain('  yes a');
  });

  test('what may not start starts nothing for sure', async () => {
    const simulation = await simulated({
      'ci.yml': 'name: ci\non: { push: { tags: ["v[^0]*"] } }\njobs: { t: { runs-on: x, steps: [] } }',
      'release.yml': after('true'),
    });
    expect(outline(simulation)).toContain('release.yml on workflow-run:.github/workflows/ci.yml:push-tag: unknown');
  });
});

describe('environments', () => {
  const run = async (steps: string, files: { readonly [file: string]: string } = {}): Promise<readonly string[]> => {
    const simulation = await simulated({
      ...files,
      'release.yml': `on: push\nenv: { A: outer }\njobs:\n  a:\n    runs-on: x\n    steps:\n${steps.replace(/^/gm, '      ')}\n`,
    });
    return stepLines(runOf(simulation, 'push-tag').jobs[0]?.steps ?? []).slice(-1);
  };
  const ask = '- uses: actions/cache@v4\n  with: { key: "${{ env.A }}|${{ env.B }}" }';

  test('those of a step end with it', async () => {
    expect(await run(`- run: true\n  env: { A: own, B: own }\n${ask}`)).toEqual(['yes actions/cache@v4 key=outer|']);
  });

  test('so do those of a step that uses a local action', async () => {
    const action = 'runs:\n  using: composite\n  steps:\n    - { run: "true", shell: bash }';
    expect(await run(`- uses: ./act\n  env: { A: own, B: own }\n${ask}`, { 'act/action.yml': action })).toEqual([
      'yes actions/cache@v4 key=outer|',
    ]);
  });

  test('what a local action leaves reaches the steps behind it', async () => {
    const action = 'runs:\n  using: composite\n  steps:\n    - { run: echo B=1 >> $GITHUB_ENV, shell: bash }';
    expect(await run(`- uses: ./act\n${ask}`, { 'act/action.yml': action })).toEqual([
      'yes actions/cache@v4 key=outer|1',
    ]);
  });

  test('an action that is not known may set what nobody else does', async () => {
    expect(await run(`- uses: acme/version@v1\n${ask}`)).toEqual([
      'yes actions/cache@v4 key=outer|{a variable that acme/version may set}',
    ]);
  });

  test('a local action that does not run puts nothing out', async () => {
    const action =
      'outputs: { x: { value: fixed } }\nruns:\n  using: composite\n  steps:\n    - { run: "true", shell: bash }';
    const used = '- uses: actions/cache@v4\n  with: { key: "${{ steps.l.outputs.x }}" }';
    expect(await run(`- { id: l, uses: ./act, if: false }\n${used}`, { 'act/action.yml': action })).toEqual([
      'yes actions/cache@v4 key=',
    ]);
  });
});

describe('texts that double themselves', () => {
  const last = (steps: readonly string[]): string =>
    `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n${steps.map((step) => `      - ${step}\n`).join('')}`;
  const sixty = <T>(make: (i: number) => T): readonly T[] => Array.from({ length: 60 }, (_, i) => make(i));
  const ask = (what: string): string => `{uses: actions/cache@v4, with: {key: "\${{ ${what} }}"}}`;

  test.each<[string, readonly string[]]>([
    [
      'from step to step',
      [
        ...sixty((i) => {
          const before = `\${{ steps.s${i - 1}.outputs.a }}`;
          return `{id: s${i}, run: 'echo "a=${before}${before}x" >> $GITHUB_OUTPUT'}`;
        }),
        ask('steps.s59.outputs.a'),
      ],
    ],
    [
      'in a script',
      [
        `{id: s, run: "A=xx\\n${sixty(() => 'A=$A$A').join('\\n')}\\necho a=$A >> $GITHUB_OUTPUT"}`,
        ask('steps.s.outputs.a'),
      ],
    ],
    ['in the environment', [...sixty(() => `{run: 'echo "A=x$A$A" >> $GITHUB_ENV'}`), ask('env.A')]],
  ])('%s', async (_, steps) => {
    const simulation = await simulated({ 'release.yml': last(steps) });
    const key = runOf(simulation, 'push-tag').jobs[0]?.steps.at(-1)?.input('key')?.value ?? '';
    expect(shownPartial(key)).toMatch(/\{a (?:long text|text that is too long)|\{\$A\}|\{what a program writes\}/);
  });
});

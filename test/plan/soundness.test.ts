import type { Arbitrary } from 'fast-check';
import { array, assert, asyncProperty, boolean, constantFrom, letrec, oneof, record, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { isWhole } from '../../src/core/partial.ts';
import type { Simulation } from '../../src/plan/simulation.ts';
import { simulated } from './simulated.ts';

/** What a variable of the repository may hold; null where it is not set. */
const VALUES = ['null', "''", "'true'", "'false'", "'0'", "'1.2.3'", "'push'"];

const atoms = constantFrom(
  'vars.X',
  'vars.X',
  "''",
  "'push'",
  "'1.2.3'",
  'true',
  'false',
  '0',
  'null',
  'github.event_name',
  'github.ref_name',
  'github.event.release.tag_name',
  'matrix.a',
  'matrix.b',
  'env.JOB',
  'env.STEP',
  'env.FILE',
  'steps.one.outputs.x',
  'steps.two.outputs.y',
  'needs.first.outputs.x',
  'needs.first.result',
  'steps.two.outcome',
  'always()',
  'success()',
);

const expression: Arbitrary<string> = letrec<{ all: string }>((tie) => ({
  all: oneof(
    { maxDepth: 3, depthSize: 'small' },
    atoms,
    tuple(tie('all'), constantFrom('&&', '||', '==', '!=', '<', '>='), tie('all')).map(
      ([a, operator, b]) => `(${a} ${operator} ${b})`,
    ),
    tie('all').map((a) => `!${a}`),
    tuple(constantFrom('contains', 'startsWith', 'endsWith', 'join'), tie('all'), tie('all')).map(
      ([name, a, b]) => `${name}(${a}, ${b})`,
    ),
    tuple(tie('all'), tie('all')).map(([a, b]) => `format('{0}-{1}', ${a}, ${b})`),
    tie('all').map((a) => `toJSON(${a})`),
  ),
})).all;

/** Status functions stand in conditions only. */
const plain = expression.map((text) => text.replaceAll(/(?:always|success)\(\)/g, 'true'));
const value = oneof(
  plain.map((one) => `\${{ ${one} }}`),
  plain.map((one) => `v-\${{ ${one} }}`),
);
const condition = oneof(
  expression,
  oneof(expression).map((one) => `\${{ ${one} }} `),
);

const script = oneof(
  value.map((one) => `echo "x=${one}" >> "$GITHUB_OUTPUT"`),
  value.map((one) => `A="${one}"\necho "y=\${A:-none}-$JOB" >> $GITHUB_OUTPUT`),
  value.map((one) => `echo "FILE=${one}" >> $GITHUB_ENV`),
  value.map((one) => `printf 'x=%s\\n' "${one}" >> "$GITHUB_OUTPUT"`),
  value.map((one) => `if [ -n "${one}" ]; then echo "x=1" >> $GITHUB_OUTPUT; fi`),
);

const step = (id: string): Arbitrary<object> =>
  record(
    { id: constantFrom(id), if: condition, run: script, env: record({ STEP: value }) },
    { requiredKeys: ['id', 'run'] },
  );

const workflow = record({
  JOB: value,
  firstIf: condition,
  one: step('one'),
  two: step('two'),
  output: plain,
  secondIf: condition,
  b: array(value, { minLength: 1, maxLength: 2 }),
  exclude: value,
  hasExclude: boolean(),
  used: array(tuple(condition, value), { minLength: 1, maxLength: 3 }),
}).map((made) =>
  JSON.stringify({
    on: { push: { tags: ['v*'] }, release: { types: ['published'] } },
    env: { JOB: made.JOB },
    jobs: {
      first: {
        'runs-on': 'ubuntu-latest',
        if: made.firstIf.replaceAll(/\b(?:matrix|env|steps|needs)\.[\w.]+/g, 'vars.X'),
        outputs: { x: `\${{ ${made.output.replaceAll(/\b(?:matrix|needs)\.[\w.]+/g, 'vars.X')} }}` },
        steps: [made.one, made.two],
      },
      second: {
        'runs-on': 'ubuntu-latest',
        needs: ['first'],
        if: made.secondIf.replaceAll(/\b(?:matrix|env|steps)\.[\w.]+/g, 'vars.X'),
        strategy: {
          matrix: {
            a: ['1.2.3', 'x'],
            b: made.b.map((one) => one.replaceAll(/\b(?:matrix|env|steps)\.[\w.]+/g, 'vars.X')),
            ...(made.hasExclude
              ? { exclude: [{ b: made.exclude.replaceAll(/\b(?:matrix|env|steps)\.[\w.]+/g, 'vars.X') }] }
              : {}),
          },
        },
        steps: [
          made.one,
          made.two,
          ...made.used.map(([holds, given]) => ({ if: holds, uses: 'actions/cache@v4', with: { key: given } })),
        ],
      },
    },
  }),
);

/** What is said for certain: of jobs, of steps and of their inputs. `null` stands for what is left open. */
function certain({ runs }: Simulation): ReadonlyMap<string, string | null> {
  const said = new Map<string, string | null>();
  for (const run of runs) {
    for (const job of run.jobs) {
      if (job.leg?.isKnown === false) continue;
      const id = `${run.event.id} ${job.job.id} ${job.leg?.shown ?? ''}`;
      said.set(id, job.runs.is === 'unknown' ? null : job.runs.is);
      if (job.leg !== null && !isWhole(job.text('${{ toJSON(matrix) }}'))) continue;
      for (const [at, one] of job.steps.entries()) {
        said.set(`${id} ${at}`, one.runs.is === 'unknown' ? null : one.runs.is);
        const key = one.input('key')?.value;
        if (key !== undefined && one.runs.is === 'yes') said.set(`${id} ${at} key`, isWhole(key) ? key : null);
      }
    }
  }
  return said;
}

test('what is certain is so whatever the repository sets its variables to', async () => {
  await assert(
    asyncProperty(workflow, async (text) => {
      const open = certain(await simulated({ 'release.yml': text }));
      for (const one of VALUES) {
        const set = certain(await simulated({ 'release.yml': text.replaceAll('vars.X', one) }));
        const changed = [...open].filter(([id, answer]) => answer !== null && (set.get(id) ?? answer) !== answer);
        expect([one, changed.map(([id, answer]) => [id, answer, set.get(id)])]).toEqual([one, []]);
      }
    }),
    { numRuns: 20 },
  );
}, 20_000);

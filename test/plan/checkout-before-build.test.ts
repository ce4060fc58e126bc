import { describe, expect, test } from 'vitest';
import { isUnknown } from '../../src/core/unknown.ts';
import type { BuildRun } from '../../src/plan/checkout-before-build.ts';
import { buildsIn } from '../../src/plan/checkout-before-build.ts';
import { simulate } from '../../src/plan/simulate.ts';
import { projectOf } from './uploads.ts';

async function buildsOf(steps: string, more: { readonly [path: string]: string } = {}): Promise<readonly BuildRun[]> {
  const { workflows } = await projectOf({
    '.github/workflows/build.yml': `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`,
    ...more,
  });
  const tag = { name: 'v1.0.0', version: '1.0.0', from: 'given', isPrerelease: false } as const;
  const { runs } = simulate({ workflows, tag, repository: null, message: null });
  return (runs[0]?.jobs ?? []).flatMap((job) => buildsIn(job, null));
}

const CHECKOUT = '- uses: actions/checkout@v5';

describe('the build', () => {
  test.each([
    ['a command', '- run: python -m build', 'build'],
    ['cibuildwheel', '- uses: pypa/cibuildwheel@v3.2', 'pypa/cibuildwheel'],
    ['a target', '- run: make dist', 'uv build'],
    ['neither', '- run: pip install build', undefined],
    ['not run', '- run: uv build\n  if: false', undefined],
  ])('%s', async (_, step, tool) => {
    const [found] = await buildsOf(`${CHECKOUT}\n${step}`, { Makefile: 'dist:\n\tuv build\n' });
    expect(found?.tool.value).toBe(tool);
  });
});

describe('the depth', () => {
  test.each([
    ['one commit unless told', '', 1],
    ['all of it', '\n  with: {fetch-depth: 0}', 0],
    ['so many', "\n  with: {fetch-depth: '50'}", 50],
    ['no number is all of it', '\n  with: {fetch-depth: full}', 0],
    ['a variable', '\n  with: {fetch-depth: "${{ vars.DEPTH }}"}', 'vars.DEPTH'],
  ])('%s', async (_, given, depth) => {
    const [found] = await buildsOf(`${CHECKOUT}${given}\n- run: uv build`);
    const { checkout } = found ?? {};
    const known = checkout?.depth;
    expect(isUnknown(known) ? known.unknown.replaceAll(/[{}]/g, '') : known).toBe(depth);
  });

  test('another repository beside it is not what is built', async () => {
    const [found] = await buildsOf(`${CHECKOUT}\n  with: {repository: acme/other}\n- run: uv build`);
    expect(found?.checkout).toBe(null);
  });
});

describe('what comes between', () => {
  test.each([
    ['nothing that matters', '- uses: actions/setup-python@v6\n- run: pip install build', null],
    ['a script that fetches', '- run: git fetch --tags', 'a script calls git'],
    ['an action that may', '- uses: acme/tagger@v1', 'acme/tagger may change it'],
    ['a target that tags', '- run: make tag', 'a script calls git'],
    ['a script that is not there', '- run: ./bin/prepare', 'file:bin/prepare may change it'],
  ])('%s', async (_, step, changed) => {
    const [found] = await buildsOf(`${CHECKOUT}\n${step}\n- run: uv build`, { Makefile: 'tag:\n\tgit tag v1\n' });
    expect(found?.checkout?.changed ?? null).toBe(changed);
  });
});

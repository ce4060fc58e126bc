import { describe, expect, test } from 'vitest';
import { jobOf, outline, runOf, simulated } from './simulated.ts';

async function legs(matrix: string): Promise<readonly string[]> {
  const simulation = await simulated({
    'release.yml': `on: push\njobs:\n  build:\n    runs-on: x\n    strategy:\n      matrix:${matrix}\n    steps: []\n`,
  });
  return runOf(simulation, 'push-tag').jobs.map(({ leg }) => (leg === null ? 'none' : leg.isKnown ? leg.shown : '?'));
}

function block(text: string): string {
  return `\n${text.replace(/^/gm, '        ')}`;
}

describe('legs of a matrix', () => {
  test.each<[string, string, readonly string[]]>([
    ['one vector', 'python: ["3.9", "3.10"]', ['3.9', '3.10']],
    ['numbers lose their zeros', 'python: [3.9, 3.10]', ['3.9', '3.1']],
    ['two vectors', 'os: [a, b]\npy: [1, 2]', ['a, 1', 'a, 2', 'b, 1', 'b, 2']],
    ['one is excluded', 'os: [a, b]\npy: [1, 2]\nexclude:\n  - os: a\n    py: 2', ['a, 1', 'b, 1', 'b, 2']],
    ['all of a value are excluded', 'os: [a, b]\npy: [1, 2]\nexclude:\n  - os: a', ['b, 1', 'b, 2']],
    ['included values are added to what fits', 'os: [a, b]\ninclude:\n  - os: a\n    arch: arm', ['a, arm', 'b']],
    ['included values without a vector go to all', 'os: [a, b]\ninclude:\n  - extra: x', ['a, x', 'b, x']],
    ['what fits nothing is a leg of its own', 'os: [a]\ninclude:\n  - os: c\n    arch: arm', ['a', 'c, arm']],
    ['nothing but what is included', 'include:\n  - os: a\n  - os: b', ['a', 'b']],
    // The example of the documentation.
    [
      'the example of the documentation',
      'fruit: [apple, pear]\nanimal: [cat, dog]\ninclude:\n  - color: green\n  - color: pink\n    animal: cat\n  - fruit: apple\n    shape: circle\n  - fruit: banana\n  - fruit: banana\n    animal: cat',
      [
        'apple, cat, pink, circle',
        'apple, dog, green, circle',
        'pear, cat, pink',
        'pear, dog, green',
        'banana',
        'banana, cat',
      ],
    ],
    ['JSON that is known', 'os: ${{ fromJSON(\'["a", "b"]\') }}', ['a', 'b']],
    ['JSON that is not', 'os: ${{ fromJSON(vars.OS) }}', ['?']],
    ['an exclude that is not known', 'os: [a, b]\nexclude: ${{ fromJSON(vars.X) }}', ['?']],
    ['objects', 'platform:\n  - { os: a, arch: x }\n  - { os: b, arch: y }', ['', '']],
  ])('%s', async (_, matrix, expected) => {
    expect(await legs(block(matrix))).toEqual(expected);
  });

  test('the whole matrix may be JSON', async () => {
    const json = '{"include": [{"os": "a"}, {"os": "b"}]}';
    expect(await legs(` >-\n          \${{ fromJSON('${json}') }}`)).toEqual(['a', 'b']);
    expect(await legs(' ${{ fromJSON(needs.plan.outputs.matrix) }}')).toEqual(['?']);
  });

  test('a matrix beyond what GitHub takes is refused there', async () => {
    const many = Array.from({ length: 40 }, (_, i) => i).join(', ');
    expect(await legs(block(`a: [${many}]\nb: [${many}]\nc: [${many}]`))).toEqual(['?']);
  });

  test('values are for the steps, the runner and the name', async () => {
    const simulation = await simulated({
      'release.yml': `on: push
jobs:
  build:
    name: on \${{ matrix.os }}
    runs-on: \${{ matrix.os }}
    strategy:
      matrix:
        os: [ubuntu-latest, windows-latest]
    steps:
      - uses: some/action@v1
        if: runner.os == 'Linux'
        with:
          name: dist-\${{ matrix.os }}
`,
    });
    const jobs = runOf(simulation, 'push-tag').jobs;
    expect(jobs.map(({ name, runsOn }) => [name, ...runsOn])).toEqual([
      ['on ubuntu-latest', 'ubuntu-latest'],
      ['on windows-latest', 'windows-latest'],
    ]);
    expect(jobs.map(({ steps: [step] }) => [step?.runs.is, step?.input('name')?.value])).toEqual([
      ['yes', 'dist-ubuntu-latest'],
      ['no', 'dist-windows-latest'],
    ]);
  });

  test('what the legs put out is known only where they agree', async () => {
    const simulation = await simulated({
      'release.yml': `on: push
jobs:
  build:
    runs-on: x
    strategy: { matrix: { os: [a, b] } }
    outputs:
      same: fixed
      other: \${{ matrix.os }}
    steps: []
  use:
    needs: build
    runs-on: x
    steps:
      - uses: some/action@v1
        with: { same: "\${{ needs.build.outputs.same }}", other: "\${{ needs.build.outputs.other }}" }
`,
    });
    const [step] = jobOf(simulation, 'push-tag', 'use').steps;
    expect(step?.input('same')?.value).toBe('fixed');
    expect(step?.input('other')?.value).toContain('which leg of job build ends last');
    expect(outline(simulation)[1]).toBe('  yes build [a]');
  });
});

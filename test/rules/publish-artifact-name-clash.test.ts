import { rule } from '../../src/rules/publish-artifact-name-clash.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/release.yml';
const PYPROJECT = '[project]\nname = "demo"\nversion = "1.2.3"\n';
const MATRIX = 'strategy: {matrix: {os: [ubuntu-latest, macos-latest]}}';

/** The steps of the first job stand from line 7 on. */
function tree(steps: string, strategy = MATRIX, more = ''): { readonly [path: string]: string } {
  const text = `on: {push: {tags: ['v*']}}\njobs:\n  build:\n    ${strategy}\n    runs-on: ubuntu-latest\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n${more}`;
  return { 'pyproject.toml': PYPROJECT, [FILE]: text };
}

const upload = (name: string, version = 'v4', more = ''): string =>
  `- run: uv build\n- uses: actions/upload-artifact@${version}\n  with:\n    name: ${name}\n    path: dist\n${more}`;
const other = `  sdist:\n    runs-on: ubuntu-latest\n    steps:\n      - run: uv build --sdist\n      - uses: actions/upload-artifact@v4\n        with: {name: wheels, path: dist}\n`;

ruleTester(rule, {
  ok: [
    { name: 'a step that may fail', tree: tree(`${upload('wheels')}  continue-on-error: true`), tag: 'v1.2.3' },
    { name: 'a name for each leg', tree: tree(upload('wheels-${{ matrix.os }}')), tag: 'v1.2.3' },
    { name: 'a name by the number of the leg', tree: tree(upload('wheels-${{ strategy.job-index }}')), tag: 'v1.2.3' },
    { name: 'v3, which merges', tree: tree(upload('wheels', 'v3')), tag: 'v1.2.3' },
    {
      name: 'one after the other takes its place',
      tree: tree(upload('wheels', 'v4', '    overwrite: true\n')),
      tag: 'v1.2.3',
    },
    {
      name: 'a version that is not known',
      tree: tree(upload('wheels', '0123456789012345678901234567890123456789')),
      tag: 'v1.2.3',
    },
    {
      name: 'only one leg stores it',
      tree: tree(`${upload('wheels')}  if: matrix.os == 'ubuntu-latest'`),
      tag: 'v1.2.3',
    },
    { name: 'one leg only', tree: tree(upload('wheels'), 'strategy: {matrix: {os: [ubuntu-latest]}}'), tag: 'v1.2.3' },
    { name: 'legs that are computed', tree: tree(upload('wheels'), 'strategy: {matrix: "${{ fromJSON(vars.M) }}"}') },
    {
      name: 'a name out of a variable that a script sets',
      tree: tree(`- run: echo "NAME=$(uname)" >> "$GITHUB_ENV"\n${upload('${{ env.NAME }}')}`),
    },
    {
      // actions/download-artifact: the artifact is called as its file is, whatever `name` says.
      name: 'a file without an archive',
      tree: tree(
        upload('wheels', 'v7', '    archive: false\n').replace('path: dist', 'path: dist/${{ matrix.os }}.whl'),
      ),
      tag: 'v1.2.3',
    },
    {
      // zauberzeug/nicegui: a folder that only failed tests fill.
      name: 'what a script may leave behind, or not',
      tree: tree(
        upload('screenshots').replace('run: uv build', 'run: pytest').replace('path: dist', 'path: tests/screenshots'),
      ),
      tag: 'v1.2.3',
    },
    { name: 'a job of its own name', tree: tree(upload('other'), 'timeout-minutes: 5', other) },
  ],
  bad: [
    {
      name: 'all legs of a matrix',
      tree: tree(upload('wheels')),
      tag: 'v1.2.3',
      reports: [
        {
          message: 'legs',
          data: { name: 'wheels', job: 'build', count: 2, unique: 'wheels-${{ strategy.job-index }}' },
          at: `${FILE}:10:17-23`,
        },
      ],
    },
    {
      name: 'the name that stands where none is given, in dev mode',
      tree: tree('- run: uv build\n- uses: actions/upload-artifact@v4\n  with: {path: dist}'),
      reports: [
        {
          message: 'legs',
          data: { name: 'artifact', job: 'build', count: 2, unique: 'artifact-${{ strategy.job-index }}' },
          at: `${FILE}:8:15-41`,
        },
      ],
    },
    {
      name: 'two jobs',
      tree: tree(upload('wheels'), 'timeout-minutes: 5', other),
      tag: 'v1.2.3',
      reports: [
        {
          message: 'jobs',
          data: { name: 'wheels', job: 'sdist', other: 'build' },
          at: `${FILE}:18:22-28`,
          related: [`${FILE}:10:17-23`],
        },
      ],
    },
  ],
  skip: [
    { name: 'no artifacts', tree: tree('- run: uv build'), reason: /stores artifacts/ },
    { name: 'no version', tree: { [FILE]: tree(upload('x'))[FILE] ?? '' }, reason: /no version is known/ },
  ],
});

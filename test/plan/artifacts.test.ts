import { describe, expect, test } from 'vitest';
import type { ArtifactPlan, DistFile } from '../../src/plan/artifacts.ts';
import { planArtifacts } from '../../src/plan/artifacts.ts';
import { shownPartial } from '../../src/core/partial.ts';
import { planPublishing } from '../../src/plan/plan-publishing.ts';
import { plannedTag } from '../../src/plan/planned-tag.ts';
import { simulate } from '../../src/plan/simulate.ts';
import { projectOf } from './uploads.ts';

const PYPROJECT = '[project]\nname = "Demo.App"\nversion = "1.2.3"\n';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';

async function planned(text: string, more: { readonly [path: string]: string } = {}): Promise<ArtifactPlan> {
  const tree = { 'pyproject.toml': PYPROJECT, '.github/workflows/release.yml': text, ...more };
  const project = await projectOf(tree);
  const simulation = simulate({
    workflows: project.workflows,
    tag: plannedTag('1.2.3', 'v1.2.3', project),
    repository: null,
    message: null,
  });
  return planArtifacts(simulation, planPublishing(project, project.paths), project);
}

const nameOf = ({ path, platform }: DistFile): string =>
  shownPartial(path) + (platform === null ? '' : ` (${shownPartial(platform)})`);

/** What each upload finds: `dist: a.whl b.tar.gz`, with why there may be more. */
async function found(text: string, more?: { readonly [path: string]: string }): Promise<readonly string[]> {
  const { uploads } = await planned(text, more);
  return uploads.map(({ folder, files, open }) =>
    `${shownPartial(folder)}: ${files.map(nameOf).join(' ')}${open === null ? '' : ` + ${open}`}`.trim(),
  );
}

/** What is stored: `name: files`. */
async function stored(text: string): Promise<readonly string[]> {
  const { artifacts } = await planned(text);
  return artifacts.map(({ name, files, open }) =>
    `${shownPartial(name)}: ${files.map(nameOf).join(' ')}${open === null ? '' : ` + ${open}`}`.trim(),
  );
}

type Jobs = { readonly [id: string]: string };

function workflow(jobs: Jobs, more: Jobs = {}): string {
  const lines = Object.entries(jobs).map(
    ([id, steps]) =>
      `  ${id}:\n    runs-on: ubuntu-latest\n${more[id] ?? ''}    steps:\n${steps.replace(/^(?=.)/gm, '      ')}\n`,
  );
  return `on: {push: {tags: ['v*']}}\njobs:\n${lines.join('')}`;
}

const one = (steps: string): string => workflow({ publish: steps });
const BOTH = 'demo_app-1.2.3.tar.gz demo_app-1.2.3-*.whl';
const upload = (more: string): string => `- uses: actions/upload-artifact@v4\n  with: {${more}}`;
const download = (more: string, version = 'v4'): string =>
  `- uses: actions/download-artifact@${version}\n  with: {${more}}`;
const NEEDS = { publish: '    needs: [build]\n' };
const across = (build: string, publish: string): string => workflow({ build, publish: `${publish}\n${PYPA}` }, NEEDS);

describe('builds', () => {
  const folders: readonly (readonly [command: string, found: string])[] = [
    ['python -m build', `dist: ${BOTH}`],
    ['python -m build --wheel', 'dist: demo_app-1.2.3-*.whl'],
    ['pipx run build --sdist --outdir dist/', 'dist: demo_app-1.2.3.tar.gz'],
    ['uvx --from build pyproject-build', `dist: ${BOTH}`],
    ['uv build', `dist: ${BOTH}`],
    ['uv build --out-dir wheels', 'dist:'],
    ['hatch build -t wheel', 'dist: demo_app-1.2.3-*.whl'],
    ['flit build --format=sdist', 'dist: demo_app-1.2.3.tar.gz'],
    ['pdm build --no-wheel', 'dist: demo_app-1.2.3.tar.gz'],
    ['poetry build -f wheel', 'dist: demo_app-1.2.3-*.whl'],
    ['python setup.py sdist bdist_wheel', `dist: ${BOTH}`],
    ['maturin build --sdist -o dist', `dist: ${BOTH}`],
    ['pip install build && python -m build && twine check dist/*', `dist: ${BOTH}`],
    ['cd packages/other && python -m build', 'dist:'],
    ['python -m build packages/other --outdir dist', 'dist: *.tar.gz *.whl'],
  ];
  test.each(folders)('%s', async (command, expected) => {
    expect(await found(one(`- run: ${command}\n${PYPA}`))).toStrictEqual([expected]);
  });
  test('what is not known leaves the folder open', async () => {
    expect(await found(one(`- run: ./make-it\n${PYPA}`))).toStrictEqual(['dist:  + what `./make-it` does']);
    expect(await found(one(`- run: python -m build && mv dist/*.whl out/\n${PYPA}`))).toStrictEqual([
      `dist: ${BOTH} + what \`mv\` does`,
    ]);
    expect(await found(one(`- run: |\n    if [ -f x ]; then\n      python -m build\n    fi\n${PYPA}`))).toStrictEqual([
      `dist: ${BOTH} + a condition that decides over the build`,
    ]);
  });
  test('files of the repository', async () => {
    expect(await found(one(PYPA), { 'dist/notes.txt': 'x' })).toStrictEqual([
      'dist:  + files of the repository that lie there',
    ]);
    expect(await found(one(PYPA), { 'dist/.gitignore': '*' })).toStrictEqual(['dist:']);
  });
  test('a redirection writes a file', async () => {
    expect(await found(one(`- run: python -m build && sha256sum dist/* > dist/SHA256SUMS\n${PYPA}`))).toStrictEqual([
      `dist: ${BOTH} SHA256SUMS`,
    ]);
  });
  test('commands that upload', async () => {
    expect(await found(one('- run: python -m build && twine upload dist/*'))).toStrictEqual([`dist: ${BOTH}`]);
    expect(await found(one('- run: uv build -o out && uv publish out/*.whl'))).toStrictEqual([
      'out: demo_app-1.2.3-*.whl',
    ]);
    expect(await found(one('- run: flit publish'))).toStrictEqual([`dist: ${BOTH}`]);
  });
  test('a checkout takes away what lies there', async () => {
    expect(await found(one(`- run: python -m build\n- uses: actions/checkout@v4\n${PYPA}`))).toStrictEqual(['dist:']);
  });
});

describe('wheels that are promised', () => {
  test('cibuildwheel: the system of the runner, the architectures of the settings', async () => {
    const text = workflow(
      {
        build: `- uses: pypa/cibuildwheel@v3\n  env:\n    CIBW_ARCHS_LINUX: x86_64 aarch64\n${upload('name: w, path: wheelhouse/*.whl')}`,
        publish: `${download('name: w, path: dist')}\n${PYPA}`,
      },
      NEEDS,
    );
    expect(await found(text)).toStrictEqual([
      'dist: demo_app-1.2.3-*.whl (linux/x86_64) demo_app-1.2.3-*.whl (linux/aarch64)',
    ]);
  });
  test('a matrix of runners', async () => {
    const matrix = '    strategy: {matrix: {os: [ubuntu-24.04-arm, windows-latest, macos-13]}}\n';
    const text = workflow(
      {
        build: `- uses: pypa/cibuildwheel@v3\n${upload("name: 'w-${{ matrix.os }}', path: wheelhouse")}`,
        publish: `${download('path: dist, pattern: w-*, merge-multiple: true')}\n${PYPA}`,
      },
      { build: matrix, ...NEEDS },
    ).replace('runs-on: ubuntu-latest\n    strategy', 'runs-on: ${{ matrix.os }}\n    strategy');
    const [line = ''] = await found(text);
    expect(line.match(/\(([^)]+)\)/g)).toStrictEqual([
      '(linux/aarch64)',
      '(windows/AMD64)',
      '(windows/x86)',
      '(macos/x86_64)',
    ]);
  });
  test('one identifier, and maturin’s targets', async () => {
    const steps = `- uses: pypa/cibuildwheel@v3\n  with: {only: cp312-win_arm64, output-dir: dist}\n- uses: PyO3/maturin-action@v1\n  with: {target: aarch64-apple-darwin, args: --release --out dist}\n- uses: PyO3/maturin-action@v1\n  with: {command: sdist, args: --out dist}\n${PYPA}`;
    expect(await found(one(steps))).toStrictEqual([
      'dist: demo_app-1.2.3-*.whl (windows/ARM64) demo_app-1.2.3-*.whl (macos/aarch64) demo_app-1.2.3.tar.gz',
    ]);
  });
});

describe('upload-artifact', () => {
  const store = (path: string): Promise<readonly string[]> =>
    stored(
      one(
        `- run: python -m build\n- run: echo a > notes/a.txt\n- uses: actions/upload-artifact@v4\n  with:\n    path: |\n${path.replace(/^/gm, '      ')}`,
      ),
    );
  test('a folder, a pattern and a file are stored by their names', async () => {
    expect(await store('dist/')).toStrictEqual([`artifact: ${BOTH}`]);
    expect(await store('dist/*.whl')).toStrictEqual(['artifact: demo_app-1.2.3-*.whl']);
    expect(await store('./notes/a.txt')).toStrictEqual(['artifact: a.txt']);
  });
  test('of several paths, what they have in common is left out', async () => {
    expect(await store('dist/*\nnotes')).toStrictEqual([
      'artifact: dist/demo_app-1.2.3.tar.gz dist/demo_app-1.2.3-*.whl notes/a.txt',
    ]);
    expect(await store('dist/*.whl\ndist/*.tar.gz')).toStrictEqual([`artifact: ${BOTH}`]);
  });
  test('what is left out', async () => {
    expect(await store('dist/*\n!dist/*.tar.gz')).toStrictEqual(['artifact: demo_app-1.2.3-*.whl']);
  });
  test('a pattern that may take a file', async () => {
    expect(await store('dist/*-any.whl')).toStrictEqual([
      'artifact: demo_app-1.2.3-*.whl + whether the patterns take demo_app-1.2.3-*.whl',
    ]);
  });
});

describe('download-artifact', () => {
  const build = `- run: python -m build\n${upload('name: packages, path: dist')}`;
  const two = `${build}\n- run: echo a > notes/a.txt\n${upload('name: notes, path: notes')}`;
  test('by name', async () => {
    expect(await found(across(build, download('name: packages, path: dist')))).toStrictEqual([`dist: ${BOTH}`]);
    expect(await found(across(build, download('name: packages')))).toStrictEqual(['dist:']);
  });
  test('all, each in a folder of its own', async () => {
    expect(await found(across(two, download('path: dist')))).toStrictEqual([
      'dist: packages/demo_app-1.2.3.tar.gz packages/demo_app-1.2.3-*.whl notes/a.txt',
    ]);
  });
  test('one alone, which has no folder since v5', async () => {
    const nested = 'dist: packages/demo_app-1.2.3.tar.gz packages/demo_app-1.2.3-*.whl';
    expect(await found(across(build, download('path: dist', 'v3')))).toStrictEqual([nested]);
    expect(await found(across(build, download('path: dist', 'v4')))).toStrictEqual([nested]);
    expect(await found(across(build, download('path: dist', 'v5')))).toStrictEqual([`dist: ${BOTH}`]);
  });
  test('by pattern, merged', async () => {
    expect(await found(across(two, download('path: dist, pattern: pack*, merge-multiple: true')))).toStrictEqual([
      `dist: ${BOTH}`,
    ]);
  });
  test('what hynek’s action stores', async () => {
    const inspect = '- uses: hynek/build-and-inspect-python-package@v2';
    expect(await found(across(inspect, download('name: Packages, path: dist')))).toStrictEqual([`dist: ${BOTH}`]);
  });
  test('by the number that the upload puts out', async () => {
    const numbered = `- run: uv build\n- uses: actions/upload-artifact@v4\n  id: up\n  with: {path: dist}`;
    const text = across(numbered, download('artifact-ids: "${{ needs.build.outputs.id }}", path: dist', 'v5'));
    const outputs = '    outputs: {id: "${{ steps.up.outputs.artifact-id }}"}\n';
    expect(await found(text.replace('  build:\n', `  build:\n${outputs}`))).toStrictEqual([`dist: ${BOTH}`]);
  });
  test('what cannot be known', async () => {
    expect(await found(across(build, download('name: other, path: dist')))).toStrictEqual([
      'dist:  + what the artifact other holds',
    ]);
    expect(await found(across(build, download('name: packages, path: dist, run-id: 1')))).toStrictEqual([
      'dist:  + what an artifact of another run or repository holds',
    ]);
    const unrelated = workflow({ build, publish: `${download('name: packages, path: dist')}\n${PYPA}` });
    expect(await found(unrelated)).toStrictEqual(['dist:  + what the artifact packages holds']);
  });
});

import { describe, expect, test } from 'vitest';
import { planPublishing } from '../../src/plan/plan-publishing.ts';
import { NONE, PYPA, WORKFLOW, projectOf, run, uploadsOf, workflow } from './uploads.ts';

describe('commands that upload', () => {
  test.each([
    ['twine upload dist/*', 'twine upload'],
    ['python -m twine upload dist/*', 'twine upload'],
    ['python3.12 -W ignore -m twine upload dist/*', 'twine upload'],
    ['pipx run twine upload dist/*', 'twine upload'],
    ['uvx twine@6.1 upload dist/*', 'twine upload'],
    ['uv run --with twine twine upload dist/*', 'twine upload'],
    ['uv tool run twine upload dist/*', 'twine upload'],
    ['poetry run twine upload dist/*', 'twine upload'],
    ['find dist -name "*.whl" -exec twine upload {} +', 'twine upload'],
    ['ls dist/* | xargs twine upload', 'twine upload'],
    ['docker run --rm -v .:/src image twine upload /src/dist/*', 'twine upload'],
    ['if ! twine upload dist/*; then exit 1; fi', 'twine upload'],
    ["bash -c 'twine upload dist/*'", 'twine upload'],
    ['twine \\\n  upload \\\n  dist/*', 'twine upload'],
    ['.venv/bin/twine upload dist/*', 'twine upload'],
    ['uv publish', 'uv publish'],
    ['uv --quiet --directory pkg publish', 'uv publish'],
    ['hatch -v publish', 'hatch publish'],
    ['flit publish', 'flit publish'],
    ['pdm publish --no-build', 'pdm publish'],
    ['poetry publish --build', 'poetry publish'],
    ['poetry --no-interaction -C pkg publish', 'poetry publish'],
    ['maturin upload wheels/*', 'maturin upload'],
    ['rye publish --yes', 'rye publish'],
    ['python setup.py sdist bdist_wheel upload', 'setup.py upload'],
  ])('%s', async (command, tool) => {
    const found = await uploadsOf({ [WORKFLOW]: workflow(run(command)) });
    expect(found.map((line) => line.split(' → ')[0])).toEqual([tool]);
  });

  test.each([
    ['said, not done', 'echo twine upload dist/*'],
    ['a comment', '# twine upload dist/*\ntrue'],
    ['a here-document', 'cat > notes.txt <<EOF\ntwine upload dist/*\nEOF'],
    ['a check', 'twine check --strict dist/*'],
    ['an installation', 'pip install twine\nuv tool install twine'],
    ['a dry run', 'uv publish --dry-run'],
    ['another command of the tool', 'poetry build\nuv build\nmaturin build --release'],
    ['a package of another kind', 'cargo publish\nnpm publish'],
  ])('%s is no upload', async (_, command) => {
    expect(await uploadsOf({ [WORKFLOW]: workflow(run(command)) })).toEqual([]);
  });

  test('a step that never runs is no upload', async () => {
    expect(await uploadsOf({ [WORKFLOW]: workflow(`${PYPA}\n  if: \${{ false }}`) })).toEqual([]);
    expect(await uploadsOf({ [WORKFLOW]: workflow(PYPA, 'if: false') })).toEqual([]);
  });
});

describe('where an upload goes', () => {
  test.each([
    ['twine upload dist/*', 'pypi'],
    ['twine upload -r testpypi dist/*', 'testpypi'],
    ['twine upload --repository test-pypi dist/*', 'testpypi'],
    ['twine upload --repository=pypi dist/*', 'pypi'],
    ['twine upload --repository-url https://test.pypi.org/legacy/ dist/*', 'testpypi'],
    ['twine upload --repository-url https://pypi.example.com/simple dist/*', 'other'],
    ['twine upload -r internal dist/*', 'unknown'],
    ['twine upload --repository-url "${{ inputs.url }}" dist/*', 'unknown'],
    ['export TWINE_REPOSITORY_URL=https://test.pypi.org/legacy/\ntwine upload dist/*', 'testpypi'],
    ['TWINE_REPOSITORY=testpypi twine upload dist/*', 'testpypi'],
    ['uv publish --index testpypi', 'testpypi'],
    ['uv publish --publish-url https://upload.pypi.org/legacy/', 'pypi'],
    ['hatch publish -r test', 'testpypi'],
    ['hatch publish -r main', 'pypi'],
    ['poetry config repositories.staging https://test.pypi.org/legacy/\npoetry publish -r staging', 'testpypi'],
    ['flit publish --repository testpypi', 'testpypi'],
    ['maturin publish --repository-url https://test.pypi.org/legacy/', 'testpypi'],
  ])('%s', async (command, index) => {
    const [found] = await uploadsOf({ [WORKFLOW]: workflow(run(command)) });
    expect(found).toContain(`→ ${index},`);
  });

  test.each([
    ['no input', '', 'pypi'],
    ['kebab case', 'repository-url: https://test.pypi.org/legacy/', 'testpypi'],
    ['snake case, as before v1.8', 'repository_url: https://test.pypi.org/legacy/', 'testpypi'],
    ['another index', 'repository-url: https://pypi.example.com/legacy/', 'other'],
    ['an expression', "repository-url: ${{ env.TEST == 'true' && 'https://test.pypi.org/legacy/' || '' }}", 'unknown'],
    ['a variable of the workflow', 'repository-url: ${{ env.INDEX }}', 'testpypi'],
  ])('the action with %s', async (_, input, index) => {
    const [found] = await uploadsOf({
      [WORKFLOW]: workflow(
        `${PYPA}\n  with:\n    print-hash: true\n    ${input}`,
        undefined,
        'env: {INDEX: https://test.pypi.org/legacy/}',
      ),
    });
    expect(found).toContain(`→ ${index},`);
  });

  test('[tool.uv] publish-url moves the default, that of an index does not', async () => {
    const text = workflow(run('uv publish'));
    expect(
      await uploadsOf({ [WORKFLOW]: text, 'pyproject.toml': '[tool.uv]\npublish-url = "https://pypi.example.com/"\n' }),
    ).toEqual(['uv publish → unknown, trusted if granted, granted']);
    expect(
      await uploadsOf({
        [WORKFLOW]: text,
        'pyproject.toml': '[[tool.uv.index]]\nname = "testpypi"\npublish-url = "https://test.pypi.org/legacy/"\n',
      }),
    ).toEqual(['uv publish → pypi, trusted, granted']);
  });
});

describe('uploads elsewhere in the repository', () => {
  const action = `inputs:\n  token: {default: ''}\n  index: {default: https://test.pypi.org/legacy/}\nruns:\n  using: composite\n  steps:\n    ${PYPA}\n      with:\n        password: \${{ inputs.token }}\n        repository-url: \${{ inputs.index }}\n`;

  test.each([
    ['without inputs', '- uses: ./.github/actions/publish', 'testpypi, trusted'],
    [
      'with inputs',
      '- uses: ./.github/actions/publish\n  with:\n    token: ${{ secrets.T }}\n    index: https://upload.pypi.org/legacy/',
      'pypi, password ${{ inputs.token }}',
    ],
  ])('a composite action %s', async (_, steps, said) => {
    expect(await uploadsOf({ [WORKFLOW]: workflow(steps), '.github/actions/publish/action.yml': action })).toEqual([
      `pypa/gh-action-pypi-publish → ${said}, granted`,
    ]);
  });

  test('inputs of a called workflow', async () => {
    const callee = `on:\n  workflow_call:\n    inputs:\n      index: {type: string, default: ''}\njobs:\n  upload:\n    runs-on: ubuntu-latest\n    steps:\n      ${PYPA}\n        with:\n          repository-url: \${{ inputs.index }}\n`;
    const caller =
      'on: push\njobs:\n  a:\n    uses: ./.github/workflows/upload.yml\n  b:\n    uses: ./.github/workflows/upload.yml\n    with: {index: https://test.pypi.org/legacy/}\n';
    const found = await uploadsOf({ '.github/workflows/upload.yml': callee, '.github/workflows/push.yml': caller });
    expect(found).toEqual([
      'pypa/gh-action-pypi-publish → pypi, trusted, denied',
      'pypa/gh-action-pypi-publish → testpypi, trusted, denied',
    ]);
  });

  test.each([
    [
      'a target of make',
      'make release',
      { Makefile: 'release: build\n\t$(PYTHON) -m twine upload dist/*\nbuild:\n\tpython -m build\n' },
      'twine upload',
    ],
    [
      'a target that another depends on',
      'make all',
      { Makefile: 'all: publish\npublish:\n\t@$(UV) publish\n' },
      'uv publish',
    ],
    ['a recipe of just', 'just publish', { justfile: 'publish:\n    uv publish\n' }, 'uv publish'],
    [
      'a script',
      'bash ./bin/publish',
      { 'bin/publish': '#!/bin/sh\nset -e\nrye publish --token=$TOKEN\n' },
      'rye publish',
    ],
    [
      'a script that make runs',
      'make ship',
      { Makefile: 'ship:\n\t./ship.sh\n', 'ship.sh': 'flit publish\n' },
      'flit publish',
    ],
  ])('%s', async (_, command, files, tool) => {
    const found = await uploadsOf({ [WORKFLOW]: workflow(run(command)), ...files });
    expect(found.map((line) => line.split(' → ')[0])).toEqual([tool]);
  });

  test('commands of a folded block are told apart, though they share its place', async () => {
    const found = await uploadsOf({
      [WORKFLOW]: workflow('- run: >\n    make check &&\n    make publish'),
      Makefile: 'check:\n\tpytest\npublish:\n\tuv publish\n',
    });
    expect(found).toEqual(['uv publish → pypi, trusted if granted, granted']);
  });

  test('a script sees the variables of its step', async () => {
    const found = await uploadsOf({
      [WORKFLOW]: workflow(run('bin/publish', 'env:\n  TOKEN: ${{ secrets.T }}')),
      'bin/publish': 'rye publish --token=$TOKEN\n',
    });
    expect(found).toEqual(['rye publish → pypi, --token --token=$TOKEN, granted']);
  });
});

describe('hostile repositories', () => {
  test('actions and scripts that go round in circles', async () => {
    const found = await uploadsOf({
      [WORKFLOW]: workflow(`- uses: ./a\n${run('make a')}`),
      'a/action.yml': 'runs: {using: composite, steps: [{uses: ./b}]}',
      'b/action.yml': 'runs: {using: composite, steps: [{uses: ./a}, {run: uv publish, shell: bash}]}',
      Makefile: 'a: b\n\tuv publish\nb: a\n\tflit publish\n',
    });
    expect(found.length).toBeLessThan(20);
  });

  test('scripts and actions that grow by the power of their depth', async () => {
    const tree: { [path: string]: string } = { [WORKFLOW]: workflow(`${run('./s0.sh')}- uses: ./a0`) };
    for (let i = 0; i < 5; i++) {
      tree[`s${i}.sh`] = `./s${i + 1}.sh\n`.repeat(50);
      tree[`a${i}/action.yml`] = `runs: {using: composite, steps: [${`{uses: ./a${i + 1}}, `.repeat(50)}]}`;
    }
    const project = await projectOf(tree);
    expect(planPublishing(project, project.paths).unsure).toEqual([
      { reason: 'the workflows run too much to be followed', place: project.anchor },
    ]);
  });

  test('a block of thousands of variables', async () => {
    const block = Array.from({ length: 3000 }, (_, i) => `A${i}: b`).join('\n  ');
    expect(await uploadsOf({ [WORKFLOW]: workflow(run('uv publish'), NONE, `env:\n  ${block}`) })).toEqual([
      'uv publish → unknown, unknown, denied',
    ]);
  });

  test('workflows that call one another', async () => {
    const call = (other: string): string =>
      `on: [push, workflow_call]\njobs:\n  one: {uses: ./.github/workflows/${other}.yml}\n  two: {uses: ./.github/workflows/${other}.yml}\n`;
    const project = await projectOf({ '.github/workflows/a.yml': call('b'), '.github/workflows/b.yml': call('a') });
    expect(planPublishing(project, project.paths).uploads).toEqual([]);
  });
});

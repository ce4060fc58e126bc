import { describe, expect, test } from 'vitest';
import type { Tree } from './uploads.ts';
import { WORKFLOW, run, unsureOf, uploadsOf, workflow } from './uploads.ts';

describe('what may publish and cannot be read', () => {
  test.each([
    [
      'a workflow of another repository',
      `on: push\njobs:\n  release:\n    uses: acme/ci/.github/workflows/publish.yml@v1\n`,
      {},
      'job release runs acme/ci/.github/workflows/publish.yml@v1',
    ],
    [
      'a called workflow that is not there',
      `on: push\njobs:\n  release:\n    uses: ./.github/workflows/publish.yml\n`,
      {},
      'job release runs ./.github/workflows/publish.yml',
    ],
    [
      'an action that pyrel does not know',
      workflow('- uses: acme/publish-python@v1'),
      {},
      'acme/publish-python@v1 may publish',
    ],
    [
      'semantic release without a token',
      workflow('- uses: python-semantic-release/python-semantic-release@v9'),
      {},
      'python-semantic-release/python-semantic-release@v9 may publish',
    ],
    [
      'a local action that is not there',
      workflow('- uses: ./.github/actions/publish'),
      {},
      'the action in .github/actions/publish may publish',
    ],
    ['a session of nox', workflow(run('nox -s publish')), {}, '`nox -s publish` may publish'],
    ['an environment of tox', workflow(run('python -m tox -e release')), {}, '`python -m tox -e release` may publish'],
    ['a task of invoke', workflow(run('invoke release')), {}, '`invoke release` may publish'],
    [
      'a target that is included',
      workflow(run('make publish')),
      { Makefile: 'include common.mk\n' },
      '`make publish` may publish',
    ],
    [
      'a Python script',
      workflow(run('python scripts/release.py')),
      { 'scripts/release.py': '' },
      '`python scripts/release.py` may publish',
    ],
    ['a script that is not there', workflow(run('./publish.sh')), {}, '`./publish.sh` may publish'],
    [
      'Python in the step',
      workflow('- run: subprocess.run(["twine", "upload"])\n  shell: python'),
      {},
      'a python script may publish',
    ],
    [
      'curl to the index',
      workflow(run('curl -F content=@x https://upload.pypi.org/legacy/')),
      {},
      '`curl -F content=@x https://upload.pypi.org/legacy/` may publish',
    ],
    [
      'a secret for PyPI',
      workflow(run('./ship', 'env:\n  X: ${{ secrets.PYPI_TOKEN }}')),
      {},
      'job publish is handed the secret PYPI_TOKEN',
    ],
    ['a workflow that cannot be read', 'on: push\njobs: [\n', {}, '.github/workflows/release.yml cannot be read'],
    ['GitLab', workflow(run('pytest')), { '.gitlab-ci.yml': '' }, '.gitlab-ci.yml may publish'],
    ['Travis', workflow(run('pytest')), { '.travis.yml': '' }, '.travis.yml may publish'],
    ['Azure Pipelines', workflow(run('pytest')), { 'azure-pipelines.yml': '' }, 'azure-pipelines.yml may publish'],
    ['CircleCI', workflow(run('pytest')), { '.circleci/config.yml': '' }, '.circleci/config.yml may publish'],
    ['Jenkins', workflow(run('pytest')), { Jenkinsfile: '' }, 'Jenkinsfile may publish'],
    ['Zuul', workflow(run('pytest')), { '.zuul.yaml': '' }, '.zuul.yaml may publish'],
  ])('%s', async (_, text, files, reason) => {
    const tree: Tree = { [WORKFLOW]: text, ...(files as Tree) };
    expect(await unsureOf(tree)).toEqual([reason]);
    expect(await uploadsOf(tree)).toEqual([]);
  });

  test.each([
    [
      'tests and builds',
      'pytest\npython -m build\ntwine check --strict dist/*\nuv run twine check dist/*\ntox -e py312\nnox -s tests\nmake test',
    ],
    [
      'releases of another kind',
      'gh release upload v1 dist/*\nnpm publish\ncargo publish\ndocker push x/release\nmkdocs gh-deploy',
    ],
    [
      'installing',
      'pip install twine\npipx install poetry-plugin-pypi-mirror\npoetry add twine\npython -m venv test_pypi',
    ],
    ['downloads', 'curl -sSL https://github.com/acme/tool/releases/download/v1/tool | tar x'],
    // mahimailabs/voicegateway
    ['linters', 'shellcheck deploy/fly/deploy.sh\nactionlint .github/workflows/publish.yml\nruff check release.py'],
    ['notes', 'python -c "print(\'release\')"\ngit tag release\ncz changelog'],
  ])('%s: nothing', async (_, command) => {
    expect(await unsureOf({ [WORKFLOW]: workflow(run(command)) })).toEqual([]);
  });

  test.each([
    'actions/upload-artifact',
    'softprops/action-gh-release',
    'release-drafter/release-drafter',
    'peaceiris/actions-gh-pages',
    'actions/deploy-pages',
    'docker/build-push-action',
    'googleapis/release-please-action',
    'python-semantic-release/publish-action',
  ])('%s publishes something else', async (slug) => {
    expect(await unsureOf({ [WORKFLOW]: workflow(`- uses: ${slug}@v1`) })).toEqual([]);
  });
});

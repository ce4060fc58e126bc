import { expect, test } from 'vitest';
import { uploadsOf, unsureOf, run, workflow, WORKFLOW } from '../plan/uploads.ts';

const TOX = `[tox]
envlist = py3

[testenv:release]
pass_env = TWINE_PASSWORD
commands =
    python -c "import shutil; shutil.rmtree('dist', ignore_errors=True)"
    - {envpython} -m build
    python -m twine upload {posargs} dist/*

[testenv:publish]
commands = flit publish --setup-py
`;
const NOX = `import nox

@nox.session
def tests(session):
    session.run("pytest", *session.posargs)

@nox.session(name="publish", python="3.12")
def upload(session: nox.Session) -> None:
    session.install("build", "twine")
    session.run("python", "-m", "build")
    if session.posargs:
        session.run("twine", "upload", "--skip-existing", *dists, env={"A": "b"})
`;
const PASSWORD = 'env:\n  TWINE_PASSWORD: ${{ secrets.PYPI }}';
const TWINE = ['twine upload → pypi, TWINE_PASSWORD ${{ secrets.PYPI }}, granted'];

test.each([
  ['tox -e release', TWINE],
  ['tox run -e py3,release', TWINE],
  ['python -m tox -erelease -- --verbose', TWINE],
  ['uvx --with tox-uv tox -e release', TWINE],
  ['pipx run tox -e publish', ['flit publish → pypi, unknown, granted']],
  ['tox -e py3', []],
  ['tox', []],
  ['pip install tox', []],
  ['nox -s publish', TWINE],
  ['nox --session publish', TWINE],
  ['uv run nox -s tests publish -- 1.0', TWINE],
  ['nox -s tests', []],
  ['nox -s upload', []],
])('%s', async (command, uploads) => {
  const tree = { [WORKFLOW]: workflow(run(command, PASSWORD)), 'tox.ini': TOX, 'noxfile.py': NOX };
  expect(await uploadsOf(tree)).toEqual(uploads);
});

test.each(['tox -e release', 'nox -s release'])(
  '%s without a file that says what it runs may publish',
  async (command) => {
    expect(await unsureOf({ [WORKFLOW]: workflow(run(command)) })).toEqual([`\`${command}\` may publish`]);
  },
);

import { describe, expect, test } from 'vitest';
import { NONE, PYPA, WORKFLOW, run, uploadsOf, workflow } from './uploads.ts';

describe('how an upload authenticates', () => {
  const secret = '${{ secrets.PYPI_TOKEN }}';

  test.each([
    ['the action without a password', PYPA, 'trusted'],
    ['the action with an empty password', `${PYPA}\n  with: {password: ''}`, 'trusted'],
    ['the action with a password', `${PYPA}\n  with:\n    password: ${secret}`, `password ${secret}`],
    ['the action with a user and no password', `${PYPA}\n  with: {user: me}`, 'unknown'],
    [
      'the action with a password that another step made',
      `${PYPA}\n  with:\n    password: \${{ steps.mint.outputs.token }}`,
      'unknown',
    ],
    ['the action at a version before trusted publishing', '- uses: pypa/gh-action-pypi-publish@v1.5.1', 'unknown'],
    ['the action at a branch from before trusted publishing', '- uses: pypa/gh-action-pypi-publish@master', 'unknown'],
    [
      'the action at a commit',
      '- uses: pypa/gh-action-pypi-publish@ed0c53931b1dc9bd32cbe73a98c7f6766f8a527e',
      'trusted',
    ],
    ['the action beside variables that it does not read', `${run('cat secrets.env >> $GITHUB_ENV')}${PYPA}`, 'trusted'],
    ['the action beside a password for twine', `${PYPA}\n  env:\n    TWINE_PASSWORD: ${secret}`, 'unknown'],
    ['the image of the action', '- uses: docker://ghcr.io/pypa/gh-action-pypi-publish:v1.13.0', 'trusted'],
    [
      'another action',
      `- uses: JRubics/poetry-publish@v2.0\n  with:\n    pypi_token: ${secret}`,
      `pypi_token ${secret}`,
    ],
    [
      'semantic release up to v7',
      `- uses: python-semantic-release/python-semantic-release@v7.34.6\n  with:\n    pypi_token: ${secret}`,
      `pypi_token ${secret}`,
    ],
    [
      'maturin as an action',
      `- uses: PyO3/maturin-action@v1\n  env:\n    MATURIN_PYPI_TOKEN: ${secret}\n  with: {command: upload, args: --skip-existing dist/*}`,
      `MATURIN_PYPI_TOKEN ${secret}`,
    ],
    [
      'a variable of the step',
      run('twine upload dist/*', `env:\n  TWINE_PASSWORD: ${secret}`),
      `TWINE_PASSWORD ${secret}`,
    ],
    ['a flag', run(`uv publish --token ${secret}`), `--token ${secret}`],
    ['a flag with an equals sign', run(`uv publish --token=${secret}`), `--token --token=${secret}`],
    ['a flag of one letter', run('poetry publish -u __token__ -p "$TOKEN"', `env:\n  TOKEN: ${secret}`), '-p "$TOKEN"'],
    ['a flag without a blank', run(`twine upload -u x -p${secret} dist/*`), `-p -p${secret}`],
    ['a variable before the command', run(`TWINE_PASSWORD=${secret} twine upload dist/*`), `TWINE_PASSWORD ${secret}`],
    [
      'an exported variable',
      run(`export TWINE_PASSWORD="${secret}"\ntwine upload dist/*`),
      `TWINE_PASSWORD "${secret}"`,
    ],
    [
      'a variable that a step before has left',
      `${run(`echo "UV_PUBLISH_TOKEN=${secret}" >> "$GITHUB_ENV"`)}${run('uv publish')}`,
      `UV_PUBLISH_TOKEN "UV_PUBLISH_TOKEN=${secret}"`,
    ],
    [
      'poetry, configured by a step before',
      `${run(`poetry config pypi-token.pypi ${secret}`)}${run('poetry publish')}`,
      `pypi-token.pypi ${secret}`,
    ],
    [
      'poetry, configured by a variable',
      run('poetry publish', `env:\n  POETRY_PYPI_TOKEN_PYPI: ${secret}`),
      `POETRY_PYPI_TOKEN_PYPI ${secret}`,
    ],
    [
      'a token that the script minted',
      run('token=$(curl -s https://pypi.org/_/oidc/mint-token)\ntwine upload -p "$token" dist/*'),
      'unknown',
    ],
    ['uv told to', run('uv publish --trusted-publishing always'), 'trusted'],
    ['uv told not to', run('uv publish --trusted-publishing never'), 'unknown'],
    ['twine without credentials', run('twine upload dist/*'), 'trusted if granted'],
    ['pdm without credentials', run('pdm publish'), 'trusted if granted'],
    ['poetry without credentials', run('poetry publish'), 'unknown'],
    ['hatch without credentials', run('hatch publish'), 'unknown'],
    ['flit by its variable', run('flit publish', `env:\n  FLIT_PASSWORD: ${secret}`), `FLIT_PASSWORD ${secret}`],
    [
      'hatch by its variable',
      run('hatch publish', `env:\n  HATCH_INDEX_AUTH: ${secret}`),
      `HATCH_INDEX_AUTH ${secret}`,
    ],
    [
      'pdm by its variable',
      run('pdm publish', `env:\n  PDM_PUBLISH_PASSWORD: ${secret}`),
      `PDM_PUBLISH_PASSWORD ${secret}`,
    ],
    ['a variable that is empty', run('twine upload dist/*', "env: {TWINE_PASSWORD: ''}"), 'trusted if granted'],
    [
      'a variable of the organisation',
      run('twine upload dist/*', 'env:\n  TWINE_PASSWORD: ${{ vars.TOKEN }}'),
      'TWINE_PASSWORD ${{ vars.TOKEN }}',
    ],
    ['variables that cannot be read', run('twine upload dist/*', 'env: ${{ fromJSON(x) }}'), 'unknown'],
  ])('%s', async (_, steps, auth) => {
    const [found] = await uploadsOf({ [WORKFLOW]: workflow(steps) });
    expect(found).toContain(`, ${auth}, `);
  });

  test('a .pypirc that a step writes', async () => {
    const [found] = await uploadsOf({
      [WORKFLOW]: workflow(
        `${run(`cat > ~/.pypirc <<EOF\n[pypi]\npassword = ${secret}\nEOF`)}${run('twine upload dist/*')}`,
      ),
    });
    expect(found).toContain('twine upload → pypi, .pypirc cat > ~/.pypirc');
  });

  test.each([
    ['of the job', `permissions: {id-token: write}\nenv:\n  UV_PUBLISH_TOKEN: ${secret}`, ''],
    ['of the workflow', undefined, `env:\n  UV_PUBLISH_TOKEN: ${secret}`],
  ])('a variable %s', async (_, more, top) => {
    expect(await uploadsOf({ [WORKFLOW]: workflow(run('uv publish'), more, top) })).toEqual([
      `uv publish → pypi, UV_PUBLISH_TOKEN ${secret}, granted`,
    ]);
  });

  test('a variable stands for another', async () => {
    const steps = run('uv publish', 'env:\n  UV_PUBLISH_TOKEN: ${{ env.TOKEN }}');
    expect(await uploadsOf({ [WORKFLOW]: workflow(steps, undefined, `env:\n  TOKEN: ${secret}`) })).toEqual([
      'uv publish → pypi, UV_PUBLISH_TOKEN ${{ env.TOKEN }}, granted',
    ]);
  });

  describe('uv without credentials', () => {
    const checkout = '- uses: actions/checkout@v5\n- uses: astral-sh/setup-uv@v7\n';

    test.each([
      ['on a fresh machine', `${checkout}${run('uv build\nuv publish')}`, NONE, 'trusted'],
      ['on a machine of one’s own', `${checkout}${run('uv publish')}`, 'runs-on: self-hosted', 'unknown'],
      ['in a container', `${checkout}${run('uv publish')}`, 'container: image', 'unknown'],
      ['after an action that may log in', `- uses: acme/login@v1\n${run('uv publish')}`, NONE, 'unknown'],
      ['with a keyring', `${checkout}${run('uv publish --keyring-provider subprocess')}`, NONE, 'unknown'],
      ['with a user', `${checkout}${run('uv publish -u me')}`, NONE, 'unknown'],
      ['after uv auth login', `${checkout}${run('uv auth login pypi.org --token x\nuv publish')}`, NONE, 'unknown'],
      [
        'in one of two branches',
        `${checkout}${run('if [ -n "$T" ]; then uv publish --token "$T"; else uv publish; fi')}`,
        NONE,
        'unknown',
      ],
    ])('%s', async (_, steps, more, auth) => {
      const text = workflow(steps, more).replace(
        more.startsWith('runs-on') ? '    runs-on: ubuntu-latest\n' : '\0',
        '',
      );
      const found = await uploadsOf({ [WORKFLOW]: text });
      expect(found.at(-1)).toBe(`uv publish → pypi, ${auth}, denied`);
    });

    test.each(['cat secrets.env >> $GITHUB_ENV', 'echo "$LINE" >> "$GITHUB_ENV"', 'echo "A<<EOF" >> "$GITHUB_ENV"'])(
      'after %s',
      async (command) => {
        const [found] = await uploadsOf({ [WORKFLOW]: workflow(`${run(command)}${run('uv publish')}`, NONE) });
        expect(found).toBe('uv publish → unknown, unknown, denied');
      },
    );

    test('with a keyring in the configuration', async () => {
      expect(
        await uploadsOf({
          [WORKFLOW]: workflow(run('uv publish'), NONE),
          'pyproject.toml': '[tool.uv]\nkeyring-provider = "subprocess"\n',
        }),
      ).toEqual(['uv publish → pypi, unknown, denied']);
    });
  });
});

import { rule } from '../../src/rules/publish-token-auth.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const SECRET = '${{ secrets.PYPI_TOKEN }}';

/** A workflow with one job; the steps begin in line 7. */
function publish(
  steps: string,
  permissions = 'timeout-minutes: 5',
  top = 'on: {release: {types: [published]}}',
): string {
  return `${top}\njobs:\n  publish:\n    ${permissions}\n    runs-on: ubuntu-latest\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}

const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';

ruleTester(rule, {
  ok: [
    { name: 'trusted publishing', tree: { [FILE]: publish(PYPA, 'permissions: {id-token: write}') } },
    { name: 'trusted publishing without the permission is another defect', tree: { [FILE]: publish(PYPA) } },
    {
      name: 'another index may have nothing else',
      tree: {
        [FILE]: publish(`${PYPA}\n  with:\n    password: ${SECRET}\n    repository-url: https://pypi.example.com/`),
      },
    },
    {
      name: 'an index that is computed',
      tree: { [FILE]: publish(`- run: twine upload --repository-url "$URL" -p ${SECRET} dist/*`) },
    },
    {
      name: 'a token that the run has minted for itself',
      tree: { [FILE]: publish('- run: |\n    token=$(./mint)\n    twine upload -p "$token" dist/*') },
    },
    {
      name: 'a token that another step has made',
      tree: { [FILE]: publish(`${PYPA}\n  with:\n    password: \${{ steps.mint.outputs.token }}`) },
    },
    {
      name: 'a step that never runs',
      tree: { [FILE]: publish(`${PYPA}\n  if: false\n  with:\n    password: ${SECRET}`) },
    },
    {
      name: 'a token for something else',
      tree: {
        [FILE]: publish(
          `- run: gh release create v1\n  env:\n    GH_TOKEN: \${{ secrets.GITHUB_TOKEN }}\n${PYPA}`,
          'permissions: {id-token: write}',
        ),
      },
    },
  ],
  bad: [
    {
      name: 'the action with a password',
      tree: { [FILE]: publish(`${PYPA}\n  with:\n    password: ${SECRET}`) },
      reports: [
        {
          message: 'token',
          data: { tool: 'pypa/gh-action-pypi-publish', index: 'PyPI', name: 'password', job: 'publish' },
          at: `${FILE}:9:21-46`,
          related: [`${FILE}:7:15-53`],
        },
      ],
    },
    {
      name: 'a password next to id-token: write is still a password',
      tree: {
        [FILE]: publish(
          `${PYPA}\n  with:\n    user: __token__\n    password: ${SECRET}`,
          'permissions: {id-token: write}',
        ),
      },
      reports: [
        {
          message: 'unused',
          data: { tool: 'pypa/gh-action-pypi-publish', index: 'PyPI', name: 'password', job: 'publish' },
          at: `${FILE}:10:21-46`,
        },
      ],
    },
    {
      name: 'a tag that is there already',
      tree: { [FILE]: publish(`${PYPA}\n  with:\n    password: ${SECRET}`) },
      tag: 'v1.0.0',
      head: [{ name: 'v1.0.0', date: '2026-01-02T12:00:00+00:00' }],
      tags: [],
      reports: [{ message: 'released', at: `${FILE}:9:21-46` }],
    },
    {
      name: 'TestPyPI',
      tree: {
        [FILE]: publish(`${PYPA}\n  with:\n    repository-url: https://test.pypi.org/legacy/\n    password: ${SECRET}`),
      },
      reports: [
        {
          message: 'rehearsal',
          data: { tool: 'pypa/gh-action-pypi-publish', index: 'TestPyPI', name: 'password', job: 'publish' },
          at: `${FILE}:10:21-46`,
        },
      ],
    },
    {
      name: 'twine by its variables',
      tree: {
        [FILE]: publish(
          `- run: |\n    python -m build\n    twine upload dist/*\n  env:\n    TWINE_USERNAME: __token__\n    TWINE_PASSWORD: ${SECRET}`,
        ),
      },
      reports: [
        {
          message: 'token',
          data: { tool: 'twine upload', index: 'PyPI', name: 'TWINE_PASSWORD', job: 'publish' },
          at: `${FILE}:12:27-52`,
          related: [`${FILE}:9:11-30`],
        },
      ],
    },
    {
      name: 'uv by a flag',
      tree: { [FILE]: publish(`- run: uv publish --token ${SECRET}`) },
      reports: [
        {
          message: 'token',
          data: { tool: 'uv publish', index: 'PyPI', name: '--token', job: 'publish' },
          at: `${FILE}:7:33-58`,
        },
      ],
    },
    {
      name: 'poetry, which has no other way',
      tree: {
        [FILE]: publish(
          `- run: poetry publish --build\n  env:\n    POETRY_PYPI_TOKEN_PYPI: ${SECRET}`,
          'permissions: {id-token: write}',
        ),
      },
      reports: [
        {
          message: 'unsupported',
          data: { tool: 'poetry publish', index: 'PyPI', name: 'POETRY_PYPI_TOKEN_PYPI', job: 'publish' },
          at: `${FILE}:9:35-60`,
        },
      ],
    },
    {
      name: 'poetry, configured before',
      tree: { [FILE]: publish(`- run: poetry config pypi-token.pypi ${SECRET}\n- run: poetry publish`) },
      reports: [
        {
          message: 'unsupported',
          data: { tool: 'poetry publish', index: 'PyPI', name: 'pypi-token.pypi', job: 'publish' },
          at: `${FILE}:7:44-69`,
          related: [`${FILE}:8:14-28`],
        },
      ],
    },
    {
      name: 'an action with a token',
      tree: { [FILE]: publish(`- uses: JRubics/poetry-publish@v2.0\n  with:\n    pypi_token: ${SECRET}`) },
      reports: [
        {
          message: 'unsupported',
          data: { tool: 'JRubics/poetry-publish', index: 'PyPI', name: 'pypi_token', job: 'publish' },
          at: `${FILE}:9:23-48`,
        },
      ],
    },
    {
      name: 'one variable for two uploads: one finding',
      tree: {
        [FILE]: publish(
          '- run: twine upload dist/a*\n- run: twine upload dist/b*',
          `env: {TWINE_PASSWORD: "${SECRET}"}`,
        ),
      },
      reports: [{ message: 'token', at: `${FILE}:4:28-53`, related: [`${FILE}:7:14-34`] }],
    },
    {
      name: 'a script of the repository',
      tree: {
        [FILE]: publish(`- run: bash ./bin/publish-pypi\n  env:\n    PYPI_TOKEN: ${SECRET}`),
        'bin/publish-pypi': '#!/usr/bin/env bash\nrye publish --yes --token=$PYPI_TOKEN\n',
      },
      reports: [
        {
          message: 'unsupported',
          data: { tool: 'rye publish', index: 'PyPI', name: '--token', job: 'publish' },
          at: 'bin/publish-pypi:2:19-38',
        },
      ],
    },
    {
      name: 'two uploads with a token each',
      tree: {
        [FILE]: publish(
          `${PYPA}\n  with:\n    password: ${SECRET}\n${PYPA}\n  with:\n    repository-url: https://test.pypi.org/legacy/\n    password: ${SECRET}`,
        ),
      },
      reports: [
        { message: 'token', at: `${FILE}:9:21-46` },
        { message: 'rehearsal', at: `${FILE}:13:21-46` },
      ],
    },
  ],
  skip: [
    { name: 'no workflows', tree: { 'pyproject.toml': '[project]\nname = "demo"\n' }, reason: 'no workflows' },
    {
      name: 'a tag from before trusted publishing',
      tree: { [FILE]: publish(`${PYPA}\n  with:\n    password: ${SECRET}`) },
      tag: 'v1.0.0',
      head: [{ name: 'v1.0.0', date: '2023-04-19T12:00:00+00:00' }],
      tags: [],
      reason: 'the tag is older than trusted publishing',
    },
  ],
});

import { rule } from '../../src/rules/publish-environment-shared.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';

/** Two jobs; the environments stand in lines 5 and 12. */
function workflow(testpypi: string, pypi = 'environment: pypi', url = 'https://test.pypi.org/legacy/'): string {
  return `on: push
jobs:
  rehearse:
    runs-on: ubuntu-latest
    ${testpypi}
    permissions: {id-token: write}
    steps:
      - uses: pypa/gh-action-pypi-publish@release/v1
        with: {repository-url: "${url}"}
  publish:
    runs-on: ubuntu-latest
    ${pypi}
    permissions: {id-token: write}
    steps:
      - uses: pypa/gh-action-pypi-publish@release/v1
`;
}

ruleTester(rule, {
  ok: [
    { name: 'one for each', tree: { [FILE]: workflow('environment: testpypi') } },
    { name: 'none at all', tree: { [FILE]: workflow('name: a', 'name: b') } },
    {
      name: 'an expression',
      tree: { [FILE]: workflow('environment: "${{ vars.ENV }}"', 'environment: "${{ vars.ENV }}"') },
    },
    {
      name: 'two uploads to PyPI',
      tree: { [FILE]: workflow('environment: pypi', undefined, 'https://upload.pypi.org/legacy/') },
    },
  ],
  bad: [
    {
      name: 'the same for both',
      tree: { [FILE]: workflow('environment: PyPI') },
      reports: [
        {
          message: 'shared',
          data: { job: 'rehearse', environment: 'PyPI', other: 'publish' },
          at: `${FILE}:5:18-22`,
          related: [`${FILE}:12:18-22`],
        },
      ],
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});

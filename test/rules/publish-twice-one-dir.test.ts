import { rule } from '../../src/rules/publish-twice-one-dir.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/release.yml';
const PYPROJECT = '[project]\nname = "demo"\nversion = "1.2.3"\n';
const TEST = '- uses: pypa/gh-action-pypi-publish@v1.12.4\n  with:\n    repository-url: https://test.pypi.org/legacy/';
const PYPI = '- uses: pypa/gh-action-pypi-publish@v1.12.4';

/** The steps stand from line 7 on. */
function tree(steps: string): { readonly [path: string]: string } {
  const text = `on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    permissions: {id-token: write}\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
  return { 'pyproject.toml': PYPROJECT, [FILE]: text };
}

ruleTester(rule, {
  ok: [
    { name: 'the second may fail', tree: tree(`${TEST}\n${PYPI}\n  continue-on-error: true`), tag: 'v1.2.3' },
    { name: 'once', tree: tree(PYPI), tag: 'v1.2.3' },
    {
      name: 'the first does not sign',
      tree: tree(`${TEST}\n    attestations: false\n${PYPI}`),
      tag: 'v1.2.3',
    },
    { name: 'two folders', tree: tree(`${TEST}\n    packages-dir: out\n${PYPI}`), tag: 'v1.2.3' },
    {
      name: 'the attestations are taken away',
      tree: tree(`${TEST}\n- run: rm dist/*.attestation\n${PYPI}`),
      tag: 'v1.2.3',
    },
    { name: 'an action between them', tree: tree(`${TEST}\n- uses: acme/clean@v1\n${PYPI}`), tag: 'v1.2.3' },
  ],
  bad: [
    {
      // pypa/gh-action-pypi-publish#319
      name: 'TestPyPI first, then PyPI',
      tree: tree(`${TEST}\n${PYPI}`),
      tag: 'v1.2.3',
      reports: [
        {
          message: 'signedTwice',
          data: { job: 'publish', folder: 'dist' },
          at: `${FILE}:10:15-50`,
          related: [`${FILE}:7:15-50`],
        },
      ],
    },
    {
      name: 'the branch, and a step between them that only waits, in dev mode',
      tree: tree(`${TEST}\n- run: sleep 60\n${PYPI}`.replaceAll('v1.12.4', 'release/v1')),
      reports: [{ message: 'signedTwice', at: `${FILE}:11:15-53` }],
    },
  ],
  skip: [
    {
      name: 'a version that did not sign',
      tree: tree(`${TEST}\n${PYPI}`.replaceAll('v1.12.4', 'v1.10.3')),
      reason: /no step surely/,
    },
    {
      name: 'before the branch signed',
      tree: tree(`${TEST}\n${PYPI}`.replaceAll('v1.12.4', 'release/v1')),
      today: '2024-06-01',
      reason: /no step surely/,
    },
    {
      name: 'a password',
      tree: tree(`${TEST}\n    password: \${{ secrets.A }}\n${PYPI}\n  with:\n    password: \${{ secrets.B }}`),
      reason: /no step surely/,
    },
    { name: 'no version', tree: { [FILE]: tree(PYPI)[FILE] ?? '' }, reason: /no version is known/ },
  ],
});

import { rule } from '../../src/rules/publish-workflow-renamed.ts';
import type { Tree } from '../rule-tester.ts';
import { ruleTester } from '../rule-tester.ts';

const FOLDER = '.github/workflows';
const PROJECT = '[project]\nname = "demo"\nversion = "1.0.0"\n';

/** The environment stands in line 4, the action in line 7. */
function publish(environment = 'pypi', upload = 'pypa/gh-action-pypi-publish@release/v1'): string {
  const named = environment === '' ? 'timeout-minutes: 5' : `environment: ${environment}`;
  return `on: {release: {types: [published]}}\njobs:\n  publish:\n    ${named}\n    permissions: {id-token: write}\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ${upload}\n`;
}

const tree = (files: Tree): Tree => ({ 'pyproject.toml': PROJECT, ...files });
const tags = ['v0.9.0', 'v0.8.0'];
const asked = { release: '1.0.0', tags };

ruleTester(rule, {
  ok: [
    {
      name: 'the same file',
      tree: tree({ [`${FOLDER}/publish.yml`]: publish() }),
      ...asked,
      treesAt: { 'v0.9.0': { [`${FOLDER}/publish.yml`]: `# Publishes\n${publish()}` } },
    },
    {
      name: 'one beside the one that was there',
      tree: tree({ [`${FOLDER}/publish.yml`]: publish(), [`${FOLDER}/nightly.yml`]: publish() }),
      ...asked,
      treesAt: { 'v0.9.0': { [`${FOLDER}/publish.yml`]: publish() } },
    },
    {
      name: 'renamed before the release before',
      tree: tree({ [`${FOLDER}/publish.yml`]: publish() }),
      ...asked,
      treesAt: {
        'v0.9.0': { [`${FOLDER}/publish.yml`]: publish() },
        'v0.8.0': { [`${FOLDER}/release.yml`]: publish() },
      },
    },
    {
      name: 'an environment where there was none, which a publisher without one takes',
      tree: tree({ [`${FOLDER}/publish.yml`]: publish('pypi') }),
      ...asked,
      treesAt: { 'v0.9.0': { [`${FOLDER}/publish.yml`]: publish('') } },
    },
    {
      name: 'an environment in another case, which PyPI folds',
      tree: tree({ [`${FOLDER}/publish.yml`]: publish('PyPI') }),
      ...asked,
      treesAt: { 'v0.9.0': { [`${FOLDER}/publish.yml`]: publish('pypi') } },
    },
    {
      name: 'an environment that is computed',
      tree: tree({ [`${FOLDER}/publish.yml`]: publish('${{ vars.WHERE }}') }),
      ...asked,
      treesAt: { 'v0.9.0': { [`${FOLDER}/publish.yml`]: publish('pypi') } },
    },
  ],
  bad: [
    {
      // dennisvang/tufup v0.10.0: `invalid-publisher` (#176).
      name: 'renamed since the release before',
      tree: tree({ [`${FOLDER}/publish.yml`]: publish() }),
      ...asked,
      treesAt: { 'v0.9.0': { [`${FOLDER}/python-package.yml`]: publish() } },
      reports: [
        {
          message: 'renamed',
          data: { index: 'PyPI', tag: 'v0.9.0', workflow: 'publish.yml', before: 'python-package.yml' },
          at: `${FOLDER}/publish.yml:8:15-53`,
        },
      ],
    },
    {
      name: 'another environment',
      tree: tree({ [`${FOLDER}/publish.yml`]: publish('release') }),
      ...asked,
      treesAt: { 'v0.9.0': { [`${FOLDER}/publish.yml`]: publish('pypi') } },
      reports: [
        {
          message: 'environment',
          data: {
            index: 'PyPI',
            tag: 'v0.9.0',
            workflow: 'publish.yml',
            before: 'pypi',
            now: 'in the environment release',
          },
          at: `${FOLDER}/publish.yml:4:18-25`,
        },
      ],
    },
    {
      name: 'no environment any more',
      tree: tree({ [`${FOLDER}/publish.yml`]: publish('') }),
      ...asked,
      treesAt: { 'v0.9.0': { [`${FOLDER}/publish.yml`]: publish('pypi') } },
      reports: [
        {
          message: 'environment',
          data: {
            index: 'PyPI',
            tag: 'v0.9.0',
            workflow: 'publish.yml',
            before: 'pypi',
            now: 'without an environment',
          },
          at: `${FOLDER}/publish.yml:8:15-53`,
        },
      ],
    },
  ],
  skip: [
    {
      name: 'a token before',
      tree: tree({ [`${FOLDER}/publish.yml`]: publish() }),
      ...asked,
      treesAt: {
        'v0.9.0': {
          [`${FOLDER}/release.yml`]: `${publish()}        with: {password: '\${{ secrets.PYPI }}'}\n`,
        },
      },
      reason: /nothing was published by the identity/,
    },
    {
      name: 'a token now',
      tree: tree({ [`${FOLDER}/publish.yml`]: publish('pypi').replace('id-token: write', 'contents: read') }),
      ...asked,
      treesAt: { 'v0.9.0': { [`${FOLDER}/release.yml`]: publish() } },
      reason: /no workflow of an earlier release/,
    },
    {
      name: 'the first release',
      tree: tree({ [`${FOLDER}/publish.yml`]: publish() }),
      release: '1.0.0',
      tags: [],
      reason: /no workflow of an earlier release/,
    },
    {
      name: 'a shallow clone',
      tree: tree({ [`${FOLDER}/publish.yml`]: publish() }),
      release: '1.0.0',
      tags: 'shallow',
      reason: /no workflow of an earlier release/,
    },
  ],
});

import { expect, test } from 'vitest';
import { isUnknown } from '../../src/core/unknown.ts';
import { publisherClaims } from '../../src/plan/claims.ts';
import { planPublishing } from '../../src/plan/plan-publishing.ts';
import type { Tree } from './uploads.ts';
import { PYPA, WORKFLOW, projectOf, run, workflow } from './uploads.ts';

/** Claims in a line each: `index owner/name file environment`, with `?` for what is not known and `-` for none. */
async function claimsOf(tree: Tree, slug: string | null = 'acme/demo'): Promise<readonly string[]> {
  const project = await projectOf(tree);
  return publisherClaims(planPublishing(project, project.paths).uploads, slug).map((claims) => {
    const { repository, environment } = claims;
    const where = isUnknown(repository) ? '?' : `${repository.owner}/${repository.name}`;
    const environmentName = environment === null ? '-' : isUnknown(environment) ? '?' : environment.value;
    return `${claims.index}${claims.isSure ? '' : '?'} ${where} ${claims.workflow.value} ${environmentName}`;
  });
}

const GRANTED = 'permissions: {id-token: write}';
const callee = (environment: string): string =>
  `on: {workflow_call: {inputs: {environment: {default: pypi}}}}\njobs:\n  upload:\n    runs-on: ubuntu-latest\n    ${environment}\n    steps:\n      ${PYPA}\n`;

test.each<[string, Tree, readonly string[]]>([
  ['no environment', { [WORKFLOW]: workflow(PYPA) }, ['pypi acme/demo release.yml -']],
  [
    'an environment',
    { [WORKFLOW]: workflow(PYPA, `${GRANTED}\nenvironment: {name: PyPI, url: x}`) },
    ['pypi acme/demo release.yml PyPI'],
  ],
  [
    'an environment that is computed',
    { [WORKFLOW]: workflow(PYPA, `${GRANTED}\nenvironment: \${{ vars.WHERE }}`) },
    ['pypi acme/demo release.yml ?'],
  ],
  [
    'TestPyPI, and a tool that may have a token',
    { [WORKFLOW]: workflow(run('twine upload -r testpypi dist/*')) },
    ['testpypi? acme/demo release.yml -'],
  ],
  ['a token', { [WORKFLOW]: workflow(`${PYPA}\n  with: {password: "\${{ secrets.P }}"}`) }, []],
  ['another index', { [WORKFLOW]: workflow(`${PYPA}\n  with: {repository-url: https://example.com/}`) }, []],
  [
    // The file of `job_workflow_ref` is the called one; the environment is that of the job which runs.
    'a called workflow, and an environment that its caller names',
    {
      '.github/workflows/upload.yml': callee('environment: ${{ inputs.environment }}'),
      [WORKFLOW]: `on: push\njobs:\n  call:\n    ${GRANTED}\n    uses: ./.github/workflows/upload.yml\n    with: {environment: live}\n`,
    },
    ['pypi acme/demo upload.yml live'],
  ],
  [
    'a workflow that others call',
    { '.github/workflows/upload.yml': callee('environment: pypi') },
    ['pypi ? upload.yml pypi'],
  ],
])('%s', async (_, tree, claims) => {
  expect(await claimsOf(tree)).toEqual(claims);
});

test.each([null, 'acme', '/demo', 'a/b/c'])('a repository that is not known: %s', async (slug) => {
  expect(await claimsOf({ [WORKFLOW]: workflow(PYPA) }, slug)).toEqual(['pypi ? release.yml -']);
});

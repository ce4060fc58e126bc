import { describe, expect, test } from 'vitest';
import type { GithubReleasePlan, ReleaseStep } from '../../src/plan/github-release.ts';
import { planGithubRelease } from '../../src/plan/github-release.ts';
import { shownPartial } from '../../src/core/partial.ts';
import type { Files, SimulationOptions } from './simulated.ts';
import { simulated } from './simulated.ts';

async function releaseOf(files: Files, options?: SimulationOptions): Promise<GithubReleasePlan> {
  return planGithubRelease(await simulated(files, options));
}

/** `push-tag: gh release create create-release by github-token`, with what is not usual. */
function lineOf({ run, job, runs, tool, does, token, tag, draft, prerelease }: ReleaseStep): string {
  const sure = [run.starts.is, job.runs.is, runs.is].every((is) => is === 'yes') ? '' : ' maybe';
  const named = tag === null ? '' : ` ${shownPartial(tag)}`;
  const flags = [draft.is === 'no' ? '' : ` draft:${draft.is}`, prerelease.is === 'no' ? '' : ` pre:${prerelease.is}`];
  return `${run.event.id}${sure}: ${tool} ${does}${named} by ${token}${flags.join('')}`;
}

async function lines(files: Files, options?: SimulationOptions): Promise<readonly string[]> {
  return (await releaseOf(files, options)).steps.map(lineOf);
}

const onTag = (steps: string, more = ''): Files => ({
  'release.yml': workflowOf("on: {push: {tags: ['v*']}}", steps, more),
});

function workflowOf(on: string, steps: string, more = ''): string {
  return `${on}\njobs:\n  release:\n    runs-on: ubuntu-latest\n${more}    steps:\n${steps.replace(/^(?=.)/gm, '      ')}\n`;
}

const gh = (script: string, token = '${{ github.token }}'): string =>
  `- run: |\n${script.replace(/^/gm, '    ')}\n  env:\n    GH_TOKEN: ${token}`;

describe('actions', () => {
  test('softprops makes the release of the tag', async () => {
    expect(await lines(onTag('- uses: softprops/action-gh-release@v2'))).toStrictEqual([
      'push-tag: softprops/action-gh-release create-release v1.2.3 by github-token',
    ]);
  });
  test('softprops fills the release that its run is for', async () => {
    const steps = '- uses: softprops/action-gh-release@v1\n  with: {files: dist/*.whl}';
    const plan = await releaseOf({ 'release.yml': workflowOf('on: {release: {types: [published]}}', steps) });
    expect(plan.steps.map(lineOf)).toStrictEqual([
      'release-published: softprops/action-gh-release upload-assets v1.2.3 by github-token',
    ]);
    expect(plan.creator).toBeNull();
    expect(plan.assets.map(({ pattern, when }) => `${pattern} ${when}`)).toStrictEqual(['dist/*.whl after']);
  });
  test('flags are evaluated for the tag', async () => {
    const steps =
      "- uses: softprops/action-gh-release@v2\n  with:\n    draft: true\n    prerelease: ${{ contains(github.ref_name, 'rc') }}";
    expect(await lines(onTag(steps), { version: '1.2.3rc1' })).toStrictEqual([
      'push-tag: softprops/action-gh-release create-release v1.2.3rc1 by github-token draft:yes pre:yes',
    ]);
  });
  test('release-drafter keeps a draft for a person to publish', async () => {
    const plan = await releaseOf({
      'release.yml': workflowOf('on: {push: {branches: [main]}}', '- uses: release-drafter/release-drafter@v6'),
    });
    expect(plan.steps.map(({ draft }) => draft.is)).toStrictEqual(['yes']);
    expect(plan.creator).toBeNull();
  });
  test('release-please makes it from the branch', async () => {
    const plan = await releaseOf({
      'release.yml': workflowOf('on: {push: {branches: [main]}}', '- uses: googleapis/release-please-action@v4'),
    });
    expect(plan.creator?.run.event.id).toBe('push-branch');
  });
  test('a step that only prepares makes none', async () => {
    const steps =
      '- uses: googleapis/release-please-action@v3\n  with: {command: release-pr}\n- uses: EndBug/add-and-commit@v9\n- uses: python-semantic-release/python-semantic-release@v9\n  with: {root_options: --noop, github_token: x}';
    expect(await lines(onTag(steps))).toStrictEqual([]);
  });
  test('tags that actions make', async () => {
    const steps =
      '- uses: actions/checkout@v4\n  with:\n    token: ${{ secrets.PAT }}\n- uses: EndBug/add-and-commit@v9\n  with: {tag: v9}\n- uses: mathieudutour/github-tag-action@v6\n  with:\n    github_token: ${{ secrets.GITHUB_TOKEN }}';
    expect(await lines({ 'release.yml': workflowOf('on: {push: {branches: [main]}}', steps) })).toStrictEqual([
      'push-branch: EndBug/add-and-commit create-tag by other',
      'push-branch: mathieudutour/github-tag-action create-tag by github-token',
    ]);
  });
  test('a prefix that an action puts before its tag', async () => {
    const steps = '- uses: mathieudutour/github-tag-action@v6\n  with: {github_token: x, custom_tag: 1.2.3}';
    const plan = await releaseOf({ 'release.yml': workflowOf('on: {push: {branches: [main]}}', steps) });
    expect(plan.steps.map(({ tag }) => tag)).toStrictEqual(['v1.2.3']);
  });
  test.each([
    'python-semantic-release/python-semantic-release@v7\n  with: {additional_options: --noop, github_token: x}',
    'goreleaser/goreleaser-action@v6\n  with: {args: "release --skip=validate,publish"}',
    'goreleaser/goreleaser-action@v6\n  with: {args: build}',
    'anothrNick/github-tag-action@1.67.0\n  env: {DRY_RUN: true, GITHUB_TOKEN: x}',
  ])('%s does nothing', async (step) => {
    expect(await lines(onTag(`- uses: ${step}`))).toStrictEqual([]);
  });
  test('goreleaser makes it without announcing it', async () => {
    const steps = '- uses: goreleaser/goreleaser-action@v6\n  with: {args: release --skip=announce}';
    expect(await lines(onTag(steps))).toHaveLength(1);
  });
  test('github-script', async () => {
    const steps = '- uses: actions/github-script@v7\n  with:\n    script: await github.rest.repos.createRelease({})';
    expect(await lines(onTag(steps))).toStrictEqual([
      'push-tag maybe: actions/github-script create-release by github-token draft:unknown pre:unknown',
    ]);
  });
  test('an action that looks like it is named as unsure', async () => {
    const plan = await releaseOf(onTag('- uses: acme/create-release@v1\n- uses: acme/release-notes@v1'));
    expect(plan.unsure.map(({ reason }) => reason)).toStrictEqual(['acme/create-release@v1 may make releases']);
  });
});

describe('commands', () => {
  test('gh makes a draft with files', async () => {
    const plan = await releaseOf(
      onTag(gh('gh release create --draft --repo ${GITHUB_REPOSITORY} ${GITHUB_REF_NAME} dist/*')),
    );
    expect(plan.steps.map(lineOf)).toStrictEqual([
      'push-tag: gh release create create-release v1.2.3 by github-token draft:yes',
    ]);
    expect(plan.assets.map(({ pattern, when }) => `${pattern} ${when}`)).toStrictEqual(['dist/* before']);
  });
  test('variables of the script itself', async () => {
    const script = 'tag="${GITHUB_REF#refs/tags/}"\ngh release create --title "demo $tag" --prerelease "$tag"';
    expect(await lines(onTag(gh(script, '${{ secrets.PAT }}')))).toStrictEqual([
      'push-tag: gh release create create-release v1.2.3 by other pre:yes',
    ]);
  });
  test('a flag in a variable leaves open what it says', async () => {
    const script = 'gh release create "$GITHUB_REF_NAME" $PRERELEASE_FLAG';
    expect(await lines(onTag(gh(script)))).toStrictEqual([
      'push-tag: gh release create create-release v1.2.3 by github-token draft:unknown pre:unknown',
    ]);
  });
  test('a condition of the script', async () => {
    const script =
      'if ! gh release view "$GITHUB_REF_NAME"; then\n  gh release create "$GITHUB_REF_NAME"\nfi\ngh release upload "$GITHUB_REF_NAME" a.zip';
    expect(await lines(onTag(gh(script)))).toStrictEqual([
      'push-tag maybe: gh release create create-release v1.2.3 by github-token',
      'push-tag: gh release upload upload-assets v1.2.3 by github-token',
    ]);
  });
  test('what stands behind || may not run', async () => {
    const script = 'gh release view "$GITHUB_REF_NAME" || gh release create "$GITHUB_REF_NAME"';
    expect(await lines(onTag(gh(script)))).toStrictEqual([
      'push-tag maybe: gh release create create-release v1.2.3 by github-token',
    ]);
  });
  test('git tag and push, with what checkout keeps', async () => {
    const steps = `- uses: actions/checkout@v4\n${gh('git tag v9\ngit push origin v9')}`;
    expect(await lines({ 'release.yml': workflowOf('on: {push: {branches: [main]}}', steps) })).toStrictEqual([
      'push-branch: git push create-tag v9 by github-token',
    ]);
  });
  test('cz bump and git push --follow-tags, with a token in checkout', async () => {
    const steps = `- uses: actions/checkout@v4\n  with:\n    token: \${{ secrets.PAT }}\n${gh('uv run cz bump --yes\ngit push --follow-tags')}`;
    expect(await lines({ 'release.yml': workflowOf('on: {push: {branches: [main]}}', steps) })).toStrictEqual([
      'push-branch: git push create-tag by other',
    ]);
  });
  test('a push of a branch, of a deletion and of another repository', async () => {
    const steps = `- uses: actions/checkout@v4\n  with: {repository: acme/other, path: other}\n${gh('git push origin main\ngit push origin --delete v1')}\n- run: git tag v1 && git push origin v1\n  working-directory: ./other`;
    expect(await lines(onTag(steps))).toStrictEqual([]);
  });
  test('credentials that are not kept', async () => {
    const steps = `- uses: actions/checkout@v4\n  with: {persist-credentials: false}\n${gh('git tag v9\ngit push --tags')}`;
    expect(await lines(onTag(steps))).toStrictEqual(['push-tag: git push create-tag v9 by unknown']);
  });
  test('gh api, hub, scriv and semantic-release', async () => {
    const script =
      'gh api repos/acme/demo/releases -f tag_name=v1\ngh api repos/acme/demo/releases\nhub release create -p v1.2.3\nscriv github-release\nnpx semantic-release\nsemantic-release --noop version';
    expect(await lines(onTag(gh(script)))).toStrictEqual([
      'push-tag: gh api create-release by github-token draft:unknown pre:unknown',
      'push-tag: hub release create create-release v1.2.3 by unknown pre:yes',
      'push-tag: scriv github-release create-release v1.2.3 by unknown',
      'push-tag: semantic-release create-release v1.2.3 by github-token',
    ]);
  });
});

describe('tokens', () => {
  const withToken = async (token: string, before = ''): Promise<readonly string[]> => {
    const plan = await releaseOf(
      onTag(`${before}- uses: softprops/action-gh-release@v2\n  with:\n    token: ${token}`),
    );
    return plan.steps.map((step) => step.token);
  };
  test('the run’s own', async () => {
    expect(await withToken('${{ github.token }}')).toStrictEqual(['github-token']);
    expect(await withToken('${{ secrets.GITHUB_TOKEN }}')).toStrictEqual(['github-token']);
  });
  test('a secret', async () => {
    expect(await withToken('${{ secrets.PAT }}')).toStrictEqual(['other']);
  });
  test('one or the other', async () => {
    expect(await withToken('${{ secrets.PAT || secrets.GITHUB_TOKEN }}')).toStrictEqual(['unknown']);
  });
  test('that of an app', async () => {
    const app = '- uses: actions/create-github-app-token@v2\n  id: app\n';
    expect(await withToken('${{ steps.app.outputs.token }}', app)).toStrictEqual(['other']);
  });
  test('a secret that the caller of the workflow fills', async () => {
    const called = workflowOf(
      'on: {workflow_call: {secrets: {token: {required: true}}}}',
      '- uses: softprops/action-gh-release@v2\n  with:\n    token: ${{ secrets.token }}',
    );
    const caller =
      "on: {push: {tags: ['v*']}}\njobs:\n  call:\n    uses: ./.github/workflows/called.yml\n    secrets:\n      token: ${{ secrets.GITHUB_TOKEN }}\n";
    expect(await lines({ 'called.yml': called, 'release.yml': caller })).toStrictEqual([
      'push-tag: softprops/action-gh-release create-release v1.2.3 by github-token',
    ]);
  });
});

describe('assets', () => {
  const when = async (steps: string, more = ''): Promise<readonly string[]> =>
    (await releaseOf(onTag(steps, more))).assets.map((asset) => asset.when);
  test('softprops attaches before it publishes, from v2.5.0 on', async () => {
    const files = '\n  with: {files: dist/*}';
    expect(await when(`- uses: softprops/action-gh-release@v2.5.0${files}`)).toStrictEqual(['before']);
    expect(await when(`- uses: softprops/action-gh-release@v2.4.0${files}`)).toStrictEqual(['after']);
    expect(await when(`- uses: softprops/action-gh-release@v1${files}`)).toStrictEqual(['after']);
  });
  test('ncipollo attaches after, unless it is told otherwise', async () => {
    expect(await when('- uses: ncipollo/release-action@v1\n  with: {artifacts: "dist/*"}')).toStrictEqual(['after']);
    expect(
      await when('- uses: ncipollo/release-action@v1\n  with: {artifacts: "dist/*", immutableCreate: true}'),
    ).toStrictEqual(['before']);
  });
  test('a draft that another step fills', async () => {
    const create = gh('gh release create --draft "$GITHUB_REF_NAME"');
    const upload = gh('gh release upload "$GITHUB_REF_NAME" a.zip');
    expect(await when(`${create}\n${upload}`)).toStrictEqual(['before']);
    expect(await when(`${create.replace(' --draft', '')}\n${upload}`)).toStrictEqual(['after']);
    expect(await when(upload)).toStrictEqual(['unknown']);
  });
  test('the legs of a matrix find the release that the first has published', async () => {
    const matrix = '    strategy: {matrix: {os: [a, b]}}\n';
    expect(await when('- uses: softprops/action-gh-release@v2.5.0\n  with: {files: x}', matrix)).toStrictEqual([
      'after',
      'after',
    ]);
  });
});

import { fillHoles } from '../core/partial.ts';
import type { ReleaseAsset } from '../plan/github-release.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'release-asset-after-publish',
    summary: 'Files are attached to the GitHub Release when it is public already',
    why: 'Until then the release lacks them for everybody who looks, and with immutable releases GitHub refuses them for good.',
    since: '0.1.0',
    mode: 'always',
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    afterPublish: {
      what: '`{tool}` attaches {files} in a run that the published release starts, which immutable releases refuse',
      todo: 'Start the workflow by the tag, attach the files to a draft with `gh release create "$GITHUB_REF_NAME" --draft {example}`, and publish that last with `gh release edit "$GITHUB_REF_NAME" --draft=false`.',
      severity: 'warning',
    },
    lateAssets: {
      what: '`{tool}` attaches {files} in a run that the published release starts, so that it is public without them until then',
      todo: 'Start the workflow by the tag, attach the files to a draft with `gh release create "$GITHUB_REF_NAME" --draft {example}`, and publish that last with `gh release edit "$GITHUB_REF_NAME" --draft=false`.',
      severity: 'note',
    },
    afterCreation: {
      what: '`{tool}` attaches {files} to a release that {maker} has published before, which immutable releases refuse',
      todo: 'Make the release as a draft (`draft: true`), and publish it with `gh release edit "$GITHUB_REF_NAME" --draft=false` when the files are there.',
      severity: 'note',
    },
  },
  check({ plan, report, skip }) {
    if (plan.simulation === null) return skip('no version is known that a release could be simulated with');
    const { assets, steps } = plan.githubRelease;
    if (assets.length === 0) return skip('no step attaches files to a GitHub Release');
    const said = new Set<string>();
    for (const asset of assets) {
      const { step } = asset;
      const key = JSON.stringify(step.place);
      if (asset.when !== 'after' || !isSure(asset) || said.has(key)) continue;
      said.add(key);
      const own = assets.filter((one) => one.step === step).map(({ pattern }) => fillHoles(pattern, () => '…'));
      const data = { tool: step.tool, files: [...new Set(own)].map((one) => `\`${one}\``).join(', ') };
      if (step.run.event.name === 'release') {
        const at = step.run.workflow.on.find(({ event }) => event.value === 'release')?.event.place;
        const related = at === undefined ? [] : [{ at, note: 'starts when the release is published' }];
        const details = { at: asset.place, related, data: { ...data, example: own.join(' ') } };
        if (plan.day.last < IMMUTABLE_RELEASES) report('lateAssets', details);
        else report('afterPublish', details);
      } else {
        const maker = steps.find((one) => one.run === step.run && one.does === 'create-release');
        report('afterCreation', {
          at: asset.place,
          related: maker === undefined || maker === step ? [] : [{ at: maker.place, note: 'makes the release' }],
          data: { ...data, maker: maker === undefined || maker === step ? 'it' : `\`${maker.tool}\`` },
        });
      }
    }
  },
});

/** https://github.blog/changelog/2025-10-28-immutable-releases-are-now-generally-available/ */
const IMMUTABLE_RELEASES = '2025-10-28';

function isSure({ step: { run, job, runs } }: ReleaseAsset): boolean {
  return run.event.role === 'release' && run.starts.is === 'yes' && job.runs.is === 'yes' && runs.is === 'yes';
}

import { changelogOfRelease, defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-extraction-fails',
    summary: 'The release workflow looks for the notes of the version where there are none',
    why: 'The run stops after the tag is pushed, or the release is published without notes.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog', 'fragments', 'workflows', 'history'],
  },
  messages: {
    absent: {
      what: '{tool} in {workflow} looks for {sought} in {file}, and nothing there matches',
      todo: 'Write the heading of {version} so that it is found, or change what is looked for.',
      severity: 'error',
    },
    file: {
      what: '{tool} in {workflow} takes the notes from {file}, and there is no such file',
      todo: 'Add {file}, or write it in an earlier step.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const version = plan.release?.version;
    if (version === undefined) return skip('asked for a release only');
    const { failed, builds } = plan.notes;
    const given = changelogOfRelease({ project, plan });
    for (const { tool, workflow, file, sought, outcome, place: at } of failed) {
      if (outcome === 'no-file') report('file', { at, data: { tool, workflow, file } });
      // A changelog that a workflow writes, or that is kept elsewhere, is another than the one at hand.
      else if (builds.length === 0 && !('skip' in given))
        report('absent', { at, data: { tool, workflow, sought, file, version } });
    }
  },
});

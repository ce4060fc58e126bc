import type { Declared } from '../core/place.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-runner-not-linux',
    summary: 'PyPA’s action runs on a machine without Linux',
    why: 'The action runs in a container, which GitHub’s machines have on Linux only: it stops at once, after the tag is pushed.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
  },
  messages: {
    runner: {
      what: '`{tool}` runs on Linux only, and job {job} on {label}',
      todo: 'Publish in a job of its own with `runs-on: ubuntu-latest`, which downloads what job {job} builds.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    for (const { tool, place, pypa, job, step } of plan.publishing.uploads) {
      const label = otherSystem(job.runsOn);
      const key = JSON.stringify(place);
      // `if: runner.os == 'Linux'` may keep it from running here.
      if (pypa === null || label === null || step.if !== null || said.has(key)) continue;
      said.add(key);
      const related = [{ at: label.place, note: 'the machine' }];
      report('runner', { at: place, related, data: { tool, job: job.id, label: label.value } });
    }
  },
});

/** GitHub's labels for Windows and macOS; a machine of one's own may have any system. */
function otherSystem(labels: readonly Declared<string>[]): Declared<string> | null {
  if (labels.some(({ value }) => value.includes('${{') || value === 'self-hosted')) return null;
  return labels.find(({ value }) => /^(windows|macos)-[\w.-]+$/i.test(value)) ?? null;
}

import type { ReleaseStep } from '../plan/github-release.ts';
import { parsePep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'release-prerelease-flag',
    summary: 'A GitHub Release is marked as a pre-release and its version is none, or the other way round',
    why: 'GitHub shows it as the latest release, and what downloads the latest release gets a pre-release.',
    since: '0.1.0',
    mode: 'always',
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    unmarked: {
      what: '`{tool}` publishes {version}, a pre-release, as a full release, because {reason}',
      todo: 'Write `{input}: {value}` under `with:`.',
      severity: 'warning',
    },
    unmarkedByCommand: {
      what: '`{tool}` publishes {version}, a pre-release, as a full release, because {reason}',
      todo: 'Pass `--prerelease` where the tag holds `{letter}`.',
      severity: 'warning',
    },
    marked: {
      what: '`{tool}` publishes {version}, a final version, as a pre-release, because {reason}',
      todo: 'Mark the release as a pre-release only where its version is one.',
      severity: 'warning',
    },
  },
  check({ plan, report, skip }) {
    const { simulation, githubRelease } = plan;
    if (simulation === null) return skip('no version is known that a release could be simulated with');
    const { tag } = simulation;
    if (tag.isPrerelease === null) return skip(`${tag.version} is no version of PEP 440`);
    const said = new Set<string>();
    for (const step of githubRelease.steps) {
      const key = JSON.stringify(step.place);
      if (!publishesTag(step, tag.name) || said.has(key)) continue;
      said.add(key);
      const { tool, place, prerelease, latest, runs } = step;
      const data = { tool, version: tag.version, reason: prerelease.reason };
      const at = prerelease.place ?? place;
      if (!tag.isPrerelease && prerelease.is === 'yes') report('marked', { at, data });
      if (!tag.isPrerelease || prerelease.is !== 'no' || latest?.is === 'no' || runs.is !== 'yes') continue;
      const letter = letterOf(tag.version);
      const value = `\${{ contains(github.ref_name, '${letter}') }}`;
      if (step.step.step.uses === null) report('unmarkedByCommand', { at, data: { ...data, letter } });
      else
        report('unmarked', {
          at,
          data: { ...data, value, input: tool === 'aio-libs/create-release' ? 'pre_release' : 'prerelease' },
        });
    }
  },
});

/** It surely makes the release of the tag, in a run of the release, and makes it public. */
function publishesTag({ run, job, runs, does, draft, tag }: ReleaseStep, name: string): boolean {
  return (
    does === 'create-release' &&
    run.event.role === 'release' &&
    run.starts.is === 'yes' &&
    job.runs.is === 'yes' &&
    runs.is === 'yes' &&
    draft.is === 'no' &&
    tag === name
  );
}

function letterOf(version: string): string {
  const parsed = parsePep440(version);
  return parsed?.pre?.letter ?? 'dev';
}

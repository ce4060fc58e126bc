import type { Edit } from '../core/fix.ts';
import type { Place } from '../core/place.ts';
import type { UploadRun, UploadRuns } from '../plan/upload-runs.ts';
import type { Project } from '../project/project.ts';
import { defineRule } from './rule.ts';
import type { LintFacts, LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-unreachable',
    summary: 'Workflows start for the release, and conditions in them keep every upload from running',
    why: 'The run is green, its publishing job is skipped, and the release is on no index.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    eventRef: {
      what: '`{tool}` runs for no event of a release: when {when}, there is no `github.event.ref`, which only the push of a branch or tag has',
      todo: 'Write `github.ref` in place of `github.event.ref`.',
      severity: 'error',
      fix: 'unsafe',
    },
    excluded: {
      what: '`{tool}` runs for no event of a release: when {when}, {reason}',
      todo: 'Change the condition so that it holds when {when}.',
      severity: 'error',
    },
  },
  check(facts) {
    const { project, plan, report, skip } = facts;
    const excuse = whyNotAsked(facts);
    if (excuse !== null) return skip(excuse);
    const ways = plan.uploadRuns.filter(({ upload }) => upload.index.kind !== 'testpypi');
    if (ways.length === 0) return skip('no workflow uploads the distribution to a package index');
    if (ways.some(({ runs }) => runs.some(({ runs: { is } }) => is === 'yes'))) return;
    const [unsure] = plan.publishing.unsure;
    if (unsure !== undefined) return skip(unsure.reason);
    for (const { runs, open } of ways) {
      if (open !== null) return skip(open.reason);
      const maybe = runs.find(({ runs: { is } }) => is === 'unknown');
      if (maybe !== undefined) return skip(`${maybe.run.workflow.file}: ${maybe.runs.reason}`);
    }
    const said = new Set<string>();
    for (const { upload, runs } of ways) {
      const blocked = runs.find(isBlocked);
      const at = blocked?.runs.place ?? null;
      if (blocked === undefined || at === null || said.has(JSON.stringify(at))) continue;
      said.add(JSON.stringify(at));
      const related = [{ at: upload.place, note: 'uploads here' }];
      const { when, run } = blocked;
      const edit = run.event.name === 'release' ? eventRefEdit(at, project) : null;
      if (edit !== null) report('eventRef', { at, related, data: { tool: upload.tool, when }, fix: [edit] });
      else report('excluded', { at, related, data: { tool: upload.tool, when, reason: blocked.runs.reason } });
    }
  },
});

/** A workflow that starts for the release, and a job or step in it that does not run. A tag that starts none is tag-untriggered's. */
function isBlocked({ run, job, runs }: UploadRun): boolean {
  return run.event.role === 'release' && run.starts.is === 'yes' && job !== null && runs.is === 'no';
}

function whyNotAsked({ project, plan }: LintFacts): string | null {
  const { simulation, publish, release } = plan;
  if (simulation === null) return 'no version is known that a release could be simulated with';
  if (publish === false) return 'the configuration says that the project is not published';
  const [limit] = simulation.limits;
  if (limit !== undefined) return `the workflows hold ${limit}`;
  const { tag } = simulation;
  if (release?.isForeign === true) return `the tag ${tag.name} is of another project of the repository`;
  if (project.conventions.aliases.includes(tag.name)) return `the tag ${tag.name} is a moving alias, not a release`;
  if (tag.isPrerelease !== false) return 'conditions may well keep pre-releases from being published';
  // Of several projects in folders, another one's tags may be meant.
  const isGuess = tag.from === 'usual' || tag.from === 'filter' || project.root !== '';
  if (isGuess && plan.uploadRuns.some(asksForTag)) return 'the tags show no convention to make the name of one';
  return plan.uploadRuns.some(asksForRepository) ? 'conditions ask for the name of the repository' : null;
}

/** What is true or false of every tag alike. */
const OF_ANY_TAG =
  /(?:startsWith|contains)\(\s*github\.(?:event\.)?ref,\s*'refs\/(?:tags\/?|heads\/?[^']*)'\s*\)|github\.ref\s*[!=]=\s*'refs\/heads\/[^']*'|github\.ref_type/g;

/** Whether what stands against an upload reads the name of the tag. */
function asksForTag({ runs }: UploadRuns): boolean {
  return runs.some(({ runs: { reason } }) => /github\.(?:event\.)?ref|tag_name/.test(reason.replace(OF_ANY_TAG, '')));
}

function asksForRepository({ runs }: UploadRuns): boolean {
  return runs.some(({ runs: { reason } }) => /github\.(?:repository|actor|event\.repository)/.test(reason));
}

function eventRefEdit(at: Place, { sources }: Project): Edit | null {
  if (at.kind !== 'span') return null;
  const text = sources.get(at.file)?.text.slice(at.span.start, at.span.end) ?? '';
  const parts = text.split('github.event.ref');
  // What asks for another event as well holds no sooner with `github.ref`.
  if (parts.length !== 2 || text.includes('github.event_name') || /^\w/.test(parts[1] ?? '')) return null;
  return { kind: 'replace', at, was: text, text: parts.join('github.ref') };
}

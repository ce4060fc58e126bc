import { isUnknown } from '../core/unknown.ts';
import type { Upload } from '../plan/publishing.ts';
import type { TagPush, TagStart } from '../plan/triggers.ts';
import type { Project } from '../project/project.ts';
import type { Workflow } from '../project/workflow.ts';
import { parsePep440 } from '../version/pep440.ts';
import { parseTag } from '../version/tag.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'tag-untriggered',
    summary: 'Pushing the tag starts no workflow that publishes',
    why: 'The tag is pushed, nothing runs and nothing fails, and the release is on no index.',
    since: '0.1.0',
    mode: 'release',
    needs: ['workflows', 'history', 'pyproject'],
  },
  messages: {
    unmatched: {
      what: 'the tag {tag} matches no pattern under `tags` of {workflow}, which publishes, so that its push starts nothing that does',
      todo: 'Add a pattern to `tags` that matches {tag}, or choose a tag that matches `{pattern}`.',
      severity: 'error',
    },
    keptOut: {
      what: 'the pattern `{pattern}` keeps the tag {tag} from starting {workflow}, which publishes',
      todo: 'Take `{pattern}` out, or choose a tag that it does not match.',
      severity: 'error',
    },
    branchesOnly: {
      what: '{workflow} publishes for tags only, but its `push` is limited to branches, so that the tag {tag} does not start it',
      todo: "Write `tags: ['{prefix}*']` under `push`.",
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { tagPush, publish, publishing } = plan;
    if (tagPush === null) return skip('no tag is given, and the tags show no convention to make one');
    if (publish === false) return skip('the configuration says that the project is not published');
    const uploads = publishing.uploads.filter(({ index }) => index.kind !== 'testpypi');
    if (uploads.length === 0) return skip('no workflow uploads the distribution to a package index');
    const ways = uploads.flatMap((upload) => {
      const start = tagPush.starts.find(({ workflow }) => workflow === starterOf(upload));
      return start === undefined ? [] : [{ upload, start }];
    });
    if (ways.some(({ start }) => start.starts === 'yes')) return;
    const [unsure] = publishing.unsure;
    if (unsure !== undefined) return skip(unsure.reason);
    const open = ways.map(whyOpen).find((reason) => reason !== null);
    if (open !== undefined) return skip(open);
    const excuse = whyMeant(project, tagPush, ways);
    if (excuse !== null) return skip(excuse);
    const said = new Set<Workflow>();
    for (const { upload, start } of ways) {
      if (said.has(start.workflow)) continue;
      said.add(start.workflow);
      const { tag } = tagPush;
      const data = { tag, workflow: start.workflow.file };
      const at = start.place;
      const related = [{ at: upload.place, note: 'publishes here' }];
      const pattern = start.pattern ?? '';
      if (start.because === 'branches-only')
        report('branchesOnly', { at, related, data: { ...data, prefix: parseTag(tag)?.prefix ?? '' } });
      else report(start.because === 'kept-out' ? 'keptOut' : 'unmatched', { at, related, data: { ...data, pattern } });
    }
  },
});

type Way = { readonly upload: Upload; readonly start: TagStart };

/** The workflow that an event starts: the one that calls the upload's, where it is called. */
function starterOf({ callers, workflow }: Upload): Workflow {
  return callers.at(-1)?.workflow ?? workflow;
}

/** Why the upload may come to run without the tag's push; null where nothing else can start it. */
function whyOpen({ upload, start }: Way): string | null {
  const { workflow, starts, reason, otherWays } = start;
  const { file } = workflow;
  if (starts === 'unknown') return `the tag ${reason}`;
  for (const { event, kind } of otherWays) {
    if (kind === 'any') return `${file} is also started by \`${event.value}\``;
    if (kind === 'branch' && !isForTags(upload)) return `${file} is also started by a push to a branch`;
  }
  return null;
}

/** Whether a condition of the upload's step, job or callers lets it run for tags alone. */
function isForTags({ step, job, callers }: Upload): boolean {
  const conditions = [step.if, job.if, ...callers.map((caller) => caller.job.if)];
  return conditions.some((condition) => {
    const text = condition?.value ?? '';
    const asks = /(?:startsWith|contains)\(\s*github\.ref,\s*'refs\/tags|github\.ref_type\s*==\s*'tag'/i.test(text);
    return asks && !/\|\||!\s*(?:\(|startsWith|contains)/i.test(text);
  });
}

/** The habit that explains why the tag starts nothing; null where there is none. */
function whyMeant({ conventions }: Project, { tag, earlier }: TagPush, ways: readonly Way[]): string | null {
  if (conventions.aliases.includes(tag)) return `the tag ${tag} is a moving alias, not a release`;
  const parsed = parseTag(tag);
  if (parsed === null) return `the tag ${tag} does not name a version`;
  const version = parsePep440(parsed.version);
  if (version?.isDev === true) return 'development releases are seldom published by a workflow';
  const isPre = version === null || version.isPre;
  if (isPre && ways.some(({ start }) => start.because === 'kept-out')) return 'a pattern keeps pre-releases out';
  const { tagPrefix } = conventions;
  const label = componentOf(parsed.prefix);
  const usual = tagPrefix === null || isUnknown(tagPrefix) ? '' : componentOf(tagPrefix.value);
  if (label !== '' && label !== usual) return `the tag ${tag} may be of another project of the repository`;
  if (isUnknown(earlier)) return earlier.unknown;
  const alike = earlier.find(({ notStarted }) => ways.every(({ start }) => notStarted.includes(start.workflow.file)));
  return alike === undefined ? null : `the earlier tag ${alike.tag} starts nothing that publishes either`;
}

/** `core` of `core-v`; nothing of `v` and `release-`. */
function componentOf(prefix: string): string {
  const label = prefix
    .replace(/[vV]\.?$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');
  return /^(?:ver|version|v|r|rel|releases?|tag|py|python)$/.test(label) ? '' : label;
}

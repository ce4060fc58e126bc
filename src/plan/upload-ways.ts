import { inFile } from '../core/place.ts';
import type { UploadRun, UploadRuns } from './upload-runs.ts';
import type { JobRun, WorkflowRun } from './simulation.ts';
import type { Unsure } from './other-publishers.ts';

/** Something beside the simulated runs that may start an upload; null where nothing can. */
export type OpenWay = Unsure;

/**
 * Whether the simulated runs are all in which an upload may come to run. A push to a branch is simulated for the default
 * branch alone: it tells of all branches where what stands against the upload does not ask for the branch. What runs for
 * pull requests that are not merged publishes nothing.
 */
export function openWayOf({ starter, runs, otherWays }: Omit<UploadRuns, 'open'>): OpenWay | null {
  for (const { event, kind } of otherWays) {
    const reason = `${starter.file} is also started by \`${event.value}\``;
    if (kind === 'any') return { reason, place: event.place };
    if (kind !== 'branch') continue;
    const own = runs.filter(({ run }) => run.event.name === event.value && run.event.role === 'branch');
    const isClosed = own.length > 0 && own.every(isClosedForBranches);
    if (!isClosed) return { reason: `${reason} of a branch`, place: event.place };
  }
  const lost = runs.find(({ run }) => run.jobs.length === 0 && run.starts.is !== 'no');
  return lost === undefined ? null : { reason: `${starter.file} was not followed`, place: inFile(starter.file) };
}

function isClosedForBranches({ run, job, step, runs }: UploadRun): boolean {
  if (runs.is !== 'no' || job === null) return false;
  if (job.runs.is === 'no') return isJobClosed(job, run, 0);
  return step?.runs.is === 'no' && asksForNoBranch(step.runs.reason);
}

const DEEPEST = 20;

function isJobClosed(job: JobRun, run: WorkflowRun, depth: number): boolean {
  if (job.runs.is !== 'no' || depth > DEEPEST) return false;
  if (asksForNoBranch(job.runs.reason)) return true;
  return job.job.needs.some(({ value }) =>
    run.jobs.some(
      (other) =>
        other.job.id === value &&
        other.workflow === job.workflow &&
        other.callers.length === job.callers.length &&
        other.callers.every((caller, i) => caller.job === job.callers[i]?.job) &&
        isJobClosed(other, run, depth + 1),
    ),
  );
}

/** What no push of a branch makes true, whichever branch it is. */
const NO_BRANCH =
  /^!?\s*(?:github\.event_name\s*==\s*'(?!push')\w+'|github\.event_name\s*!=\s*'push'|(?:startsWith|contains)\(\s*github\.(?:event\.)?ref\s*,\s*'\/?(?:refs\/)?tags[^']*'\s*\)|github\.(?:event\.)?ref\s*==\s*'refs\/tags[^']*'|github\.ref_type\s*==\s*'tag'|github\.event\.action\s*==\s*'\w+'|github\.event\.release(?:\.\w+)?(?:\s*==\s*'?\w+'?)?|false)$/i;

/** Whether a condition that does not hold is false for every branch: in each alternative something is that asks for none. */
function asksForNoBranch(reason: string): boolean {
  const condition = /^`if: (?:\$\{\{)?(.*?)(?:\}\})?` does not hold$/.exec(reason)?.[1]?.trim() ?? '';
  if (condition === '' || condition.endsWith('…')) return false;
  return condition.split('||').every((alternative) => {
    const parts = alternative.split('&&').map((part) => bare(part));
    return parts.some((part) => !part.startsWith('!') && NO_BRANCH.test(part));
  });
}

/** Without the parentheses around it that have lost their partner to the splitting, or are of no use. */
function bare(part: string): string {
  const text = part.trim();
  const opening = /^\(+/.exec(text)?.[0].length ?? 0;
  const inner = text.slice(opening).trim();
  const balance = inner.split('(').length - inner.split(')').length;
  return balance < 0 ? inner.slice(0, balance).trim() : inner;
}

import type { Location } from '../core/place.ts';
import type { PlanAnswer, PlanJob, PlanRun } from '../core/plan-report.ts';
import type { Block, Row, Section, View } from './plan-view.ts';
import {
  bothAnswers,
  counted,
  fileText,
  isOfRelease,
  jobText,
  line,
  placeOf,
  said,
  table,
  value,
} from './plan-view.ts';

const HEAD = ['Workflow or job', 'Why', 'Where'];

/** What starts for which event, and what does not. */
export function runsSection(view: View): Section {
  const { runs } = view.release;
  const blocks: Block[] = [];
  for (const group of byEvent(runs.filter((run) => isShown(run, view)))) {
    const [first] = group;
    if (first === undefined) continue;
    blocks.push(line(`when ${first.event.shown}`));
    blocks.push(
      table(
        HEAD,
        group.flatMap((run) => runRows(run, view)),
        { depth: 1 },
      ),
    );
  }
  if (blocks.length === 0) blocks.push(line('the release starts no workflow'));
  blocks.push(...restBlocks(view));
  return { title: 'Workflows', blocks };
}

function isShown({ event, starts }: PlanRun<Location>, { verbose }: View): boolean {
  return verbose || (isOfRelease(event) && starts.is !== 'no');
}

function byEvent(runs: readonly PlanRun<Location>[]): readonly (readonly PlanRun<Location>[])[] {
  const groups = new Map<string, PlanRun<Location>[]>();
  for (const run of runs) {
    const group = groups.get(run.event.id);
    if (group === undefined) groups.set(run.event.id, [run]);
    else group.push(run);
  }
  return [...groups.values()];
}

function runRows({ workflow, starts, jobs }: PlanRun<Location>, view: View): readonly Row[] {
  return [
    {
      sign: starts.is,
      depth: 0,
      cells: [value(fileText(workflow, view)), said(starts.reason)],
      place: placeOf(starts.at, view),
    },
    ...jobs.map((job) => jobRow(job, starts, view)),
  ];
}

function jobRow(job: PlanJob<Location>, starts: PlanAnswer<Location>, view: View): Row {
  const runs = bothAnswers(starts, job.runs);
  const why = [
    ...(job.remote === null ? [] : [`calls ${job.remote}, which is not followed`]),
    ...(job.environment === null ? [] : [`environment ${job.environment.text}`]),
    ...(runs.is !== 'yes' || view.verbose ? (runs === starts ? [] : [runs.reason]) : []),
  ];
  return {
    sign: runs.is,
    depth: 1,
    cells: [value(jobText(job) + legsText(job)), said(why.join('; '))],
    place: placeOf(job.at, view),
  };
}

/** ` [3 legs]`, ` [2 of 3 legs]`; nothing without a matrix. */
export function legsText({ legs, runs }: Pick<PlanJob<Location>, 'legs' | 'runs'>): string {
  if (legs === null) return '';
  if (legs.some(({ isKnown }) => !isKnown)) return ' [a matrix of unknown size]';
  const same = legs.filter((leg) => leg.runs.is === runs.is).length;
  const all = counted(legs.length, 'leg');
  return same === legs.length ? ` [${all}]` : ` [${same} of ${all}]`;
}

/** Workflows that no event of the release starts, those with the same reason together. */
function restBlocks(view: View): readonly Block[] {
  const { runs, idle } = view.release;
  const started = new Set(
    runs.filter(({ event, starts }) => isOfRelease(event) && starts.is !== 'no').map(({ workflow }) => workflow),
  );
  const rest = new Map<string, { readonly reason: string; readonly place: string }>();
  for (const { workflow, event, starts } of runs) {
    if (started.has(workflow) || rest.has(workflow)) continue;
    const reason = isOfRelease(event)
      ? starts.reason
      : event.role === 'manual'
        ? 'it is only started by hand'
        : 'only the push of a branch starts it';
    rest.set(workflow, { reason, place: placeOf(starts.at, view) || fileText(workflow, view) });
  }
  for (const { workflow, reason, at } of idle)
    rest.set(workflow, { reason, place: placeOf(at, view) || fileText(workflow, view) });
  if (rest.size === 0) return [];
  const byReason = new Map<string, string[]>();
  for (const { reason, place } of rest.values()) {
    const places = byReason.get(reason);
    if (places === undefined) byReason.set(reason, [place]);
    else places.push(place);
  }
  return [
    line('not started by the release'),
    ...[...byReason].flatMap(([reason, places]) => [line(reason, 1, 'no'), line(places.join(', '), 3)]),
  ];
}

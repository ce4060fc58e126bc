import type { Place } from '../core/place.ts';
import type {
  PlanDocument,
  PlannedRelease,
  PlanSurface,
  PlanTag,
  PlanTarget,
  PlanUnknown,
} from '../core/plan-report.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { Project } from '../project/project.ts';
import { describeGithubRelease } from './describe-github-release.ts';
import { describeImages } from './describe-images.ts';
import { describeRuns } from './describe-runs.ts';
import { factOf } from './describe-text.ts';
import { describeUploads } from './describe-uploads.ts';
import type { PlannedTag } from './planned-tag.ts';
import type { Plan } from './plan.ts';
import type { Simulation } from './simulation.ts';
import type { InstalledSurface } from './surface.ts';

/** A project that a release concerns, and what the release does. */
export type Planned = { readonly project: Project; readonly plan: Plan };

/** Of projects that are released together, whose files are told one by one. */
const MOST_TOLD = 20;

/** Puts plans into the shape that is printed; pure. What projects of one tag share is told once. */
export function describePlans(planned: readonly Planned[], toolVersion: string): PlanDocument<Place> {
  const byTag = new Map<string, Planned[]>();
  for (const one of planned) {
    // Made alike for all that have the tag, so only the name is needed here, and no further simulation is run.
    const key = one.plan.release?.tag ?? '';
    byTag.set(key, [...(byTag.get(key) ?? []), one]);
  }
  const [first] = planned;
  const repository = first?.plan.simulation?.repository ?? null;
  return {
    schemaVersion: 1,
    tool: { name: 'pyrel', version: toolVersion },
    command: 'plan',
    repository: repository === null ? null : { slug: repository.slug, from: repository.from, at: repository.place },
    commit: first === undefined || isUnknown(first.project.history) ? null : first.project.history.head,
    releases: [...byTag.values()].flatMap(describeRelease),
  };
}

function describeRelease(planned: readonly Planned[]): readonly PlannedRelease<Place>[] {
  const [first] = planned;
  const simulation = first?.plan.simulation ?? null;
  if (first === undefined || simulation === null) return [];
  const { project, plan } = first;
  const artifacts = planned.slice(0, MOST_TOLD).map((one) => one.plan.artifacts);
  return [
    {
      version: plan.release?.version ?? simulation.tag.version,
      tag: describeTag(simulation.tag, first),
      targets: planned.map(targetOf),
      ...describeRuns(simulation, project.workflows),
      uploads: describeUploads({ publishing: plan.publishing, simulation, artifacts }),
      images: describeImages(plan.images),
      githubRelease: describeGithubRelease(plan.githubRelease),
      unknown: unknownIn(simulation, plan, planned),
    },
  ];
}

function describeTag({ name, from, isPrerelease }: PlannedTag, { project, plan }: Planned): PlanTag {
  const prefix = known(project.conventions.tagPrefix);
  return {
    name,
    // `earlier` stands in where no version is asked about, so it does not occur here.
    from: from === 'earlier' ? 'convention' : from,
    evidence: from === 'convention' ? (prefix?.from ?? null) : null,
    isPrerelease,
    isForeign: plan.release?.isForeign === true,
  };
}

function targetOf({ project, plan }: Planned): PlanTarget<Place> {
  return {
    path: project.root === '' ? '.' : project.root,
    name: known(project.name)?.value ?? null,
    surface: plan.surface === null ? null : surfaceOf(plan.surface),
  };
}

function surfaceOf({ name, imports, scripts, requiresPython, extras }: InstalledSurface): PlanSurface<Place> {
  return {
    name: factOf(name),
    imports: isUnknown(imports) ? imports : imports.map(({ value, place }) => ({ value, at: place })),
    scripts: scripts.map((script) => ({ name: script.name, target: script.target, at: script.place })),
    requiresPython: factOf(requiresPython),
    extras,
  };
}

function unknownIn(
  { limits, runs }: Simulation,
  { publishing, images, githubRelease }: Plan,
  planned: readonly Planned[],
): readonly PlanUnknown<Place>[] {
  const of = (
    about: PlanUnknown<Place>['about'],
    unsure: readonly { readonly reason: string; readonly place: Place }[],
  ): readonly PlanUnknown<Place>[] => unsure.map(({ reason, place }) => ({ about, reason, at: place }));
  const remote = runs
    .filter(({ event, starts }) => event.role === 'release' && starts.is !== 'no')
    .flatMap(({ jobs }) => jobs.filter((job) => job.remote !== null && job.runs.is !== 'no'))
    .map(({ job, remote: uses }) => ({ reason: `${uses ?? ''} is not in this repository`, place: job.place }));
  // What stands in a workflow that the release does not start is no question of the release.
  const started = new Set(
    runs
      .filter(({ event, starts }) => event.role === 'release' && starts.is !== 'no')
      .flatMap(({ workflow, jobs }) => [workflow.file, ...jobs.map((job) => job.workflow.file)]),
  );
  const all = new Set(planned.flatMap(({ project }) => project.workflows.map(({ file }) => file)));
  const concerned = <T extends { readonly place: Place }>(unsure: readonly T[]): readonly T[] =>
    unsure.filter(({ place }) => started.size > 0 && (started.has(place.file) || !all.has(place.file)));
  const surfaces = planned.flatMap(({ plan: { surface } }) => surface?.open ?? []);
  return onceEach([
    ...limits.map((reason) => ({ about: 'workflows', reason, at: null }) as const),
    ...of('workflows', remote),
    ...of('publishing', concerned(publishing.unsure)),
    ...of('images', concerned(images.unsure)),
    ...of('release', concerned(githubRelease.unsure)),
    ...surfaces.map((reason) => ({ about: 'surface', reason, at: null }) as const),
    ...(planned.length > MOST_TOLD
      ? [{ about: 'files', reason: `the files of ${planned.length - MOST_TOLD} more projects`, at: null } as const]
      : []),
  ]);
}

/** The legs of a job, the events that it runs for and the ways to a called workflow say the same. */
function onceEach(said: readonly PlanUnknown<Place>[]): readonly PlanUnknown<Place>[] {
  return [...new Map(said.map((one) => [JSON.stringify(one), one])).values()];
}

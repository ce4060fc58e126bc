import type { Project } from '../project/project.ts';
import { isUnknown, known } from '../core/unknown.ts';
import { isForeignTag } from '../version/foreign-tag.ts';
import { finalRelease, parsePep440 } from '../version/pep440.ts';
import { foldName, labelOfTag } from '../version/tag-label.ts';
import { parseTag } from '../version/tag.ts';
import { planArtifacts } from './artifacts.ts';
import { planChangelog } from './changelog-entry.ts';
import { planGithubRelease } from './github-release.ts';
import { lastPrerelease } from './image-rehearsal.ts';
import { planImages } from './images.ts';
import { planNotes } from './notes-extraction.ts';
import { planPublishing } from './plan-publishing.ts';
import { once } from './once.ts';
import type { RepositorySlug } from './planned-tag.ts';
import { earlierTag, plannedTag, repositoryOf } from './planned-tag.ts';
import type { ContainerExpectations, Plan, Release, ReleaseDay } from './plan.ts';
import type { Publishing } from './publishing.ts';
import { simulate } from './simulate.ts';
import type { Simulation } from './simulation.ts';
import { messageOf } from './skip-words.ts';
import { planSurface } from './surface.ts';
import { planTagPush } from './triggers.ts';
import { planUploadRuns } from './upload-runs.ts';

/** What was asked for on the command line or by the surroundings. */
export type ReleaseRequest =
  | { readonly mode: 'dev' }
  | { readonly mode: 'release'; readonly version: string; readonly tag: string | null }
  | { readonly mode: 'release'; readonly version: null; readonly tag: string };

export type PlanRequest = {
  readonly request: ReleaseRequest;
  /** Whether the project publishes to a package index; null where its workflows are to tell. */
  readonly publish: boolean | null;
  /** What the config expects of the container images; null or left out where it expects nothing. */
  readonly container?: ContainerExpectations | null;
  /** How the repository's workflows publish: the same for all its projects. */
  readonly publishing: Publishing;
  /** `OWNER/NAME` as the command line or the surroundings say; null where the tree is to tell. */
  readonly repository: RepositorySlug | null;
  /** Whether other projects are released by the same tag. */
  readonly isInStep: boolean;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
};

/** Says what releasing does; pure. */
export function makePlan(project: Project, asked: PlanRequest): Plan {
  const { request, publish, container = null, publishing, isInStep, today } = asked;
  const what = planRelease(project, request, isInStep);
  const { release } = what;
  const day = dayOf(project, release, today);
  const made = {
    ...what,
    day,
    publish,
    container,
    publishing,
    changelog: changelogOf(project, release, day),
    tagPush: planTagPush(project, release?.tag ?? null),
    notes: planNotes(project, release),
  };
  return withSimulated(made, project, asked);
}

/** What a plan says of the runs of workflows and of what they make: most lints ask for few of them. */
type Simulated = Pick<
  Plan,
  | 'simulation'
  | 'images'
  | 'prereleaseImages'
  | 'artifacts'
  | 'githubRelease'
  | 'surface'
  | 'earlierPublishing'
  | 'uploadRuns'
>;

/** The plan with parts that are made when they are first asked for. */
function withSimulated(plan: Omit<Plan, keyof Simulated>, project: Project, asked: PlanRequest): Plan {
  const { publishing } = plan;
  const simulation = once(() => simulationOf(project, plan, asked));
  const images = once(() => planImages(simulation(), project));
  const prereleaseImages = once(() => imagesOfPrerelease(project, plan.release, asked));
  const artifacts = once(() => planArtifacts(simulation(), publishing, project));
  const githubRelease = once(() => planGithubRelease(simulation()));
  const surface = once(() => planSurface(project));
  const earlierPublishing = once(() => publishingBefore(project));
  const uploadRuns = once(() => planUploadRuns(simulation(), publishing));
  return {
    ...plan,
    get simulation() {
      return simulation();
    },
    get images() {
      return images();
    },
    get prereleaseImages() {
      return prereleaseImages();
    },
    get artifacts() {
      return artifacts();
    },
    get githubRelease() {
      return githubRelease();
    },
    get surface() {
      return surface();
    },
    get earlierPublishing() {
      return earlierPublishing();
    },
    get uploadRuns() {
      return uploadRuns();
    },
  };
}

function simulationOf(
  project: Project,
  { version, release }: Pick<Plan, 'version' | 'release'>,
  { repository }: PlanRequest,
): Simulation | null {
  const planned = known(version);
  const given = release?.tagIsGiven === true ? release.tag : null;
  const tag = planned === null ? earlierTag(project) : plannedTag(planned, given, project);
  if (tag === null) return null;
  return simulate({
    workflows: project.workflows,
    tag,
    repository: repository ?? repositoryOf(project),
    message: messageOf(project.commit),
  });
}

/** The same workflows, with a tag such as the project's last pre-release had. */
function imagesOfPrerelease(
  project: Project,
  release: Release | null,
  { repository }: PlanRequest,
): Plan['prereleaseImages'] {
  const tag = lastPrerelease(project, release);
  if (tag === null) return null;
  const slug = repository ?? repositoryOf(project);
  const simulation = simulate({ workflows: project.workflows, tag, repository: slug, message: null });
  return { tag: tag.name, version: tag.version, images: planImages(simulation, project) };
}

function publishingBefore(project: Project): Plan['earlierPublishing'] {
  const before = project.workflowsAtTag;
  if (before === null) return null;
  const { tag, workflows } = before;
  return { tag, publishing: planPublishing({ ...project, workflows }, new Set()) };
}

function changelogOf({ changelog }: Project, release: Release | null, day: ReleaseDay): Plan['changelog'] {
  const kept = known(changelog);
  if (release === null || release.isForeign || kept === null || kept.stub !== null) return null;
  return planChangelog(kept, { version: release.version, tag: release.tag, day: day.last });
}

/** A tag that stands at the revision tells when the release was made; else it is made today. */
function dayOf({ history }: Project, release: Release | null, today: string): ReleaseDay {
  const tags = isUnknown(history) ? [] : history.tagsAtHead;
  const tag = tags.find(({ name }) => name === release?.tag);
  if (tag === undefined) return { first: today, last: today, from: 'today' };
  const [first = today, last = first] = [utcDay(tag.committed), utcDay(tag.date)].sort();
  return { first, last, from: 'tag' };
}

/** The UTC day of a moment that git wrote; years beyond four digits are cut to what they are not, and harm nobody. */
function utcDay(moment: string): string {
  const time = Date.parse(moment);
  return Number.isNaN(time) ? moment.slice(0, 10) : new Date(time).toISOString().slice(0, 10);
}

function planRelease(
  project: Project,
  request: ReleaseRequest,
  isInStep: boolean,
): Pick<Plan, 'mode' | 'release' | 'version'> {
  if (request.mode === 'dev') {
    const { declared } = project.versions;
    if (declared === null || isUnknown(declared)) return { mode: 'dev', release: null, version: declared };
    const parsed = parsePep440(declared.value);
    return { mode: 'dev', release: null, version: parsed === null ? declared.value : finalRelease(parsed) };
  }
  const version = request.version ?? versionOfTag(request.tag, project);
  const prefix = project.conventions.tagPrefix;
  const planned = prefix === null || isUnknown(prefix) ? null : prefix.value + version;
  return {
    mode: 'release',
    release: {
      version,
      tag: request.tag ?? planned,
      tagIsGiven: request.tag !== null,
      isInStep,
      isForeign: request.tag !== null && isOfOther(request.tag, project),
    },
    version,
  };
}

/** The version in a tag's name; the whole name where none can be told apart, so that `tag-format` can say so. */
function versionOfTag(tag: string, project: Project): string {
  const prefix = project.conventions.tagPrefix;
  if (prefix !== null && !isUnknown(prefix) && prefix.value !== '' && tag.startsWith(prefix.value)) {
    const rest = tag.slice(prefix.value.length);
    // `v.1.2.3` in a project of `v`: a slip in the prefix, and no part of the version.
    if (/^\d/.test(rest)) return rest;
  }
  return parseTag(tag)?.version ?? tag;
}

/** Where tags bear the project's own name to the letter (`hatch-v1.6`), one that only contains it is another's (`hatchling-v1.0`). */
function isOfOther(tag: string, { name, conventions, history }: Project): boolean {
  const own = known(name)?.value ?? null;
  if (isForeignTag(tag, own, known(conventions.tagPrefix)?.value ?? null)) return true;
  const label = labelOfTag(tag);
  if (own === null || label === null || label === foldName(own)) return false;
  const tags = isUnknown(history) || isUnknown(history.tags) ? [] : history.tags;
  return tags.some((other) => labelOfTag(other.name) === foldName(own));
}

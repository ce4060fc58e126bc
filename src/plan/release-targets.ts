import { known } from '../core/unknown.ts';
import { equalPep440, finalRelease, parsePep440 } from '../version/pep440.ts';
import { labelOfPrefix, labelOfTag } from '../version/tag-label.ts';
import { parseTag } from '../version/tag.ts';
import type { FoundProject } from '../project/find-projects.ts';
import type { VersionFacts } from '../project/versions.ts';
import type { ReleaseRequest } from './make-plan.ts';

/** What the command line or the surroundings ask for, before it is known whom it concerns. */
export type LintRequest =
  | ReleaseRequest
  /** The revision carries tags of several packages; `undecided` says so where they name no project of the tree. */
  | { readonly mode: 'packages'; readonly tags: readonly string[]; readonly undecided: string };

/** A project of the repository, and what is asked of it. */
export type TargetRequest = { readonly project: FoundProject; readonly request: ReleaseRequest };

export type TargetChoice = {
  readonly targets: readonly TargetRequest[];
  /** True where only their versions can tell which of the targets are meant: see `releasedTogether`. */
  readonly isByVersion: boolean;
  /** Why it is no release, where one was asked for. */
  readonly undecided: string | null;
};

export type TargetQuestion = {
  /** ROOT's own first, where it holds one. */
  readonly projects: readonly FoundProject[];
  readonly root: string;
  /** The project that a tag names. */
  readonly ownerOf: (tag: string) => FoundProject | null;
  /** `tag-prefix` of a project's own config. */
  readonly prefixOf: (project: FoundProject) => string | null;
};

/**
 * Whom a request concerns. In dev mode every project; a tag with a package's name concerns that package; any other
 * release concerns the project at ROOT, or the only one there is.
 */
export function chooseTargets(request: LintRequest, given: TargetQuestion): TargetChoice {
  const { projects } = given;
  const all = (asked: ReleaseRequest): readonly TargetRequest[] =>
    projects.map((project) => ({ project, request: asked }));
  if (request.mode === 'dev') return { targets: all(request), isByVersion: false, undecided: null };
  if (request.mode === 'packages') {
    const named = request.tags.flatMap((tag) => namedBy(tag, given));
    const plain = request.tags.find((tag) => labelOfTag(tag) === null);
    const top = plain === undefined ? null : topProject(given);
    const own = top === null || plain === undefined ? [] : [{ project: top, request: releaseOf(plain) }];
    const targets = unique([...named, ...own]);
    if (targets.length > 0) return { targets, isByVersion: false, undecided: null };
    return { targets: all({ mode: 'dev' }), isByVersion: false, undecided: request.undecided };
  }
  const named = request.tag === null ? [] : namedBy(request.tag, given);
  if (named.length > 0) return { targets: named, isByVersion: false, undecided: null };
  const isOne = topProject(given) !== null;
  return { targets: isOne ? all(request).slice(0, 1) : all(request), isByVersion: !isOne, undecided: null };
}

/** The project at ROOT, or the only one there is. */
function topProject({ projects, root }: TargetQuestion): FoundProject | null {
  const [first] = projects;
  return first !== undefined && (projects.length === 1 || first.root === root) ? first : null;
}

function releaseOf(tag: string): ReleaseRequest {
  return { mode: 'release', version: null, tag };
}

function namedBy(tag: string, { projects, ownerOf, prefixOf }: TargetQuestion): readonly TargetRequest[] {
  const prefix = parseTag(tag)?.prefix;
  const configured = projects.filter((project) => prefix !== undefined && prefixOf(project) === prefix);
  const owner = configured.length === 1 ? configured[0] : ownerOf(tag);
  return owner == null ? [] : [{ project: owner, request: releaseOf(tag) }];
}

/** Of two tags for one project the first stands. */
function unique(targets: readonly TargetRequest[]): readonly TargetRequest[] {
  return targets.filter(({ project }, i) => targets.findIndex((other) => other.project === project) === i);
}

/**
 * Of several projects without one at the top, those that a release without a package's name concerns: those that declare
 * its version, and where most do, those that were forgotten, as they still declare an earlier one of these releases
 * (others have numbers of their own). Where none does, the bump itself may be what is missing: then those that most
 * agree on. `isEarlier` tells a version that was released so before.
 */
export function releasedTogether<T extends { readonly versions: Pick<VersionFacts, 'declared'> }>(
  projects: readonly T[],
  version: string,
  isEarlier: (version: string) => boolean,
): readonly T[] {
  const declaredOf = ({ versions }: T): string | undefined => known(versions.declared)?.value;
  const isEqual = (one: T): boolean => leadsTo(declaredOf(one), version);
  const equal = projects.filter(isEqual);
  // More than half: the rest was forgotten, where it declares an earlier one of these releases.
  if (equal.length * 2 > projects.length)
    return projects.filter((one) => isEqual(one) || isEarlier(declaredOf(one) ?? ''));
  if (equal.length > 0) return equal;
  const counts = new Map<string, number>();
  for (const one of projects) {
    const declared = declaredOf(one);
    if (declared !== undefined) counts.set(declared, (counts.get(declared) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, x], [, y]) => y - x);
  if (most === undefined || most[1] * 2 <= projects.length) return [];
  return projects.filter((one) => declaredOf(one) === most[0]);
}

/** Declared `1.2.3`, or a `1.2.3.dev0` that leads up to it. */
function leadsTo(declared: string | undefined, version: string): boolean {
  const parsed = declared === undefined ? null : parsePep440(declared);
  return parsed !== null && (equalPep440(parsed.text, version) || equalPep440(finalRelease(parsed), version));
}

/** The version that a request is about; for a tag, without its prefix. */
export function requestedVersion(request: ReleaseRequest): string | null {
  if (request.mode === 'dev') return null;
  return request.version ?? parseTag(request.tag)?.version ?? request.tag;
}

/** The package that a request names, folded; null where it names none. */
export function requestedLabels(request: LintRequest): readonly string[] {
  const tags = request.mode === 'packages' ? request.tags : request.mode === 'release' ? [request.tag ?? ''] : [];
  return tags.flatMap((tag) => {
    const parsed = parseTag(tag);
    return parsed === null ? [] : (labelOfPrefix(parsed.prefix) ?? []);
  });
}

import type { Unknown } from '../core/unknown.ts';
import { isUnknown } from '../core/unknown.ts';
import { foldName, labelOfTag } from '../version/tag-label.ts';
import { parseTag } from '../version/tag.ts';
import type { FoundProject } from './find-projects.ts';
import type { History, Tag } from './ports.ts';

/** Which project of a repository a tag is of. */
export type TagOwners = {
  /** Null for a tag that names none of the projects. */
  readonly ownerOf: (tag: string) => FoundProject | null;
  /** The history as one project sees it: tags that name it, else those that name none. */
  readonly historyOf: (project: FoundProject) => History | Unknown;
  /** The versions of tags that name no project. */
  readonly sharedVersions: () => readonly string[];
};

/** A name that two projects answer to names neither, but for the distribution's own. */
export function tagOwners(projects: readonly FoundProject[], history: History | Unknown): TagOwners {
  const byName = new Map<string, FoundProject | null>();
  for (const project of projects) put(byName, foldName(project.name ?? ''), project);
  const byFolder = new Map<string, FoundProject | null>();
  for (const project of projects)
    for (const label of new Set([
      foldName(project.root),
      foldName(project.root.slice(project.root.lastIndexOf('/') + 1)),
    ]))
      put(byFolder, label, project);
  const known = new Map<string, FoundProject | null>();
  const ownerOf = (tag: string): FoundProject | null => {
    const label = labelOfTag(tag);
    if (label === null) return null;
    if (!known.has(label)) known.set(label, byName.get(label) ?? byFolder.get(label) ?? endingOf(label, projects));
    return known.get(label) ?? null;
  };
  // A project alone at the top has every tag; one in a folder only its own, or those that name none.
  const isAlone = projects.length < 2 && projects[0]?.root === '';
  if (isAlone || isUnknown(history)) return { ownerOf, historyOf: () => history, sharedVersions: () => [] };
  const tags = isUnknown(history.tags) ? history.tags : groupBy(history.tags, ownerOf);
  const atHead = groupBy(history.tagsAtHead, ownerOf);
  const own = (groups: Groups, project: FoundProject): readonly Tag[] => groups.get(project) ?? [];
  return {
    ownerOf,
    sharedVersions: () =>
      isUnknown(tags) ? [] : (tags.get(null) ?? []).flatMap(({ name }) => parseTag(name)?.version ?? []),
    historyOf: (project) => {
      const isNamed = !isUnknown(tags) && own(tags, project).length + own(atHead, project).length > 0;
      const shared = isNamed ? project : null;
      const from = (groups: Groups): readonly Tag[] => groups.get(shared) ?? [];
      return { ...history, tags: isUnknown(tags) ? tags : from(tags), tagsAtHead: from(atHead) };
    },
  };
}

/** The packages that the tags name, folded, with those of a request. */
export function labelsOf(history: History | Unknown, requested: readonly string[]): ReadonlySet<string> {
  const tags = isUnknown(history) ? [] : isUnknown(history.tags) ? history.tagsAtHead : history.tags;
  return new Set([...requested, ...tags.flatMap(({ name }) => labelOfTag(name) ?? [])]);
}

type Groups = ReadonlyMap<FoundProject | null, readonly Tag[]>;

function groupBy(tags: readonly Tag[], ownerOf: TagOwners['ownerOf']): Groups {
  const groups = new Map<FoundProject | null, Tag[]>();
  for (const tag of tags) {
    const owner = ownerOf(tag.name);
    const group = groups.get(owner);
    if (group === undefined) groups.set(owner, [tag]);
    else group.push(tag);
  }
  return groups;
}

/** `core-v2.48.0` is of pydantic-core, where no other project's name ends so; what is shorter may be any word. */
function endingOf(label: string, projects: readonly FoundProject[]): FoundProject | null {
  const ending = label.length < 3 ? [] : projects.filter(({ name }) => foldName(name ?? '').endsWith(label));
  return ending.length === 1 ? (ending[0] ?? null) : null;
}

function put(map: Map<string, FoundProject | null>, label: string, project: FoundProject): void {
  if (label !== '') map.set(label, map.has(label) ? null : project);
}

import type { Place } from '../core/place.ts';
import { githubRepository } from '../core/addresses.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { Project } from '../project/project.ts';
import { parsePep440 } from '../version/pep440.ts';
import { parseTag } from '../version/tag.ts';
import { matchesPattern } from './tag-filter.ts';

/** The tag that a release is simulated with. */
export type PlannedTag = {
  readonly name: string;
  /** The version in it, as the tag writes it. */
  readonly version: string;
  /**
   * `given`: by the user, or found at the revision. `convention`: as the other tags are written, or as the config says.
   * `filter`: no tags show a convention, and this is what the workflows listen for. `usual`: nothing tells, and `v` is
   * the commonest. `earlier`: the version is computed at build time, and the tag of the last release stands in for the
   * next one, which will be written like it.
   */
  readonly from: 'given' | 'convention' | 'filter' | 'usual' | 'earlier';
  /** PEP 440 calls it a pre- or development release; null where it is no version of PEP 440. */
  readonly isPrerelease: boolean | null;
};

/** The tag of a version; `given` where the tag itself is known. */
export function plannedTag(
  version: string,
  given: string | null,
  { conventions, workflows }: Pick<Project, 'conventions' | 'workflows'>,
): PlannedTag {
  const parsed = parsePep440(version);
  const isPrerelease = parsed === null ? null : parsed.isPre || parsed.isDev;
  if (given !== null) return { name: given, version: parseTag(given)?.version ?? version, from: 'given', isPrerelease };
  const prefix = conventions.tagPrefix;
  if (prefix !== null && !isUnknown(prefix))
    return { name: prefix.value + version, version, from: 'convention', isPrerelease };
  const patterns = workflows.flatMap(({ on }) =>
    on
      .filter(({ event }) => event.value === 'push')
      .flatMap(({ filters }) => filters.filter(({ name }) => name.value === 'tags'))
      .flatMap((filter) => filter.patterns.map(({ value }) => value)),
  );
  const fits = (tag: string): boolean => patterns.some((pattern) => matchesPattern(tag, pattern) === true);
  const found = ['v', '', 'release-', 'release/v'].find((one) => fits(one + version));
  return found === undefined
    ? { name: `v${version}`, version, from: 'usual', isPrerelease }
    : { name: found + version, version, from: 'filter', isPrerelease };
}

/** `OWNER/NAME` on GitHub, and what says so. */
export type RepositorySlug = {
  readonly slug: string;
  readonly from: 'given' | 'environment' | 'remote' | 'metadata';
  readonly place: Place | null;
};

/** The tag of the last final release, for projects whose next version nobody has written down; null where there is none. */
export function earlierTag({ history, conventions }: Pick<Project, 'history' | 'conventions'>): PlannedTag | null {
  const tags = isUnknown(history) || isUnknown(history.tags) ? [] : history.tags;
  const prefix = known(conventions.tagPrefix)?.value ?? null;
  for (const { name } of tags) {
    const parsed = conventions.aliases.includes(name) ? null : parseTag(name);
    const version = parsed === null ? null : parsePep440(parsed.version);
    if (parsed === null || version === null || version.isPre || version.isDev) continue;
    if (prefix === null || parsed.prefix === prefix)
      return { name, version: parsed.version, from: 'earlier', isPrerelease: false };
  }
  return null;
}

/** The repository by the remote `origin`, else by the project's own URLs, where those agree. */
export function repositoryOf({ history, metadata }: Pick<Project, 'history' | 'metadata'>): RepositorySlug | null {
  const remote = isUnknown(history) || history.remote === null ? null : githubRepository(history.remote);
  if (remote !== null) return { slug: remote, from: 'remote', place: null };
  const urls = known(metadata)?.urls ?? [];
  const source = urls.filter(({ label }) =>
    /^(?:source|repository|code|github|homepage|home)/i.test(label.replace(/[^a-z]/gi, '')),
  );
  const named = (source.length > 0 ? source : urls).flatMap(({ url }) => {
    const slug = githubRepository(url.value);
    return slug === null ? [] : [{ slug, place: url.place }];
  });
  const [first] = named;
  if (first === undefined || named.some(({ slug }) => slug.toLowerCase() !== first.slug.toLowerCase())) return null;
  return { ...first, from: 'metadata' };
}

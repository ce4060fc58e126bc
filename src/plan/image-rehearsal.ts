import { isUnknown, known } from '../core/unknown.ts';
import type { Project } from '../project/project.ts';
import { parsePep440 } from '../version/pep440.ts';
import { parseTag } from '../version/tag.ts';
import type { Release } from './plan.ts';
import type { PlannedTag } from './planned-tag.ts';

/** So many of the last tags tell whether the project makes pre-releases at all. */
const RECENT = 20;

/**
 * The tag of the project's last pre-release, to see what the workflows would do with one. Null where a pre-release is
 * judged, or where the project has made none for a while.
 */
export function lastPrerelease(
  { history, conventions }: Pick<Project, 'history' | 'conventions'>,
  release: Release | null,
): PlannedTag | null {
  const judged = parsePep440(release?.version ?? '');
  if (judged?.isPre === true || judged?.isDev === true) return null;
  const tags = isUnknown(history) || isUnknown(history.tags) ? [] : history.tags;
  const prefix = known(conventions.tagPrefix)?.value ?? null;
  for (const { name } of tags.slice(0, RECENT)) {
    if (name === release?.tag || conventions.aliases.includes(name)) continue;
    const parsed = parseTag(name);
    if (parsed === null || (prefix !== null && parsed.prefix !== prefix)) continue;
    const version = parsePep440(parsed.version);
    if (version?.isPre !== true || version.isDev) continue;
    return { name, version: parsed.version, from: 'given', isPrerelease: true };
  }
  return null;
}

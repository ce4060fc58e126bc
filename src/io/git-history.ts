import { unknown } from '../core/unknown.ts';
import type { Unknown } from '../core/unknown.ts';
import type { History, Tag } from '../project/ports.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { parseTag } from '../version/tag.ts';
import type { GitOutcome, GitProcess } from './git-process.ts';
import { refusal } from './git-process.ts';

const FIELDS = [
  'refname',
  'objecttype',
  'objectname',
  '*objecttype',
  '*objectname',
  'creatordate:iso-strict',
  '*committerdate:iso-strict',
  'committerdate:iso-strict',
];

/** The tags that are ancestors of a revision; full names, so that a branch called like a tag does not matter. */
export function askForTags(git: GitProcess, revision: string): Promise<GitOutcome> {
  const format = FIELDS.map((field) => `%(${field})`).join('%00');
  return git.run(['for-each-ref', `--merged=${revision}`, `--format=${format}`, 'refs/tags/']);
}

/** What has been asked of git, perhaps before it was known that there is a repository. */
export type HistoryAnswers = {
  /** Commit id of the revision; null before the first commit. */
  readonly head: string | null;
  readonly isShallow: boolean;
  readonly tags: Promise<GitOutcome>;
  readonly remote: Promise<string | null>;
};

export async function readHistory(git: GitProcess, answers: HistoryAnswers): Promise<History | Unknown> {
  const { head } = answers;
  const [outcome, remote] = await Promise.all([answers.tags, answers.remote]);
  if (head === null) return { head, tags: [], tagsAtHead: [], remote };
  if (outcome.kind === 'failed' || outcome.code !== 0) return unknown(refusal(outcome));
  const tags = sortTags(await parseTags(git, outcome.stdout.toString()));
  return {
    head,
    tags: answers.isShallow ? unknown('a shallow clone (`git fetch --unshallow --tags` brings the tags)') : tags,
    tagsAtHead: tags.filter((tag) => tag.commit === head),
    remote,
  };
}

async function parseTags(git: GitProcess, output: string): Promise<readonly Tag[]> {
  const tags: Tag[] = [];
  const nested: Tag[] = [];
  for (const line of output.split('\n')) {
    const [ref = '', type, id = '', peeledType, peeledId = '', created = '', peeled = '', own = ''] = line.split('\0');
    if (ref === '') continue;
    const date = isoOf(created || peeled);
    const committed = isoOf(peeled || own || created);
    const annotated = type === 'tag';
    const tag = { name: ref.slice('refs/tags/'.length), commit: annotated ? peeledId : id, annotated, date, committed };
    (peeledType === 'tag' ? nested : tags).push(tag);
  }
  return nested.length === 0 ? tags : [...tags, ...(await peel(git, nested))];
}

/** git 2.45 writes UTC as Z, others as `+00:00`. */
function isoOf(date: string): string {
  return date.replace(/Z$/, '+00:00');
}

/** Tags of tags: git before 2.45 peels one layer only. They are rare enough for a process of their own. */
async function peel(git: GitProcess, nested: readonly Tag[]): Promise<readonly Tag[]> {
  const outcome = await git.run(['rev-parse', ...nested.map((tag) => `${tag.commit}^{commit}`)]);
  if (outcome.kind === 'failed' || outcome.code !== 0) return [];
  const ids = outcome.stdout.toString().split('\n');
  return nested.map((tag, i) => ({ ...tag, commit: ids[i] ?? tag.commit }));
}

/** Newest first. Tags of one moment: the higher version first, then what is no version, by name. */
function sortTags(tags: readonly Tag[]): readonly Tag[] {
  const dated = tags.map((tag) => ({ tag, time: Date.parse(tag.date) || 0 }));
  return dated.sort((a, b) => b.time - a.time || compareNames(a.tag.name, b.tag.name)).map(({ tag }) => tag);
}

function compareNames(a: string, b: string): number {
  const [first, second] = [versionOf(a), versionOf(b)];
  if (first !== null && second !== null) {
    const order = comparePep440(second, first);
    if (order !== 0) return order;
  } else if (first !== null || second !== null) return first === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The version in a tag, where PEP 440 can order it. */
function versionOf(name: string): string | null {
  const version = parseTag(name)?.version ?? null;
  return version === null || parsePep440(version) === null ? null : version;
}

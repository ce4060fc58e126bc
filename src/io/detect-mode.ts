import type { Unknown } from '../core/unknown.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { History, Tag } from '../project/ports.ts';
import type { Pep440 } from '../version/pep440.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import type { VersionTag } from '../version/tag.ts';
import { isAliasOf, parseTag } from '../version/tag.ts';
import type { Environment } from './git-process.ts';

/** The mode where none was asked for, and why; `reason` is a clause without a stop. */
export type DetectedMode =
  /** Tags of several packages, the best one of each; `undecided` says so where there is but one project to choose for. */
  | {
      readonly mode: 'packages';
      readonly tags: readonly string[];
      readonly reason: string;
      readonly undecided: string;
    }
  | { readonly mode: 'release'; readonly tag: string; readonly reason: string }
  | { readonly mode: 'dev'; readonly reason: string };

export type ModeQuestion = {
  readonly env: Environment;
  readonly history: History | Unknown;
  /** What `--at` named; null for HEAD and the work tree. */
  readonly revision: string | null;
  /** `tag-prefix` of the config. */
  readonly tagPrefix: string | null;
  /** Asked only where the answer decides: it costs two processes. */
  readonly differsFromHead: () => Promise<boolean | Unknown>;
};

/** Release mode where a CI run for a tag checks that tag's commit, or where the tree is that of a tagged commit. */
export async function detectMode(given: ModeQuestion): Promise<DetectedMode> {
  const { history, revision } = given;
  if (isUnknown(history)) return { mode: 'dev', reason: history.unknown };
  const pushed = pushedTag(given.env, history);
  if (pushed !== null) return { mode: 'release', ...pushed };
  const at = revision ?? 'HEAD';
  const candidates = ownTags(history.tagsAtHead, given.tagPrefix);
  const named = candidates.find(({ name }) => name === revision);
  const best = named === undefined ? bestOfEach(candidates, known(history.tags) ?? []) : [named];
  const [tag] = best;
  if (tag === undefined) return { mode: 'dev', reason: `no version tag at ${at}` };
  const carries =
    named !== undefined
      ? `${tag.name} is a version tag`
      : best.length === 1
        ? `${at} carries the tag ${tag.name}`
        : `${at} carries the tags ${listOf(best)}`;
  const differs = await given.differsFromHead();
  if (differs === false && best.length === 1) return { mode: 'release', tag: tag.name, reason: carries };
  if (differs === false) {
    const undecided = `${at} carries ${listOf(best)}, and \`--tag\` does not say which is meant`;
    return { mode: 'packages', tags: best.map(({ name }) => name), reason: carries, undecided };
  }
  return {
    mode: 'dev',
    reason: isUnknown(differs)
      ? `${carries}, but the work tree could not be compared with it: ${differs.unknown}`
      : `${carries}, but the work tree differs from it`,
  };
}

/** `GITHUB_REF` counts for the commit that the run was started for, and where it names a version (`nightly` does not). */
function pushedTag(env: Environment, history: History): { readonly tag: string; readonly reason: string } | null {
  const { GITHUB_REF: ref = '', GITHUB_SHA: sha = '' } = env;
  const name = /^refs\/tags\/(.+)$/.exec(ref)?.[1];
  if (name === undefined || parseTag(name) === null || sha.toLowerCase() !== history.head) return null;
  const full = history.tagsAtHead.find((tag) => isAliasOf(name, tag.name));
  if (full === undefined) return { tag: name, reason: `GITHUB_REF is ${ref}` };
  return { tag: full.name, reason: `GITHUB_REF is ${ref}, an alias of ${full.name}` };
}

/** A prefix that names no package: none, `v`, `V`, `v.`. */
const PLAIN = /^(?:v\.?)?$/i;

type Candidate = VersionTag & { readonly name: string; readonly parsed: Pep440 | null };

/**
 * Version tags that may be a project's of the repository: no moving alias (`v1` beside `v1.2.3`). With a configured prefix
 * those that have it, or else none but a `v`.
 */
function ownTags(tags: readonly Tag[], tagPrefix: string | null): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const { name } of tags) {
    const tag = parseTag(name);
    if (tag === null || tags.some((other) => isAliasOf(name, other.name))) continue;
    found.push({ ...tag, name, parsed: parsePep440(tag.version) });
  }
  if (tagPrefix === null) return found;
  const own = found.filter(({ prefix }) => prefix === tagPrefix);
  return own.length > 0 ? own : found.filter(({ prefix }) => PLAIN.test(prefix));
}

/** The best tag without a package's name, and the best one of each package. */
function bestOfEach(candidates: readonly Candidate[], history: readonly Tag[]): readonly Candidate[] {
  const groups = new Map<string, Candidate[]>();
  for (const one of candidates) {
    const key = PLAIN.test(one.prefix) ? '' : one.prefix;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].sort(([x], [y]) => (x < y ? -1 : 1)).flatMap(([, group]) => bestOf(group, history));
}

/** The highest final version; of one version spelled twice, the prefix that the project uses more. */
function bestOf(candidates: readonly Candidate[], history: readonly Tag[]): readonly Candidate[] {
  const uses = (prefix: string): number => history.filter(({ name }) => parseTag(name)?.prefix === prefix).length;
  const isFinal = ({ parsed }: Candidate): boolean => parsed !== null && !parsed.isPre && !parsed.isDev;
  const sorted = [...candidates].sort(
    (a, b) =>
      Number(isFinal(b)) - Number(isFinal(a)) ||
      (a.parsed !== null && b.parsed !== null
        ? comparePep440(b.version, a.version)
        : Number(b.parsed !== null) - Number(a.parsed !== null)) ||
      uses(b.prefix) - uses(a.prefix) ||
      (a.name < b.name ? -1 : 1),
  );
  return sorted.slice(0, 1);
}

function listOf(candidates: readonly Candidate[]): string {
  return candidates.map(({ name }) => name).join(' and ');
}

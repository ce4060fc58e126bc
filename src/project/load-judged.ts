import { known } from '../core/unknown.ts';
import { parseTag } from '../version/tag.ts';
import type { Changelog } from './changelog.ts';
import type { ChangelogHabits } from './changelog-habits.ts';
import { inferChangelogHabits } from './changelog-habits.ts';
import type { TagConventions } from './conventions.ts';
import type { Documents } from './documents.ts';
import type { EntryAtTag } from './entries-at-tags.ts';
import { loadEntriesAtTags } from './entries-at-tags.ts';
import { loadBumpTools } from './load-bump-tools.ts';
import { loadChangelog } from './load-changelog.ts';
import { loadChecks } from './load-checks.ts';
import type { RequestedRelease } from './load-commit.ts';
import { loadCopies } from './load-copies.ts';
import { loadCoverage } from './load-coverage.ts';
import { loadDocuments } from './load-documents.ts';
import { loadFragments } from './load-fragments.ts';
import { loadImports } from './load-imports.ts';
import { loadLicensing } from './load-licensing.ts';
import { loadLocks } from './load-locks.ts';
import { loadPyprojectProblems } from './load-pyproject-problems.ts';
import { loadReadme } from './load-readme.ts';
import type { LoadRequest } from './load.ts';
import type { Git } from './ports.ts';
import type { Project } from './project.ts';
import { findStaleLocks } from './stale-locks.ts';
import type { VersionFacts } from './versions.ts';

/** What goes into the distribution, and what is asked of it before it goes out. */
type Distribution = Pick<
  Project,
  'fragments' | 'pyprojectProblems' | 'licensing' | 'readme' | 'imports' | 'coverage' | 'checks'
>;

/** Facts that rules alone ask for. */
export type JudgedFacts = Distribution &
  Pick<Project, 'versions' | 'changelog' | 'entriesAtTags' | 'copies' | 'locks' | 'staleLocks' | 'bumpTools'> & {
    readonly habits: ChangelogHabits | null;
  };

export async function loadJudged(
  git: Git,
  request: LoadRequest,
  conventions: TagConventions,
  readVersions: () => Promise<VersionFacts>,
): Promise<JudgedFacts> {
  const { needs, root, python, reader, history } = request;
  const links = (known(python.metadata)?.urls ?? [])
    .filter(({ isChangelog }) => isChangelog)
    .map(({ url }) => url.value);
  const changelogPending = needs.has('changelog') ? loadChangelog(reader, root, request.changelog, links) : null;
  const versions = await readVersions();
  const [copies, locks, bumpTools, more] = await Promise.all([
    needs.has('copies') ? loadCopies(reader, root, python) : [],
    needs.has('locks') ? loadLocks(reader, root, python) : [],
    needs.has('bump-tools') ? loadBumpTools(reader, root, python) : [],
    loadDistribution(request),
  ]);
  const changelog = await changelogPending;
  const kept = known(changelog);
  return {
    versions,
    changelog,
    habits: kept === null ? null : inferChangelogHabits(kept, history, request.judgedTag, conventions.aliases),
    entriesAtTags: kept === null ? [] : await entriesAtTags(git, kept, request, conventions),
    copies,
    locks,
    staleLocks: await findStaleLocks(locks, git.readAt, { ...request, aliases: conventions.aliases }),
    bumpTools,
    ...more,
  };
}

async function loadDistribution(request: LoadRequest): Promise<Distribution> {
  const { needs, root, python, reader, release } = request;
  const [fragments, pyprojectProblems, licensing, readme, imports, coverage, checks] = await Promise.all([
    needs.has('fragments') ? loadFragments(reader, root, python) : null,
    needs.has('schema') ? loadPyprojectProblems(reader, root, python) : [],
    needs.has('licensing') ? loadLicensing(reader, root, python) : null,
    needs.has('readme') ? loadReadme(reader, root, python) : null,
    needs.has('imports') ? loadImports(reader, root, python) : null,
    needs.has('coverage') && release !== null ? loadCoverage(reader, request) : null,
    needs.has('checks') ? loadChecks(reader, request.checks, releasedVersion(release)) : null,
  ]);
  return { fragments, pyprojectProblems, licensing, readme, imports, coverage, checks };
}

export function documentsOf(git: Git, request: LoadRequest, { aliases }: TagConventions): Promise<Documents> {
  return loadDocuments(git.readAt, { ...request, aliases, target: releasedVersion(request.release) });
}

function entriesAtTags(
  git: Git,
  changelog: Changelog,
  { history, release }: LoadRequest,
  { aliases }: TagConventions,
): Promise<readonly EntryAtTag[]> | readonly EntryAtTag[] {
  const version = releasedVersion(release);
  if (release === null || version === null) return [];
  return loadEntriesAtTags(git.readAt, { changelog, history, aliases, version, tag: release.tag });
}

/** As the plan reads it, which needs the facts first. */
function releasedVersion(release: RequestedRelease | null): string | null {
  return release === null ? null : (release.version ?? parseTag(release.tag ?? '')?.version ?? null);
}

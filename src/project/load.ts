import type { Need } from '../core/rule.ts';
import type { Changelog, ChangelogSettings } from './changelog.ts';
import type { ConventionSettings, TagConventions } from './conventions.ts';
import type { EntryAtTag } from './entries-at-tags.ts';
import { loadEntriesAtTags } from './entries-at-tags.ts';
import { anchorOf } from './anchor.ts';
import { inferChangelogHabits } from './changelog-habits.ts';
import { inferConventions } from './conventions.ts';
import type { RequestedRelease } from './load-commit.ts';
import { loadCommit } from './load-commit.ts';
import { loadBumpTools } from './load-bump-tools.ts';
import { loadChangelog } from './load-changelog.ts';
import type { CheckSettings } from './load-checks.ts';
import { loadChecks } from './load-checks.ts';
import { loadCopies } from './load-copies.ts';
import { loadCoverage } from './load-coverage.ts';
import { loadFragments } from './load-fragments.ts';
import { loadImports } from './load-imports.ts';
import { loadLicensing } from './load-licensing.ts';
import { loadLocks } from './load-locks.ts';
import type { PythonProject } from './load-metadata.ts';
import { loadPackaging } from './load-packaging.ts';
import { loadPyprojectProblems } from './load-pyproject-problems.ts';
import { loadReadme } from './load-readme.ts';
import { loadVersions } from './load-versions.ts';
import { loadWorkflows } from './load-workflows.ts';
import type { Unknown } from '../core/unknown.ts';
import { isUnknown, known } from '../core/unknown.ts';
import { parseTag } from '../version/tag.ts';
import type { Files, Git, History } from './ports.ts';
import type { Project, Unreadable } from './project.ts';
import type { Reader } from './reader.ts';
import { createReader } from './reader.ts';
import { findStaleLocks } from './stale-locks.ts';
import { topLevelText } from './package-json.ts';
import { below } from './path.ts';
import { atSpan } from '../core/place.ts';
import type { WorkFolder } from './work-folder.ts';
import type { Workflow } from './workflow.ts';

/** What the projects of a repository share. */
export type Tree = {
  /** Over the whole tree. */
  readonly reader: Reader;
  readonly workflows: readonly Workflow[];
  readonly history: History | Unknown;
  readonly git: Git;
};

export type LoadRequest = {
  /** The project's folder relative to the git top level: `''` or `packages/core`. */
  readonly root: string;
  /** Its metadata, read already; and a reader of its own subtree. */
  readonly python: PythonProject;
  readonly reader: Reader;
  readonly needs: ReadonlySet<Need>;
  readonly changelog: ChangelogSettings;
  readonly conventions: ConventionSettings;
  /** Tags of this project alone, where the repository has several. */
  readonly history: History | Unknown;
  /** The tag that is being judged, which is no evidence of a convention; null where none is. */
  readonly judgedTag: string | null;
  /** What is to be released; null in dev mode. */
  readonly release: RequestedRelease | null;
  readonly checks: CheckSettings;
  /** Null where a revision is read. */
  readonly workFolder: WorkFolder | null;
  /** The coverage report, relative to the root; null where it has one of the usual names. */
  readonly coverageFile: string | null;
};

/** Reads what is the same for every project of the tree. */
export async function openTree(files: Files, git: Git, needs: ReadonlySet<Need>): Promise<Tree> {
  const historyPending = git.history();
  const reader = await createReader(files);
  const workflowsPending = needs.has('workflows') ? loadWorkflows(reader) : [];
  const [workflows, history] = await Promise.all([workflowsPending, historyPending]);
  return { reader, workflows, history, git };
}

/** Reads what the rules need, in rounds: first what the names tell, then what the files point at. Returns frozen facts. */
export async function loadProject(tree: Tree, request: LoadRequest): Promise<Project> {
  const { needs, root, python, reader, history } = request;
  const conventions = inferConventions(history, request.conventions, request.judgedTag);
  const commitPending = loadCommit(tree.git, request, conventions);
  const links = (known(python.metadata)?.urls ?? [])
    .filter(({ isChangelog }) => isChangelog)
    .map(({ url }) => url.value);
  const changelogPending = needs.has('changelog') ? loadChangelog(reader, root, request.changelog, links) : null;
  const versions = await loadVersions(reader, root, python);
  const [copies, locks, bumpTools, more] = await Promise.all([
    needs.has('copies') ? loadCopies(reader, root, python) : [],
    needs.has('locks') ? loadLocks(reader, root, python) : [],
    needs.has('bump-tools') ? loadBumpTools(reader, root, python) : [],
    loadDistribution(request),
  ]);
  const changelog = await changelogPending;
  const kept = known(changelog);
  const habits = kept === null ? null : inferChangelogHabits(kept, history, request.judgedTag, conventions.aliases);
  return deepFreeze({
    root,
    paths: reader.paths,
    allPaths: reader.allPaths,
    sources: reader.sources,
    unreadable: sortedByFile(reader.unreadable),
    name: await nameOf(python, reader, root),
    metadata: python.metadata,
    anchor: anchorOf(versions, python.metadata, { root, paths: reader.paths }),
    versions,
    changelog,
    entriesAtTags: kept === null ? [] : await entriesAtTags(tree.git, kept, request, conventions),
    workflows: tree.workflows,
    history,
    conventions: { ...conventions, changelog: habits },
    ...(await commitPending),
    copies,
    locks,
    staleLocks: await findStaleLocks(locks, tree.git.readAt, { ...request, aliases: conventions.aliases }),
    bumpTools,
    ...more,
  });
}

type Distribution = Pick<
  Project,
  'fragments' | 'packaging' | 'pyprojectProblems' | 'licensing' | 'readme' | 'imports' | 'coverage' | 'checks'
>;

/** What goes into the distribution, and what is asked of it before it goes out. */
async function loadDistribution(request: LoadRequest): Promise<Distribution> {
  const { needs, root, python, reader, release } = request;
  const [fragments, packaging, pyprojectProblems, licensing, readme, imports, coverage, checks] = await Promise.all([
    needs.has('fragments') ? loadFragments(reader, root, python) : null,
    needs.has('packaging') ? loadPackaging(reader, root, python) : null,
    needs.has('schema') ? loadPyprojectProblems(reader, root, python) : [],
    needs.has('licensing') ? loadLicensing(reader, root, python) : null,
    needs.has('readme') ? loadReadme(reader, root, python) : null,
    needs.has('imports') ? loadImports(reader, root, python) : null,
    needs.has('coverage') && release !== null ? loadCoverage(reader, request) : null,
    needs.has('checks') ? loadChecks(reader, request.checks, releasedVersion(release)) : null,
  ]);
  return { fragments, packaging, pyprojectProblems, licensing, readme, imports, coverage, checks };
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

export function sortedByFile(unreadable: readonly Unreadable[]): readonly Unreadable[] {
  return [...unreadable].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

/** The distribution's name; without a Python project the name in package.json. */
async function nameOf({ metadata }: PythonProject, reader: Reader, root: string): Promise<Project['name']> {
  if (metadata !== null) return isUnknown(metadata) ? metadata : metadata.name;
  const file = below(root, 'package.json');
  const source = await reader.text(file);
  if (source === null || isUnknown(source)) return source;
  const found = topLevelText(source.text, 'name');
  return found === null ? null : { value: found.value, place: atSpan(file, found.start, found.end) };
}

/** Freezes plain data all the way down; maps and sets are left, their types are read-only. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  if (!(value instanceof Map) && !(value instanceof Set)) for (const part of Object.values(value)) deepFreeze(part);
  return value;
}

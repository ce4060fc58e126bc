import type { Need } from '../core/rule.ts';
import type { ChangelogSettings } from './changelog.ts';
import type { ConventionSettings, TagConventions } from './conventions.ts';
import type { Dockerfile } from './dockerfile.ts';
import { anchorOf } from './anchor.ts';
import { inferConventions } from './conventions.ts';
import type { RequestedRelease } from './load-commit.ts';
import { loadCommit } from './load-commit.ts';
import { loadDockerfiles } from './load-dockerfiles.ts';
import type { CheckSettings } from './load-checks.ts';
import type * as Judged from './load-judged.ts';
import type { PythonProject } from './load-metadata.ts';
import { loadPackaging } from './load-packaging.ts';
import { loadVersions } from './load-versions.ts';
import { loadWorkflows } from './load-workflows.ts';
import type { Unknown } from '../core/unknown.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Files, Git, History } from './ports.ts';
import type { Project, Unreadable } from './project.ts';
import type { Reader } from './reader.ts';
import { createReader } from './reader.ts';
import { topLevelText } from './package-json.ts';
import { below } from './path.ts';
import { atSpan } from '../core/place.ts';
import type { VersionFacts } from './versions.ts';
import type { WorkFolder } from './work-folder.ts';
import type { Workflow } from './workflow.ts';
import type { WorkflowsAtTag } from './workflows-at-tag.ts';
import { loadWorkflowsAtTag } from './workflows-at-tag.ts';

/** What the projects of a repository share. */
export type Tree = {
  /** Over the whole tree. */
  readonly reader: Reader;
  readonly workflows: readonly Workflow[];
  readonly dockerfiles: readonly Dockerfile[];
  readonly history: History | Unknown;
  readonly git: Git;
  /** What reads the facts that rules alone ask for; null where none of them is needed. */
  readonly judged: typeof Judged | null;
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
  const judgedPending = [...needs].some((need) => JUDGED.has(need)) ? import('./load-judged.ts') : null;
  const workflowsPending = needs.has('workflows') ? loadWorkflows(reader) : [];
  const [workflows, history] = await Promise.all([workflowsPending, historyPending]);
  const dockerfiles = needs.has('dockerfiles') ? await loadDockerfiles(reader, workflows) : [];
  return { reader, workflows, dockerfiles, history, git, judged: await judgedPending };
}

/** Reads what the rules need, in rounds: first what the names tell, then what the files point at. Returns frozen facts. */
export async function loadProject(tree: Tree, request: LoadRequest): Promise<Project> {
  const { needs, root, python, reader, history } = request;
  const conventions = inferConventions(history, request.conventions, request.judgedTag);
  const commitPending = loadCommit(tree.git, request, conventions);
  const readVersions = (): Promise<VersionFacts> => loadVersions(reader, root, python);
  const { versions, habits, ...judged } =
    tree.judged === null
      ? { ...NOTHING_JUDGED, versions: await readVersions() }
      : await tree.judged.loadJudged(tree.git, request, conventions, readVersions);
  return deepFreeze({
    root,
    paths: reader.paths,
    allPaths: reader.allPaths,
    sources: reader.sources,
    packaging: needs.has('packaging') ? await loadPackaging(reader, root, python) : null,
    unreadable: sortedByFile(reader.unreadable),
    name: await nameOf(python, reader, root),
    metadata: python.metadata,
    anchor: anchorOf(versions, python.metadata, { root, paths: reader.paths }),
    versions,
    workflows: tree.workflows,
    workflowsAtTag: await workflowsAtTag(tree, request, conventions),
    dockerfiles: tree.dockerfiles,
    history,
    conventions: { ...conventions, changelog: habits },
    ...(await commitPending),
    ...judged,
    // Last: what others read of the same files is recorded as theirs.
    documents: needs.has('documents')
      ? ((await tree.judged?.documentsOf(tree.git, request, conventions)) ?? null)
      : null,
  });
}

/** Facts that rules alone ask for: a plan does not even load the code that reads them. */
const JUDGED: ReadonlySet<Need> = new Set([
  'changelog',
  'copies',
  'locks',
  'bump-tools',
  'fragments',
  'schema',
  'licensing',
  'readme',
  'imports',
  'coverage',
  'checks',
  'documents',
]);

const NOTHING_JUDGED: Omit<Judged.JudgedFacts, 'versions'> = {
  habits: null,
  changelog: null,
  entriesAtTags: [],
  copies: [],
  locks: [],
  staleLocks: [],
  bumpTools: [],
  fragments: null,
  pyprojectProblems: [],
  licensing: null,
  readme: null,
  imports: null,
  coverage: null,
  checks: null,
};

function workflowsAtTag(
  { reader, workflows, git }: Tree,
  { history, release, judgedTag }: LoadRequest,
  { aliases }: TagConventions,
): Promise<WorkflowsAtTag | null> | null {
  if (release === null) return null;
  return loadWorkflowsAtTag(git.readAt, { reader, workflows, history, aliases, tag: judgedTag });
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

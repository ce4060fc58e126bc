import type { Need } from '../core/rule.ts';
import type { ChangelogSettings } from './changelog.ts';
import type { ConventionSettings } from './conventions.ts';
import { anchorOf } from './anchor.ts';
import { inferConventions } from './conventions.ts';
import { loadChangelog } from './load-changelog.ts';
import { loadMetadata } from './load-metadata.ts';
import { loadVersions } from './load-versions.ts';
import { loadWorkflows } from './load-workflows.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Files, Git } from './ports.ts';
import type { Project } from './project.ts';
import { createReader } from './reader.ts';

export type LoadRequest = {
  /** ROOT relative to the git top level: `''` or `packages/core`. */
  readonly root: string;
  readonly needs: ReadonlySet<Need>;
  readonly changelog: ChangelogSettings;
  readonly conventions: ConventionSettings;
  /** The tag that is being judged, which is no evidence of a convention; null where none is. */
  readonly judgedTag: string | null;
};

/** Reads what the rules need, in rounds: first what the names tell, then what the files point at. Returns frozen facts. */
export async function loadProject(files: Files, git: Git, request: LoadRequest): Promise<Project> {
  const { needs, root } = request;
  const historyPending = git.history();
  const reader = await createReader(files);
  const changelogPending = needs.has('changelog') ? loadChangelog(reader, root, request.changelog) : null;
  const workflowsPending = needs.has('workflows') ? loadWorkflows(reader) : [];
  const python = await loadMetadata(reader, root);
  const versions = await loadVersions(reader, root, python);
  const [changelog, workflows, history] = await Promise.all([changelogPending, workflowsPending, historyPending]);
  return deepFreeze({
    root,
    paths: reader.paths,
    sources: reader.sources,
    unreadable: [...reader.unreadable].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
    name: python.metadata === null || isUnknown(python.metadata) ? python.metadata : python.metadata.name,
    metadata: python.metadata,
    anchor: anchorOf(versions, python.metadata, root),
    versions,
    changelog,
    workflows,
    history,
    conventions: inferConventions(history, request.conventions, request.judgedTag),
  });
}

/** Freezes plain data all the way down; maps and sets are left, their types are read-only. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  if (!(value instanceof Map) && !(value instanceof Set)) for (const part of Object.values(value)) deepFreeze(part);
  return value;
}

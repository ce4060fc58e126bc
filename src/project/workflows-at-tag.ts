import type { Unknown } from '../core/unknown.ts';
import { isUnknown } from '../core/unknown.ts';
import { earlierTags } from '../version/earlier-tags.ts';
import { loadWorkflows } from './load-workflows.ts';
import type { FileRead, Files, Git, History } from './ports.ts';
import type { Reader } from './reader.ts';
import { createReader } from './reader.ts';
import type { Workflow } from './workflow.ts';

/** The workflows that lay in the tree of the release before. */
export type WorkflowsAtTag = {
  readonly tag: string;
  /** As far as they could be found: a tree of an earlier release is read by name, and not listed. */
  readonly workflows: readonly Workflow[];
};

export type WorkflowsQuestion = {
  readonly reader: Reader;
  readonly workflows: readonly Workflow[];
  readonly history: History | Unknown;
  readonly aliases: readonly string[];
  /** The tag that is judged. */
  readonly tag: string | null;
};

/** What workflows that publish are called, by frequency in 120 real repositories, the templates of GitHub and PyPA first. */
const USUAL: readonly string[] = (
  'release publish python-publish python-package pythonpublish pypi pypi-publish publish-pypi publish-to-pypi ' +
  'pypi-release pypi-package python-release deploy build ci cd main wheels ' +
  'test tests upload publish-to-test-pypi python-package-publish package dist pythonpackage release-please ' +
  'semantic-release build-and-publish publish-release ci-cd cicd workflow push python releases ' +
  'on-release-main python-app build_wheels build-wheels pypi_upload do-release'
).split(' ');

/** A workflow that publishes by its identity asks for it; where none does, nothing depends on its name. */
const ASKS_FOR_IDENTITY = /\bid-token\b|\bwrite-all\b/;

/** Larger ones exist in no repository that was met, and a tree of an earlier release is not listed. */
const LIMIT = 512 * 1024;

/**
 * Reads the workflows in the tree of the newest earlier release, where one of today's may publish by its identity: PyPI
 * knows a trusted publisher by the name of its workflow's file.
 */
export async function loadWorkflowsAtTag(
  readAt: Git['readAt'],
  { reader, workflows, history, aliases, tag }: WorkflowsQuestion,
): Promise<WorkflowsAtTag | null> {
  const asks = workflows.some(({ file }) => ASKS_FOR_IDENTITY.test(reader.sources.get(file)?.text ?? ''));
  if (!asks || isUnknown(history) || isUnknown(history.tags)) return null;
  const [before] = earlierTags(history.tags, tag, aliases).filter((one) => one.tag.commit !== history.head);
  if (before === undefined) return null;
  const paths = [
    ...new Set([
      ...workflows.map(({ file }) => file),
      ...USUAL.flatMap((name) => [`.github/workflows/${name}.yml`, `.github/workflows/${name}.yaml`]),
    ]),
  ];
  const { commit, name } = before.tag;
  const files = await filesAt(paths, (path, limit) => readAt(commit, path, limit));
  return { tag: name, workflows: await loadWorkflows(await createReader(files)) };
}

/** The tree of a commit as far as it has these files. What workflows call is read when they ask for it, and not found. */
async function filesAt(
  paths: readonly string[],
  read: (path: string, limit: number) => Promise<FileRead>,
): Promise<Files> {
  const found = await Promise.all(paths.map(async (path) => [path, await read(path, LIMIT)] as const));
  const there = new Map(found.filter(([, { kind }]) => kind === 'bytes'));
  return {
    list: () => Promise.resolve([...there.keys()].sort()),
    read: (path) => Promise.resolve(there.get(path) ?? { kind: 'missing' }),
  };
}

import { githubRepository } from '../core/addresses.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { DocumentFiles } from './documents-candidates.ts';
import { documentFiles, readTheDocsFile } from './documents-candidates.ts';
import { datedMentions } from './documents-history.ts';
import { installCommands } from './documents-install.ts';
import type { FoundMention, OwnNames } from './documents-mentions.ts';
import { findMentions } from './documents-mentions.ts';
import { releaseReferences } from './documents-releasing.ts';
import { readTheDocsConfig } from './documents-rtd.ts';
import { supportedVersions } from './documents-security.ts';
import type { Documents, VersionMention } from './documents.ts';
import type { PythonProject } from './load-metadata.ts';
import type { Git, History } from './ports.ts';
import type { Decoding, Reader } from './reader.ts';
import type { SourceText } from './source.ts';
import type { Unknown } from '../core/unknown.ts';
import { normalName } from '../version/distribution-name.ts';

export type DocumentsRequest = {
  readonly root: string;
  readonly python: PythonProject;
  readonly reader: Reader;
  readonly history: History | Unknown;
  readonly aliases: readonly string[];
  readonly judgedTag: string | null;
  /** The version that is released; null in dev mode, where documents rightly name the last release. */
  readonly target: string | null;
};

/** Documents are read for a few words in them: one that cannot be used is no matter. */
const PROSE: Decoding = { isGuess: true, notUtf8: 'replace' };

/** Reads what tells a reader how to install, run or release the project. Pages are read for a release only. */
export async function loadDocuments(readAt: Git['readAt'], request: DocumentsRequest): Promise<Documents> {
  const { reader, root, target } = request;
  const files = documentFiles(reader.paths, root);
  const own = ownNames(request);
  const [mentions, readmes, releasing, contributing, security, readTheDocs] = await Promise.all([
    target === null ? [] : loadMentions(files, readAt, { ...request, target }, own),
    loadAll(reader, files.readmes),
    loadAll(reader, files.releasing),
    loadAll(reader, files.contributing),
    files.security === null ? [] : loadAll(reader, [files.security]),
    loadReadTheDocs(reader, root),
  ]);
  const [policy] = security;
  return {
    mentions,
    installs: readmes.flatMap(({ file, text }) => installCommands(file, text)),
    hasOtherProjects: hasOtherProjects(reader.allPaths, root),
    releasing: [
      ...releasing.flatMap((source) => releaseReferences(source, own, { reader, root, isWhole: true })),
      ...contributing.flatMap((source) => releaseReferences(source, own, { reader, root, isWhole: false })),
    ],
    readTheDocs,
    supported: policy === undefined ? null : supportedVersions(policy),
  };
}

async function loadAll(reader: Reader, paths: readonly string[]): Promise<readonly SourceText[]> {
  const sources = await Promise.all(paths.map((path) => reader.text(path, PROSE)));
  return sources.flatMap((source) => known(source) ?? []);
}

async function loadMentions(
  { guides }: DocumentFiles,
  readAt: Git['readAt'],
  request: DocumentsRequest & { readonly target: string },
  own: OwnNames,
): Promise<readonly VersionMention[]> {
  const sources = await loadAll(request.reader, guides);
  const found: FoundMention[] = [];
  for (const { file, text } of sources) found.push(...findMentions(file, text, own));
  const { history, aliases, judgedTag, target } = request;
  return datedMentions(found, readAt, { history, aliases, judgedTag, target, own });
}

function ownNames({ python, history, reader }: DocumentsRequest): OwnNames {
  const metadata = known(python.metadata);
  const name = metadata === null ? null : known(metadata.name);
  const urls = metadata?.urls.map(({ url }) => url.value) ?? [];
  const remote = isUnknown(history) ? null : history.remote;
  const repositories = [...urls, ...(remote === null ? [] : [remote])].flatMap((url) => repositoryOf(url) ?? []);
  return {
    distribution: name === null ? null : normalName(name.value),
    repositories: new Set(repositories.map((one) => one.toLowerCase())),
    isFile: (path) => reader.allPaths.has(path),
  };
}

/** GitHub's own pages are no repositories; other forges write addresses alike. */
function repositoryOf(url: string): string | null {
  const onGithub = githubRepository(url);
  if (onGithub !== null) return /^(?:sponsors|orgs|apps|marketplace)\//i.test(onGithub) ? null : onGithub;
  return (
    /^https?:\/\/(?:gitlab\.com|codeberg\.org|bitbucket\.org)\/([\w.-]{1,100}\/[\w.-]{1,100})/i.exec(url)?.[1] ?? null
  );
}

const MANIFEST = /(?:^|\/)(?:pyproject\.toml|setup\.py|setup\.cfg)$/;
const ASIDE =
  /(?:^|\/)(?:tests?|testing|testdata|fixtures?|examples?|samples?|templates?|docs?|vendor\w*|benchmarks?)\//i;

function hasOtherProjects(allPaths: ReadonlySet<string>, root: string): boolean {
  const own = root === '' ? '' : `${root}/`;
  for (const path of allPaths) {
    if (!MANIFEST.test(path) || ASIDE.test(path)) continue;
    if (path.slice(0, path.lastIndexOf('/') + 1) !== own) return true;
  }
  return false;
}

async function loadReadTheDocs(reader: Reader, root: string): Promise<Documents['readTheDocs']> {
  const file = readTheDocsFile(reader.paths, root);
  const source = file === null ? null : await reader.text(file, PROSE);
  return source === null || isUnknown(source) ? source : readTheDocsConfig(source, reader.allPaths);
}

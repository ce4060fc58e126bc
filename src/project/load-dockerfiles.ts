import { isUnknown } from '../core/unknown.ts';
import type { DockerIgnore, Dockerfile } from './dockerfile.ts';
import { readDockerIgnore } from './dockerfile-ignore.ts';
import { below, parent } from './path.ts';
import type { Decoding, Reader } from './reader.ts';
import type { Workflow } from './workflow.ts';

const NAME =
  /^(?:[Dd]ockerfile|[Cc]ontainerfile)(?:[._-][\w.-]{0,60})?$|^[\w.-]{1,60}\.(?:dockerfile|containerfile|Dockerfile)$/;
const OTHER = /\.(?:dockerignore|py|pyi|js|ts|go|rs|md|rst|txt|ya?ml|json|toml|sh|j2|tpl|tmpl|template|orig|bak)$/;

/** Folders of tests and samples; a Dockerfile there counts where a workflow names the folder. */
const ASIDE =
  /(?:^|\/)(?:tests?|testing|testdata|fixtures?|examples?|samples?|demos?|templates?|vendor|third[-_]party|node_modules|\.devcontainer)(?:\/|$)/i;

/** A repository with more is a collection of them; a longer one is generated. */
const [MOST_FILES, LONGEST_FILE, MOST_TEXT] = [100, 100_000, 1_000_000];

const GUESS: Decoding = { isGuess: true, notUtf8: 'replace' };

/** Reads the Dockerfiles of the repository, the ones nearest to the top first; none where no workflow builds an image. */
export async function loadDockerfiles(reader: Reader, workflows: readonly Workflow[]): Promise<readonly Dockerfile[]> {
  const files = candidates(reader, workflows);
  if (files.length === 0) return [];
  const [{ readDockerfile }, sources] = await Promise.all([
    import('./dockerfile-read.ts'),
    Promise.all(files.map((file) => reader.text(file, GUESS))),
  ]);
  const ignores = ignoreReader(reader);
  const found: Dockerfile[] = [];
  let left = MOST_TEXT;
  for (const source of sources) {
    if (source === null || isUnknown(source) || source.text.length > LONGEST_FILE) continue;
    left -= source.text.length;
    if (left < 0) break;
    found.push({ file: source.file, ...readDockerfile(source), ignores: await ignores(source.file) });
  }
  return found;
}

function candidates({ allPaths, sources }: Reader, workflows: readonly Workflow[]): readonly string[] {
  const texts = workflows.flatMap(({ file }) => sources.get(file)?.text ?? []);
  if (!texts.some((text) => /docker|podman|buildah|container|kaniko|depot/i.test(text))) return [];
  const found: string[] = [];
  for (const path of allPaths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!NAME.test(name) || OTHER.test(name)) continue;
    const folder = parent(path);
    if (!ASIDE.test(folder) || texts.some((text) => text.includes(folder))) found.push(path);
  }
  const depth = (path: string): number => path.split('/').length;
  return found.toSorted((a, b) => depth(a) - depth(b)).slice(0, MOST_FILES);
}

/** The ignore files that may hold for a Dockerfile: its own, and those of every folder that may be the context. */
function ignoreReader(reader: Reader): (file: string) => Promise<readonly DockerIgnore[]> {
  const known = new Map<string, Promise<DockerIgnore | null>>();
  const read = (file: string, folder: string | null, root: string): Promise<DockerIgnore | null> => {
    const pending = known.get(file) ?? readIgnore(reader, file, folder, root);
    known.set(file, pending);
    return pending;
  };
  return async (file) => {
    const folders = [parent(file)];
    while (folders[0] !== '') folders.unshift(parent(folders[0] ?? ''));
    const own = await read(`${file}.dockerignore`, null, '');
    const shared = await Promise.all(folders.map((folder) => read(below(folder, '.dockerignore'), folder, folder)));
    return [own, ...shared].filter((one) => one !== null);
  };
}

async function readIgnore(
  reader: Reader,
  file: string,
  folder: string | null,
  root: string,
): Promise<DockerIgnore | null> {
  const source = await reader.text(file, GUESS);
  return source === null || isUnknown(source) ? null : readDockerIgnore(source, folder, contextOf(reader), root);
}

function contextOf({ allPaths }: Reader): (folder: string) => Iterable<string> {
  return function* (folder) {
    const prefix = folder === '' ? '' : `${folder}/`;
    for (const path of allPaths) if (path.startsWith(prefix)) yield path.slice(prefix.length);
  };
}

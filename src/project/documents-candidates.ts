import { below } from './path.ts';

/** The documents of a project, by what they are for. */
export type DocumentFiles = {
  /** What a reader follows to install or run the project: the readme first, then `docs`. */
  readonly guides: readonly string[];
  /** The readme itself, and its twin for PyPI. */
  readonly readmes: readonly string[];
  /** How a release is made. */
  readonly releasing: readonly string[];
  /** Has a section about releasing, perhaps. */
  readonly contributing: readonly string[];
  readonly security: string | null;
};

/** More pages than this are a site of its own. */
const MOST_GUIDES = 400;

const DOCUMENT = /\.(?:md|mdx|markdown|rst)$/i;
const README = /^(?:pypi[-_]?)?readme(?:[-_]?pypi)?\.(?:md|markdown|rst)$/i;
const DOCS = /^(?:docs?|documentation|guides?|website|site)\//i;

/** Words of a path that make it one about other versions than the current one, or about what is planned. */
const HISTORY =
  /^(?:changelogs?|changes|history|news|migrat\w*|upgrad\w*|whatsnew|whats|blog|posts?|archived?|archives|announce\w*|legacy|old|deprecat\w*|versions?|versioned\w*|releases?|releasenotes|roadmap|todo|plans?|adrs?|rfcs?|decisions?|proposals?|design|specs?)$/;
/** `v1.2`, `1.2.x`: a folder or page of one version. */
const OF_VERSION = /(?:^|[/_-])v?\d+(?:\.(?:\d+|x))+(?:[/_-]|\.\w+$)/i;

function isOfCurrent(path: string): boolean {
  const words = path
    .toLowerCase()
    .replaceAll(/change[-_]log/g, 'changelog')
    .split(/[/_.\s-]+/);
  return !OF_VERSION.test(path) && !words.some((word) => HISTORY.test(word));
}

/** `RELEASING.md`, `docs/dev/release-process.md`; not `release-1.2.md` and `releases.md`, which tell of what was released. */
const RELEASING =
  /^releas(?:e|ing)(?:[-_ ](?:process|checklist|guide|procedures?|how[-_]?to|policy|workflow|instructions|management|steps|engineering))?\.(?:md|rst|txt)$|^how[-_]to[-_]release\.(?:md|rst|txt)$|^(?:making[-_]a[-_])release\.(?:md|rst)$/i;
const CONTRIBUTING = /^contributing\.(?:md|rst)$/i;
const SECURITY = /^security\.md$/i;

/** Sorts the paths of a project's own subtree; `.github` belongs to the project at the top. */
export function documentFiles(paths: ReadonlySet<string>, root: string): DocumentFiles {
  const readmes: string[] = [];
  const pages: string[] = [];
  const releasing: string[] = [];
  const contributing: string[] = [];
  let security: string | null = null;
  const start = root === '' ? 0 : root.length + 1;
  for (const path of paths) {
    if (!DOCUMENT.test(path) && !path.endsWith('.txt')) continue;
    const inner = path.slice(start);
    const slash = inner.lastIndexOf('/');
    const [folder, name] = [inner.slice(0, slash + 1), inner.slice(slash + 1)];
    const isAtTop = folder === '' || folder === '.github/';
    if (SECURITY.test(name) && (isAtTop || (security === null && /^docs?\/$/.test(folder)))) security = path;
    if (!isAtTop && !DOCS.test(folder)) continue;
    if (RELEASING.test(name)) releasing.push(path);
    else if (CONTRIBUTING.test(name) && isAtTop) contributing.push(path);
    else if (README.test(name) && isAtTop) readmes.push(path);
    else if (DOCS.test(folder) && DOCUMENT.test(name) && isOfCurrent(inner)) pages.push(path);
  }
  return { guides: [...readmes, ...pages.slice(0, MOST_GUIDES)], readmes, releasing, contributing, security };
}

/** Where Read the Docs looks when it is told nothing else (readthedocs.org, `CONFIG_FILENAME_REGEX`). */
export function readTheDocsFile(paths: ReadonlySet<string>, root: string): string | null {
  const names = ['.readthedocs.yaml', '.readthedocs.yml', 'readthedocs.yaml', 'readthedocs.yml'];
  return names.map((name) => below(root, name)).find((path) => paths.has(path)) ?? null;
}

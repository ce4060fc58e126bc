/**
 * Every address that pyrel names: the services that it knows, and its own pages. Nothing here is fetched while linting:
 * addresses are compared, printed, or written into a report for its reader to follow.
 */

/** Home page of the project, and the base of its pages. */
export const HOME: string = 'https://github.com/pyrel/pyrel';

/** The generated repository that holds the hooks for pre-commit and the GitHub Action; its tags are `v` and pyrel's version. */
export const HOOK_REPOSITORY: string = 'https://github.com/pyrel/pyrel-hook';

/** Hosts of PyPI and TestPyPI, past ones included. */
export const INDEX_HOSTS: { readonly [host: string]: 'pypi' | 'testpypi' } = {
  'upload.pypi.org': 'pypi',
  'pypi.org': 'pypi',
  'pypi.python.org': 'pypi',
  'test.pypi.org': 'testpypi',
  'testpypi.python.org': 'testpypi',
};

/** Endpoints of PyPI that a script may speak to without a tool that pyrel knows. */
export const UPLOAD_ENDPOINT: RegExp = /(upload|test)\.pypi\.org\/(legacy|_\/oidc)|pypi\.org\/_\/oidc/;

/** The registry that an image of an action may be named with: `docker://ghcr.io/…`. */
export const GITHUB_REGISTRY: string = 'ghcr.io';

/** What `github.server_url` holds at GitHub itself. */
export const GITHUB_ADDRESS: string = 'https://github.com';

/** The host of GitHub's files as they are, which an `img` may name. */
export const GITHUB_FILES: string = 'raw.githubusercontent.com';

/** `owner/name` of an address or remote of GitHub; null for others, and for GitHub's own pages. */
export function githubRepository(address: string): string | null {
  const found =
    /^(?:https?:\/\/(?:www\.)?github\.com\/|(?:ssh:\/\/)?git@github\.com[:/]|git:\/\/github\.com\/)([\w.-]{1,100}\/[\w.-]{1,100}?)(?:\.git)?(?:\/|[?#]|$)/i.exec(
      address,
    );
  return found?.[1] ?? null;
}

/** Where a bug in pyrel is reported. */
export const ISSUES: string = `${HOME}/issues`;

/** The JSON schema of SARIF 2.1.0 with its errata, as OASIS publishes it. */
export const SARIF_SCHEMA: string =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The page of a rule or probe. */
export function rulePage(id: string): string {
  return `${HOME}/blob/main/docs/rules/${id}.md`;
}

/** The page about what `pyrel init` writes. */
export function adoptingPage(): string {
  return `${HOME}/blob/main/docs/adopting.md`;
}

/** One of the published JSON schemas, as editors fetch it. */
export function schemaAddress(name: 'baseline' | 'config'): string {
  return `https://raw.githubusercontent.com/pyrel/pyrel/main/schemas/${name}.schema.json`;
}

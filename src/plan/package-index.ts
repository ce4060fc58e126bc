import type { Declared } from '../core/place.ts';

/** Where an upload goes. */
export type PackageIndex = {
  /** `other`: a URL elsewhere. `unknown`: an expression, or a name that is defined where pyrel does not look. */
  readonly kind: 'pypi' | 'testpypi' | 'other' | 'unknown';
  /** What names it, as written; null where nothing does and the tool's default stands. */
  readonly named: Declared<string> | null;
};

const HOSTS: { readonly [host: string]: PackageIndex['kind'] } = {
  'upload.pypi.org': 'pypi',
  'pypi.org': 'pypi',
  'pypi.python.org': 'pypi',
  'test.pypi.org': 'testpypi',
  'testpypi.python.org': 'testpypi',
};

/** Names that every tool knows, or that the packaging guides have people define: `pypi`, `testpypi`, `test-pypi`. */
const NAMES: { readonly [name: string]: PackageIndex['kind'] } = { pypi: 'pypi', testpypi: 'testpypi', pypitest: 'testpypi' };

/** Endpoints of PyPI that a script may speak to without a tool that pyrel knows. */
export const UPLOAD_ENDPOINT: RegExp = /(upload|test)\.pypi\.org\/(legacy|_\/oidc)|pypi\.org\/_\/oidc/;

/** What a URL or the name of a configured index stands for. */
export function indexOf(named: Declared<string> | null, names: { readonly [name: string]: PackageIndex['kind'] } = {}): PackageIndex {
  const text = named?.value.trim() ?? '';
  if (text === '') return { kind: 'pypi', named: null };
  if (text.includes('$')) return { kind: 'unknown', named };
  const host = /^https?:\/\/(?:[^/@]*@)?([^/:]+)/i.exec(text)?.[1]?.toLowerCase();
  if (host !== undefined) return { kind: HOSTS[host] ?? 'other', named };
  return { kind: names[text] ?? NAMES[text.toLowerCase().replace(/[-_. ]/g, '')] ?? 'unknown', named };
}

/** Whether the index exchanges a workflow's identity for a token. */
export function hasTrustedPublishing({ kind }: PackageIndex): boolean {
  return kind === 'pypi' || kind === 'testpypi';
}

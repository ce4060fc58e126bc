import { INDEX_HOSTS } from '../core/addresses.ts';
import type { Declared } from '../core/place.ts';

/** Where an upload goes. */
export type PackageIndex = {
  /** `other`: a URL elsewhere. `unknown`: an expression, or a name that is defined where pyrel does not look. */
  readonly kind: 'pypi' | 'testpypi' | 'other' | 'unknown';
  /** What names it, as written; null where nothing does and the tool's default stands. */
  readonly named: Declared<string> | null;
};

/** Names that every tool knows, or that the packaging guides have people define: `pypi`, `testpypi`, `test-pypi`. */
const NAMES: { readonly [name: string]: PackageIndex['kind'] } = {
  pypi: 'pypi',
  testpypi: 'testpypi',
  pypitest: 'testpypi',
};

/** What a URL or the name of a configured index stands for. */
export function indexOf(
  named: Declared<string> | null,
  names: { readonly [name: string]: PackageIndex['kind'] } = {},
): PackageIndex {
  const text = named?.value.trim() ?? '';
  if (text === '') return { kind: 'pypi', named: null };
  if (text.includes('$')) return { kind: 'unknown', named };
  const host = /^https?:\/\/(?:[^/@]*@)?([^/:]+)/i.exec(text)?.[1]?.toLowerCase();
  if (host !== undefined) return { kind: INDEX_HOSTS[host] ?? 'other', named };
  return { kind: names[text] ?? NAMES[text.toLowerCase().replace(/[-_. ]/g, '')] ?? 'unknown', named };
}

/** Whether the index exchanges a workflow's identity for a token. */
export function hasTrustedPublishing({ kind }: PackageIndex): boolean {
  return kind === 'pypi' || kind === 'testpypi';
}

import pep440 from '@renovatebot/pep440';

/**
 * A version as PEP 440 (now the Version specifiers specification) reads it.
 * `@renovatebot/pep440` agrees with `packaging` on its vectors, but for surrounding blanks (refused there, allowed by
 * the specification) and local versions, which it prints with commas.
 */
export type Pep440 = {
  /** As written, blanks trimmed. */
  readonly text: string;
  /** Normal form: `0.2.0-alpha.1` is `0.2.0a1`. File names on PyPI use it. */
  readonly normal: string;
  readonly epoch: number;
  readonly release: readonly number[];
  /** Letter in normal form: `a`, `b`, `rc`. */
  readonly pre: { readonly letter: string; readonly number: number } | null;
  readonly isPre: boolean;
  readonly isPost: boolean;
  readonly isDev: boolean;
  readonly local: string | null;
};

/** Parses a version; null where the text is not one. Numbers beyond 2^53 are refused: no index holds them. */
export function parsePep440(text: string): Pep440 | null {
  const trimmed = text.trim();
  const parsed = pep440.explain(trimmed);
  if (parsed === null || !parsed.release.every(Number.isSafeInteger)) return null;
  const local = parsed.local === null ? null : parsed.local.replaceAll(',', '.');
  return {
    text: trimmed,
    normal: parsed.public + (local === null ? '' : `+${local}`),
    epoch: parsed.epoch,
    release: parsed.release,
    pre: preOf(parsed.pre),
    isPre: parsed.pre !== null,
    isPost: parsed.post !== null,
    isDev: parsed.dev !== null,
    local,
  };
}

function preOf(pre: readonly (string | number)[] | null): Pep440['pre'] {
  return pre === null ? null : { letter: String(pre[0]), number: Number(pre[1]) };
}

/** Equal under PEP 440: `0.2.0-alpha.1` and `0.2.0a1`, `1.0` and `1.0.0`. False where either is not a version. */
export function equalPep440(a: string, b: string): boolean {
  if (parsePep440(a) === null || parsePep440(b) === null) return false;
  return pep440.eq(a.trim(), b.trim());
}

/** Order under PEP 440; for `sort`. Both must parse. */
export function comparePep440(a: string, b: string): number {
  return pep440.compare(a.trim(), b.trim());
}

/** The version without its pre-, post-, dev- and local part, in normal form: `0.2.0.dev3` → `0.2.0`. */
export function finalRelease(version: Pep440): string {
  return (version.epoch === 0 ? '' : `${version.epoch}!`) + version.release.join('.');
}

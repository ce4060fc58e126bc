import pep440 from '@renovatebot/pep440';

/** A set of version specifiers (`>=3.8,!=3.9.1`), as PEP 440 reads it. */
export type Specifiers = {
  readonly text: string;
  readonly clauses: readonly { readonly operator: string; readonly version: string }[];
};

const CLAUSE = /^(?<operator>===|~=|==|!=|<=|>=|<|>)\s*(?<version>\S+)$/;

/** Parses a specifier set; null where it is not one. An empty text admits everything. */
export function parseSpecifiers(text: string): Specifiers | null {
  const trimmed = text.trim();
  const parts = trimmed
    .split(',')
    .map((part) => part.trim())
    // `packaging` allows a comma at the end.
    .filter((part) => part !== '');
  const clauses: { operator: string; version: string }[] = [];
  for (const part of parts) {
    const { operator, version } = CLAUSE.exec(part)?.groups ?? {};
    if (operator === undefined || version === undefined || !pep440.validRange(part)) return null;
    clauses.push({ operator, version });
  }
  return { text: clauses.map(({ operator, version }) => operator + version).join(','), clauses };
}

/** Whether a version fits. */
export function admits(specifiers: Specifiers, version: string): boolean {
  return specifiers.clauses.length === 0 || pep440.satisfies(version, specifiers.text, { prereleases: true });
}

/** Patch releases that a series may have had: Python 2.7 ended at 18, 3.9 at 25. */
const PATCHES = 31;

/** Whether any release of a series (`3.8`) fits. */
export function admitsSeries(specifiers: Specifiers, series: string): boolean {
  for (let patch = 0; patch < PATCHES; patch++) if (admits(specifiers, `${series}.${patch}`)) return true;
  return false;
}

/** Whether something keeps old versions out: `>=`, `>`, `~=`, `==` or `===`. */
export function hasLowerBound(specifiers: Specifiers): boolean {
  return specifiers.clauses.some(({ operator }) => ['>=', '>', '~=', '==', '==='].includes(operator));
}

import { editDistance } from '../core/edit-distance.ts';
import type { ExpressionReading } from './licensing.ts';

/** Exceptions of SPDX 3.27 that packaging knows (src/packaging/licenses/_spdx.py) and spdx-exceptions 2.5.0 does not. */
const LATER_EXCEPTIONS = [
  'Asterisk-linking-protocols-exception',
  'CGAL-linking-exception',
  'Digia-Qt-LGPL-exception-1.1',
  'GPL-3.0-389-ds-base-exception',
  'Independent-modules-exception',
  'Nokia-Qt-exception-1.1',
  'PCRE2-exception',
  'RRDtool-FLOSS-exception-2.0',
  'erlang-otp-linking-exception',
  'harbour-exception',
  'mxml-exception',
  'polyparse-exception',
  'romic-exception',
];

/** What people write where one identifier alone can be meant, folded; what differs only in blanks and signs is found without. */
const CERTAIN: { readonly [folded: string]: string } = {
  apache2: 'Apache-2.0',
  asl2: 'Apache-2.0',
  asl20: 'Apache-2.0',
  bsd3: 'BSD-3-Clause',
  '3clausebsd': 'BSD-3-Clause',
  newbsd: 'BSD-3-Clause',
  bsd2: 'BSD-2-Clause',
  '2clausebsd': 'BSD-2-Clause',
  simplifiedbsd: 'BSD-2-Clause',
  mpl2: 'MPL-2.0',
  mozillapublic20: 'MPL-2.0',
  'gpl2+': 'GPL-2.0-or-later',
  'gpl3+': 'GPL-3.0-or-later',
  'lgpl3+': 'LGPL-3.0-or-later',
  'agpl3+': 'AGPL-3.0-or-later',
  cc0: 'CC0-1.0',
  // PEP 639, "SPDX license expression syntax": how to name what SPDX has no identifier for.
  proprietary: 'LicenseRef-Proprietary',
  otherproprietary: 'LicenseRef-Proprietary',
  publicdomain: 'LicenseRef-Public-Domain',
};

/** What is probably meant, though it leaves a question open: which BSD licence, or whether a later version will do. */
const LIKELY: { readonly [folded: string]: string } = {
  apache: 'Apache-2.0',
  bsd: 'BSD-3-Clause',
  gpl2: 'GPL-2.0-only',
  gpl20: 'GPL-2.0-only',
  gpl3: 'GPL-3.0-only',
  gpl30: 'GPL-3.0-only',
  lgpl3: 'LGPL-3.0-only',
  lgpl30: 'LGPL-3.0-only',
  agpl3: 'AGPL-3.0-only',
  agpl30: 'AGPL-3.0-only',
  psf: 'PSF-2.0',
};

/** Longer texts are licences written out, not expressions; and the parser goes as deep as the brackets. */
const LONGEST = 500;

type Lists = {
  readonly licenses: ReadonlyMap<string, string>;
  readonly exceptions: ReadonlyMap<string, string>;
  readonly current: readonly string[];
  readonly parse: (text: string) => unknown;
};

/**
 * Reads an expression as `packaging.licenses.canonicalize_license_expression` does, which setuptools, Hatch, Poetry and
 * PyPI ask: without regard to case, `LicenseRef-` with letters, digits, `.` and `-`. Deprecated identifiers are valid.
 */
export async function readExpression(text: string): Promise<ExpressionReading> {
  const lists = await loadLists();
  const invalid = (part: string, is: 'license' | 'exception' | 'syntax'): ExpressionReading => ({
    kind: 'invalid',
    part: part.slice(0, 60),
    is,
    meant: text.length > LONGEST ? null : meantBy(text, lists),
  });
  if (text.trim() === '' || text.length > LONGEST) return invalid(text, 'syntax');
  const words: string[] = [];
  // The grammar alone is left to the library, which heeds case and has older lists: identifiers are stood in for.
  const shape: string[] = [];
  for (const token of text.replaceAll(/[()]/g, ' $& ').trim().split(/\s+/)) {
    const lower = token.toLowerCase();
    if (['and', 'or', 'with', '(', ')'].includes(lower)) {
      words.push(lower.toUpperCase());
      shape.push(lower.toUpperCase());
      continue;
    }
    const isException = words.at(-1) === 'WITH';
    const known = isException ? (lists.exceptions.get(lower) ?? null) : licenseOf(token, lists);
    if (known === null) return invalid(token, isException ? 'exception' : 'license');
    words.push(known);
    shape.push(isException ? 'Classpath-exception-2.0' : 'MIT');
  }
  try {
    lists.parse(shape.join(' '));
  } catch {
    return invalid(text, 'syntax');
  }
  return { kind: 'valid', canonical: words.join(' ').replaceAll('( ', '(').replaceAll(' )', ')') };
}

function licenseOf(token: string, { licenses }: Lists): string | null {
  const own = /^licenseref-(?<name>[a-z0-9.-]+)$/i.exec(token)?.groups?.['name'];
  if (own !== undefined) return `LicenseRef-${own}`;
  const [name, plus] = token.endsWith('+') ? [token.slice(0, -1), '+'] : [token, ''];
  const known = licenses.get(name.toLowerCase());
  return known === undefined ? null : known + plus;
}

let loaded: Promise<Lists> | null = null;

function loadLists(): Promise<Lists> {
  loaded ??= readLists();
  return loaded;
}

async function readLists(): Promise<Lists> {
  const json = { with: { type: 'json' } } as const;
  const [parse, current, deprecated, exceptions] = await Promise.all([
    import('spdx-expression-parse'),
    import('spdx-license-ids/index.json', json),
    import('spdx-license-ids/deprecated.json', json),
    import('spdx-exceptions/index.json', json),
  ]);
  return {
    parse: parse.default,
    current: current.default,
    licenses: folded([...current.default, ...deprecated.default], (id) => id.toLowerCase()),
    exceptions: folded([...exceptions.default, ...LATER_EXCEPTIONS], (id) => id.toLowerCase()),
  };
}

function folded(ids: readonly string[], fold: (id: string) => string): ReadonlyMap<string, string> {
  return new Map(ids.map((id) => [fold(id), id]));
}

/** Letters, digits and `+`, without the words that names have and identifiers lack. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/\b(?:the|licen[cs]e|version|software)\b/g, '')
    .replaceAll(/v(?:er)?\.?\s?(?=\d)/g, '')
    .replaceAll(/[^a-z0-9+]/g, '');
}

function meantBy(text: string, lists: Lists): { readonly text: string; readonly isCertain: boolean } | null {
  const parts = text.split(/\s+(?:and|or)\s+|\s*\/\s*/i);
  if (parts.length !== 1) return meantByParts(text, lists);
  const key = bare(text);
  if (key === '') return null;
  const same = lists.current.filter((id) => bare(id) === key);
  if (CERTAIN[key] !== undefined) return { text: CERTAIN[key], isCertain: true };
  if (LIKELY[key] !== undefined) return { text: LIKELY[key], isCertain: false };
  if (same.length === 1) return { text: same[0] ?? '', isCertain: !/[()]/.test(text) };
  return nearest(text, lists);
}

/** `MIT or Apache 2.0`, part by part. What a `/` stands for is open: Cargo read it as OR. */
function meantByParts(text: string, lists: Lists): { readonly text: string; readonly isCertain: boolean } | null {
  if (/[()]|\bwith\b/i.test(text)) return null;
  let isCertain = !text.includes('/');
  const words: string[] = [];
  for (const part of text.split(/(\s+(?:and|or)\s+|\s*\/\s*)/i)) {
    if (/^\s*(?:and|or|\/)\s*$/i.test(part)) {
      words.push(part.includes('/') ? 'OR' : part.trim().toUpperCase());
      continue;
    }
    const known = licenseOf(part.trim(), lists);
    const meant = known === null ? meantBy(part, lists) : { text: known, isCertain: true };
    if (meant === null) return null;
    isCertain &&= meant.isCertain;
    words.push(meant.text);
  }
  return { text: words.join(' '), isCertain };
}

/** The one identifier that is a slip away. */
function nearest(text: string, lists: Lists): { readonly text: string; readonly isCertain: boolean } | null {
  if (text.length < 6 || text.length > 40) return null;
  const slips = lists.current.filter(
    (id) => Math.abs(id.length - text.length) < 2 && editDistance(id.toLowerCase(), text.toLowerCase()) === 1,
  );
  return slips.length === 1 ? { text: slips[0] ?? '', isCertain: false } : null;
}

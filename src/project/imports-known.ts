import { LEAVES, TABLE, UNASKED, UNASKED_LEAVES } from './imports-table.ts';

export type KnownDistribution = {
  readonly name: string;
  readonly imports: readonly string[];
  readonly brings: readonly string[];
};

let table: ReadonlyMap<string, KnownDistribution> | null = null;

/** By normalised name (PEP 503). */
export function knownDistributions(): ReadonlyMap<string, KnownDistribution> {
  table ??= new Map([
    ...[...words(LEAVES), ...lines(TABLE)].map((line) => entryOf(line, true)),
    ...[...words(UNASKED_LEAVES), ...lines(UNASKED)].map((line) => entryOf(line, false)),
  ]);
  return table;
}

function entryOf(line: string, isAsked: boolean): readonly [string, KnownDistribution] {
  const [head = '', brings = ''] = line.split('>');
  const [name = '', imports] = head.split(':').map((part) => part.trim());
  const own = isAsked ? words(imports ?? name.replaceAll('-', '_')) : [];
  return [name, { name, imports: own, brings: words(brings) }];
}

function lines(text: string): readonly string[] {
  return text.trim().split('\n');
}

function words(text: string): readonly string[] {
  return text.split(/\s/).filter((word) => word !== '');
}

/**
 * Distributions that projects leave undeclared on purpose: which build of them fits is the user's to choose, the host
 * application brings them, or an environment always had them. And names that several distributions share.
 */
const LEFT_TO_THE_USER = new Set(['py', 'pbr', 'lark', 'magic', 'past', 'future', 'multipart', 'jaraco', 'ruamel']);

/** Names as their projects write them. */
const SPELLING: ReadonlyMap<string, string> = new Map(
  (
    'PyYAML PyJWT Pillow PyNaCl GitPython Jinja2 MarkupSafe Mako Markdown Pygments SQLAlchemy Werkzeug Flask PyMySQL ' +
    'XlsxWriter Unidecode pyOpenSSL PySocks Babel'
  )
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);

/** The distribution that a well-known import name stands for; null where it may be another's. */
export function distributionOf(module: string): string | null {
  if (LEFT_TO_THE_USER.has(module)) return null;
  for (const { name, imports } of knownDistributions().values()) if (imports.includes(module)) return name;
  return null;
}

export function spelled(distribution: string): string {
  return SPELLING.get(distribution) ?? distribution;
}

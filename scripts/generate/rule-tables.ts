import type { OptionSchema } from '../../src/core/rule.ts';
import type { LintRule } from '../../src/rules/rule.ts';
import { markdownTable } from './markdown-table.ts';

/** The facts of a rule, for its page. */
export function factsTable({ meta, messages, options }: LintRule): string {
  const rows = [
    ['Since', meta.since],
    ['Severity', severities(messages)],
    ['Fix', fixes(messages)],
    ['Asked', meta.mode === 'always' ? 'in dev and release mode' : 'in release mode only'],
    ...(meta.scope === 'repository' ? [['Of several projects', 'asked once']] : []),
    ['Offline', 'yes'],
    ['Needs', meta.needs.length === 0 ? 'nothing' : meta.needs.join(', ')],
    ['Options', Object.keys(options).length === 0 ? 'none' : code(Object.keys(options))],
    ...(meta.offByDefault === true ? [['On by default', 'no']] : []),
    ...(meta.supersedes === undefined ? [] : [['Takes the place of', code(meta.supersedes)]]),
  ];
  return markdownTable(['', ''], rows);
}

/** The options of a rule, for its page. */
export function optionsTable({ options }: LintRule): string {
  const rows = Object.entries(options).map(([name, schema]) => [
    `\`${name}\``,
    typeOf(schema),
    `\`${JSON.stringify(schema.default)}\``,
    schema.description,
  ]);
  if (rows.length === 0) return 'None but the level.\n';
  return markdownTable(['Option', 'Type', 'Default', 'Meaning'], rows);
}

/** All rules with links to their pages. `pages` is the folder of the pages as seen from the table's file. */
export function rulesTable(rules: readonly LintRule[], pages: string): string {
  const rows = rules.map(({ meta, messages }) => [
    `[\`${meta.id}\`](${pages}${meta.id}.md)`,
    severities(messages),
    meta.mode === 'always' ? 'always' : 'release',
    wayOfFixing(messages),
    meta.summary,
  ]);
  return markdownTable(['Rule', 'Severity', 'Mode', 'Fix', 'Finds'], rows);
}

/** The rules by what they are about, for a page that has no room for all of the table. */
export function rulesOverview(rules: readonly LintRule[], pages: string): string {
  const groups = new Map<string, string[]>();
  for (const { meta } of rules) {
    const about = GROUPS.find(({ ids }) => ids.test(meta.id))?.about ?? 'The rest';
    const listed = groups.get(about) ?? [];
    listed.push(`[\`${meta.id}\`](${pages}${meta.id}.md)`);
    groups.set(about, listed);
  }
  const order = [...GROUPS.map(({ about }) => about), 'The rest'];
  const rows = order.flatMap((about) => {
    const listed = groups.get(about);
    return listed === undefined ? [] : [[about, String(listed.length), listed.join(', ')]];
  });
  return markdownTable(['About', '', 'Rules'], rows);
}

const GROUPS: readonly { readonly about: string; readonly ids: RegExp }[] = [
  { about: 'Versions', ids: /^(version|bump-config)-/ },
  { about: 'The changelog', ids: /^changelog-/ },
  { about: 'Tags and git', ids: /^(tag|git|release-commit)-/ },
  { about: 'Publishing', ids: /^(publish|workflow|release)-/ },
  { about: 'Containers', ids: /^container-/ },
  { about: 'Documents', ids: /^(docs|security)-/ },
  {
    about: 'Metadata and packaging',
    ids: /^(readme|requires|python|classifier|direct|entry|package|typing|sdist|pyproject|build|dynamic|name|summary|url|email|dependency|license|keyword|dev-status|source|sibling)-/,
  },
  { about: 'Checks of the project’s own', ids: /^(check|coverage|manual)-/ },
];

/** One word where all messages agree, else which message has which. */
function severities(messages: LintRule['messages']): string {
  const bySeverity = new Map<string, string[]>();
  for (const [id, { severity }] of Object.entries(messages)) {
    bySeverity.set(severity, [...(bySeverity.get(severity) ?? []), id]);
  }
  const groups = [...bySeverity];
  return groups.length === 1
    ? (groups[0]?.[0] ?? '')
    : groups.map(([severity, ids]) => `${severity} (${code(ids)})`).join(', ');
}

/** For a narrow column: the safest way there is. */
function wayOfFixing(messages: LintRule['messages']): string {
  const ways = Object.values(messages).map(({ fix }) => fix);
  return ways.includes('safe') ? 'safe' : ways.includes('unsafe') ? 'unsafe' : '';
}

/** How `--fix` mends what the rule finds. */
function fixes(messages: LintRule['messages']): string {
  const all = Object.entries(messages);
  const [first] = all;
  if (all.every(([, { fix }]) => fix === first?.[1].fix)) return first?.[1].fix ?? 'none';
  return (['safe', 'unsafe'] as const)
    .flatMap((safety) => {
      const ids = all.filter(([, { fix }]) => fix === safety).map(([id]) => id);
      return ids.length === 0 ? [] : [`${safety} (${code(ids)})`];
    })
    .join(', ');
}

function typeOf(schema: OptionSchema): string {
  if (schema.type === 'array') return 'list of strings';
  if (schema.type === 'string' && schema.enum !== undefined) return code(schema.enum);
  return schema.type;
}

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

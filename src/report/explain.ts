import { rulePage } from '../core/addresses.ts';
import type { OptionSchema } from '../core/rule.ts';
import type { Paint } from './paint.ts';
import { painter } from './paint.ts';
import type { RuleInfo } from './rule-list.ts';
import { withSlotsNamed, worstSeverity } from './rule-text.ts';
import { wrap } from './wrap.ts';

export type ExplainContext = {
  /** Text of the rule's page (`docs/rules/<id>.md`); null where it is not at hand. */
  readonly page: string | null;
  readonly colour: boolean;
  readonly width: number;
};

/** `pyrel explain ID`: what a rule finds, why that matters, what it says, and how to configure it or switch it off. */
export function explain(rule: RuleInfo, { page, colour, width }: ExplainContext): string {
  const paint = painter(colour);
  const lines = [paint('place', rule.meta.id), '', ...facts(rule, width, paint), ''];
  if (page === null) lines.push(...messages(rule, width, paint));
  else lines.push(...pageBody(page, width, paint), '');
  lines.push(...options(rule, width, paint), ...levels(rule, paint));
  lines.push(`More: ${rulePage(rule.meta.id)}`);
  return lines.map((line) => `${line}\n`).join('');
}

function facts({ meta, messages: said }: RuleInfo, width: number, paint: Paint): readonly string[] {
  const level = meta.offByDefault === true ? `off, unless the config gives it a level` : worstSeverity(said);
  const asked = meta.mode === 'always' ? 'always' : 'in release mode only';
  const rows: readonly (readonly [string, string])[] = [
    ['Finds', `${meta.summary}.`],
    ['Why', meta.why],
    ['Level', level],
    ['Asked', asked],
    ['Since', `pyrel ${meta.since}`],
  ];
  return rows.flatMap(([name, value]) => {
    const [first = '', ...rest] = wrap(value, width, `${name.padEnd(5)}  `, ' '.repeat(7));
    return [first.replace(name, paint('label', name)), ...rest];
  });
}

function messages({ messages: said }: RuleInfo, width: number, paint: Paint): readonly string[] {
  const lines = [paint('place', 'Messages')];
  for (const { what, todo, severity } of Object.values(said)) {
    lines.push(...wrap(`${severity}: ${withSlotsNamed(what)}`, width, '  ', '    '));
    lines.push(...wrap(`fix: ${withSlotsNamed(todo)}`, width, '    ', '      '));
  }
  return [...lines, ''];
}

/**
 * What people wrote on the page: without its title and comments, and without the parts that are told from the rule
 * itself (facts, options).
 */
function pageBody(page: string, width: number, paint: Paint): readonly string[] {
  const body: string[] = [];
  let fenced = false;
  let leftOut = true;
  for (const line of page.split(/\r\n|\r|\n/)) {
    const fence = /^(```|~~~)/.test(line);
    const heading = fenced ? null : /^##? (.*)$/.exec(line);
    if (fence) fenced = !fenced;
    if (heading !== null) leftOut = /^# |^## Options\s*$/.test(line);
    if (leftOut || (!fenced && /^<!--.*-->$/.test(line))) continue;
    if (heading !== null) body.push(paint('place', heading[1] ?? ''));
    else if (fenced || fence || line.startsWith('|')) body.push(line);
    else if (line !== '' || body.at(-1) !== '') body.push(...wrap(line, width, '', line.startsWith('- ') ? '  ' : ''));
  }
  while (body.at(-1) === '') body.pop();
  return body;
}

function options({ meta, options: declared }: RuleInfo, width: number, paint: Paint): readonly string[] {
  const names = Object.entries(declared);
  if (names.length === 0) return [];
  const [example] = names.map(([name, schema]) => `{ ${name} = ${JSON.stringify(schema.default)} }`);
  const lines = [paint('place', 'Options'), ...configured(meta.id, example ?? '{}')];
  for (const [name, schema] of names) {
    lines.push(`  ${paint('label', name)}  ${typeText(schema)}, default ${JSON.stringify(schema.default)}`);
    lines.push(...wrap(schema.description, width, '    ', '    '));
  }
  return [...lines, ''];
}

function typeText(schema: OptionSchema): string {
  if (schema.type === 'array') return 'list of strings';
  if (schema.type === 'string' && schema.enum !== undefined) {
    return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  }
  if (schema.type === 'integer' && schema.minimum !== undefined) return `integer, at least ${schema.minimum}`;
  return schema.type;
}

function levels({ meta, messages: said }: RuleInfo, paint: Paint): readonly string[] {
  if (meta.offByDefault === true) {
    return [paint('place', 'Switch it on'), ...configured(meta.id, `"${worstSeverity(said)}"`), ''];
  }
  return [
    paint('place', 'Switch it off'),
    ...configured(meta.id, '"off"'),
    '  at one place, on or above the line (in Markdown: <!-- pyrel: … -->):',
    `    # pyrel: ignore[${meta.id}] REASON`,
    '',
  ];
}

function configured(id: string, value: string): readonly string[] {
  return ['  in pyproject.toml:', '    [tool.pyrel.rules]', `    "${id}" = ${value}`];
}

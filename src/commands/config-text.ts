import type { Message, Severity } from '../core/message.ts';
import type { RuleLevel } from '../core/rule.ts';
import { SEVERITIES } from '../report/summary.ts';
import { shownWidth, visible } from '../report/visible.ts';

/** Who says a value, as it is shown. */
export type Source =
  | { readonly kind: 'default' }
  | { readonly kind: 'preset'; readonly name: string }
  | { readonly kind: 'config'; readonly file: string; readonly line: number }
  | { readonly kind: 'flag'; readonly name: string };

/** What the project itself shows where nothing is set. */
export type Inference = { readonly value: string; readonly from: string };

export type PrintedConfig = {
  /** The file of the config; null where the defaults stand. */
  readonly config: string | null;
  /** Whether the config has a file of its own, and so no `tool.pyrel` before its tables. */
  readonly isOwnFile: boolean;
  readonly settings: readonly {
    readonly key: string;
    readonly value: unknown;
    readonly from: Source;
    readonly inferred: Inference | null;
  }[];
  readonly rules: readonly {
    readonly id: string;
    readonly level: RuleLevel;
    readonly from: Source;
    readonly options: readonly { readonly name: string; readonly value: unknown; readonly from: Source }[];
  }[];
  readonly ignores: readonly { readonly entry: { readonly [key: string]: string }; readonly from: Source }[];
};

type RuleMessages = {
  readonly meta: { readonly id: string };
  readonly messages: { readonly [id: string]: Message };
};

/** A line of TOML and the comment behind it. */
type Line = { readonly toml: string; readonly comment: string };

/** The config as TOML that can be pasted, each value with a comment that says where it comes from. */
export function configText(config: PrintedConfig, rules: readonly RuleMessages[], verbose: boolean): string {
  const table = (name: string): string => (config.isOwnFile ? name : name === '' ? 'tool.pyrel' : `tool.pyrel.${name}`);
  const head = visible(config.config === null ? '# no config: the defaults stand' : `# config: ${config.config}`);
  const ruleLines = config.rules.flatMap((rule) => {
    const messages = rules.find(({ meta }) => meta.id === rule.id)?.messages ?? {};
    return ruleLine(rule, messages, verbose);
  });
  const blocks = [
    [head],
    [
      ...(table('') === '' ? [] : [`[${table('')}]`]),
      ...aligned(config.settings.map((one) => settingLine(one, isAbsent(one.key, config.settings)))),
    ],
    ruleLines.length === 0 ? [] : [`[${table('rules')}]`, ...aligned(ruleLines)],
    ...config.ignores.map(({ entry, from }) => [
      ...aligned([{ toml: `[[${table('ignore')}]]`, comment: fromText(from) }]),
      ...Object.entries(entry).map(([key, value]) => `${key} = ${tomlText(value)}`),
    ]),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map((line) => `${line}\n`).join(''))
    .join('\n');
}

function aligned(lines: readonly Line[]): readonly string[] {
  const width = Math.min(MOST_ALIGNED, Math.max(0, ...lines.map(({ toml }) => shownWidth(toml))));
  return lines.map(({ toml, comment }) => `${toml}${' '.repeat(Math.max(0, width - shownWidth(toml)))}  # ${comment}`);
}

/** A longer line pushes its comment out, and not those of all others. */
const MOST_ALIGNED = 72;

/** Tables that say something by being there, so that a default in them is not written out where they are not. */
const TELLING = ['container.'];

function isAbsent(key: string, settings: PrintedConfig['settings']): boolean {
  const table = TELLING.find((one) => key.startsWith(one));
  return table !== undefined && settings.every((one) => !one.key.startsWith(table) || one.from.kind === 'default');
}

function settingLine({ key, value, from, inferred }: PrintedConfig['settings'][number], isLeftOut: boolean): Line {
  const shown = inferred === null ? '' : `${visible(inferred.value) || 'none'} (${visible(inferred.from)})`;
  if (value !== null && isLeftOut) return { toml: `# ${key} = ${tomlText(value)}`, comment: fromText(from) };
  if (value !== null) {
    const isOpen = value === 'auto' && inferred !== null;
    return { toml: `${key} = ${tomlText(value)}`, comment: `${fromText(from)}${isOpen ? `; inferred: ${shown}` : ''}` };
  }
  if (inferred === null) return { toml: `# ${key}`, comment: 'not set' };
  return {
    toml: `# ${key} = ${tomlText(inferred.value)}`,
    comment: `not set; inferred from ${visible(inferred.from)}`,
  };
}

function ruleLine(
  { id, level, from, options }: PrintedConfig['rules'][number],
  messages: RuleMessages['messages'],
  verbose: boolean,
): readonly Line[] {
  const said = options.filter((option) => option.from.kind !== 'default');
  const isDefault = from.kind === 'default' && said.length === 0;
  if (isDefault && !verbose) return [];
  const shown = verbose ? options : said;
  const table = [
    ...(level === 'default' ? [] : [['level', level] as const]),
    ...shown.map(({ name, value }) => [name, value] as const),
  ];
  const isLevelOnly = shown.length === 0 && level !== 'default';
  const text = isLevelOnly ? tomlText(level) : tomlText(Object.fromEntries(table));
  const severities = level === 'default' ? severitiesOf(messages) : [];
  const own = severities.length === 0 ? '' : `: ${severities.join(', ')}`;
  if (isDefault) {
    const [only] = severities.length === 1 && shown.length === 0 ? severities : [];
    return [
      {
        toml: `# ${id} = ${only === undefined ? text : tomlText(only)}`,
        comment: `default${only === undefined ? own : ''}`,
      },
    ];
  }
  const sources = [
    ...(from.kind === 'default' ? [] : [['level', fromText(from)] as const]),
    ...said.map((option) => [option.name, fromText(option.from)] as const),
  ];
  const isOne = new Set(sources.map(([, source]) => source)).size === 1;
  const comment = isOne ? (sources[0]?.[1] ?? '') : sources.map(([name, source]) => `${name}: ${source}`).join('; ');
  return [{ toml: `${id} = ${text}`, comment: own === '' ? comment : `${comment}; level default${own}` }];
}

/** What the messages of a rule are, where no level takes their place: worst first. */
function severitiesOf(messages: RuleMessages['messages']): readonly Severity[] {
  const own = new Set<Severity>(Object.values(messages).map(({ severity }) => severity));
  return SEVERITIES.filter((severity) => own.has(severity));
}

function fromText(from: Source): string {
  if (from.kind === 'config') return visible(`${from.file}:${from.line}`);
  if (from.kind === 'flag') return from.name;
  return from.kind === 'preset' ? `preset ${from.name}` : 'default';
}

/** A value on one line; without characters that hide what is read, and DEL, which TOML refuses. */
function tomlText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(tomlText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, inner]) => `${key} = ${tomlText(inner)}`);
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  }
  return JSON.stringify(value).replace(/[\x7f\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) => {
    return `\\U${(char.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
  });
}

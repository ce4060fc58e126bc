import { PyrelError } from '../core/error.ts';
import type { KeyPath } from '../core/place.ts';
import { atKey } from '../core/place.ts';
import { createLocator } from '../project/locate.ts';
import type { SourceText } from '../project/source.ts';
import { isTable, parseToml, valueAt } from '../project/toml-file.ts';
import { checkIgnores, checkRules } from './check-rules.ts';
import { checkShape } from './check-shape.ts';
import type { Config } from './config.ts';
import type { Problem } from './problem.ts';
import { kindOf } from './problem.ts';
import type { ConfigOrigin } from './resolve-config.ts';
import { resolveConfig } from './resolve-config.ts';
import type { ConfigData, RuleDeclaration, RuleSource } from './schema.ts';

/** The text of a config file. */
export type ConfigText = {
  /** As shown to the user. */
  readonly file: string;
  /** Without a byte order mark. */
  readonly text: string;
  /** Whether the config stands in `[tool.pyrel]`, or is the whole file. */
  readonly kind: 'pyproject' | 'own';
  /** The rule `unreadable-file` tells of a syntax error (ROOT's own pyproject.toml): the defaults stand then. */
  readonly isLinted: boolean;
};

/** The config where no file says anything. */
export function defaultConfig(rules: readonly RuleDeclaration[]): Config {
  return resolveConfig({}, null, rules);
}

/** Whether a pyproject.toml holds a config; `broken` where it does not parse and speaks of one. */
export function holdsConfig(pyproject: string): boolean | 'broken' {
  if (!pyproject.includes('pyrel')) return false;
  const parsed = parseToml(pyproject);
  if ('data' in parsed) return valueAt(parsed.data, 'tool', 'pyrel') !== undefined;
  return /^\s*\[\[?\s*tool\s*\.\s*pyrel\b/m.test(pyproject) ? 'broken' : false;
}

/** A config as it is written, checked, and where that is. */
export type WrittenConfig = { readonly data: ConfigData; readonly origin: ConfigOrigin | null };

/** Parses, checks and resolves a config. Throws `PyrelError` with everything that is wrong in it, in file order. */
export async function readConfig(source: ConfigText, declared: RuleSource): Promise<Config> {
  const rules = typeof declared === 'function' ? await declared() : declared;
  const { data, origin } = await readWritten(source, rules);
  return resolveConfig(data, origin, rules);
}

/** Parses and checks a config; throws as `readConfig` does. */
export async function readWritten(source: ConfigText, rules: readonly RuleDeclaration[]): Promise<WrittenConfig> {
  const { file, text, kind } = source;
  const parsed = parseToml(text);
  if ('problem' in parsed) {
    if (source.isLinted) return { data: {}, origin: null };
    const { line, column, problem } = parsed;
    throw new PyrelError('config-invalid', `${file}:${line}:${column}: not valid TOML: ${problem}`, 'Mend the syntax.');
  }
  const above = kind === 'pyproject' ? ['tool', 'pyrel'] : [];
  const data = kind === 'pyproject' ? valueAt(parsed.data, ...above) : parsed.data;
  if (data === undefined)
    throw new PyrelError('config-invalid', `${file} has no [tool.pyrel]`, 'Name the file that holds the config.');
  const json = plain(data);
  const isNested = kind === 'own' && valueAt(parsed.data, 'tool', 'pyrel') !== undefined;
  const problems = isNested ? [NESTED] : problemsOf(json, rules);
  if (problems.length > 0) throw await invalid(source, above, problems);
  return { data: json as ConfigData, origin: { source: asSource(source), above } };
}

function problemsOf(data: unknown, rules: readonly RuleDeclaration[]): readonly Problem[] {
  if (!isTable(data))
    return [{ path: [], part: 'value', what: `tool.pyrel is ${kindOf(data)}, not a table`, todo: 'Write a table.' }];
  return [...checkShape(data), ...checkRules(data['rules'], rules), ...checkIgnores(data['ignore'], rules)];
}

/** The README's snippet for pyproject.toml, put into a file of pyrel's own. */
const NESTED: Problem = {
  path: ['tool', 'pyrel'],
  part: 'key',
  what: 'the config stands in [tool.pyrel], which only pyproject.toml has',
  todo: 'Write the same keys without `tool.pyrel`.',
};

/** TOML's own kinds of value as JSON has them: dates as text, large integers as numbers. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (!isTable(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** Enough to mend a config in one go, and few enough that a hostile one costs no time. */
const MOST_PROBLEMS = 25;

function asSource({ file, text }: ConfigText): SourceText {
  return { file, text, cutAt: null, hasBom: false };
}

async function invalid(source: ConfigText, above: KeyPath, problems: readonly Problem[]): Promise<PyrelError> {
  const { file } = source;
  const locate = createLocator(new Map([[source.file, asSource(source)]]));
  const placed = [];
  for (const problem of problems.slice(0, MOST_PROBLEMS)) {
    const { region } = await locate(atKey(file, [...above, ...problem.path], problem.part));
    placed.push({ ...problem, region });
  }
  placed.sort((a, b) => a.region.startLine - b.region.startLine || a.region.startColumn - b.region.startColumn);
  const lines = placed.map(({ region, what }) => `${file}:${region.startLine}:${region.startColumn}: ${what}`);
  if (problems.length > placed.length) lines.push(`and ${problems.length - placed.length} more`);
  const [only] = problems;
  const todo = problems.length === 1 && only !== undefined ? only.todo : `Mend these ${problems.length} places.`;
  return new PyrelError('config-invalid', lines.join('\n'), todo);
}

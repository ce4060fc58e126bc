import type { KeyPath, Place } from '../core/place.ts';
import { atKey } from '../core/place.ts';
import type { RuleLevel } from '../core/rule.ts';
import { PRESETS } from './presets.ts';
import type { WrittenConfig } from './read-config.ts';
import type { PresetName, RuleDeclaration } from './schema.ts';
import { CONFIG_SCHEMA } from './schema.ts';

/** Who says a value. */
export type From =
  | { readonly kind: 'default' }
  | { readonly kind: 'preset'; readonly name: PresetName }
  | { readonly kind: 'config'; readonly place: Place };

/** `value` null: nothing is set, and there is no default. */
export type Setting = { readonly key: string; readonly value: unknown; readonly from: From };

export type RuleSettings = {
  readonly id: string;
  /** `default`: each message at its own severity. */
  readonly level: RuleLevel;
  readonly from: From;
  readonly options: readonly { readonly name: string; readonly value: unknown; readonly from: From }[];
};

export type IgnoreSetting = { readonly entry: { readonly [key: string]: string }; readonly from: From };

/** Each value of a config with who says it: the config itself over its presets, and those over the defaults. */
export type Provenance = {
  readonly settings: readonly Setting[];
  readonly rules: readonly RuleSettings[];
  readonly ignores: readonly IgnoreSetting[];
};

type Data = { readonly [key: string]: unknown };

type Layer = { readonly data: Data; readonly fromOf: (path: KeyPath) => From };

const DEFAULT: From = { kind: 'default' };

export function provenanceOf(written: WrittenConfig, rules: readonly RuleDeclaration[]): Provenance {
  const layers = layersOf(written);
  return {
    settings: settingsBelow(CONFIG_SCHEMA.properties, [], layers),
    rules: rules.map((rule) => ruleSettings(rule, layers)),
    ignores: (written.data.ignore ?? []).map((entry, i) => ({
      entry: entry as IgnoreSetting['entry'],
      from: layers[0]?.fromOf(['ignore', i]) ?? DEFAULT,
    })),
  };
}

/** The first one wins. */
function layersOf({ data, origin }: WrittenConfig): readonly Layer[] {
  const own: Layer = {
    data,
    fromOf: (path) =>
      origin === null
        ? DEFAULT
        : { kind: 'config', place: atKey(origin.source.file, [...origin.above, ...path], 'key') },
  };
  const presets = (data.extends ?? []).map((name): Layer => ({
    data: PRESETS[name],
    fromOf: () => ({ kind: 'preset', name }),
  }));
  return [own, ...presets.toReversed()];
}

/** Keys with tables below them are not values of their own; rules and ignores have their own shape. */
function settingsBelow(properties: Data, above: readonly string[], layers: readonly Layer[]): readonly Setting[] {
  return Object.entries(properties).flatMap(([name, schema]): readonly Setting[] => {
    const path = [...above, name];
    if (above.length === 0 && (name === 'rules' || name === 'ignore')) return [];
    const { properties: inner, default: fallback = null } = schema as { properties?: Data; default?: unknown };
    if (inner !== undefined) return settingsBelow(inner, path, layers);
    return [{ key: path.join('.'), ...said(path, layers, fallback) }];
  });
}

function said(path: readonly string[], layers: readonly Layer[], fallback: unknown): Omit<Setting, 'key'> {
  for (const { data, fromOf } of layers) {
    let value: unknown = data;
    for (const key of path) value = isTable(value) ? value[key] : undefined;
    if (value !== undefined) return { value, from: fromOf(path) };
  }
  return { value: fallback, from: DEFAULT };
}

function ruleSettings({ meta, options }: RuleDeclaration, layers: readonly Layer[]): RuleSettings {
  const { id } = meta;
  // A level may be written in the place of the rule's table.
  const asTables = layers.map(({ data, fromOf }): Layer => {
    const entry = isTable(data['rules']) ? data['rules'][id] : undefined;
    const isLevel = typeof entry === 'string';
    return {
      data: isLevel ? { level: entry } : isTable(entry) ? entry : {},
      fromOf: (path) => fromOf(['rules', id, ...(isLevel ? [] : path)]),
    };
  });
  const { value, from } = said(['level'], asTables, meta.offByDefault === true ? 'off' : 'default');
  return {
    id,
    level: value as RuleLevel,
    from,
    options: Object.entries(options).map(([name, schema]) => ({ name, ...said([name], asTables, schema.default) })),
  };
}

function isTable(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

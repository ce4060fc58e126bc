import { atKey } from '../core/place.ts';
import type { KeyPath, Place } from '../core/place.ts';
import type { RuleLevel } from '../core/rule.ts';
import type { SourceText } from '../project/source.ts';
import type { ChecksConfig, Config, ConfigIgnore, ContainerConfig, RuleSetting } from './config.ts';
import { PRESETS } from './presets.ts';
import type { ConfigData, RuleDeclaration } from './schema.ts';

/** Where a config is written: the file, and the keys above its own (`tool`, `pyrel` in pyproject.toml). */
export type ConfigOrigin = { readonly source: SourceText; readonly above: KeyPath };

/** Puts a valid config over its presets, and both over the defaults. `origin` is null where the defaults stand. */
export function resolveConfig(
  data: ConfigData,
  origin: ConfigOrigin | null,
  rules: readonly RuleDeclaration[],
): Config {
  const layers = [...(data.extends ?? []).map((name) => PRESETS[name]), data];
  let merged: ConfigData = {};
  for (const layer of layers) merged = { ...merged, ...layer };
  const scheme = merged['version-scheme'] ?? 'auto';
  return {
    source: origin?.source ?? null,
    failOn: merged['fail-on'] ?? 'error',
    rules: settingsOf(layers, rules),
    ignores: (data.ignore ?? []).map((entry, i) => ignoreOf(entry, i, origin)),
    changelog: { file: merged.changelog?.file ?? null },
    conventions: { tagPrefix: merged['tag-prefix'] ?? null, scheme: scheme === 'auto' ? null : scheme },
    publish: merged.publish ?? null,
    container: containerOf(merged.container, origin),
    baseline: merged.baseline ?? null,
    checks: checksOf(merged.checks ?? {}, origin),
  };
}

/** A later layer's level takes the place of an earlier one's; options are taken over one by one. */
function settingsOf(
  layers: readonly ConfigData[],
  rules: readonly RuleDeclaration[],
): ReadonlyMap<string, RuleSetting> {
  const settings = new Map<string, RuleSetting>();
  for (const { meta } of rules) {
    const entries = layers.map((layer) => layer.rules?.[meta.id]).filter((entry) => entry !== undefined);
    if (entries.length === 0) continue;
    let level: RuleLevel = meta.offByDefault === true ? 'off' : 'default';
    const options: { [option: string]: unknown } = {};
    for (const entry of entries) {
      const { level: own, ...rest } =
        typeof entry === 'string' ? { level: entry } : (entry as { readonly level?: string });
      if (own !== undefined) level = own as RuleLevel;
      Object.assign(options, rest);
    }
    settings.set(meta.id, { level, options });
  }
  return settings;
}

function ignoreOf(
  entry: NonNullable<ConfigData['ignore']>[number],
  index: number,
  origin: ConfigOrigin | null,
): ConfigIgnore {
  const { id, path = null, until = null, reason } = entry;
  const file = origin?.source.file ?? '';
  const above = origin?.above ?? [];
  return { id, path, until, reason, place: atKey(file, [...above, 'ignore', index, 'id']) };
}

function containerOf(data: ConfigData['container'], origin: ConfigOrigin | null): ContainerConfig | null {
  if (data === undefined) return null;
  const { image = null, suffixes = [''], tags = ['{version}'], platforms = [] } = data;
  const place = atKey(origin?.source.file ?? '', [...(origin?.above ?? []), 'container'], 'key');
  const given: ContainerConfig['platforms'] = Array.isArray(platforms)
    ? [{ suffix: null, platforms }]
    : Object.entries(platforms as { readonly [suffix: string]: readonly string[] }).map(([suffix, all]) => ({
        suffix,
        platforms: all,
      }));
  return { image, suffixes, tags, platforms: given, place };
}

/** Seconds that a command may take: test suites of real projects take minutes. */
const CHECK_TIMEOUT = 600;

function checksOf(data: NonNullable<ConfigData['checks']>, origin: ConfigOrigin | null): ChecksConfig {
  const timeout = data.timeout ?? CHECK_TIMEOUT;
  const placeOf = (...path: KeyPath): Place =>
    atKey(origin?.source.file ?? '', [...(origin?.above ?? []), 'checks', ...path]);
  return {
    commands: (data.commands ?? []).map((entry, i) => {
      const { run, name = run, timeout: own = timeout } = typeof entry === 'string' ? { run: entry } : entry;
      return { name, run, timeoutSeconds: own, place: placeOf('commands', i) };
    }),
    manual: (data.manual ?? []).map((text, i) => ({ text, place: placeOf('manual', i) })),
    record: data.record ?? '.pyrel/release-{version}.md',
  };
}

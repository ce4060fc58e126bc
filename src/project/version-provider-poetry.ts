import type { TomlFile } from './toml-file.ts';
import { isTable, stringAt, valueAt } from './toml-file.ts';
import type { Provider } from './version-lookup.ts';
import { placeIn, settingsAt } from './toml-settings.ts';

/** Plugins that put another version in the place of `[tool.poetry] version`; null where none is configured. */
export function poetryProvider(pyproject: TomlFile): Provider | null {
  return dynamicVersioning(pyproject) ?? versionPlugin(pyproject);
}

/**
 * poetry-dynamic-versioning. `enable` is false by default, and `poetry dynamic-versioning` in a release job works all
 * the same, so only an explicit `false` says that the stated version counts.
 */
export function dynamicVersioning(pyproject: TomlFile): Provider | null {
  const settings = settingsAt(pyproject, 'tool', 'poetry-dynamic-versioning');
  if (settings === null || settings.data['enable'] === false) return null;
  const name = 'poetry-dynamic-versioning';
  const source = stringAt(settings.data, 'from-file', 'source');
  if (source !== null) {
    // from-file: the whole file, or the first group of the pattern.
    const text = stringAt(settings.data, 'from-file', 'pattern');
    const pattern = text === null ? null : { text, group: 1, isDefault: false };
    const place = placeIn(settings, 'from-file', 'source');
    return { name, isFromTag: false, place, lookup: { kind: 'file', path: source, pattern }, settings, tool: name };
  }
  return { name, isFromTag: true, place: placeIn(settings), lookup: null, settings, tool: name };
}

/** poetry-version-plugin: `source = "init"` or `"git-tag"`. */
function versionPlugin(pyproject: TomlFile): Provider | null {
  const settings = settingsAt(pyproject, 'tool', 'poetry-version-plugin');
  if (settings === null) return null;
  const place = placeIn(settings);
  const name = 'poetry-version-plugin';
  if (stringAt(settings.data, 'source') !== 'init') return { name, isFromTag: true, place, lookup: null };
  const packages = valueAt(pyproject.data, 'tool', 'poetry', 'packages');
  const first: unknown = Array.isArray(packages) ? packages[0] : undefined;
  const included = isTable(first) && typeof first['include'] === 'string' ? first['include'] : null;
  const folder = included ?? (stringAt(pyproject.data, 'tool', 'poetry', 'name') ?? '').replaceAll(/[-.]/g, '_');
  return {
    name,
    isFromTag: false,
    place,
    lookup: { kind: 'name', path: `${folder}/__init__.py`, name: '__version__' },
  };
}

import type { Declared, Place } from '../core/place.ts';
import { atKey, atSpan } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import { wholeVersionPattern } from './bump-pattern.ts';
import type { TargetRequest } from './bump-target.ts';
import { fillTemplate, readTarget } from './bump-target.ts';
import type { BumpTool, VersionForm } from './bump-tools.ts';
import type { Ini, IniOption } from './ini.ts';
import { readIni } from './ini.ts';
import type { PythonProject } from './load-metadata.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import type { TomlTable } from './toml-file.ts';
import { isTable, readToml, tableAt } from './toml-file.ts';

/** A config of bumpversion, bump2version or bump-my-version, whichever syntax it has. */
type Config = {
  readonly file: string;
  readonly place: Place;
  readonly settings: Settings;
  readonly files: readonly FileEntry[];
};

/** `glob` in place of a path is null. */
type FileEntry = { readonly path: string | null; readonly place: Place; readonly settings: Settings };

type Settings = {
  readonly text: (key: string) => Declared<string> | null;
  readonly isOn: (key: string) => boolean;
  readonly has: (key: string) => boolean;
};

/** `bumpversion/config/__init__.py`: DEFAULTS. */
const DEFAULT_PARSE = String.raw`(?P<major>\d+)\.(?P<minor>\d+)\.(?P<patch>\d+)`;

/** Settings of a file with which it cannot be told, without the tool, what is looked for in it. */
const ODD = ['parse', 'serialize', 'key_path', 'include_bumps', 'exclude_bumps', 'glob_exclude'];

/** Every config of the family, in the order in which bump-my-version looks (`config/files.py`). */
export async function loadBumpversion(
  reader: Reader,
  root: string,
  python: PythonProject,
): Promise<readonly BumpTool[]> {
  const own = await reader.text(below(root, '.bumpversion.cfg'), { notUtf8: 'replace' });
  const toml = known(await readToml(reader, below(root, '.bumpversion.toml')));
  const setupCfg = known(python.setupCfg);
  const pyproject = known(python.pyproject);
  const setupText = setupCfg === null ? undefined : reader.sources.get(setupCfg.file)?.text;
  const configs = [
    own === null || isUnknown(own) ? null : fromIni(own.file, own.text, readIni(own.text)),
    toml === null ? null : fromToml(toml.file, toml.data),
    setupCfg === null || setupText === undefined ? null : fromIni(setupCfg.file, setupText, setupCfg.ini),
    pyproject === null ? null : fromToml(pyproject.file, pyproject.data),
  ].filter((config) => config !== null);
  return Promise.all(configs.map((config) => toolOf(reader, root, config)));
}

function fromIni(file: string, text: string, ini: Ini): Config | null {
  const main = ini.get('bumpversion');
  if (main === undefined) return null;
  const sectionPlace = (name: string): Place => {
    const at = Math.max(0, text.indexOf(`[${name}]`));
    return atSpan(file, at, at + name.length + 2);
  };
  const files: FileEntry[] = [];
  for (const [name, section] of ini) {
    // `[bumpversion:file:setup.py]`, and `[bumpversion:file (second):setup.py]` for a file that is named twice.
    const [, kind, path] = /^bumpversion:(file|glob)[^:]*:(.+)$/.exec(name) ?? [];
    if (kind === undefined || path === undefined) continue;
    files.push({
      path: kind === 'glob' ? null : path,
      place: sectionPlace(name),
      settings: iniSettings(file, section),
    });
  }
  return { file, place: sectionPlace('bumpversion'), settings: iniSettings(file, main), files };
}

function iniSettings(file: string, section: ReadonlyMap<string, IniOption>): Settings {
  return {
    text: (key) => {
      const option = section.get(key);
      return option === undefined
        ? null
        : { value: option.text, place: atSpan(file, option.span.start, option.span.end) };
    },
    isOn: (key) => /^(?:true|yes|on|1)$/i.test(section.get(key)?.text ?? ''),
    has: (key) => section.has(key),
  };
}

function fromToml(file: string, data: TomlTable): Config | null {
  const path = ['tool', 'bumpversion'];
  const main = tableAt(data, ...path);
  if (main === null) return null;
  const listed = Array.isArray(main['files']) ? main['files'] : [];
  const files = listed.flatMap((entry: unknown, i): readonly FileEntry[] => {
    if (!isTable(entry)) return [];
    const route = [...path, 'files', i];
    const { filename } = entry;
    const isPath = typeof filename === 'string' && entry['glob'] === undefined;
    const place = atKey(file, isPath ? [...route, 'filename'] : route);
    return [{ path: isPath ? filename : null, place, settings: tomlSettings(file, route, entry) }];
  });
  return { file, place: atKey(file, path), settings: tomlSettings(file, path, main), files };
}

function tomlSettings(file: string, path: readonly (string | number)[], table: TomlTable): Settings {
  return {
    text: (key) => {
      const value = table[key];
      return typeof value === 'string' ? { value, place: atKey(file, [...path, key]) } : null;
    },
    isOn: (key) => table[key] === true,
    has: (key) => Object.hasOwn(table, key),
  };
}

async function toolOf(reader: Reader, root: string, config: Config): Promise<BumpTool> {
  const { file, place, settings, files } = config;
  const current = settings.text('current_version');
  const requests = files.flatMap((entry) => requestOf(config, entry, current?.value ?? null) ?? []);
  const isGlobbed = files.some(({ path }) => path === null);
  return {
    tool: 'bump-my-version',
    file,
    place,
    current: current?.value === '' ? null : current,
    currentLabel: 'current_version',
    targets: await Promise.all(requests.map((request) => readTarget(reader, root, request))),
    more: isGlobbed ? 'the config names files by a glob' : null,
    forms: formOf(settings, place),
    marked: [],
  };
}

function requestOf({ settings }: Config, entry: FileEntry, current: string | null): TargetRequest | null {
  if (entry.path === null) return null;
  const own = entry.settings;
  const isLax = (...keys: readonly string[]): boolean => keys.some((key) => own.isOn(key) || settings.isOn(key));
  const isOdd = ODD.some((key) => own.has(key)) || isLax('regex', 'ignore_missing_version');
  const base = { path: entry.path, place: entry.place, onMiss: 'ends' } as const;
  const search = own.text('search') ?? settings.text('search');
  const replace = own.text('replace') ?? settings.text('replace');
  const isList = own.has('search') && own.text('search') === null;
  const mayBeMissing = isLax('ignore_missing_file', 'ignore_missing_files');
  const text = current === null || isOdd || isList ? null : textOf(search?.value, replace?.value, current);
  return { ...base, text, mayBeMissing };
}

/**
 * The text that is looked for. `files.py` of bump-my-version and `utils.py` of bump2version: a search of one's own is
 * filled in, and has to be there; the default is also satisfied by the version as it is written in the config.
 *
 * A search without the version in it says nothing of versions, and one that the replacement does not leave behind
 * (`{current_version}...HEAD`) is put there by other means before the next bump.
 */
function textOf(search = '{current_version}', replace = '{new_version}', current: string): string | null {
  if (!search.includes('{current_version}') || search.includes('\n')) return null;
  const text = fillTemplate(search, { current_version: current });
  const left = fillTemplate(replace, { current_version: current, new_version: current });
  return text !== null && text !== '' && left?.includes(text) === true ? text : null;
}

/** `parse` is searched for, so what it does not cover is dropped without a word: 1.0.0b1 is read as 1.0.0. */
function formOf(settings: Settings, place: Place): readonly VersionForm[] {
  const parse = settings.text('parse');
  if (parse === null && settings.has('parse')) return [];
  const pattern = wholeVersionPattern(parse?.value ?? DEFAULT_PARSE, true);
  if (pattern === null) return [];
  const label = parse === null ? 'the default `parse`' : '`parse`';
  return [{ pattern, label, place: parse?.place ?? place, stated: null }];
}

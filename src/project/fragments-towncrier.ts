import { atKey, inFile } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import { backupOf, filesIn, isBystander, MOST_FRAGMENTS, textOf } from './fragments-folder.ts';
import type { Fragment, Fragments, InvalidFragment } from './fragments.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import type { TomlFile, TomlTable } from './toml-file.ts';
import { isTable, readToml, stringAt, stringsAt, tableAt, valueAt } from './toml-file.ts';
import type { Maybe } from '../core/unknown.ts';

// After towncrier 25: src/towncrier/_builder.py (parse_newfragment_basename, find_fragments), _settings/load.py.

const DEFAULT_TYPES = new Map([
  ['feature', true],
  ['bugfix', true],
  ['doc', true],
  ['removal', true],
  ['misc', false],
]);
const TABLE = ['tool', 'towncrier'] as const;
/** `find_fragments` passes over these. */
const IGNORED = ['.gitignore', '.gitkeep', '.keep', 'readme', 'readme.md', 'readme.rst'];

/** Reads towncrier's config and fragments; null where the project does not use it. */
export async function readTowncrier(
  reader: Reader,
  root: string,
  pyproject: Maybe<TomlFile>,
): Promise<Fragments | null> {
  // `load_config`: towncrier.toml first, and pyproject.toml only without it.
  const own = await readToml(reader, below(root, 'towncrier.toml'));
  const file = own === null ? pyproject : own;
  if (file === null || isUnknown(file)) return null;
  const config = tableAt(file.data, ...TABLE);
  if (config === null) return null;
  const directory = stringAt(config, 'directory');
  const packageName = stringAt(config, 'package');
  if (directory === null && packageName === null) return null;
  const base =
    directory === null
      ? below(root, stringAt(config, 'package_dir') ?? '.', packageName ?? '')
      : below(root, directory);
  const inner = directory === null ? 'newsfragments' : '';
  const folders = sectionsOf(config).map((section) => below(base, section, inner));
  const types = typesOf(config);
  const found = await gather(reader, folders, types, config);
  const filename = stringAt(config, 'filename');
  const isOne = valueAt(config, 'single_file') !== false;
  return {
    tool: 'towncrier',
    config: file.file,
    folder: below(base, inner),
    types: [...types.keys()],
    ...found,
    isConsumed: true,
    changelog:
      filename !== null && isOne
        ? { value: below(root, filename), place: atKey(file.file, [...TABLE, 'filename']) }
        : null,
    command: 'towncrier build --yes --version {version}',
  };
}

function sectionsOf(config: TomlTable): readonly string[] {
  const sections = valueAt(config, 'section');
  if (!Array.isArray(sections)) return [''];
  return sections.flatMap((section: unknown) => (isTable(section) ? (stringAt(section, 'path') ?? []) : []));
}

/** Type → whether the text is shown. */
function typesOf(config: TomlTable): ReadonlyMap<string, boolean> {
  const table = tableAt(config, 'fragment');
  if (table !== null && Object.keys(table).length > 0)
    return new Map(Object.keys(table).map((name) => [name, valueAt(table, name, 'showcontent') !== false]));
  const list = valueAt(config, 'type');
  if (!Array.isArray(list) || list.length === 0) return DEFAULT_TYPES;
  return new Map(
    list.flatMap((type: unknown): [string, boolean][] => {
      const name = isTable(type) ? stringAt(type, 'directory') : null;
      return name === null || !isTable(type) ? [] : [[name, valueAt(type, 'showcontent') !== false]];
    }),
  );
}

async function gather(
  reader: Reader,
  folders: readonly string[],
  types: ReadonlyMap<string, boolean>,
  config: TomlTable,
): Promise<{ readonly fragments: readonly Fragment[]; readonly invalid: readonly InvalidFragment[] }> {
  const fragments: Fragment[] = [];
  const invalid: InvalidFragment[] = [];
  const template = (stringAt(config, 'template') ?? '').split('/').at(-1)?.toLowerCase() ?? '';
  const ignored = [...IGNORED, template, ...stringsAt(config, 'ignore').map((one) => one.toLowerCase())];
  const orphan = stringAt(config, 'orphan_prefix') ?? '+';
  const seen = new Map<string, string>();
  for (const { file, name, folder } of filesIn(reader.paths, folders)) {
    if (fragments.length >= MOST_FRAGMENTS || ignored.some((pattern) => matches(name.toLowerCase(), pattern))) continue;
    const place = inFile(file);
    const backup = backupOf(name);
    if (backup !== null && parseName(backup, types) !== null) {
      invalid.push({ file, place, problem: 'backup', given: backup });
      continue;
    }
    const parsed = parseName(name, types);
    if (parsed === null) {
      const problem = problemOf(name, orphan);
      if (problem !== null) invalid.push({ file, place, ...problem });
      continue;
    }
    const isOrphan = orphan !== '' && parsed.issue.startsWith(orphan);
    fragments.push({ file, type: parsed.type, issue: isOrphan ? null : parsed.issue });
    const key = `${folder}\n${parsed.issue}.${parsed.type}.${parsed.counter}`;
    const other = isOrphan ? undefined : seen.get(key);
    seen.set(key, file);
    if (other !== undefined) invalid.push({ file, place, problem: 'twice', given: other });
    else if (types.get(parsed.type) === true && (await textOf(reader, file))?.trim() === '')
      invalid.push({ file, place, problem: 'empty', given: parsed.type });
  }
  return { fragments, invalid };
}

type Name = { readonly issue: string; readonly type: string; readonly counter: number };

/** `parse_newfragment_basename`: the last part but the first that is a type; before it the issue, after it a counter. */
function parseName(name: string, types: ReadonlyMap<string, boolean>): Name | null {
  const parts = name.split('.');
  for (let i = parts.length - 1; i >= 1; i--) {
    const type = parts[i] ?? '';
    if (!types.has(type)) continue;
    const issue = parts.slice(0, i).join('.').trim();
    const next = parts[i + 1] ?? '';
    return {
      issue: /^\d+$/.test(issue) ? issue.replace(/^0+(?=\d)/, '') : issue,
      type,
      counter: /^\d{1,9}$/.test(next) ? Number(next) : 0,
    };
  }
  return null;
}

/**
 * towncrier passes over a name without a type and says nothing. Only names that begin as those of fragments do are held
 * against it: with an issue or the mark of those that have none.
 */
function problemOf(name: string, orphan: string): Pick<InvalidFragment, 'problem' | 'given'> | null {
  if (isBystander(name)) return null;
  const bare = name.replace(/\.(?:rst|md|txt)$/i, '');
  const isMeant = /^(?:#|gh-|issue-?)?\d+(?:[.-]|$)/i.test(bare) || (orphan !== '' && bare.startsWith(orphan));
  if (!isMeant || /\.(?:py|toml|ya?ml|json|html?|jinja2?|j2|cfg|ini|png|svg)$/i.test(name)) return null;
  const parts = bare.split('.').filter((part, i) => i > 0 && !/^\d+$/.test(part));
  const given = parts.at(-1);
  return given === undefined || given === '' ? { problem: 'name', given: name } : { problem: 'type', given };
}

/** `fnmatch` for the patterns of `ignore`: `*` and `?`. */
function matches(name: string, pattern: string): boolean {
  if (!/[*?]/.test(pattern)) return name === pattern;
  const parts = pattern.slice(0, 200).split(/\*+/);
  let at = 0;
  for (const [i, part] of parts.entries()) {
    const found =
      i === parts.length - 1 && parts.length > 1 ? lastFit(name, part, at) : firstFit(name, part, at, i === 0);
    if (found === -1) return false;
    at = found + part.length;
  }
  return parts.length > 1 ? true : at === name.length;
}

function fits(name: string, part: string, at: number): boolean {
  return (
    at + part.length <= name.length && part.split('').every((letter, i) => letter === '?' || letter === name[at + i])
  );
}

function firstFit(name: string, part: string, from: number, isFixed: boolean): number {
  for (let at = from; at + part.length <= name.length; at++) {
    if (fits(name, part, at)) return at;
    if (isFixed) return -1;
  }
  return -1;
}

function lastFit(name: string, part: string, from: number): number {
  const at = name.length - part.length;
  return at >= from && fits(name, part, at) ? at : -1;
}

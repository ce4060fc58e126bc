import type { Declared, Place } from '../core/place.ts';
import { atKey, atSpan, inFile } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import { backupOf, filesIn, isBystander, MOST_FRAGMENTS, textOf } from './fragments-folder.ts';
import type { Fragment, Fragments, InvalidFragment } from './fragments.ts';
import type { Ini } from './ini.ts';
import { readIni } from './ini.ts';
import type { PythonProject } from './load-metadata.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import type { TomlFile } from './toml-file.ts';
import { stringAt, stringsAt, tableAt } from './toml-file.ts';

// After scriv 1.7: src/scriv/config.py (Config.read), scriv.py (_files_to_combine).

type Options = {
  readonly config: string;
  readonly folder: string | null;
  readonly changelog: Declared<string> | null;
  readonly categories: readonly string[] | null;
};

const CATEGORIES = ['Removed', 'Added', 'Changed', 'Deprecated', 'Fixed', 'Security'];

/** Reads scriv's config and fragments; null where the project does not use it. */
export async function readScriv(reader: Reader, root: string, python: PythonProject): Promise<Fragments | null> {
  const options = await readOptions(reader, root, python);
  if (options === null) return null;
  const folder = below(root, options.folder ?? 'changelog.d');
  const fragments: Fragment[] = [];
  const invalid: InvalidFragment[] = [];
  for (const { file, name } of filesIn(reader.paths, [folder])) {
    if (fragments.length >= MOST_FRAGMENTS || isBystander(name)) continue;
    const backup = backupOf(name);
    if (backup !== null && /\.(?:md|rst)$/.test(backup)) {
      invalid.push({ file, place: inFile(file), problem: 'backup', given: backup });
      continue;
    }
    if (!/\.(?:md|rst)$/.test(name)) continue;
    fragments.push({ file, type: null, issue: null });
    const text = await textOf(reader, file);
    if (text !== null && saysNothing(text, name.endsWith('.md')))
      invalid.push({ file, place: inFile(file), problem: 'empty', given: name });
  }
  return {
    tool: 'scriv',
    config: options.config,
    folder,
    types: options.categories ?? CATEGORIES,
    fragments,
    invalid,
    isConsumed: true,
    changelog: options.changelog,
    command: 'scriv collect --version {version}',
  };
}

async function readOptions(
  reader: Reader,
  root: string,
  { setupCfg, pyproject }: PythonProject,
): Promise<Options | null> {
  if (setupCfg !== null && !isUnknown(setupCfg)) {
    const found = iniOptions(setupCfg.file, setupCfg.ini, root);
    if (found !== null) return found;
  }
  for (const name of ['tox.ini', 'changelog.d/scriv.ini']) {
    const file = below(root, name);
    const source = reader.paths.has(file) ? await reader.text(file, { isGuess: true }) : null;
    const found = source === null || isUnknown(source) ? null : iniOptions(file, readIni(source.text), root);
    if (found !== null) return found;
  }
  return pyproject === null || isUnknown(pyproject) ? null : tomlOptions(pyproject, root);
}

function iniOptions(file: string, ini: Ini, root: string): Options | null {
  const section = ini.get('scriv') ?? ini.get('tool.scriv');
  if (section === undefined) return null;
  const option = (...names: readonly string[]): { readonly text: string; readonly place: Place } | null => {
    const found = names.flatMap((name) => section.get(name) ?? [])[0];
    return found === undefined ? null : { text: found.text, place: atSpan(file, found.span.start, found.span.end) };
  };
  const changelog = option('changelog', 'output_file');
  return {
    config: file,
    folder: option('fragment_directory')?.text ?? null,
    changelog: changelog === null ? null : declaredPath(changelog.text, root, changelog.place),
    categories:
      option('categories')
        ?.text.split(/[,\n]/)
        .map((one) => one.trim()) ?? null,
  };
}

function tomlOptions({ file, data }: TomlFile, root: string): Options | null {
  const table = tableAt(data, 'tool', 'scriv');
  if (table === null) return null;
  const key = stringAt(table, 'changelog') === null ? 'output_file' : 'changelog';
  const changelog = stringAt(table, key);
  const categories = stringsAt(table, 'categories');
  return {
    config: file,
    folder: stringAt(table, 'fragment_directory'),
    changelog: changelog === null ? null : declaredPath(changelog, root, atKey(file, ['tool', 'scriv', key])),
    categories: categories.length === 0 ? null : categories,
  };
}

/** `CHANGELOG.${config:format}` and the like are left alone. */
function declaredPath(text: string, root: string, place: Place): Declared<string> | null {
  return text.includes('${') ? null : { value: below(root, text), place };
}

/** `scriv create` writes every category commented out: what is still so is passed over. */
function saysNothing(text: string, isMarkdown: boolean): boolean {
  if (isMarkdown) {
    let shown = text;
    for (let start = shown.indexOf('<!--'); start !== -1; start = shown.indexOf('<!--')) {
      const end = shown.indexOf('-->', start);
      shown = shown.slice(0, start) + (end === -1 ? '' : shown.slice(end + 3));
    }
    return shown.split('\n').every((line) => line.trim() === '' || /^#{1,6}\s/.test(line));
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.every((line) => /^\.\.(?:\s(?!\S+::)|$)/.test(line) || /^\s/.test(line));
}

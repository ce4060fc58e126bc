import type { Place } from '../core/place.ts';
import { atKey, atSpan } from '../core/place.ts';
import type { Unknown } from '../core/unknown.ts';
import { isUnknown, known, unknown } from '../core/unknown.ts';
import type { CoverageMinimum } from './coverage.ts';
import type { Ini } from './ini.ts';
import { readIni } from './ini.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import type { TomlFile, TomlTable } from './toml-file.ts';
import { readToml, tableAt, valueAt } from './toml-file.ts';

/** What the project sets for its coverage. */
export type CoverageSettings = {
  readonly minimum: CoverageMinimum | Unknown | null;
  readonly precision: number;
  /** Names of reports that it gives, relative to the root. */
  readonly reports: readonly string[];
};

type Setting = { readonly text: string; readonly place: Place };
/** A setting of coverage.py by section and option: `report`, `fail_under`. */
type Lookup = (section: string, option: string) => Setting | null;

/** pytest-cov's option wins over what coverage.py is told (pytest_cov/plugin.py). */
export async function loadCoverageSettings(
  reader: Reader,
  root: string,
  pyproject: TomlFile | null,
): Promise<CoverageSettings> {
  const options = await pytestOptions(reader, root, pyproject);
  const config = await coverageConfig(reader, root, pyproject);
  const own = config?.('report', 'fail_under') ?? null;
  const given = last(options, /(?:^|\s)--cov-fail-under(?:=|\s+)(\S{1,40})/g);
  const digits =
    last(options, /(?:^|\s)--cov-precision(?:=|\s+)(\S{1,40})/g) ?? config?.('report', 'precision') ?? null;
  const written = ['xml', 'json', 'lcov'].flatMap((kind) => [
    last(options, new RegExp(`(?:^|\\s)--cov-report(?:=|\\s+)${kind}:(\\S{1,200})`, 'g'))?.text ?? [],
    config?.(kind, 'output')?.text ?? [],
  ]);
  return {
    minimum: given === null ? minimumOf(own, 'fail_under') : minimumOf(given, '--cov-fail-under'),
    precision: /^\d$/.test(digits?.text ?? '') ? Number(digits?.text) : 0,
    reports: written.flat(),
  };
}

/** Both tools ask for a number up to 100; 0 asks for nothing. A variable of the environment stands as `${NAME}`. */
function minimumOf(setting: Setting | null, name: string): CoverageSettings['minimum'] {
  if (setting === null) return null;
  const { text, place } = setting;
  if (!/^\d{1,3}(?:\.\d{1,10})?$/.test(text) || Number(text) > 100) return unknown(`${name} is ${text}`);
  return Number(text) === 0 ? null : { percent: Number(text), setting: name, place };
}

/** The first file that holds a setting is the one that coverage.py reads (coverage/config.py, `config_files_to_try`). */
async function coverageConfig(reader: Reader, root: string, pyproject: TomlFile | null): Promise<Lookup | null> {
  const own = await ini(reader, below(root, '.coveragerc'));
  if (own !== null)
    return (section, option) => inIni(own, `coverage:${section}`, option) ?? inIni(own, section, option);
  const ownToml = known(await readToml(reader, below(root, '.coveragerc.toml')));
  if (ownToml !== null) return inToml(ownToml.file, ownToml.data, hasTool(ownToml.data) ? ['tool', 'coverage'] : []);
  for (const name of ['setup.cfg', 'tox.ini']) {
    const found = await ini(reader, below(root, name));
    if (found !== null && [...found.sections.keys()].some((section) => section.startsWith('coverage:')))
      return (section, option) => inIni(found, `coverage:${section}`, option);
  }
  if (pyproject === null || !hasTool(pyproject.data)) return null;
  return inToml(pyproject.file, pyproject.data, ['tool', 'coverage']);
}

function hasTool(data: TomlTable): boolean {
  return tableAt(data, 'tool', 'coverage') !== null;
}

function inToml(file: string, data: TomlTable, above: readonly string[]): Lookup {
  return (section, option) => {
    const path = [...above, section, option];
    const value = valueAt(data, ...path);
    return value === undefined ? null : { text: asText(value), place: atKey(file, path) };
  };
}

type IniFile = { readonly file: string; readonly sections: Ini };

async function ini(reader: Reader, file: string): Promise<IniFile | null> {
  const source = await reader.text(file);
  return source === null || isUnknown(source) ? null : { file, sections: readIni(source.text) };
}

function inIni({ file, sections }: IniFile, section: string, option: string): Setting | null {
  const found = sections.get(section)?.get(option);
  return found === undefined ? null : { text: found.text, place: atSpan(file, found.span.start, found.span.end) };
}

/** `addopts` of the file that pytest reads: the first that has its section (pytest, "Configuration file formats"). */
async function pytestOptions(reader: Reader, root: string, pyproject: TomlFile | null): Promise<Setting | null> {
  for (const name of ['pytest.ini', '.pytest.ini']) {
    const found = await ini(reader, below(root, name));
    if (found !== null) return inIni(found, 'pytest', 'addopts');
  }
  for (const path of [
    ['tool', 'pytest', 'ini_options'],
    ['tool', 'pytest'],
  ]) {
    const options = pyproject === null ? undefined : valueAt(pyproject.data, ...path, 'addopts');
    if (pyproject === null || options === undefined) continue;
    return { text: words(options), place: atKey(pyproject.file, [...path, 'addopts']) };
  }
  for (const [name, section] of [
    ['tox.ini', 'pytest'],
    ['setup.cfg', 'tool:pytest'],
  ] as const) {
    const found = await ini(reader, below(root, name));
    if (found?.sections.has(section) === true) return inIni(found, section, 'addopts');
  }
  return null;
}

function words(options: unknown): string {
  return Array.isArray(options) ? options.map(asText).join(' ') : asText(options);
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** The last time an option is given counts. */
function last(options: Setting | null, pattern: RegExp): Setting | null {
  const value = [...(options?.text ?? '').matchAll(pattern)].at(-1)?.[1];
  return options === null || value === undefined
    ? null
    : { text: value.replace(/^["']|["']$/g, ''), place: options.place };
}

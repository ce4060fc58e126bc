import type { Declared, Place } from '../core/place.ts';
import { atKey } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { TargetRequest } from './bump-target.ts';
import { readTarget } from './bump-target.ts';
import type { BumpTarget, BumpTool } from './bump-tools.ts';
import type { PythonProject } from './load-metadata.ts';
import { below } from './path.ts';
import { pythonPattern } from './python-pattern.ts';
import type { Reader } from './reader.ts';
import type { TomlTable } from './toml-file.ts';
import { readToml, tableAt } from './toml-file.ts';
import { declared, readList } from './yaml-values.ts';
import { at, parseYaml } from './yaml.ts';

type Config = {
  readonly file: string;
  readonly place: Place;
  readonly version: Declared<string> | null;
  readonly provider: string | null;
  readonly files: readonly Declared<string>[];
};

/** The files that version providers write by themselves (`commitizen/providers`). */
const PROVIDER_FILES: { readonly [provider: string]: readonly string[] } = {
  pep621: ['pyproject.toml'],
  poetry: ['pyproject.toml'],
  uv: ['pyproject.toml', 'uv.lock'],
  npm: ['package.json', 'package-lock.json'],
  cargo: ['Cargo.toml', 'Cargo.lock'],
};

/** The first of the files that has settings for commitizen (`defaults.py`: CONFIG_FILES). */
export async function loadCommitizen(reader: Reader, root: string, python: PythonProject): Promise<BumpTool | null> {
  for (const name of ['.cz.toml', 'cz.toml']) {
    const toml = known(await readToml(reader, below(root, name)));
    const config = toml === null ? null : fromToml(toml.file, toml.data);
    if (config !== null) return toolOf(reader, root, config);
  }
  // A JSON file is a YAML file too, and the YAML reader knows where its values stand.
  for (const name of ['.cz.json', 'cz.json', '.cz.yaml', 'cz.yaml']) {
    const source = await reader.text(below(root, name), { isGuess: true });
    const config = source === null || isUnknown(source) ? null : fromYaml(source.file, source.text);
    if (config !== null) return toolOf(reader, root, config);
  }
  const pyproject = known(python.pyproject);
  const config = pyproject === null ? null : fromToml(pyproject.file, pyproject.data);
  return config === null ? null : toolOf(reader, root, config);
}

function fromToml(file: string, data: TomlTable): Config | null {
  const path = ['tool', 'commitizen'];
  const table = tableAt(data, ...path);
  if (table === null) return null;
  const { version, version_provider: provider, version_files: files } = table;
  return {
    file,
    place: atKey(file, path),
    version: typeof version === 'string' ? { value: version, place: atKey(file, [...path, 'version']) } : null,
    provider: typeof provider === 'string' ? provider : null,
    files: (Array.isArray(files) ? files : []).flatMap((value: unknown, i) =>
      typeof value === 'string' ? [{ value, place: atKey(file, [...path, 'version_files', i]) }] : [],
    ),
  };
}

function fromYaml(file: string, text: string): Config | null {
  const table = at(parseYaml(text).root, 'commitizen');
  if (table?.kind !== 'map') return null;
  const { start } = table.span;
  return {
    file,
    place: { kind: 'span', file, span: { start, end: start } },
    version: declared(file, at(table, 'version')),
    provider: declared(file, at(table, 'version_provider'))?.value ?? null,
    files: readList(file, at(table, 'version_files')),
  };
}

async function toolOf(reader: Reader, root: string, config: Config): Promise<BumpTool> {
  const { file, place, version, files } = config;
  const provider = config.provider ?? 'commitizen';
  const current = provider === 'commitizen' ? version : null;
  const own = PROVIDER_FILES[provider];
  const written = (own ?? []).map((name): BumpTarget => ({
    file: below(root, name),
    place,
    text: null,
    state: 'found',
    onMiss: 'passes-over',
  }));
  const requests = files.map((entry) => requestOf(entry, current?.value ?? null));
  const targets = await Promise.all(requests.map((request) => readTarget(reader, root, request)));
  return {
    tool: 'commitizen',
    file,
    place,
    current,
    currentLabel: 'version',
    targets: [...written, ...targets],
    more:
      provider !== 'commitizen' && own === undefined
        ? `the version provider ${provider} writes what it likes`
        : requests.some(({ path }) => /[*?[]/.test(path))
          ? 'the config names files by a glob'
          : null,
    forms: [],
    marked: [],
  };
}

/** The longest line that a pattern of the repository is tried on. */
const LONGEST_LINE = 200;

/**
 * `bump.py`: the current version is replaced in each line that the pattern is found in; without a pattern, in each that has
 * it. What is not found is passed over, unless `--check-consistency` is given.
 */
function requestOf({ value, place }: Declared<string>, current: string | null): TargetRequest {
  const colon = value.indexOf(':');
  const path = colon === -1 ? value : value.slice(0, colon);
  const regex = colon === -1 ? '' : value.slice(colon + 1);
  const base = { path, place, onMiss: 'passes-over' } as const;
  if (current === null) return { ...base, text: null };
  if (regex === '') return { ...base, text: current };
  const pattern = pythonPattern(regex);
  if (pattern === null) return { ...base, text: null };
  return {
    ...base,
    text: current,
    isIn: (body) => {
      const lines = body.split('\n').filter((line) => line.includes(current));
      if (lines.some((line) => line.length <= LONGEST_LINE && pattern.test(line))) return true;
      return lines.some((line) => line.length > LONGEST_LINE) ? null : false;
    },
  };
}

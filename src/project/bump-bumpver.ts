import { atKey } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import type { TargetRequest } from './bump-target.ts';
import { readTarget } from './bump-target.ts';
import type { BumpTool } from './bump-tools.ts';
import type { PythonProject } from './load-metadata.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import type { TomlFile, TomlTable } from './toml-file.ts';
import { readToml, stringAt, stringsAt, tableAt } from './toml-file.ts';

/** The first file with a table that has a `current_version` (`bumpver/config.py`). */
export async function loadBumpver(reader: Reader, root: string, python: PythonProject): Promise<BumpTool | null> {
  const own = await Promise.all(
    ['bumpver.toml', '.bumpver.toml'].map(async (name) => known(await readToml(reader, below(root, name)))),
  );
  for (const config of [...own, known(python.pyproject)]) {
    for (const path of [['tool', 'bumpver'], ['bumpver']]) {
      const table = config === null ? null : tableAt(config.data, ...path);
      if (config !== null && table !== null && stringAt(table, 'current_version') !== null)
        return toolOf(reader, root, config, table, path);
    }
  }
  return null;
}

async function toolOf(
  reader: Reader,
  root: string,
  { file }: TomlFile,
  table: TomlTable,
  path: readonly string[],
): Promise<BumpTool> {
  const current = stringAt(table, 'current_version');
  const patterns = tableAt(table, 'file_patterns') ?? {};
  const requests = Object.keys(patterns).flatMap((name): readonly TargetRequest[] => {
    const one = patterns[name];
    const listed = typeof one === 'string' ? [one] : stringsAt(patterns, name);
    const place = atKey(file, [...path, 'file_patterns', name], 'key');
    return listed.map((pattern) => ({ path: name, place, onMiss: 'ends', text: prefixOf(pattern) }));
  });
  return {
    tool: 'bumpver',
    file,
    place: atKey(file, path),
    current: current === null ? null : { value: current, place: atKey(file, [...path, 'current_version']) },
    currentLabel: 'current_version',
    targets: await Promise.all(requests.map((request) => readTarget(reader, root, request))),
    more: Object.keys(patterns).some((name) => /[*?[]/.test(name)) ? 'the config names files by a glob' : null,
    forms: [],
    marked: [],
  };
}

/**
 * What stands before the version. bumpver finds any version of its pattern, the current one or not, so that nothing more
 * can be asked for. A pattern that spells its parts out (`vYYYY0M`, `[-TAG]`) cannot be told from text.
 */
function prefixOf(pattern: string): string | null {
  const prefix = /^([^{}[\]\\]*\S[^{}[\]\\]*)\{(?:pep440_)?version\}/.exec(pattern.slice(0, 500))?.[1] ?? null;
  return prefix === null || /^\^|\b[A-Z0]{2,}\b/.test(prefix) ? null : prefix;
}

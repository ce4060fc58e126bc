import { atKey } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import { wholeVersionPattern } from './bump-pattern.ts';
import { fillTemplate, readTarget } from './bump-target.ts';
import type { TargetRequest } from './bump-target.ts';
import type { BumpTool } from './bump-tools.ts';
import type { PythonProject } from './load-metadata.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import type { TomlTable } from './toml-file.ts';
import { isTable, readToml, stringAt, tableAt } from './toml-file.ts';

/** `tbump.toml`, else `[tool.tbump]` (`tbump/config.py`). */
export async function loadTbump(reader: Reader, root: string, python: PythonProject): Promise<BumpTool | null> {
  const own = known(await readToml(reader, below(root, 'tbump.toml')));
  if (own !== null) return toolOf(reader, root, own.file, own.data, []);
  const pyproject = known(python.pyproject);
  const table = pyproject === null ? null : tableAt(pyproject.data, 'tool', 'tbump');
  return table === null || pyproject === null ? null : toolOf(reader, root, pyproject.file, table, ['tool', 'tbump']);
}

async function toolOf(
  reader: Reader,
  root: string,
  file: string,
  table: TomlTable,
  path: readonly string[],
): Promise<BumpTool> {
  const current = stringAt(table, 'version', 'current');
  const regex = stringAt(table, 'version', 'regex');
  const listed = Array.isArray(table['file']) ? table['file'] : [];
  const requests = listed.flatMap((entry: unknown, i): readonly TargetRequest[] => {
    const src = isTable(entry) ? entry['src'] : undefined;
    if (!isTable(entry) || typeof src !== 'string') return [];
    const place = atKey(file, [...path, 'file', i, 'src']);
    return [{ path: src, place, onMiss: 'ends', ...searched(entry, current) }];
  });
  const pattern = regex === null ? null : wholeVersionPattern(regex, true);
  return {
    tool: 'tbump',
    file,
    place: atKey(file, [...path, 'version']),
    current: current === null ? null : { value: current, place: atKey(file, [...path, 'version', 'current']) },
    currentLabel: '`[version] current`',
    targets: await Promise.all(requests.map((request) => readTarget(reader, root, request))),
    more: requests.some(({ path: src }) => /[*?[]/.test(src)) ? 'the config names files by a glob' : null,
    forms:
      pattern === null
        ? []
        : [{ pattern, label: '`regex`', place: atKey(file, [...path, 'version', 'regex']), stated: null }],
    marked: [],
  };
}

/** `file_bumper.py`: a line that has both the version and, where there is one, the filled in search. */
function searched(entry: TomlTable, current: string | null): Pick<TargetRequest, 'text' | 'isIn'> {
  const { search, version_template: template } = entry;
  const isOdd = template !== undefined || (search !== undefined && typeof search !== 'string');
  if (current === null || isOdd) return { text: null };
  const text = typeof search === 'string' ? fillTemplate(search, { current_version: current }) : current;
  if (text === null) return { text: null };
  return { text, isIn: (body) => body.split('\n').some((line) => line.includes(text) && line.includes(current)) };
}

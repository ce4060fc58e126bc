import type { KeyPath } from '../core/place.ts';
import { atKey } from '../core/place.ts';
import { isFault, parseDependency } from '../version/pep508.ts';
import type { PyprojectProblem } from './pyproject-problems.ts';
import type { TomlFile, TomlTable } from './toml-file.ts';
import { isTable, stringAt, tableAt } from './toml-file.ts';
import { normalName } from '../version/distribution-name.ts';

/** What PEP 735 refuses in `[dependency-groups]`: tools stop at a group when it is asked for, poetry and uv at any. */
export function groupProblems(file: TomlFile): readonly PyprojectProblem[] {
  const table = tableAt(file.data, 'dependency-groups');
  if (table === null) return [];
  const at = (...path: KeyPath): PyprojectProblem['place'] => atKey(file.file, ['dependency-groups', ...path]);
  // Poetry merges its own groups with these.
  const elsewhere = new Set(Object.keys(tableAt(file.data, 'tool', 'poetry', 'group') ?? {}).map(normalName));
  const problems: PyprojectProblem[] = [];
  const seen = new Map<string, string>();
  for (const [group, items] of Object.entries(table)) {
    const other = seen.get(normalName(group));
    if (other !== undefined)
      problems.push({
        kind: 'group-twice',
        group,
        other,
        place: atKey(file.file, ['dependency-groups', group], 'key'),
        since: '',
      });
    else seen.set(normalName(group), group);
    if (!Array.isArray(items)) {
      const expected = 'an array';
      const key = `\`[dependency-groups] ${group}\``;
      problems.push({ kind: 'type', key, expected, found: foundType(items), place: at(group), since: '' });
      continue;
    }
    items.forEach((item: unknown, i) => {
      const problem = itemProblem(item, group);
      if (problem !== null) problems.push({ ...problem, place: at(group, i), since: '' });
    });
  }
  return [...problems, ...includeProblems(table, seen, elsewhere, at)];
}

function foundType(value: unknown): string {
  if (isTable(value)) return 'a table';
  return typeof value === 'string' ? 'a string' : 'a plain value';
}

function itemProblem(item: unknown, group: string): Omitted | null {
  const key = `\`[dependency-groups] ${group}\``;
  if (typeof item === 'string') {
    const parsed = parseDependency(item);
    return isFault(parsed) ? { kind: 'requirement', list: key, text: item.slice(0, 120), fault: parsed.fault } : null;
  }
  const isInclude = isTable(item) && typeof item['include-group'] === 'string';
  // A later standard may bring other tables: PEP 735 reserves them.
  if (isInclude || isTable(item)) return null;
  return { kind: 'type', key: `an item of ${key}`, expected: 'a string or a table', found: foundType(item) };
}

type Omitted =
  | { readonly kind: 'requirement'; readonly list: string; readonly text: string; readonly fault: string }
  | { readonly kind: 'type'; readonly key: string; readonly expected: string; readonly found: string };

type Include = { readonly from: string; readonly to: string; readonly place: PyprojectProblem['place'] };

function includeProblems(
  table: TomlTable,
  groups: ReadonlyMap<string, string>,
  elsewhere: ReadonlySet<string>,
  at: (...path: KeyPath) => PyprojectProblem['place'],
): readonly PyprojectProblem[] {
  const includes: Include[] = Object.entries(table).flatMap(([group, items]) =>
    (Array.isArray(items) ? items : []).flatMap((item: unknown, i) => {
      const to = isTable(item) ? stringAt(item, 'include-group') : null;
      return to === null ? [] : [{ from: group, to, place: at(group, i, 'include-group') }];
    }),
  );
  const lost = includes.filter(({ to }) => !groups.has(normalName(to)) && !elsewhere.has(normalName(to)));
  const problems: PyprojectProblem[] = lost.map(({ from, to, place }) => ({
    kind: 'group-missing',
    group: from,
    included: to,
    place,
    since: '',
  }));
  return [...problems, ...cycles(includes)];
}

/** Each cycle once, at the include that closes it. */
function cycles(includes: readonly Include[]): readonly PyprojectProblem[] {
  const next = new Map<string, Include[]>();
  for (const one of includes) {
    const from = normalName(one.from);
    const known = next.get(from);
    if (known === undefined) next.set(from, [one]);
    else known.push(one);
  }
  const done = new Set<string>();
  const found: PyprojectProblem[] = [];
  const walk = (group: string, above: readonly string[]): void => {
    if (done.has(group) || above.length > 100) return;
    for (const { to, from, place } of next.get(group) ?? []) {
      const target = normalName(to);
      const start = [...above, group].indexOf(target);
      if (start === -1) walk(target, [...above, group]);
      else {
        const chain = [...[...above, group].slice(start), target].join(' → ');
        found.push({ kind: 'group-cycle', group: from, chain, place, since: '' });
      }
    }
    done.add(group);
  };
  for (const group of next.keys()) walk(group, []);
  return found;
}

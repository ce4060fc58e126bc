import type { ReadReport } from './coverage.ts';

/**
 * lcov's tracefile (geninfo(1)), as `coverage lcov` writes it: `SF:` opens a file, `DA:` is a line, `BRDA:` a branch,
 * whose last field is `-` or `0` where it was not taken. The sums of a file (`LF:` and the like) say the same again.
 */
export function readLcov(text: string): ReadReport | null {
  const files: { path: string; lastLine: number }[] = [];
  let [covered, total] = [0, 0];
  for (const line of text.split(/\r?\n/)) {
    const [kind, rest] = cut(line);
    if (kind === 'SF') files.push({ path: rest.replaceAll('\\', '/'), lastLine: 0 });
    const file = files.at(-1);
    if (file === undefined) continue;
    const fields = rest.split(',');
    if (kind === 'DA' && /^\d{1,9}$/.test(fields[0] ?? '')) {
      file.lastLine = Math.max(file.lastLine, Number(fields[0]));
      total++;
      if (Number(fields[1]) > 0) covered++;
    } else if (kind === 'BRDA') {
      total++;
      if (Number(fields.at(-1)) > 0) covered++;
    }
  }
  return files.length === 0 ? null : { covered, total, made: { kind: 'none' }, files, sources: [] };
}

function cut(line: string): readonly [string, string] {
  const at = line.indexOf(':');
  return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}

import type { CoveredFile, ReadReport, ReportTime } from './coverage.ts';
import { isTable, tableAt, valueAt } from './toml-file.ts';
import type { TomlTable } from './toml-file.ts';

/** The report of `coverage json` (coverage/jsonreport.py); null where it is none. */
export function readCoverageJson(text: string): ReadReport | null {
  const data = parse(text);
  const totals = data === null ? null : tableAt(data, 'totals');
  const files = data === null ? null : tableAt(data, 'files');
  if (data === null || totals === null || files === null || tableAt(data, 'meta') === null) return null;
  const [lines, hit] = [numberAt(totals, 'num_statements'), numberAt(totals, 'covered_lines')];
  if (lines === null || hit === null) return null;
  return {
    covered: hit + (numberAt(totals, 'covered_branches') ?? 0),
    total: lines + (numberAt(totals, 'num_branches') ?? 0),
    made: timeOf(valueAt(data, 'meta', 'timestamp')),
    files: Object.entries(files).map(([path, file]) => ({
      path: path.replaceAll('\\', '/'),
      lastLine: isTable(file) ? lastLine(file) : 0,
    })) satisfies readonly CoveredFile[],
    sources: [],
  };
}

function parse(text: string): TomlTable | null {
  try {
    const data: unknown = JSON.parse(text);
    return isTable(data) ? data : null;
  } catch {
    return null;
  }
}

function numberAt(table: TomlTable, key: string): number | null {
  const value = table[key];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function lastLine(file: TomlTable): number {
  let last = 0;
  for (const key of ['executed_lines', 'missing_lines', 'excluded_lines']) {
    const lines = file[key];
    if (!Array.isArray(lines)) continue;
    for (const line of lines) if (typeof line === 'number' && line > last) last = line;
  }
  return last;
}

/** `datetime.now().isoformat()`: the time of the machine that made the report, its zone left out. */
function timeOf(value: unknown): ReportTime {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?$/.test(value))
    return { kind: 'none' };
  const ms = Date.parse(`${value.slice(0, 23)}Z`);
  return Number.isNaN(ms) ? { kind: 'none' } : { kind: 'local', ms };
}

import type { Span } from '../core/place.ts';

/** An option of setup.cfg. `text` has its lines joined with `\n`, trimmed; `span` covers its first non-empty line. */
export type IniOption = { readonly text: string; readonly span: Span };

/** Section → option → value, as Python's `configparser` reads it: option names in lower case, `-` read as `_` (setuptools). */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, IniOption>>;

const SECTION = /^\[(?<name>[^\]]+)\]/;

/**
 * Reads an ini file with positions, which no kept library gives. Lines that stand deeper than their option continue its value; a line that is
 * neither section, option, comment nor continuation is passed over, as no release fact can stand in it.
 */
export function readIni(text: string): Ini {
  const ini = new Map<string, Map<string, IniOption>>();
  let section: Map<string, IniOption> | null = null;
  let key: string | null = null;
  let indent = 0;
  let offset = 0;
  for (const line of text.split('\n')) {
    const start = offset;
    offset += line.length + 1;
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    const depth = line.indexOf(trimmed);
    // configparser: what stands deeper than its option continues it; the option itself may be indented.
    if (key !== null && depth > indent) {
      if (section !== null) extend(section, key, trimmed, start + depth);
      continue;
    }
    const name = SECTION.exec(trimmed)?.groups?.['name'];
    if (name !== undefined) {
      section = ini.get(name) ?? new Map<string, IniOption>();
      ini.set(name, section);
      key = null;
      continue;
    }
    // Cut by hand: the pattern for it backtracks through long runs of blanks.
    const cut = trimmed.search(/[=:]/);
    if (section === null || cut < 1 || trimmed.startsWith('[')) continue;
    const [rawKey, value] = [trimmed.slice(0, cut).trimEnd(), trimmed.slice(cut + 1).trimStart()];
    key = rawKey.toLowerCase().replaceAll('-', '_');
    indent = depth;
    const at = start + line.trimEnd().length - value.length;
    section.set(key, { text: value, span: { start: at, end: at + value.length } });
  }
  return ini;
}

function extend(section: Map<string, IniOption>, key: string, line: string, at: number): void {
  const before = section.get(key);
  if (before === undefined || before.text === '')
    section.set(key, { text: line, span: { start: at, end: at + line.length } });
  else section.set(key, { text: `${before.text}\n${line}`, span: before.span });
}

import type { Span } from '../core/place.ts';

/** A line `key = …` or `key: …` of an entry; the span is the text's, quotes left out. */
type Field = { readonly text: string; readonly span: Span };

/** One entry of a lock file, by key. */
export type LockEntry = ReadonlyMap<string, Field>;

/** No entry that a lock tool writes has its name, version and source further down. */
const MOST_LINES = 12;
const LONGEST_LINE = 2000;
/** Entries of one name: a version for each fork of the resolution. */
const MOST_ALIKE = 100;

const HEADER = /^\[\[(?:package|distribution)\]\]$/;
const TOML_FIELD = /^(?<key>[a-z_-]{1,20}) = (?:"(?<quoted>[^"]*)"(?: *#.*)?|(?<other>.*))$/d;
const YAML_FIELD = /^(?:- | {2})(?<key>[a-z_]{1,20}): (?:'(?<quoted>[^']*)'|(?<other>.*))$/d;

/**
 * The entries of a package in uv.lock or Cargo.lock (`[[package]]`; `[[distribution]]` in the first releases of uv).
 * Both are written by machine, one key a line, and reach a megabyte: so the name is searched for and nothing is parsed.
 */
export function tomlEntries(text: string, name: string): readonly LockEntry[] {
  return nameLines(text, `\nname = "${name}"`).flatMap((at) => {
    const header = lineBefore(text, at);
    return HEADER.test(header.line) ? [readFields(text, at, TOML_FIELD, (line) => line === '' || line[0] === '[')] : [];
  });
}

/** The entries of a package in pixi.lock: items of the list `packages`, written by machine with the kind in front. */
export function pixiEntries(text: string, name: string): readonly LockEntry[] {
  return nameLines(text, `\n  name: ${name}`).map((at) => {
    let start = at;
    for (let i = 0; i < MOST_LINES && !text.startsWith('- ', start) && start > 0; i++)
      start = lineBefore(text, start).start;
    return readFields(text, start, YAML_FIELD, (line, isFirst) => !isFirst && !line.startsWith('  '));
  });
}

/** Where the lines begin that say exactly this. */
function nameLines(text: string, line: string): readonly number[] {
  const found: number[] = [];
  let at = text.indexOf(line);
  for (; at !== -1 && found.length < MOST_ALIKE; at = text.indexOf(line, at + line.length)) {
    const next = text[at + line.length];
    if (next === undefined || next === '\n' || next === '\r') found.push(at + 1);
  }
  return found;
}

function lineBefore(text: string, start: number): { readonly line: string; readonly start: number } {
  const from = start < 2 ? 0 : text.lastIndexOf('\n', start - 2) + 1;
  const line = start - from > LONGEST_LINE ? '' : text.slice(from, Math.max(from, start - 1));
  return { line: line.endsWith('\r') ? line.slice(0, -1) : line, start: from };
}

function readFields(
  text: string,
  from: number,
  pattern: RegExp,
  isEnd: (line: string, isFirst: boolean) => boolean,
): LockEntry {
  const fields = new Map<string, Field>();
  let start = from;
  for (let i = 0; i < MOST_LINES && start < text.length; i++) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const whole = text.slice(start, Math.min(end, start + LONGEST_LINE));
    const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    if (isEnd(line, i === 0)) break;
    const match = pattern.exec(line);
    const span = match?.indices?.groups?.['quoted'] ?? match?.indices?.groups?.['other'];
    const key = match?.groups?.['key'];
    if (key !== undefined && span !== undefined && !fields.has(key))
      fields.set(key, {
        text: line.slice(span[0], span[1]),
        span: { start: start + span[0], end: start + span[1] },
      });
    start = end + 1;
  }
  return fields;
}

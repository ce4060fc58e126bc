import type { Edit, Fix } from '../core/fix.ts';
import type { Span } from '../core/place.ts';
import type { Locator } from '../project/locate.ts';
import type { SourceText } from '../project/source.ts';
import type { Splice } from '../project/splice.ts';

type Located = Fix['edits'][number];

/**
 * Finds where edits are to be made, in the order in which they were asked for. Null where one of them has no certain
 * place: its text is not what the rule took it for, the file was read in part only, TOML would have to be escaped.
 */
export async function placeEdits(edits: readonly Edit[], locate: Locator): Promise<readonly Located[] | null> {
  const placed: Located[] = [];
  for (const group of grouped(edits)) {
    const found = await placeGroup(group, locate);
    if (found === null) return null;
    placed.push(...found);
  }
  return placed;
}

/** Removals from one TOML file go together: neighbours in a list share a comma. */
function grouped(edits: readonly Edit[]): readonly (readonly Edit[])[] {
  const groups: Edit[][] = [];
  for (const edit of edits) {
    const before =
      edit.kind === 'remove'
        ? groups.find(([first]) => first?.kind === 'remove' && first.file === edit.file)
        : undefined;
    if (before === undefined) groups.push([edit]);
    else before.push(edit);
  }
  return groups;
}

async function placeGroup(group: readonly Edit[], locate: Locator): Promise<readonly Located[] | null> {
  const [edit] = group;
  if (edit === undefined) return null;
  const file = 'at' in edit ? edit.at.file : edit.file;
  const source = locate.sources.get(file);
  if (edit.kind === 'create') {
    const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    return source === undefined ? [{ file, region, text: edit.text, creates: true }] : null;
  }
  if (source === undefined || source.cutAt !== null) return null;
  const splices = await splicesOf(group, edit, source, locate);
  if (splices === null || splices.length === 0) return null;
  const isCrlf = isWrittenWithCrlf(source.text);
  return splices.map(({ text, ...span }) => ({
    file,
    region: locate.regionOf(source, span),
    text: isCrlf ? text.replace(/\r?\n/g, '\r\n') : text,
  }));
}

async function splicesOf(
  group: readonly Edit[],
  edit: Exclude<Edit, { kind: 'create' }>,
  source: SourceText,
  locate: Locator,
): Promise<readonly Splice[] | null> {
  switch (edit.kind) {
    case 'replace':
    case 'delete': {
      const span = await locate.spanOf(edit.at);
      if (span === null) return null;
      const found = source.text.slice(span.start, span.end);
      if (found !== edit.was) {
        const tuple = edit.kind === 'delete' ? null : asTuple(found, edit.was, edit.text);
        return tuple === null ? null : [{ ...span, text: tuple }];
      }
      const text = written(edit, source, span);
      return text === null ? null : [{ ...span, text }];
    }
    case 'insert':
      return edit.offset > source.text.length ? null : [{ start: edit.offset, end: edit.offset, text: edit.text }];
    case 'set':
    case 'add':
    case 'remove':
      return tomlSplices(group, edit, source, locate);
  }
}

async function tomlSplices(
  group: readonly Edit[],
  edit: Extract<Edit, { kind: 'set' | 'add' | 'remove' }>,
  source: SourceText,
  locate: Locator,
): Promise<readonly Splice[] | null> {
  const program = await locate.tomlOf(source);
  if (program === null) return null;
  const [{ addToml, removeToml, setToml }, { saysWhatIsMeant }] = await Promise.all([
    import('../project/toml-edit.ts'),
    import('../project/toml-check.ts'),
  ]);
  const given = { text: source.text, program };
  const paths = group.flatMap((one) => (one.kind === 'remove' ? [one.path] : []));
  const splices =
    edit.kind === 'set'
      ? setToml(given, edit.path, edit.value)
      : edit.kind === 'add'
        ? addToml(given, edit.path, edit.values)
        : removeToml(given, paths);
  return saysWhatIsMeant(given, splices, edit.kind === 'remove' ? { kind: 'remove', paths } : edit) ? splices : null;
}

/** A version that Python code has as numbers: `(0, 29, 2)` for 0.29.2. Null where it is none, or cannot be after. */
function asTuple(found: string, was: string, text: string): string | null {
  const numbers = found.match(/\d+/g) ?? [];
  const next = text.split('.');
  if (!/^[([]?\s*\d+(?:\s*,\s*\d+)*\s*,?\s*[)\]]?$/.test(found) || numbers.join('.') !== was) return null;
  if (next.length !== numbers.length || !next.every((part) => /^\d+$/.test(part))) return null;
  let i = 0;
  return found.replace(/\d+/g, () => next[i++] ?? '');
}

/** A span in a TOML string leaves its quotes out, so what is written there must not end it. */
function needsEscape(text: string, { text: whole }: SourceText, { start }: Span): boolean {
  return /[\p{Cc}\\]/u.test(text) || text.includes(whole[start - 1] ?? '');
}

const PROSE = /\.(?:md|markdown|rst|txt|adoc)$|(?:^|\/)(?:change\w*|history|news|release\w*|readme|what\w*new)$/i;
const YAML = /\.(?:ya?ml|cff)$/i;
const NUMBER = /^[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/**
 * The text as the file has to have it, so that it is read as what it replaces: it ends no string, begins no line, and what
 * was a string of YAML does not become a number (`version: 1.9.1` and 2.0). Null where that cannot be had.
 */
function written(edit: Extract<Edit, { kind: 'replace' | 'delete' }>, source: SourceText, span: Span): string | null {
  if (edit.kind === 'delete') return '';
  const { at, was, text } = edit;
  if (at.kind === 'key') return needsEscape(text, source, span) ? null : text;
  if (PROSE.test(source.file)) return text;
  if (/['"`\\\p{Cc}]/u.test(text) && !/['"`\\\p{Cc}]/u.test(was)) return null;
  const isQuoted = /['"]/.test(source.text[span.start - 1] ?? '');
  const isNewNumber = NUMBER.test(text) && !NUMBER.test(was);
  return YAML.test(source.file) && !isQuoted && isNewNumber ? `"${text}"` : text;
}

/** Most lines decide: a single stray line end does not change how a file is written. */
function isWrittenWithCrlf(text: string): boolean {
  const all = text.match(/\n/g)?.length ?? 0;
  const crlf = text.match(/\r\n/g)?.length ?? 0;
  return crlf * 2 > all;
}

import { adoptingPage } from '../core/addresses.ts';
import { parseToml, tableAt, valueAt } from '../project/toml-file.ts';
import { joined, lineEndOf } from './line-end.ts';
import type { Part } from './part.ts';
import { left, there, write } from './part.ts';
import type { Setting } from './settings.ts';

export type ConfigFacts = {
  /** The file whose config holds for ROOT already. */
  readonly source: string | null;
  /** ROOT's own pyproject.toml: its text as it is, byte order mark included; null where there is none to be had. */
  readonly pyproject: { readonly path: string; readonly text: string | null };
  /** Where a config of its own would go. */
  readonly ownPath: string;
  readonly settings: readonly Setting[];
};

/** The config: in pyproject.toml where there is one that can take it, else in a file of its own. */
export function proposeConfig({ source, pyproject, ownPath, settings }: ConfigFacts): Part {
  if (source !== null) return there(`${source} holds a config already`);
  const what = 'the config: what is certain; the rest is inferred at each run';
  const before = pyproject.text;
  if (before !== null) {
    const after = appended(before, settings);
    if (holdsNothingElse(before, after)) return write({ path: pyproject.path, what, before, after });
  }
  if (parsesAs(joined(body(settings), '\n')) === null) return left('the config cannot be written', []);
  return write({ path: ownPath, what, before: null, after: joined(body(settings), '\n') });
}

/** A table at the end touches nothing above it. */
function appended(before: string, settings: readonly Setting[]): string {
  const end = lineEndOf(before);
  const gap = before.trim() === '' ? '' : before.endsWith('\n') ? end : end + end;
  return `${before}${gap}${joined(['[tool.pyrel]', ...body(settings)], end)}`;
}

/**
 * Whether only our table was added: `tool = {…}` cannot be added to, and a file that does not parse, or has a table of
 * ours that the search did not take for one, is left alone.
 */
function holdsNothingElse(before: string, after: string): boolean {
  const [was, is] = [parsesAs(before), parsesAs(after)];
  if (was === null || is === null || valueAt(was, 'tool', 'pyrel') !== undefined) return false;
  return tableAt(is, 'tool', 'pyrel') !== null;
}

function parsesAs(text: string): { readonly [key: string]: unknown } | null {
  const parsed = parseToml(text.replace(/^\ufeff/, ''));
  return 'data' in parsed ? parsed.data : null;
}

function body(settings: readonly Setting[]): readonly string[] {
  const sure = settings.filter(({ isSure }) => isSure);
  const inferred = settings.filter(({ isSure }) => !isSure);
  return [
    `# ${adoptingPage()}`,
    ...sure.map(line),
    ...(inferred.length === 0 ? [] : ['# Inferred at each run; fix it here where pyrel is to hold you to it:']),
    ...inferred.map((setting) => `# ${line(setting)}`),
  ];
}

function line({ key, value, from }: Setting): string {
  return `${key} = ${value}  # ${oneLine(from)}`;
}

/** Names of files and jobs are the repository's; a comment ends where its line does. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

import { isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import type { YAMLMap, YAMLSeq } from 'yaml';
import { HOOK_REPOSITORY } from '../core/addresses.ts';
import { joined, lineEndOf } from './line-end.ts';
import type { Part } from './part.ts';
import { left, there, write } from './part.ts';

/** The name that pre-commit reads, and no other (pre_commit/constants.py, CONFIG_FILE). */
export const PRE_COMMIT_CONFIG = '.pre-commit-config.yaml';

export type PreCommitFacts = {
  /** Text of the file as it is; null where there is none. */
  readonly text: string | null;
  readonly version: string;
};

/** How an item of `repos` is laid out. */
type Layout = {
  /** Columns before the dash of an item. */
  readonly dash: number;
  /** Columns from the dash to the first key. */
  readonly toKey: number;
  /** Columns from the key `hooks` to the dash below it. */
  readonly toHook: number;
  /** Columns from the dash of a hook to its first key. */
  readonly toId: number;
};

const USUAL: Layout = { dash: 2, toKey: 2, toHook: 2, toId: 2 };

/** The hook for commits, in a file that is made or behind the last item of the one that is there. */
export function proposePreCommit({ text, version }: PreCommitFacts): Part {
  const what = 'lints at each commit, in dev mode';
  if (text === null || text.trim() === '') {
    const lines = ['repos:', ...entry(USUAL, version)];
    return write({ path: PRE_COMMIT_CONFIG, what, before: text, after: joined(lines, '\n') });
  }
  const byHand = (reason: string): Part =>
    left(`${PRE_COMMIT_CONFIG} ${reason}, so nothing is added to it`, entry(USUAL, version));
  const document = read(text);
  if (document === null) return byHand('cannot be read as YAML');
  const { root, data } = document;
  if (namesPyrel(data)) return there(`${PRE_COMMIT_CONFIG} runs pyrel already`);
  const repos = root.get('repos', true);
  if (!isSeq(repos)) return byHand('has no list of `repos`');
  const after = added(text, repos, version);
  if (after === null || !addsOne(data, after)) return byHand('is written in a way of its own');
  return write({ path: PRE_COMMIT_CONFIG, what, before: text, after });
}

function entry({ dash, toKey, toHook, toId }: Layout, version: string): readonly string[] {
  const [item, keys] = [' '.repeat(dash), ' '.repeat(dash + toKey)];
  const hook = ' '.repeat(dash + toKey + toHook);
  const gap = (columns: number): string => `-${' '.repeat(columns - 1)}`;
  return [
    `${item}${gap(toKey)}repo: ${HOOK_REPOSITORY}`,
    `${keys}rev: v${version}`,
    `${keys}hooks:`,
    `${hook}${gap(toId)}id: pyrel-lint`,
    `${hook}# Only where git's own pre-push hook is not used: pre-commit is not told of every tag.`,
    `${hook}# ${gap(toId)}id: pyrel-lint-release`,
  ];
}

type Read = { readonly root: YAMLMap; readonly data: unknown };

function read(text: string): Read | null {
  const document = parseDocument(text, { strict: false });
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  try {
    return { root: document.contents, data: document.toJS({ maxAliasCount: 100 }) as unknown };
  } catch {
    // Aliases that multiply.
    return null;
  }
}

function reposOf(data: unknown): readonly unknown[] {
  const repos = (data as { readonly repos?: unknown }).repos;
  return Array.isArray(repos) ? repos : [];
}

/** A hook by name, or a repository that is called so: also a fork's, a mirror's and a local one. */
function namesPyrel(data: unknown): boolean {
  return reposOf(data).some((one) => {
    if (typeof one !== 'object' || one === null) return false;
    const { repo, hooks } = one as { readonly repo?: unknown; readonly hooks?: unknown };
    if (typeof repo === 'string' && /(?:^|[/:])pyrel(?:-hook)?(?:\.git)?\/?$/.test(repo)) return true;
    return Array.isArray(hooks) && hooks.some((hook) => /^pyrel\b/.test(String((hook as { id?: unknown } | null)?.id)));
  });
}

/** The text with our item behind the last one; null where the list is laid out in a way that is not known. */
function added(text: string, repos: YAMLSeq, version: string): string | null {
  const end = lineEndOf(text);
  const [start, valueEnd] = repos.range ?? [0, 0];
  if (repos.items.length === 0) {
    const isEmptyFlow = /^\[\s*\]$/.test(text.slice(start, valueEnd));
    if (!isEmptyFlow) return null;
    const rest = text.slice(valueEnd);
    // A comment behind `[]` stays behind `repos:`.
    const line = /^[^\r\n]*/.exec(rest)?.[0] ?? '';
    const from = text.slice(0, start).replace(/[ \t]+$/, '');
    const lines = joined(entry(USUAL, version), end);
    return `${from}${line}${end}${lines}${rest.slice(line.length).replace(/^\r?\n/, '')}`;
  }
  if (repos.flow === true) return null;
  const last = repos.items.at(-1);
  const layout = isMap(last) ? layoutOf(text, last) : null;
  if (!isMap(last) || layout === null) return null;
  const at = endOfItem(text, startOf(last), layout.dash);
  const [above, below] = [text.slice(0, at), text.slice(at)];
  const gap = isSetApart(text, last) ? end : '';
  const join = above.endsWith('\n') ? '' : end;
  return `${above}${join}${gap}${joined(entry(layout, version), end)}${below}`;
}

function layoutOf(text: string, item: YAMLMap): Layout | null {
  const dash = dashBefore(text, startOf(item));
  if (dash === null) return null;
  const hooks = item.items.find((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === 'hooks');
  const list = hooks?.value;
  const first = isSeq(list) && list.flow !== true ? list.items[0] : undefined;
  const inner = isMap(first) && first.flow !== true ? dashBefore(text, startOf(first)) : null;
  const toHook = inner === null ? USUAL.toHook : inner.column - dash.column - dash.toKey;
  const toId = inner === null ? USUAL.toId : inner.toKey;
  return toHook < 0 ? null : { dash: dash.column, toKey: dash.toKey, toHook, toId };
}

function startOf(node: YAMLMap): number {
  return node.range?.[0] ?? 0;
}

/** The dash of a list's item, where nothing but blanks stands about it in its line. */
function dashBefore(text: string, at: number): { readonly column: number; readonly toKey: number } | null {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const found = /^(?<before>\ufeff? *)- +$/.exec(line)?.groups;
  const column = found?.['before']?.length ?? null;
  return column === null ? null : { column, toKey: line.length - column };
}

/** Behind the last line that is indented as a part of the item: also a comment, which switches a hook off. */
function endOfItem(text: string, start: number, dash: number): number {
  let end = lineAfter(text, start);
  for (let at = end; at < text.length;) {
    const next = lineAfter(text, at);
    const column = text.slice(at, next).search(/\S/);
    if (column !== -1 && column <= dash) break;
    if (column !== -1) end = next;
    at = next;
  }
  return end;
}

function lineAfter(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  return feed === -1 ? text.length : feed + 1;
}

/** Whether a blank line stands before the item, as between paragraphs. */
function isSetApart(text: string, item: YAMLMap): boolean {
  const line = text.lastIndexOf('\n', startOf(item) - 1) + 1;
  return /\n[ \t]*\r?\n$/.test(text.slice(0, line));
}

/** Whether the new text says the same as the old one, and one item more. */
function addsOne(data: unknown, after: string): boolean {
  const document = read(after);
  if (document === null) return false;
  const [was, is] = [reposOf(data), reposOf(document.data)];
  const rest = { ...(document.data as object), repos: is.slice(0, was.length) };
  const same = JSON.stringify(rest) === JSON.stringify({ ...(data as object), repos: was });
  return same && is.length === was.length + 1 && namesPyrel(document.data);
}

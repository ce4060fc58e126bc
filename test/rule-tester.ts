import { describe, expect, test } from 'vitest';
import type { Config } from '../src/config/config.ts';
import type { Report } from '../src/core/report.ts';
import type { Finding } from '../src/core/verdict.ts';
import type { Region } from '../src/core/place.ts';
import type { Unknown } from '../src/core/unknown.ts';
import { isUnknown, unknown } from '../src/core/unknown.ts';
import { applyFixes } from '../src/engine/apply-fixes.ts';
import { lint } from '../src/lint.ts';
import { memoryFiles } from '../src/io/memory-files.ts';
import type { CommandResult } from '../src/project/checks.ts';
import type { ReleaseRequest } from '../src/plan/make-plan.ts';
import type { JudgedCommit, NamedTag, WorkTreeState } from '../src/project/commit.ts';
import type { Git, History, Tag } from '../src/project/ports.ts';
import type { WorkFolder } from '../src/project/work-folder.ts';
import { rules as registered } from '../src/rules/registry.gen.ts';
import type { LintRule } from '../src/rules/rule.ts';

export type Tree = { readonly [path: string]: string | Uint8Array };

/** One case: a tree in memory, and what is asked of it. */
export type Case = {
  readonly name: string;
  readonly tree: Tree;
  /** `--release`. */
  readonly release?: string;
  /** `--tag`. */
  readonly tag?: string;
  /** Tags that are ancestors of the revision, newest first: names, or names with dates. `'shallow'`: a shallow clone. `'no-git'`: no repository (default). */
  readonly tags?: readonly (string | Partial<Tag>)[] | 'shallow' | 'no-git';
  /** Tags at the revision itself, beside those in `tags`. */
  readonly head?: readonly (string | Partial<Tag>)[];
  /** Message of the judged commit; default "Release". */
  readonly message?: string;
  /** Tags by name wherever they stand, beside those in `tags` and `head`; null where the name finds none. */
  readonly named?: { readonly [name: string]: Partial<NamedTag> | Unknown };
  /** URL of the remote `origin`; default: none. Only where there are tags. */
  readonly remote?: string;
  /** What is told of the work tree where a tag is to be made; default: clean, on `main`, in step with `origin/main`. */
  readonly workTree?: Partial<WorkTreeState> | Unknown | null;
  /** What files hold in the tree of a tag, by the tag's name. */
  readonly treesAt?: { readonly [tag: string]: Tree };
  /** ISO day; default 2026-11-20. */
  readonly today?: string;
  readonly root?: string;
  readonly options?: { readonly [option: string]: unknown };
  readonly config?: Partial<Config>;
  /** What came of the commands of the config; default: nobody ran them. */
  readonly ran?: readonly CommandResult[];
  /**
   * The disk: files that git ignores, and when files were written (ISO; default: a day before the release). Left out:
   * a revision, which has none.
   */
  readonly disk?: { readonly left?: Tree; readonly written?: { readonly [path: string]: string } };
};

export type BadCase = Case & {
  readonly reports: readonly {
    readonly message: string;
    readonly data?: { readonly [slot: string]: string | number };
    /** `file:line:column` or `file:line:column-endColumn`, or with `-endLine:endColumn`. */
    readonly at: string;
    /** Places of `related`, without notes. */
    readonly related?: readonly string[];
  }[];
  /**
   * Files as all fixes leave them, the unsafe ones too; null where nothing can be mended although the rule mends
   * others. Every other file has to stay as it is. Each message that can be mended needs such a case.
   */
  readonly fixed?: Tree | null;
  /** How many findings are left after the fixes, where that is not just those without one. */
  readonly remains?: number;
};

export type SkipCase = Case & { readonly reason: string | RegExp };

export const defaultConfig: Config = {
  source: null,
  failOn: 'error',
  rules: new Map(),
  ignores: [],
  changelog: { file: null },
  conventions: { tagPrefix: null, scheme: null },
  publish: null,
  container: null,
  baseline: null,
  checks: { commands: [], manual: [], record: '.pyrel/release-{version}.md' },
};

/** Runs one rule over a tree in memory, through the real engine. */
export function runCase(rule: LintRule, given: Case): ReturnType<typeof lint> {
  return lintTree([rule], given);
}

/** Runs rules over a tree in memory; the case's options are those of the first. */
export async function lintTree(asked: readonly LintRule[], given: Case): ReturnType<typeof lint> {
  const request: ReleaseRequest =
    given.tag !== undefined
      ? { mode: 'release', version: null, tag: given.tag }
      : given.release !== undefined
        ? { mode: 'release', version: given.release, tag: null }
        : { mode: 'dev' };
  const config = { ...defaultConfig, ...given.config };
  const rules = new Map(config.rules);
  const [rule] = asked;
  if (rule !== undefined && (given.options !== undefined || rule.meta.offByDefault === true)) {
    rules.set(rule.meta.id, { level: 'default', options: given.options ?? {} });
  }
  return lint({
    files: memoryFiles(given.tree),
    git: gitOf(given.tags ?? 'no-git', given.head, given),
    root: given.root ?? '',
    config: { ...config, rules },
    rules: asked,
    allRules: [...registered, ...asked],
    adjust: (own) => own,
    request,
    modeReason: 'test',
    today: given.today ?? '2026-11-20',
    toolVersion: '0.0.0',
    checks: given.ran ?? null,
    workFolder: given.disk === undefined ? null : memoryFolder(given.tree, given.disk),
  });
}

function memoryFolder(tree: Tree, { left = {}, written = {} }: NonNullable<Case['disk']>): WorkFolder {
  const all: Tree = { ...tree, ...left };
  return {
    read: (path, limit) => {
      const content = all[path];
      if (content === undefined) return { kind: 'missing' };
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return { kind: 'bytes', bytes: bytes.subarray(0, limit), size: bytes.length };
    },
    changedAt: (path) => (all[path] === undefined ? null : Date.parse(written[path] ?? '2026-11-19T12:00:00Z')),
  };
}

export function gitOf(
  tags: NonNullable<Case['tags']>,
  atHead: NonNullable<Case['head']> = [],
  more: Pick<Case, 'message' | 'named' | 'workTree' | 'treesAt' | 'remote'> = {},
): Git {
  if (tags === 'no-git') {
    const none = unknown('not a git repository');
    return {
      history: async () => none,
      commit: async () => none,
      workTree: async () => none,
      readAt: async () => ({ kind: 'unreadable', reason: none.unknown }),
    };
  }
  const head = 'f'.repeat(40);
  const tagsAtHead = atHead.map((tag) => ({ ...tagOf(tag, 0), commit: head }));
  const all = [...tagsAtHead, ...(tags === 'shallow' ? [] : tags.map((tag, i) => tagOf(tag, i)))];
  const history: History = {
    head,
    tags: tags === 'shallow' ? unknown('a shallow clone') : all,
    tagsAtHead,
    remote: more.remote ?? null,
  };
  const clean: WorkTreeState = {
    changed: [],
    branch: 'main',
    upstream: { name: 'origin/main', ahead: 0, behind: 0 },
  };
  const { workTree = {} } = more;
  return {
    history: async () => history,
    commit: async (name) => commitOf(head, more, name === null ? null : namedTag(name, all, more)),
    workTree: async () => (workTree === null || isUnknown(workTree) ? workTree : { ...clean, ...workTree }),
    readAt: (commit, path, limit) => {
      const tag = all.find((one) => one.commit === commit)?.name ?? '';
      return memoryFiles(more.treesAt?.[tag] ?? {}).read(path, limit);
    },
  };
}

function commitOf(id: string, { message = 'Release' }: Pick<Case, 'message'>, tag: JudgedCommit['tag']): JudgedCommit {
  const date = '2026-11-20T12:00:00+00:00';
  return { id, message, authored: date, committed: date, tag };
}

function namedTag(name: string, tags: readonly Tag[], { named = {} }: Pick<Case, 'named'>): JudgedCommit['tag'] {
  const given = named[name];
  if (given !== undefined)
    return isUnknown(given) ? given : { name, commit: 'e'.repeat(40), annotation: null, ...given };
  const tag = tags.find((one) => one.name === name);
  return tag === undefined
    ? null
    : { name, commit: tag.commit, annotation: tag.annotated ? { isSigned: false } : null };
}

function tagOf(tag: string | Partial<Tag>, i: number): Tag {
  const date = `2026-10-${String(28 - Math.min(i, 27)).padStart(2, '0')}T12:00:00+00:00`;
  const given = typeof tag === 'string' ? { name: tag } : tag;
  return {
    name: '',
    commit: String(i).padStart(40, '0'),
    annotated: true,
    date,
    committed: given.date ?? date,
    ...given,
  };
}

export function regionText(file: string, region: Region): string {
  const { startLine, startColumn, endLine, endColumn } = region;
  const start = `${file}:${startLine}:${startColumn}`;
  if (startLine !== endLine) return `${start}-${endLine}:${endColumn}`;
  return startColumn === endColumn ? start : `${start}-${endColumn}`;
}

/**
 * The table test of a rule. It insists that every message is hit, that no two cases are equal, that an empty tree does
 * not make the rule throw, and that every finding is placed.
 */
export function ruleTester(
  rule: LintRule,
  table: { readonly ok: readonly Case[]; readonly bad: readonly BadCase[]; readonly skip?: readonly SkipCase[] },
): void {
  describe(rule.meta.id, () => {
    test.each(table.ok.map((one) => [one.name, one] as const))('ok: %s', async (_, given) => {
      const { report } = await runCase(rule, given);
      expect(report.verdicts).toEqual([{ id: rule.meta.id, target: 0, outcome: 'pass' }]);
    });
    test.each(table.bad.map((one) => [one.name, one] as const))('bad: %s', async (_, given) => {
      const { report } = await runCase(rule, given);
      const findings = report.verdicts.flatMap((verdict) => (verdict.outcome === 'fail' ? verdict.findings : []));
      expect(findings.map((finding, i) => shown(finding, given.reports[i]))).toEqual(given.reports);
    });
    test.each((table.skip ?? []).map((one) => [one.name, one] as const))('skip: %s', async (_, given) => {
      const { report } = await runCase(rule, given);
      const [verdict] = report.verdicts;
      expect(verdict?.outcome).toBe('skip');
      expect(verdict?.outcome === 'skip' ? verdict.reason : '').toMatch(given.reason);
    });
    test.each(table.bad.map((one) => [one.name, one] as const))('fix: %s', async (_, given) => {
      const result = await runCase(rule, given);
      const found = findingsOf(result.report);
      const mended = applyFixes(result.report, 'unsafe', (file) => result.sources.get(file)?.text ?? null);
      expect(mended.refused).toEqual([]);
      const texts = Object.fromEntries(mended.texts);
      expect(texts).toEqual(given.fixed === undefined ? texts : (given.fixed ?? {}));
      const again = await runCase(rule, { ...given, tree: { ...given.tree, ...withMarks(given.tree, mended.texts) } });
      const left = found.filter(({ fix }) => fix === undefined).length;
      expect(findingsOf(again.report).length).toBe(given.remains ?? left);
    });
    test('every message that can be mended is, in a case', async () => {
      const wanted = Object.entries(rule.messages).flatMap(([id, { fix }]) => (fix === undefined ? [] : [id]));
      const mended = new Set<string>();
      for (const given of table.bad.filter((one) => one.fixed !== undefined && one.fixed !== null)) {
        const { report } = await runCase(rule, given);
        for (const finding of findingsOf(report)) if (finding.fix !== undefined) mended.add(finding.messageId);
      }
      expect([...mended].sort()).toEqual(wanted.sort());
    });
    test('every message is hit', () => {
      const hit = new Set(table.bad.flatMap((one) => one.reports.map((report) => report.message)));
      expect([...hit].sort()).toEqual(Object.keys(rule.messages).sort());
    });
    test('no two cases are equal', () => {
      const all = [...table.ok, ...table.bad, ...(table.skip ?? [])].map(({ name: _, ...rest }) =>
        JSON.stringify(rest),
      );
      expect(new Set(all).size).toBe(all.length);
      const names = [...table.ok, ...table.bad, ...(table.skip ?? [])].map((one) => one.name);
      expect(new Set(names).size).toBe(names.length);
    });
    test.each([{}, { release: '1.0.0' }, { tag: 'v1.0.0' }])('an empty tree does not throw: %o', async (extra) => {
      const { report } = await runCase(rule, { name: 'empty', tree: {}, ...extra });
      expect(report.verdicts).toHaveLength(1);
    });
  });
}

function findingsOf(report: Report): readonly Finding[] {
  return report.verdicts.flatMap((verdict) => (verdict.outcome === 'fail' ? verdict.findings : []));
}

/** A byte order mark is no part of a text that is mended. */
function withMarks(tree: Tree, texts: ReadonlyMap<string, string>): Tree {
  return Object.fromEntries(
    [...texts].map(([file, text]) => {
      const before = tree[file];
      return [file, typeof before === 'string' && before.startsWith('\ufeff') ? `\ufeff${text}` : text];
    }),
  );
}

function shown(finding: Finding, expected: BadCase['reports'][number] | undefined): object {
  return {
    message: finding.messageId,
    ...(expected?.data === undefined ? {} : { data: finding.data }),
    at: regionText(finding.primary.file, finding.primary.region),
    ...(expected?.related === undefined
      ? {}
      : { related: finding.related.map((place) => regionText(place.file, place.region)) }),
  };
}

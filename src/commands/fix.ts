import type { Safety } from '../core/fix.ts';
import type { FixUnit } from '../engine/apply-fixes.ts';
import { applyFixes } from '../engine/apply-fixes.ts';
import { overlayFiles } from '../io/overlay-files.ts';
import type { Repository } from '../io/repository.ts';
import type { Change } from '../io/write-changes.ts';
import type { LintResult } from '../lint.ts';
import { TEXT_LIMIT } from '../project/reader.ts';
import type { FileDiff } from '../report/diff.ts';
import { counted } from '../report/summary.ts';
import { visible } from '../report/visible.ts';

/** What fixing came to, before anything is written. */
export type Fixed<R extends LintResult> = {
  /** Of the tree as it is. */
  readonly first: R;
  /** Of the tree as it is to be. */
  readonly last: R;
  readonly changes: readonly Change[];
  readonly applied: readonly FixUnit[];
  readonly refused: readonly (FixUnit & { readonly reason: string })[];
};

/** A fix may bring another about (a date, then the link that goes with it); more rounds than these are a quarrel. */
const MOST_ROUNDS = 10;

/** Lints and mends in memory, until there is nothing left to mend. */
export async function fixInMemory<R extends LintResult>(
  repository: Repository,
  level: Safety,
  run: (repository: Repository) => Promise<R>,
): Promise<Fixed<R>> {
  const changed = new Map<string, Uint8Array>();
  const applied: FixUnit[] = [];
  const seen = new Set<string>();
  const first = await run(repository);
  let last = first;
  for (let round = 1; ; round++) {
    const view = overlaid(repository, changed);
    const writable = await writableTexts(view, last);
    const isSound = await soundness(writable);
    const outcome = applyFixes(last.report, level, (file) => writable.get(file) ?? null, isSound);
    const state = JSON.stringify([...outcome.texts]);
    if (outcome.texts.size === 0 || round > MOST_ROUNDS || seen.has(state)) {
      const changes = await changesOf(repository, changed);
      return { first, last, changes, applied, refused: outcome.refused };
    }
    seen.add(state);
    applied.push(...outcome.applied);
    for (const [file, text] of outcome.texts) changed.set(file, encode(text, last.sources.get(file)?.hasBom === true));
    last = await run(overlaid(repository, changed));
  }
}

function overlaid(repository: Repository, changed: ReadonlyMap<string, Uint8Array>): Repository {
  return {
    ...repository,
    files: overlayFiles(repository.files, changed),
    tracked: overlayFiles(repository.tracked, changed),
  };
}

/** Texts of the files that fixes would change and that can be written back byte for byte: UTF-8, and read as a whole. */
async function writableTexts({ files }: Repository, { report, sources }: LintResult): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const verdict of report.verdicts) {
    if (verdict.outcome !== 'fail') continue;
    for (const { file } of verdict.findings.flatMap(({ fix }) => fix?.edits ?? [])) {
      const source = sources.get(file);
      if (source === undefined || texts.has(file)) continue;
      const read = await files.read(file, TEXT_LIMIT + 1);
      const isSame = read.kind === 'bytes' && areEqual(encode(source.text, source.hasBom), read.bytes);
      if (isSame) texts.set(file, source.text);
    }
  }
  return texts;
}

/** A file of settings that can be read before a fix can be read after it. */
async function soundness(texts: ReadonlyMap<string, string>): Promise<(file: string, text: string) => boolean> {
  const isToml = (file: string): boolean => file.endsWith('.toml');
  if (![...texts.keys()].some(isToml)) return () => true;
  const { parseToml } = await import('../project/toml-locate.ts');
  return (file, text) => !isToml(file) || parseToml(text) !== null || parseToml(texts.get(file) ?? '') === null;
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function encode(text: string, hasBom: boolean): Uint8Array {
  return new TextEncoder().encode(hasBom ? `\ufeff${text}` : text);
}

async function changesOf({ files }: Repository, changed: ReadonlyMap<string, Uint8Array>): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const [path, after] of changed) {
    const read = await files.read(path, TEXT_LIMIT + 1);
    changes.push({ path, before: read.kind === 'bytes' ? read.bytes : null, after });
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function diffsOf(changes: readonly Change[]): readonly FileDiff[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return changes.map(({ path, before, after }) => ({
    path,
    before: before === null ? null : decoder.decode(before),
    after: decoder.decode(after),
  }));
}

/** What was mended and what was left alone, for people; empty where there was nothing to mend. */
export function fixSummary({ applied, refused, changes }: Fixed<LintResult>, isWritten: boolean): string {
  const count = applied.reduce((sum, { findings }) => sum + findings, 0);
  const names = changes.map(({ path }) => visible(path)).join(', ');
  const lines: string[] = [];
  if (changes.length === 0) lines.push('nothing to mend');
  else {
    const verb = isWritten ? 'mended' : 'would mend';
    lines.push(`${verb} ${counted(count, 'finding')} in ${counted(changes.length, 'file')}: ${names}`);
  }
  for (const { id, reason } of refused) lines.push(`left alone: ${id}: ${visible(reason)}`);
  return lines.map((line) => `${line}\n`).join('');
}

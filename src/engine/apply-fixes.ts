import type { Fix, Safety } from '../core/fix.ts';
import type { Region, Span } from '../core/place.ts';
import type { Report } from '../core/report.ts';
import { findLineStarts } from '../project/locate.ts';
import type { Splice } from '../project/splice.ts';
import { splice } from '../project/splice.ts';

/** The fixes of one rule for one target: applied together, across files, or not at all. */
export type FixUnit = {
  readonly id: string;
  readonly target: number;
  /** How many findings they mend. */
  readonly findings: number;
  readonly files: readonly string[];
};

export type FixOutcome = {
  /** The whole new text of every file that changes, its byte order mark left out. */
  readonly texts: ReadonlyMap<string, string>;
  readonly applied: readonly FixUnit[];
  readonly refused: readonly (FixUnit & { readonly reason: string })[];
};

type Taken = ReadonlyMap<string, readonly Splice[]>;

type Unit = FixUnit & { readonly edits: Taken; readonly created: ReadonlySet<string> };

/**
 * Applies the fixes of a report's findings, those that count. Units come in the order of the report; one whose edits
 * overlap among themselves, or with those of an earlier unit, is refused as a whole. `textOf` gives the text that the
 * report was made from; null where the file cannot be written back byte for byte. `isSound` tells whether a file can
 * still be read with the new text. Pure.
 */
export function applyFixes(
  report: Report,
  level: Safety,
  textOf: (file: string) => string | null,
  isSound: (file: string, text: string) => boolean = () => true,
): FixOutcome {
  const taken = new Map<string, readonly Splice[]>();
  const applied: FixUnit[] = [];
  const refused: (FixUnit & { reason: string })[] = [];
  for (const unit of unitsOf(report, level, textOf)) {
    const { id, target, findings, files } = unit;
    const broken = [...unit.edits].find(
      ([file, own]) => !isSound(file, splice(textOf(file) ?? '', [...(taken.get(file) ?? []), ...own])),
    );
    const reason = clash(unit, taken, textOf) ?? (broken === undefined ? null : `its edits would break ${broken[0]}`);
    if (reason !== null) {
      refused.push({ id, target, findings, files, reason });
      continue;
    }
    for (const [file, splices] of unit.edits) taken.set(file, [...(taken.get(file) ?? []), ...splices]);
    applied.push({ id, target, findings, files });
  }
  const texts = new Map([...taken].map(([file, splices]) => [file, splice(textOf(file) ?? '', splices)] as const));
  return { texts, applied, refused };
}

function unitsOf(report: Report, level: Safety, textOf: (file: string) => string | null): readonly Unit[] {
  return report.verdicts.flatMap((verdict) => {
    if (verdict.outcome !== 'fail') return [];
    const fixes = verdict.findings.flatMap(({ fix }) =>
      fix !== undefined && (level === 'unsafe' || fix.safety === 'safe') ? [fix] : [],
    );
    if (fixes.length === 0) return [];
    const { id, target } = verdict;
    const { edits, created } = merged(fixes, textOf);
    return [{ id, target, findings: fixes.length, files: [...edits.keys()], edits, created }];
  });
}

/** Edits by file, in their order; what two findings ask for alike is done once. */
function merged(fixes: readonly Fix[], textOf: (file: string) => string | null): Pick<Unit, 'edits' | 'created'> {
  const edits = new Map<string, Splice[]>();
  const created = new Set<string>();
  const starts = new Map<string, readonly number[]>();
  for (const { edits: asked } of fixes) {
    const before = new Map([...edits].map(([file, splices]) => [file, [...splices]] as const));
    for (const { file, region, text, creates } of asked) {
      const own = starts.get(file) ?? findLineStarts(textOf(file) ?? '');
      starts.set(file, own);
      const edit = { ...spanOf(region, own), text };
      const isKnown = before.get(file)?.some((one) => isSame(one, edit)) === true;
      if (!isKnown) edits.set(file, [...(edits.get(file) ?? []), edit]);
      if (creates === true) created.add(file);
    }
  }
  return { edits, created };
}

function isSame(a: Splice, b: Splice): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

function spanOf({ startLine, startColumn, endLine, endColumn }: Region, starts: readonly number[]): Span {
  return {
    start: (starts[startLine - 1] ?? 0) + startColumn - 1,
    end: (starts[endLine - 1] ?? 0) + endColumn - 1,
  };
}

function clash(unit: Unit, taken: Taken, textOf: (file: string) => string | null): string | null {
  for (const [file, splices] of unit.edits) {
    if (textOf(file) === null && !unit.created.has(file)) return `${file} cannot be written as it was read`;
    const own = [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
    for (const [i, one] of own.entries()) {
      const next = own[i + 1];
      if (next !== undefined && overlaps(one, next)) return `its edits of ${file} overlap`;
    }
    const others = taken.get(file) ?? [];
    // Where two rules write at one point, which comes first is nobody's to say; the next round sees what was written.
    if (own.some((one) => others.some((other) => overlaps(one, other) || isOnePoint(one, other))))
      return `its edits of ${file} overlap with those of another rule`;
  }
  return null;
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function isOnePoint(a: Span, b: Span): boolean {
  return a.start === b.start && (a.start === a.end || b.start === b.end);
}

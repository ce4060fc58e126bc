import type { Location } from '../core/place.ts';
import type { PlanAnswer, PlanEvent, PlanJobName, PlannedRelease, PlanReport, PlanText } from '../core/plan-report.ts';

// What is shown of a plan, before it is known how: text and Markdown are two ways to print it.

/** `+`, `?`, `-`, `!`, and nothing. */
export type Sign = 'yes' | 'unknown' | 'no' | 'clash' | 'none';

/** `code` is a name or value as it was, `prose` a sentence. */
export type Cell = { readonly text: string; readonly kind: 'code' | 'prose' };

export type Row = {
  readonly sign: Sign;
  /** What belongs to the row above is one deeper. */
  readonly depth: number;
  readonly cells: readonly Cell[];
  /** `file:line` of the promise; empty where no line makes it. */
  readonly place: string;
};

export type Block =
  | {
      readonly kind: 'table';
      readonly depth: number;
      /** A name for each cell, and in the end for the place. */
      readonly head: readonly string[];
      /** Whether the names are of use to who sees the values. */
      readonly isHeadShown: boolean;
      readonly rows: readonly Row[];
      /** The cell that is broken over lines where there is little room. */
      readonly flex: number;
    }
  | { readonly kind: 'line'; readonly depth: number; readonly sign: Sign; readonly text: string };

export type Section = { readonly title: string; readonly blocks: readonly Block[] };

/** What the parts of the view are handed. */
export type View = {
  readonly plan: PlanReport;
  readonly release: PlannedRelease<Location>;
  readonly verbose: boolean;
  /** Leaves out the folder of the workflows, where lines would be too long with it. */
  readonly isShort: boolean;
};

export const WORKFLOW_FOLDER = '.github/workflows/';

export function fileText(file: string, { isShort }: Pick<View, 'isShort'>): string {
  return isShort && file.startsWith(WORKFLOW_FOLDER) ? file.slice(WORKFLOW_FOLDER.length) : file;
}

/** `file:line`, which editors and terminals make links of. */
export function placeOf(at: Location | null, view: Pick<View, 'isShort'>): string {
  return at === null ? '' : `${fileText(at.file, view)}:${at.region.startLine}`;
}

export function value(text: string): Cell {
  return { text, kind: 'code' };
}

export function said(text: string): Cell {
  return { text, kind: 'prose' };
}

export function line(text: string, depth = 0, sign: Sign = 'none'): Block {
  return { kind: 'line', depth, sign, text };
}

export function table(
  head: readonly string[],
  rows: readonly Row[],
  {
    depth = 0,
    flex = head.length - 2,
    isHeadShown = false,
  }: { readonly depth?: number; readonly flex?: number; readonly isHeadShown?: boolean } = {},
): Block {
  return { kind: 'table', depth, head, isHeadShown, rows, flex };
}

/** `call > build`. */
export function jobText({ callers, id }: { readonly callers: readonly string[]; readonly id: string }): string {
  return [...callers, id].join(' > ');
}

/** With the leg that it is about. */
export function jobNameText(job: PlanJobName): string {
  return job.leg === null ? jobText(job) : `${jobText(job)} [${job.leg === '' ? 'a leg' : job.leg}]`;
}

export function texts(all: readonly PlanText[], none = ''): string {
  return all.length === 0 ? none : all.map(({ text }) => text).join(', ');
}

/** Of two things that both have to be so, the one that stands in the way. */
export function bothAnswers<At>(one: PlanAnswer<At>, other: PlanAnswer<At>): PlanAnswer<At> {
  if (one.is === 'no' || other.is === 'yes') return one;
  return other.is === 'no' || one.is === 'yes' ? other : one;
}

/** The events of the release, of which a workflow need only start for one. */
export function isOfRelease({ role }: Pick<PlanEvent, 'role'>): boolean {
  return role === 'release';
}

export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

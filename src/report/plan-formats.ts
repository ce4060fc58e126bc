import type { PlanReport } from '../core/plan-report.ts';

/** Names that `--format` of `pyrel plan` takes. */
export type PlanFormat = 'text' | 'json' | 'markdown';

export const PLAN_FORMATS: readonly PlanFormat[] = ['text', 'json', 'markdown'];

export type PlanContext = {
  /** Whether escape sequences for colours may be written. */
  readonly colour: boolean;
  /** Columns of the terminal; `Infinity` where lines are not to be wrapped. */
  readonly width: number;
  /** `-v`: also what the push of a branch and a start by hand do, and why things happen. */
  readonly verbose: boolean;
};

/** A format of the plan: document in, text out. */
export type PlanReporter = (plan: PlanReport, context: PlanContext) => string;

const LOAD: { readonly [F in PlanFormat]: () => Promise<PlanReporter> } = {
  text: async () => (await import('./plan-text.ts')).planText,
  json: async () => (await import('./plan-json.ts')).planJson,
  markdown: async () => (await import('./plan-markdown.ts')).planMarkdown,
};

export function loadPlanReporter(format: PlanFormat): Promise<PlanReporter> {
  return LOAD[format]();
}

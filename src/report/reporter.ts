import type { Severity } from '../core/message.ts';
import type { Report, RuleCard, SourceLines } from '../core/report.ts';

/** What a format is handed beside the report. Every format takes all of it, so that one call prints any of them. */
export type ReportContext = {
  /** Every rule that a verdict of the report names, in the order in which they were asked. */
  readonly rules: readonly RuleCard[];
  /** The reported files, for code frames. */
  readonly lines: SourceLines;
  /** Whether escape sequences for colours may be written. */
  readonly colour: boolean;
  /** Columns of the terminal; `Infinity` where lines are not to be wrapped. */
  readonly width: number;
  /** `-v`: also list what passed, was skipped and was ignored. */
  readonly verbose: boolean;
  /** From which severity on a finding fails the run. */
  readonly failOn: Severity;
};

/** A format: report in, text out. The same report and context give the same bytes. */
export type Reporter = (report: Report, context: ReportContext) => string;

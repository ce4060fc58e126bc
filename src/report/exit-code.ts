import type { Severity } from '../core/message.ts';
import type { Report } from '../core/report.ts';
import { atLeast } from '../core/report.ts';

/**
 * `0` clean, `1` a failure at or above `failOn`, `3` inconclusive: nothing failed, but something could not be looked at.
 * The formats have no say in it: a linter that exits 0 in SARIF mode and 14 in text mode cannot be scripted.
 */
export function exitCode(report: Report, failOn: Severity): 0 | 1 | 3 {
  let blind = false;
  for (const verdict of report.verdicts) {
    if (verdict.outcome === 'error') blind = true;
    if (verdict.outcome !== 'fail') continue;
    if (verdict.findings.some((finding) => atLeast(finding.severity, failOn))) return 1;
  }
  return blind ? 3 : 0;
}

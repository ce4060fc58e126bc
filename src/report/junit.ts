import type { Report } from '../core/report.ts';
import type { Finding, Verdict } from '../core/verdict.ts';
import type { Reporter } from './reporter.ts';
import { placeText, targetMark } from './summary.ts';
import { defuse, visible } from './visible.ts';

/**
 * JUnit XML: a test case per rule (and subject), for CI systems that show test reports. A case says the worst of what
 * its rule answered: readers take the first of `failure`, `error` and `skipped`, and some reject a second `failure`.
 */
export const junit: Reporter = (report) => {
  const cases = group(report).map((verdicts) => caseOf(report, verdicts));
  const count = (state: State): number => cases.filter((one) => one.state === state).length;
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="pyrel" ${counts} time="0">`,
    `  <testsuite name="${suite(report)}" ${counts} time="0">`,
    ...cases.flatMap((one) => one.lines),
    '  </testsuite>',
    '</testsuites>',
  ];
  return lines.map((line) => `${line}\n`).join('');
};

type State = 'failure' | 'error' | 'skipped' | 'passed';

type Case = { readonly state: State; readonly lines: readonly string[] };

function suite(report: Report): string {
  return `pyrel.${report.command}`;
}

/** The verdicts of each rule and subject, in the order in which they were asked. */
function group(report: Report): readonly (readonly Verdict[])[] {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of report.verdicts) {
    const name = nameOf(report, verdict);
    const others = groups.get(name);
    if (others === undefined) groups.set(name, [verdict]);
    else others.push(verdict);
  }
  return [...groups.values()];
}

/** The rule, the subject, and where there are several targets, the target. */
function nameOf(report: Report, verdict: Verdict): string {
  const subject = verdict.subject === undefined ? '' : ` ${verdict.subject}`;
  return verdict.id + subject + targetMark(report, verdict);
}

function caseOf(report: Report, verdicts: readonly Verdict[]): Case {
  const [head] = verdicts;
  const findings = verdicts.flatMap((verdict) => (verdict.outcome === 'fail' ? verdict.findings : []));
  const reasons = (outcome: 'error' | 'skip' | 'ignored'): readonly string[] =>
    verdicts.flatMap((verdict) => (verdict.outcome === outcome ? [verdict.reason] : []));
  const blind = reasons('error').map((reason) => `could not look: ${reason}`);
  // A baseline gives all of its findings the same reason.
  const asides = [...reasons('skip'), ...new Set(reasons('ignored').map((reason) => `ignored: ${reason}`))];
  const [first] = findings;
  const place =
    first === undefined ? '' : ` file="${xml(first.primary.file)}" line="${first.primary.region.startLine}"`;
  const open = `<testcase classname="${suite(report)}" name="${xml(head === undefined ? '' : nameOf(report, head))}"${place} time="0"`;
  const element = (state: State, content: string): Case => ({
    state,
    lines: [`    ${open}>`, `      ${content}`, '    </testcase>'],
  });
  if (first !== undefined) {
    const more = findings.length === 1 ? '' : ` (and ${findings.length - 1} more)`;
    const body = markup([...findings.map(findingText), ...blind.map(visible)].join('\n'));
    return element(
      'failure',
      `<failure message="${xml(first.what + more)}" type="${first.severity}">${body}</failure>`,
    );
  }
  if (blind.length > 0) return element('error', `<error message="${xml(blind.join('; '))}" type="could-not-look"/>`);
  if (asides.length > 0 && !verdicts.some((verdict) => verdict.outcome === 'pass')) {
    return element('skipped', `<skipped message="${xml(asides.join('; '))}"/>`);
  }
  return { state: 'passed', lines: [`    ${open}/>`] };
}

/** Line feeds are ours alone, so that a value of the repository cannot forge a line of the report. */
function findingText({ primary, related, severity, what, todo }: Finding): string {
  const places = related.map((place) => defuse(`  ${placeText(place)} ${visible(place.note ?? '')}`.trimEnd()));
  return [defuse(`${placeText(primary)} ${severity}: ${visible(what)}`), ...places, `  fix: ${visible(todo)}`].join(
    '\n',
  );
}

const ENTITY: { readonly [char: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function markup(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ENTITY[char] ?? char);
}

/** A value of the repository; without the characters that XML 1.0 cannot hold at all. */
function xml(text: string): string {
  return markup(visible(text));
}

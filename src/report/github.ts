import type { Location } from '../core/place.ts';
import type { Severity } from '../core/message.ts';
import type { Report } from '../core/report.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import type { Found } from './summary.ts';
import { closingLine, counted, failures, modeLine, placeText } from './summary.ts';
import { visible } from './visible.ts';

/**
 * Workflow commands: findings as annotations of a GitHub Actions run, errors first, then a summary as plain text.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export const github: Reporter = (report, context) => {
  const found = failures(report);
  const of = (severity: Severity): readonly string[] =>
    found.filter(({ finding }) => finding.severity === severity).map((one) => annotation(one, context));
  const errors = of('error');
  const warnings = [...blindAnnotations(report), ...of('warning')];
  const notices = of('note');
  const lines = [...errors, ...warnings, ...overflow(errors.length, warnings.length, notices.length), ...notices];
  lines.push(modeLine(report), closingLine(report));
  return lines.map((line) => `${line}\n`).join('');
};

/** The runner keeps that many errors, warnings and notices of a step each (actions/runner, ExecutionContext.cs). */
const KEPT = 10;

const COMMAND: { readonly [S in Severity]: string } = { error: 'error', warning: 'warning', note: 'notice' };

function annotation({ id, subject, finding }: Found, { rules }: ReportContext): string {
  const { primary, related, severity, what, todo } = finding;
  const card = rules.find((rule) => rule.id === id);
  // The log shows neither title nor file of an annotation, and beyond the tenth there is only the log.
  const message = [
    `${placeText(primary)}: ${subject === null ? '' : `${visible(subject)} `}${visible(what)}`,
    ...related.map((place) => `${placeText(place)}${place.note === undefined ? '' : ` ${visible(place.note)}`}`),
    `fix: ${visible(todo)}`,
    ...(card === undefined ? [] : [`more: ${card.helpUri}`]),
  ];
  return command(COMMAND[severity], [...placeProperties(primary), ['title', id]], message.join('\n'));
}

/** Columns are only valid within one line: the runner drops them otherwise (ValidateLinesAndColumns). */
function placeProperties({ file, region }: Location): readonly Property[] {
  const { startLine, startColumn, endLine, endColumn } = region;
  const lines: readonly Property[] = [
    ['file', visible(file)],
    ['line', String(startLine)],
    ['endLine', String(endLine)],
  ];
  if (startLine !== endLine) return lines;
  return [...lines, ['col', String(startColumn)], ['endColumn', String(endColumn)]];
}

function blindAnnotations(report: Report): readonly string[] {
  return report.verdicts.flatMap((verdict) => {
    if (verdict.outcome !== 'error') return [];
    const subject = verdict.subject === undefined ? '' : `${visible(verdict.subject)} `;
    return [command('warning', [['title', verdict.id]], `${subject}could not look: ${visible(verdict.reason)}`)];
  });
}

/** Says what GitHub will not show. It stands before the other notices, or it would be the eleventh of them. */
function overflow(errors: number, warnings: number, notices: number): readonly string[] {
  const beyond = (count: number, noun: string): readonly string[] =>
    count > KEPT ? [counted(count - KEPT, noun)] : [];
  const kinds = [...beyond(errors, 'error'), ...beyond(warnings, 'warning')];
  const noticesShown = kinds.length > 0 || notices > KEPT ? notices + 1 : notices;
  kinds.push(...beyond(noticesShown, 'notice'));
  if (kinds.length === 0) return [];
  const said = `GitHub shows ${KEPT} annotations of each kind for a step; ${kinds.join(' and ')} more in its log`;
  return [command('notice', [['title', 'pyrel']], said)];
}

type Property = readonly [name: string, value: string];

function command(name: string, properties: readonly Property[], message: string): string {
  const given = properties.map(([key, value]) => `${key}=${escapeProperty(value)}`).join(',');
  return `::${name} ${given}::${escapeData(message)}`;
}

/** As the runner unescapes it (ActionCommand.cs): `%` first, or the other escapes would be escaped again. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

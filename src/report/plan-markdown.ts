import { code, prose, tableHead, tableRow } from './markdown-text.ts';
import type { PlanReporter } from './plan-formats.ts';
import { closing, sections } from './plan-sections.ts';
import type { Block, Cell, Row, Section, Sign } from './plan-view.ts';
import { defuse } from './visible.ts';

/** GitHub refuses a step's summary as a whole beyond 1 MiB (actions/runner, CreateStepSummaryCommand); some room is left. */
const MOST_CHARACTERS = 300_000;

/** For job summaries and pull requests: a heading and tables for each thing that a release does. */
export const planMarkdown: PlanReporter = (plan, { verbose }) => {
  const lines = plan.releases.flatMap((release) => {
    const [head, ...rest] = sections({ plan, release, verbose, isShort: false });
    return [
      ...(head === undefined ? [] : sectionLines(head, '##')),
      ...rest.flatMap((section) => sectionLines(section, '###')),
      prose(closing(release)),
      '',
    ];
  });
  return within(lines.length === 0 ? ['There is no project, and so nothing to release.', ''] : lines);
};

/** What does not fit is cut at the end of a line, and said. */
function within(lines: readonly string[]): string {
  let room = MOST_CHARACTERS;
  const kept: string[] = [];
  for (const line of lines.map(defuse)) {
    room -= line.length + 1;
    if (room < 0) return [...kept, '', `and ${lines.length - kept.length} more lines`, ''].join('\n');
    kept.push(line);
  }
  return kept.join('\n');
}

function sectionLines({ title, blocks }: Section, level: string): readonly string[] {
  return [`${level} ${prose(title)}`, '', ...blocks.flatMap(blockLines)];
}

const SIGNS: { readonly [S in Sign]: string } = { yes: '✅', unknown: '❔', no: '➖', clash: '⚠️', none: '' };

function blockLines(block: Block): readonly string[] {
  if (block.kind === 'line') {
    const sign = SIGNS[block.sign];
    return [sign === '' ? prose(block.text) : `${sign} ${prose(block.text)}`, ''];
  }
  const { head, rows } = block;
  const signed = rows.some(({ sign }) => sign !== 'none');
  const placed = rows.some(({ place }) => place !== '');
  const names = placed ? head : head.slice(0, -1);
  return [...tableHead(signed ? ['', ...names] : names), ...rows.map((row) => rowLine(row, signed, placed)), ''];
}

function rowLine({ sign, depth, cells, place }: Row, signed: boolean, placed: boolean): string {
  const shown = cells.map((cell, i) => (i === 0 ? '&emsp;'.repeat(depth) : '') + cellText(cell));
  return tableRow([...(signed ? [SIGNS[sign]] : []), ...shown, ...(placed ? [code(place)] : [])]);
}

function cellText({ text, kind }: Cell): string {
  return kind === 'code' ? code(text) : prose(text);
}

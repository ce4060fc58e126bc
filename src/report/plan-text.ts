import type { Paint, Style } from './paint.ts';
import { painter } from './paint.ts';
import type { PlanContext, PlanReporter } from './plan-formats.ts';
import { closing, sections } from './plan-sections.ts';
import type { TableRow } from './plan-table.ts';
import { foldText, tableLines } from './plan-table.ts';
import type { Block, Row, Section, Sign, View } from './plan-view.ts';
import { WORKFLOW_FOLDER } from './plan-view.ts';
import { defuse, shownWidth, visible } from './visible.ts';

/** Narrower terminals break lines themselves. */
const NARROWEST = 40;

/** For people: a table for each thing that a release does, with the line that promises it. */
export const planText: PlanReporter = (plan, context) => {
  const paint = painter(context.colour);
  const width = Math.max(context.width, NARROWEST);
  const blocks = plan.releases.map((release) => {
    const view: View = { plan, release, verbose: context.verbose, isShort: false };
    const full = sections(view);
    const isShort = !full.every((section) => fits(section, width));
    const shown = isShort ? sections({ ...view, isShort }) : full;
    const lines = shown.flatMap((section) => ['', ...sectionLines(section, { ...context, width }, paint)]).slice(1);
    return [...lines, '', ...footer(closing(release), shown, isShort, { width, paint })];
  });
  if (blocks.length === 0) return 'There is no project, and so nothing to release.\n';
  const lines = blocks.flatMap((block, i) => (i === 0 ? block : ['', ...block]));
  return lines.map((line) => `${defuse(line)}\n`).join('');
};

const SIGNS: { readonly [S in Sign]: readonly [text: string, style: Style | null] } = {
  yes: ['+', 'good'],
  unknown: ['?', 'warning'],
  no: ['-', 'quiet'],
  clash: ['!', 'error'],
  none: [' ', null],
};

/** What stands in each section is indented by this, and what belongs to something else once more. */
const INDENT = 2;

function sectionLines({ title, blocks }: Section, { width }: PlanContext, paint: Paint): readonly string[] {
  const heading = foldText(visible(title), width).map((text) => paint('place', text));
  return [...heading, ...blocks.flatMap((block) => blockLines(block, width, paint))];
}

function blockLines(block: Block, width: number, paint: Paint): readonly string[] {
  const indent = INDENT * (block.depth + 1);
  if (block.kind === 'line') {
    const [mark, style] = SIGNS[block.sign];
    const lead = block.sign === 'none' ? '' : `${mark} `;
    const room = width - indent - lead.length;
    return foldText(visible(block.text), room).map((text, i) => {
      const start = i === 0 && style !== null ? `${paint(style, mark)} ` : ' '.repeat(lead.length);
      return ' '.repeat(indent) + start + text;
    });
  }
  const { rows, flex, isHeadShown, head } = block;
  const signed = rows.some(({ sign }) => sign !== 'none');
  const titles: readonly TableRow[] = isHeadShown
    ? [
        {
          indent: signed ? 2 : 0,
          cells: head.map((text, i) => ({
            text: i === head.length - 1 ? '' : text.toLowerCase(),
            paint: (one) => paint('quiet', one),
          })),
        },
      ]
    : [];
  const table = [...titles, ...rows.map((row) => tableRow(row, signed, paint))];
  return tableLines(table, { width, indent, flex });
}

/** The sign stands in the first cell, painted apart from what it is about. */
function tableRow({ sign, depth, cells, place }: Row, signed: boolean, paint: Paint): TableRow {
  const [mark, style] = SIGNS[sign];
  const lead = signed ? `${mark} ` : '';
  const painted = (text: string): string => {
    if (style === null || !text.startsWith(lead)) return text;
    const rest = text.slice(lead.length);
    return `${paint(style, mark)} ${sign === 'no' ? paint('quiet', rest) : rest}`;
  };
  return {
    indent: depth * INDENT,
    cells: [
      ...cells.map(({ text }, i) => ({
        text: i === 0 ? lead + visible(text) : visible(text),
        paint: i === 0 ? painted : (one: string) => (sign === 'no' ? paint('quiet', one) : one),
      })),
      { text: visible(place), paint: (text) => paint('quiet', text) },
    ],
  };
}

/** Whether no row is wider than the terminal. */
function fits({ blocks }: Section, width: number): boolean {
  const plain: Paint = (_, text) => text;
  return blocks
    .flatMap((block) => (block.kind === 'table' ? blockLines(block, Infinity, plain) : []))
    .every((line) => shownWidth(line) <= width);
}

function footer(
  sentence: string,
  shown: readonly Section[],
  isShort: boolean,
  { width, paint }: { readonly width: number; readonly paint: Paint },
): readonly string[] {
  const signs = new Set(
    shown.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'table' ? block.rows.map(({ sign }) => sign) : [block.sign])),
    ),
  );
  const meanings: readonly (readonly [Sign, string])[] = [
    ['yes', '+ happens'],
    ['unknown', '? may happen'],
    ['no', '- does not'],
    ['clash', '! overwrites one another'],
  ];
  const legend = meanings.flatMap(([sign, text]) => (signs.has(sign) ? [text] : []));
  const where = isShort ? [`workflow files are in ${WORKFLOW_FOLDER}`] : [];
  const all = [...legend, ...where].join('   ');
  const small =
    shownWidth(all) <= width ? [all] : [legend.join('   '), ...where].flatMap((one) => foldText(one, width));
  return [...foldText(visible(sentence), width), ...small.map((text) => paint('quiet', text))];
}

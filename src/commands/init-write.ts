import type { Part, Proposal } from '../adopt/part.ts';
import { showProposal } from '../adopt/show-proposal.ts';
import { lookAt } from '../io/look-at.ts';
import type { Terminal } from '../io/terminal.ts';
import { writeSafely } from '../io/write-safely.ts';
import { painter } from '../report/paint.ts';
import type { Style } from '../report/paint.ts';
import { visible } from '../report/visible.ts';
import type { Surroundings } from './surroundings.ts';

export type Writing = {
  /** Absolute path of the git top level, and of what the repository's work trees share. */
  readonly top: string;
  readonly common: string;
  /** `ask`: file by file. `all`: without a question. `none`: only show. */
  readonly which: { readonly kind: 'ask'; readonly terminal: Terminal } | { readonly kind: 'all' | 'none' };
};

export type Written = {
  readonly written: readonly Proposal[];
  /** Sentences without a stop: what was to be written and could not be. */
  readonly failed: readonly string[];
};

/** Shows each part and writes what is wanted, in order. */
export async function writeParts(parts: readonly Part[], writing: Writing, around: Surroundings): Promise<Written> {
  const written: Proposal[] = [];
  const failed: string[] = [];
  for (const part of parts) {
    await around.print(shownPart(part, around.colour));
    if (part.kind !== 'write' || !(await isWanted(part.proposal, writing))) continue;
    const problem = await writeOne(part.proposal, writing);
    if (problem === null) written.push(part.proposal);
    else failed.push(`${part.proposal.path} is not written: ${problem}`);
    const line = problem === null ? `written: ${part.proposal.path}` : (failed.at(-1) ?? '');
    await around.print(`${painter(around.colour)(problem === null ? 'good' : 'error', visible(line))}\n\n`);
  }
  return { written, failed };
}

const STYLES = { name: 'place', hunk: 'note', added: 'good', removed: 'error', kept: null } as const;

function shownPart(part: Part, colour: boolean): string {
  const paint = painter(colour);
  const shown = (style: Style | null, text: string): string =>
    style === null ? visible(text) : paint(style, visible(text));
  if (part.kind === 'there') return `${shown(null, part.said)}.\n\n`;
  if (part.kind === 'left')
    return [shown('warning', `${part.said}.`), ...part.todo.map((line) => `  ${shown(null, line)}`), '', ''].join('\n');
  const lines = showProposal(part.proposal).map(({ kind, text }) => `${shown(STYLES[kind], text)}\n`);
  const { path, what } = part.proposal;
  return `${shown('place', path)}: ${shown(null, what)}\n${lines.join('')}\n`;
}

async function isWanted({ path }: Proposal, { which }: Writing): Promise<boolean> {
  if (which.kind !== 'ask') return which.kind === 'all';
  return /^y(?:es)?$/i.test(await which.terminal.ask(`Write ${visible(path)}? [y/N] `));
}

async function writeOne(
  { path, before, after, isExecutable, moved }: Proposal,
  writing: Writing,
): Promise<string | null> {
  const full = (name: string): string => (/^(?:\/|[A-Za-z]:)/.test(name) ? name : `${writing.top}/${name}`);
  const look = before === null ? null : await lookAt(full(path));
  // What was shown is what is written: the bytes are compared once more before they are replaced.
  const bytes = look === null ? null : look.kind === 'file' && look.bytes.toString() === before ? look.bytes : null;
  if (before !== null && bytes === null) return 'it has changed meanwhile';
  return writeSafely({
    path: full(path),
    before: bytes,
    after,
    isExecutable,
    moved: moved === null ? null : { from: full(moved.from), to: full(moved.to) },
    within: [writing.top, writing.common],
  });
}

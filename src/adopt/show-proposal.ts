import { structuredPatch } from 'diff';
import type { Proposal } from './part.ts';

/** A line of what is shown of a proposal. */
export type ShownLine = { readonly kind: 'name' | 'hunk' | 'added' | 'removed' | 'kept'; readonly text: string };

/** A unified diff; of a file that is made, all of it. Line ends and a byte order mark are left out. */
export function showProposal({ path, before, after, moved }: Proposal): readonly ShownLine[] {
  const names: readonly ShownLine[] =
    before === null
      ? [{ kind: 'name', text: `new file ${path}` }]
      : [
          { kind: 'name', text: `--- ${path}` },
          { kind: 'name', text: `+++ ${path}` },
        ];
  const renamed: readonly ShownLine[] =
    moved === null ? [] : [{ kind: 'name', text: `rename ${moved.from} to ${moved.to}` }];
  const [from, to] = [plain(before ?? ''), plain(after)];
  if (before === null) return [...renamed, ...names, ...to.split('\n').slice(0, -1).map(added)];
  const { hunks } = structuredPatch(path, path, from, to, undefined, undefined, { context: 3 });
  return [
    ...renamed,
    ...names,
    ...hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
      { kind: 'hunk' as const, text: `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@` },
      ...lines.map(lineOf),
    ]),
  ];
}

function plain(text: string): string {
  return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
}

function added(text: string): ShownLine {
  return { kind: 'added', text: `+${text}` };
}

function lineOf(text: string): ShownLine {
  return { kind: text.startsWith('+') ? 'added' : text.startsWith('-') ? 'removed' : 'kept', text };
}

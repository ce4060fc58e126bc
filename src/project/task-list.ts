import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Span } from '../core/place.ts';

/** An item of a task list (GFM, section 5.3). */
export type Task = {
  /** Its own text without markup, blanks folded. */
  readonly text: string;
  readonly isTicked: boolean;
  /** The box with its brackets. */
  readonly box: Span;
  readonly item: Span;
  readonly isNested: boolean;
};

/** What of a Markdown node is looked at. */
type Node = {
  readonly type: string;
  readonly checked?: boolean | null | undefined;
  readonly value?: string;
  readonly children?: readonly Node[];
  readonly position?:
    | {
        readonly start: { readonly offset?: number | undefined };
        readonly end: { readonly offset?: number | undefined };
      }
    | undefined;
};

/** The items with a box, in the order of the text; what stands in a code block or a comment is none. */
export function taskList(markdown: string): readonly Task[] {
  const tasks: Task[] = [];
  const waiting: { readonly node: Node; readonly isNested: boolean }[] = [{ node: parse(markdown), isNested: false }];
  // Without recursion, for the text may be nested as deeply as it likes.
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, isNested } = next;
    const task = taskOf(node, markdown, isNested);
    if (task !== null) tasks.push(task);
    const inside = isNested || node.type === 'listItem';
    for (const child of (node.children ?? []).toReversed()) waiting.push({ node: child, isNested: inside });
  }
  return tasks;
}

/** The text of a line of Markdown as a reader sees it, blanks folded. */
export function plainText(markdown: string): string {
  return textOf(parse(markdown));
}

function parse(markdown: string): Node {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

function taskOf(node: Node, markdown: string, isNested: boolean): Task | null {
  const [first] = node.children ?? [];
  if (typeof node.checked !== 'boolean' || first === undefined) return null;
  const [item, own] = [spanOf(node), spanOf(first)];
  const open = markdown.lastIndexOf('[', own.start - 1);
  const text = textOf(first);
  return { text, isTicked: node.checked, box: { start: open, end: open + 3 }, item, isNested };
}

function spanOf({ position }: Node): Span {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}

function textOf(node: Node): string {
  const parts: string[] = [];
  const waiting: Node[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.type === 'text' || next.type === 'inlineCode' || next.type === 'code') parts.push(next.value ?? '');
    else if (next.type === 'break') parts.push(' ');
    waiting.push(...(next.children ?? []).toReversed());
  }
  return parts.join('').replace(/\s+/g, ' ').trim();
}

import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Extension, Token } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { HtmlAddress } from './readme-html.ts';
import { addressesInHtml } from './readme-html.ts';

type Root = ReturnType<typeof fromMarkdown>;
type Nodes = Root | Root['children'][number];
type Parents = Extract<Nodes, { readonly children: readonly unknown[] }>;
type Definition = Extract<Nodes, { readonly type: 'definition' }>;

/** An address of the document, as written. */
export type Address = HtmlAddress & {
  /** A definition that both links and pictures use has no one address that would do for both. */
  readonly isShared: boolean;
};

/** Addresses of a Markdown text, in its order; null where it is nested too deeply for the parser's own stack. */
export function addressesInMarkdown(text: string): readonly Address[] | null {
  const spans = new Map<object, { readonly start: number; readonly end: number }>();
  try {
    const tree = fromMarkdown(text, {
      extensions: [gfm()],
      mdastExtensions: [gfmFromMarkdown(), keepDestinations(spans)],
    });
    return collect(tree, text, spans);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The tree tells where a link stands, but not where its destination does: the tokens do. */
function keepDestinations(spans: Map<object, { readonly start: number; readonly end: number }>): Extension {
  const enter: NonNullable<Extension['enter']>[string] = function (token: Token) {
    const node = this.stack.at(-1);
    if (node !== undefined) spans.set(node, { start: token.start.offset, end: token.end.offset });
    this.buffer();
  };
  return { enter: { resourceDestinationString: enter, definitionDestinationString: enter } };
}

type Spans = ReadonlyMap<object, { readonly start: number; readonly end: number }>;

function collect(root: Parents, text: string, spans: Spans): readonly Address[] {
  const found: Address[] = [];
  const definitions = new Map<string, Definition>();
  const uses = new Map<string, Set<'link' | 'image'>>();
  const comments = commentFinder(text);
  const pending: Nodes[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if ('children' in node) for (let i = node.children.length - 1; i >= 0; i--) pending.push(child(node, i));
    const start = node.position?.start.offset ?? 0;
    if (node.type === 'html') {
      const html = text.slice(start, node.position?.end.offset ?? start);
      comments.note(html, start);
      for (const address of addressesInHtml(html, start)) found.push({ ...address, isShared: false });
    } else if (node.type === 'definition') {
      // CommonMark 4.7: the first definition of a label counts.
      if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
    } else if (node.type === 'linkReference' || node.type === 'imageReference') {
      const kinds = uses.get(node.identifier) ?? new Set();
      uses.set(node.identifier, kinds.add(node.type === 'linkReference' ? 'link' : 'image'));
    } else if (node.type === 'link' || node.type === 'image') {
      const span = spans.get(node);
      if (span !== undefined)
        found.push({ kind: node.type, target: text.slice(span.start, span.end), start: span.start, isShared: false });
    }
  }
  for (const [identifier, node] of definitions) {
    const span = spans.get(node);
    const kinds = uses.get(identifier);
    if (span === undefined || kinds === undefined) continue;
    const target = text.slice(span.start, span.end);
    found.push({
      kind: kinds.has('image') ? 'image' : 'link',
      target,
      start: span.start,
      isShared: kinds.size > 1,
    });
  }
  return found.filter(({ start }) => !comments.holds(start)).sort((a, b) => a.start - b.start);
}

function child(node: Parents, i: number): Nodes {
  const found = node.children[i];
  if (found === undefined) throw new Error('a node without its child');
  return found;
}

/** A comment that starts in a block of HTML goes on over what follows the block: a browser knows nothing of blocks. */
function commentFinder(text: string): {
  readonly note: (html: string, offset: number) => void;
  readonly holds: (offset: number) => boolean;
} {
  const ranges: { readonly start: number; readonly end: number }[] = [];
  return {
    // Asked in the order of the text, so a range lies behind those before it.
    note: (html, offset) => {
      for (let at = html.indexOf('<!--'); at !== -1; at = html.indexOf('<!--', at + 4)) {
        if (offset + at < (ranges.at(-1)?.end ?? 0)) continue;
        const end = text.indexOf('-->', offset + at + 4);
        ranges.push({ start: offset + at, end: end === -1 ? text.length : end });
      }
    },
    holds: (offset) => {
      let low = 0;
      let high = ranges.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((ranges[middle]?.start ?? 0) <= offset) low = middle + 1;
        else high = middle;
      }
      return offset < (ranges[low - 1]?.end ?? 0);
    },
  };
}

/** A rule's page, docs/rules/ID.md, taken apart. */
export type RulePage = {
  /** The first-level heading. */
  readonly title: string | null;
  /** Second-level headings, in order. */
  readonly headings: readonly string[];
  readonly example: Example;
};

export type Example = {
  /** Tags that stand on ancestors of the example's commit, oldest first. */
  readonly tags: readonly string[];
  /** Path → text, as written in the fenced blocks. */
  readonly files: { readonly [path: string]: string };
  /** Files that only the commit of an earlier tag has, as ``PATH at TAG`` writes them: tag → path → text. */
  readonly treesAt: { readonly [tag: string]: { readonly [path: string]: string } };
  readonly commands: readonly Conversation[];
};

/** One command of a console block and what it answered, standard output first, each line as shown. */
export type Conversation = { readonly words: readonly string[]; readonly answer: string };

/** The headings of a page, in this order. */
export const HEADINGS: readonly string[] = ['What it finds', 'Why', 'Example', 'Fix', 'Options', 'When to turn it off'];

type Block = { readonly above: string; readonly language: string; readonly text: string };

/** Reads a page. Fences may have any length; what stands in one is no heading. */
export function parseRulePage(text: string): RulePage {
  const { prose } = splitBlocks(text);
  const title = /^# (.+)$/m.exec(prose)?.[1] ?? null;
  const headings = [...prose.matchAll(/^## (.+)$/gm)].map((match) => match[1] ?? '');
  const example = section(text, 'Example');
  const files: { [path: string]: string } = {};
  const treesAt: { [tag: string]: { [path: string]: string } } = {};
  const commands: Conversation[] = [];
  for (const block of splitBlocks(example).blocks) {
    const path = /^`([^`]+)`$/.exec(block.above)?.[1];
    if (block.language === 'console') commands.push(...conversations(block.text));
    else if (path !== undefined) {
      const [name = path, tag] = path.split(' at ');
      const tree = tag === undefined ? files : (treesAt[tag] ??= {});
      tree[name] = block.text;
    } else throw new Error(`a block of the example has no path above it: ${firstLine(block.text)}`);
  }
  if (commands.length === 0) throw new Error('the example has no console block with a command');
  const tags = /^<!-- tags: (.+) -->$/m.exec(example)?.[1]?.trim().split(/\s+/) ?? [];
  const other = Object.keys(treesAt).find((tag) => !tags.includes(tag));
  if (other !== undefined) throw new Error(`a block of the example is of ${other}, which is none of its tags`);
  return { title, headings, example: { tags, files, treesAt, commands } };
}

/** The page with the answers of its console block replaced; `answers` are in the order of the commands. */
export function writeAnswers(text: string, answers: readonly string[]): string {
  const block = /^(`{3,})console\n([\s\S]*?)^\1$/m.exec(text);
  if (block === null) throw new Error('the page has no console block');
  const [whole, fence = '', body = ''] = block;
  const said = conversations(body).map(({ words }, i) => `$ ${words.join(' ')}\n${answers[i] ?? ''}`);
  return text.replace(whole, () => `${fence}console\n${said.join('')}${fence}`);
}

/** The page with what stands between `<!-- name -->` and `<!-- /name -->` replaced. */
export function fillMarked(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`the markers <!-- ${name} --> and <!-- /${name} --> are missing`);
  return `${text.slice(0, from + start.length)}${content}${text.slice(to)}`;
}

function section(text: string, heading: string): string {
  const start = text.indexOf(`\n## ${heading}\n`);
  if (start === -1) return '';
  const rest = text.slice(start + heading.length + 5);
  // A heading in a fenced file of the example (`## [0.2.0]` of a changelog) does not end the section.
  let end = 0;
  let fence: string | null = null;
  for (const line of rest.split('\n')) {
    const mark = /^`{3,}/.exec(line)?.[0];
    if (fence === null && line.startsWith('## ')) break;
    if (mark !== undefined) fence = fence === null ? mark : line === fence ? null : fence;
    end += line.length + 1;
  }
  return rest.slice(0, end);
}

function splitBlocks(text: string): { readonly prose: string; readonly blocks: readonly Block[] } {
  const prose: string[] = [];
  const blocks: Block[] = [];
  let above = '';
  let open: { readonly fence: string; readonly language: string; readonly lines: string[] } | null = null;
  for (const line of text.split('\n')) {
    if (open !== null) {
      if (line !== open.fence) open.lines.push(line);
      else {
        blocks.push({ above, language: open.language, text: open.lines.map((one) => `${one}\n`).join('') });
        open = null;
      }
      continue;
    }
    const [, fence, language = ''] = /^(`{3,})(\w*)$/.exec(line) ?? [];
    if (fence !== undefined) open = { fence, language, lines: [] };
    else {
      prose.push(line);
      if (line.trim() !== '') above = line.trim();
    }
  }
  if (open !== null) throw new Error('a fenced block is not closed');
  return { prose: prose.join('\n'), blocks };
}

function conversations(text: string): readonly Conversation[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const words = firstLine(part).trim().split(/\s+/);
      return { words, answer: part.slice(firstLine(part).length + 1) };
    });
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

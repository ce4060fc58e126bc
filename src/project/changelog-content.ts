import type { Declared } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import type { ChangelogContent } from './changelog.ts';
import { plainText, words } from './changelog-markup.ts';
import type { OutlineLine } from './changelog-outline.ts';

const BULLET = /^\s*(?:(?:[-*+\u2022]|\d{1,3}[.)])\s+)*(?:\[[ xX]?\]\s*)?/;
/** Words of headings that stand over notes and say nothing themselves: `### Added`, "Bug fixes". "Initial release" says something. */
const CATEGORY = new Set(
  `added add additions changed changes change fixed fixes fix removed removals deprecated deprecations security feature features new
  enhancements improvements improved performance documentation docs bug bugs bugfix bugfixes breaking breaks backwards backward incompatible
  incompatibilities api internal internals misc miscellaneous other others chore chores dependencies maintenance notes highlights summary
  what's contributors thanks ci build tests style refactor refactoring refactors code reverts general known issues upgrade upgrading notable
  major minor and in for the of behavior behaviour under hood packaging infrastructure compatibility merged pull requests closed full changelog
  commits release releases version details`.split(/\s+/),
);
/** A line that is a label over others: `**Fixed**`, `Bug fixes:`. */
const LABEL = /^\s*(?:\*\*|__)[^*_]{1,60}(?:\*\*|__)\s*:?\s*$|^\s*[A-Z][\w /&-]{0,40}:\s*$/;

/** What stands in a section until somebody writes it. "No changes" and "Maintenance release" say something, and are none. */
const PLACEHOLDERS: readonly RegExp[] = [
  /^(?:tb[dac]|wip|todo|fixme|coming soon|placeholder|x{2,})\W*$/,
  /^todo\s*:/,
  /^lorem ipsum\b/,
  /^\(?fill (?:this|me) (?:out|in)\b/,
  /^(?:nothing|none|no (?:notable |user-facing )?(?:changes?|entries|news))(?: (?:has|have))?(?: (?:been )?(?:changed|here|to see here|to report|made|added))*,? (?:as )?yet\b/,
  /^(?:please )?(?:add|write|put|insert|describe|list|document|enter) (?:your |the |any |new |all )*(?:changes?|entry|entries|items?|notes?|changelog|release notes|description)(?: made)?(?: (?:here|below|for this (?:release|version)))?\W*$/,
  /^(?:your |new |the )?(?:changes?|entry|entries|notes?|changelog|release notes?|description|items?)(?: goe?s?)? here\W*$/,
  /^\W*(?:a )?(?:short |brief )?description of (?:the |your |a |this )?(?:non-trivial )?changes?\W*$/,
  /^(?:change|item|entry|feature|fix|bug ?fix) (?:\d|x|n)\W*$/,
];

export type ContentReading = { readonly content: ChangelogContent; readonly placeholder: Declared<string> | null };

/** Judges what stands below a heading. Sub-headings with nothing below them, rules and anchors are nothing. */
export function readContent(file: string, lines: readonly OutlineLine[], from: number, to: number): ContentReading {
  let placeholder: Declared<string> | null = null;
  for (let i = from; i < to; i++) {
    const line = lines[i];
    if (line === undefined || line.kind === 'blank' || line.kind === 'mark') continue;
    const plain = plainText(line.text).replace(BULLET, (bullet) => ' '.repeat(bullet.length));
    const said = words(plain);
    const isLabel = line.kind === 'title' || (line.kind === 'text' && LABEL.test(line.text.slice(0, 120)));
    if (isLabel ? said.every((word) => CATEGORY.has(word)) : said.length === 0) continue;
    if (!PLACEHOLDERS.some((pattern) => pattern.test(plain.trim().toLowerCase())))
      return { content: 'filled', placeholder: null };
    const start = line.start + plain.search(/\S/);
    placeholder ??= { value: plain.trim(), place: atSpan(file, start, start + plain.trim().length) };
  }
  return { content: placeholder === null ? 'empty' : 'placeholder', placeholder };
}

/** Whether a list stands there: the usual form of notes, and none of a text that always stands in a section. */
export function hasItems(lines: readonly OutlineLine[], from: number, to: number): boolean {
  return lines
    .slice(from, to)
    .some(({ kind, text }) => kind === 'text' && /^\s*(?:[-*+\u2022]|\d{1,3}[.)])\s+\S/.test(text.slice(0, 120)));
}

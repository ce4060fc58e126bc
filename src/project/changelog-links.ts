import type { Declared, Place } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import type { Head } from './changelog-entries.ts';
import type { Outline } from './changelog-outline.ts';
import type { SourceText } from './source.ts';

/** What a link says of a release: the tags that it compares, or the one that it shows. */
export type ReleaseLink = {
  /** `github.com/owner/repo` */
  readonly repository: string;
  /** Null for a link to one tag. */
  readonly base: Declared<string> | null;
  readonly head: Declared<string>;
};

export type LinkTarget = { readonly url: Declared<string>; readonly release: ReleaseLink | null };

/** `[1.2.3]: https://…`, `.. _1.2.3: https://…` */
export type LinkDefinition = LinkTarget & { readonly label: string; readonly place: Place };

/** A section's heading that is a link. */
export type HeadingLink = {
  /** The version as the heading has it; null for the section of what is not out. */
  readonly version: string | null;
  /** What is looked up among the definitions; null where the target stands in the heading. */
  readonly label: Declared<string> | null;
  /** In the heading, or of the first definition of the label; null where there is none. */
  readonly target: LinkTarget | null;
};

export type ChangelogLinks = {
  readonly definitions: readonly LinkDefinition[];
  /** In file order, of the headings that are links only. */
  readonly headings: readonly HeadingLink[];
};

/** CommonMark 4.7; angle brackets around the target are left out. */
const MD_DEFINITION = /^( {0,3}\[)([^[\]]{1,100})(\]:[ \t]*<?)([^\s<>]{1,500})/;
/** `.. _1.2.3: …`, with the name in backticks where it holds a colon. */
const RST_DEFINITION = /^(\.\. _`?)([^`:]{1,100})(`?:[ \t]+)(\S{1,500})/;
/** `[1.2.3]`, `[1.2.3][]`, `[1.2.3][label]`, `[1.2.3](target)`, at the front of a heading; `[v1.2.3]` too. */
const MD_REFERENCE =
  /^(\W{0,3}?\[)([^[\]]{1,100})\](?:(\()([^\s()<>]{1,500})(?:[ \t]+"[^"]{0,100}")?\)|\[([^[\]]{0,100})\])?/;
/** `` `1.2.3`_ `` and `` `1.2.3 <target>`_ ``. */
const RST_REFERENCE = /^([^\w`]{0,3}`)([^`<>]{1,100}?)(?:([ ]<)([^\s<>`]{1,500})>)?`__?/;
const MOST = 5000;

/** The link definitions of a file, and the headings of sections that are links. */
export function readLinks({ file }: SourceText, outline: Outline, heads: readonly Head[]): ChangelogLinks {
  const definitions = readDefinitions(file, outline);
  // CommonMark: the first definition of a label counts.
  const byLabel = new Map(definitions.toReversed().map((one) => [one.label, one]));
  const headings = heads.flatMap(({ title, reading }): readonly HeadingLink[] => {
    const version = reading === null ? null : reading.version.text;
    const found = outline.format === 'rst' ? RST_REFERENCE.exec(title.text) : MD_REFERENCE.exec(title.text);
    if (found === null) return [];
    const [, before = '', text = '', opening, target, second] = found;
    // A checkbox or a remark in brackets is no reference to a version.
    if (version === null ? !/\w{3}/.test(text) : !text.includes(version)) return [];
    if (target !== undefined) {
      // `[1.2.3](2020-01-02)` is a date that lost its blank.
      if (/^\d/.test(target)) return [];
      const start = title.start + title.text.indexOf(target, before.length + text.length + (opening?.length ?? 0));
      return [{ version, label: null, target: targetOf(file, target, start) }];
    }
    const at = title.start + before.length;
    const value = labelKey(second === undefined || second === '' ? text : second);
    return [
      { version, label: { value, place: atSpan(file, at, at + text.length) }, target: byLabel.get(value) ?? null },
    ];
  });
  return { definitions, headings };
}

function readDefinitions(file: string, { lines, format }: Outline): readonly LinkDefinition[] {
  const definitions: LinkDefinition[] = [];
  const pattern = format === 'rst' ? RST_DEFINITION : MD_DEFINITION;
  for (const { start, text, kind } of lines) {
    if (kind === 'code' || kind === 'title' || definitions.length >= MOST || !text.includes(':')) continue;
    const found = pattern.exec(text.slice(0, 800));
    if (found === null) continue;
    const [whole, before = '', label = '', between = '', url = ''] = found;
    definitions.push({
      ...targetOf(file, url, start + before.length + label.length + between.length),
      label: labelKey(label),
      place: atSpan(file, start, start + whole.length),
    });
  }
  return definitions;
}

/** Labels match without regard to case and the number of blanks (CommonMark 4.7, docutils' reference names). */
function labelKey(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

const FORGE = /^https?:\/\/(?:www\.)?([\w.-]{1,100}\/[\w.~-]{1,100}(?:\/[\w.~-]{1,100}){1,4}?)(?:\/-)?\//;
const COMPARED = /^compare\/([^\s?#]{1,200}?)(\.\.\.?)([^\s?#]{1,200})$/;
const SHOWN = /^(?:releases\/tag|tree|tags|releases|commits)\/([^\s?#]{1,200}?)\/?$/;

function targetOf(file: string, url: string, start: number): LinkTarget {
  const declared: Declared<string> = { value: url, place: atSpan(file, start, start + url.length) };
  return { url: declared, release: releaseOf(file, url, start) };
}

/** GitHub's, GitLab's and Gitea's addresses; others say nothing. */
function releaseOf(file: string, url: string, start: number): ReleaseLink | null {
  const forge = FORGE.exec(url);
  if (forge === null) return null;
  const [front, repository = ''] = forge;
  const rest = url.slice(front.length);
  const piece = (text: string, at: number): Declared<string> => ({
    value: text,
    place: atSpan(file, start + front.length + at, start + front.length + at + text.length),
  });
  const compared = COMPARED.exec(rest);
  if (compared !== null) {
    const [, base = '', dots = '', head = ''] = compared;
    const at = 'compare/'.length;
    return { repository, base: piece(base, at), head: piece(head, at + base.length + dots.length) };
  }
  const shown = SHOWN.exec(rest)?.[1];
  return shown === undefined ? null : { repository, base: null, head: piece(shown, rest.indexOf(shown)) };
}

import { atSpan } from '../core/place.ts';
import type { RstProblem } from './readme-document.ts';
import type { HtmlAddress } from './readme-html.ts';
import { readBody } from './readme-rst-blocks.ts';
import type { RstDirective, RstLine, RstSink } from './readme-rst-lines.ts';
import { splitRst } from './readme-rst-lines.ts';
import { readInline } from './readme-rst-inline.ts';
import { DIRECTIVES, DISABLED, OPTIONS, ROLES } from './readme-rst-names.ts';

export type RstReading = { readonly addresses: readonly HtmlAddress[]; readonly problems: readonly RstProblem[] };

/** Addresses of a reStructuredText, and what PyPI refuses it for. */
export function readRst(source: string, file: string): RstReading {
  const text = source.includes('\r') ? source.replaceAll(/\r(?!\n)/g, '\n').replaceAll('\r', ' ') : source;
  const reading = new Reading(text, file);
  readBody(splitRst(text), reading.sink);
  return { addresses: reading.addresses, problems: reading.problemsInOrder() };
}

type Named = { readonly name: string; readonly at: number };

class Reading {
  readonly addresses: HtmlAddress[] = [];
  private readonly problems: RstProblem[] = [];
  private readonly roles: Named[] = [];
  private readonly references: Named[] = [];
  private readonly substitutions: Named[] = [];
  private readonly ownRoles = new Set<string>();
  private readonly ownSubstitutions = new Set<string>();
  private readonly names = new Set<string>();
  private readonly text: string;
  private readonly file: string;
  /** URI of each named target; docutils minds when the same name leads elsewhere. */
  private readonly targets = new Map<string, string>();

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
  }

  readonly sink: RstSink = {
    directive: (directive) => this.directive(directive),
    inline: (lines) => this.inline(lines),
    target: (name, target, start, targetStart) => {
      this.define(name, target, start);
      if (!/(?:^|[^\\])_$/.test(target)) this.address('link', target, targetStart);
    },
    substitution: (name) => void this.ownSubstitutions.add(key(name)),
    footnote: (name) => void this.names.add(key(name.replace(/^#/, ''))),
    title: (title, overline, underline) => this.title(title, overline, underline),
    halt: ({ start, text }, detail) => this.report('structure', text.slice(0, 60), detail, start, start + text.length),
  };

  problemsInOrder(): readonly RstProblem[] {
    for (const { name, at } of this.roles)
      if (!ROLES.has(name.toLowerCase()) && !this.ownRoles.has(name.toLowerCase()))
        this.report('role', name, '', at, at + name.length);
    this.undefinedNames();
    const start = ({ place }: RstProblem): number => (place.kind === 'span' ? place.span.start : 0);
    return this.problems.sort((a, b) => start(a) - start(b));
  }

  /** Tables and the like are left unread, so what might define a name there counts as well. */
  private undefinedNames(): void {
    if (this.references.length + this.substitutions.length === 0) return;
    const flat = key(this.text.replaceAll('\\', ''));
    const isThere = (...forms: readonly string[]): boolean => forms.some((form) => flat.includes(form));
    for (const { name, at } of this.references.slice(0, MOST_NAMES)) {
      const wanted = key(name);
      if (this.names.has(wanted)) continue;
      if (isThere(`_${wanted}:`, `_\`${wanted}\``, `\`${wanted} <`, `[${wanted}]`, `:name: ${wanted}`)) continue;
      this.report('undefined', name, `.. _${name}: https://…`, at, at + Math.max(1, name.split('\n')[0]?.length ?? 1));
    }
    for (const { name, at } of this.substitutions.slice(0, MOST_NAMES)) {
      const wanted = key(name);
      if (this.ownSubstitutions.has(wanted) || new RegExp(`\\.\\. *\\|${escaped(wanted)}\\|`, 'u').test(flat)) continue;
      this.report(
        'undefined',
        `|${name}|`,
        `.. |${name}| replace:: …`,
        at,
        at + Math.max(1, name.split('\n')[0]?.length ?? 1),
      );
    }
  }

  private report(kind: RstProblem['kind'], subject: string, detail: string, start: number, end: number): void {
    if (this.problems.length < MOST_PROBLEMS)
      this.problems.push({ kind, subject, detail, place: atSpan(this.file, start, end) });
  }

  private address(kind: HtmlAddress['kind'], target: string, start: number): void {
    if (target !== '' && this.text.startsWith(target, start)) this.addresses.push({ kind, target, start });
  }

  private define(name: string, uri: string, at: number): void {
    if (name === '') return;
    const own = key(name.replaceAll('\\', ''));
    this.names.add(own);
    if (uri === '') return;
    const before = this.targets.get(own);
    if (before === undefined) this.targets.set(own, uri);
    else if (before !== uri) this.report('duplicate', name, before, at, at + Math.max(1, name.length));
  }

  private directive({ name, start, head, options, hasContent }: RstDirective): void {
    const lower = name.toLowerCase();
    const end = start + name.length;
    if (DISABLED.has(lower)) return this.report('disabled', name, '', start, end);
    if (!DIRECTIVES.has(lower)) return this.report('directive', name, '', start, end);
    const known = OPTIONS[lower];
    for (const option of known === undefined ? [] : options) {
      if (known?.includes(option.name.toLowerCase()) === false)
        this.report('option', name, option.name, option.start, option.start + option.name.length);
    }
    const [first] = head;
    if (lower === 'contents' || lower === 'topic') this.names.add(key(head.map(({ text }) => text).join(' ')));
    if (lower === 'role') this.ownRoles.add(/^[\w.+:-]+/.exec(first?.text ?? '')?.[0].toLowerCase() ?? '');
    if (lower === 'image' || lower === 'figure') {
      if (first !== undefined && head.length === 1) this.address('image', first.text, first.start);
      const target = options.find((option) => option.name === 'target');
      if (target !== undefined && !target.value.endsWith('_')) this.address('link', target.value, target.valueStart);
    }
    if (/^code(?:-block)?$|^sourcecode$/.test(lower)) {
      const words = head.flatMap(({ text }) => text.split(/\s+/));
      if (words.length > 1) this.report('structure', `.. ${name}::`, 'has no blank line above its code', start, end);
      else if (!hasContent) this.report('structure', `.. ${name}::`, 'has no code below it', start, end);
    }
  }

  private inline(lines: readonly RstLine[]): void {
    const joined = lines.map(({ text }) => text).join('\n');
    const offsetOf = (at: number): number => {
      let rest = at;
      for (const { start, text } of lines) {
        if (rest <= text.length) return start + rest;
        rest -= text.length + 1;
      }
      return lines[0]?.start ?? 0;
    };
    for (const one of readInline(joined.replace(/(?<!\\)::$/, ':'))) {
      const at = offsetOf(one.at);
      if (one.kind === 'role') this.roles.push({ name: one.name, at });
      else if (one.kind === 'reference') this.references.push({ name: one.name, at });
      else if (one.kind === 'substitution') this.substitutions.push({ name: one.name, at });
      else if (one.kind === 'unclosed') this.report('unclosed', one.mark, '', at, at + one.mark.length);
      else if (one.kind === 'target') this.names.add(key(one.name));
      else if (one.kind === 'embedded') {
        this.address('link', one.uri, at);
        this.define(one.name, one.uri.replaceAll(/\s/g, ''), at);
      }
    }
  }

  private title(title: RstLine, overline: string | null, underline: string): void {
    this.inline([title]);
    this.names.add(key(plain(title.text)));
    const rule = overline ?? underline;
    const width = leastWidth(title.text) + (overline === null ? 0 : title.indent);
    if (width > rule.length && rule.length >= 4)
      this.report('underline', title.text, String(width), title.start, title.start + title.text.length);
  }
}

const MOST_PROBLEMS = 100;
/** More references than this are not looked up. */
const MOST_NAMES = 100;

/** Names match without regard to case and the number of blanks. */
function key(name: string): string {
  return name.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** A title without its inline markup, which is what it is referred to by. */
function plain(title: string): string {
  return title
    .replaceAll(/:[\w-]{1,40}:(?=`)/g, '')
    .replaceAll(/\\([^])/g, '$1')
    .replaceAll(/[`*|]|_(?=\W|$)/g, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]/;

/** Columns that a title takes at the least: which emoji are wide differs between versions of Unicode. */
function leastWidth(text: string): number {
  let width = 0;
  for (const character of text) width += /\p{M}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

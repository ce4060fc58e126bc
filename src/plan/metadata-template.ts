/**
 * Templates of Handlebars, as far as the action's README shows them: `{{name}}`, `{{{name}}}`, `{{&name}}`, arguments
 * that are strings or names, `{{#if name}}` and `{{#unless name}}` with `{{else}}`. What is beyond (partials, other blocks, paths,
 * sub-expressions, comments, `~`) is `unread`, which is not to say wrong.
 */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'value';
      readonly name: string;
      readonly isEscaped: boolean;
      readonly args: readonly TemplateArgument[];
      readonly named: ReadonlyMap<string, string>;
    }
  | {
      readonly kind: 'if';
      readonly name: string;
      readonly isNegated: boolean;
      readonly body: readonly TemplatePart[];
      readonly otherwise: readonly TemplatePart[];
    };

/** A string in quotes; or a name, or a path of names, that stands for a value. */
export type TemplateArgument = { readonly kind: 'text' | 'name'; readonly text: string };

export type Template =
  | { readonly kind: 'parts'; readonly parts: readonly TemplatePart[] }
  | { readonly kind: 'unread' }
  | { readonly kind: 'wrong'; readonly message: string };

const NAME = /[A-Za-z_$][\w$-]*(?=[=}\s])/y;
const PATH = /[A-Za-z_$][\w$-]*(?:\.[A-Za-z_$][\w$-]*)*(?=[}\s])/y;
const BLANKS = /\s*/y;
// Names that mean something else where a value stands.
const KEYWORDS = new Set(['true', 'false', 'undefined', 'null', 'this', 'else', 'as']);
const HELPERS = new Set(['if', 'unless', 'each', 'with', 'lookup', 'log', 'helperMissing', 'blockHelperMissing']);
// What opens something that is not read here.
const BEYOND = /[!>^*~/#({]/;
const DEEPEST = 8;

class Unread extends Error {}
class Wrong extends Error {}

export function parseTemplate(text: string): Template {
  if (!text.includes('{{')) return { kind: 'parts', parts: text === '' ? [] : [{ kind: 'text', text }] };
  try {
    return { kind: 'parts', parts: new TemplateReader(text).read() };
  } catch (error) {
    if (error instanceof Unread) return { kind: 'unread' };
    if (error instanceof Wrong) return { kind: 'wrong', message: error.message };
    throw error;
  }
}

/** Whether a template is `{{raw}}` and nothing else; null where that cannot be told. */
export function isRawTemplate(template: Template): boolean | null {
  if (template.kind === 'unread') return null;
  if (template.kind === 'wrong' || template.parts.length !== 1) return false;
  const [part] = template.parts;
  return part?.kind === 'value' && part.name === 'raw';
}

class TemplateReader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  read(): readonly TemplatePart[] {
    const parts = this.parts(0);
    if (this.at < this.text.length) throw new Wrong('an {{else}} or the end of a block stands outside of one');
    return parts;
  }

  /** Up to the end, or to an `{{else}}` or the end of a block. */
  private parts(depth: number): readonly TemplatePart[] {
    const parts: TemplatePart[] = [];
    while (this.at < this.text.length) {
      const open = this.text.indexOf('{{', this.at);
      const text = this.text.slice(this.at, open === -1 ? undefined : open);
      if (text !== '') parts.push({ kind: 'text', text });
      if (open === -1) {
        this.at = this.text.length;
        break;
      }
      // `\{{` is text in Handlebars.
      if (text.endsWith('\\')) throw new Unread();
      this.at = open;
      if (this.ends() !== null) break;
      parts.push(this.part(depth));
    }
    return parts;
  }

  /** What ends the parts here: `else`, `/if`, `/unless`. */
  private ends(): { readonly what: string; readonly length: number } | null {
    const found = /^\{\{\s{0,9}(else(?=\s{0,9}\}\})|\/(?:if|unless)(?=\s{0,9}\}\}(?!\})))\s{0,9}\}\}/.exec(
      this.text.slice(this.at, this.at + 40),
    );
    if (found === null) return null;
    return { what: found[1] ?? '', length: found[0].length };
  }

  private part(depth: number): TemplatePart {
    const rest = this.text.slice(this.at);
    if (!rest.includes('}}')) throw new Wrong('a {{ is not closed');
    const block = /^\{\{#(if|unless)\s/.exec(rest.slice(0, 12));
    if (block !== null) {
      // Lines that hold a block only are cut out of the text.
      if (depth >= DEEPEST || /[\r\n]/.test(this.text)) throw new Unread();
      this.at += block[0].length;
      return this.block(block[1] ?? '', depth);
    }
    if (rest.startsWith('{{{{')) throw new Unread();
    const open = rest.startsWith('{{{') ? '{{{' : rest.startsWith('{{&') ? '{{&' : '{{';
    if (open === '{{' && BEYOND.test(rest[2] ?? '')) throw new Unread();
    this.at += open.length;
    const name = this.name();
    const { args, named } = this.arguments();
    this.close(open === '{{{' ? '}}}' : '}}');
    return { kind: 'value', name, isEscaped: open === '{{', args, named };
  }

  private block(kind: string, depth: number): TemplatePart {
    const name = this.name();
    this.close('}}');
    const body = this.parts(depth + 1);
    let end = this.ends();
    let otherwise: readonly TemplatePart[] = [];
    if (end?.what === 'else') {
      this.at += end.length;
      otherwise = this.parts(depth + 1);
      end = this.ends();
    }
    if (end === null) throw new Wrong(`{{#${kind}}} is not closed`);
    if (end.what !== `/${kind}`) throw new Wrong(`{{#${kind}}} is closed by {{${end.what}}}`);
    this.at += end.length;
    return { kind: 'if', name, isNegated: kind === 'unless', body, otherwise };
  }

  private name(): string {
    this.match(BLANKS);
    if (this.text.startsWith('}}', this.at)) throw new Wrong('{{}} has no expression');
    const name = this.match(NAME);
    if (name === null || KEYWORDS.has(name) || HELPERS.has(name)) throw new Unread();
    return name;
  }

  private arguments(): { readonly args: readonly TemplateArgument[]; readonly named: ReadonlyMap<string, string> } {
    const args: TemplateArgument[] = [];
    const named = new Map<string, string>();
    while (this.match(BLANKS) !== null && !this.text.startsWith('}', this.at)) {
      const plain = this.argument();
      if (plain !== null) {
        if (named.size > 0) throw new Wrong('an argument stands after a named one');
        args.push(plain);
        continue;
      }
      const name = this.match(NAME);
      if (name === null || KEYWORDS.has(name) || this.text[this.at] !== '=') throw new Unread();
      this.at += 1;
      const value = this.string();
      if (value === null) throw new Unread();
      named.set(name, value);
    }
    return { args, named };
  }

  private argument(): TemplateArgument | null {
    const text = this.string();
    if (text !== null) return { kind: 'text', text };
    const path = this.match(PATH);
    if (path === null) return null;
    if (path.split('.').some((name) => KEYWORDS.has(name) || HELPERS.has(name))) throw new Unread();
    return { kind: 'name', text: path };
  }

  private string(): string | null {
    const quote = this.text[this.at];
    if (quote !== "'" && quote !== '"') return null;
    let end = this.text.indexOf(quote, this.at + 1);
    // A quote behind a backslash does not end the string.
    while (end > 0 && this.text[end - 1] === '\\') end = this.text.indexOf(quote, end + 1);
    if (end === -1) {
      if (this.text.includes('\\', this.at)) throw new Unread();
      throw new Wrong('a string is not closed');
    }
    const value = this.text.slice(this.at + 1, end).replaceAll(`\\${quote}`, quote);
    this.at = end + 1;
    return value;
  }

  private close(close: string): void {
    this.match(BLANKS);
    if (!this.text.startsWith(close, this.at)) {
      if (/^\}+/.test(this.text.slice(this.at, this.at + 1))) throw new Wrong(`${close} is expected`);
      throw new Unread();
    }
    // The lexer of Handlebars takes one brace more for another token.
    if (this.text.startsWith(`${close}}`, this.at)) throw new Wrong(`${close} is expected, not ${close}}`);
    this.at += close.length;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.at += found[0].length;
    return found[0];
  }
}

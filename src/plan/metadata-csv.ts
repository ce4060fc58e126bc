/** Reading as csv-parse does, with the options that the action and its toolkit hand it. */
export type CsvOptions = {
  /** A quote in the middle of a field is text. */
  readonly relaxQuotes: boolean;
  /** `#` at the start of a record makes it a comment. */
  readonly comments: boolean;
};

export type CsvRecord = { readonly fields: readonly string[]; readonly line: number };

export type CsvResult =
  | { readonly ok: true; readonly records: readonly CsvRecord[] }
  | { readonly ok: false; readonly line: number; readonly message: string };

/** Splits text into records of fields; lines that are empty are left out. */
export function readCsv(text: string, options: CsvOptions): CsvResult {
  return new CsvReader(text, options).read();
}

const PLAIN = /[^",#\r\n]+/y;

class CsvReader {
  private readonly records: CsvRecord[] = [];
  private fields: string[] = [];
  private field = '';
  private isQuoting = false;
  private wasQuoting = false;
  private isComment = false;
  /** The first line end is the one that counts from there on. */
  private newline: string | null = null;
  private line = 0;
  private startLine = 0;
  private error: { line: number; message: string } | null = null;
  private readonly text: string;
  private readonly options: CsvOptions;

  constructor(text: string, options: CsvOptions) {
    this.text = text;
    this.options = options;
  }

  read(): CsvResult {
    let at = 0;
    while (at < this.text.length && this.error === null) {
      const plain = this.plainAt(at);
      if (plain !== '') {
        this.append(plain);
        at += plain.length;
        continue;
      }
      const taken = this.step(this.text[at] ?? '', at);
      for (let i = at; i < at + taken; i++) if (this.text[i] === '\n') this.line++;
      at += taken;
    }
    if (this.error === null && this.isQuoting) this.fail('a quote is not closed');
    if (this.error !== null) return { ok: false, ...this.error };
    if (!this.isBlank()) this.endRecord();
    return { ok: true, records: this.records };
  }

  /** Letters that are nothing but text wherever they stand; `''` where one comes that may mean something. */
  private plainAt(at: number): string {
    if (this.isComment) return '';
    PLAIN.lastIndex = at;
    return PLAIN.exec(this.text)?.[0] ?? '';
  }

  /** Reads at a place; gives how many letters it took. */
  private step(letter: string, at: number): number {
    const end = this.isQuoting ? 0 : this.newlineAt(at);
    if (letter === '"' && !this.isComment) {
      const taken = this.quote(at);
      if (taken !== null) return taken;
    }
    if (this.isQuoting) return this.append(letter);
    if (end > 0) {
      if (!this.isBlank()) this.endRecord();
      this.isComment = false;
      return end;
    }
    if (this.isComment) return 1;
    if (letter === '#' && this.options.comments && this.fields.length === 0 && this.field === '') {
      this.isComment = true;
      return 1;
    }
    if (letter === ',') {
      this.endField();
      return 1;
    }
    return this.append(letter);
  }

  /** Null where the quote is to be read as any other letter. */
  private quote(at: number): number | null {
    if (!this.isQuoting) {
      if (this.field !== '') {
        if (!this.options.relaxQuotes) this.fail('a quote stands in the middle of a field');
        return null;
      }
      if (this.fields.length === 0 && !this.wasQuoting) this.startLine = this.line;
      this.isQuoting = true;
      return 1;
    }
    const next = this.text[at + 1];
    if (next === '"') {
      this.field += '"';
      return 2;
    }
    const closes =
      next === undefined || next === ',' || (next === '#' && this.options.comments) || this.newlineAt(at + 1) > 0;
    if (!closes && !this.options.relaxQuotes) {
      this.fail('a closing quote is not followed by a comma');
      return 1;
    }
    this.isQuoting = false;
    this.wasQuoting = true;
    if (closes) return 1;
    this.field = `"${this.field}`;
    return null;
  }

  /** How long the line end at a place is; 0 where none is there. */
  private newlineAt(at: number): number {
    if (this.newline === null) {
      const found = ['\r\n', '\n', '\r'].find((one) => this.text.startsWith(one, at));
      if (found === undefined) return 0;
      this.newline = found;
    }
    return this.text.startsWith(this.newline, at) ? this.newline.length : 0;
  }

  private append(letter: string): number {
    if (this.fields.length === 0 && this.field === '' && !this.isQuoting && !this.wasQuoting)
      this.startLine = this.line;
    this.field += letter;
    return 1;
  }

  private isBlank(): boolean {
    return !this.wasQuoting && this.fields.length === 0 && this.field === '';
  }

  private endField(): void {
    if (this.isBlank()) this.startLine = this.line;
    this.fields.push(this.field);
    this.field = '';
    this.wasQuoting = false;
  }

  private endRecord(): void {
    this.endField();
    this.records.push({ fields: this.fields, line: this.startLine });
    this.fields = [];
  }

  private fail(message: string): void {
    this.error ??= { line: this.line, message };
  }
}

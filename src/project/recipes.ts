import { atSpan } from '../core/place.ts';
import type { ScriptText } from './shell.ts';
import type { SourceText } from './source.ts';

/** A target of a Makefile or a recipe of a justfile. */
export type Recipe = {
  readonly name: string;
  /** Run before it. */
  readonly dependencies: readonly string[];
  readonly script: ScriptText;
  /** Of its `#!` line; null where the shell runs it. */
  readonly interpreter: string | null;
};

type Line = { readonly text: string; readonly offset: number };
type Open = { name: string; dependencies: readonly string[]; readonly start: number; readonly body: Line[] };

/** `publish: build check`, not `NAME := value`. */
const MAKE_RULE = /^(?<names>[^\s#:=][^:=#]*?)\s*::?(?!=)(?<rest>[^=#]*)/;

/** The targets of a Makefile; one that is given several times counts as several. Names that are computed are left out. */
export function makeRecipes(source: SourceText): readonly Recipe[] {
  const open: Open[] = [];
  let here: Open[] = [];
  for (const line of linesOf(source.text)) {
    if (line.text.startsWith('\t')) {
      for (const rule of here) rule.body.push(line);
      continue;
    }
    const { names, rest = '' } = MAKE_RULE.exec(line.text)?.groups ?? {};
    if (names === undefined) {
      // Comments, blanks and conditionals may stand inside of a recipe; anything else ends it.
      if (/^[^\s#]/.test(line.text) && !/^(if|else|endif)/.test(line.text)) here = [];
      continue;
    }
    const [dependencies = '', ...inline] = rest.split(';');
    here = names.split(/\s+/).map((name) => ({
      name,
      dependencies: dependencies.split(/\s+/).filter((word) => word !== '' && word !== '|'),
      start: line.offset,
      body: [],
    }));
    const command = inline.join(';');
    if (command !== '')
      for (const rule of here) rule.body.push({ text: command, offset: line.offset + line.text.indexOf(';') + 1 });
    open.push(...here);
  }
  return open.filter(({ name }) => !/[.%$]/.test(name)).map((rule) => close(source, rule, /^[\t ]*[@+-]*/));
}

const JUST_RECIPE = /^@?(?<name>[A-Za-z_][\w-]*)(?:\s[^:]*|\s*):(?!=)(?<rest>.*)$/;
const JUST_ALIAS = /^alias\s+(?<name>[\w-]+)\s*:=\s*(?<target>[\w-]+)/;

/** The recipes of a justfile, its aliases included. */
export function justRecipes(source: SourceText): readonly Recipe[] {
  const open: Open[] = [];
  let here: Open | null = null;
  for (const line of linesOf(source.text)) {
    if (/^\s/.test(line.text)) {
      here?.body.push(line);
      continue;
    }
    const alias = JUST_ALIAS.exec(line.text)?.groups;
    if (alias !== undefined)
      open.push({ name: alias['name'] ?? '', dependencies: [alias['target'] ?? ''], start: line.offset, body: [] });
    const { name, rest = '' } = JUST_RECIPE.exec(line.text)?.groups ?? {};
    if (name === undefined) {
      if (line.text !== '' && !line.text.startsWith('#')) here = null;
      continue;
    }
    const dependencies = (rest.match(/\([^)]*\)|[^\s()&]+/g) ?? []).map(
      (word) => word.replace(/^\(\s*/, '').split(/[\s)]/)[0] ?? '',
    );
    here = { name, dependencies, start: line.offset, body: [] };
    open.push(here);
  }
  return open.map((recipe) => close(source, recipe, /^\s*[@-]*/));
}

/** What a `#!` line names, without its path. */
export function interpreterOf(text: string): string | null {
  const words = /^#!\s*(?<line>[^\r\n]*)/.exec(text)?.groups?.['line']?.split(/\s+/) ?? [];
  const names = words
    .map((word) => word.split('/').at(-1) ?? '')
    .filter((word) => !word.startsWith('-') && word !== 'env');
  return names[0] ?? null;
}

function close(source: SourceText, { name, dependencies, start, body }: Open, prefix: RegExp): Recipe {
  const lines = body.map(({ text, offset }) => {
    const skipped = prefix.exec(text)?.[0].length ?? 0;
    return { text: text.slice(skipped), offset: offset + skipped };
  });
  const last = body.at(-1);
  const place = atSpan(source.file, start, last === undefined ? start + name.length : last.offset + last.text.length);
  const text = lines.map((line) => line.text).join('\n');
  return {
    name,
    dependencies,
    interpreter: interpreterOf(text),
    script: { file: source.file, text, place, lines: lines.map(({ offset }) => offset) },
  };
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    lines.push({ text: line.endsWith('\r') ? line.slice(0, -1) : line, offset });
    offset += line.length + 1;
  }
  return lines;
}

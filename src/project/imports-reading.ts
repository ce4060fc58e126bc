import { parseTree } from './packaging-syntax.ts';

/** An import statement at the left margin of a module: nothing but what stands above it keeps it from being run. */
export type ImportLine = {
  /** Dotted module, dots of a relative import in front: `yaml`, `..core`. */
  readonly module: string;
  /** Names of a `from` import; null for `import module`. */
  readonly names: readonly string[] | null;
  readonly start: number;
  readonly end: number;
};

const LINE =
  /^(?:from[ \t]{1,20}(?<from>[.\w]{1,200})[ \t]{1,20}import[ \t]{0,20}(?:\((?<group>[^()]{0,20000})\)|(?<names>[^\n#;()]{1,2000}))|import[ \t]{1,20}(?<plain>[^\n#;]{1,2000}))/gm;

/** Statements at the margin that end a module early. */
const END = /^(?:raise\b|sys\.exit\(|exit\(|quit\(|os\._exit\()/m;

/**
 * Import statements at the left margin, found without parsing: to parse every module of a package takes seconds. A text
 * in a string may look like one, so `confirms` is asked before anything is said.
 */
export function importLines(text: string): readonly ImportLine[] {
  const found: ImportLine[] = [];
  const stop = END.exec(text)?.index ?? text.length;
  for (const match of text.matchAll(LINE)) {
    if (match.index > stop) break;
    const { from, group, names, plain } = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].trimEnd().length;
    if (from !== undefined) found.push({ module: from, names: namesOf(group ?? names ?? ''), start, end });
    for (const module of plain === undefined ? [] : namesOf(plain))
      if (/^[A-Za-z_][\w.]*$/.test(module)) found.push({ module, names: null, start, end });
  }
  return found;
}

/** `a as b, c # why` → `a`, `c`. */
function namesOf(text: string): readonly string[] {
  return text
    .replaceAll(/#[^\n]*/g, '')
    .split(',')
    .map((part) => part.trim().split(/\s/)[0] ?? '')
    .filter((name) => name !== '' && name !== '\\');
}

/** Whether the syntax tree has an import statement there, outside any block and string. */
export function confirms(text: string, start: number): boolean {
  const tree = parseTree(text);
  if (tree === null) return false;
  for (const node of tree.getChildren('ImportStatement')) if (node.from === start) return true;
  // `import a; import b`
  return tree.getChildren('StatementGroup').some((group) => group.from === start);
}

/** Code that changes where modules come from, puts imports off, or ends the import of a package in a way of its own. */
const RIGGED = new RegExp(
  [
    String.raw`\bsys\.(?:path|meta_path|path_hooks)\b`,
    String.raw`\bsys\.modules(?:\.(?:setdefault|update|pop|__setitem__)|\[(?!__name__\])[^\]\n]{1,100}\][ \t]{0,8}=(?!=))`,
    String.raw`\b(?:addsitedir|demandimport|lazy_?imports?|Lazy(?:Import|Importer|Loader|Module)|__lazy_modules__|apipkg)\b`,
    String.raw`\b(?:install_aliases|import_hooks?|add_vendor|VendorImporter)\b|^lazy[ \t]`,
  ].join('|'),
  'm',
);

export function isRigged(text: string): boolean {
  return RIGGED.test(text);
}

/** Whether a package's `__init__` binds the name itself, so that `from package import name` may mean no submodule. */
export function bindsName(text: string, name: string): boolean {
  if (/^def __getattr__\b/m.test(text)) return true;
  for (const [line] of text.matchAll(/^[^\n]{1,400}/gm)) {
    if (!line.includes(name) || line.startsWith('from . import ')) continue;
    if (/^\s*(?:from|import|def|class|async|global|for|with)\b|=/.test(line)) return true;
  }
  return false;
}

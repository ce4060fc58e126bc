import type { Place } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { ImportLine } from './imports-reading.ts';
import { bindsName, confirms, importLines, isRigged } from './imports-reading.ts';
import type { ImportPackage } from './packages.ts';
import { below, parent } from './path.ts';
import type { Reader } from './reader.ts';

/** Modules of one distribution that are read, and characters of them. */
const MODULES = 400;
const CHARACTERS = 4 * 1024 * 1024;

/** An absolute import that `import package` always comes to. */
export type ReachedImport = {
  readonly module: string;
  readonly names: readonly string[] | null;
  readonly file: string;
  readonly start: number;
  readonly end: number;
};

export type Walk = {
  /** The first import of each module, in the order in which they are met. */
  readonly imports: readonly ReachedImport[];
  /** A module changes where modules come from, or puts imports off. */
  readonly riggedBy: string | null;
  /** Not every module was read. */
  readonly isCut: boolean;
  /** The imports that lead to one, its own left out; null where the syntax tree has one of them in a block or a string. */
  readonly path: (reached: ReachedImport) => readonly Place[] | null;
};

type Step = { readonly file: string; readonly start: number; readonly end: number };

/** Follows the imports at the left margin from a package's `__init__`, or from a single module. */
export async function walkImports(reader: Reader, top: ImportPackage): Promise<Walk> {
  const entry = top.isModule ? top.path : `${top.path}/__init__.py`;
  const texts = new Map<string, string>();
  const home: Home = { base: baseOf(top), reader, texts };
  const found: Found = { cameFrom: new Map([[entry, null]]), imports: new Map(), queue: [entry] };
  let characters = 0;
  let riggedBy: string | null = null;
  let isCut = false;
  for (let file = found.queue.shift(); file !== undefined && !isCut; file = found.queue.shift()) {
    const source = await reader.text(file, { notUtf8: 'python-cookie', isGuess: true });
    if (source === null || isUnknown(source)) continue;
    texts.set(file, source.text);
    characters += source.text.length;
    if (isRigged(source.text)) riggedBy ??= file;
    follow(file, source.text, home, found);
    isCut = found.queue.length > 0 && (texts.size >= MODULES || characters > CHARACTERS);
  }
  return { imports: [...found.imports.values()], riggedBy, isCut, path: pathFinder(texts, found.cameFrom) };
}

type Found = {
  readonly cameFrom: Map<string, Step | null>;
  readonly imports: Map<string, ReachedImport>;
  readonly queue: string[];
};

function follow(file: string, text: string, home: Home, { cameFrom, imports, queue }: Found): void {
  for (const line of importLines(text)) {
    const targets = targetsOf(line, file, home);
    for (const target of targets.filter((one) => !cameFrom.has(one))) {
      cameFrom.set(target, { file, start: line.start, end: line.end });
      queue.push(target);
    }
    if (targets.length > 0 || line.module.startsWith('.')) continue;
    const key = line.names === null ? line.module : `${line.module}:${line.names.join(',')}`;
    if (!imports.has(key)) imports.set(key, { ...line, file });
  }
}

/** Parses the modules on the way, and only those: the left margin alone may be that of a string. */
function pathFinder(texts: ReadonlyMap<string, string>, cameFrom: ReadonlyMap<string, Step | null>): Walk['path'] {
  const confirmed = new Map<string, boolean>();
  const isConfirmed = ({ file, start }: Step): boolean => {
    const key = `${file}:${start}`;
    const isSo = confirmed.get(key) ?? confirms(texts.get(file) ?? '', start);
    confirmed.set(key, isSo);
    return isSo;
  };
  return (reached) => {
    const steps: Step[] = [];
    for (let step = cameFrom.get(reached.file) ?? null; step !== null; step = cameFrom.get(step.file) ?? null)
      steps.unshift(step);
    if (![...steps, reached].every((step) => isConfirmed(step))) return null;
    return steps.map(({ file, start, end }) => atSpan(file, start, end));
  };
}

type Home = { readonly base: string; readonly reader: Reader; readonly texts: ReadonlyMap<string, string> };

/** The folder that import names start from. */
function baseOf({ name, path, isModule }: ImportPackage): string {
  let folder = isModule ? parent(path) : path;
  for (let i = name.split('.').length - (isModule ? 1 : 0); i > 0; i--) folder = parent(folder);
  return folder;
}

/** The project's own modules that an import runs for certain, packages above them included. */
function targetsOf({ module, names }: ImportLine, file: string, home: Home): readonly string[] {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  let folder = dots === 0 ? home.base : parent(file);
  for (let i = 1; i < dots; i++) folder = parent(folder);
  const parts = module
    .slice(dots)
    .split('.')
    .filter((part) => part !== '');
  const found: string[] = [];
  for (const [i, part] of parts.entries()) {
    folder = below(folder, part);
    const own = moduleAt(folder, home);
    // The first part that is not the project's own: another distribution's, or a namespace.
    if (own === null && i === 0 && dots === 0 && !home.reader.paths.has(below(folder, '__init__.py'))) return [];
    if (own !== null) found.push(own);
  }
  const init = below(folder, '__init__.py');
  const text = home.texts.get(init);
  for (const name of names ?? []) {
    // Of a package that was not read yet it is not known which names it binds.
    if (text === undefined || bindsName(text, name)) continue;
    const own = moduleAt(below(folder, name), home);
    if (own !== null) found.push(own);
  }
  return found;
}

function moduleAt(path: string, { reader }: Home): string | null {
  const init = below(path, '__init__.py');
  return reader.paths.has(init) ? init : reader.paths.has(`${path}.py`) ? `${path}.py` : null;
}

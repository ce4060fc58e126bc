import type { Declared } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import { keyword } from './load-metadata.ts';
import type { ImportPackage } from './packages.ts';
import { below } from './path.ts';
import type { Modules } from './python-modules.ts';
import type { Binding, PythonSource, PyValue } from './python-source.ts';
import type { Reader } from './reader.ts';
import { isTable, stringsAt, tableAt, valueAt } from './toml-file.ts';
import type { OwnNameQuestion } from './versions.ts';
import { normalName } from '../version/distribution-name.ts';

/**
 * Questions that the package asks of the installed metadata when it is imported, under a name that is meant to be its own
 * and is not: the import package's name where the distribution has another, or the same letters with other separators.
 */
export async function misnamedQuestions(
  python: PythonProject,
  packages: readonly ImportPackage[],
  reader: Reader,
  modules: Modules,
): Promise<readonly OwnNameQuestion[]> {
  const metadata = known(python.metadata);
  const name = metadata === null ? null : known(metadata.name);
  const [only] = packages;
  // Several packages may be of several distributions.
  if (name === null || only === undefined || packages.length > 1 || !/^[\w.-]+$/.test(name.value)) return [];
  const asked: OwnNameQuestion[] = [];
  for (const file of await importedFiles(only, reader, modules)) {
    const read = await modules.source(file);
    const text = reader.sources.get(file)?.text;
    if (read === null || text === undefined || read.generatedBy !== null) continue;
    asked.push(...questionsIn(file, read.source, text, only));
  }
  // Asked under its own name too, for a distribution that is built under two.
  if (asked.some((one) => normalName(one.asked.value) === normalName(name.value))) return [];
  const misnamed = asked.filter(({ asked: { value } }) => isMeantAsOwn(value, name.value, only.name));
  if (misnamed.length === 0) return [];
  const others = requiredNames(python);
  if (others === null || misnamed.some((one) => others.has(normalName(one.asked.value)))) return [];
  const elsewhere = await otherNames(reader, python);
  return misnamed.filter((one) => !elsewhere.has(normalName(one.asked.value)));
}

function isMeantAsOwn(asked: string, name: string, module: string): boolean {
  const letters = (text: string): string => normalName(text).replaceAll('-', '');
  return (
    normalName(asked) !== normalName(name) &&
    (normalName(asked) === normalName(module) || letters(asked) === letters(name) || asked.startsWith(`${module}.`))
  );
}

/** `__init__.py`, and the modules beside it that it imports from: what runs when the package is imported. */
async function importedFiles(one: ImportPackage, reader: Reader, modules: Modules): Promise<readonly string[]> {
  if (one.isModule) return [one.path];
  const init = below(one.path, '__init__.py');
  const text = await reader.text(init, { notUtf8: 'python-cookie' });
  if (text === null || isUnknown(text)) return [];
  const stems = [
    '_version',
    'version',
    '__version__',
    '__about__',
    '_about',
    'about',
    '_metadata',
    'metadata',
    '_meta',
  ];
  const read = /version|about|meta/.test(text.text) ? await modules.source(init) : null;
  if (read === null) return [];
  const imported = new Set(
    read.source.bindings.flatMap(({ value }) =>
      value.kind === 'import' ? [value.module.replace(/^\./, ''), value.module.replace(`${one.name}.`, '')] : [],
    ),
  );
  const files = stems.filter((stem) => imported.has(stem)).map((stem) => below(one.path, `${stem}.py`));
  return [init, ...files.filter((file) => reader.paths.has(file))];
}

const ASKS = /^(?:importlib[._]metadata|importlib_metadata|metadata|_metadata|importlib\.metadata)\.version$/;
const DISTRIBUTION =
  /^[\w.]{0,60}get_distribution\(\s{0,9}(?:(['"])(?<literal>[\w.-]{1,100})\1|(?<dunder>__package__|__name__))\s{0,9}\)\.version$/;

function questionsIn(file: string, source: PythonSource, text: string, one: ImportPackage): readonly OwnNameQuestion[] {
  const found: OwnNameQuestion[] = [];
  for (const binding of source.bindings) {
    if ((binding.branch !== 'main' && binding.branch !== 'try') || binding.value.kind === 'import') continue;
    const asked = askedBy(file, binding.value, source, text, one);
    if (asked === null) continue;
    const { start, end } = binding.value.span;
    found.push({ asked, how: text.slice(start, Math.min(end, start + 80)), isCaught: binding.branch === 'try' });
  }
  return found;
}

function askedBy(
  file: string,
  value: PyValue,
  source: PythonSource,
  text: string,
  one: ImportPackage,
): Declared<string> | null {
  if (value.kind === 'other') return fromDistribution(file, value, text, one);
  if (value.kind !== 'call' || value.callee === null || value.args.length !== 1) return null;
  if (!ASKS.test(value.callee) && !isImported(value.callee, source.bindings)) return null;
  const [arg] = value.args;
  if (arg === undefined) return null;
  const place = atSpan(file, arg.span.start, arg.span.end);
  if (arg.kind === 'string') return { value: arg.text, place };
  const own = arg.kind === 'name' ? dunder(arg.name, file, one) : null;
  return own === null ? null : { value: own, place };
}

/** `pkg_resources.get_distribution("demo").version` */
function fromDistribution(file: string, { span }: PyValue, text: string, one: ImportPackage): Declared<string> | null {
  const match = DISTRIBUTION.exec(text.slice(span.start, Math.min(span.end, span.start + 300)));
  const { literal, dunder: name } = match?.groups ?? {};
  const value = literal ?? (name === undefined ? null : dunder(name, file, one));
  return value === null ? null : { value, place: atSpan(file, span.start, span.end) };
}

/** `from importlib.metadata import version`, under any alias. */
function isImported(callee: string, bindings: readonly Binding[]): boolean {
  return bindings.some(
    ({ name, value }) =>
      name === callee &&
      value.kind === 'import' &&
      value.original === 'version' &&
      /^importlib[._]metadata$/.test(value.module),
  );
}

/** What `__package__` and `__name__` hold when the file is imported; null for other names. */
function dunder(name: string, file: string, one: ImportPackage): string | null {
  if (one.isModule) return name === '__name__' ? one.name : null;
  if (name === '__package__') return one.name;
  if (name !== '__name__') return null;
  const stem = file.slice(one.path.length + 1).replace(/\.py$/, '');
  return stem === '__init__' ? one.name : `${one.name}.${stem}`;
}

/** Names of what the distribution requires, extras too; null where code makes the list. */
function requiredNames(python: PythonProject): ReadonlySet<string> | null {
  const found: string[] = [];
  const pyproject = known(python.pyproject);
  if (pyproject !== null) {
    found.push(...stringsAt(pyproject.data, 'project', 'dependencies'));
    const extras = tableAt(pyproject.data, 'project', 'optional-dependencies') ?? {};
    for (const list of Object.values(extras)) if (Array.isArray(list)) found.push(...list.map(String));
    const poetry = valueAt(pyproject.data, 'tool', 'poetry', 'dependencies');
    if (isTable(poetry)) found.push(...Object.keys(poetry));
  }
  const cfg = known(python.setupCfg)?.ini.get('options')?.get('install_requires');
  found.push(...(cfg?.text ?? '').split('\n'));
  const setupPy = known(python.setupPy);
  const given = setupPy?.call ? keyword(setupPy.call, 'install_requires') : null;
  if (given !== null && given.kind !== 'list') return null;
  if (given?.kind === 'list') found.push(...given.items.map((item) => (item.kind === 'string' ? item.text : '')));
  return new Set(found.map((text) => normalName(/^\s*[\w.-]+/.exec(text)?.[0].trim() ?? '')));
}

/** How many other projects of the repository are looked at. */
const MOST_PROJECTS = 50;

/** Names of the other distributions of the repository: one of them may be what is asked for. */
async function otherNames(reader: Reader, python: PythonProject): Promise<ReadonlySet<string>> {
  const own = known(python.metadata)?.file;
  const files = [...reader.allPaths].filter((path) => path.endsWith('pyproject.toml') && path !== own);
  const found = await Promise.all(
    files.slice(0, MOST_PROJECTS).map(async (file) => {
      const source = await reader.text(file, { isGuess: true });
      if (source === null || isUnknown(source)) return [];
      return [...source.text.matchAll(/^name\s{0,9}=\s{0,9}["']([\w.-]{1,100})["']/gm)].map((match) => match[1] ?? '');
    }),
  );
  return new Set(found.flat().map(normalName));
}

import type { Declared } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import type { Maybe } from '../core/unknown.ts';
import { isUnknown, known, unknown } from '../core/unknown.ts';
import type { IniOption } from './ini.ts';
import type { IniFile, SetupPy } from './load-metadata-setup.ts';
import { constant, declaredArgument, keyword, optionPlace } from './load-metadata-setup.ts';
import type { DeclaredList, EntryPoint, Metadata, MetadataLists, Requirement } from './metadata.ts';
import type { PyValue } from './python-source.ts';

// Lists of the metadata that setup.cfg and setup.py declare together: setuptools reads both.

/** setup.cfg and setup.py of one distribution; `isRead` is false where setup.py is there and cannot be told from its text. */
type Setup = { readonly cfg: IniFile | null; readonly py: SetupPy | null; readonly isRead: boolean };

export function listsOfSetup(cfg: Maybe<IniFile>, py: Maybe<SetupPy>): MetadataLists {
  const call = known(py)?.call ?? null;
  const isRead = !isUnknown(cfg) && !isUnknown(py) && (py === null || (call !== null && call.spread.length === 0));
  const setup: Setup = { cfg: known(cfg), py: known(py), isRead };
  return {
    requiresPython: requiresPythonOf(setup),
    classifiers: classifiersOf(setup),
    requirements: requirementsOf(setup),
    entryPoints: entryPointsOf(setup),
  };
}

function argument({ py }: Setup, name: string): PyValue | null {
  if (py?.call == null) return null;
  const given = keyword(py.call, name);
  return given?.kind === 'name' ? (constant(py.source, given.name) ?? given) : given;
}

/** pbr and d2to1 read `[metadata]` themselves, under names of their own. */
function isPbr(setup: Setup): boolean {
  return argument(setup, 'pbr') !== null || argument(setup, 'd2to1') !== null;
}

function requiresPythonOf(setup: Setup): Metadata['requiresPython'] {
  const given = setup.py === null ? null : declaredArgument(setup.py, 'python_requires');
  const metadata = setup.cfg?.ini.get('metadata');
  // `[metadata]` counts for pbr only; setuptools passes it over, but the project means to declare it.
  const option =
    setup.cfg?.ini.get('options')?.get('python_requires') ??
    metadata?.get('python_requires') ??
    metadata?.get('requires_python');
  if (given !== null && option !== undefined) return unknown('setup.py and setup.cfg both give python_requires');
  if (given !== null) return given;
  if (option !== undefined && setup.cfg !== null && !option.text.startsWith('file:'))
    return { value: option.text, place: optionPlace(setup.cfg.file, option) };
  return setup.isRead ? null : unknown('setup() is given arguments by code');
}

function classifiersOf(setup: Setup): DeclaredList<Declared<string>> {
  const metadata = setup.cfg?.ini.get('metadata');
  const option = metadata?.get('classifiers') ?? metadata?.get('classifier');
  const given = argument(setup, 'classifiers');
  const isPlain = option === undefined || !option.text.startsWith('file:');
  const lines = option === undefined || setup.cfg === null || !isPlain ? [] : linesOf(setup.cfg, option, /\n/);
  const listed = given === null ? null : stringsOf(setup.py?.file ?? '', given);
  return {
    items: listed === null ? lines : listed.items,
    isComplete: setup.isRead && isPlain && (listed?.isComplete ?? true) && (listed === null || option === undefined),
  };
}

function requirementsOf(setup: Setup): DeclaredList<Requirement> {
  const items: Requirement[] = [];
  let isComplete = setup.isRead && !isPbr(setup);
  const add = (list: DeclaredList<Declared<string>>, extra: string | null): void => {
    isComplete &&= list.isComplete;
    for (const { value: text, place } of list.items) items.push({ text, extra, place });
  };
  const file = setup.py?.file ?? '';
  const install = argument(setup, 'install_requires');
  if (install !== null) add(stringsOf(file, install), null);
  const extras = argument(setup, 'extras_require');
  if (extras?.kind === 'dict')
    for (const [key, value] of extras.entries)
      add(stringsOf(file, value), key.kind === 'string' ? key.text : 'an extra');
  else if (extras !== null) isComplete = false;
  const { cfg } = setup;
  const option = cfg?.ini.get('options')?.get('install_requires');
  if (cfg !== null && option !== undefined) add(optionList(cfg, option), null);
  for (const [extra, one] of cfg?.ini.get('options.extras_require') ?? [])
    if (cfg !== null) add(optionList(cfg, one), extra);
  return { items, isComplete };
}

function optionList(cfg: IniFile, option: IniOption): DeclaredList<Declared<string>> {
  if (option.text.startsWith('file:')) return { items: [], isComplete: false };
  // setuptools splits a list at line ends, or at `;` where it stands on one line; `;` also starts a marker.
  return { items: linesOf(cfg, option, /\n/), isComplete: true };
}

function entryPointsOf(setup: Setup): DeclaredList<EntryPoint> {
  const items: EntryPoint[] = [];
  const given = argument(setup, 'entry_points');
  const { cfg, py } = setup;
  let isComplete = setup.isRead && (given === null || given.kind === 'dict');
  if (given?.kind === 'dict' && py !== null)
    for (const [key, value] of given.entries) {
      const listed = stringsOf(py.file, value);
      isComplete &&= listed.isComplete && key.kind === 'string';
      if (key.kind === 'string')
        items.push(...entries(listed.items, key.text, atSpan(py.file, key.span.start, key.span.end)));
    }
  for (const [group, option] of cfg?.ini.get('options.entry_points') ?? [])
    if (cfg !== null) items.push(...entries(linesOf(cfg, option, /\n/), group, null));
  for (const [group, option] of cfg?.ini.get('entry_points') ?? [])
    if (cfg !== null && isPbr(setup)) items.push(...entries(linesOf(cfg, option, /\n/), group, null));
  return { items, isComplete };
}

function entries(
  lines: readonly Declared<string>[],
  group: string,
  groupPlace: EntryPoint['groupPlace'] | null,
): readonly EntryPoint[] {
  return lines.flatMap(({ value: line, place }) => {
    const equals = line.indexOf('=');
    if (equals === -1 || line.trimStart().startsWith('#')) return [];
    const [name, value] = [line.slice(0, equals).trim(), line.slice(equals + 1).trim()];
    return [{ group, name, value, place, groupPlace: groupPlace ?? place }];
  });
}

/** The strings of a list, or of a single string with a line for each. */
function stringsOf(file: string, value: PyValue): DeclaredList<Declared<string>> {
  if (value.kind === 'string') {
    const place = atSpan(file, value.span.start, value.span.end);
    const lines = value.text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
    return { items: lines.map((line) => ({ value: line, place })), isComplete: true };
  }
  if (value.kind !== 'list') return { items: [], isComplete: false };
  const items = value.items.flatMap((item) =>
    item.kind === 'string' ? [{ value: item.text, place: atSpan(file, item.span.start, item.span.end) }] : [],
  );
  return { items, isComplete: items.length === value.items.length };
}

/** The lines of an option, each with its place: comments between them are not in `text`, so they are looked up in order. */
export function linesOf(
  { file, text }: Pick<IniFile, 'file' | 'text'>,
  option: IniOption,
  separator: RegExp,
): readonly Declared<string>[] {
  let from = option.span.start;
  return option.text.split(separator).flatMap((part) => {
    const value = part.trim();
    if (value === '') return [];
    const found = text.indexOf(value, from);
    const start = found === -1 ? from : found;
    from = start + value.length;
    return [{ value, place: atSpan(file, start, start + value.length) }];
  });
}

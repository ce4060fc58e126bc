import type { Declared } from '../core/place.ts';
import { atKey, atSpan } from '../core/place.ts';
import type { Maybe } from '../core/unknown.ts';
import { isUnknown, unknown } from '../core/unknown.ts';
import type { IniOption } from './ini.ts';
import { listsOfFlit, listsOfPoetry, listsOfProject } from './load-metadata-lists.ts';
import type { IniFile, SetupPy } from './load-metadata-setup.ts';
import { declaredArgument, keyword, optionPlace, readSetupCfg, readSetupPy } from './load-metadata-setup.ts';
import { listsOfSetup } from './load-metadata-setup-lists.ts';
import type { Metadata, ProjectUrl } from './metadata.ts';
import { below, parent } from './path.ts';
import type { Reader } from './reader.ts';
import type { TomlFile, TomlTable } from './toml-file.ts';
import { isTable, readToml, stringAt, stringsAt, tableAt, valueAt } from './toml-file.ts';

export type { IniFile, SetupCall, SetupPy } from './load-metadata-setup.ts';
export { declaredArgument, keyword, optionPlace } from './load-metadata-setup.ts';

/** The files that may declare a Python project, read and parsed. */
export type PythonProject = {
  readonly metadata: Maybe<Metadata>;
  readonly pyproject: Maybe<TomlFile>;
  readonly setupCfg: Maybe<IniFile>;
  readonly setupPy: Maybe<SetupPy>;
};

export async function loadMetadata(reader: Reader, root: string): Promise<PythonProject> {
  const [pyproject, setupCfg, setupPy] = await Promise.all([
    readToml(reader, below(root, 'pyproject.toml')),
    readSetupCfg(reader, below(root, 'setup.cfg')),
    readSetupPy(reader, below(root, 'setup.py')),
  ]);
  return { metadata: metadataOf(pyproject, setupCfg, setupPy), pyproject, setupCfg, setupPy };
}

/**
 * The first file that declares a distribution: `[project]`, `[tool.poetry]`, setup.cfg, setup.py. A broken
 * pyproject.toml hides what it declares, so the answer is unknown then, not the next file's.
 */
function metadataOf(pyproject: Maybe<TomlFile>, setupCfg: Maybe<IniFile>, setupPy: Maybe<SetupPy>): Maybe<Metadata> {
  if (isUnknown(pyproject)) return pyproject;
  if (pyproject !== null) {
    const project = tableAt(pyproject.data, 'project');
    if (project !== null) return fromProject(pyproject, project);
    const poetry = tableAt(pyproject.data, 'tool', 'poetry');
    if (poetry !== null && poetry['package-mode'] !== false) return fromPoetry(pyproject, poetry);
  }
  const backend = pyproject === null ? null : stringAt(pyproject.data, 'build-system', 'build-backend');
  const flit = pyproject === null ? null : tableAt(pyproject.data, 'tool', 'flit', 'metadata');
  if (pyproject !== null && flit !== null) return fromFlit(pyproject, flit, backend);
  if (isUnknown(setupCfg)) return setupCfg;
  if (setupCfg !== null && setupCfg.ini.get('metadata')?.has('name') === true)
    return fromSetupCfg(setupCfg, setupPy, backend);
  if (isUnknown(setupPy)) return setupPy;
  return setupPy === null ? null : fromSetupPy(setupPy, setupCfg, backend);
}

function fromProject({ file, data }: TomlFile, project: TomlTable): Metadata {
  const readme = project['readme'];
  return {
    file,
    origin: 'project',
    name: declaredString(file, ['project', 'name'], project['name']),
    readme: isTable(readme)
      ? readmeFile(file, ['project', 'readme', 'file'], readme['file'])
      : isDynamic(project, 'readme')
        ? unknown('the readme is dynamic')
        : readmeFile(file, ['project', 'readme'], readme),
    backend: stringAt(data, 'build-system', 'build-backend'),
    urls: urlsOf(file, ['project', 'urls'], project['urls']),
    isPrivate: stringsAt(project, 'classifiers').some((classifier) => classifier.startsWith('Private ::')),
    ...listsOfProject(file, project, data),
  };
}

function fromPoetry({ file, data }: TomlFile, poetry: TomlTable): Metadata {
  const readme = poetry['readme'];
  const path = ['tool', 'poetry'] as const;
  return {
    file,
    origin: 'poetry',
    name: declaredString(file, [...path, 'name'], poetry['name']),
    readme: Array.isArray(readme)
      ? readmeFile(file, [...path, 'readme', 0], readme[0])
      : readmeFile(file, [...path, 'readme'], readme),
    backend: stringAt(data, 'build-system', 'build-backend'),
    urls: urlsOf(file, [...path, 'urls'], poetry['urls']),
    isPrivate: stringsAt(poetry, 'classifiers').some((classifier) => classifier.startsWith('Private ::')),
    ...listsOfPoetry(file, poetry),
  };
}

/** flit before PEP 621 (`[tool.flit.metadata]`): the module names the distribution unless `dist-name` does. */
function fromFlit({ file, data }: TomlFile, flit: TomlTable, backend: string | null): Metadata {
  const path = ['tool', 'flit', 'metadata'] as const;
  const key = typeof flit['dist-name'] === 'string' ? 'dist-name' : 'module';
  return {
    file,
    origin: 'project',
    name: declaredString(file, [...path, key], flit[key]),
    readme: readmeFile(file, [...path, 'description-file'], flit['description-file']),
    backend,
    urls: urlsOf(file, [...path, 'urls'], valueAt(data, ...path, 'urls')),
    isPrivate: stringsAt(flit, 'classifiers').some((classifier) => classifier.startsWith('Private ::')),
    ...listsOfFlit(file, flit, data),
  };
}

/** setup.cfg; what setup() is given as well wins there, so a keyword of the same name makes the answer unknown. */
function fromSetupCfg(cfg: IniFile, setupPy: Maybe<SetupPy>, backend: string | null): Metadata {
  const { file, ini } = cfg;
  const section = ini.get('metadata');
  const overridden = (field: string): boolean =>
    setupPy !== null && !isUnknown(setupPy) && setupPy.call?.keywords.some(({ name }) => name === field) === true;
  const longDescription = section?.get('long_description');
  const named = /^file:\s*([^,\n]+)/.exec(longDescription?.text ?? '')?.[1]?.trim();
  return {
    file,
    origin: 'setup.cfg',
    name: overridden('name') ? unknown('setup.py gives the name as well') : declaredOption(file, section?.get('name')),
    readme: overridden('long_description')
      ? unknown('setup.py gives the long description as well')
      : longDescription === undefined || named === undefined
        ? null
        : { value: named, place: optionPlace(file, longDescription), path: below(parent(file), named) },
    backend,
    urls: (section?.get('project_urls')?.text ?? '')
      .split('\n')
      .flatMap((line) => urlLine(file, line, section?.get('project_urls'))),
    isPrivate: (section?.get('classifiers')?.text ?? '').includes('Private ::'),
    ...listsOfSetup(cfg, setupPy),
  };
}

function fromSetupPy(setupPy: SetupPy, setupCfg: Maybe<IniFile>, backend: string | null): Maybe<Metadata> {
  const { file, call } = setupPy;
  if (call === null) return unknown(`${file} has no call of setup() that can be read`);
  const urls = keyword(call, 'project_urls');
  return {
    file,
    origin: 'setup.py',
    name: declaredArgument(setupPy, 'name'),
    // `long_description` is nearly always read from a file by code; which one cannot be told without running it.
    readme: keyword(call, 'long_description') === null ? null : unknown('setup.py reads the long description by code'),
    backend,
    urls:
      urls?.kind === 'dict'
        ? urls.entries.flatMap(([key, value]) =>
            key.kind === 'string' && value.kind === 'string'
              ? [projectUrl(key.text, { value: value.text, place: atSpan(file, value.span.start, value.span.end) })]
              : [],
          )
        : [],
    isPrivate: false,
    ...listsOfSetup(setupCfg, setupPy),
  };
}

export function isDynamic(project: TomlTable, field: string): boolean {
  return stringsAt(project, 'dynamic').includes(field);
}

function declaredString(file: string, path: readonly (string | number)[], value: unknown): Maybe<Declared<string>> {
  if (value === undefined) return null;
  if (typeof value !== 'string') return unknown(`${path.join('.')} is not a string`);
  return { value, place: atKey(file, path) };
}

/** Readme paths are relative to the file that names them. */
function readmeFile(file: string, path: readonly (string | number)[], value: unknown): Metadata['readme'] {
  const declared = declaredString(file, path, value);
  return declared === null || isUnknown(declared)
    ? declared
    : { ...declared, path: below(parent(file), declared.value) };
}

function declaredOption(file: string, option: IniOption | undefined): Maybe<Declared<string>> {
  if (option === undefined || option.text === '') return null;
  return { value: option.text, place: optionPlace(file, option) };
}

/** Labels of a changelog, letters only. */
const CHANGELOG_LABELS = new Set([
  'changelog',
  'changelogs',
  'changes',
  'whatsnew',
  'history',
  'releasenotes',
  'releases',
  'releasehistory',
  'news',
]);

function projectUrl(label: string, url: Declared<string>): ProjectUrl {
  return { label, url, isChangelog: CHANGELOG_LABELS.has(label.toLowerCase().replace(/[^a-z]/g, '')) };
}

function urlsOf(file: string, path: readonly string[], value: unknown): Metadata['urls'] {
  if (!isTable(value)) return [];
  return Object.entries(value).flatMap(([label, url]) =>
    typeof url === 'string' ? [projectUrl(label, { value: url, place: atKey(file, [...path, label]) })] : [],
  );
}

function urlLine(file: string, line: string, option: IniOption | undefined): Metadata['urls'] {
  const cut = line.indexOf('=');
  const [label, value] = [line.slice(0, Math.max(0, cut)).trim(), line.slice(cut + 1).trim()];
  if (label === '' || value === '' || /\s/.test(value) || option === undefined) return [];
  return [projectUrl(label, { value, place: optionPlace(file, option) })];
}

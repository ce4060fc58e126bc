import type { Place } from '../core/place.ts';
import { atSpan, inFile } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import { keyword } from './load-metadata.ts';
import { below } from './path.ts';
import type { TomlFile } from './toml-file.ts';
import { isTable, stringAt, stringsAt, valueAt } from './toml-file.ts';
import type { Settings } from './toml-settings.ts';
import { placeIn, settingsAt } from './toml-settings.ts';

/** A file that the build writes the version into, as the settings say. */
export type WriteSetting = {
  readonly file: string;
  readonly tool: string;
  readonly place: Place;
  /** True where the tool puts the version into a file that is kept; false where it makes the file. */
  readonly isReplaced: boolean;
};

/** Files that build tools write, by their settings. */
export function writeSettings(
  python: PythonProject,
  hatchToml: TomlFile | null,
  root: string,
  paths: ReadonlySet<string>,
): readonly WriteSetting[] {
  const pyproject = known(python.pyproject);
  const add = (settings: Settings | null, tool: string, keys: readonly string[], isReplaced = false): WriteSetting[] =>
    keys.flatMap((key) => {
      const value = settings === null ? undefined : settings.data[key];
      return typeof value === 'string' && settings !== null
        ? [{ file: below(root, value), tool, place: placeIn(settings, key), isReplaced }]
        : [];
    });
  const tool = (...path: readonly string[]): Settings | null => settingsAt(pyproject, 'tool', ...path);
  const hatchHook = tool('hatch', 'build', 'hooks', 'version');
  return [
    ...['setuptools_scm', 'setuptools-scm', 'vcs-versioning'].flatMap((name) =>
      add(tool(name), name === 'vcs-versioning' ? name : 'setuptools-scm', ['version_file', 'write_to']),
    ),
    ...[
      tool('hatch', 'build', 'hooks', 'vcs'),
      tool('hatch', 'build', 'targets', 'wheel', 'hooks', 'vcs'),
      tool('hatch', 'build', 'targets', 'sdist', 'hooks', 'vcs'),
      settingsAt(hatchToml, 'build', 'hooks', 'vcs'),
    ].flatMap((settings) => add(settings, 'hatch-vcs', ['version-file'])),
    ...add(hatchHook, 'hatchling', ['path'], hatchHook?.data['pattern'] !== undefined),
    ...add(tool('versioningit', 'write'), 'versioningit', ['file']),
    ...add(tool('versioningit', 'onbuild'), 'versioningit', ['source-file', 'build-file'], true),
    // pdm-backend writes into the build folder, so what stands in the tree is replaced there.
    ...add(tool('pdm', 'version'), 'pdm-backend', ['write_to'], true),
    ...scikitBuild(pyproject, root),
    ...dynamicVersioning(pyproject, root, paths),
    ...setupPyDict(python, root),
  ];
}

function scikitBuild(pyproject: TomlFile | null, root: string): readonly WriteSetting[] {
  const list = pyproject === null ? undefined : valueAt(pyproject.data, 'tool', 'scikit-build', 'generate');
  if (!Array.isArray(list) || pyproject === null) return [];
  const settings = settingsAt(pyproject, 'tool', 'scikit-build');
  return list.flatMap((one: unknown) =>
    isTable(one) && typeof one['path'] === 'string' && settings !== null
      ? [
          {
            file: below(root, one['path']),
            tool: 'scikit-build-core',
            place: placeIn(settings, 'generate'),
            isReplaced: true,
          },
        ]
      : [],
  );
}

/** poetry_dynamic_versioning/__init__.py, _default_config: globs from the project's root, one level each. */
const SUBSTITUTED = ['*.py', '*/__init__.py', '*/__version__.py', '*/_version.py'];

function dynamicVersioning(
  pyproject: TomlFile | null,
  root: string,
  paths: ReadonlySet<string>,
): readonly WriteSetting[] {
  const settings = settingsAt(pyproject, 'tool', 'poetry-dynamic-versioning');
  if (settings === null) return [];
  const given = stringsAt(settings.data, 'substitution', 'files');
  const folders = valueAt(settings.data, 'substitution', 'folders');
  const places = Array.isArray(folders) ? folders : [];
  const where = places.map((one: unknown) => (isTable(one) ? (stringAt(one, 'path') ?? '') : ''));
  const globs = given.length > 0 ? given : SUBSTITUTED;
  const all = ['', ...where].flatMap((folder) => globs.map((glob) => globPattern(below(root, folder), glob)));
  const files = Object.keys(isTable(settings.data['files']) ? settings.data['files'] : {}).map((file) =>
    below(root, file),
  );
  const place = placeIn(settings);
  const replaced = [...paths]
    .filter((path) => path.endsWith('.py') || given.length > 0)
    .filter((path) => all.some((one) => one.test(path)));
  return [...files, ...replaced].map((file) => ({ file, tool: 'poetry-dynamic-versioning', place, isReplaced: true }));
}

function globPattern(folder: string, glob: string): RegExp {
  const escaped = (folder === '' ? glob : `${folder}/${glob}`)
    .slice(0, 200)
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/(?:\*\*\/)+/g, '\0')
    .replaceAll(/\*+/g, '[^/]*')
    .replaceAll('?', '[^/]')
    .replaceAll('\0', '(?:.*/)?');
  // Many stars in one glob could backtrack for long; such a one takes in nothing.
  return (escaped.match(/\*/g)?.length ?? 0) > 4 ? /(?!)/ : new RegExp(`^${escaped}$`);
}

/** `setup(use_scm_version={"write_to": "demo/_version.py"})`. */
function setupPyDict(python: PythonProject, root: string): readonly WriteSetting[] {
  const setupPy = known(python.setupPy);
  const given = setupPy?.call ? keyword(setupPy.call, 'use_scm_version') : null;
  if (setupPy === null || given?.kind !== 'dict') return [];
  return given.entries.flatMap(([key, value]) =>
    key.kind === 'string' && /^(?:write_to|version_file)$/.test(key.text) && value.kind === 'string'
      ? [
          {
            file: below(root, value.text),
            tool: 'setuptools-scm',
            place: atSpan(setupPy.file, value.span.start, value.span.end),
            isReplaced: false,
          },
        ]
      : [],
  );
}

export function writtenByHeader(file: string, tool: string): WriteSetting {
  return { file, tool, place: inFile(file), isReplaced: false };
}

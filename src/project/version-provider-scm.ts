import type { Place } from '../core/place.ts';
import { atKey } from '../core/place.ts';
import type { TomlFile } from './toml-file.ts';
import { stringAt, stringsAt } from './toml-file.ts';
import type { Provider } from './version-lookup.ts';
import { placeIn, settingsAt } from './toml-settings.ts';
import { normalName } from '../version/distribution-name.ts';

/** Tool tables, below `[tool]`, of tools that take the version from the tag, and the tool that reads them. */
const TABLES: readonly (readonly [string, string])[] = [
  ['setuptools_scm', 'setuptools-scm'],
  ['setuptools-scm', 'setuptools-scm'],
  ['vcs-versioning', 'vcs-versioning'],
  ['versioningit', 'versioningit'],
  ['versioneer', 'versioneer'],
  ['setuptools-git-versioning', 'setuptools-git-versioning'],
  ['uv-dynamic-versioning', 'uv-dynamic-versioning'],
];

/** Build requirements that take the version from the tag. rules.md 5.2. */
const REQUIREMENTS = new Set([
  'setuptools-scm',
  'hatch-vcs',
  'uv-dynamic-versioning',
  'versioningit',
  'versioneer',
  'versioneer-518',
  'pbr',
  'setuptools-git-versioning',
  'dunamai',
  'poetry-dynamic-versioning',
  'vcs-versioning',
  'miniver',
  'setuptools-git',
  'setuptools-vcs-version',
  'better-setuptools-git-version',
  'setupmeta',
]);

/** A build requirement or a tool table of a tool that takes the version from the tag. */
export function scmProvider(pyproject: TomlFile | null): Provider | null {
  if (pyproject === null) return null;
  const incremental = incrementalTable(pyproject);
  if (incremental !== null) return incremental;
  for (const [table, tool] of TABLES) {
    const settings = settingsAt(pyproject, 'tool', table);
    if (settings === null || settings.data['enabled'] === false) continue;
    const place = placeIn(settings);
    const file = tool === 'setuptools-git-versioning' ? stringAt(settings.data, 'version_file') : null;
    // setuptools-git-versioning: the file states the version, and the tag is not asked.
    if (file !== null)
      return { name: tool, isFromTag: false, place, lookup: { kind: 'file', path: file, pattern: null } };
    return { ...fromTag(tool, place), settings };
  }
  for (const { name } of requirements(pyproject)) {
    if (REQUIREMENTS.has(name)) return fromTag(name, atKey(pyproject.file, ['build-system', 'requires']));
  }
  return null;
}

/** `[tool.incremental]` names the package whose `_version.py` states the version (incremental 24.7). */
function incrementalTable(pyproject: TomlFile): Provider | null {
  const settings = settingsAt(pyproject, 'tool', 'incremental');
  if (settings === null) return null;
  const path = stringAt(settings.data, 'path');
  return {
    name: 'incremental',
    isFromTag: false,
    place: placeIn(settings),
    lookup: { kind: 'incremental', path: path === null ? null : `${path}/_version.py` },
  };
}

export function fromTag(name: string, place: Place): Provider {
  return { name, isFromTag: true, place, lookup: null, tool: name };
}

type Requirement = { readonly name: string; readonly text: string };

/** `[build-system] requires`, names normalised. */
export function requirements(pyproject: TomlFile): readonly Requirement[] {
  return stringsAt(pyproject.data, 'build-system', 'requires').map((text) => ({
    name: normalName((/^\s*[\w.-]+/.exec(text)?.[0] ?? '').trim()),
    text,
  }));
}

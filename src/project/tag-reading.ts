import type { Place } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import { optionPlace } from './load-metadata.ts';
import { pythonPattern } from './python-pattern.ts';
import { isTable, stringAt, valueAt } from './toml-file.ts';
import type { Settings } from './toml-settings.ts';
import { placeIn, settingsAt } from './toml-settings.ts';
import type { Provider } from './version-lookup.ts';
import type { TagReading } from './versions.ts';

/** vcs_versioning/_config.py, DEFAULT_TAG_REGEX; setuptools-scm and pdm-backend have the same. */
const SCM_DEFAULT = { source: String.raw`^(?:[\w-]+-)?(?<version>[vV]?\d+(?:\.\d+){0,2}[^+]*)(?:\+.*)?$`, flags: '' };

/** dunamai/__init__.py, VERSION_SOURCE_PATTERN; the preset `default-unprefixed` needs no `v`. */
const dunamaiDefault = (v: string): string =>
  String.raw`^${v}(?:(?<epoch>\d+)!)?(?<base>\d+(?:\.\d+)*)(?:[-._]?(?:(?<stage>[a-zA-Z]+)[-._]?(?<revision>\d+)?))?(?:\+(?<tagged>.+))?$`;

const NO_PREFIX = { text: '', isNeeded: false };

/** How the tool that computes the version reads a tag; null where code does it, or a setting that is not known here. */
export function tagReading(provider: Provider, python: PythonProject): TagReading | null {
  const { tool, place } = provider;
  if (!provider.isFromTag || tool === undefined) return null;
  const settings = provider.settings ?? null;
  const pyproject = known(python.pyproject);
  if (tool === 'setuptools-scm' || tool === 'vcs-versioning') {
    // `setup(use_scm_version={…})` holds settings of its own.
    if (settings === null && python.setupPy !== null) return null;
    return scmReading(tool, settings, place, 'tag_regex');
  }
  if (tool === 'hatch-vcs') return settings === null ? null : hatchReading(settings);
  if (tool === 'pdm-backend') return settings === null ? null : pdmReading(settings);
  if (tool === 'poetry-dynamic-versioning' || tool === 'uv-dynamic-versioning')
    return dunamaiReading(tool, settings, place);
  if (tool === 'versioneer') return versioneerReading(settingsAt(pyproject, 'tool', 'versioneer'), python, place);
  return null;
}

function scmReading(tool: string, settings: Settings | null, place: Place, key: string): TagReading | null {
  const data = settings?.data ?? {};
  // What is described by a command or parsed by code of the project is not known here.
  const git = valueAt(data, 'scm', 'git', 'describe_command');
  if ([git, data['git_describe_command'], data['parse'], data['version_cls']].some((one) => one !== undefined))
    return null;
  const prefix = { text: stringAt(data, 'tag', 'prefix') ?? '', isNeeded: stringAt(data, 'tag', 'prefix') !== null };
  const nested = stringAt(data, 'tag', 'regex');
  const own = nested ?? stringAt(data, key);
  if (own === null || settings === null)
    return {
      tool,
      place,
      label: `the default tag pattern of ${tool}`,
      prefix,
      pattern: SCM_DEFAULT,
      group: 'version',
      isInParts: false,
    };
  const at = nested === null ? placeIn(settings, key) : placeIn(settings, 'tag', 'regex');
  return custom(tool, at, nested === null ? key : 'tag.regex', own, prefix);
}

/** A pattern of the project: its only group, or the one named `version`. */
function custom(
  tool: string,
  place: Place,
  label: string,
  text: string,
  prefix: TagReading['prefix'],
): TagReading | null {
  // Python's `match` stands at the start of the tag.
  const pattern = pythonPattern(text.startsWith('^') ? text : `^(?:${text})`, 'tag');
  if (pattern === null) return null;
  const groups = (text.match(/(?<!\\)\((?!\?)|\(\?P</g) ?? []).length;
  const group = groups === 1 ? 1 : 'version';
  const flags = pattern.flags.replace('d', '');
  return {
    tool,
    place,
    label: `\`${label}\``,
    prefix,
    pattern: { source: pattern.source, flags },
    group,
    isInParts: false,
  };
}

/** hatch-vcs hands `tag-pattern` and `raw-options` to setuptools-scm. */
function hatchReading(settings: Settings): TagReading | null {
  const own = stringAt(settings.data, 'tag-pattern');
  if (own !== null && own !== '')
    return custom('hatch-vcs', placeIn(settings, 'tag-pattern'), 'tag-pattern', own, NO_PREFIX);
  const raw = valueAt(settings.data, 'raw-options');
  const options = isTable(raw) ? { ...settings, path: [...settings.path, 'raw-options'], data: raw } : null;
  return scmReading('hatch-vcs', options, placeIn(settings), 'tag_regex');
}

/** pdm-backend describes tags with a dot, unless `tag_filter` says which. */
function pdmReading(settings: Settings): TagReading | null {
  if (settings.data['tag_filter'] !== undefined || settings.data['version_format'] !== undefined) return null;
  return scmReading('pdm-backend', settings, placeIn(settings), 'tag_regex');
}

function dunamaiReading(tool: string, settings: Settings | null, place: Place): TagReading | null {
  const data = settings?.data ?? {};
  const isFormatted = ['format', 'format-jinja', 'from-file', 'tag-branch'].some((key) => data[key] !== undefined);
  const prefixed = stringAt(data, 'pattern-prefix') ?? '';
  const given = stringAt(data, 'pattern') ?? 'default';
  // The prefix is a piece of a pattern; a plain one is taken to the letter.
  if (isFormatted || !/^[\w-]*$/.test(prefixed)) return null;
  const at = (key: string): Place => (settings === null ? place : placeIn(settings, key));
  const prefix = { text: prefixed, isNeeded: prefixed !== '' };
  if (given === 'default' || given === 'default-unprefixed') {
    const source = dunamaiDefault(given === 'default' ? 'v' : 'v?');
    const isStated = data['pattern'] !== undefined;
    const label = isStated ? `\`pattern = "${given}"\`` : `the default pattern of ${tool}, which starts with v`;
    const where = isStated ? at('pattern') : prefixed === '' ? place : at('pattern-prefix');
    return { tool, place: where, label, prefix, pattern: { source, flags: '' }, group: 'base', isInParts: true };
  }
  // dunamai searches, it does not match at the start.
  const pattern = given.includes('?P<base>') ? pythonPattern(given, 'tag') : null;
  if (pattern === null) return null;
  const flags = pattern.flags.replace('d', '');
  return {
    tool,
    place: at('pattern'),
    label: '`pattern`',
    prefix,
    pattern: { source: pattern.source, flags },
    group: 'base',
    isInParts: true,
  };
}

/** versioneer describes tags that start with `tag_prefix` and a digit after it (versioneer.py, git_pieces_from_vcs). */
function versioneerReading(settings: Settings | null, python: PythonProject, place: Place): TagReading | null {
  const cfg = known(python.setupCfg);
  const option = cfg?.ini.get('versioneer')?.get('tag_prefix');
  const stated = settings === null ? null : stringAt(settings.data, 'tag_prefix');
  const text = stated ?? option?.text ?? null;
  if (text === null) return null;
  const at =
    stated !== null && settings !== null
      ? placeIn(settings, 'tag_prefix')
      : cfg !== null && option !== undefined
        ? optionPlace(cfg.file, option)
        : place;
  const label = `\`tag_prefix = ${text.replaceAll(/^["']|["']$/g, '') || '""'}\``;
  const prefix = { text: text.replaceAll(/^["']|["']$/g, ''), isNeeded: true };
  return {
    tool: 'versioneer',
    place: at,
    label,
    prefix,
    pattern: { source: '^\\d.*', flags: '' },
    group: 0,
    isInParts: false,
  };
}

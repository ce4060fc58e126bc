import { foldName } from '../version/tag-label.ts';
import type { VersionCopy } from './copies.ts';
import type { CopyGiven, CopyReader } from './copies-data.ts';
import { copy } from './copies-data.ts';
import { readPython } from './python-source.ts';
import { readVersion } from './python-version.ts';

// Files that are read line by line: templates and formats of their own.

/** How far a file is read, and no line that states a version is longer. */
const [MOST_LINES, LONGEST_LINE] = [2000, 300];

/** A conf.py is a page of settings. */
const LONGEST_SOURCE = 200_000;

type Line = { readonly text: string; readonly start: number };

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start < text.length && lines.length < MOST_LINES) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (end - start <= LONGEST_LINE) lines.push({ text: text.slice(start, end), start });
    start = end + 1;
  }
  return lines;
}

/** The group `version` of a pattern, in each line that it fits. */
function matches({ file, text }: CopyGiven, pattern: RegExp, label: string): readonly VersionCopy[] {
  return linesOf(text).flatMap((line) => {
    const span = pattern.exec(line.text)?.indices?.groups?.['version'];
    if (span === undefined) return [];
    return [copy(file, line.text.slice(span[0], span[1]), line.start + span[0], line.start + span[1], label)];
  });
}

/** Sphinx's `release` and `version`; a name that is bound to the other's value is one copy, not two. */
export const readSphinx: CopyReader = ({ file, text }) => {
  if (text.length > LONGEST_SOURCE || !/^(?:release|version)\b/m.test(text)) return [];
  const source = readPython(text);
  if (source === null || !source.bindings.some(({ name }) => SPHINX.has(name))) return [];
  const found: VersionCopy[] = [];
  for (const name of ['release', 'version']) {
    const version = readVersion(file, source, name);
    if (version?.kind !== 'literal') continue;
    const { value, place } = version.declared;
    const isSame = found.some((one) => JSON.stringify(one.place) === JSON.stringify(place));
    if (!isSame) found.push({ value, place, file, label: name, isSeries: name === 'version', isAfterRelease: false });
  }
  return found;
};

/** Settings of Sphinx: other programs have a conf.py too. */
const SPHINX = new Set(['extensions', 'master_doc', 'root_doc', 'html_theme', 'source_suffix', 'exclude_patterns']);

/** `LABEL org.opencontainers.image.version="1.2.3"`, also as a line of a longer LABEL. */
const LABEL =
  /^\s*(?:LABEL\s+)?"?(?:(?:org\.opencontainers\.image|org\.label-schema)\.)?version"?\s?[= ]\s?"?(?<version>v?\d[\w.+-]*)"?\s*\\?\r?$/di;
const ARG = /^\s*ARG\s+(?<name>\w+)=["']?(?<version>v?\d[\w.+-]*)["']?\s*\r?$/di;

/** Labels of the image; and an `ARG` that bears the project's name, which mostly says what is to be installed from the index. */
export const readDockerfile: CopyReader = (given) => {
  const args = linesOf(given.text).flatMap((line) => {
    const match = ARG.exec(line.text);
    const span = match?.indices?.groups?.['version'];
    const name = foldName(match?.groups?.['name'] ?? '');
    if (span === undefined || given.name === null || (name !== `${given.name}version` && name !== 'appversion'))
      return [];
    const [start, end] = [line.start + span[0], line.start + span[1]];
    const made = copy(given.file, line.text.slice(span[0], span[1]), start, end, match?.groups?.['name'] ?? 'ARG');
    return [{ ...made, isAfterRelease: true }];
  });
  return [...matches(given, LABEL, 'LABEL version'), ...args];
};

const SET_NAME = /^\s*\{%-?\s*set\s+name\s*=\s*["'](?<name>[\w.-]+)["']/;
const SET_VERSION = /^\s*\{%-?\s*set\s+version\s*=\s*["'](?<version>[^"'\s]+)["']/d;
const PACKAGE_NAME = /^ {2,4}name:\s*["']?(?<name>[\w.-]+)["']?\s*(?:#.*)?\r?$/;
const PACKAGE_VERSION = /^ {2,4}version:\s*["']?(?<version>\d[\w.]*)["']?\s*(?:#.*)?\r?$/d;

/** conda's meta.yaml, a Jinja template, and rattler's recipe.yaml. A hash pins what was uploaded, so it comes after the release. */
export const readConda: CopyReader = (given) => {
  const lines = linesOf(given.text);
  const name = lines.map(({ text }) => SET_NAME.exec(text) ?? PACKAGE_NAME.exec(text)).find((match) => match !== null);
  if (foldName(name?.groups?.['name'] ?? '') !== given.name) return [];
  const isAfterRelease = lines.some(({ text }) => /^\s*(?:-\s)?\s*(?:sha256|md5):/.test(text));
  const [set] = matches(given, SET_VERSION, 'version');
  const [plain] = matches(given, PACKAGE_VERSION, 'version');
  const found = set ?? plain;
  return found === undefined ? [] : [{ ...found, isAfterRelease }];
};

const SONAR = /^\s*sonar\.projectVersion\s*[=:]\s*(?<version>v?\d[\w.+-]*)\s*$/d;

export const readSonar: CopyReader = (given) => matches(given, SONAR, 'sonar.projectVersion');

const MESON =
  /^[ \t]*project[ \t]*\(\s*'(?<name>[^'\n]{1,100})'(?<before>[^)]{0,1500}?)\bversion\s*:\s*'(?<version>\d[\w.+-]*)'/dm;

/** The version in the call of project(), which stands first in a meson.build. */
export const readMeson: CopyReader = ({ file, text, name }) => {
  const match = MESON.exec(text.slice(0, 5000));
  const span = match?.indices?.groups?.['version'];
  if (match === null || span === undefined || foldName(match.groups?.['name'] ?? '') !== name) return [];
  return [copy(file, match.groups?.['version'] ?? '', span[0], span[1], 'version')];
};

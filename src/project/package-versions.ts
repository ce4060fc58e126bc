import type { Place } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { ImportPackage } from './packages.ts';
import { below } from './path.ts';
import type { Modules } from './python-modules.ts';
import type { PythonVersion } from './python-version.ts';
import type { Reader } from './reader.ts';
import type { VersionFacts, VersionPlace, VersionRole } from './versions.ts';
import type { WriteSetting } from './written-files.ts';
import { writtenByHeader } from './written-files.ts';

/** Files at the top of a package that may state its version, and the names that mean it there. */
const VERSION_FILES = [
  '__init__.py',
  '_version.py',
  'version.py',
  '__version__.py',
  '__about__.py',
  '_about.py',
  'about.py',
  '_meta.py',
  'meta.py',
  '__meta__.py',
  '__pkginfo__.py',
  '_version_info.py',
  '_metadata.py',
  'release.py',
  '__main__.py',
  'main.py',
  'cli.py',
  'const.py',
  'constants.py',
];
/** What setuptools-scm, vcs-versioning and hatch-vcs write on top of their files. versioneer's is meant to be kept. */
const NOT_TRACKED = /don't track in version control|track in version control e\.g\. be sure/;
const DUNDER = ['__version__', '__VERSION__'];
const PLAIN = ['VERSION', 'version', '_VERSION', '_version'];
const PARTS = ['__version_info__', 'version_info', 'VERSION_INFO'];

export type PackageVersions = Pick<VersionFacts, 'unread'> & {
  readonly places: readonly VersionPlace[];
  /** Files whose header says that a tool made them, and that they are not to be tracked. */
  readonly generated: readonly WriteSetting[];
};

/** The versions that a package or module states of itself. */
export async function packageVersions(
  one: ImportPackage,
  reader: Reader,
  modules: Modules,
  writes: readonly WriteSetting[],
): Promise<PackageVersions> {
  const written = new Map(writes.map((write) => [write.file, write]));
  const generated: WriteSetting[] = [];
  const files = one.isModule
    ? [one.path]
    : VERSION_FILES.map((name) => below(one.path, name)).filter((file) => reader.paths.has(file));
  const places: VersionPlace[] = [];
  const unread: { place: Place; reason: string }[] = [];
  for (const file of files) {
    const text = await reader.text(file, { notUtf8: 'python-cookie' });
    if (text === null || isUnknown(text) || !/version/i.test(text.text)) continue;
    const read = await modules.source(file);
    if (read === null) continue;
    if (read.generatedBy !== null && NOT_TRACKED.test(text.text.slice(0, 600)))
      generated.push(writtenByHeader(file, read.generatedBy));
    const names = /(__init__|version[^/]*|about(?:__)?|__pkginfo__)\.py$/.test(file)
      ? [...DUNDER, ...PLAIN, ...PARTS]
      : DUNDER;
    for (const name of names) {
      const found = await modules.resolve(file, name);
      // `__version__ = ".".join(map(str, VERSION))`: the parts are stated under another name of the same file.
      if (found === null || (found.version.kind === 'computed' && found.version.isDerived)) continue;
      const isMade = found.file === file && read.generatedBy !== null;
      const write = written.get(found.file);
      const role = write === undefined ? (isMade ? 'generated' : null) : write.isReplaced ? 'placeholder' : 'generated';
      places.push(...placesOf(found.version, name, found.file, role));
      if (found.version.kind === 'unclear')
        unread.push({ place: atSpan(file, 0, 0), reason: `${name} in ${file} ${found.version.how}` });
      break;
    }
  }
  return { places, unread, generated };
}

function placesOf(
  version: PythonVersion,
  name: string,
  file: string,
  made: 'generated' | 'placeholder' | null,
): readonly VersionPlace[] {
  const at = (role: VersionRole) => ({ file, role: made ?? role, label: name });
  if (version.kind === 'literal') return [{ ...version.declared, ...at('source') }];
  if (version.kind === 'unclear') return [];
  return version.fallbacks.map((fallback) => ({ ...fallback, ...at('fallback') }));
}

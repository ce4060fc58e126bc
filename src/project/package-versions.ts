import type { Place } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { ImportPackage } from './packages.ts';
import { below } from './path.ts';
import type { Modules } from './python-modules.ts';
import type { PythonVersion } from './python-version.ts';
import type { Reader } from './reader.ts';
import type { VersionFacts, VersionPlace, VersionRole } from './versions.ts';

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
const DUNDER = ['__version__', '__VERSION__'];
const PLAIN = ['VERSION', 'version', '_VERSION', '_version'];
const PARTS = ['__version_info__', 'version_info', 'VERSION_INFO'];

export type PackageVersions = Pick<VersionFacts, 'unread'> & { readonly places: readonly VersionPlace[] };

/** The versions that a package or module states of itself. */
export async function packageVersions(one: ImportPackage, reader: Reader, modules: Modules): Promise<PackageVersions> {
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
    const names = /(__init__|version[^/]*|about(?:__)?|__pkginfo__)\.py$/.test(file)
      ? [...DUNDER, ...PLAIN, ...PARTS]
      : DUNDER;
    for (const name of names) {
      const found = await modules.resolve(file, name);
      // `__version__ = ".".join(map(str, VERSION))`: the parts are stated under another name of the same file.
      if (found === null || (found.version.kind === 'computed' && found.version.isDerived)) continue;
      places.push(...placesOf(found.version, name, found.file, found.file === file ? read.generatedBy : null));
      if (found.version.kind === 'unclear')
        unread.push({ place: atSpan(file, 0, 0), reason: `${name} in ${file} ${found.version.how}` });
      break;
    }
  }
  return { places, unread };
}

function placesOf(
  version: PythonVersion,
  name: string,
  file: string,
  generatedBy: string | null,
): readonly VersionPlace[] {
  const at = (role: VersionRole) => ({ file, role: generatedBy === null ? role : ('generated' as const), label: name });
  if (version.kind === 'literal') return [{ ...version.declared, ...at('source') }];
  if (version.kind === 'unclear') return [];
  return version.fallbacks.map((fallback) => ({ ...fallback, ...at('fallback') }));
}

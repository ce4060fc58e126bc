import type { Maybe } from '../core/unknown.ts';
import { isUnknown, unknown } from '../core/unknown.ts';
import { followVersion, npmVersion } from './follow-version.ts';
import type { PythonProject } from './load-metadata.ts';
import { packageVersions } from './package-versions.ts';
import { findPackages } from './packages.ts';
import { createModules } from './python-modules.ts';
import type { Reader } from './reader.ts';
import { statedVersions } from './stated-versions.ts';
import type { Provider } from './version-provider.ts';
import { versionProvider } from './version-provider.ts';
import type { VersionFacts, VersionPlace } from './versions.ts';

/** Finds every place where the distribution states its version, and which of them it is built with. */
export async function loadVersions(reader: Reader, root: string, python: PythonProject): Promise<VersionFacts> {
  const packages = findPackages(python, reader.paths, root);
  const modules = createModules(reader, packages, root);
  const provider = versionProvider(python);
  const stated = statedVersions(python, reader);
  const followed =
    provider === null ? null : await followVersion(provider, python, { reader, modules, packages, root });
  const inPackages = await Promise.all(packages.map((one) => packageVersions(one, reader, modules)));
  const found = inPackages.flatMap(({ places }) => places);
  const npm = python.metadata === null ? await npmVersion(reader, root) : null;
  const built =
    provider === null ? (stated.places[0] ?? npm) : (followed ?? (provider.isFromTag ? null : agreed(found)));
  const all = [built, ...stated.places, npm, ...found].filter((place) => place !== null);
  return {
    places: unique(all, provider),
    declared: declaredOf(python, built, provider),
    dynamic:
      provider === null ? null : { provider: provider.name, isFromTag: provider.isFromTag, place: provider.place },
    malformed: stated.malformed,
    unread: inPackages.flatMap(({ unread }) => unread),
  };
}

function declaredOf(python: PythonProject, built: VersionPlace | null, provider: Provider | null): Maybe<VersionPlace> {
  if (built !== null) {
    const isStandIn = built.role === 'placeholder' || isPlaceholder(built.value);
    return isStandIn ? unknown(`\`${built.label}\` is a placeholder`) : built;
  }
  if (provider !== null) return unknown(`the version is computed (${provider.name})`);
  if (isUnknown(python.metadata)) return python.metadata;
  return isUnknown(python.setupPy) ? python.setupPy : null;
}

/** setup.py mostly reads the package's own `__version__` by code: where all places agree, that is the version. */
function agreed(places: readonly VersionPlace[]): VersionPlace | null {
  const sources = places.filter(({ role, value }) => role === 'source' && !isPlaceholder(value));
  const [first] = sources;
  return first !== undefined && sources.every(({ value }) => value === first.value) ? first : null;
}

/** Values that stand for a version written later: rules.md 1.1, incidents.md 4. */
export function isPlaceholder(value: string): boolean {
  return (
    /^0(\.0)*([-_.]?(dev|a|alpha|b|rc|post)[-_.]?0*)?(\+.*)?$/i.test(value) ||
    /^9{2,}(\.9{2,})+$/.test(value) ||
    /\+(private|unknown|local|editable|dev)$/i.test(value) ||
    !/^v?\d/.test(value)
  );
}

/** Each place once; what stands for another version is marked so. */
function unique(places: readonly VersionPlace[], provider: Provider | null): readonly VersionPlace[] {
  const seen = new Map<string, VersionPlace>();
  for (const place of places) {
    const key = JSON.stringify(place.place);
    if (seen.has(key)) continue;
    const isStandIn =
      place.role === 'source' &&
      (isPlaceholder(place.value) || (provider?.isFromTag === true && place.file.endsWith('pyproject.toml')));
    seen.set(key, isStandIn ? { ...place, role: 'placeholder' } : place);
  }
  return [...seen.values()];
}

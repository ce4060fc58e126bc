import type { Maybe } from '../core/unknown.ts';
import { isUnknown, known, unknown } from '../core/unknown.ts';
import { followVersion, npmVersion } from './follow-version.ts';
import type { PythonProject } from './load-metadata.ts';
import { misnamedQuestions } from './metadata-names.ts';
import { packageVersions } from './package-versions.ts';
import { findPackages } from './packages.ts';
import { below } from './path.ts';
import { createModules } from './python-modules.ts';
import type { Reader } from './reader.ts';
import { sourceProblem } from './source-problem.ts';
import { fallbackVersions, statedVersions } from './stated-versions.ts';
import { tagReading } from './tag-reading.ts';
import type { TomlFile } from './toml-file.ts';
import { readToml, stringAt } from './toml-file.ts';
import type { Provider } from './version-lookup.ts';
import { versionProvider } from './version-provider.ts';
import type { DynamicVersion, VersionFacts, VersionPlace, WrittenFile } from './versions.ts';
import type { WriteSetting } from './written-files.ts';
import { writeSettings } from './written-files.ts';

/** Finds every place where the distribution states its version, and which of them it is built with. */
export async function loadVersions(reader: Reader, root: string, python: PythonProject): Promise<VersionFacts> {
  const packages = findPackages(python, reader.paths, root);
  const modules = createModules(reader, packages, root);
  const hatchToml = await readHatchToml(reader, root, python);
  const provider = versionProvider(python, hatchToml);
  const writes = writeSettings(python, hatchToml, root, reader.paths);
  const stated = statedVersions(python, reader);
  const given = { reader, modules, packages, root, stated: stated.places };
  const followed = provider === null ? null : await followVersion(provider, python, given);
  const inPackages = await Promise.all(packages.map((one) => packageVersions(one, reader, modules, writes)));
  const found = inPackages.flatMap(({ places }) => places);
  const npm = python.metadata === null ? await npmVersion(reader, root) : null;
  const built =
    provider === null ? (stated.places[0] ?? npm) : (followed ?? (provider.isFromTag ? null : agreed(found)));
  const all = [built, ...stated.places, npm, ...found, ...fallbackVersions(python)].filter((place) => place !== null);
  const problem = provider === null || followed !== null ? null : await sourceProblem(provider, given);
  return {
    places: unique(all, provider),
    declared: declaredOf(python, built, provider),
    dynamic: dynamicFacts(provider, python, problem),
    malformed: stated.malformed,
    written: writtenFiles(
      writes,
      inPackages.flatMap(({ generated }) => generated),
      reader,
      provider,
    ),
    misnamed: await misnamedQuestions(python, packages, reader, modules),
    unread: inPackages.flatMap(({ unread }) => unread),
  };
}

/** hatch.toml is only hatchling's. */
async function readHatchToml(reader: Reader, root: string, python: PythonProject): Promise<TomlFile | null> {
  const pyproject = known(python.pyproject);
  const backend = pyproject === null ? null : stringAt(pyproject.data, 'build-system', 'build-backend');
  return backend?.startsWith('hatchling') === true ? known(await readToml(reader, below(root, 'hatch.toml'))) : null;
}

function dynamicFacts(
  provider: Provider | null,
  python: PythonProject,
  problem: DynamicVersion['problem'],
): DynamicVersion | null {
  if (provider === null) return null;
  const { name, isFromTag, place } = provider;
  return { provider: name, isFromTag, place, problem, tagReading: tagReading(provider, python) };
}

/** What a tool makes anew: by its settings, or by the file's own header beside a tool that reads the tag. */
function writtenFiles(
  writes: readonly WriteSetting[],
  generated: readonly WriteSetting[],
  reader: Reader,
  provider: Provider | null,
): readonly WrittenFile[] {
  const byHeader = provider?.isFromTag === true ? generated : [];
  const byFile = new Map(
    [...byHeader, ...writes.filter(({ isReplaced }) => !isReplaced)].map((one) => [one.file, one]),
  );
  return [...byFile.values()].map(({ file, tool, place }) => ({
    file,
    tool,
    place,
    isTracked: reader.paths.has(file),
  }));
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
      (isPlaceholder(place.value) || (provider?.isFromTag === true && isNextOnly(place, provider)));
    seen.set(key, isStandIn ? { ...place, role: 'placeholder' } : place);
  }
  return [...seen.values()];
}

/**
 * Beside a tool that takes the version from the tag, what the metadata state is overwritten; in setup.cfg pbr reads it as
 * the version to come, which pre-releases lead up to (pbr, "Version": pre-versioning).
 */
function isNextOnly({ file }: VersionPlace, { name }: Provider): boolean {
  return file.endsWith('pyproject.toml') || (name === 'pbr' && file.endsWith('setup.cfg'));
}

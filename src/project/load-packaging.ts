import type { Place } from '../core/place.ts';
import { isUnknown, known, unknown } from '../core/unknown.ts';
import type { Unknown } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import type { FoundPackage, PackageConfig } from './package-discovery.ts';
import { foldersOf, packagesOf, readDiscovery } from './package-discovery.ts';
import { findPackages } from './packages.ts';
import type { Packaging, SetuptoolsFacts, SyntaxFloor } from './packaging.ts';
import { judgeClassifiers } from './packaging-classifiers.ts';
import type { Shipping } from './packaging-data.ts';
import { fallbackPlace, idlePatterns, readPackageData } from './packaging-data.ts';
import { readDescription } from './packaging-description.ts';
import type { Manifest } from './packaging-manifest.ts';
import { readLintTargets } from './packaging-lint-targets.ts';
import { importedNames } from './packaging-imports.ts';
import { readManifest } from './packaging-manifest.ts';
import { findAbsent, findMisspelt, findMissingInputs, findOmitted, findStray } from './packaging-setuptools.ts';
import type { SetupTree } from './packaging-setup-tree.ts';
import { loadSetupTree } from './packaging-setup-tree.ts';
import { findFloor } from './packaging-syntax.ts';
import { findLostTargets } from './packaging-targets.ts';
import { judgeMarkers, unmarkedPlace } from './packaging-typing.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import { stringsAt, tableAt } from './toml-file.ts';

/** Reads what goes into the wheel and the sdist; null where there is no Python project. */
export async function loadPackaging(reader: Reader, root: string, python: PythonProject): Promise<Packaging | null> {
  const metadata = known(python.metadata);
  if (metadata === null) return null;
  const backend = metadata.backend ?? (metadata.origin === 'poetry' ? 'poetry' : 'setuptools');
  const config = readDiscovery(python);
  const tree = await loadSetupTree(reader, python);
  const own = findPackages(python, reader.paths, root).filter(({ isModule }) => !isModule);
  const isSetuptools = /setuptools|^versioneer|^pbr/.test(backend);
  const given: Given = { reader, root, python, config, tree, own };
  const setup = isSetuptools ? await setuptoolsFacts(given) : null;
  const facts = setup === null || isUnknown(setup) ? null : setup;
  const markers = [...reader.paths].filter((path) => path === 'py.typed' || path.endsWith('/py.typed'));
  const pyproject = known(python.pyproject);
  const isIsolated = pyproject !== null && tableAt(pyproject.data, 'build-system') !== null;
  return {
    backend,
    hasPackages: own.length > 0,
    imports: importedNames(
      python,
      { discovery: isSetuptools ? config.discovery : null, packages: facts?.shipping?.packages ?? null },
      reader.paths,
      root,
    ),
    classifiers: judgeClassifiers(metadata),
    description: readDescription(python, tree),
    lostTargets: await findLostTargets(reader, root, python, config.dirs, backend),
    syntax: await floorOf(given),
    lintTargets: readLintTargets(python),
    setuptools: setup === null || isUnknown(setup) ? setup : setup.facts,
    markers: judgeMarkers(markers, root, facts?.shipping ?? null, own, isIsolated, fallbackPlace(python)),
    unmarked: unmarkedPlace(metadata, markers.length > 0, own, reader.paths),
  };
}

type Given = {
  readonly reader: Reader;
  readonly root: string;
  readonly python: PythonProject;
  readonly config: PackageConfig;
  readonly tree: SetupTree | null;
  readonly own: readonly FoundPackage[];
};

/** Only asked where nothing declares the Python versions: it reads modules. */
async function floorOf({ reader, python, own }: Given): Promise<SyntaxFloor | null> {
  const metadata = known(python.metadata);
  if (metadata === null || metadata.requiresPython !== null || own.length === 0) return null;
  return findFloor(
    reader,
    own.map(({ path }) => path),
  );
}

async function setuptoolsFacts(
  given: Given,
): Promise<{ readonly facts: SetuptoolsFacts; readonly shipping: Shipping | null } | Unknown> {
  const { reader, root, python, config, tree } = given;
  const other = otherBuilder(python);
  if (other !== null) return unknown(`${other} may build the distribution, and not setuptools`);
  const folders = foldersOf(reader.paths);
  const packages = packagesOf(config, folders, root);
  const manifestText = await reader.text(below(root, 'MANIFEST.in'), { notUtf8: 'replace' });
  if (isUnknown(manifestText)) return unknown(manifestText.unknown);
  const manifest = manifestText === null ? [] : readManifest(manifestText.text);
  const isScm = await takesTracked(given);
  const data = readPackageData(python, placeOf(config, python));
  const shipping = packages === null ? null : { data, packages, manifest, isScm, root };
  const files = packages === null ? [] : filesBelow(reader.paths, packages);
  return {
    shipping,
    facts: {
      discovery: config.discovery,
      misspelt: findMisspelt(python),
      stray: packages === null ? [] : findStray(config, packages, files, python),
      absent: findAbsent(config, folders, root, reader.allPaths.has('.gitmodules')),
      omitted: shipping === null ? [] : await findOmitted(reader, config, shipping.packages, folders, files, shipping),
      idlePatterns: shipping === null ? [] : idlePatterns(shipping, files),
      missingInputs: inputsOf(tree, isScm, python, shipping, manifest, given),
      hasManifest: manifestText !== null,
    },
  };
}

/** Where the packages are declared; else the file that declares the distribution. */
function placeOf({ discovery }: PackageConfig, python: PythonProject): Place {
  return isUnknown(discovery) ? fallbackPlace(python) : discovery.place;
}

function inputsOf(
  tree: SetupTree | null,
  isScm: boolean,
  python: PythonProject,
  shipping: Shipping | null,
  manifest: Manifest,
  { reader, root }: Given,
): SetuptoolsFacts['missingInputs'] {
  return tree === null || isScm ? [] : findMissingInputs(tree, python, shipping, manifest, reader.paths, root);
}

function filesBelow(paths: ReadonlySet<string>, packages: readonly FoundPackage[]): readonly string[] {
  const tops = [...new Set(packages.map(({ path }) => path))];
  const roots = tops.filter((path) => !tops.some((other) => other !== path && path.startsWith(`${other}/`)));
  return [...paths].filter((file) => roots.some((path) => path === '' || file.startsWith(`${path}/`)));
}

/** Tools that build from a table of their own, whatever backend is named; setup.py is then kept beside it. */
function otherBuilder(python: PythonProject): string | null {
  const pyproject = known(python.pyproject);
  const tools = ['maturin', 'poetry', 'flit', 'pdm', 'hatch', 'scikit-build', 'meson-python'];
  const found = tools.find((tool) => pyproject !== null && tableAt(pyproject.data, 'tool', tool) !== null);
  // `[tool.hatch.envs]` and `[tool.pdm.scripts]` run tasks and build nothing.
  const isTask =
    (found === 'hatch' || found === 'pdm') &&
    pyproject !== null &&
    tableAt(pyproject.data, 'tool', found, 'build') === null;
  return found === undefined || isTask ? null : `[tool.${found}]`;
}

/** Plug-ins that take every tracked file into the sdist, whatever MANIFEST.in says. */
async function takesTracked({ reader, python }: Given): Promise<boolean> {
  const pyproject = known(python.pyproject);
  const py = known(python.setupPy);
  const cfg = known(python.setupCfg);
  const source = py === null ? null : await reader.text(py.file);
  const texts = [
    ...(pyproject === null ? [] : stringsAt(pyproject.data, 'build-system', 'requires')),
    cfg?.ini.get('options')?.get('setup_requires')?.text ?? '',
    source === null || isUnknown(source) ? '' : source.text,
  ];
  return texts.some((text) =>
    /setuptools[-_]?(?:scm|git|hg|svn|vcs|bzr)|\bpbr\b|hgtools|check[-_]manifest[-_]hook/i.test(text),
  );
}

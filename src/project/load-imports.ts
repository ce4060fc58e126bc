import { isUnknown, known } from '../core/unknown.ts';
import { atSpan } from '../core/place.ts';
import type { ImportFacts, PartialImport, UndeclaredImport } from './imports.ts';
import type { Provision } from './imports-provision.ts';
import { isBase, mayComeAlong, mayProvide, provisionOf, requiredNames, standsIn } from './imports-provision.ts';
import { distributionOf, knownDistributions, spelled } from './imports-known.ts';
import { requirementName } from './imports-locked.ts';
import { isStdlib, partialModule } from './imports-stdlib.ts';
import type { ReachedImport, Walk } from './imports-walk.ts';
import { walkImports } from './imports-walk.ts';
import type { PythonProject } from './load-metadata.ts';
import type { Metadata } from './metadata.ts';
import { findPackages } from './packages.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import { isTable, tableAt, valueAt } from './toml-file.ts';
import { normalName } from '../version/distribution-name.ts';

/** Reads the imports of the shipped modules; null where there is no Python project. */
export async function loadImports(reader: Reader, root: string, python: PythonProject): Promise<ImportFacts | null> {
  const metadata = known(python.metadata);
  if (metadata === null) return null;
  const reason = unasked(python, metadata) ?? outOfSight(reader, root, metadata);
  if (reason !== null) return { undeclared: [], partial: [], unanswered: reason };
  const packages = findPackages(python, reader.paths, root);
  const [top, second] = packages;
  if (top === undefined) return { undeclared: [], partial: [], unanswered: 'the package is not in the tree' };
  // Which of several is imported by whom cannot be told.
  if (second !== undefined) return { undeclared: [], partial: [], unanswered: 'there are several packages' };
  const walk = await walkImports(reader, top);
  if (walk.riggedBy !== null) {
    const unanswered = `${walk.riggedBy} changes how modules are found`;
    return { undeclared: [], partial: [], unanswered };
  }
  const given: Given = { reader, root, python, metadata, walk };
  const undeclared = await undeclaredOf(given);
  const partial = await partialOf(given);
  const unanswered = undeclared.unanswered ?? partial.unanswered;
  return {
    undeclared: undeclared.found,
    partial: partial.found,
    unanswered: walk.isCut ? 'the package has more modules than are read' : unanswered,
  };
}

type Given = {
  readonly reader: Reader;
  readonly root: string;
  readonly python: PythonProject;
  readonly metadata: Metadata;
  readonly walk: Walk;
};

/** Why it cannot be told what the distribution requires; null where it can. */
function unasked(python: PythonProject, metadata: Metadata): string | null {
  if (metadata.isPrivate) return 'the project is private';
  if (!metadata.requirements.isComplete) return 'code or another file adds to the dependencies';
  const pyproject = known(python.pyproject);
  const data = pyproject?.data ?? {};
  if (metadata.origin === 'project') {
    // An application that is run from its folder, with the requirements in a file beside it.
    if (tableAt(data, 'build-system') === null) return 'nothing says that the project is built';
    if (valueAt(data, 'tool', 'uv', 'package') === false) return 'the project is not a package';
    // Poetry and setuptools may take them from where they were before `[project]`.
    const isElsewhere = tableAt(data, 'tool', 'poetry', 'dependencies') !== null || hasRequiresInSetup(python);
    if (isElsewhere && valueAt(data, 'project', 'dependencies') === undefined)
      return 'dependencies are declared elsewhere';
    const hooks = Object.keys(tableAt(data, 'tool', 'hatch', 'metadata', 'hooks') ?? {});
    if (hooks.some((hook) => !PLAIN_HOOKS.has(hook))) return 'a metadata hook may add dependencies';
    return null;
  }
  // setup.py of old: dependencies were named in the README, and users installed them by hand.
  if (!metadata.requirements.items.some((one) => isBase(one))) return 'no dependencies are declared';
  const py = known(python.setupPy)?.text ?? '';
  // A list that is added to before setup() is called reads as what it was made with.
  return metadata.origin !== 'poetry' && /\.(?:append|extend|insert)\(|\+=/.test(py)
    ? 'setup.py may add to the dependencies'
    : null;
}

/** Metadata hooks of hatchling that write other fields. */
const PLAIN_HOOKS = new Set(['fancy-pypi-readme', 'vcs', 'docstring-description']);

/** Why modules, or what they need, may come from elsewhere; null where nothing says so. */
function outOfSight(reader: Reader, root: string, { requirements }: Metadata): string | null {
  if (reader.allPaths.has('.gitmodules')) return 'git submodules may hold modules';
  const isEmpty = !requirements.items.some((one) => isBase(one));
  const conda = ['environment.yml', 'environment.yaml', 'meta.yaml', 'recipe/meta.yaml', 'pixi.toml'];
  if (isEmpty && conda.some((file) => reader.paths.has(below(root, file)))) return 'the dependencies are left to conda';
  return null;
}

function hasRequiresInSetup(python: PythonProject): boolean {
  const py = known(python.setupPy);
  return isUnknown(python.setupPy) || (py !== null && py.text.includes('install_requires'));
}

/** Dependencies that Poetry's table asks extras of: `uvicorn = { version = "^0.20", extras = ["standard"] }`. */
function withExtras({ pyproject }: PythonProject): ReadonlySet<string> {
  const table = tableAt(known(pyproject)?.data ?? {}, 'tool', 'poetry', 'dependencies') ?? {};
  const asks = (given: unknown): boolean => isTable(given) && given['extras'] !== undefined;
  return new Set(
    Object.entries(table).flatMap(([name, given]) =>
      (Array.isArray(given) ? given : [given]).some((one) => asks(one)) ? [normalName(name)] : [],
    ),
  );
}

type Answer<Found> = { readonly found: readonly Found[]; readonly unanswered: string | null };

async function undeclaredOf(given: Given): Promise<Answer<UndeclaredImport>> {
  const { reader, root, python, metadata, walk } = given;
  const candidates = new Map<string, { readonly reached: ReachedImport; readonly distribution: string }>();
  for (const reached of walk.imports) {
    const top = topOf(reached.module);
    const distribution = isStdlib(top) || candidates.has(top) ? null : distributionOf(top);
    if (distribution === null || isLeftOut(metadata, distribution) || mayProvide(metadata, top, distribution)) continue;
    candidates.set(top, { reached, distribution });
  }
  if (candidates.size === 0) return { found: [], unanswered: null };
  for (const own of inTree(reader, candidates)) candidates.delete(own);
  if (candidates.size === 0) return { found: [], unanswered: null };
  const provision: Provision = await provisionOf(reader, root, metadata, withExtras(python));
  const table = knownDistributions();
  const missing = [...candidates].filter(
    ([module, { distribution }]) =>
      provision.unknown === null &&
      !provision.brought.has(distribution) &&
      ![...provision.brought].some((name) => resembles(name, module)) &&
      // It comes along with another one that is missing: pydantic_core with pydantic.
      ![...candidates.values()].some((other) => table.get(other.distribution)?.brings.includes(distribution) === true),
  );
  const partOf = missing.length === 0 ? null : await wholeOf(reader, metadata);
  const found = missing.flatMap(([module, { reached, distribution }]) => {
    const via = walk.path(reached);
    if (via === null) return [];
    const place = atSpan(reached.file, reached.start, reached.end);
    const extra = metadata.requirements.items.find(
      (one) => !isBase(one) && normalName(requirementName(one.text) ?? '') === distribution,
    );
    const more = { place, via, extra: extra?.extra ?? null, partOf, addTo: addTo(given) };
    return [{ module, distribution: spelled(distribution), ...more }];
  });
  const isOpen = provision.unknown !== null;
  return { found, unanswered: isOpen ? `it is not known what ${provision.unknown} brings along` : null };
}

/**
 * Names that a file or folder of the repository carries, wherever: a module of that name may be vendored, generated from
 * it, or put on the path.
 */
function inTree({ allPaths }: Reader, names: ReadonlyMap<string, unknown>): readonly string[] {
  if (names.size === 0) return [];
  const found = new Set<string>();
  for (const path of allPaths)
    for (const part of path.split('/')) {
      const [stem = ''] = part.split('.');
      if (names.has(stem)) found.add(stem);
    }
  return [...found];
}

/** Projects of one repository that are read to see whether this one is a part of them. */
const SIBLINGS = 60;

/** Another project of the repository that requires this one; null where none does. */
async function wholeOf(reader: Reader, { file, name }: Metadata): Promise<string | null> {
  const own = known(name)?.value;
  const others = [...reader.allPaths].filter((path) => /(?:^|\/)pyproject\.toml$/.test(path) && path !== file);
  if (own === undefined) return null;
  for (const other of others.slice(0, SIBLINGS)) {
    const text = known(await reader.text(other, { isGuess: true }))?.text ?? '';
    if (text.includes(`"${own}`) || text.includes(`'${own}`)) return other;
  }
  return null;
}

function topOf(module: string): string {
  return module.split('.')[0] ?? '';
}

/** A distribution that is not in the table may carry the module under a name that resembles it. */
function resembles(distribution: string, module: string): boolean {
  const [name, wanted] = [distribution.replaceAll('-', ''), module.toLowerCase().replaceAll('_', '')];
  return wanted.length > 2 && name.includes(wanted);
}

/** Long left for users to install themselves, as pip had to compile them: setup.py of old did not require them. */
const COMPILED = new Set(['numpy', 'scipy', 'pandas', 'matplotlib', 'lxml', 'pillow', 'scikit-learn']);

function isLeftOut(metadata: Metadata, distribution: string): boolean {
  return isPluginOf(metadata, distribution) || (metadata.origin !== 'project' && COMPILED.has(distribution));
}

/** A plug-in often leaves its host out, so that the user chooses the host's version. */
function isPluginOf({ name, classifiers, entryPoints }: Metadata, distribution: string): boolean {
  const own = normalName(known(name)?.value ?? '');
  const host = distribution.replace(/^py/, '');
  return (
    own.split('-').includes(distribution) ||
    classifiers.items.some(({ value }) => value.startsWith('Framework :: ') && value.toLowerCase().includes(host)) ||
    entryPoints.items.some(
      ({ group, name: plugin }) =>
        group.toLowerCase().split(/[._]/).includes(distribution) ||
        // Of another host, for users of the distribution: it is loaded where that is (OpenTelemetry's instrumentations).
        (!group.endsWith('_scripts') && normalName(plugin) === distribution),
    )
  );
}

/** `[project] dependencies`, if the fix can write to it. */
function addTo({ python, metadata }: Given): UndeclaredImport['addTo'] {
  const pyproject = known(python.pyproject);
  if (metadata.origin !== 'project' || pyproject === null || tableAt(pyproject.data, 'project') === null) return null;
  const project = tableAt(pyproject.data, 'project');
  const isThere = isTable(project) && Array.isArray(project['dependencies']);
  return { file: pyproject.file, isThere };
}

async function partialOf({ reader, root, python, metadata, walk }: Given): Promise<Answer<PartialImport>> {
  const found = new Map<string, PartialImport>();
  const direct = requiredNames(metadata);
  for (const reached of walk.imports) {
    // `from importlib import metadata`
    const named = [reached.module, ...(reached.names ?? []).map((name) => `${reached.module}.${name}`)];
    for (const one of named) {
      const partial = partialModule(one);
      if (partial === null || found.has(partial.module) || standsIn(direct, partial.module)) continue;
      const via = walk.path(reached);
      if (via === null) continue;
      found.set(partial.module, { ...partial, place: atSpan(reached.file, reached.start, reached.end), via });
    }
  }
  const tops = new Map([...found.keys()].map((module) => [topOf(module), true]));
  const own = new Set(inTree(reader, tops));
  const foreign = [...found.values()].filter(({ module }) => !own.has(topOf(module)));
  if (!foreign.some(({ module }) => mayComeAlong(module))) return { found: foreign, unanswered: null };
  const { brought, unknown } = await provisionOf(reader, root, metadata, withExtras(python));
  return {
    found: foreign.filter(({ module }) => !mayComeAlong(module) || (unknown === null && !standsIn(brought, module))),
    unanswered: unknown === null ? null : `it is not known what ${unknown} brings along`,
  };
}

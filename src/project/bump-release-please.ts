import type { Declared } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import { markedLines } from './bump-marked-lines.ts';
import type { TargetRequest } from './bump-target.ts';
import { readTarget } from './bump-target.ts';
import type { BumpTarget, BumpTool, MarkedLine, VersionForm } from './bump-tools.ts';
import type { PythonProject } from './load-metadata.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import { declared } from './yaml-values.ts';
import type { YamlNode } from './yaml.ts';
import { at, itemsOf, parseYaml, scalarOf } from './yaml.ts';

const MANIFEST = '.release-please-manifest.json';
const CONFIG = 'release-please-config.json';

/** `src/updaters/generic.ts`: VERSION_REGEX. */
const GENERIC = /^\d+\.\d+\.\d+(?:-[\w.]+)?(?:\+[-\w.]+)?$/;
/** `src/updaters/python/python-file-with-version.ts`. */
const DUNDER = /^[0-9]+\.[0-9]+\.[0-9]+(?:-\w+)?$/;
const DUNDER_LINE = /__version__ ?= ?["']([^"'\n]{1,60})["']/;

/** Extensions for which an extra file of no stated type is written by key, or by marker: nothing has to be in it. */
const STRUCTURED = /\.(?:json|ya?ml|toml|xml)$/;

/** The manifest at the top of the repository, where it has a version for the project's folder. */
export async function loadReleasePlease(reader: Reader, root: string, python: PythonProject): Promise<BumpTool | null> {
  const manifest = await readJson(reader, MANIFEST);
  const key = root === '' ? '.' : root;
  const current = declared(MANIFEST, at(manifest, key));
  if (current === null) return null;
  const config = await readJson(reader, CONFIG);
  const own = at(config, 'packages', key);
  const setting = (name: string): YamlNode | null => at(own, name) ?? at(config, name);
  const extra = itemsOf(setting('extra-files')).flatMap((node) => extraOf(node, root) ?? []);
  const type = scalarOf(setting('release-type'))?.text ?? null;
  const isPython = type === 'python';
  const native = isPython ? nativeFiles(reader, root, python) : [];
  const listed = new Set(extra.map(({ path }) => below(root, path)));
  const targets = await Promise.all(extra.map((request) => readTarget(reader, root, request)));
  const generic = extra.filter(({ isMarked }) => isMarked).map(({ path }) => below(root, path));
  const marked = (await Promise.all(generic.map((file) => markedIn(reader, file)))).flat();
  const dunders = await Promise.all(native.filter((file) => !listed.has(file)).map((file) => dunderIn(reader, file)));
  return {
    tool: 'release-please',
    file: MANIFEST,
    place: current.place,
    current,
    currentLabel: 'the manifest',
    targets: [...native.map((file): BumpTarget => ({ ...WRITTEN, file, place: current.place })), ...targets],
    more: isPython ? globbed(targets) : `the release type ${type ?? 'that a workflow gives'} writes files of its own`,
    forms: [
      ...dunders.filter((form) => form !== null),
      ...marked.map(({ value, place, marker }): VersionForm => ({
        pattern: GENERIC,
        label: marker,
        place,
        stated: value,
      })),
    ],
    marked,
  };
}

/** A file that the release type writes by itself. */
const WRITTEN = { text: null, state: 'found', onMiss: 'passes-over' } as const;

async function readJson(reader: Reader, file: string): Promise<YamlNode | null> {
  const source = await reader.text(file, { isGuess: true });
  return source === null || isUnknown(source) ? null : parseYaml(source.text).root;
}

function globbed(targets: readonly BumpTarget[]): string | null {
  return targets.some(({ state }) => state === 'unknown') ? 'some of the extra files cannot be read' : null;
}

type Extra = TargetRequest & { readonly isMarked: boolean };

/** An entry of `extra-files`: a path, or a path with a type. A leading `/` means the top of the repository. */
function extraOf(node: YamlNode, root: string): Extra | null {
  const named: Declared<string> | null = declared(CONFIG, node) ?? declared(CONFIG, at(node, 'path'));
  if (named === null) return null;
  const type = scalarOf(at(node, 'type'))?.text ?? (STRUCTURED.test(named.value) ? 'structured' : 'generic');
  const isMarked = type === 'generic' && scalarOf(at(node, 'glob')) === null;
  const isTop = named.value.startsWith('/');
  // A path from the top is no path below the root; where the root is the top, both are the same.
  const path = isTop && root === '' ? named.value.slice(1) : named.value;
  const base = { path, place: named.place, onMiss: 'passes-over', isMarked } as const;
  return isMarked ? { ...base, text: 'x-release-please-' } : { ...base, text: null, isIn: () => null };
}

/** What the release type `python` writes by itself (`src/strategies/python.ts`). */
function nativeFiles(reader: Reader, root: string, { metadata }: PythonProject): readonly string[] {
  const facts = known(metadata);
  const name = facts === null ? null : (known(facts.name)?.value ?? null);
  const names = name === null ? [] : [name, name.replaceAll('-', '_')];
  const fixed = ['pyproject.toml', 'setup.py', 'setup.cfg'];
  const modules = names.flatMap((one) => [`${one}/__init__.py`, `src/${one}/__init__.py`]);
  const files = new Set(
    [...fixed, ...modules].map((path) => below(root, path)).filter((path) => reader.paths.has(path)),
  );
  for (const path of reader.paths) if (path === 'version.py' || path.endsWith('/version.py')) files.add(path);
  return [...files].slice(0, MOST_FILES);
}

/** More files named version.py than any project has. */
const MOST_FILES = 50;

async function markedIn(reader: Reader, file: string): Promise<readonly MarkedLine[]> {
  const source = await reader.text(file, { notUtf8: 'replace', isGuess: true });
  return source === null || isUnknown(source) ? [] : markedLines(source);
}

async function dunderIn(reader: Reader, file: string): Promise<VersionForm | null> {
  if (!file.endsWith('.py')) return null;
  const source = await reader.text(file, { notUtf8: 'python-cookie', isGuess: true });
  const match = source === null || isUnknown(source) ? null : DUNDER_LINE.exec(source.text);
  const stated = match?.[1];
  if (match == null || stated === undefined) return null;
  const end = match.index + match[0].length - 1;
  return {
    pattern: DUNDER,
    label: 'its pattern for `__version__`',
    place: atSpan(file, end - stated.length, end),
    stated,
  };
}

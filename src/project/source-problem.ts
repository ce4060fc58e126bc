import { isUnknown } from '../core/unknown.ts';
import type { FollowGiven } from './follow-version.ts';
import { fitsNowhere } from './follow-version.ts';
import { below, parent } from './path.ts';
import { mayCrossLines, pythonPattern } from './python-pattern.ts';
import type { Reader } from './reader.ts';
import type { FilePattern, Provider } from './version-lookup.ts';
import type { SourceProblem } from './versions.ts';

/** Why the provider can make no version of the tree; null where it can, and where that is not certain. */
export async function sourceProblem(provider: Provider, given: FollowGiven): Promise<SourceProblem | null> {
  if (provider.problem != null) return provider.problem;
  const { lookup } = provider;
  if (lookup === null || lookup.kind === 'stated' || lookup.kind === 'incremental') return null;
  const found = lookup.kind === 'attr' ? await ofAttribute(provider, given) : await ofFile(provider, given);
  if (found === null) return null;
  return (await isMadeElsewhere(given, 'path' in lookup ? lookup.path : found.subject)) ? null : found;
}

type Found = SourceProblem & { readonly subject: string };

async function ofFile({ lookup, place }: Provider, { reader, modules, root }: FollowGiven): Promise<Found | null> {
  if (lookup === null || !('path' in lookup) || lookup.path === null) return null;
  const file = below(root, lookup.path);
  // A path out of the project, or with a variable in it, is not looked for.
  if (/\.\.\/|[*{}$~]|^\//.test(lookup.path) || lookup.path === '') return null;
  if (!reader.allPaths.has(file)) return { kind: 'missing', place, subject: file };
  if (lookup.kind !== 'file' || lookup.pattern === null) return null;
  const source = await reader.text(file, { notUtf8: 'python-cookie' });
  const pattern = pythonPattern(lookup.pattern.text, lookup.pattern.isDefault ? 'own' : 'lines');
  if (source === null || isUnknown(source) || pattern === null || !isCertain(lookup.pattern)) return null;
  if (!fitsNowhere(source, pattern, mayCrossLines(lookup.pattern.text))) return null;
  const sought = lookup.pattern.isDefault ? 'the default pattern' : `\`${lookup.pattern.text}\``;
  for (const name of file.endsWith('.py') ? ['__version__', 'VERSION', 'version'] : []) {
    const stated = await modules.resolve(file, name);
    if (stated?.version.kind === 'literal' && stated.file === file)
      return { kind: 'unseen', place, subject: file, sought, spelled: stated.version.declared };
  }
  return { kind: 'no-match', place, subject: file, sought };
}

/** A pattern that takes in any number of lines is not settled by three of them. */
function isCertain({ text, isDefault }: FilePattern): boolean {
  return isDefault || !/\[\\s\\S\]|\[\\S\\s\]|\[\\d\\D\]|^\(\?[a-zA-Z]*s/.test(text);
}

/** setuptools and flit read the module's text first, and import it where that tells nothing. */
async function ofAttribute({ lookup, place }: Provider, { reader, modules }: FollowGiven): Promise<Found | null> {
  if (lookup?.kind !== 'attr' || !lookup.isStatic) return null;
  const [module = ''] = lookup.modules;
  const last = module.slice(module.lastIndexOf('.') + 1);
  if (module === '' || !/^[A-Za-z_]\w*$/.test(last)) return null;
  const files = modules.filesOf(module);
  if (files.length === 0) {
    // `package_dir` may map it from anywhere, and an extension module has no Python source.
    if (modulesAnywhere(reader.allPaths).has(last)) return null;
    return { kind: 'missing', place, subject: module.replaceAll('.', '/') };
  }
  const [file] = files;
  if (file === undefined || files.length > 1) return null;
  const source = await reader.text(file, { notUtf8: 'python-cookie' });
  if (source === null || isUnknown(source)) return null;
  // Whatever binds the name by code has to spell it, or take everything from elsewhere.
  const isBound =
    source.text.includes(lookup.name) || /import\s*\*|globals\(|exec\(|__getattr__|vars\(/.test(source.text);
  const others = lookup.modules.slice(1).some((one) => modules.filesOf(one).length > 0);
  return isBound || others ? null : { kind: 'no-match', place, subject: file, sought: `\`${lookup.name}\`` };
}

/** Where a step before the build may be told to write the file. */
const SCRIPTS = [
  '.gitignore',
  'Makefile',
  'justfile',
  'noxfile.py',
  'tox.ini',
  'tasks.py',
  'Dockerfile',
  '.gitlab-ci.yml',
  '.gitmodules',
  'build.py',
  'hatch_build.py',
  'setup.py',
  'CMakeLists.txt',
  'meson.build',
];

/** True where the file may be made before the build: ignored by git, named by a script, or below a link or a submodule. */
async function isMadeElsewhere({ reader, root }: FollowGiven, path: string): Promise<boolean> {
  const file = below(root, path);
  for (let folder = parent(file); folder !== ''; folder = parent(folder)) if (reader.allPaths.has(folder)) return true;
  const name = file.slice(file.lastIndexOf('/') + 1);
  const asked = [...new Set([...SCRIPTS, ...SCRIPTS.map((one) => below(root, one))])];
  const found = await Promise.all(asked.map((one) => mentions(reader, one, name)));
  return found.includes(true);
}

async function mentions(reader: Reader, file: string, name: string): Promise<boolean> {
  if (!reader.allPaths.has(file)) return false;
  const source = await reader.text(file, { notUtf8: 'replace', isGuess: true });
  if (source === null || isUnknown(source)) return false;
  // A submodule may hold anything that is missing.
  return file.endsWith('.gitmodules') || source.text.includes(name);
}

/** Names of all folders and of all files that may hold a module; found once for a tree, which may hold a thousand projects. */
const namesOfTree = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

function modulesAnywhere(paths: ReadonlySet<string>): ReadonlySet<string> {
  const before = namesOfTree.get(paths);
  if (before !== undefined) return before;
  const names = new Set<string>();
  for (const path of paths) {
    const parts = path.split('/');
    const stem = /^(\w+)\.(?:py|pyx|pyi|c|cpp|rs)$/.exec(parts.pop() ?? '')?.[1];
    if (stem !== undefined) names.add(stem);
    for (const part of parts) names.add(part);
  }
  namesOfTree.set(paths, names);
  return names;
}

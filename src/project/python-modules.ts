import { inFile } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { ImportPackage } from './packages.ts';
import { below, parent } from './path.ts';
import type { PythonSource } from './python-source.ts';
import { readPython } from './python-source.ts';
import type { PythonVersion } from './python-version.ts';
import { readVersion } from './python-version.ts';
import type { Reader } from './reader.ts';

/** Reads Python files once each and follows imports between them. */
export type Modules = {
  /** null where the file is not there or cannot be used. `generatedBy` names the build tool that writes the file. */
  readonly source: (
    file: string,
  ) => Promise<{ readonly source: PythonSource; readonly generatedBy: string | null } | null>;
  /** The files that a dotted module name may mean, those that are there. */
  readonly filesOf: (module: string) => readonly string[];
  /** What a name holds, imports inside the distribution followed. */
  readonly resolve: (
    file: string,
    name: string,
  ) => Promise<{ readonly file: string; readonly version: PythonVersion } | null>;
};

/** Header comments of files that a build tool writes; others that say "generated" are kept in git and must be right. */
const GENERATED =
  /\b(setuptools[-_]scm|hatch-vcs|versioneer|versioningit|pbr|poetry-dynamic-versioning|setuptools-git-versioning|pdm-backend|scikit-build-core|vcs-versioning)\b/i;

export function createModules(reader: Reader, packages: readonly ImportPackage[], root: string): Modules {
  const roots = new Set([...packages.map((one) => importRoot(one)), root, below(root, 'src')]);

  const source: Modules['source'] = async (file) => {
    const text = await reader.text(file, { notUtf8: 'python-cookie' });
    if (text === null || isUnknown(text)) return null;
    const header = text.text
      .slice(0, 600)
      .split('\n')
      .filter((line) => line.startsWith('#') || line.startsWith('"""'))
      .join('\n');
    const python = readPython(text.text);
    if (python === null) rejectDeep(reader, file);
    return python === null ? null : { source: python, generatedBy: GENERATED.exec(header)?.[1] ?? null };
  };

  const filesOf: Modules['filesOf'] = (module) => {
    const path = module.replaceAll('.', '/');
    return [...roots]
      .flatMap((base) => [below(base, `${path}.py`), below(base, path, '__init__.py')])
      .filter((file) => reader.paths.has(file));
  };

  const resolve = async (file: string, name: string, depth = 0): ReturnType<Modules['resolve']> => {
    const read = await source(file);
    const version = read === null ? null : readVersion(file, read.source, name);
    if (version === null) return null;
    if (version.kind !== 'imported' || depth > 3) return { file, version };
    for (const target of targets(file, version.module, filesOf, reader.paths)) {
      const found = await resolve(target, version.original, depth + 1);
      if (found !== null) return found;
    }
    return { file, version };
  };

  return { source, filesOf, resolve: (file, name) => resolve(file, name) };
}

/** Records a source that is nested too deeply to be read. */
export function rejectDeep(reader: Reader, file: string): void {
  const already = reader.unreadable.some((entry) => entry.file === file);
  if (already) return;
  reader.reject({
    file,
    place: inFile(file),
    kind: 'no-access',
    problem: 'is nested too deeply to be read',
    todo: 'Take the expression apart',
  });
}

/** The folder that import names start from: `src` for `src/acme/demo` named `acme.demo`. */
function importRoot({ name, path, isModule }: ImportPackage): string {
  let folder = isModule ? parent(path) : path;
  for (let i = name.split('.').length - (isModule ? 1 : 0); i > 0; i--) folder = parent(folder);
  return folder;
}

function targets(
  file: string,
  module: string,
  filesOf: Modules['filesOf'],
  paths: ReadonlySet<string>,
): readonly string[] {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  if (dots === 0) return filesOf(module);
  let folder = parent(file);
  for (let i = 1; i < dots; i++) folder = parent(folder);
  const path = below(folder, module.slice(dots).replaceAll('.', '/'));
  return [`${path}.py`, below(path, '__init__.py')].filter((candidate) => paths.has(candidate) && candidate !== file);
}

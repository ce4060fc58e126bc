import { fnmatch, matchPath } from './packaging-glob.ts';

// What setuptools puts into an sdist beside modules and package data: its defaults, then MANIFEST.in line by line
// (setuptools/command/sdist.py, distutils/command/sdist.py `add_defaults`, setuptools/command/egg_info.py `FileList`).

/** `test/test*.py` and the like: distutils' optional defaults; licences since setuptools 56. */
const DEFAULTS = [
  'setup.py',
  'setup.cfg',
  'pyproject.toml',
  'MANIFEST.in',
  'test/test*.py',
  'tests/test*.py',
  'LICEN[CS]E*',
  'COPYING*',
  'NOTICE*',
  'AUTHORS*',
  // One of them, the first that is there; whoever has two means both to be read by people.
  'README',
  'README.rst',
  'README.txt',
  'README.md',
];

export type Manifest = readonly { readonly command: string; readonly args: readonly string[] }[];

/** Lines of MANIFEST.in; a backslash joins lines, `#` starts a comment line. */
export function readManifest(text: string): Manifest {
  return text
    .replaceAll(/\\\r?\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [command = '', ...args] = line.split(/\s+/);
      return { command, args: args.map((arg) => arg.replace(/^\.\//, '').replace(/\/$/, '')) };
    });
}

/** Whether a file that is no module and no package data goes into the sdist. The path is relative to the project. */
export function isInSdist(path: string, manifest: Manifest): boolean {
  let isIn = DEFAULTS.some((pattern) => matchPath(path, pattern));
  for (const { command, args } of manifest) {
    const matched = commandMatches(command, args, path);
    if (matched !== null) isIn = matched;
  }
  return isIn;
}

/** What a line says of a path: true takes it in, false leaves it out, null says nothing. */
function commandMatches(command: string, args: readonly string[], path: string): boolean | null {
  const [folder = '', ...patterns] = args;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isBelow = folder === '.' || folder === '' || path.startsWith(`${folder}/`) || matchPath(path, `${folder}/**`);
  switch (command) {
    case 'include':
      return args.some((pattern) => matchPath(path, pattern)) ? true : null;
    case 'exclude':
      return args.some((pattern) => matchPath(path, pattern)) ? false : null;
    case 'global-include':
      return args.some((pattern) => fnmatch(name, pattern) || matchPath(path, `**/${pattern}`)) ? true : null;
    case 'global-exclude':
      return args.some((pattern) => fnmatch(name, pattern) || matchPath(path, `**/${pattern}`)) ? false : null;
    case 'recursive-include':
    case 'recursive-exclude':
      return isBelow && patterns.some((pattern) => fnmatch(name, pattern) || matchPath(path, `${folder}/**/${pattern}`))
        ? command === 'recursive-include'
        : null;
    case 'graft':
      return isBelow ? true : null;
    case 'prune':
      return isBelow ? false : null;
    default:
      return null;
  }
}

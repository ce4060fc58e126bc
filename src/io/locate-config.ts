import { join } from 'node:path';
import process from 'node:process';
import { cosmiconfigSync } from 'cosmiconfig';
import { holdsConfig } from '../config/read-config.ts';
import { PyrelError } from '../core/error.ts';
import type { Files } from '../project/ports.ts';
import { below } from '../project/path.ts';
import { TEXT_LIMIT } from '../project/reader.ts';
import { OWN_FOLDER } from './own-folder.ts';

const NAMES = ['pyrel.toml', '.pyrel.toml', 'pyproject.toml'] as const;

/** The tree in which a config is looked for: from `root` up to the top, and no further. */
export type ConfigTree = {
  /** Absolute path of the tree on the disk; null where it is a git revision, of which only `files` knows. */
  readonly folder: string | null;
  readonly root: string;
  readonly files: Files;
};

/** Path of the nearest config below the tree's top; null where there is none. Two in one folder are an error. */
export async function locateConfig({ folder, root, files }: ConfigTree): Promise<string | null> {
  const textOf = folder === null ? treeText(files) : diskText(folder);
  for (const above of foldersUp(root)) {
    const readable = await readableIn(above, root, files);
    const configs: string[] = [];
    let broken: string | null = null;
    for (const path of readable) {
      const holds = path.endsWith('pyrel.toml') || holdsConfig(await textOf(path));
      if (holds === true) configs.push(path);
      if (holds === 'broken') broken = path;
    }
    if (configs.length > 1) {
      throw new PyrelError(
        'config-invalid',
        `${configs.join(' and ')} each hold a config of pyrel`,
        'Move all of it into one of them.',
      );
    }
    const found = configs[0] ?? broken;
    if (found !== null) return found;
  }
  return null;
}

type TextOf = (path: string) => Promise<string>;

function treeText(files: Files): TextOf {
  return async (path) => {
    const read = await files.read(path, TEXT_LIMIT);
    return read.kind === 'bytes' ? new TextDecoder().decode(read.bytes) : '';
  };
}

/**
 * cosmiconfig, kept from running code of the linted repository (architecture.md, "Known traps"):
 * - its constructor loads settings, scripts among them, from the current directory, so it is built in pyrel's own folder;
 * - it follows `$import` in what a loader returns, so the loader returns nothing but the text;
 * - its search passes over files that it cannot read, waits for ever on a named pipe, stops at the first of two configs
 *   in a folder and ends in the user's home, so it is handed one path after the other, each looked at before.
 */
function diskText(top: string): TextOf {
  const before = process.cwd();
  process.chdir(OWN_FOLDER);
  try {
    const explorer = cosmiconfigSync('pyrel', {
      searchPlaces: [...NAMES],
      searchStrategy: 'none',
      cache: false,
      loaders: { '.toml': (_, text) => ({ text }) },
    });
    return async (path) => {
      const result = explorer.load(join(top, path)) as { readonly config?: { readonly text: string } } | null;
      return result?.config?.text ?? '';
    };
  } finally {
    process.chdir(before);
  }
}

function foldersUp(root: string): readonly string[] {
  const parts = root === '' ? [] : root.split('/');
  return [...parts.map((_, i) => parts.slice(0, parts.length - i).join('/')), ''];
}

/** The candidates in a folder that are there. One that cannot be read might hold a config, and is not passed over. */
async function readableIn(folder: string, root: string, files: Files): Promise<readonly string[]> {
  const readable: string[] = [];
  for (const name of NAMES) {
    const path = below(folder, name);
    const read = await files.read(path, 0);
    if (read.kind === 'missing') continue;
    const isUsable = read.kind === 'bytes' && read.size <= TEXT_LIMIT;
    if (isUsable) readable.push(path);
    // The rule `unreadable-file` tells of ROOT's own pyproject.toml.
    else if (path !== below(root, 'pyproject.toml')) {
      const reason = read.kind === 'bytes' ? `is larger than ${TEXT_LIMIT} bytes` : read.reason;
      throw new PyrelError('config-unreadable', `${path} ${reason}`, 'Make the file readable, or remove it.');
    }
  }
  return readable;
}

import { readFile, realpath } from 'node:fs/promises';
import { basename, relative, sep } from 'node:path';
import type { Config } from '../config/config.ts';
import type { ConfigText } from '../config/read-config.ts';
import { defaultConfig, readConfig } from '../config/read-config.ts';
import type { RuleSource } from '../config/schema.ts';
import { PyrelError } from '../core/error.ts';
import { below } from '../project/path.ts';
import { TEXT_LIMIT } from '../project/reader.ts';
import { locateConfig } from './locate-config.ts';
import type { Repository } from './repository.ts';

export type ConfigRequest = {
  readonly repository: Pick<Repository, 'top' | 'root' | 'revision' | 'files'>;
  /** `--config`: this file of the disk and no other, also where a revision is linted; null to look for one. */
  readonly given: string | null;
  readonly rules: RuleSource;
};

/** The config for ROOT: the given file, else the nearest one, else the defaults. */
export async function loadConfig(request: ConfigRequest): Promise<Config> {
  const source = await loadConfigText(request);
  // Nothing is said of any rule.
  return source === null ? defaultConfig([]) : readConfig(source, request.rules);
}

/** The text that it is read from; null where the defaults stand. */
export async function loadConfigText({ repository, given }: Omit<ConfigRequest, 'rules'>): Promise<ConfigText | null> {
  return given === null ? locatedText(repository) : givenText(repository, given);
}

async function locatedText({ top, root, revision, files }: ConfigRequest['repository']): Promise<ConfigText | null> {
  const file = await locateConfig({ folder: revision === null ? top : null, root, files });
  if (file === null) return null;
  const isLinted = file === below(root, 'pyproject.toml');
  const read = await files.read(file, TEXT_LIMIT);
  const text = read.kind === 'bytes' ? decode(read.bytes) : null;
  if (text !== null) return { file, text, kind: kindOf(file), isLinted };
  if (isLinted) return null;
  throw notUtf8(file);
}

async function givenText({ top }: ConfigRequest['repository'], given: string): Promise<ConfigText> {
  try {
    const text = decode(await readFile(given));
    const inside = relative(top, await realpath(given)).replaceAll(sep, '/');
    if (text !== null)
      return { file: inside.startsWith('..') ? given : inside, text, kind: kindOf(given), isLinted: false };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const problem = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw new PyrelError('config-unreadable', `${given} ${problem}`, 'Name a file with `--config`, or leave it out.');
  }
  throw notUtf8(given);
}

function kindOf(file: string): ConfigText['kind'] {
  return basename(file) === 'pyproject.toml' ? 'pyproject' : 'own';
}

/** Null where the bytes are not UTF-8. A byte order mark is left out. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function notUtf8(file: string): PyrelError {
  return new PyrelError('config-unreadable', `${file} is not UTF-8`, 'Save the file as UTF-8.');
}

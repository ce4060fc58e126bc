import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readInside } from './disk-files.ts';

const CONFIG_LIMIT = 1024 * 1024;

/**
 * URL of the remote `origin`, without credentials; null where none is configured. It is read from the config file of
 * the repository: a process for it costs 4 ms, and `include` and `insteadOf`, which only git would follow, are the
 * user's own, not the project's name.
 */
export async function originUrl(gitFolder: string): Promise<string | null> {
  const common = await readFile(join(gitFolder, 'commondir'), 'utf8').then(
    (text) => resolve(gitFolder, text.trimEnd()),
    () => gitFolder,
  );
  const config = readInside(common, Buffer.from('config'), CONFIG_LIMIT);
  if (config.kind !== 'bytes') return null;
  const url = findOrigin(Buffer.from(config.bytes).toString());
  return url === null ? null : withoutCredentials(url);
}

/** The first `url` in `[remote "origin"]`, by the syntax of git-config(1). */
function findOrigin(config: string): string | null {
  let isOrigin = false;
  for (const line of config.replace(/\\\r?\n/g, '').split(/\r?\n/)) {
    const section = /^\s*\[\s*(?<name>[-.\w]+)(?:\s+"(?<sub>(?:[^"\\]|\\.)*)")?\s*\](?<rest>.*)$/.exec(line)?.groups;
    if (section !== undefined) isOrigin = section['name']?.toLowerCase() === 'remote' && section['sub'] === 'origin';
    const url = /^\s*url\s*=\s*(?<value>.*)$/i.exec(section?.['rest'] ?? line)?.groups?.['value'];
    if (isOrigin && url !== undefined) return plainValue(url);
  }
  return null;
}

/** A value without its quotes, escapes and comment. */
function plainValue(text: string): string {
  let value = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (char === '\\') value += text[++i] ?? '';
    else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (char === '#' || char === ';')) break;
    else value += char;
  }
  return value.trim();
}

/** CI systems write tokens into the URL (`https://x-access-token:…@github.com/…`); no report may show them. */
export function withoutCredentials(url: string): string {
  const bare = url.replace(/([a-z][a-z0-9+.-]*:\/\/)[^/\s]*@/gi, '$1');
  return bare.includes('://') ? bare.replace(/[?#].*$/, '') : bare.replace(/^[^/@:]*:[^/@]*@/, '');
}

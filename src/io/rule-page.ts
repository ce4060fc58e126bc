import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OWN_FOLDER } from './own-folder.ts';

/** The page of a rule as the package carries it; null where it cannot be had. Bundled code lies in dist/, its source in src/io/. */
export async function rulePageText(id: string): Promise<string | null> {
  for (const up of ['..', join('..', '..')]) {
    const text = await readFile(join(OWN_FOLDER, up, 'docs', 'rules', `${id}.md`), 'utf8').catch(() => null);
    if (text !== null) return text;
  }
  return null;
}

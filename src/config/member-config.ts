import { isUnknown } from '../core/unknown.ts';
import { below } from '../project/path.ts';
import type { Reader } from '../project/reader.ts';
import type { Config } from './config.ts';
import { holdsConfig, readConfig } from './read-config.ts';
import type { RuleSource } from './schema.ts';

/**
 * The config that a project below ROOT has of its own; null where it has none, and ROOT's holds. The nearest one counts
 * as a whole, but for `fail-on`, which is about the run: that is ROOT's.
 */
export async function memberConfig(reader: Reader, folder: string, rules: RuleSource): Promise<Config | null> {
  for (const name of ['pyrel.toml', '.pyrel.toml', 'pyproject.toml']) {
    const file = below(folder, name);
    if (!reader.allPaths.has(file)) continue;
    const source = await reader.text(file);
    if (source === null || isUnknown(source)) continue;
    const kind = name === 'pyproject.toml' ? 'pyproject' : 'own';
    if (kind === 'own' || holdsConfig(source.text) === true)
      return readConfig({ file, text: source.text, kind, isLinted: kind === 'pyproject' }, rules);
  }
  return null;
}

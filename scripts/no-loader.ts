/**
 * Stands in the bundle for what cosmiconfig would load files with: js-yaml, parse-json, import-fresh, typescript. pyrel
 * hands it loaders of its own that only return text (src/io/locate-config.ts), so these are dead weight at each start,
 * and a door to running code of the linted repository that is better not there at all.
 */
export function refuse(): never {
  throw new Error('pyrel loads no configuration through cosmiconfig');
}

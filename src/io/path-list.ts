/** The paths of a tree, relative to its top, with `/`. */
export type PathList = {
  /** Sorted by code unit. Bytes that are not UTF-8 stand as replacement characters. */
  readonly paths: readonly string[];
  /** Bytes of the names that are not UTF-8, by how they stand in `paths`. */
  readonly raw: ReadonlyMap<string, Buffer>;
  /** Paths that git tracks and a sparse checkout leaves out: not on the disk, and not gone. */
  readonly sparse: ReadonlySet<string>;
};

/** Splits what git prints with `-z`. */
export function records(output: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  let start = 0;
  for (let end = output.indexOf(0); end !== -1; end = output.indexOf(0, start)) {
    found.push(output.subarray(start, end));
    start = end + 1;
  }
  return found;
}

/** What git would release: tracked, or untracked and not ignored; from any folder of the work tree. */
export const LIST_FILES: readonly string[] =
  'ls-files -z -t --stage --cached --others --exclude-standard --full-name :/'.split(' ');

/** Reads what `LIST_FILES` prints; `trackedOnly` leaves out what git does not know yet. */
export function parseListing(output: Buffer, trackedOnly = false): PathList {
  const names = new Map<string, Buffer>();
  const sparse = new Set<string>();
  for (const record of records(output)) {
    const isTracked = record[0] !== 0x3f; // `?`
    if (trackedOnly && !isTracked) continue;
    const name = record.subarray(isTracked ? record.indexOf('\t') + 1 : 2);
    // A submodule, or a repository of its own that is not added: its files are not part of this release's tree.
    if (isTracked ? record.toString('latin1', 2, 8) === '160000' : name.at(-1) === 0x2f) continue;
    const path = name.toString();
    if (!names.has(path)) names.set(path, name);
    if (record[0] === 0x53) sparse.add(path); // `S`
  }
  return pathList(names, sparse);
}

export function pathList(names: ReadonlyMap<string, Buffer>, sparse: ReadonlySet<string> = new Set()): PathList {
  const raw = [...names].filter(([path, name]) => path.includes('\ufffd') && !Buffer.from(path).equals(name));
  return { paths: [...names.keys()].sort(), raw: new Map(raw), sparse };
}

/** A file's text, decoded once. Offsets everywhere are UTF-16 units into `text`, which has no byte order mark. */
export type SourceText = {
  readonly file: string;
  readonly text: string;
  /** Size in bytes at which reading stopped; null where the whole file was read. */
  readonly cutAt: number | null;
  readonly hasBom: boolean;
};

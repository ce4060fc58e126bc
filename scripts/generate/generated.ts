/** A file, or a part of one, that nobody writes by hand. */
export type Generated = {
  /** Relative to the top of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
};

/** Makes files from what is there; they are compared or written by the caller. */
export type Generator = () => Promise<readonly Generated[]>;

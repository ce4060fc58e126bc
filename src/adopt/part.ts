/** A file as `pyrel init` would leave it. */
export type Proposal = {
  /** As shown: relative to the git top level with `/`, or absolute where the file lies elsewhere. */
  readonly path: string;
  /** Clause for the user: what the file does there. */
  readonly what: string;
  /** Whole text as it is; null where the file is made. */
  readonly before: string | null;
  /** Whole text as it is to be; a byte order mark and line ends stay what they were. */
  readonly after: string;
  readonly isExecutable: boolean;
  /** A file that gives way first, under a name that is free. */
  readonly moved: { readonly from: string; readonly to: string } | null;
};

/** One thing that a repository needs for pyrel. */
export type Part =
  | { readonly kind: 'write'; readonly proposal: Proposal }
  /** It is there already; `said` is a whole sentence without its stop. */
  | { readonly kind: 'there'; readonly said: string }
  /** pyrel does not write it: why, and what the user may write. */
  | { readonly kind: 'left'; readonly said: string; readonly todo: readonly string[] };

export function write(
  given: Pick<Proposal, 'path' | 'what' | 'before' | 'after'> & Partial<Pick<Proposal, 'isExecutable' | 'moved'>>,
): Part {
  return { kind: 'write', proposal: { isExecutable: false, moved: null, ...given } };
}

export function there(said: string): Part {
  return { kind: 'there', said };
}

export function left(said: string, todo: readonly string[]): Part {
  return { kind: 'left', said, todo };
}

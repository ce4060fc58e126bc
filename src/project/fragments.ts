/** Change fragments, one file a change, that a tool gathers into the changelog: towncrier, scriv, changie, reno. */
export type Fragments = {
  readonly tool: string;
  /** Folder of the fragments, relative to the git top level. */
  readonly folder: string;
};

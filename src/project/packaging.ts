/** What the build puts into the distribution, as far as its configuration tells. */
export type Packaging = {
  readonly backend: string;
};

import type { Place } from '../core/place.ts';

/** A GitHub workflow file. */
export type Workflow = {
  /** `.github/workflows/release.yml` */
  readonly file: string;
  /** Set where even the tolerant tree has no jobs; the other fields are empty then. */
  readonly broken: { readonly problem: string; readonly place: Place } | null;
};

import type { Declared } from '../core/place.ts';
import type { Project } from '../project/project.ts';
import type { IdToken } from './id-token.ts';
import type { JobState } from './job-state.ts';
import type { Unsure } from './other-publishers.ts';
import type { Upload } from './publishing.ts';
import type { Grant } from './permissions.ts';
import type { Route } from './routes.ts';

/** Steps and commands that may still be walked. Actions and scripts that use one another grow by the power of their depth. */
export type Budget = { left: number };

/** A job while it is walked through, step by step. */
export type Walk = {
  readonly route: Route;
  readonly project: Project;
  readonly idToken: IdToken;
  readonly contents: Grant;
  readonly state: JobState;
  /** The first build of a distribution so far. */
  built: Declared<string> | null;
  readonly budget: Budget;
  readonly uploads: Upload[];
  readonly unsure: Unsure[];
};

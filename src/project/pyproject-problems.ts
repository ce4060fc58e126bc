import type { Place } from '../core/place.ts';

/** Something in pyproject.toml that its specifications or a build backend refuse. */
export type PyprojectProblem = { readonly kind: string; readonly place: Place };

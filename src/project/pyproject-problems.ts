import type { Place } from '../core/place.ts';

/** A build backend whose sources were read for what it refuses; `other` is any that is not one of them. */
export type BackendFamily = 'setuptools' | 'hatchling' | 'flit' | 'pdm' | 'poetry' | 'uv' | 'other';

/** Something in the project's metadata that its specifications, its build backend or the index refuse. */
export type PyprojectProblem = {
  readonly place: Place;
  /** ISO day from which the tool refuses it; empty where it always did. */
  readonly since: string;
} & (
  | ShapeProblem
  | KeyProblem
  | BuildSystemProblem
  | GroupProblem
  | FieldProblem
  | { readonly kind: 'override'; readonly name: string; readonly source: string }
);

export type ShapeProblem =
  | { readonly kind: 'type'; readonly key: string; readonly expected: string; readonly found: string }
  /** `name`, `version` of `[project]`, `requires` of `[build-system]`. */
  | { readonly kind: 'missing'; readonly table: string; readonly key: string; readonly backend: string }
  /** A value of the right type that says what cannot be; `what` is a clause without its subject. */
  | {
      readonly kind: 'value';
      readonly key: string;
      readonly problem: string;
      readonly todo: string;
      readonly backend: string;
    }
  | {
      readonly kind: 'dynamic-conflict';
      readonly field: string;
      readonly index: number;
      readonly stated: Place;
      readonly isRefused: boolean;
      readonly backend: string;
    };

export type KeyProblem = {
  readonly kind: 'unknown-key';
  /** `[project]`, `[build-system]`, `authors`. */
  readonly table: string;
  readonly key: string;
  readonly meant: string | null;
  /** Who stops at it; null where it is passed over in silence. */
  readonly refusedBy: string | null;
};

export type BuildSystemProblem =
  /** `tool`: the table whose backend was probably meant, as its settings are there; null where none is. */
  | { readonly kind: 'no-build-system'; readonly tool: string | null; readonly backend: string }
  | { readonly kind: 'backend-near'; readonly backend: string; readonly meant: string }
  | {
      readonly kind: 'backend-not-required';
      readonly backend: string;
      readonly package: string;
      readonly requires: string;
    };

export type GroupProblem =
  | { readonly kind: 'group-missing'; readonly group: string; readonly included: string }
  | { readonly kind: 'group-cycle'; readonly group: string; readonly chain: string }
  | { readonly kind: 'group-twice'; readonly group: string; readonly other: string };

export type FieldProblem =
  /** A dependency that is no specifier, of a list that ends up in no metadata: a group, or the build's requirements. */
  | {
      readonly kind: 'requirement';
      readonly list: string;
      readonly text: string;
      readonly fault: string;
    }
  | { readonly kind: 'summary-long'; readonly length: number }
  | { readonly kind: 'summary-lines'; readonly backend: string; readonly isRefused: boolean }
  | { readonly kind: 'email'; readonly email: string; readonly fault: string; readonly isRefused: boolean }
  | { readonly kind: 'url'; readonly label: string; readonly url: string; readonly fault: string }
  | { readonly kind: 'url-label'; readonly label: string; readonly length: number };

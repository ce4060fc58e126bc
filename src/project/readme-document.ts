import type { Place } from '../core/place.ts';

/** The long description as PyPI will show it. */
export type ReadmeDocument = {
  readonly file: string;
  readonly markup: 'markdown' | 'rst' | 'plain';
  /** Addresses that lead nowhere from PyPI, in file order, at most `MOST_LINKS`; anchors are left out. */
  readonly links: readonly RelativeLink[];
  /** What PyPI refuses reStructuredText for, in file order. */
  readonly problems: readonly RstProblem[];
};

/** A link or picture whose target is a path in the repository. */
export type RelativeLink = {
  readonly kind: 'link' | 'image';
  /** As written. */
  readonly target: string;
  /** Span of what is written. */
  readonly place: Place;
  /** What it leads to in the tree; null where there is no such path. */
  readonly found: LinkedPath | null;
};

export type LinkedPath = {
  /** From the git top level. */
  readonly path: string;
  readonly isFolder: boolean;
  /** `?raw=true#usage`, as written. */
  readonly suffix: string;
};

/** What makes docutils halt as PyPI runs it. */
export type RstProblem = {
  readonly kind:
    | 'directive'
    | 'disabled'
    | 'option'
    | 'role'
    | 'underline'
    | 'duplicate'
    | 'undefined'
    | 'unclosed'
    | 'structure';
  /** The directive, role, title, name or start-string, as written; of an option its directive. */
  readonly subject: string;
  /** What the kind asks for: the option, the length of the underline that is needed, the other target, or what is wrong. */
  readonly detail: string;
  readonly place: Place;
};

export const MOST_LINKS: number = 500;

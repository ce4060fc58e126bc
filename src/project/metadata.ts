import type { Declared, Place } from '../core/place.ts';
import type { Maybe } from '../core/unknown.ts';

/** Where core metadata is declared. */
export type MetadataOrigin = 'project' | 'poetry' | 'setup.cfg' | 'setup.py';

/** An entry of the project URLs. `isChangelog`: labelled as one, as PyPI knows the labels (Well-known Project URLs). */
export type ProjectUrl = { readonly label: string; readonly url: Declared<string>; readonly isChangelog: boolean };

/** A list in the metadata. Where code or another file adds to it, `isComplete` is false, and what is missing tells nothing. */
export type DeclaredList<T> = { readonly items: readonly T[]; readonly isComplete: boolean };

/** A requirement that ends up in `Requires-Dist`; `extra` is the optional feature that it belongs to. */
export type Requirement = {
  /** As PEP 508 writes it; what Poetry says in a table is put into words: `demo @ git+https://…`. */
  readonly text: string;
  readonly extra: string | null;
  readonly place: Place;
};

/** An entry of `entry_points.txt`. */
export type EntryPoint = {
  /** `console_scripts`, `gui_scripts`, or a group of plug-ins. */
  readonly group: string;
  readonly name: string;
  /** Object reference as written: `demo.cli:main`. */
  readonly value: string;
  readonly place: Place;
  /** Where the group is named, if that is not `place`. */
  readonly groupPlace: Place;
};

/** The core metadata that rules ask for, whichever file declares it. */
export type Metadata = {
  /** The file that declares it: `pyproject.toml`, `setup.cfg` or `setup.py`, below the project's root. */
  readonly file: string;
  readonly origin: MetadataOrigin;
  /** Distribution name as written. */
  readonly name: Maybe<Declared<string>>;
  /** File of the long description as written, and its path in the tree; null where no file is declared. */
  readonly readme: Maybe<Declared<string> & { readonly path: string }>;
  /** `[build-system] build-backend`; null where the table is absent. */
  readonly backend: string | null;
  readonly urls: readonly ProjectUrl[];
  /** `Private :: …` classifier: PyPI refuses it, so the project is not meant to be published there. */
  readonly isPrivate: boolean;
  readonly requiresPython: Maybe<Declared<string>>;
  readonly classifiers: DeclaredList<Declared<string>>;
  readonly requirements: DeclaredList<Requirement>;
  readonly entryPoints: DeclaredList<EntryPoint>;
};

/** What `Metadata` holds beside names and addresses. */
export type MetadataLists = Pick<Metadata, 'requiresPython' | 'classifiers' | 'requirements' | 'entryPoints'>;

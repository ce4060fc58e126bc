import type { Declared } from '../core/place.ts';
import type { Maybe } from '../core/unknown.ts';

/** Where core metadata is declared. */
export type MetadataOrigin = 'project' | 'poetry' | 'setup.cfg' | 'setup.py';

/** An entry of the project URLs. `isChangelog`: labelled as one, as PyPI knows the labels (Well-known Project URLs). */
export type ProjectUrl = { readonly label: string; readonly url: Declared<string>; readonly isChangelog: boolean };

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
};

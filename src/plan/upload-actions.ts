import { GITHUB_REGISTRY } from '../core/addresses.ts';
/** A published action that uploads to an index. */
export type UploadAction = {
  readonly slug: string;
  /** Inputs that hold a password or token. */
  readonly secretInputs: readonly string[];
  readonly indexInputs: readonly string[];
  /** Whether it exchanges the workflow's identity for a token where it is given none, in its newest version. */
  readonly hasTrustedPublishing: boolean;
  /** True where the action uploads only if it is given a token. */
  readonly needsToken?: boolean;
};

/** PyPA's own action. */
export const PYPA: string = 'pypa/gh-action-pypi-publish';

const ACTIONS: readonly UploadAction[] = [
  {
    slug: PYPA,
    secretInputs: ['password'],
    indexInputs: ['repository-url', 'repository_url'],
    hasTrustedPublishing: true,
  },
  {
    slug: 'jrubics/poetry-publish',
    secretInputs: ['pypi_token'],
    indexInputs: ['repository_url', 'repository_name'],
    hasTrustedPublishing: false,
  },
  {
    slug: 'casperdcl/deploy-pypi',
    secretInputs: ['password'],
    indexInputs: ['repository', 'url'],
    hasTrustedPublishing: false,
  },
  {
    slug: 'etils-actions/pypi-auto-publish',
    secretInputs: ['pypi-token'],
    indexInputs: [],
    hasTrustedPublishing: false,
  },
  {
    slug: 'code-specialist/pypi-poetry-publish',
    secretInputs: ['publish_registry_password'],
    indexInputs: ['publish_registry'],
    hasTrustedPublishing: false,
  },
  // Up to v7 it uploads to PyPI where it is given a token; from v8 on it only makes the GitHub release.
  {
    slug: 'python-semantic-release/python-semantic-release',
    secretInputs: ['pypi_token', 'repository_password'],
    indexInputs: ['repository_url'],
    hasTrustedPublishing: false,
    needsToken: true,
  },
  {
    slug: 'relekang/python-semantic-release',
    secretInputs: ['pypi_token', 'repository_password'],
    indexInputs: ['repository_url'],
    hasTrustedPublishing: false,
    needsToken: true,
  },
];

/** `owner/name/path@ref` of a `uses:`; `slug` is the name with its case folded, as GitHub does. */
export type ActionReference = { readonly name: string; readonly slug: string; readonly ref: string };

/** Each is taken apart once for all events and legs of a matrix. Bounded: a hostile repository has as many as it likes. */
const references = new Map<string, ActionReference>();
const MOST_REFERENCES = 2000;

export function actionReference(uses: string): ActionReference {
  const kept = references.get(uses);
  if (kept !== undefined) return kept;
  const made = referenceOf(uses);
  if (references.size >= MOST_REFERENCES) references.clear();
  references.set(uses, made);
  return made;
}

function referenceOf(uses: string): ActionReference {
  const image = /^docker:\/\/(?<name>[^:@]+)[:@]?(?<ref>.*)$/.exec(
    uses.replace(`docker://${GITHUB_REGISTRY}/`, 'docker://'),
  )?.groups;
  const [name = '', ref = ''] = image === undefined ? uses.split('@') : [image['name'], image['ref']];
  return { name, slug: name.toLowerCase(), ref };
}

export function uploadActionOf({ slug }: ActionReference): UploadAction | null {
  return ACTIONS.find((action) => action.slug === slug) ?? null;
}

/** Trusted publishing came to PyPA's action with v1.8.0; the branch `master` was left behind before it. */
export function predatesTrustedPublishing({ slug, ref }: ActionReference): boolean {
  return slug === PYPA && (/^v?1\.[0-7](\.|$)/.test(ref) || ref === 'master' || ref === 'main');
}

/** PyO3's action runs maturin with what its inputs say. */
export function isMaturinAction({ slug }: ActionReference): boolean {
  return slug === 'pyo3/maturin-action' || slug === 'messense/maturin-action';
}

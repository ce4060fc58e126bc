import type { Declared } from '../core/place.ts';
import type { Unknown } from '../core/unknown.ts';
import { unknown } from '../core/unknown.ts';
import { hasTrustedPublishing } from './package-index.ts';
import type { Upload } from './publishing.ts';

/**
 * What the index sees of an upload by identity, and what its form for a trusted publisher asks: the claims of GitHub's
 * token that `warehouse/oidc/models/github.py` looks the publisher up by.
 */
export type PublisherClaims = {
  readonly upload: Upload;
  readonly index: 'pypi' | 'testpypi';
  /** False where the tool may turn out to have other credentials. */
  readonly isSure: boolean;
  /**
   * `repository` is that of the run, so a workflow which only others call has none of its own: unknown then, and where
   * nobody says which repository on GitHub this is.
   */
  readonly repository: { readonly owner: string; readonly name: string } | Unknown;
  /**
   * File name of `job_workflow_ref`: the workflow that the job stands in, not the one that calls it
   * (`_extract_workflow_filename`).
   */
  readonly workflow: Declared<string>;
  /** Compared without regard to case; a publisher that names none takes any. Unknown where it is an expression. */
  readonly environment: Declared<string> | null | Unknown;
};

/**
 * The claims of every upload that signs in by its identity, or may.
 *
 * @param slug `owner/name` on GitHub; null where it is not known
 */
export function publisherClaims(uploads: readonly Upload[], slug: string | null): readonly PublisherClaims[] {
  return uploads.flatMap((upload) => {
    const { auth, index, place, workflow } = upload;
    if (auth.kind !== 'trusted' || !hasTrustedPublishing(index)) return [];
    return [
      {
        upload,
        index: index.kind === 'testpypi' ? 'testpypi' : 'pypi',
        isSure: auth.isSure,
        repository: repositoryOf(upload, slug),
        workflow: { value: workflow.file.split('/').at(-1) ?? workflow.file, place },
        environment: environmentOf(upload),
      } satisfies PublisherClaims,
    ];
  });
}

function repositoryOf(upload: Upload, slug: string | null): PublisherClaims['repository'] {
  if (upload.isCalledFromElsewhere) return unknown('another repository calls the workflow, and the claim is its name');
  const [owner, name, ...rest] = slug?.split('/') ?? [];
  if (owner === undefined || name === undefined || owner === '' || name === '' || rest.length > 0)
    return unknown('the repository on GitHub is not known');
  return { owner, name };
}

function environmentOf({ environment }: Upload): PublisherClaims['environment'] {
  if (environment === null || environment.value.trim() === '') return null;
  return environment.value.includes('${{') ? unknown(`the environment is ${environment.value.trim()}`) : environment;
}

import { githubRepository } from '../core/addresses.ts';
import { PyrelError } from '../core/error.ts';
import type { Environment } from '../io/git-process.ts';
import type { RepositorySlug } from '../plan/planned-tag.ts';

/** `OWNER/NAME`, as GitHub allows it. */
const SLUG = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/(?!\.{1,2}$)[\w.-]{1,100}$/;

/** What `--repository` says, an address of GitHub included; null where the flag was left out. */
export function slugOf(text: string | readonly string[] | undefined): string | null {
  if (text === undefined) return null;
  if (typeof text !== 'string')
    throw new PyrelError('usage', `--repository is given ${text.length} times`, 'Give it once.');
  const slug = githubRepository(text.trim()) ?? text.trim();
  if (SLUG.test(slug)) return slug;
  throw new PyrelError(
    'usage',
    `--repository ${text} names no repository on GitHub`,
    'Write it as OWNER/NAME, such as `--repository pypa/sampleproject`.',
  );
}

/** The repository as the command line says it, else the CI run; null where the tree is to tell. */
export function repositoryAsked(given: string | null, env: Environment): RepositorySlug | null {
  if (given !== null) return { slug: given, from: 'given', place: null };
  const run = env['GITHUB_REPOSITORY'] ?? '';
  return SLUG.test(run) ? { slug: run, from: 'environment', place: null } : null;
}

import pep440 from '@renovatebot/pep440';
import parse from 'semver/functions/parse.js';

/**
 * Versions as docker/metadata-action reads them for image tags: with npm's `semver`, which takes a leading `v`, and with
 * `@renovate/pep440`, whose local versions are joined with commas.
 */
export type ImageVersion = {
  readonly raw: string;
  readonly version: string;
  readonly major: string;
  readonly minor: string;
  readonly patch: string;
  /** Joined with commas, as a template prints a list. */
  readonly prerelease: string;
  readonly build: string;
  /** Whether it is told by its whole version only: pre-releases, and under PEP 440 post-releases, too. */
  readonly isPre: boolean;
};

export function semverImageVersion(text: string): ImageVersion | null {
  if (parse(text) === null) return null;
  const found = parse(text, { loose: true });
  if (found === null) return null;
  return {
    raw: found.raw,
    version: found.version,
    major: String(found.major),
    minor: String(found.minor),
    patch: String(found.patch),
    prerelease: found.prerelease.join(','),
    build: found.build.join(','),
    isPre: found.prerelease.length > 0,
  };
}

export function pep440ImageVersion(text: string): ImageVersion | null {
  const found = pep440.explain(text);
  if (found === null || pep440.valid(text) === null) return null;
  const [major = 0, minor = 0, patch = 0] = found.release;
  return {
    raw: text,
    version: pep440.clean(text) ?? text,
    major: String(major),
    minor: String(minor),
    patch: String(patch),
    prerelease: '',
    build: '',
    isPre: found.is_prerelease || found.is_postrelease || found.is_devrelease,
  };
}

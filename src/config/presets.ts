import type { ConfigData, PresetName } from './schema.ts';

/**
 * Starting points for a config; each is what a project could have written itself. A level takes the place of all of a
 * rule's severities, so a preset gives one only where none of them is lowered and all of them deserve it.
 */
export const PRESETS: { readonly [name in PresetName]: ConfigData } = {
  /** The conventions that the project's own history shows, and every rule at its own severity. */
  recommended: {},
  /** Versions equal to the letter, one tag prefix, SemVer, dated entries: for projects whose tools compare strings. */
  exact: {
    'tag-prefix': 'v',
    'version-scheme': 'semver',
    rules: {
      'changelog-date-missing': { level: 'error', require: 'always' },
      'version-spelling-differs': 'error',
    },
  },
  /**
   * What a careful maintainer wants to have mended before a release, although releases without it do succeed. Left out is
   * what cannot be mended any more (`tag-prefix-inconsistent`), may well be meant (`version-jump`) or needs more than an
   * edit (`tag-unsigned`).
   */
  strict: {
    'fail-on': 'warning',
    rules: {
      'changelog-category-duplicate': 'warning',
      'changelog-category-outside': 'warning',
      'changelog-category-unknown': 'warning',
      'changelog-date-format': 'warning',
      'changelog-missing': 'error',
      'changelog-not-reachable': 'warning',
      'container-latest-from-branch': 'warning',
      'container-major-zero': 'warning',
      'publish-build-same-job': 'warning',
      'publish-environment-missing': 'warning',
      'publish-no-test-gate': 'warning',
      'publish-no-version-guard': 'warning',
      'publish-skip-existing': 'warning',
      'readme-relative-link': 'warning',
      'suppression-unused': 'error',
      'tag-lightweight': 'warning',
      'version-fallback-stale': 'warning',
    },
  },
};

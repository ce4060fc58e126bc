import type { ConfigData, PresetName } from './schema.ts';

/** Starting points for a config; each is what a project could have written itself. */
export const PRESETS: { readonly [name in PresetName]: ConfigData } = {
  /** The conventions that the project's own history shows, and every rule at its own severity. */
  recommended: {},
  /** Versions equal to the letter, one tag prefix, SemVer, dated entries: for projects whose tools compare strings. */
  exact: {
    'tag-prefix': 'v',
    'version-scheme': 'semver',
    rules: {
      'version-spelling-differs': 'error',
      'changelog-date-missing': { level: 'error', require: 'always' },
    },
  },
  /** What a careful maintainer wants to have mended before a release, although releases without it do succeed. */
  strict: {
    rules: {
      'changelog-missing': 'error',
      'publish-token-auth': 'error',
      'publish-workflow-missing': 'warning',
      'suppression-unused': 'error',
    },
  },
};

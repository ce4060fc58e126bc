import { actionVersion, isBefore } from './action-versions.ts';
import type { FoundStep } from './release-step-facts.ts';
import type { StepRun } from './simulation.ts';

/** What is to be known of an action that makes releases or tags, as its `action.yml` and sources have it. */
export type ReleaseAction = {
  readonly does: FoundStep['does'];
  readonly token: readonly string[];
  /** Variables that it takes the token from where no input gives one. */
  readonly variables?: readonly string[];
  /** `checkout`: it pushes with what checkout keeps. `none`: it asks for a token. Left out: `github.token`. */
  readonly fallback?: 'checkout' | 'none';
  readonly tag?: readonly string[];
  /** The input that goes in front of such a tag, and what does without it. */
  readonly tagPrefix?: readonly [input: string, fallback: string];
  readonly draft?: string;
  readonly isDraft?: boolean;
  readonly prerelease?: string;
  /** `version`: by the version, without being asked. */
  readonly isPrerelease?: boolean | 'version' | 'unknown';
  readonly latest?: string;
  readonly files?: readonly string[];
  readonly separator?: RegExp;
  /** When it attaches its files to a release that it makes itself. */
  readonly attaches?: (step: StepRun, isPrerelease: boolean | null) => FoundStep['attaches'];
  /** An input, and a value of it, with which it does nothing of the kind. */
  readonly idle?: readonly (readonly [input: string, value: RegExp])[];
  /** As `idle`, for a variable. */
  readonly idleByVariable?: readonly [variable: string, value: RegExp];
  /** An input without which it does nothing of the kind. */
  readonly only?: string;
};

const LINES = /\r?\n/;
const COMMAS = /,/;
const TRUE = /^\s*true\s*$/i;
const FALSE = /^\s*false\s*$/i;

const SEMANTIC_RELEASE: ReleaseAction = {
  does: 'create-release',
  token: ['github_token'],
  fallback: 'none',
  isPrerelease: 'version',
  idle: [
    ['push', FALSE],
    ['no_operation_mode', TRUE],
    ['root_options', /--noop/],
    // Before v8.
    ['additional_options', /--noop/],
  ],
};
const RELEASE_PLEASE: ReleaseAction = {
  does: 'create-release',
  token: ['token'],
  draft: 'draft',
  prerelease: 'prerelease',
  // From v4 on a file of its own says so.
  isPrerelease: 'unknown',
  idle: [
    ['command', /^\s*release-pr\s*$/],
    ['skip-github-release', TRUE],
  ],
};

/**
 * By the name with its case folded. Read in the sources, or in `action.yml` and the script that it runs (November 2026):
 * softprops, ncipollo, actions/*, svenstaro, marvinpinto, taiki-e, release-drafter, release-please, python-semantic-release
 * up to v7, cycjimmy, mathieudutour, anothrNick, rickstaa, commitizen-action, EndBug, stefanzweifel, ad-m. The others are as
 * their documents describe them: what they do with a token or a draft is not verified.
 */
export const RELEASE_ACTIONS: { readonly [slug: string]: ReleaseAction } = {
  'softprops/action-gh-release': {
    does: 'create-or-edit',
    token: ['token'],
    variables: ['GITHUB_TOKEN'],
    tag: ['tag_name'],
    draft: 'draft',
    prerelease: 'prerelease',
    latest: 'make_latest',
    files: ['files'],
    separator: /\r?\n|,/,
    attaches: softpropsAttaches,
  },
  'ncipollo/release-action': {
    does: 'create-or-edit',
    token: ['token'],
    tag: ['tag'],
    draft: 'draft',
    prerelease: 'prerelease',
    latest: 'makelatest',
    files: ['artifacts', 'artifact'],
    separator: COMMAS,
    attaches: (step) => (TRUE.test(step.input('immutablecreate')?.value ?? '') ? 'before' : 'after'),
  },
  'actions/create-release': {
    does: 'create-release',
    token: [],
    variables: ['GITHUB_TOKEN'],
    fallback: 'none',
    tag: ['tag_name'],
    draft: 'draft',
    prerelease: 'prerelease',
  },
  'elprans/gh-action-create-release': {
    does: 'create-release',
    token: [],
    variables: ['GITHUB_TOKEN'],
    fallback: 'none',
    tag: ['tag_name'],
    draft: 'draft',
    prerelease: 'prerelease',
  },
  'aio-libs/create-release': {
    does: 'create-release',
    token: ['github_token'],
    fallback: 'none',
    draft: 'draft',
    prerelease: 'pre_release',
    isPrerelease: 'unknown',
  },
  'actions/upload-release-asset': {
    does: 'upload-assets',
    token: [],
    variables: ['GITHUB_TOKEN'],
    fallback: 'none',
    files: ['asset_path'],
  },
  'shogo82148/actions-upload-release-asset': {
    does: 'upload-assets',
    token: ['github_token'],
    files: ['asset_path'],
    separator: LINES,
  },
  'sqlalchemyorg/upload-release-assets': {
    does: 'upload-assets',
    token: ['repo-token'],
    fallback: 'none',
    files: ['files'],
    separator: /;/,
  },
  'abutler/upload-release-assets': {
    does: 'upload-assets',
    token: ['repo-token'],
    fallback: 'none',
    files: ['files'],
    separator: /;/,
  },
  'svenstaro/upload-release-action': {
    does: 'create-or-edit',
    token: ['repo_token'],
    tag: ['tag'],
    draft: 'draft',
    prerelease: 'prerelease',
    latest: 'make_latest',
    files: ['file'],
    attaches: () => 'after',
  },
  'marvinpinto/action-automatic-releases': {
    does: 'create-release',
    token: ['repo_token'],
    fallback: 'none',
    tag: ['automatic_release_tag'],
    draft: 'draft',
    prerelease: 'prerelease',
    isPrerelease: true,
    files: ['files'],
    separator: LINES,
    attaches: () => 'after',
  },
  'taiki-e/create-gh-release-action': {
    does: 'create-release',
    token: ['token'],
    variables: ['GITHUB_TOKEN'],
    draft: 'draft',
    isPrerelease: 'version',
  },
  'release-drafter/release-drafter': {
    does: 'create-release',
    token: ['token'],
    variables: ['GITHUB_TOKEN'],
    fallback: 'none',
    tag: ['tag'],
    isDraft: true,
    prerelease: 'prerelease',
    isPrerelease: 'unknown',
    latest: 'latest',
    idle: [
      ['disable-releaser', TRUE],
      ['dry-run', TRUE],
    ],
  },
  'googleapis/release-please-action': RELEASE_PLEASE,
  'google-github-actions/release-please-action': RELEASE_PLEASE,
  'python-semantic-release/python-semantic-release': SEMANTIC_RELEASE,
  'relekang/python-semantic-release': SEMANTIC_RELEASE,
  'python-semantic-release/publish-action': {
    does: 'upload-assets',
    token: ['github_token'],
    fallback: 'none',
    tag: ['tag'],
  },
  'python-semantic-release/upload-to-gh-release': {
    does: 'upload-assets',
    token: ['github_token'],
    fallback: 'none',
    tag: ['tag'],
  },
  'cycjimmy/semantic-release-action': {
    does: 'create-release',
    token: [],
    variables: ['GH_TOKEN', 'GITHUB_TOKEN'],
    fallback: 'none',
    isPrerelease: 'unknown',
    idle: [['dry_run', TRUE]],
  },
  'goreleaser/goreleaser-action': {
    does: 'create-release',
    token: [],
    variables: ['GITHUB_TOKEN'],
    fallback: 'none',
    isPrerelease: 'unknown',
    idle: [['args', /^(?!\s*release)|--snapshot|--skip-publish|--skip[= ]\S{0,200}\bpublish/]],
  },
  'jreleaser/release-action': {
    does: 'create-release',
    token: [],
    variables: ['JRELEASER_GITHUB_TOKEN'],
    fallback: 'none',
    isPrerelease: 'unknown',
  },
  'mathieudutour/github-tag-action': {
    does: 'create-tag',
    token: ['github_token'],
    fallback: 'none',
    tag: ['custom_tag'],
    tagPrefix: ['tag_prefix', 'v'],
    idle: [['dry_run', TRUE]],
  },
  'anothrnick/github-tag-action': {
    does: 'create-tag',
    token: [],
    variables: ['GITHUB_TOKEN'],
    fallback: 'none',
    idleByVariable: ['DRY_RUN', TRUE],
  },
  'rickstaa/action-create-tag': { does: 'create-tag', token: ['github_token'], tag: ['tag'] },
  'commitizen-tools/commitizen-action': {
    does: 'create-tag',
    token: ['github_token'],
    fallback: 'none',
    idle: [
      ['push', FALSE],
      ['dry_run', TRUE],
    ],
  },
  'endbug/add-and-commit': {
    does: 'create-tag',
    token: [],
    fallback: 'checkout',
    only: 'tag',
    idle: [['push', FALSE]],
  },
  'stefanzweifel/git-auto-commit-action': {
    does: 'create-tag',
    token: [],
    fallback: 'checkout',
    only: 'tagging_message',
  },
  'ad-m/github-push-action': { does: 'create-tag', token: ['github_token'], only: 'tags', idle: [['tags', FALSE]] },
};

/** From v2.5.0 on the release stays a draft until the files are there, but for (v2.5.2) pre-releases. */
function softpropsAttaches({ step }: StepRun, isPrerelease: boolean | null): FoundStep['attaches'] {
  const version = actionVersion(step.uses?.value ?? '', null);
  if (version.kind === 'moving' && version.line[0] >= 2) return isPrerelease === false ? 'before' : 'unknown';
  const isOld = isBefore(version, [2, 5, 0]);
  if (isOld !== false) return isOld === null ? 'unknown' : 'after';
  return isPrerelease === true && isBefore(version, [2, 5, 2]) === false ? 'after' : 'before';
}

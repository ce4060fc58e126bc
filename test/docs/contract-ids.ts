/**
 * Ids that pyrel's contract promises, rules and probes alike. docs/checklists.md may name one before it is there, and
 * says so; what is not on this list is a slip.
 */
export const CONTRACT_IDS: ReadonlySet<string> = new Set(
  `
version-mismatch version-spelling-differs version-invalid-pep440 version-invalid-semver
version-unmappable-prerelease version-target-mismatch version-dev-on-release version-not-bumped version-lock-stale
version-copy-stale version-metadata-name-mismatch version-fallback-stale bump-config-current-stale
bump-config-target-miss changelog-missing changelog-entry-missing changelog-entry-empty changelog-unreleased-left
changelog-date-missing changelog-date-invalid changelog-date-implausible changelog-version-ahead tag-format
tag-version-mismatch tag-exists tag-untriggered release-commit-skip-ci readme-missing readme-content-type
readme-relative-link license-file-missing classifier-unknown direct-dependency dependency-missing
requires-python-missing python-versions-inconsistent entry-point-invalid entry-point-target-missing
typing-marker-missing package-discovery-miss package-data-missing package-stray-top-level sdist-input-missing
coverage-below-minimum check-command-fails publish-workflow-missing publish-no-id-token publish-token-auth
publish-environment-missing publish-unreachable publish-trigger-recursion publish-reusable publish-fetch-depth
publish-workflow-renamed publish-release-type publish-dist-layout publish-action-outdated
release-asset-after-publish container-tag-collision container-tags-empty container-latest-unsuffixed
container-latest-on-prerelease container-expected-tags container-trigger-missing container-permissions
container-version-not-passed container-installs-unpublished docs-version-stale docs-releasing-drift
dist-version-mismatch dist-stale-files dist-unknown-file dist-metadata-refused wheel-record-mismatch wheel-contents
sdist-differs-from-git dist-secret workflow-unparseable unreadable-file suppression-unused pypi-version-taken
pypi-name-unclaimed dev-number-taken environment-blocks-tag release-branch-unapproved checks-not-green
milestone-open publisher-drift pypi-release-absent pypi-release-yanked pypi-file-absent pypi-file-digest-differs
pypi-index-stale pypi-metadata-differs pypi-readme-broken pypi-link-broken pypi-latest-differs
pypi-project-quarantined pypi-vulnerability-known wheel-content-broken oci-package-not-public oci-tag-absent
oci-platform-absent oci-platform-untrue oci-alias-differs oci-label-differs oci-content-version-differs
git-tag-absent git-tag-lightweight git-tag-off-branch git-tag-version-differs github-release-absent
github-release-draft github-release-not-latest github-release-prerelease-flag github-release-notes-incomplete
github-asset-absent github-asset-digest-differs github-run-failed install-fails install-resolution-fails
installed-import-fails installed-version-differs installed-command-fails installed-tests-fail image-command-fails
provenance-absent provenance-invalid provenance-publisher-differs provenance-commit-differs branch-not-merged-back
next-version-not-set
`
    .trim()
    .split(/\s+/),
);

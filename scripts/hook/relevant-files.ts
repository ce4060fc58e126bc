/**
 * The files that questions of dev mode are about, as alternatives of one regular expression that both Python and
 * JavaScript read. Of Python modules those that may state a version: a lint at each save of a module would be switched
 * off again, and what depends on any module (entry points) is asked once more in CI.
 */
const RELEASE_FILES: readonly string[] = [
  // The project and what builds it.
  String.raw`(.*/)?(pyproject\.toml|setup\.(py|cfg)|manifest\.in|\.?pyrel\.toml|cargo\.toml|package\.json|[^/]*requirements[^/]*\.(txt|in))`,
  String.raw`(.*/)?((uv|poetry|pdm|pylock|pixi|cargo|pipfile)\.lock|pylock\.toml|package-lock\.json)`,
  // What bumps the version, makes the changelog, and repeats them.
  String.raw`(.*/)?(\.?bumpversion\.(cfg|toml)|bumpver\.toml|tbump\.toml|\.?cz\.(toml|json|ya?ml)|towncrier\.toml|\.?releaserc(\.[a-z]+)?|release-please-config\.json|\.release-please-manifest\.json)`,
  String.raw`(.*/)?(citation\.cff|codemeta\.json|\.zenodo\.json|meta\.ya?ml|recipe\.ya?ml|server\.json|chart\.ya?ml|snapcraft\.ya?ml|sonar-project\.properties|meson\.build|conda\.recipe/.*)`,
  // What people read.
  String.raw`(.*/)?(readme|changes|change[-_ ]?log|history|news|release[-_ ]?notes?|releases?|what'?s[-_ ]?new|licen[cs]e|copying|notice|authors)[^/]*`,
  String.raw`(.*/)?(changelogs?(\.d)?|changes|news|newsfragments|release[-_]?notes|whatsnew|licenses)/.*`,
  // What is packed, covered and published.
  String.raw`(.*/)?(\.gitignore|\.gitattributes|tox\.ini|\.coveragerc|makefile|justfile)`,
  String.raw`\.github/(workflows|actions)/.*`,
  String.raw`(.*/)?(action\.ya?ml|[^/]*(docker|container)file[^/]*|(docker-)?compose[^/]*\.ya?ml)`,
  // Where versions stand.
  String.raw`(.*/)?(__(init|main|pkginfo)__\.py|cli\.py|const(ants?)?\.py|[^/]*(version|about|metadata|release)[^/]*|conf\.py|py\.typed)`,
];

/** `files` of the hook, in Python's verbose form: pre-commit searches the paths of changed files for it. */
export const RELEVANT_FILES: string = ['(?xi)^(', RELEASE_FILES.map((one) => `  ${one}`).join('|\n'), ')$'].join('\n');

/** The same as JavaScript reads it, for the tests. */
export const relevantFile: RegExp = new RegExp(`^(${RELEASE_FILES.join('|')})$`, 'i');

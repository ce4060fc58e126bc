import type { Place } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import { parsePep440 } from '../version/pep440.ts';
import { isSemver } from '../version/semver.ts';
import { parseTag } from '../version/tag.ts';
import { defineRule } from './rule.ts';
import type { LintFacts, LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-unmappable-prerelease',
    summary: 'A SemVer pre-release has no counterpart in PEP 440',
    why: 'Build backends refuse such a version or write another one into the metadata, and no index takes it.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions', 'history'],
    supersedes: ['version-invalid-pep440'],
  },
  messages: {
    declared: {
      what: '{place} says {found}, a SemVer pre-release that PEP 440 cannot express',
      todo: 'Write a pre-release that both know, such as {suggestion}.',
      severity: 'error',
    },
    tag: {
      what: 'the version is taken from the tag by {provider}, and the tag says {found}, a SemVer pre-release that PEP 440 cannot express',
      todo: 'Tag a pre-release that both know, such as {suggestion}.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { declared, dynamic } = project.versions;
    if (project.metadata === null) return skip('no Python project');
    if (declared !== null && !isUnknown(declared)) {
      if (!isUnmappable(declared.value)) return;
      const data = { place: declared.file, found: declared.value, suggestion: suggest(declared.value) };
      report('declared', { at: declared.place, data });
      return;
    }
    const tagged = dynamic?.isFromTag === true ? versionOfTag({ project, plan }) : null;
    if (dynamic === null || tagged === null)
      return skip(declared === null ? 'no version is stated in the tree' : declared.unknown);
    if (!isUnmappable(tagged)) return;
    const at: Place = dynamic.place;
    report('tag', { at, data: { provider: dynamic.provider, found: tagged, suggestion: suggest(tagged) } });
  },
});

function versionOfTag({ plan: { release } }: LintFacts): string | null {
  return release?.tagIsGiven === true && release.tag !== null ? (parseTag(release.tag)?.version ?? null) : null;
}

function isUnmappable(text: string): boolean {
  const bare = text.replace(/^v/, '');
  return isSemver(bare) && parsePep440(bare) === null;
}

/** The same release with a pre-release part that both can express. */
function suggest(text: string): string {
  const [release = '1.2.3', pre = ''] = text.replace(/^v/, '').split(/[-+](.*)/s);
  if (/snapshot|nightly|canary|dev/i.test(pre)) return `${release}.dev0`;
  const letter = /^(?:alpha|a)\b/i.test(pre) ? 'a' : /^(?:beta|b)\b/i.test(pre) ? 'b' : 'rc';
  return `${release}${letter}${/\d{1,4}(?!\d)/.exec(pre)?.[0] ?? '1'}`;
}

import { isUnknown, known } from '../core/unknown.ts';
import { isSemver } from '../version/semver.ts';
import { parseTag } from '../version/tag.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-invalid-semver',
    summary: 'A version breaks the SemVer scheme that the project follows',
    why: 'Tools that read SemVer only, such as `type=semver` of docker/metadata-action, pass over such a version without an error.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions', 'history'],
  },
  messages: {
    configured: {
      what: '{place} says {found}, which is not SemVer, and the config asks for SemVer',
      todo: 'Write a version such as {suggestion}.',
      severity: 'error',
    },
    inferred: {
      what: 'the tag {found} is not SemVer, unlike {habit}',
      todo: 'Tag the release as {suggestion}.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { scheme } = project.conventions;
    if (scheme === null) return skip('the config names no version scheme, and the tags do not tell');
    if (isUnknown(scheme)) return skip(scheme.unknown);
    if (scheme.value !== 'semver' && scheme.value !== 'both') return skip(`the version scheme is ${scheme.value}`);
    const tag = plan.release?.tagIsGiven === true ? plan.release.tag : null;
    const tagged = tag === null ? null : parseTag(tag);
    if (scheme.strength === 'config') {
      const declared = known(project.versions.declared);
      const found = declared === null ? [] : [{ place: declared.file, found: declared.value, at: declared.place }];
      const given = tagged?.version ?? plan.release?.version;
      if (given !== undefined)
        found.push({ place: tag === null ? 'the release' : `the tag ${tag}`, found: given, at: project.anchor });
      for (const { at, ...data } of found) {
        if (!isSemver(data.found)) report('configured', { at, data: { ...data, suggestion: suggest(data.found) } });
      }
    } else if (tag !== null && tagged !== null && !isSemver(tagged.version)) {
      // A project that tags v1.2.3-rc.1 mostly declares 1.2.3rc1, as PyPI shows it: only the tag is held to the habit.
      report('inferred', {
        at: project.anchor,
        data: { found: tag, habit: scheme.from, suggestion: tagged.prefix + suggest(tagged.version) },
      });
    }
  },
});

const PRE: { readonly [letter: string]: string } = {
  a: 'alpha',
  alpha: 'alpha',
  b: 'beta',
  beta: 'beta',
  c: 'rc',
  rc: 'rc',
  pre: 'rc',
  preview: 'rc',
};

/** The same version as SemVer spells it: three numbers, `-rc.1` for `rc1`. */
function suggest(version: string): string {
  const parts =
    /^v?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<letter>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<n>\d*))?/i.exec(
      version,
    )?.groups;
  const numbers = [...(parts?.['release'] ?? '1.2.3').split('.').map((n) => String(Number(n))), '0', '0']
    .slice(0, 3)
    .join('.');
  const letter = PRE[parts?.['letter']?.toLowerCase() ?? ''];
  return letter === undefined ? numbers : `${numbers}-${letter}.${parts?.['n'] === '' ? '1' : (parts?.['n'] ?? '1')}`;
}

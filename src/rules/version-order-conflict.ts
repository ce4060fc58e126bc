import { isUnknown, known } from '../core/unknown.ts';
import { earlierTags } from '../version/earlier-tags.ts';
import { implicitPostBase, orderConflict, sameRelease } from '../version/order.ts';
import { parsePep440 } from '../version/pep440.ts';
import { isSemver } from '../version/semver.ts';
import { defineRule } from './rule.ts';
import type { LintFacts, LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-order-conflict',
    summary: 'SemVer and PEP 440 sort the version differently among the tags of the same release',
    why: 'Installers and tools that read SemVer, such as registries of images, then disagree on which release is the newest.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions', 'history'],
  },
  messages: {
    conflict: {
      what: '{found} sorts {pep440} the tag {tag} under PEP 440, and {semver} it under SemVer',
      todo: 'Choose a version that both sort alike, such as {suggestion}.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { history, conventions } = project;
    if (project.metadata === null) return skip('no Python project');
    const text = semverText({ project, plan });
    const version = text === null ? null : parsePep440(text);
    if (text === null || version === null) return skip('the version is no pre-release to both SemVer and PEP 440');
    if (isUnknown(history)) return skip(history.unknown);
    if (isUnknown(history.tags)) return skip(history.tags.unknown);
    const scheme = known(conventions.scheme);
    if (scheme?.value === 'pep440' && scheme.strength === 'config') return skip('the config asks for PEP 440 alone');
    const earlier = earlierTags(history.tags, plan.release?.tag ?? null, conventions.aliases);
    for (const { tag, text: other, version: tagged } of earlier) {
      const conflict = tag.commit !== history.head && sameRelease(version, tagged) ? orderConflict(text, other) : null;
      if (conflict === null) continue;
      report('conflict', {
        at: known(project.versions.declared)?.place ?? project.anchor,
        data: {
          found: text,
          tag: tag.name,
          pep440: ORDER[conflict.pep440 + 1] ?? '',
          semver: ORDER[conflict.semver + 1] ?? '',
          suggestion: `${version.release.join('.')}-rc.1`,
        },
      });
      return;
    }
  },
});

const ORDER = ['before', 'level with', 'after'] as const;

/** The version to be released, or else the declared one, where SemVer reads it as a pre-release. */
function semverText({ project, plan }: LintFacts): string | null {
  const texts = [plan.release?.version, known(project.versions.declared)?.value];
  return (
    texts.find((text) => text?.includes('-') === true && isSemver(text) && implicitPostBase(text) === null) ?? null
  );
}

import type { Place } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import { earlierTags } from '../version/earlier-tags.ts';
import { implicitPostBase } from '../version/order.ts';
import { equalPep440, parsePep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintFacts, LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-implicit-post',
    summary: 'The version ends in a bare number, which PEP 440 reads as a post-release',
    why: 'Installers take `1.2.3-1` for something newer than 1.2.3, and SemVer for something older.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions', 'history'],
  },
  messages: {
    beforeFinal: {
      what: '{place} says {found}, which PEP 440 reads as the post-release {normal}, and no tag before it is {base}',
      todo: 'Write {base}rc{number} for a pre-release, or {normal} for a post-release.',
      severity: 'error',
    },
    implicit: {
      what: '{place} says {found}, which PEP 440 reads as the post-release {normal}, and SemVer as a pre-release of {base}',
      todo: 'Write {normal}.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.metadata === null) return skip('no Python project');
    const stated = statedVersion({ project, plan });
    if (stated === null) {
      const { declared } = project.versions;
      return skip(declared === null || !isUnknown(declared) ? 'no version is stated in the tree' : declared.unknown);
    }
    const base = implicitPostBase(stated.text);
    const normal = parsePep440(stated.text)?.normal;
    if (base === null || normal === undefined) return;
    const { history, conventions } = project;
    const tags = isUnknown(history) || isUnknown(history.tags) ? null : history.tags;
    const earlier = tags === null ? null : earlierTags(tags, plan.release?.tag ?? null, conventions.aliases);
    // A project that has tagged such a version before knows what it is read as.
    if (earlier?.some(({ text }) => implicitPostBase(text) !== null) === true) return;
    const isTagged = earlier === null || earlier.some(({ text }) => equalPep440(text, base));
    const { place, text: found, at } = stated;
    if (isTagged) report('implicit', { at, data: { place, found, normal, base } });
    else report('beforeFinal', { at, data: { place, found, normal, base, number: /\d+$/.exec(found)?.[0] ?? '1' } });
  },
});

/** The declared version; where there is none to read, the one to be released. */
function statedVersion({ project, plan }: LintFacts): { place: string; text: string; at: Place } | null {
  const declared = known(project.versions.declared);
  if (declared !== null) return { place: declared.file, text: declared.value, at: declared.place };
  const { release } = plan;
  if (release === null) return null;
  const place = release.tagIsGiven ? `the tag ${release.tag}` : '`--release`';
  return { place, text: release.version, at: project.anchor };
}

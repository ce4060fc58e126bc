import type { Pep440 } from '../version/pep440.ts';
import { isUnknown, known } from '../core/unknown.ts';
import { implicitPostBase, maybeCalendar } from '../version/order.ts';
import { equalPep440, parsePep440 } from '../version/pep440.ts';
import { parseTag } from '../version/tag.ts';
import { defineRule } from './rule.ts';
import type { LintFacts, LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-not-normalized',
    summary: 'The declared version is not in the normal form of PEP 440',
    why: 'Wheels, sdists and PyPI carry the normal form, so links and scripts made from the declared text miss them.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions', 'history'],
  },
  messages: {
    differs: {
      what: '{place} says {found}, which is published as {normal}',
      todo: 'Write {normal} in {place}.',
      severity: 'warning',
    },
    development: {
      what: '{place} says {found}, which is built as {normal}',
      todo: 'Write {normal} in {place}.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const { declared } = project.versions;
    if (project.metadata === null) return skip('no Python project');
    if (declared === null) return skip('no version is stated in the tree');
    if (isUnknown(declared)) return skip(declared.unknown);
    const version = parsePep440(declared.value);
    // What PEP 440 reads as a post-release by mistake is for version-implicit-post.
    if (version === null || implicitPostBase(declared.value) !== null) return;
    // Another version than the one to be released is for the rules that compare the two.
    if (plan.release !== null && !equalPep440(declared.value, plan.release.version)) return;
    if (version.normal === declared.value || isSpelledOnPurpose(version, declared.file, { project, plan })) return;
    report(plan.release === null && version.isDev ? 'development' : 'differs', {
      at: declared.place,
      data: { place: declared.file, found: declared.value, normal: version.normal },
    });
  },
});

/** Files whose format asks for SemVer: their build backends write the normal form into the metadata. */
const SEMVER_FILES = /(^|\/)(package\.json|Cargo\.toml)$/;

function isSpelledOnPurpose(version: Pep440, file: string, { project, plan }: LintFacts): boolean {
  if (SEMVER_FILES.test(file)) return true;
  const { text, normal } = version;
  const padded = text.replaceAll(/(?<![\da-z])0+(?=\d)/gi, '');
  if (padded === normal && maybeCalendar(version)) return true;
  const scheme = known(project.conventions.scheme)?.value;
  if (text.includes('-') && (scheme === 'semver' || scheme === 'both')) return true;
  const { history } = project;
  const tags = isUnknown(history) || isUnknown(history.tags) ? null : history.tags;
  // The habit cannot be seen, and SemVer's spelling and zero pads mostly are one.
  if (tags === null) return text.includes('-') || padded === normal;
  return tags.some(({ name }) => {
    const tagged = name === plan.release?.tag ? null : parseTag(name)?.version;
    return tagged != null && tagged !== parsePep440(tagged)?.normal && shapeOf(tagged) === shapeOf(text);
  });
}

/** What two versions of one spelling share: `1.0.0-rc.1` and `2.1.0-beta.12` are `-x.0`, `2026.01.05` is `.0`. */
function shapeOf(text: string): string {
  const tail = text.replace(/^v?[\d.]*\d/i, '');
  const pads = /(?<!\d)0\d/.test(text) ? '0' : '';
  return (
    pads +
    tail
      .replaceAll(/[a-z]+/g, 'x')
      .replaceAll(/[A-Z]+/g, 'X')
      .replaceAll(/\d+/g, '0')
  );
}

import { isUnknown, known } from '../core/unknown.ts';
import type { Project } from '../project/project.ts';
import { equalPep440, finalRelease, parsePep440 } from '../version/pep440.ts';
import { parseTag } from '../version/tag.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'tag-version-mismatch',
    summary: 'The tag names another version than the tree declares',
    why: 'What is built from the tag carries the declared version: the upload is refused as a duplicate, or the wrong release goes out.',
    since: '0.1.0',
    mode: 'release',
    needs: ['pyproject', 'versions', 'history'],
  },
  messages: {
    differs: {
      what: 'the tag {tag} names {expected}, but {place} says {found}',
      todo: 'Write {expected} in {place} and tag that commit, or tag this one {right}.',
      severity: 'error',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    const tag = plan.release?.tagIsGiven === true ? plan.release.tag : null;
    if (tag === null || plan.release === null) return skip('asked with a tag only');
    const { declared } = project.versions;
    if (declared === null) return skip('no version is stated in the tree');
    if (isUnknown(declared)) return skip(declared.unknown);
    const parsed = parseTag(tag);
    if (parsed === null) return skip(`the tag ${tag} does not name a version`);
    if (project.conventions.aliases.includes(tag)) return skip(`the tag ${tag} is a moving alias, not a release`);
    const expected = plan.release.version;
    if (declared.value === expected || equalPep440(declared.value, expected)) return;
    if (plan.release.isForeign) return skip(`the tag ${tag} is of another project of the repository`);
    if (namesSeries(expected, declared.value)) return skip(`the tag ${tag} names the pre-releases without a number`);
    const right = taggedAlso(project, declared.value);
    if (right !== null) return skip(`the tag ${tag} is one of many on its commit, and ${right} is the right one`);
    const habit = known(project.conventions.tagPrefix);
    const prefix = habit === null || habit.strength === 'mostly' ? parsed.prefix : habit.value;
    report('differs', {
      at: declared.place,
      data: { tag, expected, place: declared.file, found: declared.value, right: prefix + declared.value },
      fix: [{ kind: 'replace', at: declared.place, was: declared.value, text: expected }],
      // A tag that is there already names a commit that no edit reaches.
      safety: known(project.commit)?.tag === null ? 'safe' : 'unsafe',
    });
  },
});

/** `0.9.31-rc` is any of 0.9.31rc1, rc2 …: PEP 440 reads a 0 that nobody wrote. */
function namesSeries(tagged: string, declared: string): boolean {
  const [tag, tree] = [parsePep440(tagged), parsePep440(declared)];
  if (tag === null || tree === null || tag.pre === null || tree.pre === null) return false;
  const isNumberless = !/\d$/.test(tagged) && !tag.isPost && !tag.isDev && !tree.isPost && !tree.isDev;
  return isNumberless && tag.pre.letter === tree.pre.letter && equalPep440(finalRelease(tag), finalRelease(tree));
}

/** More versions than this on one commit are no slip: old releases were tagged after the fact, or the tagging was tried out. */
const MOST_ON_ONE_COMMIT = 3;

/** The tag on the judged commit that names what its tree declares, where it is one of many (tightwad 0.1.0 to 0.4.2). */
function taggedAlso({ history }: Project, declared: string): string | null {
  if (isUnknown(history)) return null;
  const versions = history.tagsAtHead.flatMap(({ name }) => {
    const version = parsePep440(parseTag(name)?.version ?? '');
    return version === null ? [] : [{ name, version }];
  });
  if (new Set(versions.map(({ version }) => version.normal)).size <= MOST_ON_ONE_COMMIT) return null;
  return versions.find(({ version }) => equalPep440(version.text, declared))?.name ?? null;
}

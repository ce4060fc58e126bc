import { isUnknown } from '../core/unknown.ts';
import { equalPep440 } from '../version/pep440.ts';
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
    report('differs', {
      at: declared.place,
      data: { tag, expected, place: declared.file, found: declared.value, right: parsed.prefix + declared.value },
    });
  },
});

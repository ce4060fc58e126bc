import { isUnknown, known } from '../core/unknown.ts';
import { earlierTags } from '../version/earlier-tags.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-epoch-unexpected',
    summary: 'The version has an epoch, and no earlier tag has one',
    why: 'A version with an epoch is newer than all without one: once it is published there is no way back.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions', 'history'],
  },
  messages: {
    epoch: {
      what: '{place} says {found}, and none of {count} earlier version tags has an epoch',
      todo: 'Write {without}, or keep the epoch where older versions are to sort below it.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { history, conventions } = project;
    const declared = known(project.versions.declared);
    const text = declared?.value ?? plan.release?.version;
    if (project.metadata === null) return skip('no Python project');
    if (text === undefined) return skip('no version is stated in the tree');
    const version = parsePep440(text);
    if (version === null || version.epoch === 0) return;
    if (isUnknown(history)) return skip(history.unknown);
    if (isUnknown(history.tags)) return skip(history.tags.unknown);
    const without = version.normal.replace(/^\d+!/, '');
    const earlier = earlierTags(history.tags, plan.release?.tag ?? null, conventions.aliases);
    if (earlier.length === 0) return skip('no earlier version tags');
    // An epoch is for a scheme that sorts below the old one: 1!1.0 after 2024.3.
    if (earlier.some(({ version: { epoch }, text: tagged }) => epoch > 0 || comparePep440(tagged, without) > 0)) return;
    const place = declared?.file ?? 'the release';
    report('epoch', {
      at: declared?.place ?? project.anchor,
      data: { place, found: text, count: earlier.length, without },
    });
  },
});

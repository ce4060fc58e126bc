import type { Edit } from '../core/fix.ts';
import { isUnknown } from '../core/unknown.ts';
import type { ReleaseRecord } from '../project/release-record.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'manual-step-open',
    summary: 'A step that a person takes before a release is not ticked in its record',
    why: 'What no tool can test is forgotten first; a record per release tells whether it was done, and who to ask.',
    since: '0.1.0',
    mode: 'release',
    scope: 'repository',
    needs: ['checks'],
  },
  messages: {
    recordMissing: {
      what: 'the steps to be taken by hand for {version} have no record: {file} is not there',
      todo: 'Write {file} with a box for each step, `- [ ] {step}` first, and tick what is done.',
      severity: 'error',
      fix: 'safe',
    },
    stepMissing: {
      what: '{file} says nothing of the step "{step}"',
      todo: 'Take the step, and write `- [x] {step}` in {file}.',
      severity: 'error',
      fix: 'safe',
    },
    open: {
      what: 'the step "{step}" is not ticked',
      todo: 'Take the step, and tick it: `- [x] {step}`.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip, couldNotLook }) {
    const { checks } = project;
    if (checks === null || checks.manual.length === 0) return skip('the config lists no manual steps');
    if (plan.release?.isForeign === true) return skip(`the tag ${plan.release.tag} is of another project`);
    const { record } = checks;
    if (record === null) return skip('the version of the release is not known');
    if (isUnknown(record)) return couldNotLook(record.unknown);
    const { file, version, steps } = record;
    const [first] = steps;
    if (!record.isThere && first !== undefined) {
      report('recordMissing', {
        at: first.place,
        data: { file, version, step: first.text },
        fix: [{ kind: 'create', file, text: newRecord(record) }],
      });
      return;
    }
    let isFirst = true;
    for (const { text, place, state, box } of steps) {
      if (state === 'open') report('open', { at: box ?? place, data: { step: text } });
      if (state !== 'missing') continue;
      // All boxes go to the same place, so they are written together.
      report('stepMissing', { at: place, data: { file, step: text }, fix: isFirst ? [furtherBoxes(record)] : [] });
      isFirst = false;
    }
  },
});

/** The boxes are open: that a step was taken is for a person to say. */
function newRecord({ version, steps }: ReleaseRecord): string {
  return `# Release ${version}\n\n${steps.map(({ text }) => `- [ ] ${text}\n`).join('')}`;
}

function furtherBoxes({ file, next, steps }: ReleaseRecord): Edit {
  const missing = steps.filter(({ state }) => state === 'missing');
  const lines = missing.map(({ text }) => `${next.before}[ ] ${text}`);
  const end = next.lead === '\n' && next.before !== '' && next.offset > 0 ? '' : '\n';
  return { kind: 'insert', file, offset: next.offset, text: `${next.lead}${lines.join('\n')}${end}` };
}

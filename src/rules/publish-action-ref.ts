import type { Edit } from '../core/fix.ts';
import type { Place } from '../core/place.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** The last word on the branch, and the last release that `master` could have become, were long past (c1b3402, 2024-02-27). */
const SUNSET = '2024-02-27';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-action-ref',
    summary: 'PyPA’s action is taken from a branch that is no longer kept, or that moves',
    why: 'The branch `master` gets no fixes, not even for security, and knows neither identities nor attestations; a branch that moves brings other code into the job that holds the keys.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
  },
  options: {
    pin: {
      type: 'string',
      enum: ['any', 'tag', 'commit'],
      default: 'any',
      description: 'What the action has to be pinned to: anything that is kept, the tag of a release, or a commit.',
    },
  },
  messages: {
    sunset: {
      what: '`{tool}@{ref}` is a branch that has not been kept since v1.5',
      todo: 'Write `{tool}@release/v1`, or the commit of a release.',
      severity: 'warning',
      fix: 'unsafe',
    },
    released: {
      what: '`{tool}@{ref}` is a branch that has not been kept since v1.5',
      todo: 'For the next release, write `{tool}@release/v1`, or the commit of a release.',
      severity: 'note',
    },
    moving: {
      what: '`{tool}@{ref}` is a branch, which may hold other code tomorrow',
      todo: 'Pin `{tool}` to {pin}.',
      severity: 'warning',
    },
    tag: {
      what: '`{tool}@{ref}` is a tag, which can be moved to other code',
      todo: 'Pin `{tool}` to a commit, with the tag in a comment behind it.',
      severity: 'warning',
    },
  },
  check({ project, plan, options, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    for (const { tool, place, pypa } of plan.publishing.uploads) {
      const key = JSON.stringify(place);
      if (pypa === null || said.has(key)) continue;
      said.add(key);
      const { ref, version, isImage } = pypa;
      const data = { tool, ref };
      if (ref === 'master' || ref === 'main') {
        if (plan.day.last < SUNSET) continue;
        // What is tagged was published this way, and works; who prepares the next release can do better.
        if (plan.day.from === 'tag') report('released', { at: place, data });
        else report('sunset', { at: place, data, fix: isImage ? [] : toBranch(place, tool, ref) });
      } else if (version.kind === 'moving' && options.pin !== 'any')
        report('moving', { at: place, data: { ...data, pin: options.pin === 'tag' ? 'a tag' : 'a commit' } });
      else if (version.kind === 'fixed' && version.from === 'tag' && options.pin === 'commit')
        report('tag', { at: place, data });
    }
  },
});

function toBranch(at: Place, tool: string, ref: string): readonly Edit[] {
  return [{ kind: 'replace', at, was: `${tool}@${ref}`, text: `${tool}@release/v1` }];
}

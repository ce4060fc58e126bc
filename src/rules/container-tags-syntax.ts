import { editDistance } from '../core/edit-distance.ts';
import { isWhole } from '../core/partial.ts';
import type { Place } from '../core/place.ts';
import type { MetadataStep } from '../plan/image-metadata.ts';
import type { MetadataProblem } from '../plan/metadata-types.ts';
import { defineRule, firstOfEach, isAllowedToFail } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-tags-syntax',
    summary: 'docker/metadata-action is given something that it does not take',
    why: 'The step fails, and with it the job that pushes the image, when the tag is out.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions'],
  },
  messages: {
    refused: {
      what: 'docker/metadata-action fails on its input `{input}`: {problem}',
      todo: '{todo}.',
      severity: 'error',
    },
    ignored: {
      what: 'docker/metadata-action reads past `{attribute}`, which `type={type}` does not have',
      todo: 'Write `{meant}`, or take `{attribute}` out.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    if (plan.simulation === null) return skip('no version to follow the workflows with');
    const isNew = firstOfEach();
    for (const step of plan.images.metadata) {
      if (step.step.runs.is === 'no' || step.job.runs.is === 'no' || isAllowedToFail(step.step)) continue;
      for (const problem of step.metadata.problems) {
        const at = placeOf(step, problem);
        if (!isSure(problem) || !isNew(at, problem.message)) continue;
        report('refused', {
          at,
          data: { input: problem.input, problem: clause(problem.message), todo: todoFor(problem) },
        });
      }
      // What belongs to another type does nothing, and no harm; a slip is meant to do something.
      for (const { line, type, attribute, expected } of step.metadata.ignored) {
        const at = placeOf(step, { input: 'tags', line });
        const meant = expected.find((one) => editDistance(one, attribute) <= 2);
        if (meant !== undefined && isNew(at, attribute)) report('ignored', { at, data: { type, attribute, meant } });
      }
    }
  },
});

/** A problem in which a part is shown in braces comes of a value that only the run tells. */
function isSure({ got, message }: MetadataProblem): boolean {
  return isWhole(`${got}${message}`);
}

function placeOf(step: MetadataStep, { input, line }: Pick<MetadataProblem, 'input' | 'line'>): Place {
  const entry = input === 'tags' ? step.entries.find(({ index }) => index === line) : undefined;
  if (entry !== undefined) return entry.place;
  return step.step.input(input)?.place ?? step.place;
}

function clause(message: string): string {
  const text = message.trim().replace(/\.$/, '').replace(/\s+/g, ' ');
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}

function todoFor({ got, expected, attribute, code }: MetadataProblem): string {
  const about = attribute === null ? '' : ` for \`${attribute}\``;
  if (expected.length > 0) {
    const choice = expected.map((one) => `\`${one}\``).join(', ');
    return got === null ? `Write one of ${choice}${about}` : `Write one of ${choice} instead of \`${got}\`${about}`;
  }
  if (code === 'missing-attribute' && attribute !== null) return `Add \`${attribute}=…\` to the line`;
  return got === null ? 'Mend the line, or take it out' : `Mend \`${got}\`${about}, or take the line out`;
}

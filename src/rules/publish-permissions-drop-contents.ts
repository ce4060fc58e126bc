import { isUnknown } from '../core/unknown.ts';
import type { Job } from '../project/workflow.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-permissions-drop-contents',
    summary: 'A job that publishes checks out a repository that its permissions keep it from reading',
    why: 'What `permissions` does not list is taken away: in a private or internal repository the checkout fails, after the tag is pushed.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
    offByDefault: true,
  },
  messages: {
    unread: {
      what: 'job {job} checks out, and its permissions leave out `contents: read`, which a private repository asks for',
      todo: 'Write `contents: read` under `permissions:` of job {job}.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<Job>();
    for (const { job, contents } of plan.publishing.uploads) {
      if (contents.access !== 'none' || contents.place === null || said.has(job)) continue;
      const checkout = job.steps.find(({ uses, with: given }) => {
        if (!/^actions\/checkout@/i.test(uses?.value ?? '') || isUnknown(given)) return false;
        // Another repository, or a key of its own.
        return !given.some(({ name }) => /^(repository|token|ssh-key)$/i.test(name.value));
      });
      if (checkout?.uses == null) continue;
      said.add(job);
      const related = [{ at: checkout.uses.place, note: 'the checkout' }];
      report('unread', { at: contents.place, related, data: { job: contents.holder.job.id } });
    }
  },
});

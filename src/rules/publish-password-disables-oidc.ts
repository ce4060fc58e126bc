import { isUnknown } from '../core/unknown.ts';
import type { GivenInput, Upload } from '../plan/publishing.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-password-disables-oidc',
    summary: 'Attestations are asked for beside a password, which turns them off',
    why: 'With a password the action does not use the identity of the job, so it signs nothing: the release goes out without the attestations that the workflow promises.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
  },
  messages: {
    attestations: {
      what: '`attestations: {value}` does nothing, as `{name}` has the action sign in with a token and no identity',
      todo: 'Add the workflow as a trusted publisher on {index} and drop `{name}`, or drop `attestations`.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    for (const upload of plan.publishing.uploads) {
      const { auth, index } = upload;
      const asked = attestationsOf(upload);
      if (auth.kind !== 'token' || asked === null || (index.kind !== 'pypi' && index.kind !== 'testpypi')) continue;
      const key = JSON.stringify(asked.value.place);
      if (said.has(key)) continue;
      said.add(key);
      report('attestations', {
        at: asked.value.place,
        related: [{ at: auth.place, note: 'the password' }],
        data: { value: asked.value.value, name: auth.name, index: index.kind === 'pypi' ? 'PyPI' : 'TestPyPI' },
      });
    }
  },
});

/** The input that asks for attestations in so many words. */
function attestationsOf({ pypa }: Upload): GivenInput | null {
  if (pypa === null || isUnknown(pypa.inputs)) return null;
  const found = pypa.inputs.find(({ name }) => name.value.toLowerCase() === 'attestations');
  return found === undefined || !/^\s*true\s*$/i.test(found.value.value) ? null : found;
}

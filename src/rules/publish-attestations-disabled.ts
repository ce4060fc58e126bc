import { isUnknown } from '../core/unknown.ts';
import type { GivenInput, Upload } from '../plan/publishing.ts';
import { defineRule, holdsOn } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-attestations-disabled',
    summary: 'PyPA’s action is told to sign no attestations',
    why: 'Without attestations nobody can tell which workflow of which repository made the files that PyPI serves.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
  },
  messages: {
    disabled: {
      what: '`attestations: {value}` has `{tool}` publish to PyPI without attestations',
      todo: 'Drop `attestations`.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const { uploads } = plan.publishing;
    const said = new Set<string>();
    for (const upload of uploads) {
      const off = switchedOff(upload);
      if (off === null || !couldAttest(upload, uploads, plan.day.last)) continue;
      const key = JSON.stringify(off.value.place);
      if (said.has(key)) continue;
      said.add(key);
      report('disabled', { at: off.value.place, data: { tool: upload.tool, value: off.value.value.trim() } });
    }
  },
});

function switchedOff({ pypa }: Upload): GivenInput | null {
  if (pypa === null || isUnknown(pypa.inputs)) return null;
  const found = pypa.inputs.find(({ name }) => name.value.toLowerCase() === 'attestations');
  return found !== undefined && /^\s*false\s*$/i.test(found.value.value) ? found : null;
}

/** Called workflows cannot attest (`publish-reusable`), nor can a second step in a job (pypa/gh-action-pypi-publish#319). */
function couldAttest(upload: Upload, uploads: readonly Upload[], day: string): boolean {
  const { auth, index, pypa, callers, isCalledFromElsewhere } = upload;
  if (auth.kind !== 'trusted' || index.kind !== 'pypi' || callers.length > 0 || isCalledFromElsewhere) return false;
  if (uploads.some((other) => other.job === upload.job && other.step !== upload.step)) return false;
  return pypa !== null && holdsOn(pypa.features.attestationsInput, day);
}

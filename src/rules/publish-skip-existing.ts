import type { Place } from '../core/place.ts';
import type { Upload } from '../plan/publishing.ts';
import type { Project } from '../project/project.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-skip-existing',
    summary: 'An upload to PyPI passes over files that are there already',
    why: 'A release whose version was not raised uploads nothing and is green: nobody notices until a user asks where it is.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
    offByDefault: true,
  },
  messages: {
    skipped: {
      what: '`{tool}` passes over files that PyPI has already, so a release of an old version is green',
      todo: 'Drop `{option}`, and repeat only the jobs that failed.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const { uploads } = plan.publishing;
    const said = new Set<string>();
    for (const upload of uploads) {
      const { tool, skipsExisting, index, job } = upload;
      if (skipsExisting === null || index.kind !== 'pypi' || job.matrix !== null) continue;
      const key = JSON.stringify(skipsExisting.place);
      // Several jobs of one workflow upload parts of the same release, one after the other or again.
      if (said.has(key) || hasCompany(upload, uploads) || isExplained(skipsExisting.place, project)) continue;
      said.add(key);
      const option = skipsExisting.value.startsWith('-') ? skipsExisting.value : 'skip-existing';
      report('skipped', { at: skipsExisting.place, data: { tool, option } });
    }
  },
});

function hasCompany({ workflow, step }: Upload, uploads: readonly Upload[]): boolean {
  return uploads.some((other) => other.workflow === workflow && other.step !== step && other.index.kind === 'pypi');
}

/** Whoever gives a reason in the line, or in the one above, has thought about it. */
function isExplained(place: Place, { sources }: Project): boolean {
  const text = place.kind === 'span' ? sources.get(place.file)?.text : undefined;
  if (text === undefined || place.kind !== 'span') return false;
  const line = text.lastIndexOf('\n', place.span.start - 1) + 1;
  const above = text.lastIndexOf('\n', line - 2) + 1;
  const end = text.indexOf('\n', place.span.end);
  return text.slice(above, end === -1 ? text.length : end).includes('#');
}

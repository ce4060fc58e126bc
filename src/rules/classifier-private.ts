import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'classifier-private',
    summary: 'A `Private ::` classifier stands in a project that a workflow uploads to PyPI',
    why: 'PyPI refuses every distribution with such a classifier, so the upload fails after the tag is pushed.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'workflows'],
  },
  messages: {
    uploaded: {
      what: 'PyPI refuses {classifier}, and `{tool}` of job {job} uploads there',
      todo: 'Remove the classifier, or the upload.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const found = metadata.classifiers.items.find(({ value }) => value.startsWith('Private ::'));
    if (found === undefined) return;
    if (plan.publish === false) return skip('the configuration says that the project is not published');
    // Which of its projects a workflow uploads is not told.
    if (holdsOthers(project)) return skip('the repository holds other projects, and the upload may be of them');
    const { uploads } = plan.publishing;
    if (uploads.some(({ index }) => index.kind === 'other' || index.kind === 'unknown'))
      return skip('a workflow uploads to another index than PyPI');
    const upload = uploads.find(({ index }) => index.kind === 'pypi');
    if (upload === undefined) return skip('no workflow uploads to PyPI');
    report('uploaded', {
      at: found.place,
      data: { classifier: found.value, tool: upload.tool, job: upload.job.id },
      related: [{ at: upload.place, note: 'the upload' }],
    });
  },
});

function holdsOthers({ root, allPaths }: { readonly root: string; readonly allPaths: ReadonlySet<string> }): boolean {
  if (root !== '') return true;
  for (const path of allPaths)
    if (/\/(?:pyproject\.toml|setup\.py)$/.test(path) && !/(?:^|\/)tests?\//.test(path)) return true;
  return false;
}

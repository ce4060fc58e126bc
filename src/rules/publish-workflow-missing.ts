import { isUnknown, known } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-workflow-missing',
    summary: 'No workflow uploads the distribution to a package index',
    why: 'A release then depends on one machine: what is uploaded need not be what was tagged, and it cannot carry an attestation.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['pyproject', 'versions', 'workflows'],
  },
  messages: {
    missing: {
      what: 'no workflow uploads {name} to a package index',
      todo: 'Add a job that runs `pypa/gh-action-pypi-publish` with `id-token: write`, or write `publish = false` under `[tool.pyrel]`.',
      severity: 'note',
    },
    promised: {
      what: 'the configuration says that {name} is published, but no workflow uploads it',
      todo: 'Add a job that runs `pypa/gh-action-pypi-publish` with `id-token: write`, or remove `publish = true`.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { publish, publishing } = plan;
    if (publish === false) return skip('the configuration says that the project is not published');
    const { metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    if (metadata.name === null) return skip('the project has no name to be published under');
    if (metadata.isPrivate) return skip('a `Private ::` classifier keeps the project from PyPI');
    if (publishing.uploads.length > 0) return;
    const [unsure] = publishing.unsure;
    if (unsure !== undefined) return skip(unsure.reason);
    const name = known(metadata.name)?.value ?? 'the distribution';
    report(publish === true ? 'promised' : 'missing', { at: project.anchor, data: { name } });
  },
});

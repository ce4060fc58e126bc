import type { Upload } from '../plan/publishing.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-workflow-renamed',
    summary: 'The workflow that publishes by its identity has another name or environment than at the release before',
    why: 'PyPI knows a trusted publisher by file name and environment, and refuses the upload until the new ones are entered there.',
    since: '0.1.0',
    mode: 'release',
    scope: 'repository',
    needs: ['workflows', 'history', 'pyproject'],
  },
  messages: {
    renamed: {
      what: '{index} is published to from {workflow}, and at {tag} it was from {before}, which a trusted publisher names',
      todo: 'Add {workflow} as a trusted publisher of the project at {index} before the tag is pushed.',
      severity: 'warning',
    },
    environment: {
      what: '{workflow} publishes to {index} {now}, and at {tag} it did in the environment {before}, which a trusted publisher may name',
      todo: 'Look up the trusted publisher of the project at {index}, and add one for {workflow} {now} where it names {before}.',
      severity: 'warning',
    },
  },
  check({ plan, report, skip }) {
    const { earlierPublishing, publishing, release } = plan;
    if (earlierPublishing === null) return skip('no workflow of an earlier release is known that could be compared');
    if (release?.isForeign === true) return skip(`the tag ${release.tag} is of another project of the repository`);
    const { tag } = earlierPublishing;
    const before = trusted(earlierPublishing.publishing.uploads);
    if (before.length === 0) return skip(`at ${tag} nothing was published by the identity of a workflow that is known`);
    // PyPI's first: what stands for both indexes is said once.
    const now = trusted(publishing.uploads).toSorted((one, other) => rank(one) - rank(other));
    const said = new Set<string>();
    for (const upload of now) {
      const then = before.filter((one) => one.index.kind === upload.index.kind);
      const own = then.filter((one) => fileOf(one) === fileOf(upload));
      const [first] = then;
      const index = upload.index.kind === 'pypi' ? 'PyPI' : 'TestPyPI';
      const data = { index, tag, workflow: fileOf(upload) };
      if (first === undefined || said.has(data.workflow)) continue;
      if (own.length === 0) {
        // The old one still publishes: this one came beside it, and whoever adds a publisher knows of PyPI's form.
        if (then.every((one) => now.some((other) => fileOf(other) === fileOf(one)))) continue;
        said.add(data.workflow);
        report('renamed', { at: upload.place, data: { ...data, before: fileOf(first) } });
        continue;
      }
      const names = own.map(environmentOf);
      const name = environmentOf(upload);
      const [old] = names;
      // A publisher that names no environment takes any, so only a named one can have been entered at the index.
      if (name === undefined || old === undefined || old === '' || names.some((one) => one !== old) || old === name)
        continue;
      said.add(data.workflow);
      report('environment', {
        at: upload.environment?.place ?? upload.place,
        data: { ...data, before: old, now: name === '' ? 'without an environment' : `in the environment ${name}` },
      });
    }
  },
});

function trusted(uploads: readonly Upload[]): readonly Upload[] {
  return uploads.filter(
    ({ auth, index, isCalledFromElsewhere }) =>
      auth.kind === 'trusted' && (index.kind === 'pypi' || index.kind === 'testpypi') && !isCalledFromElsewhere,
  );
}

function rank({ index }: Upload): number {
  return index.kind === 'pypi' ? 0 : 1;
}

/** What PyPI compares: the file in which the job stands. */
function fileOf({ workflow }: Upload): string {
  return workflow.file.split('/').at(-1) ?? workflow.file;
}

/** Folded, as PyPI does; `''` for none, undefined where it is computed. */
function environmentOf({ environment }: Upload): string | undefined {
  const name = environment?.value.trim().toLowerCase() ?? '';
  return name.includes('${{') ? undefined : name;
}

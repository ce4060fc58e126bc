import { githubRepository } from '../core/addresses.ts';
import type { Declared } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import type { UploadRuns } from '../plan/upload-runs.ts';
import type { Project } from '../project/project.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-repo-guard-mismatch',
    summary: 'The upload runs in another repository only',
    why: 'After the repository was renamed or moved, its own condition skips the upload, and the run is green.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    other: {
      what: '`{tool}` runs in {guard} only, and this repository is {slug}',
      todo: "Write `'{right}'` in place of `'{guard}'`.",
      severity: 'error',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    const { simulation } = plan;
    if (simulation === null) return skip('no version is known that a release could be simulated with');
    const { repository } = simulation;
    if (repository === null) return skip('nothing tells which repository on GitHub this is');
    if (repository.from === 'metadata') return skip('only the metadata tells which repository this is');
    if (!isNamedByMetadata(project, repository.slug))
      return skip(`the metadata does not say that this is ${repository.slug}: it may be a fork`);
    const { slug } = repository;
    const guarded = plan.uploadRuns.flatMap((way) => {
      const guard = guardOf(way, slug, project);
      return guard === null ? [] : [{ way, guard }];
    });
    // What another upload of the repository does is no sign of a slip.
    if (guarded.length < plan.uploadRuns.length) return;
    const said = new Set<string>();
    for (const { way, guard } of guarded) {
      const key = JSON.stringify(guard.place);
      if (said.has(key)) continue;
      said.add(key);
      const right = guard.value.includes('/') ? slug : (slug.split('/')[0] ?? '');
      report('other', {
        at: guard.place,
        related: [{ at: way.upload.place, note: 'uploads here' }],
        data: { tool: way.upload.tool, guard: guard.value, slug, right },
        fix: [{ kind: 'replace', at: guard.place, was: `'${guard.value}'`, text: `'${right}'` }],
      });
    }
  },
});

/** In a fork, the metadata still names the repository that it was forked from. */
function isNamedByMetadata({ metadata }: Project, slug: string): boolean {
  const named = (known(metadata)?.urls ?? []).flatMap(({ url }) => githubRepository(url.value)?.toLowerCase() ?? []);
  return named.includes(slug.toLowerCase());
}

const GUARD = /github\.(repository(?:_owner)?)\s*==\s*('([\w./-]{1,140})')/;

/** A repository or owner that the upload's conditions ask for, and that is another one: no alternative stands beside it. */
function guardOf({ upload, runs }: UploadRuns, slug: string, { sources }: Project): Declared<string> | null {
  if (runs.some(({ runs: { is } }) => is === 'yes')) return null;
  const conditions = [upload.step.if, upload.job.if, ...upload.callers.map(({ job }) => job.if)];
  for (const condition of conditions) {
    if (condition?.place.kind !== 'span' || condition.value.includes('||')) continue;
    const { file, span } = condition.place;
    const text = sources.get(file)?.text.slice(span.start, span.end) ?? '';
    const found = GUARD.exec(text);
    if (found === null || /!\s*\(/.test(text)) continue;
    const [whole, name, quoted = '', value = ''] = found;
    const own = name === 'repository' ? slug : (slug.split('/')[0] ?? '');
    if (value.toLowerCase() === own.toLowerCase()) continue;
    const start = span.start + found.index + whole.length - quoted.length;
    return { value, place: { kind: 'span', file, span: { start, end: start + quoted.length } } };
  }
  return null;
}

import type { Edit } from '../core/fix.ts';
import { isUnknown } from '../core/unknown.ts';
import type { UploadRun } from '../plan/upload-runs.ts';
import type { DynamicVersion } from '../project/versions.ts';
import type { Project } from '../project/project.ts';
import { defineRule, isAllowedToFail } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-local-version-to-testpypi',
    summary: 'Every push to the branch uploads a version that the index refuses',
    why: 'Between two tags the version from git ends in `+g` and the commit, and neither PyPI nor TestPyPI takes local versions.',
    since: '0.1.0',
    mode: 'always',
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    local: {
      what: '`{tool}` uploads to {index} when {when}, and {provider} gives every commit without a tag a local version, which {index} refuses',
      todo: 'Write `local_scheme = "no-local-version"` under `{table}`.',
      severity: 'error',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.root !== '')
      return skip('the repository may hold several projects, and which upload is whose is not known');
    const { dynamic } = project.versions;
    const table = dynamic === null ? null : tableOf(dynamic);
    if (dynamic === null || table === null)
      return skip('the version is not taken from git by setuptools-scm or hatch-vcs');
    if (plan.simulation === null) return skip('no version is known that a release could be simulated with');
    if (setsScheme(project)) return skip('the scheme of local versions is set');
    const said = new Set<UploadRun['step']>();
    for (const { upload, runs } of plan.uploadRuns) {
      const { index, tool, place } = upload;
      if (index.kind !== 'testpypi' && index.kind !== 'pypi') continue;
      const branch = runs.find((run) => run.run.event.id === 'push-branch' && isSure(run));
      if (branch === undefined || said.has(branch.step)) continue;
      said.add(branch.step);
      report('local', {
        at: place,
        related: [{ at: dynamic.place, note: 'the version is taken from git' }],
        data: {
          tool,
          provider: dynamic.provider.replace('hatch: vcs', 'hatch-vcs'),
          table: `[${table.join('.')}]`,
          index: index.kind === 'pypi' ? 'PyPI' : 'TestPyPI',
          when: branch.when,
        },
        fix: schemeEdits(table, dynamic),
      });
    }
  },
});

/** It uploads what was built on a checkout with all tags; a shallow one is publish-fetch-depth's. */
function isSure({ runs, builds, step: upload }: UploadRun): boolean {
  if (runs.is !== 'yes' || builds.length === 0 || upload === null || isAllowedToFail(upload)) return false;
  return builds.every(({ job, step, checkout }) => {
    if (checkout === null || isUnknown(checkout.depth)) return false;
    const isPlain = checkout.depth === 0 && checkout.ref === null && checkout.changed === null;
    return isPlain && job.runs.is === 'yes' && step.runs.is === 'yes';
  });
}

/** The table in which the provider's `local_scheme` stands. */
function tableOf({ provider, isFromTag }: DynamicVersion): readonly string[] | null {
  if (!isFromTag) return null;
  if (provider === 'setuptools-scm') return ['tool', 'setuptools_scm'];
  return provider === 'hatch-vcs' || provider === 'hatch: vcs' ? ['tool', 'hatch', 'version', 'raw-options'] : null;
}

const SCHEME =
  /local[_-]scheme|LOCAL_SCHEME|no-local-version|PRETEND_VERSION|SETUPTOOLS_SCM_|HATCH_VCS|version_file_template|use_scm_version/;

/** Whether a file that was read says anything of it. `.git_archival.txt` and the like do not matter to a checkout. */
function setsScheme({ sources, workflows }: Project): boolean {
  const isAsked = (file: string): boolean =>
    /(?:^|\/)(?:pyproject\.toml|setup\.(?:py|cfg)|hatch\.toml)$/.test(file) ||
    workflows.some((one) => one.file === file);
  for (const { file, text } of sources.values()) if (isAsked(file) && SCHEME.test(text)) return true;
  return false;
}

function schemeEdits(table: readonly string[], { place }: DynamicVersion): readonly Edit[] {
  if (!place.file.endsWith('pyproject.toml')) return [];
  return [{ kind: 'set', file: place.file, path: [...table, 'local_scheme'], value: 'no-local-version' }];
}

import { known } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-static-and-dynamic',
    summary: '`[project]` states the version and lists it as dynamic',
    why: 'Build backends refuse the project: a field is either stated or computed.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions'],
  },
  messages: {
    both: {
      what: '`[project]` states the version {found} and lists "version" in `dynamic`, which {backend} refuses',
      todo: 'Take "version" out of `dynamic`, or remove `version = "{found}"`.',
      severity: 'error',
    },
    ignored: {
      what: '`[project]` states the version {found} and lists "version" in `dynamic`, which PEP 621 forbids',
      todo: 'Take "version" out of `dynamic`, or remove `version = "{found}"`.',
      severity: 'warning',
    },
  },
  check({ project, report, skip }) {
    const { dynamic, places } = project.versions;
    if (dynamic === null) return skip('the version is not computed');
    const stated = places.find(({ label }) => label === '[project] version');
    if (stated === undefined) return;
    const backend = known(project.metadata)?.backend ?? 'setuptools.build_meta';
    const data = { found: stated.value, backend };
    report(REFUSING.some((name) => backend.startsWith(name)) ? 'both' : 'ignored', { at: stated.place, data });
  },
});

/**
 * Read in their sources: validate_pyproject's RedefiningStaticFieldAsDynamic in setuptools, hatchling/metadata/core.py,
 * flit_core/config.py, uv-build-backend/src/metadata.rs. pdm-backend takes the stated version.
 */
const REFUSING: readonly string[] = ['setuptools.', 'hatchling', 'flit_core', 'uv_build'];

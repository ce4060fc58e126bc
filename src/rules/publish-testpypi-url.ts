import type { Edit } from '../core/fix.ts';
import type { Declared } from '../core/place.ts';
import type { Upload } from '../plan/publishing.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

const ENDPOINTS = { pypi: 'https://upload.pypi.org/legacy/', testpypi: 'https://test.pypi.org/legacy/' } as const;

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-testpypi-url',
    summary: 'An upload goes to an address of PyPI or TestPyPI that takes none, or to TestPyPI as if it were PyPI',
    why: 'The index answers the upload with an error, or the release lands where nobody installs from.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
  },
  messages: {
    address: {
      what: '`{tool}` uploads to {url}, and {index} takes uploads at {endpoint} only',
      todo: 'Write `{endpoint}`.',
      severity: 'error',
      fix: 'safe',
    },
    environment: {
      what: '`{tool}` uploads to TestPyPI in job {job}, which runs in the environment {environment}',
      todo: 'Write `environment: testpypi` in job {job}, or drop `{url}` where the release is meant for PyPI.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const { uploads } = plan.publishing;
    const said = new Set<string>();
    for (const upload of uploads) {
      const { tool, index, environment, job } = upload;
      const { named } = index;
      if (named === null || (index.kind !== 'pypi' && index.kind !== 'testpypi')) continue;
      const key = JSON.stringify(named.place);
      if (said.has(key)) continue;
      said.add(key);
      const endpoint = ENDPOINTS[index.kind];
      if (isRefused(named.value.trim())) {
        const data = { tool, url: named.value.trim(), index: index.kind === 'pypi' ? 'PyPI' : 'TestPyPI', endpoint };
        report('address', { at: named.place, data, fix: replaced(named, endpoint) });
      } else if (index.kind === 'testpypi' && isForPypi(environment) && isAlone(upload, uploads))
        report('environment', {
          at: named.place,
          related: environment === null ? [] : [{ at: environment.place, note: 'the environment' }],
          data: { tool, job: job.id, environment: environment?.value ?? '', url: named.value.trim() },
        });
    }
  },
});

/**
 * warehouse/forklift takes uploads at `/legacy/`, with the slash. `http:` is left alone: twine writes `https:` in its
 * place for these hosts. `pypi.org` itself sends uploads away (warehouse/routes.py), pypi.python.org is gone.
 */
function isRefused(url: string): boolean {
  const [, host = '', path = ''] =
    /^https?:\/\/(?:[^/@]{0,200}@)?([^/:?#]{1,100})(?::\d{1,5})?([^?#]{0,500})/i.exec(url) ?? [];
  if (host === '') return false;
  return !/^(upload\.pypi\.org|test\.pypi\.org)$/i.test(host) || path !== '/legacy/';
}

function replaced({ place, value }: Declared<string>, text: string): readonly Edit[] {
  return value.includes('@') ? [] : [{ kind: 'replace', at: place, was: value, text }];
}

function isForPypi(environment: Declared<string> | null): boolean {
  return /^(pypi|pypi[-_]?prod(uction)?|prod(uction)?[-_]?pypi)$/i.test(environment?.value ?? '');
}

/** Not a rehearsal for an upload to PyPI in the same job, or in the same environment (`publish-environment-shared`). */
function isAlone(upload: Upload, uploads: readonly Upload[]): boolean {
  const { value: name } = upload.environment ?? { value: '' };
  return !uploads.some(
    ({ job, index, environment }) => index.kind !== 'testpypi' && (job === upload.job || environment?.value === name),
  );
}

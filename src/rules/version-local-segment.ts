import { isUnknown } from '../core/unknown.ts';
import { parsePep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-local-segment',
    summary: 'The version to be published has a local part',
    why: 'PyPI refuses local versions, so the upload fails after the tag is pushed.',
    since: '0.1.0',
    mode: 'release',
    needs: ['pyproject', 'versions', 'workflows'],
  },
  messages: {
    local: {
      what: '{place} says {found}, and PyPI takes no version with a local part such as +{local}',
      todo: 'Write {public} in {place}.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { metadata, versions } = project;
    const { declared } = versions;
    if (plan.release === null) return skip('asked in release mode only');
    if (declared === null) return skip('no version is stated in the tree');
    if (isUnknown(declared)) return skip(declared.unknown);
    if (plan.publish === false) return skip('the configuration says that the project is not published');
    if (metadata !== null && !isUnknown(metadata) && metadata.isPrivate)
      return skip('a `Private ::` classifier keeps the project from PyPI');
    const { uploads } = plan.publishing;
    // An index of one's own may take local versions; where only such a one is uploaded to, the question does not arise.
    const isToPypi =
      uploads.some(({ index }) => index.kind === 'pypi') || (uploads.length === 0 && plan.publish === true);
    if (!isToPypi) return skip('no workflow uploads the project to PyPI');
    const version = parsePep440(declared.value);
    if (version === null || version.local === null) return;
    report('local', {
      at: declared.place,
      data: {
        place: declared.file,
        found: declared.value,
        local: version.local,
        public: version.normal.replace(/\+.*$/s, ''),
      },
    });
  },
});

import { isUnknown } from '../core/unknown.ts';
import { parsePep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

const STABLE = 'Development Status :: 5 - Production/Stable';

export const rule: LintRule = defineRule({
  meta: {
    id: 'dev-status-mismatch',
    summary: 'The `Development Status` classifier and the version say different things',
    why: 'Users choose by the status on PyPI: a stable release that calls itself alpha is passed over, and the other way round.',
    since: '0.1.0',
    mode: 'release',
    needs: ['pyproject', 'versions'],
    // Zero-based versions are stable to many projects, and a status is seldom touched.
    offByDefault: true,
  },
  messages: {
    behind: {
      what: 'the version is {version}, but the classifier is {classifier}',
      todo: 'Write "Development Status :: 5 - Production/Stable".',
      severity: 'note',
      fix: 'unsafe',
    },
    ahead: {
      what: 'the version is {version}, but the classifier is {classifier}',
      todo: 'Write "Development Status :: 4 - Beta", or release 1.0.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const { metadata } = project;
    const version = plan.release?.version;
    if (version === undefined) return skip('asked for a release only');
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const parsed = parsePep440(version);
    if (parsed === null) return skip(`${version} is not a version of PEP 440`);
    const [major = 0] = parsed.release;
    // Years count from no unstable beginning (calendar versioning).
    const isFinal = major > 0 && !parsed.isPre && !parsed.isDev;
    for (const { value, place: at } of metadata.classifiers.items) {
      const status = /^Development Status :: (?<number>[1-7]) - /.exec(value)?.groups?.['number'];
      if (status === undefined) continue;
      const data = { version, classifier: value };
      if (isFinal && Number(status) < 5)
        report('behind', { at, data, fix: [{ kind: 'replace', at, was: value, text: STABLE }] });
      else if (major === 0 && (status === '5' || status === '6')) report('ahead', { at, data });
    }
  },
});

import { known } from '../core/unknown.ts';
import type { VersionPlace } from '../project/versions.ts';
import { equalPep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-double-declaration',
    summary: 'Two metadata files or tables that the build backend reads declare different versions',
    why: 'The backend silently takes one of them, so a bump of the other changes nothing.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions'],
    supersedes: ['version-mismatch'],
  },
  messages: {
    differs: {
      what: '{place} declares {found}, but {backend} builds {expected} from {other}',
      todo: 'Remove {place}.',
      severity: 'error',
    },
    taken: {
      what: '{backend} builds {found} from {place}, but {other} declares {expected}, which is to be released',
      todo: 'Write {expected} in {place}, and remove {other}.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const metadata = known(project.metadata);
    if (metadata === null) return skip('no Python project');
    const backend = metadata.backend ?? (metadata.origin === 'poetry' ? 'poetry-core' : 'setuptools');
    const labels = backend.startsWith('poetry') ? POETRY : backend.startsWith('setuptools') ? SETUPTOOLS : null;
    if (labels === null) return skip(`${backend} reads one declaration of the version`);
    const declared = labels.flatMap((label) =>
      project.versions.places.filter((place) => place.label === label && place.role === 'source'),
    );
    const [taken, ...others] = declared;
    if (taken === undefined) return skip('no version is stated in the metadata');
    for (const other of others) {
      if (other.value === taken.value || equalPep440(other.value, taken.value)) continue;
      const target = plan.release?.version;
      const isOtherRight = target !== undefined && equalPep440(other.value, target);
      const [wrong, right] = isOtherRight ? [taken, other] : [other, taken];
      report(isOtherRight ? 'taken' : 'differs', {
        at: wrong.place,
        data: {
          place: labelled(wrong),
          found: wrong.value,
          backend: backend.startsWith('poetry') ? 'poetry-core' : 'setuptools',
          other: labelled(right),
          expected: right.value,
        },
        related: [{ at: right.place, note: 'declared here' }],
      });
    }
  },
});

/** poetry-core, factory.py: `project.get("version") or poetry_config.get("version")`. */
const POETRY = ['[project] version', '[tool.poetry] version'];
/** setuptools writes `[project]` over the rest, and leaves what setup() was given alone when it reads setup.cfg. */
const SETUPTOOLS = ['[project] version', 'setup(version=…)', '[metadata] version'];

function labelled({ label, file }: VersionPlace): string {
  return `\`${label}\` in ${file}`;
}

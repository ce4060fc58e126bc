import type { Edit } from '../core/fix.ts';
import { isUnknown } from '../core/unknown.ts';
import type { PypaStep, Upload } from '../plan/publishing.ts';
import type { FirstVersion } from '../project/licensing.ts';
import type { Project } from '../project/project.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-action-outdated',
    summary: 'PyPA’s action is too old for what the release asks of it',
    why: 'The upload is the last step, so it fails when the tag is already out: an old twine does not understand the metadata of today’s backends, and an old action knows no identities.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'licensing'],
  },
  messages: {
    metadata: {
      what: '`{tool}` {ref} brings a twine that refuses `Metadata-Version: 2.4`, which {backend} writes since {version}',
      todo: 'Write `{tool}@release/v1`, or pin v1.12.4 or newer.',
      severity: 'error',
      fix: 'unsafe',
    },
    identity: {
      what: '`{tool}` {ref} is given no password, and signs in by the identity of the job from v1.8.0 on only',
      todo: 'Write `{tool}@release/v1`, or pin v1.12.4 or newer.',
      severity: 'error',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    for (const upload of plan.publishing.uploads) {
      const { tool, place, pypa } = upload;
      const key = JSON.stringify(place);
      if (pypa === null || said.has(key)) continue;
      said.add(key);
      const details = { at: place, fix: bumped(upload, pypa) };
      if (lacksIdentity(upload, pypa)) report('identity', { ...details, data: { tool, ref: pypa.ref } });
      else if (refusesMetadata(pypa)) {
        const found = emits24(project, upload, plan.day.last);
        if (found !== null) report('metadata', { ...details, data: { tool, ref: pypa.ref, ...found } });
      }
    }
  },
});

/** Before v1.8.0 `password` is required: without it, twine is given an empty one. */
function lacksIdentity({ index }: Upload, { features, inputs }: PypaStep): boolean {
  if (features.identity !== false || isUnknown(inputs) || (index.kind !== 'pypi' && index.kind !== 'testpypi'))
    return false;
  return !inputs.some(({ name }) => /^(user|password)$/i.test(name.value));
}

function refusesMetadata({ features }: PypaStep): boolean {
  return features.pinsTwine === true && features.takesMetadata24 === false;
}

/** What says in the workflow that the newest backend is taken, and what may keep it from that. */
const ISOLATED =
  /-m build\b|\bpyproject-build\b|\b(uv|hatch|flit) build\b|\b(pipx run|uvx) build\b|build-and-inspect-python-package/;
const KEPT_OLD = /setup\.py|no-isolation|_CONSTRAINT|--constraint|\b3\.[5678]\b/;
/** What says in pyproject.toml that another backend, or another version of the metadata, is taken. */
const SAID_OLD = /build-constraint-dependencies|core-metadata-version/;

/**
 * The backend, where the build surely takes a version that writes metadata 2.4: setuptools/_core_metadata.py since 77.0.0,
 * flit_core/common.py since 3.11.0, hatchling/metadata/spec.py since 1.27.0.
 */
function emits24(
  { licensing, sources, root }: Project,
  { workflow }: Upload,
  day: string,
): { readonly backend: string; readonly version: string } | null {
  const backend = licensing?.backend ?? null;
  if (backend === null || root !== '') return null;
  const text = sources.get(workflow.file)?.text ?? '';
  if (!ISOLATED.test(text) || KEPT_OLD.test(text) || SAID_OLD.test(sources.get('pyproject.toml')?.text ?? ''))
    return null;
  const first = ((): FirstVersion | null => {
    if (backend.name === 'setuptools' || backend.name === 'flit_core') return backend.strings;
    if (backend.name !== 'hatchling' || backend.arrays === null) return null;
    return { ...backend.arrays, version: '1.27.0', day: '2024-12-15' };
  })();
  return first === null || first.bound !== null || day <= first.day
    ? null
    : { backend: backend.name, version: first.version };
}

function bumped({ tool, place }: Upload, { ref, version, isImage }: PypaStep): readonly Edit[] {
  const isNamed = version.kind === 'fixed' ? version.from === 'tag' : ref === 'master' || ref === 'main';
  if (isImage || !isNamed) return [];
  return [{ kind: 'replace', at: place, was: `${tool}@${ref}`, text: `${tool}@release/v1` }];
}

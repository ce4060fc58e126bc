import { isUnknown } from '../core/unknown.ts';
import type { Project } from '../project/project.ts';
import type { VersionPlace } from '../project/versions.ts';
import type { Workflow } from '../project/workflow.ts';
import { earlierTags } from '../version/earlier-tags.ts';
import { defineRule } from './rule.ts';
import type { LintFacts, LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-placeholder',
    summary: 'The declared version is a placeholder, and nothing is seen to replace it',
    why: 'The first upload goes out as 0.0.0, and the second is refused because that version is taken.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions', 'workflows', 'history', 'bump-tools'],
  },
  messages: {
    placeholder: {
      what: '{place} says {found}, a placeholder, and no workflow writes another version there before the upload',
      todo: 'Write the version to be released in {place}, or let the build take it from the tag.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { metadata, workflows, bumpTools } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const place = placeholderOf(project);
    if (place === null) return;
    if (metadata.isPrivate) return skip('a `Private ::` classifier keeps the project from PyPI');
    const { publish, publishing } = plan;
    const isUploaded = publishing.uploads.some(({ index }) => index.kind === 'pypi');
    if (publish === false || (publish !== true && !isUploaded)) return skip('no workflow uploads the project to PyPI');
    if (bumpTools.length > 0) return skip(`${bumpTools[0]?.tool ?? 'a tool'} may write the version`);
    if (workflows.some((workflow) => mayWriteVersion(workflow, place.file)))
      return skip(`a workflow may write the version into ${place.file}`);
    const count = releasesSoFar({ project, plan });
    if (count === null) return skip('the earlier tags cannot be seen');
    // An index takes 0.0.0 once, so a project that has gone on releasing has its way of writing the version.
    if (count >= HABIT) return skip(`${count} earlier releases went out with the placeholder`);
    // Before the first release a placeholder is only that: nothing is to go out yet.
    if (plan.release === null && count === 0) return skip('nothing is released yet');
    report('placeholder', { at: place.place, data: { place: place.file, found: place.value } });
  },
});

const HABIT = 3;

/** Zeros, or what a fork that is never published writes: `0`, `0.0.0`, `0.0.0.dev0`, `0.1+private`. */
const STAND_IN = /^(?:0(?:\.0){0,3}(?:\.?dev0)?(?:\+[a-z]+)?|\d+(?:\.\d+){0,3}\+(?:private|unknown))$/;

/** The place that a build reads, where it stands for a version without saying so. */
function placeholderOf({ versions, sources }: Project): VersionPlace | null {
  const [place] = versions.places;
  if (place === undefined || versions.dynamic !== null || !isUnknown(versions.declared)) return null;
  if (place.role !== 'placeholder' || !STAND_IN.test(place.value)) return null;
  const lines = (sources.get(place.file)?.text ?? '').split('\n');
  const at = lines.findIndex((line) => /^\s*["']?version["']?\s*=/.test(line) && line.includes(place.value));
  // A comment there mostly says who writes the version.
  return [lines[at] ?? '', lines[at - 1]?.trim() ?? ''].some((line) => /#/.test(line)) ? null : place;
}

const VERSIONS =
  /semantic-release|release-please|bump|version|poetry-dynamic|dunamai|changesets|setuptools[-_]scm|\b(?:sed|perl|awk|tomlq|yq|dasel|jq)\b/i;

/** Whether anything that a workflow runs speaks of the file, or of versions at all: what it does then is not to be read from here. */
function mayWriteVersion({ jobs, actions, scripts }: Workflow, file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const steps = [...jobs.flatMap((job) => job.steps), ...actions.flatMap((action) => action.steps)];
  const texts = [...steps.map(({ run }) => run?.text ?? ''), ...scripts.map(({ script }) => script.text)];
  const uses = steps.map((step) => step.uses?.value ?? '');
  return (
    texts.some((text) => text.includes(name) || VERSIONS.test(text.replaceAll(/--version|python[-_]version/gi, ''))) ||
    uses.some((action) => VERSIONS.test(action)) ||
    jobs.some((job) => job.uses !== null)
  );
}

function releasesSoFar({ project: { history, conventions }, plan }: LintFacts): number | null {
  if (isUnknown(history) || isUnknown(history.tags)) return null;
  return earlierTags(history.tags, plan.release?.tag ?? null, conventions.aliases).length;
}

import type { Edit } from '../core/fix.ts';
import { isUnknown } from '../core/unknown.ts';
import type { BuildRun, Checkout } from '../plan/checkout-before-build.ts';
import type { UploadRun, UploadRuns } from '../plan/upload-runs.ts';
import type { Project } from '../project/project.ts';
import { defineRule, lineBefore } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-fetch-depth',
    summary: 'The version is taken from git, and the checkout before the build may not have the tag',
    why: 'Without a tag in reach the build makes up a version such as 0.1.dev1+g4a883e0, which the index refuses or keeps for ever.',
    since: '0.1.0',
    mode: 'always',
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    branch: {
      what: '{provider} finds no tag in the checkout of job {job}, which has one commit of the branch, so that {tool} uploads 0.1.dev1 when {when}',
      todo: 'Write `fetch-depth: 0` under `with:` of the checkout.',
      severity: 'error',
      fix: 'unsafe',
    },
    release: {
      what: '{provider} reads the tag in the checkout of job {job}, which has one commit and only the ref that the `release` event names, and GitHub leaves that out at times',
      todo: 'Write `fetch-depth: 0` under `with:` of the checkout.',
      severity: 'warning',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.root !== '')
      return skip('the repository may hold several projects, and which upload is whose is not known');
    const { dynamic } = project.versions;
    if (dynamic?.isFromTag !== true) return skip('the version is not taken from the tag');
    if (plan.simulation === null) return skip('no version is known that a release could be simulated with');
    if (plan.uploadRuns.length === 0) return skip('no workflow uploads the distribution to a package index');
    const said = new Set<string>();
    for (const way of plan.uploadRuns) {
      const shallow = shallowBuilds(way, project);
      const onBranch = shallow.filter(({ run }) => run.run.event.role === 'branch');
      const isAtRisk = startsForReleasesOnly(way) && plan.day.last >= LEFT_OUT_SINCE;
      const found = onBranch.length > 0 ? onBranch : isAtRisk ? shallow : [];
      const [first, ...others] = found;
      if (first === undefined || said.has(way.starter.file)) continue;
      said.add(way.starter.file);
      const { run, build, checkout } = first;
      const more = [...new Set(others.map((other) => other.checkout.place))].filter((at) => at !== checkout.place);
      const data = {
        provider: dynamic.provider.replace(/^hatch: vcs$/, 'hatch-vcs').replace(/^hatch: /, ''),
        job: build.job.job.id,
      };
      const related = [
        { at: dynamic.place, note: 'the version is taken from git' },
        ...more.map((at) => ({ at, note: 'this one is of one commit, too' })),
      ];
      const distinct = new Map(found.map((one) => [one.checkout.place, one.checkout]));
      const fix = [...distinct.values()].flatMap((one) => depthEdits(one, project));
      const { tool } = way.upload;
      if (onBranch.length > 0)
        report('branch', { at: checkout.place, related, data: { ...data, tool, when: run.when }, fix });
      else report('release', { at: checkout.place, related, data, fix });
    }
  },
});

/**
 * Since then releases are known whose own tag was not in the checkout (hubtty/hubtty#144, dknowles2/pydrawise#508,
 * cognizant-ai-lab/neuro-san#1079); black and others released so for years before.
 */
const LEFT_OUT_SINCE = '2026-06-01';

type Shallow = { readonly run: UploadRun; readonly build: BuildRun; readonly checkout: Checkout };

/** Builds of an upload that surely runs, on a checkout that is surely shallow and that nothing fetches more into. */
function shallowBuilds({ upload, runs }: UploadRuns, project: Project): readonly Shallow[] {
  if (upload.index.kind !== 'pypi' && upload.index.kind !== 'testpypi') return [];
  return runs.flatMap((run) => {
    const { event } = run.run;
    // The push of a tag has its ref fetched, at any depth; who starts a run by hand may choose a tag.
    const isAsked = event.role === 'branch' ? event.name === 'push' : event.name === 'release';
    if (run.runs.is !== 'yes' || !isAsked) return [];
    return run.builds.flatMap((build) => {
      const { checkout } = build;
      if (checkout === null || !isShallow(checkout) || statesVersion(build, project)) return [];
      return build.job.runs.is === 'yes' && build.step.runs.is === 'yes' ? [{ run, build, checkout }] : [];
    });
  });
}

/** The default, or one commit; `fetch-tags` and a `ref` are left to those who gave them a thought. */
function isShallow({ depth, tags, ref, changed, runs }: Checkout): boolean {
  return runs.is === 'yes' && depth === 1 && tags === false && ref === null && changed === null && !isUnknown(depth);
}

/** Variables by which the tools are told the version, and files by which they know it without git. */
const STATED =
  /PRETEND_VERSION|PBR_VERSION|_BYPASS\b|PDM_BUILD_SCM_VERSION|SETUPTOOLS_SCM|VERSIONEER|DYNAMIC_VERSION|--unshallow|\bset[-_]version\b|hatch version|poetry (?:dynamic-versioning|version)|\bgit (?:fetch|describe|tag)\b/i;

function statesVersion({ job }: BuildRun, { sources }: Project): boolean {
  const files = [job.workflow.file, job.starter.file, ...job.workflow.actions.map(({ file }) => file)];
  return files.some((file) => STATED.test(sources.get(file)?.text ?? ''));
}

/** Where the push of the tag starts the upload as well, the tag is there in one of the runs. */
function startsForReleasesOnly({ runs }: UploadRuns): boolean {
  return !runs.some(
    ({ run, runs: { is } }) => is !== 'no' && run.event.name === 'push' && run.event.role === 'release',
  );
}

/** `fetch-depth: 0` under `with:`, in the style of the step. */
function depthEdits({ step, place, depthInput }: Checkout, { sources }: Project): readonly Edit[] {
  if (place.kind !== 'span') return [];
  const { file, span } = place;
  const text = sources.get(file)?.text ?? '';
  if (depthInput !== null) {
    if (depthInput.place.kind !== 'span') return [];
    const { start, end } = depthInput.place.span;
    return [{ kind: 'replace', at: depthInput.place, was: text.slice(start, end), text: '0' }];
  }
  const given = isUnknown(step.step.with) ? null : step.step.with;
  const [first] = given ?? [];
  if (given === null) return [];
  if (first !== undefined) {
    if (first.name.place.kind !== 'span') return [];
    const { start } = first.name.place.span;
    const indent = lineBefore(text, start);
    return indent.trim() === '' ? [{ kind: 'insert', file, offset: start, text: `fetch-depth: 0\n${indent}` }] : [];
  }
  const rest = /^[^\r\n]*/.exec(text.slice(span.end))?.[0] ?? '';
  const before = lineBefore(text, span.start);
  const indent = /^(\s*)(- )?uses:\s*["']?$/.exec(before);
  if (indent === null || !/^["']?\s*(?:#.*)?$/.test(rest)) return [];
  const deep = `${indent[1] ?? ''}${indent[2] === undefined ? '' : '  '}`;
  return [{ kind: 'insert', file, offset: span.end + rest.length, text: `\n${deep}with:\n${deep}  fetch-depth: 0` }];
}

import type { Edit, Safety } from '../core/fix.ts';
import type { OptionsSchema, Rule as AnyRule, RuleShape, Skip } from '../core/rule.ts';
import { ruleDefiner } from '../core/rule.ts';
import type { Messages } from '../core/message.ts';
import { isUnknown } from '../core/unknown.ts';
import { findByVersion, sameVersion } from '../version/scope.ts';
import type { Changelog, ChangelogEntry } from '../project/changelog.ts';
import type { CategorySection } from '../project/changelog-categories.ts';
import type { Grant } from '../plan/permissions.ts';
import type { Plan } from '../plan/plan.ts';
import type { Since } from '../plan/publishing.ts';
import type { Simulation, StepRun } from '../plan/simulation.ts';
import type { WorkTreeState } from '../project/commit.ts';
import type { EntryState } from '../project/entries-at-tags.ts';
import type { Project } from '../project/project.ts';

/** What every lint rule is handed; frozen. */
export type LintFacts = { readonly project: Project; readonly plan: Plan };

export type LintRule = AnyRule<LintFacts>;

/** The changelog and the version whose entry a rule judges; or why there is nothing to judge. */
export function changelogOfRelease({
  project,
  plan,
}: LintFacts): Skip | { readonly changelog: Changelog; readonly version: string } {
  const { changelog } = project;
  const version = plan.release?.version;
  if (version === undefined) return { skip: 'asked for a release only' };
  if (changelog === null) return { skip: 'no changelog' };
  if (isUnknown(changelog)) return { skip: changelog.unknown };
  if (changelog.stub !== null) return { skip: changelog.stub };
  if (plan.release?.isForeign === true)
    return { skip: `the tag ${plan.release.tag} is of another project of the repository` };
  return { changelog, version };
}

/** The section that is written at the moment: of the version to be released; before a release that of what is not out. */
export function judgedCategories({ project: { changelog }, plan }: LintFacts): CategorySection | string {
  if (changelog === null) return 'no changelog';
  if (isUnknown(changelog)) return changelog.unknown;
  const { file, categories, entries } = changelog;
  if (changelog.stub !== null) return changelog.stub;
  if (categories === null) return `${file} does not say that it follows Keep a Changelog`;
  const version = plan.release?.version ?? null;
  const entry = version === null ? null : findByVersion(entries, version);
  if (version !== null && entry === null) return `${file} has no entry for ${version}`;
  const wanted = entry?.version.value ?? null;
  return categories.find((section) => section.version === wanted) ?? `${file} has no section for what is not out yet`;
}

/** Why PyPI's own rules for fields are not asked of the project; null where they are. */
export function whyNotForPypi({ project: { metadata }, plan }: LintFacts): string | null {
  if (metadata === null) return 'no Python project';
  if (isUnknown(metadata)) return metadata.unknown;
  if (plan.publish === false) return 'the configuration says that the project is not published';
  if (metadata.isPrivate) return 'a `Private ::` classifier keeps the project from PyPI';
  const { uploads } = plan.publishing;
  const isElsewhere = uploads.length > 0 && uploads.every(({ index }) => index.kind === 'other');
  return isElsewhere ? 'it is published to another index than PyPI' : null;
}

/** What happens when a version is released; or why that is not asked: the tag's form has to be known. */
export function simulationOfRelease({ project, plan }: LintFacts): Skip | { readonly simulation: Simulation } {
  if (project.workflows.length === 0) return { skip: 'no workflows' };
  const { simulation, release } = plan;
  return simulation === null || (release === null && simulation.tag.from === 'usual')
    ? { skip: 'nothing tells what the tag of a release looks like' }
    : { simulation };
}

/** Whether something holds on a day; false where that is not known. */
export function holdsOn(since: Since, day: string): boolean {
  return typeof since === 'string' ? day >= since : since === true;
}

/** Whether the run goes on where a step fails: its author reckons with it. */
export function isAllowedToFail({ step, within }: StepRun): boolean {
  return [step, ...within].some(({ continueOnError }) => (continueOnError?.value ?? 'false') !== 'false');
}

/** Tells whether something is asked about for the first time: legs of a matrix and events show one step again and again. */
export function firstOfEach(): (...what: readonly unknown[]) => boolean {
  const asked = new Set<string>();
  return (...what) => {
    const key = JSON.stringify(what);
    return !asked.has(key) && Boolean(asked.add(key));
  };
}

/** How the work tree stands that a tag is to be made from; or why that is not asked. */
export function workTreeOfRelease({ workTree }: Project): Skip | { readonly workTree: WorkTreeState } {
  if (workTree === null) return { skip: 'asked only where the tag is still to be made, in a work tree' };
  return isUnknown(workTree) ? { skip: workTree.unknown } : { workTree };
}

/** Fewer earlier releases than this are an oversight, not a habit. */
const HABIT = 2;

/**
 * Why it is no defect that the entry lacks something at its tag: some of the last releases lacked it too, at theirs, and
 * have it now. Null where there is no such habit.
 */
export function isWrittenAfterTag(
  { changelog, entriesAtTags }: Project,
  lacks: (state: EntryState) => boolean,
): string | null {
  const late = entriesAtTags.filter(({ atTag, now }) => lacks(atTag) && !lacks(now));
  if (late.length < HABIT || changelog === null || isUnknown(changelog)) return null;
  return `${changelog.file} had it only after the tag for ${late.length} of the last ${entriesAtTags.length} releases`;
}

/** What stands before an offset in its line: the indentation, where that is all. */
export function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

/**
 * `SCOPE: write` in the job's own block. The workflow's block is for all of its jobs, and a new block would take from the
 * job what it has by default, so these are left to a person.
 */
export function grantEdits(
  scope: string,
  { by, holder }: Pick<Grant, 'by' | 'holder'>,
  { sources }: Project,
): readonly Edit[] {
  const { permissions } = holder.job;
  const { file } = holder.workflow;
  const text = sources.get(file)?.text;
  if (by !== 'job' || permissions?.kind !== 'scopes' || text === undefined) return [];
  const own = permissions.scopes.find((one) => one.scope.value === scope);
  if (own !== undefined) return [{ kind: 'replace', at: own.access.place, was: own.access.value, text: 'write' }];
  const last = permissions.scopes.at(-1);
  if (last?.scope.place.kind !== 'span' || last.access.place.kind !== 'span') return [];
  const { end } = last.access.place.span;
  const indent = lineBefore(text, last.scope.place.span.start);
  const rest = /^[^\r\n]*/.exec(text.slice(end))?.[0] ?? '';
  if (indent.trim() !== '')
    return /^\s*[,}]/.test(rest) ? [{ kind: 'insert', file, offset: end, text: `, ${scope}: write` }] : [];
  if (!/^\s*(?:#.*)?$/.test(rest)) return [];
  return [{ kind: 'insert', file, offset: end + rest.length, text: `\n${indent}${scope}: write` }];
}

/** Edits that give an entry another heading; the lines that are drawn around it are kept as long as they have to be. */
export function headingEdits({ heading, frame }: ChangelogEntry, next: string): readonly Edit[] {
  const lines = [frame.over, frame.under].flatMap((line): readonly Edit[] => {
    if (line === null) return [];
    const isOwnLength = line.value.length === heading.value.length;
    const length = isOwnLength ? next.length : Math.max(line.value.length, next.length);
    if (length === line.value.length) return [];
    return [{ kind: 'replace', at: line.place, was: line.value, text: (line.value[0] ?? '-').repeat(length) }];
  });
  return [{ kind: 'replace', at: heading.place, was: heading.value, text: next }, ...lines];
}

/**
 * How safe it is to write a version: what the user asked to release is written without asking again, while of two versions
 * that differ a person says which one is right.
 */
export function safetyOfWriting(version: string, { release }: Plan): Safety {
  return release !== null && sameVersion(release.version, version) ? 'safe' : 'unsafe';
}

/** Declares a lint rule; see `RuleShape`. One rule per file, the file named for the rule's id. */
export const defineRule: <const M extends Messages, const O extends OptionsSchema = Record<never, never>>(
  shape: RuleShape<LintFacts, M, O>,
) => LintRule = ruleDefiner<LintFacts>();

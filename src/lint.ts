import type { Config } from './config/config.ts';
import type { Need } from './core/rule.ts';
import type { Report, SourceLines, Target } from './core/report.ts';
import { isUnknown, known } from './core/unknown.ts';
import type { Verdict } from './core/verdict.ts';
import { judge } from './engine/judge.ts';
import { makePlan } from './plan/make-plan.ts';
import type { ReleaseRequest } from './plan/make-plan.ts';
import type { Plan } from './plan/plan.ts';
import { loadProject } from './project/load.ts';
import type { Files, Git } from './project/ports.ts';
import type { Project } from './project/project.ts';
import type { LintRule } from './rules/rule.ts';

export type LintInput = {
  readonly files: Files;
  readonly git: Git;
  /** ROOT relative to the git top level: `''` or `packages/core`. */
  readonly root: string;
  readonly config: Config;
  /** The rules to ask, in the order of the report. */
  readonly rules: readonly LintRule[];
  /** Ids of all rules that there are, for ignores that name none. */
  readonly knownRules: ReadonlySet<string>;
  readonly request: ReleaseRequest;
  readonly modeReason: string;
  /** `YYYY-MM-DD`, UTC: what expiry dates of ignores are held against. */
  readonly today: string;
  readonly toolVersion: string;
};

export type LintResult = {
  readonly report: Report;
  /** For code frames. */
  readonly lines: SourceLines;
  /** For `-v`. */
  readonly project: Project;
  readonly plan: Plan;
};

/** Judges a repository: loads the facts, makes the plan, asks the rules, applies the ignores. No I/O of its own. */
export async function lint(input: LintInput): Promise<LintResult> {
  const { config, rules } = input;
  const project = await loadProject(input.files, input.git, {
    root: input.root,
    needs: new Set<Need>(rules.flatMap((rule) => rule.meta.needs)),
    changelog: config.changelog,
    conventions: config.conventions,
    judgedTag: input.request.mode === 'release' ? input.request.tag : null,
  });
  const plan = makePlan(project, { request: input.request, publish: config.publish, today: input.today });
  const verdicts: readonly Verdict[] = await judge({ project, plan }, rules, config, input.today, input.knownRules);
  const report: Report = {
    schemaVersion: 1,
    tool: { name: 'pyrel', version: input.toolVersion },
    command: 'lint',
    mode: input.request.mode,
    modeReason: input.modeReason,
    targets: [targetOf(project, plan)],
    verdicts,
  };
  return { report, project, plan, lines: (file) => project.sources.get(file)?.text.split(/\r\n|\r|\n/) ?? null };
}

function targetOf(project: Project, plan: Plan): Target {
  return {
    path: project.root === '' ? '.' : project.root,
    name: known(project.name)?.value ?? null,
    // In dev mode nothing is to be released yet: what the tree declares, pre- and dev part included.
    version: plan.release?.version ?? known(project.versions.declared)?.value ?? null,
    tag: plan.release?.tag ?? null,
    commit: isUnknown(project.history) ? null : project.history.head,
  };
}

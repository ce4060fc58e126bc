import type { PlannedRelease, PlanReport } from '../../src/core/plan-report.ts';
import type { Location } from '../../src/core/place.ts';
import type { Need } from '../../src/core/rule.ts';
import { locatedPlan } from '../../src/commands/plan-locate.ts';
import { memoryFiles } from '../../src/io/memory-files.ts';
import { describePlans } from '../../src/plan/describe-plan.ts';
import type { LintRequest } from '../../src/plan/release-targets.ts';
import { createLocator } from '../../src/project/locate.ts';
import type { Subjects } from '../../src/subjects.ts';
import { loadSubjects } from '../../src/subjects.ts';
import type { Case, Tree } from '../rule-tester.ts';
import { defaultConfig, gitOf } from '../rule-tester.ts';

export type PlanCase = Pick<Case, 'tags' | 'head' | 'message' | 'root'> & {
  readonly tree: Tree;
  readonly request: LintRequest;
  readonly slug?: string;
};

const NEEDS = new Set<Need>(['pyproject', 'versions', 'workflows', 'dockerfiles', 'packaging', 'history', 'commit']);

export function version(text: string): LintRequest {
  return { mode: 'release', version: text, tag: null };
}

export function subjectsOf({ tree, request, tags, head, message, root, slug }: PlanCase): Promise<Subjects> {
  return loadSubjects(
    {
      files: memoryFiles(tree),
      git: gitOf(tags ?? 'no-git', head, message === undefined ? {} : { message }),
      root: root ?? '',
      config: defaultConfig,
      adjust: (own) => own,
      allRules: [],
      request,
      repository: slug === undefined ? null : { slug, from: 'given', place: null },
      today: '2026-11-20',
      checks: null,
      workFolder: null,
    },
    NEEDS,
  );
}

/** The plan of a release, as `-f json` prints it, for a tree in memory. */
export async function planOf(given: PlanCase): Promise<PlanReport> {
  const { subjects, tree } = await subjectsOf(given);
  const made = describePlans(
    subjects.map(({ facts }) => facts),
    '0.0.0',
  );
  return locatedPlan(made, createLocator(tree.reader.sources));
}

/** The one release of a plan. */
export async function releaseOf(given: PlanCase): Promise<PlannedRelease<Location>> {
  const { releases } = await planOf(given);
  const [release] = releases;
  if (release === undefined || releases.length > 1) throw new Error(`${releases.length} releases are planned`);
  return release;
}

/** `file:line`. */
export function placeText(at: Location | null): string | null {
  return at === null ? null : `${at.file}:${at.region.startLine}`;
}

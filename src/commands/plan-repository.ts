import { PyrelError } from '../core/error.ts';
import type { RuleDeclaration } from '../config/schema.ts';
import type { Need } from '../core/rule.ts';
import { loadConfig } from '../io/load-config.ts';
import type { Repository } from '../io/repository.ts';
import { writeOutput } from '../io/write-output.ts';
import { describePlans } from '../plan/describe-plan.ts';
import { createLocator } from '../project/locate.ts';
import { loadPlanReporter } from '../report/plan-formats.ts';
import { visible } from '../report/visible.ts';
import type { Subjects } from '../subjects.ts';
import { loadSubjects } from '../subjects.ts';
import { locatedPlan } from './plan-locate.ts';
import type { PlanArguments } from './plan-arguments.ts';
import { repositoryAsked } from './repository-slug.ts';
import type { Surroundings } from './surroundings.ts';

/** What a plan is made of. */
const NEEDS: ReadonlySet<Need> = new Set(['pyproject', 'versions', 'workflows', 'packaging', 'history', 'commit']);

async function declaredRules(): Promise<readonly RuleDeclaration[]> {
  const { rules } = await import('./declared-rules.ts');
  return rules;
}

/** Plans a release of an opened repository and prints what was asked for; the promise gives the exit code. */
export async function planRepository(
  args: PlanArguments,
  repository: Repository,
  around: Surroundings,
): Promise<number> {
  const found = await loadSubjects(
    {
      files: repository.files,
      // How the work tree stands is no matter of a plan, and costs two processes.
      git: { ...repository.git, workTree: async () => null },
      root: repository.root,
      config: await loadConfig({ repository, given: args.config, rules: declaredRules }),
      adjust: args.config === null ? (own) => own : null,
      allRules: declaredRules,
      request: args.request,
      repository: repositoryAsked(args.repository, around.env),
      today: around.today,
      checks: null,
      workFolder: null,
    },
    NEEDS,
  );
  if (found.undecided !== null) throw undecided(found, found.undecided, args);
  const locate = createLocator(found.tree.reader.sources);
  const made = describePlans(
    found.subjects.map(({ facts }) => facts),
    __PYREL_VERSION__,
  );
  const plan = await locatedPlan(made, locate);
  for (const { format, file } of args.outputs) {
    const isPrinted = file === null;
    const reporter = await loadPlanReporter(format);
    const text = reporter(plan, {
      colour: isPrinted && around.colour,
      width: isPrinted ? around.width : Infinity,
      verbose: args.verbose,
    });
    if (isPrinted) await around.print(text);
    else await writeOutput(around.cwd, file, text);
  }
  return 0;
}

/** Some of the projects that could be meant, to choose from. */
const MOST_NAMED = 5;

function undecided({ subjects }: Subjects, reason: string, { request }: PlanArguments): PyrelError {
  const roots = subjects.map(({ facts: { project } }) => project.root).filter((root) => root !== '');
  const named = roots.slice(0, MOST_NAMED).map(visible).join(', ');
  const more = roots.length > MOST_NAMED ? ` and ${roots.length - MOST_NAMED} more` : '';
  const word = request.version ?? `--tag ${request.tag}`;
  return new PyrelError(
    'usage',
    reason,
    `Name one of them as ROOT, such as \`pyrel plan ${word} ${roots[0] ?? 'packages/core'}\`${named === '' ? '' : `; there are ${named}${more}`}.`,
  );
}

import type { Place } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { ShellCommand } from '../project/shell.ts';
import type { LocalScript, Script } from '../project/workflow.ts';
import type { Answer } from './answer.ts';
import { both } from './answer.ts';
import { jobTest, stepTest } from './job-steps.ts';
import type { Grant } from './permissions.ts';
import { planAssets } from './release-step-assets.ts';
import type { Partial } from '../core/partial.ts';
import { equalPartial } from '../core/partial.ts';
import { actionStep, mayRelease } from './release-step-actions.ts';
import { sureCommands } from './release-step-branches.ts';
import { commandConcerns, commandStep } from './release-step-commands.ts';
import type { CommandScene, FoundStep, TagFacts } from './release-step-facts.ts';
import { RELEASE_ACTIONS } from './release-step-table.ts';
import { githubScriptStep, releasingScript, scriptWords, unreadScript } from './release-step-scripts.ts';
import type { JobRun, Simulation, StepRun, WorkflowRun } from './simulation.ts';
import { actionReference } from './upload-actions.ts';

/** How the GitHub Release comes about. */
export type GithubReleasePlan = {
  /** Steps that create or change a release or a tag, in every run of the simulation: of the tag, the release, the branch, by hand. Those that surely do not run are left out. */
  readonly steps: readonly ReleaseStep[];
  /**
   * Who makes the release: a step of a run that the tag's push starts, else one that makes the tag with it (release-please
   * on a branch, a run by hand); or (null) a person, for all that the tree tells.
   */
  readonly creator: ReleaseStep | null;
  /** Files that are attached, with the step that does it and whether that is before or after the release is public. */
  readonly assets: readonly ReleaseAsset[];
  readonly unsure: readonly { readonly reason: string; readonly place: Place }[];
};

/** A step that creates, edits or fills a release, or creates a tag. */
export type ReleaseStep = {
  readonly run: WorkflowRun;
  readonly job: JobRun;
  readonly step: StepRun;
  /** `softprops/action-gh-release`, `gh release create`, `googleapis/release-please-action`, `git push`. */
  readonly tool: string;
  readonly place: Place;
  /** What it does. A tag that is made for a release that has none counts as `create-release`. */
  readonly does: 'create-release' | 'edit-release' | 'upload-assets' | 'create-tag';
  /** Whether it happens, given that its job runs: its step runs, and no condition of the script stands around it. */
  readonly runs: Answer;
  /** By whom, as GitHub sees it: what `GITHUB_TOKEN` does starts no workflow. */
  readonly token: 'github-token' | 'other' | 'unknown';
  /** What `GITHUB_TOKEN` may do with the repository's contents in the job. */
  readonly contents: Grant;
  readonly tag: Partial | null;
  readonly draft: Answer;
  readonly prerelease: Answer;
  /** `make_latest`; null where it is not said, which leaves it to GitHub. */
  readonly latest: Answer | null;
  /** Patterns of files that it attaches. */
  readonly files: readonly { readonly pattern: Partial; readonly place: Place }[];
  /** When it attaches them to a release that it makes itself: before it is public, or after. */
  readonly attaches: 'before' | 'after' | 'unknown';
};

export type ReleaseAsset = {
  readonly pattern: Partial;
  readonly step: ReleaseStep;
  readonly place: Place;
  /** `before`: while the release is a draft, or with its creation. `after`: it is public already. */
  readonly when: 'before' | 'after' | 'unknown';
};

type Unsure = GithubReleasePlan['unsure'][number];

/** Says who makes the GitHub Release, and what it carries; pure. */
export function planGithubRelease(simulation: Simulation | null): GithubReleasePlan {
  if (simulation === null) return { steps: [], creator: null, assets: [], unsure: [] };
  const steps: ReleaseStep[] = [];
  const unsure = new Map<string, Unsure>();
  for (const run of simulation.runs) {
    if (run.starts.is === 'no') continue;
    const own: ReleaseStep[] = [];
    for (const job of run.jobs) {
      if (job.runs.is === 'no') continue;
      const walk: Walk = { run, job, tag: tagFacts(run, simulation), made: [], found: [], unsure };
      walkJob(walk);
      for (const { step, found } of walk.found) own.push(settled({ run, job, step }, found, own));
    }
    steps.push(...own);
  }
  const creator = creatorOf(steps, simulation);
  return { steps, creator, assets: planAssets(steps), unsure: [...unsure.values()] };
}

type Scene = Omit<CommandScene, 'word'>;

type Walk = {
  readonly run: WorkflowRun;
  readonly job: JobRun;
  readonly tag: TagFacts;
  readonly made: CommandScene['made'];
  readonly found: { readonly step: StepRun; readonly found: FoundStep }[];
  readonly unsure: Map<string, Unsure>;
};

/** How far scripts that call scripts are followed. */
const DEEPEST = 3;

function tagFacts({ event }: WorkflowRun, { tag }: Simulation): TagFacts {
  const isForTag = event.ref === `refs/tags/${tag.name}`;
  return { ref: isForTag ? tag.name : null, isPrerelease: tag.isPrerelease };
}

function walkJob(walk: Walk): void {
  const { job } = walk;
  if (job.remote !== null) {
    if (mayRelease(job.remote.replace(/\.ya?ml(?=@|$)/, '')) && job.job.uses !== null)
      note(walk, `${job.remote} may make releases`, job.job.uses.place);
    return;
  }
  if (!jobConcerns(job)) return;
  for (const [at, step] of job.steps.entries()) {
    // Whether a step runs is worth evaluating for few of them only.
    if (!mayConcern(step.step) || step.runs.is === 'no') continue;
    const before = job.steps.slice(0, at);
    if (step.step.uses !== null) walkAction(walk, step, before);
    const script = step.step.run;
    if (script === null) continue;
    const unread = unreadScript(step);
    if (unread !== null) note(walk, `${unread} may make releases`, script.place);
    walkScript(walk, { step, job, before, tag: walk.tag, made: walk.made }, script, []);
  }
}

/** Whether a step has to do with releases at all, by its words. */
const mayConcern = stepTest(({ uses, run }) => {
  if (run !== null) return run.calls.length > 0 || CONCERNS.test(run.text);
  if (uses === null) return false;
  const { slug } = actionReference(uses.value);
  return Object.hasOwn(RELEASE_ACTIONS, slug) || slug === 'actions/github-script' || mayRelease(uses.value);
});
const jobConcerns = jobTest(mayConcern);

/** What the programs that are looked for are named, and what changes tags. */
const CONCERNS = /release|\b(?:tag|tags|push|bump|cz|bumpver|tbump|jreleaser|npm)\b|\bbump(?:2)?version\b/i;

function walkAction(walk: Walk, step: StepRun, before: readonly StepRun[]): void {
  const { uses } = step.step;
  if (uses === null) return;
  const found = actionStep(step, before, walk.job, walk.tag);
  if (found !== undefined) {
    if (found !== null) walk.found.push({ step, found });
    return;
  }
  const script = actionReference(uses.value).slug === 'actions/github-script' ? githubScriptStep(step, walk.job) : null;
  if (script !== null) {
    // What stands around the call in the script is not read.
    const runs: Answer = { is: 'unknown', reason: 'a script in JavaScript decides', place: uses.place };
    walk.found.push({ step, found: { ...script, runs, place: uses.place } });
  } else if (mayRelease(uses.value)) note(walk, `${uses.value} may make releases`, uses.place);
}

function walkScript(walk: Walk, scene: Scene, script: Script, above: readonly string[]): void {
  for (const { target, command } of script.calls) if (command === null) walkCall(walk, scene, target, above);
  if (isUnknown(script.commands)) return;
  const own = concerningCommands(script);
  if (own.length === 0) return;
  const sure = sureCommands(script);
  const { word, note: keep } = scriptWords(scene.step);
  for (const command of own) {
    keep(command, sure.has(command));
    const found = commandStep(command, { ...scene, word });
    if (found !== null) {
      const runs: Answer = sure.has(command)
        ? found.runs
        : { is: 'unknown', reason: 'a condition of the script decides', place: command.place };
      walk.found.push({ step: scene.step, found: { ...found, runs } });
      continue;
    }
    const calls = script.calls.filter((call) => call.command === command);
    const isRead = calls.map(({ target }) => walkCall(walk, scene, target, above)).every(Boolean) && calls.length > 0;
    const unread = isRead ? null : releasingScript(command);
    if (unread !== null) note(walk, `${unread} may make releases`, command.place);
  }
}

const concerning = new WeakMap<Script, readonly ShellCommand[]>();

/** Of the commands of a script those that may concern releases, with the assignments between them; none where none does. */
function concerningCommands(script: Script): readonly ShellCommand[] {
  const kept = concerning.get(script);
  if (kept !== undefined) return kept;
  const callers = new Set(script.calls.map(({ command }) => command));
  const mayDo = (one: ShellCommand): boolean =>
    callers.has(one) || commandConcerns(one) || releasingScript(one) !== null;
  const commands = isUnknown(script.commands) ? [] : script.commands;
  const made = commands.some(mayDo) ? commands.filter((one) => one.assignments.length > 0 || mayDo(one)) : [];
  concerning.set(script, made);
  return made;
}

/** Walks through a called script; false where it cannot be read. */
function walkCall(walk: Walk, scene: Scene, target: string, above: readonly string[]): boolean {
  const called: LocalScript | undefined = walk.job.workflow.scripts.find((one) => one.target === target);
  if (called === undefined || above.length >= DEEPEST) return false;
  if (!above.includes(target)) walkScript(walk, scene, called.script, [...above, target]);
  return true;
}

function note({ unsure }: Walk, reason: string, place: Place): void {
  unsure.set(JSON.stringify([reason, place]), { reason, place });
}

/** The step with what the others of its run make of it. */
function settled(
  where: Pick<ReleaseStep, 'run' | 'job' | 'step'>,
  found: FoundStep,
  earlier: readonly ReleaseStep[],
): ReleaseStep {
  const { does, runs, ...rest } = found;
  const isThere =
    where.run.event.name === 'release' ||
    earlier.some(
      (one) => one.does === 'create-release' && one.job.leg === where.job.leg && isSameTag(one.tag, found.tag),
    );
  const settledDoes =
    does !== 'create-or-edit'
      ? does
      : !isThere
        ? 'create-release'
        : found.files.length > 0
          ? 'upload-assets'
          : 'edit-release';
  return {
    ...where,
    ...rest,
    contents: where.job.grant('contents'),
    runs: both(where.step.runs, runs),
    does: settledDoes,
  };
}

function isSameTag(one: Partial | null, other: Partial | null): boolean {
  return one === null || other === null || equalPartial(one, other) !== false;
}

function creatorOf(steps: readonly ReleaseStep[], { tag }: Simulation): ReleaseStep | null {
  const making = steps.filter(
    (one) =>
      one.does === 'create-release' &&
      one.run.event.name !== 'release' &&
      (one.tag === null || equalPartial(one.tag, tag.name) !== false),
  );
  const ofRole = (role: WorkflowRun['event']['role']): readonly ReleaseStep[] =>
    making.filter(({ run }) => run.event.role === role);
  const isSure = ({ run, job, runs }: ReleaseStep): boolean =>
    run.starts.is === 'yes' && job.runs.is === 'yes' && runs.is === 'yes';
  // On a branch, drafts are kept up to date for a person to publish (release-drafter), and nightly builds have tags of their own.
  const elsewhere = [...ofRole('branch'), ...ofRole('manual')].filter(({ draft }) => draft.is !== 'yes');
  for (const group of [ofRole('release'), elsewhere]) {
    const found = group.find(isSure) ?? group[0];
    if (found !== undefined) return found;
  }
  return null;
}

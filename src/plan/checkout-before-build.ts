import type { Declared, Place } from '../core/place.ts';
import type { Unknown } from '../core/unknown.ts';
import { isUnknown, unknown } from '../core/unknown.ts';
import type { Script, Workflow } from '../project/workflow.ts';
import type { Answer } from './answer.ts';
import type { Partial } from '../core/partial.ts';
import { isWhole, shownPartial } from '../core/partial.ts';
import type { Upload } from './publishing.ts';
import type { JobRun, StepInput, StepRun } from './simulation.ts';
import { actionReference } from './upload-actions.ts';
import { buildOf } from './upload-commands.ts';

/** A step that builds distributions, and the repository that lies there when it does. */
export type BuildRun = {
  readonly job: JobRun;
  readonly step: StepRun;
  /** The command or action that builds. */
  readonly tool: Declared<string>;
  /** The last checkout of the repository before it; null where there is none. */
  readonly checkout: Checkout | null;
};

/** A step with `actions/checkout`. */
export type Checkout = {
  readonly step: StepRun;
  /** The `uses:` value. */
  readonly place: Place;
  readonly runs: Answer;
  /** `ref`, as far as it is known; null where it is not given, which takes what the run is for. */
  readonly ref: StepInput | null;
  /** How many commits are fetched: 1 unless something else is said, and 0 for all, with all tags. */
  readonly depth: number | Unknown;
  readonly depthInput: StepInput | null;
  /** `fetch-tags`: tags beside a shallow history. */
  readonly tags: boolean | Unknown;
  /** Steps after it that may fetch, tag or switch, with the reason; null where none does. */
  readonly changed: string | null;
};

/** Actions that leave the checked-out repository as it is. */
const LEAVES_IT =
  /^(?:actions\/(?:setup-[\w-]+|cache|upload-artifact|download-artifact|attest[\w-]*)|astral-sh\/setup-uv|pypa\/(?:cibuildwheel|gh-action-pypi-publish|hatch)|hynek\/(?:setup-cached-uv|build-and-inspect-python-package)|docker\/[\w-]+|pdm-project\/setup-pdm|snok\/install-poetry|abatilo\/actions-poetry|sigstore\/gh-action-sigstore-python|mamba-org\/[\w-]+|conda-incubator\/setup-miniconda|step-security\/harden-runner|dtolnay\/rust-toolchain|codecov\/codecov-action)(?:\/|$)/;

/** Actions that build, cibuildwheel and baipp; maturin's own is told apart by its input. */
const BUILDS = /^(?:pypa\/cibuildwheel|hynek\/build-and-inspect-python-package)(?:\/|$)/;

/** Uploads that build what they upload. */
const UPLOADS_OWN_BUILD = /^(?:flit publish|pdm publish|setup\.py upload|maturin (?:publish|upload))$/;

/** What changes tags, the commit, or what git knows of either. */
const GIT =
  /\bgit\b[^\n]{0,200}?\b(?:fetch|pull|tag|checkout|switch|clone|reset|remote|merge|rebase|commit)\b|\bgh\s+repo\b/;

/** Finds the builds of a job. `upload` is what the job uploads with, where it is that job. */
export function buildsIn(job: JobRun, upload: Upload | null): readonly BuildRun[] {
  const found: BuildRun[] = [];
  let checkout: Checkout | null = null;
  for (const step of job.steps) {
    if (step.runs.is === 'no') continue;
    const next = checkoutOf(step);
    if (next !== null) {
      checkout = next;
      continue;
    }
    const tool = buildIn(step, job.workflow) ?? ownBuild(step, upload);
    const changed = changeBy(step, job.workflow);
    if (checkout !== null && changed !== null) checkout = { ...checkout, changed: checkout.changed ?? changed };
    if (tool !== null) found.push({ job, step, tool, checkout });
  }
  return found;
}

/** Before v2 all branches and tags are fetched unless a depth is given. https://github.com/actions/checkout/blob/v1/README.md */
const FETCHES_ALL = /^v?1(?:\.|$)/;

function checkoutOf(run: StepRun): Checkout | null {
  const { step } = run;
  if (step.uses === null) return null;
  const { slug, ref: version } = actionReference(step.uses.value);
  if (slug !== 'actions/checkout') return null;
  const repository = run.input('repository')?.value ?? '';
  // What is checked out beside the repository is not what is built, as a rule; a guess is not made.
  const isOther = repository !== '' && !/github\.repository\b/.test(shownPartial(repository));
  if (isOther) return null;
  const depthInput = run.input('fetch-depth');
  return {
    step: run,
    place: step.uses.place,
    runs: run.runs,
    ref: run.input('ref'),
    depth:
      run.inputs === null
        ? unknown('a `with` that is an expression')
        : depthOf(depthInput?.value ?? (FETCHES_ALL.test(version ?? '') ? '0' : '1')),
    depthInput,
    tags: tagsOf(run.input('fetch-tags')?.value ?? 'false'),
    changed: run.inputs === null ? 'a `with` that is an expression' : null,
  };
}

/** The action takes what is no number for 0 (input-helper.ts). */
function depthOf(given: Partial): number | Unknown {
  if (!isWhole(given)) return unknown(shownPartial(given));
  const depth = Math.floor(Number(given.trim() === '' ? '1' : given));
  return Number.isNaN(depth) || depth < 0 ? 0 : depth;
}

function tagsOf(given: Partial): boolean | Unknown {
  return isWhole(given) ? given.trim().toLowerCase() === 'true' : unknown(shownPartial(given));
}

/** The command or action of a step that builds. */
function buildIn({ step }: StepRun, workflow: Workflow): Declared<string> | null {
  if (step.uses !== null) {
    const { slug, name } = actionReference(step.uses.value);
    return BUILDS.test(slug) ? { value: name, place: step.uses.place } : null;
  }
  return step.run === null ? null : buildInScript(step.run, workflow, 0);
}

/** How far scripts that call scripts are followed. */
const DEEPEST = 4;

function buildInScript(script: Script, workflow: Workflow, depth: number): Declared<string> | null {
  if (isUnknown(script.commands)) return null;
  for (const command of script.commands) {
    const built = buildOf(command);
    if (built !== null) return built;
  }
  for (const { target } of depth < DEEPEST ? script.calls : []) {
    const called = workflow.scripts.find((one) => one.target === target);
    const built = called === undefined ? null : buildInScript(called.script, workflow, depth + 1);
    if (built !== null) return { value: built.value, place: script.place };
  }
  return null;
}

function ownBuild(run: StepRun, upload: Upload | null): Declared<string> | null {
  if (upload === null || run.step !== upload.step || !UPLOADS_OWN_BUILD.test(upload.tool)) return null;
  return { value: upload.tool, place: upload.place };
}

/** Why the repository may be another one after a step than it was checked out; null where it is the same. */
function changeBy({ step }: StepRun, workflow: Workflow): string | null {
  if (step.uses !== null) {
    const { slug, name } = actionReference(step.uses.value);
    return LEAVES_IT.test(slug) ? null : `${name} may change it`;
  }
  return step.run === null ? null : changeByScript(step.run, workflow, 0);
}

function changeByScript(script: Script, workflow: Workflow, depth: number): string | null {
  if (GIT.test(script.text)) return 'a script calls git';
  for (const { target } of script.calls) {
    const called = workflow.scripts.find((one) => one.target === target);
    if (called === undefined || depth >= DEEPEST) return `${target} may change it`;
    const changed = changeByScript(called.script, workflow, depth + 1);
    if (changed !== null) return changed;
  }
  return null;
}

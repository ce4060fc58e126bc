import type { Place } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import type { ImageBuild } from '../plan/images.ts';
import type { Plan } from '../plan/plan.ts';
import type { Upload } from '../plan/publishing.ts';
import type { Dockerfile, ImageInstall } from '../project/dockerfile.ts';
import type { Job, Workflow } from '../project/workflow.ts';
import { defineRule, firstOfEach } from './rule.ts';
import type { LintRule } from './rule.ts';
import { normalName } from '../version/distribution-name.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-installs-unpublished',
    summary: 'An image installs the project itself from the index, where the release is not yet',
    why: 'The image of a release holds the release before, or its build fails, since the upload to the index runs at the same time.',
    since: '0.1.0',
    mode: 'always',
    needs: ['workflows', 'pyproject', 'versions', 'dockerfiles'],
  },
  messages: {
    race: {
      what: '{file} installs {requirement} from the index, and job {job}, which builds it, does not wait for job {publisher}, which uploads it',
      todo: 'Install what the repository holds (`COPY . /src`, `RUN pip install /src`), or let job {job} start when {publisher} is done.',
      severity: 'warning',
    },
    newest: {
      what: '{file} installs {requirement} from the index without a version, whichever release job {job} builds it for',
      todo: 'Install what the repository holds (`COPY . /src`, `RUN pip install /src`), or hand the version over: `ARG VERSION`, `RUN pip install "{requirement}==$VERSION"`.',
      severity: 'warning',
    },
    asked: {
      what: 'job {job} asks the index for the newest version of {name} to build the image with, and does not wait for the upload of this one',
      todo: 'Take the version from the tag, `github.ref_name`, or build the image when the upload is done.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const name = known(project.name)?.value ?? null;
    if (name === null) return skip('no name to look for');
    if (plan.release?.isForeign === true) return skip(`${plan.release.tag} is a tag of another project`);
    const isNew = firstOfEach();
    const uploads = plan.publishing.uploads.filter(({ index }) => index.kind === 'pypi');
    const found: { readonly install: ImageInstall; readonly build: ImageBuild; readonly file: string }[] = [];
    for (const build of plan.images.builds.filter(isOfRelease)) {
      if (uploads.some((upload) => comesAfter(build, upload, plan))) continue;
      const job = build.job.job.id;
      const question = askedPlace(build, name);
      if (question !== null && isNew('asked', question)) report('asked', { at: question, data: { job, name } });
      const { file } = build;
      const install = file === null ? null : ownInstall(file, build, name);
      if (file === null || install === null || !isOfVersion(install, file, build, known(plan.version))) continue;
      if (!isNew(install.place)) continue;
      found.push({ install, build, file: file.file });
    }
    const [first, ...more] = found;
    const [upload] = uploads;
    if (first === undefined || (upload === undefined && first.install.constraint !== '')) return;
    const { install, build, file } = first;
    const built = { at: build.place, note: 'the image is built here' };
    const others = more.map((one) => ({ at: one.install.place, note: 'and here' }));
    const data = { file, requirement: install.written, job: build.job.job.id };
    if (upload === undefined) report('newest', { at: install.place, related: [built, ...others], data });
    else
      report('race', {
        at: install.place,
        related: [built, { at: upload.place, note: 'the upload' }, ...others],
        data: { ...data, publisher: upload.job.id },
      });
  },
});

function isOfRelease({ run, pushes }: ImageBuild): boolean {
  return run.event.role === 'release' && run.starts.is === 'yes' && pushes.is !== 'no';
}

/** The first that brings the project itself, if it comes from the index; what is installed later is there already. */
function ownInstall(file: Dockerfile, build: ImageBuild, name: string): ImageInstall | null {
  const { stages } = build;
  if (stages.some(({ image }) => mayHoldProject(image.value, file, name))) return null;
  const runs = stages.flatMap(({ instructions }) => instructions.flatMap((one) => (one.kind === 'run' ? [one] : [])));
  const installs = runs.flatMap((run) => {
    // A loop waits for the index, or tries again.
    const waits = /\b(?:until|while|sleep|retry)\b/.test(run.script.text);
    return waits ? [] : run.installs;
  });
  const first = installs.find(
    (one) =>
      one.kind === 'source' || one.kind === 'file' || (one.name !== null && normalName(one.name) === normalName(name)),
  );
  return first?.kind === 'requirement' && first.isFromIndex ? first : null;
}

/** Whether the version that is released is asked for, or none; an image of another component may ask for one that is out. */
function isOfVersion(
  { constraint }: ImageInstall,
  file: Dockerfile,
  build: ImageBuild,
  version: string | null,
): boolean {
  if (!constraint.startsWith('==')) return constraint === '';
  const variable = /\$\{?([A-Za-z_]\w*)/.exec(constraint)?.[1];
  const given = build.buildArgs.find((one) => one.name === variable)?.value;
  const defaults = [...file.globals, ...build.stages.flatMap(({ instructions }) => instructions)].flatMap((one) =>
    'default' in one && one.name.value === variable ? (one.default?.value ?? []) : [],
  );
  const asked = variable === undefined ? constraint : (given ?? defaults[0] ?? '');
  return version !== null && asked.replace(/^==\s*|^v/g, '').replace(/^v/, '') === version;
}

/** An image of the project's own may hold the very version already (PrefectHQ/prefect builds its others on the first). */
function mayHoldProject(image: string, { globals, stages }: Dockerfile, name: string): boolean {
  if (stages.some((stage) => stage.name?.value.toLowerCase() === image.toLowerCase())) return false;
  const resolved = image.replace(/\$\{?(\w+)\}?/g, (written, argument: string) => {
    return globals.find((one) => one.name.value === argument)?.default?.value ?? written;
  });
  return resolved.startsWith('$') || normalName(resolved).includes(normalName(name));
}

/** Where a step before the build reads the newest version from PyPI; a loop waits for the right one. */
function askedPlace({ job, step }: ImageBuild, name: string): Place | null {
  const own = normalName(name).replaceAll('-', '[-_.]');
  const question = new RegExp(
    `pypi\\.org/pypi/${own}/json|pypi\\.org/simple/${own}\\b|\\bpip3? index versions ${own}\\b`,
    'i',
  );
  for (const { step: before, runs } of job.steps.slice(0, job.steps.indexOf(step))) {
    const text = before.run?.text ?? '';
    if (runs.is === 'no' || !question.test(text) || /\b(?:until|while|sleep|retry|for)\b/.test(text)) continue;
    return before.run?.place ?? null;
  }
  return null;
}

type Holder = { readonly workflow: Workflow; readonly job: Job };

/** Whether the image is surely built when the upload is done: a later step or job, or for a later event. */
function comesAfter(build: ImageBuild, upload: Upload, { simulation }: Plan): boolean {
  const own: readonly Holder[] = [build.job, ...build.job.callers];
  const others: readonly Holder[] = [upload, ...upload.callers];
  for (const one of own)
    for (const other of others) {
      if (one.workflow.file !== other.workflow.file) continue;
      if (one.job.id === other.job.id) return build.job.job === upload.job && isStepAfter(build, upload);
      if (needsOf(one).has(other.job.id)) return true;
    }
  const starter = others.at(-1)?.workflow.file ?? '';
  for (let event = build.run.event.after; event !== null; event = event.event.after)
    if (event.file === starter) return true;
  if (simulation === null) return false;
  const turn = (id: string): number => simulation.events.findIndex((event) => event.id === id);
  const uploads = simulation.runs.filter((run) => run.workflow.file === starter && run.starts.is !== 'no');
  return uploads.some((run) => run.event.role === 'release' && turn(run.event.id) < turn(build.run.event.id));
}

function isStepAfter({ job, step }: ImageBuild, upload: Upload): boolean {
  const at = job.steps.findIndex((one) => one.step === upload.step);
  return at !== -1 && at < job.steps.indexOf(step);
}

function needsOf({ workflow, job }: Holder): ReadonlySet<string> {
  const found = new Set<string>();
  const open = job.needs.map(({ value }) => value);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(workflow.jobs.find((one) => one.id === id)?.needs.map(({ value }) => value) ?? []));
  }
  return found;
}

import { isWhole } from '../core/partial.ts';
import type { ImageBuild } from '../plan/images.ts';
import type { JobRun, StepRun } from '../plan/simulation.ts';
import { defineRule, isAllowedToFail } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-login-mismatch',
    summary: 'A job pushes an image to a registry that it does not log in to',
    why: 'The push is denied after the tag is out, and the release has no image.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions'],
  },
  messages: {
    elsewhere: {
      what: 'job {job} pushes {image} to {registry}, but logs in to {found} only',
      todo: 'Add a step before it: `uses: docker/login-action@v3` with `registry: {registry}`.',
      severity: 'error',
    },
    none: {
      what: 'job {job} pushes {image} to {registry}, but logs in nowhere',
      todo: 'Add a step before it: `uses: docker/login-action@v3` with `registry: {registry}`.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    for (const build of plan.images.builds) {
      const target = surelyPushed(build);
      const key = JSON.stringify(build.place);
      if (target === null || said.has(key)) continue;
      const logins = loginsBefore(build);
      if (logins === null || logins.includes(target.registry)) continue;
      said.add(key);
      const data = { job: build.job.job.id, image: target.image, registry: target.registry };
      const found = [...new Set(logins)].join(' and ');
      if (found === '') report('none', { at: build.place, data });
      else report('elsewhere', { at: build.place, data: { ...data, found } });
    }
  },
});

/** Registries to which nobody pushes without a name. */
const CLOSED = new Set(['ghcr.io', 'docker.io', 'quay.io']);

/** Actions that leave no credentials behind. */
const PLAIN =
  /^(?:actions\/(?:checkout|setup-\w+|cache|(?:up|down)load-artifact|attest[\w-]*)|docker\/(?:setup-(?:qemu|buildx)-action|metadata-action|build-push-action)|astral-sh\/setup-uv|sigstore\/cosign-installer|crazy-max\/ghaction-(?:docker-meta|dump-context|github-labeler)|aquasecurity\/trivy-action)(?:\/|@|$)/i;

type Target = { readonly image: string; readonly registry: string };

function surelyPushed({ push, pushes, step, job, names, tool }: ImageBuild): Target | null {
  if (push.is !== 'yes' || pushes.is === 'no' || isAllowedToFail(step)) return null;
  if (!tool.startsWith('docker') || step.input('username') !== null || job.job.container !== null) return null;
  if (job.runsOn.length !== 1 || !/^(?:ubuntu|windows|macos)-[\w.-]+$/.test(job.runsOn[0] ?? '')) return null;
  const [name] = names;
  if (name === undefined || names.some(({ image }) => !isWhole(image))) return null;
  const closed = names.find(({ image }) => CLOSED.has(registryOf(image)));
  return closed === undefined ? null : { image: closed.image, registry: registryOf(closed.image) };
}

/** The host in an image's name; Docker Hub's where there is none (distribution/reference). */
function registryOf(image: string): string {
  const [first = '', ...rest] = image.split('/');
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? asHost(first) : 'docker.io';
}

function asHost(registry: string): string {
  const host =
    registry
      .replace(/^https?:\/\//, '')
      .split('/', 1)[0]
      ?.toLowerCase() ?? '';
  return /^(?:|docker\.io|index\.docker\.io|registry-1\.docker\.io|registry\.hub\.docker\.com)$/.test(host)
    ? 'docker.io'
    : host;
}

/** The registries that are logged in to before the step; null where something may have logged in that cannot be followed. */
function loginsBefore({ job, step }: ImageBuild): readonly string[] | null {
  if (hasCredentials(job)) return null;
  const found: string[] = [];
  // A script may log in and push at once.
  for (const one of job.steps.slice(0, job.steps.indexOf(step) + 1)) {
    if (one.runs.is === 'no') continue;
    const registry = loginOf(one);
    if (registry === null) return null;
    if (registry !== '') found.push(registry);
  }
  return found;
}

function hasCredentials({ job, workflow }: JobRun): boolean {
  return /DOCKER_(?:CONFIG|AUTH_CONFIG|HOST)|REGISTRY_AUTH_FILE/.test(JSON.stringify([job.env, workflow.env]));
}

/** The registry that a step logs in to, `''` where it surely does not, null where it may. */
function loginOf({ step, input }: StepRun): string | null {
  const uses = step.uses?.value ?? null;
  if (uses === null)
    return /login|docker[/ _]config|DOCKER_|auth|credential|GITHUB_ENV/i.test(step.run?.text ?? '') ? null : '';
  if (!/^docker\/login-action@/i.test(uses)) return PLAIN.test(uses) ? '' : null;
  if (input('registry-auth') !== null) return null;
  const registry = input('registry')?.value ?? '';
  return isWhole(registry) ? asHost(registry) : null;
}

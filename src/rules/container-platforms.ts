import type { ImageBuild } from '../plan/images.ts';
import type { JobRun } from '../plan/simulation.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-platforms',
    summary: 'An image is built for another architecture by a builder that cannot run it',
    why: 'The build fails with "exec format error" or "Multi-platform build is not supported" when the tag is out.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions', 'dockerfiles'],
  },
  messages: {
    native: {
      what: 'job {job} builds for {platforms} on {runner}, with neither docker/setup-buildx-action nor docker/setup-qemu-action before',
      todo: 'Add the steps `uses: docker/setup-qemu-action@v3` and `uses: docker/setup-buildx-action@v3` before it.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    for (const build of plan.images.builds) {
      const foreign = foreignPlatforms(build);
      const key = JSON.stringify(build.place);
      if (foreign.length === 0 || said.has(key) || mayEmulate(build)) continue;
      if (!runsOnTarget(build)) continue;
      said.add(key);
      const runner = build.job.runsOn.join(' ');
      report('native', { at: build.place, data: { job: build.job.job.id, platforms: foreign.join(' and '), runner } });
    }
  },
});

/** What the machines of GitHub run without help. */
function nativeOf({ runsOn }: JobRun): RegExp | null {
  const [label, ...more] = runsOn;
  if (label === undefined || more.length > 0) return null;
  if (/^ubuntu-(?:latest|\d\d\.04)$/.test(label)) return /^linux\/(?:amd64|x86_64|386|i386)(?:\/|$)/;
  return /^ubuntu-\d\d\.04-arm$/.test(label) ? /^linux\/(?:arm64|aarch64)(?:\/|$)/ : null;
}

function foreignPlatforms({ tool, platforms, job, step, run }: ImageBuild): readonly string[] {
  const native = nativeOf(job);
  const mayRun = [run.starts, job.runs, step.runs].every(({ is }) => is !== 'no');
  if (native === null || !mayRun || tool !== 'docker/build-push-action' || step.input('builder') !== null) return [];
  return platforms.filter((one) => /^linux\/[\w/]+$/.test(one) && !native.test(one));
}

/** Actions that make no builder and register no emulator. */
const PLAIN =
  /^(?:actions\/[\w-]+|docker\/(?:login-action|metadata-action|build-push-action)|astral-sh\/setup-uv|sigstore\/cosign-installer)(?:\/|@|$)/i;

/**
 * Whether something before the build may have made it possible. docker/setup-buildx-action starts BuildKit in a container,
 * and that brings emulators of its own (moby/buildkit#1516).
 */
function mayEmulate({ job, step }: ImageBuild): boolean {
  return job.steps
    .slice(0, job.steps.indexOf(step))
    .some(({ step: one, runs }) =>
      runs.is === 'no'
        ? false
        : one.uses === null
          ? /buildx|binfmt|qemu|docker context|DOCKER_HOST|buildkit/i.test(one.run?.text ?? '')
          : !PLAIN.test(one.uses.value),
    );
}

/** Whether a command runs in a stage that is for the target and not, as for cross-compiling, for the machine that builds. */
function runsOnTarget({ stages }: ImageBuild): boolean {
  return stages.some(
    ({ platform, instructions }) => platform === null && instructions.some(({ kind }) => kind === 'run'),
  );
}

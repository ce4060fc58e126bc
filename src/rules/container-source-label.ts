import { isWhole, shownPartial, soleHole } from '../core/partial.ts';
import type { ImageBuild } from '../plan/images.ts';
import type { Dockerfile } from '../project/dockerfile.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-source-label',
    summary: 'An image goes to ghcr.io with a personal token and does not say where it comes from',
    why: 'GitHub links the package to no repository: its page lacks the README, and workflows of the repository may not write it.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions', 'dockerfiles', 'history'],
  },
  messages: {
    missing: {
      what: 'job {job} pushes {image} with a personal token, and no label says which repository it belongs to',
      todo: 'Write `LABEL org.opencontainers.image.source={address}` in {file}.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const slug = plan.simulation?.repository?.slug ?? null;
    if (slug === null) return skip('nothing tells which repository this is');
    const said = new Set<string>();
    for (const build of plan.images.builds) {
      const name = build.names.find(({ image }) => image.startsWith('ghcr.io/'));
      const { file } = build;
      const key = JSON.stringify(build.place);
      if (name === undefined || file === null || said.has(key) || build.push.is !== 'yes') continue;
      if (build.step.runs.is === 'no' || isLabelled(build, file) || !isPersonal(build)) continue;
      said.add(key);
      const image = shownPartial(name.image);
      const address = `https://github.com/${slug}`;
      report('missing', { at: build.place, data: { job: build.job.job.id, image, address, file: file.file } });
    }
  },
});

const SOURCE = 'org.opencontainers.image.source';

/** By the Dockerfile, in any of its stages, by an input, or by a script that is not followed. */
function isLabelled({ labels, tool, step }: ImageBuild, { stages }: Dockerfile): boolean {
  if (!tool.endsWith('/build-push-action') || step.input('annotations') !== null) return true;
  if (labels !== null && (!isWhole(labels) || labels.includes(SOURCE))) return true;
  return stages.some(({ instructions }) =>
    instructions.some((one) => one.kind === 'label' && one.name.value === SOURCE),
  );
}

/** A secret other than the run's own token. */
const PERSONAL = /^secrets\.(?!GITHUB_TOKEN$)\w+$/i;

/** What is pushed with the run's own token is linked without being asked. */
function isPersonal({ job, step }: ImageBuild): boolean {
  const logins = job.steps.slice(0, job.steps.indexOf(step)).filter((one) => {
    const isLogin = /^docker\/login-action@/i.test(one.step.uses?.value ?? '') && one.runs.is !== 'no';
    return isLogin && /^(?:https:\/\/)?ghcr\.io(?:\/|$)/.test(one.input('registry')?.value ?? '');
  });
  const passwords = logins.map((one) => one.input('password')?.value ?? '');
  return passwords.length > 0 && passwords.every((one) => PERSONAL.test(soleHole(one) ?? ''));
}

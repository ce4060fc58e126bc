import type { Project } from '../project/project.ts';
import type { Unsure } from './other-publishers.ts';
import { otherServices, publishingSecret } from './other-publishers.ts';
import type { Publishing, Upload } from './publishing.ts';
import { routesOf } from './routes.ts';
import { walkJob } from './walk-job.ts';

/** The largest repository met, astral-sh/uv, has 4,200. */
const MOST_WALKED = 50_000;

/** Finds every upload that the workflows make, and what may be one; pure. `paths` are those of the whole repository. */
export function planPublishing(project: Project, paths: ReadonlySet<string>): Publishing {
  const uploads: Upload[] = [];
  const unsure: Unsure[] = [...otherServices(project, paths)];
  const { routes, remote } = routesOf(project.workflows);
  for (const { file, broken } of project.workflows) {
    if (broken !== null && broken.kind !== 'empty')
      unsure.push({ reason: `${file} cannot be read`, place: broken.place });
  }
  for (const { job } of remote)
    unsure.push({ reason: `job ${job.id} runs ${job.uses?.value}`, place: job.uses?.place ?? job.place });
  const budget = { left: MOST_WALKED };
  for (const route of routes) {
    const found = walkJob(route, project, budget);
    uploads.push(...found.uploads);
    unsure.push(...found.unsure);
    const secret = found.uploads.length > 0 ? null : publishingSecret(route.job);
    if (secret !== null) unsure.push(secret);
  }
  if (budget.left <= 0) unsure.push({ reason: 'the workflows run too much to be followed', place: project.anchor });
  return { uploads, unsure };
}

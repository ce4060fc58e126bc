import { isWhole } from '../core/partial.ts';
import type { ImageName } from '../plan/images.ts';
import type { RepositorySlug } from '../plan/planned-tag.ts';
import type { Project } from '../project/project.ts';
import { defineRule, isAllowedToFail } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-image-case',
    summary: 'An image is pushed under a name with capital letters',
    why: 'A registry takes lower-case names only: the push fails with "repository name must be lowercase", and the release has no image.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions', 'history'],
  },
  messages: {
    capitals: {
      what: '`{tool}` is to push {image}, and the name of an image has no capital letters',
      todo: '{todo}.',
      severity: 'error',
    },
    likely: {
      what: '`{tool}` is to push {image}, with the capitals of the repository as the metadata of the project spell it',
      todo: '{todo}.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const repository = plan.simulation?.repository ?? null;
    const said = new Set<string>();
    for (const build of plan.images.builds) {
      if (build.push.is !== 'yes' || build.pushes.is === 'no' || isAllowedToFail(build.step)) continue;
      for (const name of build.names) {
        const key = JSON.stringify(name.place);
        if (!hasCapitals(name) || said.has(key)) continue;
        said.add(key);
        const { image, place: at } = name;
        const isWritten = isWrittenOut(name, project);
        const todo = isWritten ? `Write ${image.toLowerCase()}` : todoFor(build.tool);
        const isCertain = isWritten || isSure(name, repository);
        report(isCertain ? 'capitals' : 'likely', { at, data: { tool: build.tool, image, todo } });
      }
    }
  },
});

/** docker/metadata-action lower-cases what it makes; a name that is written out stands as it is. The host may be spelled any way. */
function hasCapitals({ image, type }: ImageName): boolean {
  if (type !== null || !isWhole(image)) return false;
  const [first = '', ...rest] = image.split('/');
  const path = rest.length > 0 && /[.:]|^localhost$/.test(first) ? rest.join('/') : image;
  return /[A-Z]/.test(path);
}

/** Where the name comes from: written out in the file, or made of what GitHub calls the repository. */
function isWrittenOut({ image, place }: ImageName, { sources }: Project): boolean {
  if (place.kind !== 'span') return false;
  const text = sources.get(place.file)?.text.slice(place.span.start, place.span.end) ?? '';
  return text.includes(image);
}

/** People spell a repository in their metadata as they like, and GitHub follows; only it knows its own spelling. */
function isSure({ image }: ImageName, repository: RepositorySlug | null): boolean {
  if (repository === null || repository.from !== 'metadata') return true;
  return !repository.slug.split('/').some((part) => /[A-Z]/.test(part) && image.includes(part));
}

function todoFor(tool: string): string {
  return tool.startsWith('docker ')
    ? 'Lower-case it in the script: `${GITHUB_REPOSITORY,,}`'
    : 'Take the tags from docker/metadata-action, which lower-cases them, or make the name in a step before: `echo "IMAGE=${GITHUB_REPOSITORY,,}" >> "$GITHUB_ENV"`';
}

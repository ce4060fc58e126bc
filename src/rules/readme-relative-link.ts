import { GITHUB_FILES, githubRepository } from '../core/addresses.ts';
import type { Edit } from '../core/fix.ts';
import { isUnknown } from '../core/unknown.ts';
import type { RelativeLink } from '../project/readme-document.ts';
import { defineRule } from './rule.ts';
import type { LintFacts, LintRule } from './rule.ts';

/** Places that are shown beside the first. */
const SHOWN = 5;

export const rule: LintRule = defineRule({
  meta: {
    id: 'readme-relative-link',
    summary: 'The long description links to files, or shows pictures, by paths that only the repository has',
    why: 'PyPI shows the text on a page of its own: the pictures are broken there, and the links lead to pages that are not found.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'readme', 'history'],
  },
  messages: {
    image: {
      what: '{file} shows {count} by a path of the repository, {target} first, and PyPI has no such file',
      todo: 'Write the whole address: {address}.',
      severity: 'note',
      fix: 'safe',
    },
    link: {
      what: '{file} has {count} to a path of the repository, {target} first, and PyPI has no such page',
      todo: 'Write the whole address: {address}.',
      severity: 'note',
      fix: 'safe',
    },
    absent: {
      what: '{file} has {count} to a path that neither PyPI nor the tree has, {target} first',
      todo: 'Write the whole address, with its https://, or name the file that is meant.',
      severity: 'note',
    },
  },
  check(facts) {
    const { project, plan, report, skip } = facts;
    const { readme, metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    if (readme === null) return skip('no readme is declared');
    if (isUnknown(readme)) return skip(readme.unknown);
    if (readme.markup === 'plain') return skip(`${readme.file} is shown as plain text`);
    if (metadata.isPrivate || plan.publish === false) return skip('the project is not published to PyPI');
    const repository = repositoryOf(facts);
    const { file } = readme;
    const groups = [
      ['image', 'picture', readme.links.filter(({ kind, found }) => kind === 'image' && found !== null)],
      ['link', 'link', readme.links.filter(({ kind, found }) => kind === 'link' && found !== null)],
      ['absent', 'link', readme.links.filter(({ found }) => found === null)],
    ] as const;
    for (const [message, noun, links] of groups) {
      const [first] = links;
      if (first === undefined) continue;
      const count = `${links.length} ${noun}${links.length === 1 ? '' : 's'}`;
      const related = links.slice(1, SHOWN + 1).map(({ place, target }) => ({ at: place, note: target }));
      const common = { at: first.place, related };
      if (message === 'absent') report('absent', { ...common, data: { file, count, target: first.target } });
      else
        report(message, {
          ...common,
          data: { file, count, target: first.target, address: addressOf(first, repository ?? 'OWNER/NAME', facts) },
          ...(repository === null ? {} : { fix: links.map((link) => rewrite(link, repository, facts)) }),
        });
    }
  },
});

function rewrite(link: RelativeLink, repository: string, facts: LintFacts): Edit {
  return { kind: 'replace', at: link.place, was: link.target, text: addressOf(link, repository, facts) };
}

/** A tag holds what the release was made of; HEAD is the default branch, whatever its name. */
function addressOf({ kind, found }: RelativeLink, repository: string, { plan }: LintFacts): string {
  const release = plan.release?.isForeign === false ? plan.release.tag : null;
  const at = encoded(release ?? 'HEAD');
  if (found === null) return '';
  const { path, isFolder, suffix } = found;
  if (kind === 'image') return `https://${GITHUB_FILES}/${repository}/${at}/${encoded(path)}${suffix}`;
  return `https://github.com/${repository}/${isFolder ? 'tree' : 'blob'}/${at}/${encoded(path)}${suffix}`;
}

/** Brackets would end the address in Markdown. */
function encoded(path: string): string {
  return path
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replaceAll(/[()'*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join('/');
}

/** The remote, and the project's own address where no remote is known; a fork's remote is not where the release lies. */
function repositoryOf({ project }: LintFacts): string | null {
  const { history, metadata } = project;
  const urls = metadata === null || isUnknown(metadata) ? [] : metadata.urls;
  const labelled = urls.filter(({ label }) =>
    /^(?:source|source code|repository|repo|code|github|homepage|home)$/i.test(label),
  );
  const declared = new Set(labelled.flatMap(({ url }) => githubRepository(url.value) ?? []));
  const remote = isUnknown(history) || history.remote === null ? null : githubRepository(history.remote);
  const [only] = declared;
  if (declared.size > 1) return remote !== null && declared.has(remote) ? remote : null;
  return only ?? remote;
}

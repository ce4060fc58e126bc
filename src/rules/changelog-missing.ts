import { isUnknown } from '../core/unknown.ts';
import { earlierTags } from '../version/earlier-tags.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** Makes GitHub releases. */
const MAKES_RELEASES =
  /\bgh release create\b|\baction-gh-release@|\brelease-action@|\bcreate-release@|\brelease-drafter\b/;

/** A project that has made this many releases without a changelog does without, or keeps its notes elsewhere. */
const SETTLED = 3;

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-missing',
    summary: 'The project keeps no changelog, and names no place where its changes are noted',
    why: 'Anyone who upgrades has to read the commits to learn what changed.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'changelog', 'workflows', 'history'],
  },
  messages: {
    absent: {
      what: 'there is no changelog, and {origin} links to none',
      todo: 'Add {path}, or name the page under the label Changelog in the project URLs.',
      severity: 'warning',
    },
    notThere: {
      what: 'the config names {file} as the changelog, but there is no such file',
      todo: 'Add {file}, or name the file that is there in `changelog.file`.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { changelog, metadata } = project;
    if (isUnknown(changelog)) return skip(changelog.unknown);
    if (changelog !== null) {
      if (!changelog.isThere) report('notThere', { at: project.anchor, data: { file: changelog.file } });
      return;
    }
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    if (metadata.isPrivate) return skip('a classifier says that the project is private');
    const link = metadata.urls.find(({ isChangelog, url }) => isChangelog || /\/releases\/?$/.test(url.value));
    if (link !== undefined) return skip(`the project URLs say that the changes are noted at ${link.url.value}`);
    const workflow = project.workflows.find(
      ({ file, on }) =>
        on.some(({ event }) => event.value === 'release') || MAKES_RELEASES.test(project.sources.get(file)?.text ?? ''),
    );
    if (workflow !== undefined) return skip(`${workflow.file} says that releases are made on GitHub, with notes`);
    const { history, conventions } = project;
    if (!isUnknown(history) && isUnknown(history.tags)) return skip(history.tags.unknown);
    const tags = isUnknown(history) || isUnknown(history.tags) ? [] : history.tags;
    const { length: releases } = earlierTags(tags, plan.release?.tag ?? null, conventions.aliases);
    // Their notes are with the releases on GitHub, as far as the tree can tell, or nobody asks for them.
    if (releases >= SETTLED) return skip(`there are ${releases} releases before this one, all without a changelog`);
    report('absent', {
      at: project.anchor,
      data: { origin: metadata.file, path: project.root === '' ? 'CHANGELOG.md' : `${project.root}/CHANGELOG.md` },
    });
  },
});

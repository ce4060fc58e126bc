import { shownPartial } from '../core/partial.ts';
import type { MetadataStep } from '../plan/image-metadata.ts';
import { defineRule, simulationOfRelease } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-priority-surprise',
    summary: 'A `priority=` makes another tag than the version the first one',
    why: 'docker/metadata-action takes the first tag for the version of the image and decides by it whether `latest` is added.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions', 'history'],
  },
  messages: {
    latest: {
      what: 'with `{line}` the first tag is `{first}`, and docker/metadata-action adds no `latest` for {version}',
      todo: 'Take `priority=` out of the line, or write `latest=true` in `flavor` if `latest` is to be pushed.',
      severity: 'warning',
    },
    version: {
      what: 'with `{line}` the first tag is `{first}`, which becomes the version in the labels of the image instead of {version}',
      todo: 'Take `priority=` out of the line, or give that of the version a higher one.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const release = simulationOfRelease({ project, plan });
    if ('skip' in release) return skip(release.skip);
    const { version } = release.simulation.tag;
    const said = new Set<string>();
    for (const step of plan.images.metadata) {
      const found = surpriseOf(step, version);
      if (found === null || said.has(JSON.stringify(found.at))) continue;
      said.add(JSON.stringify(found.at));
      const { at, line, first } = found;
      report(found.isLatestLost ? 'latest' : 'version', { at, data: { line, first, version } });
    }
  },
});

function surpriseOf(step: MetadataStep, version: string) {
  const { metadata, entries, flavors, run } = step;
  if (run.event.role !== 'release' || metadata.problems.length > 0) return null;
  const [first] = metadata.tags;
  const own = metadata.tags.find(({ type, tag, certain }) => isOfVersion(type) && certain && tag.includes(version));
  if (
    first === undefined ||
    own === undefined ||
    !first.certain ||
    isOfVersion(first.type) ||
    first.tag.includes(version)
  )
    return null;
  const entry = entries.find(({ index }) => index === first.line);
  if (entry === undefined || !/(?:^|,)priority=\d/.test(entry.text)) return null;
  const isSaid =
    flavors.some(({ text }) => text.includes('latest=')) || entries.some(({ text }) => text.includes('latest'));
  return {
    at: entry.place,
    line: shownPartial(entry.text),
    first: shownPartial(first.tag),
    isLatestLost: metadata.latest === false && !isSaid,
  };
}

function isOfVersion(type: string): boolean {
  return type === 'semver' || type === 'pep440';
}

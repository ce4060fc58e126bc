import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-fragment-invalid',
    summary: 'A change fragment is one that its tool skips or refuses',
    why: 'The change is missing from the release notes, or gathering them fails on the day of the release.',
    since: '0.1.0',
    mode: 'always',
    needs: ['fragments'],
  },
  messages: {
    type: {
      what: '{file} gives the type {given}, and {tool} knows {types}',
      todo: 'Rename the file, or add the type in {config}.',
      severity: 'warning',
    },
    name: {
      what: '{file} has no type in its name, and {tool} skips it',
      todo: 'Put one of {types} into its name, as in `{example}`.',
      severity: 'warning',
    },
    empty: {
      what: '{file} says nothing',
      todo: 'Write what changed, or remove the file.',
      severity: 'warning',
    },
    backup: {
      what: '{file} is a copy of {given} that an editor or a merge left',
      todo: 'Remove it: `git rm {file}`.',
      severity: 'warning',
    },
    twice: {
      what: '{file} has the same issue and type as {given}, and {tool} refuses both',
      todo: 'Join the two files, or put a number behind the type of one: `{example}`.',
      severity: 'warning',
    },
    broken: {
      what: '{file} is not YAML that {tool} can read',
      todo: 'Correct the syntax.',
      severity: 'warning',
    },
  },
  check({ project, report, skip }) {
    const { fragments } = project;
    if (fragments === null) return skip('no change fragments are kept');
    const { tool, config, types } = fragments;
    const known = types.join(', ');
    for (const { file, place: at, problem, given } of fragments.invalid) {
      if (problem === 'type') report('type', { at, data: { file, given, tool, types: known, config } });
      else if (problem === 'name')
        report('name', { at, data: { file, tool, types: known, example: named(file, types[0] ?? 'feature') } });
      else if (problem === 'twice') report('twice', { at, data: { file, given, tool, example: numbered(file) } });
      else if (problem === 'broken') report('broken', { at, data: { file, tool } });
      else if (problem === 'empty') report('empty', { at, data: { file } });
      else report('backup', { at, data: { file, given } });
    }
  },
});

/** `news/123.rst` → `123.feature.rst` */
function named(file: string, type: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const found = /\.(?:rst|md|txt)$/.exec(name);
  return found === null ? `${name}.${type}` : `${name.slice(0, found.index)}.${type}${found[0]}`;
}

/** `news/123.feature.rst` → `123.feature.1.rst` */
function numbered(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const found = /\.(?:rst|md|txt)$/.exec(name);
  return found === null ? `${name}.1` : `${name.slice(0, found.index)}.1${found[0]}`;
}

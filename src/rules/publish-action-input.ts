import type { Edit } from '../core/fix.ts';
import { isUnknown } from '../core/unknown.ts';
import type { GivenInput, PypaStep, Since } from '../plan/publishing.ts';
import { defineRule, holdsOn } from './rule.ts';
import type { LintRule } from './rule.ts';

/** Inputs that have another spelling since v1.7.0; the old one is to go with v3 (action.yml). */
const OLD_SPELLINGS = ['repository_url', 'packages_dir', 'verify_metadata', 'skip_existing', 'print_hash'];
const KEBAB = OLD_SPELLINGS.map((name) => name.replace('_', '-'));
const INPUTS = new Set(['user', 'password', 'verbose', 'attestations', ...KEBAB, ...OLD_SPELLINGS]);

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-action-input',
    summary: 'PyPA’s action is given an input that it does not know, or that is to go',
    why: 'GitHub passes over an input that an action does not know with a warning: the files come from another folder, or go to another index, than the workflow says.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['workflows', 'pyproject'],
  },
  messages: {
    unknown: {
      what: '`{tool}` has no input `{input}`, and passes over it',
      todo: '{remedy}.',
      severity: 'warning',
    },
    tooNew: {
      what: '`{tool}` knows `{input}` from v{since} on, and {ref} is older: it passes over {value}',
      todo: 'Write `{tool}@release/v1`.',
      severity: 'error',
    },
    newer: {
      what: '`{tool}` knows `{input}` from v{since} on, and {ref} is older: it passes over {value}',
      todo: 'Write `{tool}@release/v1`, or drop `{input}`.',
      severity: 'warning',
    },
    deprecated: {
      what: '`{input}` is the old spelling of `{now}`',
      todo: 'Write `{now}`.',
      severity: 'note',
      fix: 'safe',
    },
  },
  check({ project, plan, report, skip }) {
    if (project.workflows.length === 0) return skip('no workflows');
    const said = new Set<string>();
    for (const { tool, pypa } of plan.publishing.uploads) {
      if (pypa === null || pypa.isImage || isUnknown(pypa.inputs)) continue;
      for (const given of pypa.inputs) {
        const { name, value } = given;
        // GitHub folds the case of input names.
        const input = name.value.toLowerCase();
        const key = JSON.stringify(name.place);
        if (said.has(key)) continue;
        said.add(key);
        const details = { at: name.place, data: { tool, input: name.value, ref: pypa.ref, value: shown(value.value) } };
        const lack = lacking(input, pypa, plan.day.last);
        if (!INPUTS.has(input))
          report('unknown', { at: name.place, data: { tool, input: name.value, remedy: remedyOf(input) } });
        else if (lack !== null)
          report(decides(given) ? 'tooNew' : 'newer', { ...details, data: { ...details.data, since: lack } });
        else if (OLD_SPELLINGS.includes(input) && holdsOn(pypa.features.kebabInputs, plan.day.last))
          report('deprecated', {
            at: name.place,
            data: { input: name.value, now: input.replace('_', '-') },
            fix: respelled(given, pypa),
          });
      }
    }
  },
});

/** The release that brought the input, where this one is older. */
function lacking(input: string, { features }: PypaStep, day: string): string | null {
  const before = (since: Since): boolean => (typeof since === 'string' ? day < since : since === false);
  if (KEBAB.includes(input) && before(features.kebabInputs)) return '1.7.0';
  return input === 'attestations' && before(features.attestationsInput) ? '1.10.0' : null;
}

/** Whether something else is published, or elsewhere, where the input is passed over. */
function decides({ name, value }: GivenInput): boolean {
  const input = name.value.toLowerCase();
  if (input === 'repository-url') return !/^https:\/\/upload\.pypi\.org\/legacy\/$/.test(value.value.trim());
  return input === 'packages-dir' && !/^(\.\/)?dist\/?$/.test(value.value.trim());
}

function respelled({ name }: GivenInput, { inputs }: PypaStep): readonly Edit[] {
  const text = name.value.toLowerCase().replace('_', '-');
  const isThere = isUnknown(inputs) || inputs.some((other) => other.name.value.toLowerCase() === text);
  return isThere ? [] : [{ kind: 'replace', at: name.place, was: name.value, text }];
}

function remedyOf(input: string): string {
  const meant = NEAR.find(([pattern]) => pattern.test(input))?.[1];
  return meant === undefined ? `Drop \`${input.slice(0, 60)}\`` : `Write \`${meant}\``;
}

/** What is meant by names that others have. */
const NEAR: readonly (readonly [RegExp, string])[] = [
  [/^(packages?|dists?|dist[-_]?files)[-_]?(dir|path|folder|directory)?$/, 'packages-dir'],
  [/^(repository|repo|index|pypi)([-_]?url)?$/, 'repository-url'],
  [/^(api[-_]?|pypi[-_]?)?(token|password)$/, 'password'],
  [/^(username|usr)$/, 'user'],
  [/^attest(ation)?$/, 'attestations'],
  [/^(skip[-_]?exist(s|ed)?)$/, 'skip-existing'],
];

function shown(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)}…` : value;
}

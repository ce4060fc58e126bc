import type { Edit } from '../core/fix.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { Plan } from '../plan/plan.ts';
import type { BumpTool } from '../project/bump-tools.ts';
import type { Project } from '../project/project.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { sameVersion } from '../version/scope.ts';
import { parseTag } from '../version/tag.ts';
import { defineRule, safetyOfWriting } from './rule.ts';
import type { LintRule } from './rule.ts';

/** With the release before this one made without the tool as well, the tool is no longer what releases. */
const GIVEN_UP = 2;

export const rule: LintRule = defineRule({
  meta: {
    id: 'bump-config-current-stale',
    summary: 'The configuration of a version bumping tool states another current version',
    why: 'The next bump starts from the wrong version, or fails because it does not find that version in the files.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions', 'bump-tools', 'history'],
  },
  messages: {
    differs: {
      what: '{label} in {file} says {found}, but {other} says {expected}',
      todo: 'Write {expected} in {file}: the next bump by {tool} starts from there.',
      severity: 'error',
      fix: 'unsafe',
    },
    released: {
      what: '{label} in {file} says {found}, but {expected} is released',
      todo: 'Write {expected} in {file}: the next bump by {tool} starts from there.',
      severity: 'error',
      fix: 'safe',
    },
    unused: {
      what: '{label} in {file} still says {found}, though {count} releases followed it',
      todo: 'Remove the configuration of {tool}, or write {expected} in {file}.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const { bumpTools } = project;
    if (bumpTools.length === 0) return skip('no version bumping tool is configured');
    const expected = expectedVersion(project, plan);
    if ('skip' in expected) return skip(expected.skip);
    const right = [expected.version, ...(plan.release === null ? [] : [plan.release.version])];
    const agrees = ({ current }: BumpTool): boolean =>
      current !== null && right.some((version) => sameVersion(version, current.value));
    // A config that a newer tool has taken the place of harms nobody until somebody runs it (meltano after commitizen).
    const successor = bumpTools.find(agrees);
    if (successor !== undefined && bumpTools.some((tool) => tool.current !== null && !agrees(tool)))
      return skip(`${successor.file} is kept by ${successor.tool}, so another configuration may be a leftover`);
    const wrong = bumpTools.filter((tool) => tool.current !== null && !agrees(tool));
    if (wrong.length === 0) return;
    const excuse = wrong.map((tool) => whyOther(project, plan, tool)).find((reason) => reason !== null);
    if (excuse !== undefined) return skip(excuse);
    for (const { tool, file, current, currentLabel: label } of wrong) {
      if (current === null) continue;
      const { place: at, value: found } = current;
      const data = { tool, file, label, found, expected: expected.version };
      const fix: readonly Edit[] = [{ kind: 'replace', at, was: found, text: expected.version }];
      const later = releasesAfter(project, plan, found);
      if (later >= GIVEN_UP) report('unused', { at, data: { ...data, count: later } });
      else if (expected.place === null) report('released', { at, data, fix });
      else
        report('differs', {
          at,
          data: { ...data, other: expected.place.file === file ? `\`${expected.place.label}\`` : expected.place.file },
          related: [{ at: expected.place.place, note: 'declared here' }],
          fix,
          safety: safetyOfWriting(expected.version, plan),
        });
    }
  },
});

type Expected = { readonly version: string; readonly place: Project['versions']['places'][number] | null };

/** The version that a tool's config has to agree with. */
function expectedVersion({ versions }: Project, { release }: Plan): Expected | { readonly skip: string } {
  const declared = known(versions.declared);
  if (declared !== null) {
    // Between releases `.dev` is often written by hand, and the tool's config keeps what was released last.
    if (release === null && parsePep440(declared.value)?.isDev !== false)
      return { skip: `${declared.value} is under development` };
    return { version: declared.value, place: declared };
  }
  if (release === null)
    return { skip: isUnknown(versions.declared) ? versions.declared.unknown : 'no version is stated in the tree' };
  if (!release.tagIsGiven) return { skip: 'the version that is declared cannot be read' };
  return { version: release.version, place: null };
}

/** Why the config may say something else; null where it may not. */
function whyOther(
  { history, versions, conventions }: Project,
  { release }: Plan,
  { current }: BumpTool,
): string | null {
  const value = current?.value ?? '';
  if (parsePep440(value) === null) return `${value} is no version that could be compared`;
  if (release?.tag != null && conventions.aliases.includes(release.tag))
    return `the tag ${release.tag} is a moving alias, not a release`;
  if (known(versions.declared) !== null) return null;
  // Where the tag is the version, a number in a config need not mean anything, unless it followed the tags so far.
  const tags = isUnknown(history) ? history : history.tags;
  if (isUnknown(tags)) return tags.unknown;
  const isTagged = tags.some(({ name }) => name !== release?.tag && sameVersion(parseTag(name)?.version ?? '', value));
  return isTagged ? null : `the version is taken from the tag, and no tag is ${value}`;
}

/** Releases above a version, the judged one included. */
function releasesAfter({ history, conventions }: Project, { release }: Plan, version: string): number {
  const tags = isUnknown(history) || isUnknown(history.tags) ? [] : history.tags;
  const names = new Set([...tags.map(({ name }) => name), release?.tag ?? '']);
  const found = new Set<string>();
  for (const name of names) {
    const tag = conventions.aliases.includes(name) ? null : parseTag(name);
    const parsed = tag === null ? null : parsePep440(tag.version);
    if (parsed !== null && !parsed.isDev && comparePep440(parsed.text, version) > 0) found.add(parsed.normal);
  }
  return found.size;
}

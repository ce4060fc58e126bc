import { isUnknown } from '../core/unknown.ts';
import type { Project } from '../project/project.ts';
import type { TagReading } from '../project/versions.ts';
import { equalPep440, parsePep440 } from '../version/pep440.ts';
import { parseTag } from '../version/tag.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'tag-scm-unparsed',
    summary: 'The tool that takes the version from the tag cannot read the tag, or reads another version',
    why: 'The build stops, or what is uploaded carries the version of an older tag.',
    since: '0.1.0',
    mode: 'release',
    needs: ['pyproject', 'versions', 'history', 'workflows'],
  },
  messages: {
    unread: {
      what: '{tool} makes no version of the tag {tag}: {label} does not match it',
      todo: 'Tag {right}, or change the setting so that it matches {tag}.',
      severity: 'error',
    },
    differs: {
      what: '{tool} reads {found} from the tag {tag}, by {label}, and {expected} is to be released',
      todo: 'Tag {right}, or change the setting so that it reads {expected}.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const reading = project.versions.dynamic?.tagReading ?? null;
    if (reading === null) return skip('no tool is known that reads the version from the tag');
    const tag = plan.release?.tag ?? null;
    if (plan.release === null || tag === null) return skip('asked with a tag only');
    const { version } = plan.release;
    if (parsePep440(version) === null || parseTag(tag) === null) return skip(`the tag ${tag} does not name a version`);
    if (project.conventions.aliases.includes(tag)) return skip(`the tag ${tag} is a moving alias, not a release`);
    if (tag.length > LONGEST) return skip(`the tag ${tag} is too long to be tried`);
    const found = readTag(tag, reading);
    if (found !== null && equalPep440(found, version)) return;
    const excuse = whyElsewhere(project, tag, reading);
    if (excuse !== null) return skip(excuse);
    const { tool, label, place } = reading;
    const right = SPELLINGS.map((before) => before + version).find((one) => {
      const read = readTag(reading.prefix.text + one, reading);
      return read !== null && equalPep440(read, version);
    });
    const data = { tool, tag, label, right: right === undefined ? version : reading.prefix.text + right };
    if (found === null || parsePep440(found) === null) report('unread', { at: place, data });
    else report('differs', { at: place, data: { ...data, found, expected: version } });
  },
});

/** Longest tag that a pattern of the repository is tried on; see `pythonPattern`. */
const LONGEST = 40;
const SPELLINGS = ['v', ''];

/** What the tool reads from a tag; null where it reads nothing. */
function readTag(tag: string, { prefix, pattern, group, isInParts }: TagReading): string | null {
  if (prefix.isNeeded && !tag.startsWith(prefix.text)) return null;
  const rest = tag.startsWith(prefix.text) ? tag.slice(prefix.text.length) : tag;
  if (pattern === null) return rest;
  const match = new RegExp(pattern.source, pattern.flags).exec(rest);
  if (match === null) return null;
  if (!isInParts) return (typeof group === 'number' ? match[group] : match.groups?.[group]) ?? null;
  const { epoch, base, stage, revision } = match.groups ?? {};
  if (base === undefined) return null;
  return `${epoch === undefined ? '' : `${epoch}!`}${base}${stage ?? ''}${revision ?? ''}`;
}

/** Variables with which a workflow gives the version itself. */
const GIVEN = /PRETEND_VERSION|PDM_BUILD_SCM_VERSION|DYNAMIC_VERSIONING_BYPASS|PBR_VERSION|DYNAMIC_VERSIONING_OVERRIDE/;

/** Why the tool may get the version all the same; null where nothing says so. */
function whyElsewhere({ history, sources }: Project, tag: string, reading: TagReading): string | null {
  if ([...sources].some(([path, { text }]) => path.startsWith('.github/') && GIVEN.test(text)))
    return 'a workflow gives the version to the build';
  if (isUnknown(history) || isUnknown(history.tags)) return 'without the earlier tags their form cannot be known';
  const parsed = parseTag(tag);
  const isRead = (name: string, version: string): boolean => {
    const found = name.length > LONGEST ? null : readTag(name, reading);
    return found !== null && equalPep440(found, version);
  };
  // Another tag of the same commit may be the one that is described.
  const beside = history.tagsAtHead.filter(({ name }) => name !== tag);
  if (beside.some(({ name }) => parsed !== null && isRead(name, parsed.version)))
    return 'another tag of the commit is read';
  // Earlier releases with tags of this form went out: what is configured is not all that there is.
  const alike = history.tags.find(({ name }) => {
    const other = name === tag ? null : parseTag(name);
    return other !== null && other.prefix === parsed?.prefix && !isRead(name, other.version);
  });
  return alike === undefined ? null : `the earlier tag ${alike.name} is not read either`;
}

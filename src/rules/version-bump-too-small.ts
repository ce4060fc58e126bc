import type { Place } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { Changelog, ChangelogEntry } from '../project/changelog.ts';
import { maybeCalendar, raisedPart } from '../version/order.ts';
import type { Pep440 } from '../version/pep440.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { findByVersion } from '../version/scope.ts';
import { changelogOfRelease, defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-bump-too-small',
    summary: 'The changelog tells of a breaking change, and the version raises a smaller part than the major one',
    why: 'Users who pin by SemVer, such as `demo>=1.2,<2`, get the breaking change without asking for it.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog', 'history'],
  },
  messages: {
    breaking: {
      what: 'the entry of {version} says {heading}, and {version} raises the {part} part only',
      todo: 'Release it as {major}, or say in the entry why nothing breaks.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog } = given;
    const version = parsePep440(given.version);
    if (version === null || version.isDev || version.release.length > 3)
      return skip(`${given.version} is no SemVer release`);
    const scheme = known(project.conventions.scheme)?.value;
    if (scheme === 'calver' || maybeCalendar(version)) return skip('the version may be a date');
    if (version.release[0] === 0) return skip('before 1.0 anything may break');
    const part = raisedPart(version);
    if (part === 'major') return;
    const source = project.sources.get(changelog.file);
    if (source === undefined || isUnknown(source)) return skip(`no text of ${changelog.file}`);
    const entry = findByVersion(changelog.entries, given.version);
    if (entry === null || entry.scope.kind !== 'one')
      return skip(`${changelog.file} has no entry for ${given.version} alone`);
    const promise = breakingIn(entry, changelog, source.text, part);
    if (promise === null) return;
    // A project that has told of such changes under such versions before does not mean SemVer's major by them.
    if (hasDoneSo(version, part, changelog, source.text)) return;
    report('breaking', {
      at: promise.at,
      data: { version: given.version, heading: promise.text, part, major: `${(version.release[0] ?? 0) + 1}.0.0` },
      related: [{ at: entry.heading.place, note: 'the entry' }],
    });
  },
});

type Part = 'minor' | 'patch';

function hasDoneSo(version: Pep440, part: Part, changelog: Changelog, text: string): boolean {
  return changelog.entries.some((entry) => {
    const other = entry.scope.kind === 'one' ? parsePep440(entry.version.value) : null;
    if (other === null || other.release[0] === 0 || comparePep440(other.text, version.text) >= 0) return false;
    const raised = raisedPart(other);
    if (raised === 'major' || (part === 'patch' && raised !== 'patch')) return false;
    return breakingIn(entry, changelog, text, raised) !== null;
  });
}

/** How much of an entry is looked at. */
const LONGEST = 60_000;

/** The first heading or item of an entry that says that something breaks. */
function breakingIn(
  entry: ChangelogEntry,
  changelog: Changelog,
  text: string,
  part: Part,
): { readonly at: Place; readonly text: string } | null {
  const start = spanOf(entry.heading.place)?.end;
  if (start === undefined) return null;
  const end = Math.min(start + LONGEST, nextHeading(start, changelog) ?? text.length);
  const lines = text.slice(start, end).split('\n');
  let at = start;
  for (const [i, line] of lines.entries()) {
    const said = headingText(line, lines[i + 1] ?? '');
    const isHeading = said !== null && (BREAKING.test(said) || (part === 'patch' && REMOVED.test(said)));
    const item = ITEM.exec(line)?.groups?.['word'];
    if ((isHeading && hasContent(lines.slice(i + 1))) || item !== undefined) {
      const words = item ?? said ?? '';
      const from = at + Math.max(0, line.indexOf(words));
      return { at: atSpan(changelog.file, from, from + words.length), text: `"${words}"` };
    }
    at += line.length + 1;
  }
  return null;
}

const BREAKING =
  /^(?:api[- ]|potentially )?(?:breaking(?:[- ]changes?)?|backwards?[- ]incompatib(?:le|ility|ilities)(?:[- ]changes?)?|incompatible changes?)$/i;
const REMOVED = /^(?:removed|removals?|removed features?)$/i;
/** `- **BREAKING**: …`, `* BREAKING CHANGE: …`. In capitals only: "fix a breaking import" is none. */
const ITEM = /^\s{0,8}[-*+]\s{1,4}[*_[(`]{0,3}(?<word>BREAKING(?: CHANGES?)?)\b[*_\])`:]/;

/** The words of a line that stands as a heading: `### ⚠ Breaking`, `**Breaking:**`, or underlined. */
function headingText(line: string, next: string): string | null {
  const trimmed = line.trim();
  if (trimmed.length > 80) return null;
  const marked = /^#{2,6}\s/.test(trimmed) || /^[*_]{1,3}[^*_]+[*_]{1,3}:?$/.test(trimmed);
  const underlined = trimmed !== '' && !/^[-*+]\s/.test(trimmed) && /^([-=~^"'`+*.#])\1{2,}\s*$/.test(next);
  if (!marked && !underlined) return null;
  return trimmed.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

/** Whether anything but "None" hangs below a heading. */
function hasContent(below: readonly string[]): boolean {
  const first = below.find((line) => !/^\s*$|^([-=~^"'`+*.#])\1{2,}\s*$/.test(line))?.trim() ?? '';
  return (
    first !== '' &&
    !first.startsWith('#') &&
    !/^[-*+]?\s*[_*(]?(?:none\b|nothing\b|n\/a\b|no (?:breaking|changes)|tbd\b|-?$)/i.test(first)
  );
}

function nextHeading(start: number, { entries, unreleased }: Changelog): number | null {
  const places = [...entries.map(({ heading }) => heading.place), ...(unreleased === null ? [] : [unreleased.place])];
  const starts = places.flatMap((place) => spanOf(place)?.start ?? []).filter((at) => at > start);
  return starts.length === 0 ? null : Math.min(...starts);
}

function spanOf(place: Place): { readonly start: number; readonly end: number } | null {
  return place.kind === 'span' ? place.span : null;
}

import type { Edit } from '../core/fix.ts';
import { isUnknown } from '../core/unknown.ts';
import type { PastMention, VersionMention } from '../project/documents.ts';
import { sameLine } from '../version/order.ts';
import type { Pep440 } from '../version/pep440.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** Places that are shown beside the first. */
const SHOWN = 20;
/** Releases at which a line has to have named the one that came out, before it counts as kept up. */
const KEPT = 2;
/** A line that missed more releases than this is not forgotten but given up. */
const FORGOTTEN = 5;
/** One old version in a readme is an example; the same one everywhere is what the reader is told to use. */
const EVERYWHERE = 3;

export const rule: LintRule = defineRule({
  meta: {
    id: 'docs-version-stale',
    summary: 'A document that names the current version still names an earlier release',
    why: 'Readers copy the command from the readme, and install or pull a release that is months old.',
    since: '0.1.0',
    // Between two releases documents rightly name the last one.
    mode: 'release',
    needs: ['pyproject', 'history', 'documents'],
  },
  messages: {
    stale: {
      what: '{file} still names {found} in {count} that {kept} earlier releases kept up, but {expected} is released',
      todo: 'Write {written} in {file}.',
      severity: 'warning',
      fix: 'safe',
    },
    left: {
      what: '{file} names {found} in {count} and no other version, but {expected} is released',
      todo: 'Write {written} in {file}, or a placeholder such as X.Y.Z.',
      severity: 'note',
      fix: 'unsafe',
    },
  },
  check({ project, plan, report, skip }) {
    const { documents, history } = project;
    if (plan.release === null) return skip('asked for a release only');
    const target = parsePep440(plan.release.version);
    if (target === null) return skip(`${plan.release.version} is not a version of PEP 440`);
    if (plan.release.isForeign) return skip(`${plan.release.tag} is a tag of another project`);
    if (documents === null) return skip('no documents were read');
    if (documents.mentions.length === 0) return;
    const older = documents.mentions.filter(({ isOlder }) => isOlder);
    if (isUnknown(history)) return skip(history.unknown);
    if (isUnknown(history.tags)) return skip(history.tags.unknown);
    for (const [message, judged] of [
      ['stale', older.filter(isKept)],
      ['left', older.filter(isLeft)],
    ] as const) {
      for (const group of groups(judged)) {
        const [first] = group;
        if (first === undefined || (message === 'left' && !isEverywhere(group, documents.mentions))) continue;
        const count = `${group.length} ${group.length === 1 ? 'place' : 'places'}`;
        report(message, {
          at: first.place,
          data: {
            file: first.file,
            found: first.value,
            count,
            kept: first.past.filter(isInStep).length,
            expected: target.text,
            written: written(first.value, target),
          },
          related: group.slice(1, SHOWN + 1).map(({ place, text }) => ({ at: place, note: text })),
          // A file with the version in its name may be called otherwise now.
          ...(group.some(({ isRepeated }) => isRepeated) ? {} : { fix: group.map((one) => rewrite(one, target)) }),
        });
      }
    }
  },
});

function groups(mentions: readonly VersionMention[]): readonly (readonly VersionMention[])[] {
  const byVersion = new Map<string, VersionMention[]>();
  for (const one of mentions) {
    const key = `${one.file} ${one.value}`;
    byVersion.set(key, [...(byVersion.get(key) ?? []), one]);
  }
  return [...byVersion.values()];
}

/** Whether a line named the release that came out, at that release's tag. */
function isInStep({ release, named }: PastMention): boolean {
  const [a, b] = [parsePep440(release), parsePep440(named)];
  return a !== null && b !== null && sameLine(a, b);
}

/** The line was brought up to the release, more often than not and more than once; and has missed only the last ones. */
function isKept({ past, value }: VersionMention): boolean {
  const named = parsePep440(value);
  if (named === null) return false;
  const since = past.filter(({ release }) => comparePep440(release, value) > 0 && !isOfLine(release, named));
  const before = past.slice(since.length);
  const inStep = before.filter(isInStep);
  return inStep.length >= KEPT && inStep.length * 3 >= before.length * 2 && since.length <= FORGOTTEN;
}

/** The line came with the release that it names, or since, and was never brought up to another. */
function isLeft(mention: VersionMention): boolean {
  const { past, value, file } = mention;
  const inStep = past.filter(isInStep);
  return (
    /(?:^|\/)readme\.\w+$/i.test(file) &&
    (past.length === 0 || (inStep.length === 1 && past.at(-1) === inStep[0])) &&
    past.every(({ named }) => named === value)
  );
}

function isOfLine(release: string, named: Pep440): boolean {
  const parsed = parsePep440(release);
  return parsed !== null && sameLine(parsed, named);
}

/** The document speaks of no other version, and speaks of this one again and again. */
function isEverywhere(group: readonly VersionMention[], all: readonly VersionMention[]): boolean {
  const [first] = group;
  const inFile = all.filter(({ file }) => file === first?.file);
  return group.length >= EVERYWHERE && inFile.every(({ value }) => value === first?.value);
}

function rewrite({ place: at, value: was }: VersionMention, target: Pep440): Edit {
  return { kind: 'replace', at, was, text: written(was, target) };
}

/** In the form of what is there: `v` kept, a series where a series is named. */
function written(value: string, target: Pep440): string {
  const parsed = parsePep440(value);
  const isShort = parsed !== null && parsed.release.length < target.release.length && parsed.release.length === 2;
  const number = isShort ? target.release.slice(0, 2).join('.') : target.text.replace(/^v/, '');
  return value.startsWith('v') ? `v${number}` : number;
}

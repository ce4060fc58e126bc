import type { Config } from '../config/config.ts';
import { isUnknown } from '../core/unknown.ts';
import type { LintResult } from '../lint.ts';
import type { Inferred } from '../project/inferred.ts';
import type { Project } from '../project/project.ts';
import type { VersionPlace } from '../project/versions.ts';
import { counted } from '../report/summary.ts';
import { visible } from '../report/visible.ts';

/** For `-v`: where the config came from, what the history showed, and which projects are not concerned. */
export function inferences({ subjects, others }: LintResult, config: Config): string {
  const lines = [`config: ${config.source?.file ?? 'none, the defaults stand'}`];
  for (const { facts, config: own } of subjects.slice(0, MOST_SHOWN)) {
    const { root } = facts.project;
    const of = subjects.length === 1 ? '' : `${root === '' ? 'top level' : root}: `;
    if (own !== config) lines.push(`${of}config: ${own.source?.file ?? 'none'}`);
    for (const [what, convention] of shownConventions(facts.project)) lines.push(`${of}${what}: ${convention}`);
  }
  if (subjects.length > MOST_SHOWN) lines.push(`and so on for ${subjects.length - MOST_SHOWN} more projects`);
  if (others.length > 0) {
    const names = others.slice(0, MOST_SHOWN).map(({ root, name }) => name ?? root);
    const more = others.length > MOST_SHOWN ? ` and ${others.length - MOST_SHOWN} more` : '';
    lines.push(`not concerned: ${names.join(', ')}${more}`);
  }
  return lines.map((line) => `${visible(line)}\n`).join('');
}

const MOST_DAYS = 60;

/** Projects of which `-v` tells all. */
const MOST_SHOWN = 20;

function shownConventions({ conventions, changelog, versions }: Project): readonly (readonly [string, string])[] {
  const { tagPrefix, scheme, changelog: habits } = conventions;
  const { declared } = versions;
  const lines: (readonly [string, string])[] = [
    ['version', declared === null ? 'none declared' : isUnknown(declared) ? declared.unknown : stated(declared)],
    ['tag prefix', inferred(tagPrefix, (prefix) => (prefix === '' ? 'none' : prefix))],
    ['version scheme', inferred(scheme, (value) => value)],
  ];
  if (changelog === null) return [...lines, ['changelog', 'none found']];
  if (isUnknown(changelog)) return [...lines, ['changelog', `unknown (${changelog.unknown})`]];
  const shape = changelog.entries.length === 0 ? '' : `, headed \`${changelog.headingPattern}\``;
  lines.push(['changelog', `${changelog.file}, ${counted(changelog.entries.length, 'release')}${shape}`]);
  if (habits === null || changelog.entries.length === 0) return lines;
  const days = ({ usual, most }: { readonly usual: number; readonly most: number }): string =>
    // A page that was written up years later says nothing of the habit.
    most === usual || most > MOST_DAYS ? counted(usual, 'day') : `${counted(usual, 'day')}, at most ${most}`;
  return [
    ...lines,
    ['changelog dates', inferred(habits.dates, (value) => value)],
    ['pre-releases in the changelog', inferred(habits.preReleases, (value) => value)],
    ['from the date to the tag', inferred(habits.lag, days)],
  ];
}

function stated({ value, label, file }: VersionPlace): string {
  return label === file ? `${value} in ${file}` : `${value}, \`${label}\` in ${file}`;
}

function inferred<T>(
  convention: Inferred<T> | null | { readonly unknown: string },
  show: (value: T) => string,
): string {
  if (convention === null) return 'no convention found';
  return isUnknown(convention) ? `unknown (${convention.unknown})` : `${show(convention.value)} (${convention.from})`;
}

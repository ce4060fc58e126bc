import { isUnknown } from '../core/unknown.ts';
import type { SupportedRow } from '../project/documents.ts';
import { earlierTags } from '../version/earlier-tags.ts';
import { partOf, sameLine } from '../version/order.ts';
import type { Pep440 } from '../version/pep440.ts';
import { comparePep440, parsePep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintFacts, LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'security-policy-versions',
    summary: 'The table of supported versions does not know the version that is released',
    why: 'Who finds a vulnerability in the release cannot tell whether it is supported.',
    since: '0.1.0',
    mode: 'release',
    needs: ['history', 'documents'],
  },
  messages: {
    unlisted: {
      what: '{file} has no row for {version}, while {row} is listed as supported',
      todo: 'Add a row for {series}, and say whether {row} is still supported.',
      severity: 'note',
    },
    unsupported: {
      what: '{file} lists {version} as not supported, by the row {row}',
      todo: 'Bring the table up to {series}.',
      severity: 'note',
    },
  },
  check(facts) {
    const { project, plan, report, skip } = facts;
    if (plan.release === null) return skip('asked for a release only');
    if (plan.release.isForeign) return skip(`${plan.release.tag} is a tag of another project`);
    const table = project.documents?.supported ?? null;
    if (table === null) return skip('no table of supported versions that can be read');
    const target = parsePep440(plan.release.version);
    if (target === null) return skip(`${plan.release.version} is not a version of PEP 440`);
    if (target.isPre || target.isDev) return skip('a pre-release is supported by nobody');
    const previous = previousLine(facts, target);
    if (typeof previous === 'string') return skip(previous);
    const { file, rows } = table;
    const kept = rows.find((row) => row.isSupported && covers(row, previous));
    if (kept === undefined) return skip(`the table does not list ${previous.text}, the release before, as supported`);
    const own = rows.filter((row) => covers(row, target));
    const [first] = own;
    const series = `${partOf(target, 0)}.${partOf(target, 1)}.x`;
    if (first === undefined)
      report('unlisted', { at: kept.place, data: { file, version: target.text, row: kept.text, series } });
    else if (!own.some(({ isSupported }) => isSupported))
      report('unsupported', { at: first.place, data: { file, version: target.text, row: first.text, series } });
  },
});

/** The newest final release of another line below the target's; a reason where there is none. */
function previousLine({ project: { history, conventions }, plan }: LintFacts, target: Pep440): Pep440 | string {
  if (isUnknown(history)) return history.unknown;
  if (isUnknown(history.tags)) return history.tags.unknown;
  const earlier = earlierTags(history.tags, plan.release?.tag ?? null, conventions.aliases)
    .map(({ version }) => version)
    .filter((one) => !one.isPre && !one.isDev && comparePep440(one.text, target.text) < 0);
  if (earlier.some((one) => sameLine(one, target))) return 'the release line has had a release before';
  const [newest] = earlier.sort((a, b) => comparePep440(b.text, a.text));
  return newest ?? 'no release before';
}

function covers({ from, below }: SupportedRow, { release }: Pep440): boolean {
  return (from === null || compare(release, from) >= 0) && (below === null || compare(release, below) < 0);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) if ((a[i] ?? 0) !== (b[i] ?? 0)) return (a[i] ?? 0) - (b[i] ?? 0);
  return 0;
}

import type { Location } from '../core/place.ts';
import type { PlanAsset, PlanFact, PlanReleaseStep, PlanSurface, PlanTarget } from '../core/plan-report.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Block, Row, Section, View } from './plan-view.ts';
import { jobText, line, placeOf, said, table, value } from './plan-view.ts';

/** Who makes the release on GitHub, and what is attached when. */
export function releaseSection(view: View): Section {
  const { githubRelease, runs } = view.release;
  const { creator, steps } = githubRelease;
  const ofRelease = new Set(runs.flatMap(({ event }) => (event.role === 'release' ? [event.id] : [])));
  const assets = githubRelease.assets.filter(({ job }) => view.verbose || ofRelease.has(job.event));
  const others = steps.filter((step) => creator === null || !isSame(step, creator));
  const shown = others.filter(({ does, role }) => view.verbose || does === 'create-release' || role === 'release');
  const blocks: Block[] = [
    creator === null
      ? line('made by a person, for all that the tree tells')
      : table(
          ['Made by', 'How', 'Where'],
          [stepRow(creator, creator.role === 'release' ? '' : whatText(creator), view)],
        ),
  ];
  const rest = shown.filter(({ does }) => does !== 'upload-assets' || assets.length === 0);
  if (rest.length > 0)
    blocks.push(
      line('also'),
      table(['By', 'How', 'Where'], folded(rest.map((step) => stepRow(step, whatText(step), view))), { depth: 1 }),
    );
  if (assets.length > 0)
    blocks.push(
      line('attached files'),
      table(['File', 'When and by whom', 'Where'], folded(assets.map((asset) => assetRow(asset, view))), { depth: 1 }),
    );
  return { title: 'GitHub Release', blocks };
}

function isSame(one: PlanReleaseStep<Location>, other: PlanReleaseStep<Location>): boolean {
  return JSON.stringify([one.at, one.job]) === JSON.stringify([other.at, other.job]);
}

/** Legs and events say the same in many lines. */
function folded(rows: readonly Row[]): readonly Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

const DOES: { readonly [K in PlanReleaseStep<Location>['does']]: string } = {
  'create-release': 'makes a release',
  'edit-release': 'changes the release',
  'upload-assets': 'attaches files',
  'create-tag': 'makes a tag',
};

const WHEN: { readonly [K in PlanReleaseStep<Location>['role']]: string } = {
  release: '',
  branch: ' when a commit is pushed to the default branch',
  manual: ' when somebody starts the workflow by hand',
};

function whatText({ does, role }: PlanReleaseStep<Location>): string {
  return DOES[does] + WHEN[role];
}

function stepRow(step: PlanReleaseStep<Location>, what: string, view: View): Row {
  const { draft, prerelease, latest, runs, does } = step;
  const flag = (name: string, is: 'yes' | 'no' | 'unknown'): readonly string[] =>
    is === 'no' ? [] : [is === 'yes' ? name : `perhaps ${name}`];
  const flags =
    does === 'create-release' || does === 'edit-release'
      ? [
          ...flag('a draft', draft.is),
          ...flag('marked as a pre-release', prerelease.is),
          ...(latest === null ? [] : latest.is === 'no' ? ['not the latest'] : flag('the latest', latest.is)),
        ]
      : [];
  // Why a start by hand may or may not do it is beside the release.
  const doubt = runs.is === 'yes' || step.role !== 'release' ? [] : [runs.reason];
  const how = [...(what === '' ? [] : [what]), ...flags, ...doubt];
  return {
    sign: step.role === 'release' ? runs.is : 'none',
    depth: 0,
    cells: [value(`${step.tool} in ${jobText(step.job)}`), said(how.length === 0 ? 'public at once' : how.join(', '))],
    place: placeOf(step.at, view),
  };
}

const ATTACHED: { readonly [K in PlanAsset<Location>['when']]: string } = {
  before: 'before the release is public',
  after: 'after the release is public',
  unknown: 'before or after the release is public',
};

function assetRow({ pattern, when, tool, job, runs, at }: PlanAsset<Location>, view: View): Row {
  const doubt = runs.is === 'yes' ? '' : `; ${runs.reason}`;
  return {
    sign: runs.is,
    depth: 0,
    cells: [value(pattern.text), said(`${ATTACHED[when]}, by ${tool} in ${jobText(job)}${doubt}`)],
    place: placeOf(at, view),
  };
}

/** Targets of which all is told. */
const MOST_TARGETS = 5;

/** What an installation brings; null where there is no Python project. */
export function surfaceSection(view: View): Section | null {
  const { targets } = view.release;
  const python = targets.filter(({ surface }) => surface !== null);
  if (python.length === 0) return null;
  const shown = view.verbose ? python : python.slice(0, MOST_TARGETS);
  const left = python.length - shown.length;
  return {
    title: 'Installed',
    blocks: [
      ...shown.flatMap((target) => targetBlocks(target, python.length > 1, view)),
      ...(left === 0 ? [] : [line(`and ${left} more; \`-v\` tells them`)]),
    ],
  };
}

function targetBlocks({ path, surface }: PlanTarget<Location>, isMany: boolean, view: View): readonly Block[] {
  if (surface === null) return [];
  const rows = table(['What', 'Value', 'Where'], surfaceRows(surface, view), { depth: isMany ? 1 : 0 });
  return isMany ? [line(`in ${path}`), rows] : [rows];
}

function surfaceRows({ name, imports, scripts, requiresPython, extras }: PlanSurface<Location>, view: View): Row[] {
  const fact = (label: string, given: PlanFact<Location>, none: string): Row => {
    const base = { depth: 0, sign: 'none', place: '' } as const;
    if (given === null) return { ...base, cells: [said(label), said(none)] };
    if (isUnknown(given)) return { ...base, sign: 'unknown', cells: [said(label), said(given.unknown)] };
    return { ...base, cells: [said(label), value(given.value)], place: placeOf(given.at, view) };
  };
  const packages = isUnknown(imports)
    ? [fact('imports', imports, '')]
    : imports.map((one, i) => fact(i === 0 ? 'imports' : '', one, ''));
  return [
    fact('distribution', name, 'without a name'),
    ...packages,
    ...scripts.map((script, i) =>
      fact(i === 0 ? 'commands' : '', { value: `${script.name} = ${script.target}`, at: script.at }, ''),
    ),
    fact('Python', requiresPython, 'any'),
    ...(extras.length === 0 ? [] : [fact('extras', { value: extras.join(', '), at: null }, '')]),
  ];
}

/** What could not be followed; null where everything was. */
export function unknownSection(view: View): Section | null {
  const { unknown } = view.release;
  if (unknown.length === 0) return null;
  const rows = new Map<string, Row>();
  const counts = new Map<string, number>();
  for (const { about, reason, at } of unknown) {
    const key = JSON.stringify([about, reason]);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const first = rows.get(key);
    const place = first === undefined ? placeOf(at, view) : first.place.replace(/ and \d+ more$/, '');
    rows.set(key, {
      sign: 'unknown',
      depth: 0,
      cells: [said(about), said(reason)],
      place: count === 1 ? place : `${place} and ${count - 1} more`,
    });
  }
  return { title: 'Unknown', blocks: [table(['About', 'Why', 'Where'], [...rows.values()])] };
}

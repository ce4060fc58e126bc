import type { Location } from '../core/place.ts';
import type { PlannedRelease, PlanReport, PlanTag } from '../core/plan-report.ts';
import { imagesSection } from './plan-view-images.ts';
import { releaseSection, surfaceSection, unknownSection } from './plan-view-rest.ts';
import { runsSection } from './plan-view-runs.ts';
import { indexText, uploadsSection } from './plan-view-uploads.ts';
import type { Row, Section, View } from './plan-view.ts';
import { counted, isOfRelease, placeOf, said, table } from './plan-view.ts';

/** All that is shown of a release, in its order: what is to be released, what runs, what it makes, what is not known. */
export function sections(view: View): readonly Section[] {
  return [
    headSection(view),
    runsSection(view),
    uploadsSection(view),
    imagesSection(view),
    releaseSection(view),
    surfaceSection(view),
    unknownSection(view),
  ].filter((section) => section !== null);
}

/** Projects that the head names one by one. */
const MOST_NAMED = 5;

function headSection(view: View): Section {
  const { plan, release } = view;
  const { targets, version } = release;
  const names = targets.map(({ name, path }) => name ?? (path === '.' ? 'unnamed project' : path));
  const what =
    names.length === 0
      ? 'no project'
      : names.length <= MOST_NAMED
        ? names.join(', ')
        : `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;
  const row = (label: string, text: string, place = ''): Row => ({
    sign: 'none',
    depth: 0,
    cells: [said(label), said(text)],
    place,
  });
  const { repository, commit } = plan;
  return {
    title: `${what} ${version}`,
    blocks: [
      table(
        ['', '', 'Where'],
        [
          row('tag', `${release.tag.name}, ${tagText(release.tag)}`),
          ...(commit === null ? [] : [row('commit', commit.slice(0, 12))]),
          repository === null
            ? row('repository', 'not known: neither `--repository`, a git remote nor the project says it')
            : row('repository', `${repository.slug}, ${FROM[repository.from]}`, placeOf(repository.at, view)),
        ],
      ),
    ],
  };
}

const FROM: { readonly [K in NonNullable<PlanReport['repository']>['from']]: string } = {
  given: 'as given',
  environment: 'by GITHUB_REPOSITORY',
  remote: 'by the git remote',
  metadata: "by the project's addresses",
};

function tagText({ from, evidence, isPrerelease, isForeign }: PlanTag): string {
  const reason = {
    given: 'as given',
    convention: evidence === null ? 'by convention' : `by convention (${evidence})`,
    filter: 'which the workflows listen for; no earlier tags show a convention',
    usual: 'with the usual `v`; no earlier tags show a convention',
  }[from];
  const kind = isPrerelease === true ? '; a pre-release' : '';
  return `${reason}${kind}${isForeign ? '; it names another component' : ''}`;
}

function uploadText({ uploads, unknown }: PlannedRelease<Location>): string {
  const of = (role: 'release' | 'branch' | 'manual'): PlannedRelease<Location>['uploads'] =>
    uploads.filter((upload) => upload.role === role);
  const to = (role: 'release' | 'branch' | 'manual'): string => [...new Set(of(role).map(indexText))].join(' and ');
  const isSure = uploads.some(({ role, runs }) => role === 'release' && runs.is === 'yes');
  if (to('release') !== '') return `${isSure ? 'uploads' : 'may upload'} to ${to('release')}`;
  // A rehearsal on TestPyPI is not where the upload is left to.
  const isRehearsal = of('branch').every(({ index }) => index.kind === 'testpypi') && to('manual') !== '';
  if (to('branch') !== '' && !isRehearsal)
    return `leaves the upload to ${to('branch')} to a push of the default branch`;
  if (to('manual') !== '') return `leaves the upload to ${to('manual')} to a start by hand`;
  return unknown.some(({ about }) => about === 'publishing') ? 'may upload to an index' : 'uploads nothing to an index';
}

/** `pushes 3 image tags and perhaps 2 more`. */
function imageText({ images }: PlannedRelease<Location>): readonly string[] {
  const sure = images.tags.filter(({ pushed }) => pushed.is === 'yes').length;
  const open = images.tags.filter(({ pushed }) => pushed.is === 'unknown').length;
  const clashes = images.tags.filter(({ collides }) => collides === 'yes').length;
  const several = clashes === 0 ? '' : ` (${clashes} by several jobs)`;
  if (sure === 0) return open === 0 ? [] : [`may push ${counted(open, 'image tag')}${several}`];
  return [`pushes ${counted(sure, 'image tag')}${open === 0 ? '' : ` and perhaps ${open} more`}${several}`];
}

/** What is attached by runs of the release. */
function attachedText({ githubRelease, runs }: PlannedRelease<Location>): readonly string[] {
  const events = new Set(runs.flatMap(({ event }) => (isOfRelease(event) ? [event.id] : [])));
  const own = githubRelease.assets.filter((asset) => events.has(asset.job.event) && asset.runs.is !== 'no');
  if (own.length === 0) return [];
  const does = own.some((asset) => asset.runs.is === 'yes') ? 'attaches' : 'may attach';
  const isLate = own.some(({ when }) => when === 'after');
  return [`${does} files to the GitHub Release${isLate ? ' when it is public already' : ''}`];
}

/** What a release does, in a sentence. */
export function closing(release: PlannedRelease<Location>): string {
  const { runs, unknown } = release;
  const started = runs.filter(({ event, starts }) => isOfRelease(event) && starts.is !== 'no');
  const jobs = started.reduce((sum, { jobs: own }) => sum + own.filter((job) => job.runs.is !== 'no').length, 0);
  const workflows = new Set(started.map(({ workflow }) => workflow)).size;
  const parts = [
    workflows === 0 ? 'starts no workflow' : `starts ${counted(workflows, 'workflow')} with ${counted(jobs, 'job')}`,
    uploadText(release),
    ...imageText(release),
    ...attachedText(release),
  ];
  const open = unknown.length === 0 ? '' : `; ${counted(unknown.length, 'thing is', 'things are')} not known`;
  return `The release ${parts.join(', ')}${open}.`;
}

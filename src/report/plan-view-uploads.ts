import type { Location } from '../core/place.ts';
import type { PlanPublisher, PlanUpload } from '../core/plan-report.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Block, Row, Section, View } from './plan-view.ts';
import { jobText, line, placeOf, said, table, value } from './plan-view.ts';

const INDEX: { readonly [K in PlanUpload<Location>['index']['kind']]: string } = {
  pypi: 'PyPI',
  testpypi: 'TestPyPI',
  other: 'another index',
  unknown: 'an index that is not known',
};

/** What is uploaded to package indexes, as whom, and which files. */
export function uploadsSection(view: View): Section {
  const { uploads } = view.release;
  const own = uploads.filter(({ role }) => role === 'release');
  const others = uploads.filter(({ role }) => role !== 'release');
  const blocks = own.flatMap((upload) => uploadBlocks(upload, view));
  if (own.length === 0) {
    // Where something may upload, that nothing does would be too much said.
    const isOpen = view.release.unknown.some(({ about }) => about === 'publishing');
    blocks.push(
      isOpen
        ? line('no upload is seen, and what may be one stands under Unknown', 0, 'unknown')
        : line('no workflow that the release starts uploads to a package index'),
    );
  }
  if (others.length > 0)
    blocks.push(
      line('not by the tag'),
      table(
        ['Index', 'By', 'Why', 'Where'],
        others.map((upload) => otherRow(upload, view)),
        { depth: 1 },
      ),
    );
  return { title: 'Package index', blocks };
}

export function indexText({ index }: Pick<PlanUpload<Location>, 'index'>): string {
  const isNamed = index.kind === 'other' || index.kind === 'unknown';
  return isNamed && index.named !== null ? index.named : INDEX[index.kind];
}

function byText({ tool, ...job }: PlanUpload<Location>): string {
  return `${tool} in ${jobText({ callers: job.callers, id: job.job })}`;
}

function uploadBlocks(upload: PlanUpload<Location>, view: View): readonly Block[] {
  const { runs, publisher, folder, files, open } = upload;
  const head: Row = {
    sign: runs.is,
    depth: 0,
    cells: [value(indexText(upload)), value(byText(upload)), said(runs.is === 'yes' ? '' : runs.reason)],
    place: placeOf(upload.at, view),
  };
  return [
    table(['Index', 'By', 'Why', 'Where'], [head]),
    ...eventsOf(upload, view).map((shown) => line(`when ${shown}`, 1)),
    ...(publisher === null ? [line(authText(upload), 1)] : formBlocks(upload, publisher, view)),
    ...(folder === null ? [] : [line(`uploads what lies in ${folder.text}`, 1)]),
    ...(files.length === 0
      ? []
      : [
          table(
            ['File', 'Kind', 'Where'],
            files.map((file) => ({
              sign: file.path.dependsOn.length === 0 ? 'yes' : 'unknown',
              depth: 0,
              cells: [
                value(file.path.text),
                said(file.platform === null ? file.kind : `${file.kind}, ${file.platform.text}`),
              ],
              place: placeOf(file.at, view),
            })),
            { depth: 2, flex: 0 },
          ),
        ]),
    ...(open === null ? [] : [line(`${files.length === 0 ? 'not known' : 'and perhaps more'}: ${open}`, 2, 'unknown')]),
  ];
}

/** What brings a run to it, in words. */
function eventsOf({ events }: PlanUpload<Location>, { release }: View): readonly string[] {
  const shown = new Map(release.runs.map(({ event }) => [event.id, event.shown]));
  return events.flatMap((id) => shown.get(id) ?? []);
}

function authText({ auth, index }: PlanUpload<Location>): string {
  if (auth.kind === 'token') return `signs in with ${auth.name ?? 'a token'}, which outlives the run`;
  if (auth.kind === 'unknown') return 'how it signs in is not known';
  return index.kind === 'other' ? 'signs in by its identity' : 'signs in by its identity, where the index takes that';
}

/** The fields of the form, by the names that they have there. */
function formBlocks(
  { auth, index }: PlanUpload<Location>,
  { repository, workflow, environment }: PlanPublisher<Location>,
  view: View,
): readonly Block[] {
  const form = index.kind === 'testpypi' ? 'TestPyPI' : 'PyPI';
  const unless = auth.isSure ? '' : ' unless it is given a password';
  const lead = `signs in by trusted publishing${unless}; the form at ${form} asks for`;
  const field = (name: string, held: string, at: Location | null, isKnown = true): Row => ({
    sign: isKnown ? 'none' : 'unknown',
    depth: 0,
    cells: [said(name), isKnown ? value(held) : said(held)],
    place: placeOf(at, view),
  });
  const unknownSlug = isUnknown(repository) ? repository.unknown : null;
  const isOpen = isUnknown(environment);
  return [
    line(lead, 1),
    table(
      ['Field', 'Value', 'Where'],
      [
        field('Owner', isUnknown(repository) ? (unknownSlug ?? '') : repository.owner, null, unknownSlug === null),
        field(
          'Repository name',
          isUnknown(repository) ? (unknownSlug ?? '') : repository.name,
          null,
          unknownSlug === null,
        ),
        field('Workflow name', workflow, null),
        isOpen
          ? field('Environment name', environment.unknown, null, false)
          : environment === null
            ? {
                ...field('Environment name', '', null),
                cells: [said('Environment name'), said('(none: leave it empty)')],
              }
            : field('Environment name', environment.value, environment.at),
      ],
      { depth: 2 },
    ),
  ];
}

function otherRow(upload: PlanUpload<Location>, view: View): Row {
  const { role, runs } = upload;
  const why =
    role === 'branch'
      ? 'when a commit is pushed to the default branch'
      : role === 'manual'
        ? 'when somebody starts the workflow by hand'
        : runs.reason;
  return {
    sign: 'no',
    depth: 0,
    cells: [value(indexText(upload)), value(byText(upload)), said(why)],
    place: placeOf(upload.at, view),
  };
}

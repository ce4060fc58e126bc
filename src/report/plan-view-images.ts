import type { Location } from '../core/place.ts';
import type { PlanImageTag, PlanMaker } from '../core/plan-report.ts';
import type { Block, Row, Section, Sign, View } from './plan-view.ts';
import { counted, jobNameText, jobText, line, placeOf, table, texts, value } from './plan-view.ts';

const HEAD = ['Tag', 'Platforms', 'Pushed by', 'Where'];

/** Every tag of every image, for which platforms, and who pushes it; null where there are none. */
export function imagesSection(view: View): Section | null {
  const { tags, branchTags } = view.release.images;
  if (tags.length + branchTags.length === 0) return null;
  const clashing = tags.filter(({ collides }) => collides === 'yes').length;
  return {
    title: 'Container images',
    blocks: [
      ...(tags.length === 0 ? [line('the release pushes none')] : imageBlocks(tags, true, view)),
      ...(clashing === 0
        ? []
        : [
            line(
              `${counted(clashing, 'tag is', 'tags are')} pushed by several jobs: whichever ends last decides what users pull`,
              0,
              'clash',
            ),
          ]),
      ...(branchTags.length === 0 ? [] : imageBlocks(branchTags, false, view)),
    ],
  };
}

function imageBlocks(tags: readonly PlanImageTag<Location>[], isPromised: boolean, view: View): readonly Block[] {
  const byImage = new Map<string, PlanImageTag<Location>[]>();
  for (const one of tags) byImage.set(one.image.text, [...(byImage.get(one.image.text) ?? []), one]);
  return [...byImage].flatMap(([image, own]) => [
    line(`${image}, ${counted(own.length, 'tag')}${isPromised ? '' : ' that only a push of the default branch makes'}`),
    table(
      HEAD,
      own.flatMap((tag) => tagRows(tag, isPromised, view)),
      {
        depth: 1,
        flex: 1,
        isHeadShown: isPromised,
      },
    ),
    ...(isPromised ? doubtLines(own) : []),
  ]);
}

function tagRows(tag: PlanImageTag<Location>, isPromised: boolean, view: View): readonly Row[] {
  const sign: Sign = isPromised ? (tag.collides === 'yes' ? 'clash' : tag.pushed.is) : 'none';
  return foldedMakers(tag.makers).map(({ maker, platforms, job }, i) => ({
    sign: i === 0 ? sign : 'none',
    depth: 0,
    cells: [value(i === 0 ? tag.tag.text : ''), value(platforms), value(job)],
    place: placeOf(maker.at, view),
  }));
}

/** Tags that doubts name one by one. */
const MOST_NAMED = 4;

/** Why tags may not be pushed, or may collide; those with the same reason together. */
function doubtLines(tags: readonly PlanImageTag<Location>[]): readonly Block[] {
  const byReason = new Map<string, string[]>();
  for (const { tag, pushed, collides } of tags) {
    const doubts = [
      ...(pushed.is === 'yes' ? [] : [pushed.reason]),
      ...(collides === 'unknown' ? ['more than one job may push it'] : []),
    ];
    for (const doubt of doubts) byReason.set(doubt, [...(byReason.get(doubt) ?? []), tag.text]);
  }
  return [...byReason].map(([reason, all]) => {
    const named =
      all.length === tags.length && all.length > 1
        ? 'all of them'
        : all.length > MOST_NAMED
          ? `${all.slice(0, MOST_NAMED - 1).join(', ')} and ${all.length - MOST_NAMED + 1} more`
          : all.join(', ');
    return line(`${named}: ${reason}`, 1, 'unknown');
  });
}

type Folded = { readonly maker: PlanMaker<Location>; readonly platforms: string; readonly job: string };

/** The legs of a job, and the events that it runs for, in one line each. */
function foldedMakers(makers: readonly PlanMaker<Location>[]): readonly Folded[] {
  const groups = new Map<string, PlanMaker<Location>[]>();
  for (const maker of makers) {
    const { workflow, callers, id } = maker.job;
    const key = JSON.stringify([workflow, callers, id, maker.at]);
    groups.set(key, [...(groups.get(key) ?? []), maker]);
  }
  return [...groups.values()].flatMap((group): readonly Folded[] => {
    const [maker] = group;
    if (maker === undefined) return [];
    const legs = new Set(group.map(({ job }) => job.leg)).size;
    const platforms = [...new Map(group.flatMap((one) => one.platforms).map((one) => [one.text, one])).values()];
    return [
      {
        maker,
        platforms: texts(platforms, "the runner's"),
        job: legs > 1 ? `${jobText(maker.job)} [${counted(legs, 'leg')}]` : jobNameText(maker.job),
      },
    ];
  });
}

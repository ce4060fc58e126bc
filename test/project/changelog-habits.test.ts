import { describe, expect, test } from 'vitest';
import { unknown } from '../../src/core/unknown.ts';
import type { ChangelogHabits } from '../../src/project/changelog-habits.ts';
import { inferChangelogHabits } from '../../src/project/changelog-habits.ts';
import { parseChangelog } from '../../src/project/parse-changelog.ts';
import type { Tag } from '../../src/project/ports.ts';
import { gitOf } from '../rule-tester.ts';

type Release = readonly [tag: string, day: string, committed?: string];

async function habits(
  headings: readonly string[],
  releases: readonly Release[],
  judged: string | null = null,
  aliases: readonly string[] = [],
): Promise<ChangelogHabits> {
  const text = headings.map((heading) => `## ${heading}\n\n- Change\n`).join('\n');
  const changelog = parseChangelog({ file: 'CHANGELOG.md', text, cutAt: null, hasBom: false });
  const tags = releases.map(([name, day, committed = day]): Partial<Tag> => ({
    name,
    date: `${day}T23:00:00-05:00`,
    committed: `${committed}T12:00:00+00:00`,
  }));
  return inferChangelogHabits(changelog, await gitOf(tags).history(), judged, aliases);
}

const dated = ['1.3.0 - 2026-03-01', '1.2.0 - 2026-02-01', '1.1 - 2026-01-01'];

describe('dates', () => {
  test('are kept where most entries have one', async () => {
    expect((await habits([...dated, '1.0.0'], [])).dates).toEqual({
      value: 'dated',
      from: '3 of the newest 4 entries are dated',
      strength: 'mostly',
    });
  });
  test('are not kept where none has one', async () => {
    expect((await habits(['1.2.0', '1.1.0', '1.0.0'], [])).dates).toMatchObject({
      value: 'undated',
      strength: 'uniform',
    });
  });
  test('two entries are no habit, nor are halves', async () => {
    expect((await habits(dated.slice(1), [])).dates).toBe(null);
    expect((await habits([...dated.slice(1), '1.0.0', '0.9.0'], [])).dates).toBe(null);
  });
  test('the judged entry is no evidence, nor one that is not out', async () => {
    const { dates } = await habits(['1.4.0 (unreleased)', '1.3.1', ...dated], [], 'v1.3.1');
    expect(dates).toMatchObject({ from: '3 of the newest 3 entries are dated' });
  });
});

describe('pre-releases', () => {
  test('have entries', async () => {
    const { preReleases } = await habits(['1.3.0rc1', ...dated], [['v1.3.0-rc.1', '2026-02-20']]);
    expect(preReleases).toEqual({
      value: 'noted',
      from: '1 of the last 1 pre-releases have an entry',
      strength: 'uniform',
    });
  });
  test('have none, and the final’s entry is not theirs', async () => {
    const { preReleases } = await habits(dated, [
      ['v1.3.0rc2', '2026-02-21'],
      ['v1.3.0rc1', '2026-02-20'],
    ]);
    expect(preReleases).toMatchObject({ value: 'not noted', strength: 'uniform' });
  });
  test('that were never made show nothing', async () => {
    expect((await habits(dated, [['v1.3.0', '2026-03-01']])).preReleases).toBe(null);
  });
});

describe('the days from date to tag', () => {
  test('are counted to the tag or to its commit, whichever is nearer', async () => {
    const { lag } = await habits(dated, [
      ['v1.3.0', '2026-03-05', '2026-03-03'],
      ['v1.2.0', '2026-02-01'],
      // `1.1` and `1.1.0` are one version.
      ['v1.1.0', '2026-07-01', '2026-01-01'],
    ]);
    expect(lag).toEqual({ value: { usual: 0, most: 0 }, from: 'the last 3 dated releases', strength: 'mostly' });
  });
  test('aliases and the judged tag are no evidence', async () => {
    const tags: readonly Release[] = [
      ['v1.3.0', '2026-03-01'],
      ['v1.3', '2026-03-01'],
      ['v1.2.0', '2026-02-01'],
    ];
    expect((await habits(dated, tags, 'v1.3.0', ['v1.3'])).lag).toBe(null);
  });
});

test('without tags only the dates are known', () => {
  const text = dated.map((heading) => `## ${heading}\n`).join('\n');
  const changelog = parseChangelog({ file: 'CHANGELOG.md', text, cutAt: null, hasBom: false });
  const none = unknown('not a git repository');
  expect(inferChangelogHabits(changelog, none, null, [])).toMatchObject({
    dates: { value: 'dated' },
    preReleases: none,
    lag: none,
  });
});

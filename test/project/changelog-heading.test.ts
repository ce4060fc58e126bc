import { describe, expect, test } from 'vitest';
import { readDateLine, readHeading } from '../../src/project/changelog-heading.ts';

/** Version, date and what says that it is not out, as they stand in the heading. */
function shown(text: string): string | null {
  const reading = readHeading(text);
  if (reading === null) return null;
  if (reading.kind === 'unreleased') return 'unreleased';
  const { version, date, mark, scope } = reading;
  const others =
    scope.kind === 'several'
      ? ` & ${scope.versions.slice(1).join(' & ')}`
      : scope.kind === 'range'
        ? ` to ${scope.to ?? 'all'}`
        : scope.kind === 'series'
          ? ` series ${scope.prefix}`
          : '';
  return `${version.text}${others} | ${date === null ? '-' : text.slice(date.start, date.end)} | ${mark === null ? '-' : text.slice(mark.start, mark.end)}`;
}

describe('headings of entries', () => {
  test.each([
    ['1.2.3 (2026-01-02)', '1.2.3 | 2026-01-02 | -'],
    ['[1.2.3] - 2026-01-02', '1.2.3 | 2026-01-02 | -'],
    ['[1.2.3][] - 2026-01-02', '1.2.3 | 2026-01-02 | -'],
    ['[v1.2.3](https://example.org/compare/v1.2.2...v1.2.3) (2026-01-02)', '1.2.3 | 2026-01-02 | -'],
    ['[1.2.3](2026-01-02)', '1.2.3 | 2026-01-02 | -'],
    ['v1.2.3 (2026-01-02)', '1.2.3 | 2026-01-02 | -'],
    ['v.1.2.3', '1.2.3 | - | -'],
    ['2026/06/17 v0.0.49', '0.0.49 | 2026/06/17 | -'],
    ['2025-10-30 RELEASE 7.4.0', '7.4.0 | 2025-10-30 | -'],
    ['Version 3.2.0', '3.2.0 | - | -'],
    ['Verson 2.2.2 (2021-02-04)', '2.2.2 | 2021-02-04 | -'],
    ['Release 0.2.3 (11/06/2026)', '0.2.3 | 11/06/2026 | -'],
    ['twine 7.0.0 (2026-07-27)', '7.0.0 | 2026-07-27 | -'],
    ['Changes in foo-1.8.1', '1.8.1 | - | -'],
    ["What's new in 2.0", '2.0 | - | -'],
    ['`0.7.3`_ (2026-01-02)', '0.7.3 | 2026-01-02 | -'],
    ['`0.7.3 <https://example.org/0.7.3>`_ (2026-01-02)', '0.7.3 | 2026-01-02 | -'],
    [':release:`1.2.3 <2026-01-02>`', '1.2.3 | 2026-01-02 | -'],
    ['**1.2.3** (2026-01-02)', '1.2.3 | 2026-01-02 | -'],
    ['🎉 1.2.3 🎉', '1.2.3 | - | -'],
    [':rocket: v1.2.3', '1.2.3 | - | -'],
    ['<a name="1.2.3"></a>1.2.3', '1.2.3 | - | -'],
    ['1.2.3 {#v1-2-3}', '1.2.3 | - | -'],
    ['1.2.0 / 2020-01-02', '1.2.0 | 2020-01-02 | -'],
    ['1.2.3 — 2 January 2026', '1.2.3 | 2 January 2026 | -'],
    ['1.2.3: The big one (2026-01-02)', '1.2.3 | 2026-01-02 | -'],
    ['1.2.3 [YANKED]', '1.2.3 | - | -'],
    ['1.2.3.post1', '1.2.3.post1 | - | -'],
    ['0.2.0b3', '0.2.0b3 | - | -'],
    ['v1.2.3-rc.1', '1.2.3-rc.1 | - | -'],
    ['2.0 beta 1 (2026-01-02)', '2.0beta1 | 2026-01-02 | -'],
    ['1!2.0', '1!2.0 | - | -'],
    ['20260107', '20260107 | - | -'],
    ['2026.06.17', '2026.06.17 | - | -'],
    ['2026.06.17 (2026-06-18)', '2026.06.17 | 2026-06-18 | -'],
    ['Version 5', '5 | - | -'],
    ['v5 (2026-01-02)', '5 | 2026-01-02 | -'],
    ['demo (1.2.3-1) unstable; urgency=low', '1.2.3-1 | - | -'],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

describe('headings of several versions', () => {
  test.each([
    ['1.2.x', '1.2.x series 1.2 | - | -'],
    ['0.1.1 - 0.1.2', '0.1.1 to 0.1.2 | - | -'],
    ['0.3 – 0.1 (2019)', '0.3 to 0.1 | 2019 | -'],
    ['2.44.2 and onwards', '2.44.2 to all | - | -'],
    ['[0.11.3] and [0.11.2]', '0.11.3 & 0.11.2 | - | -'],
    ['1.0, 1.0.1', '1.0 & 1.0.1 | - | -'],
    ['2.0.1 / 1.9.8 (2026-01-02)', '2.0.1 & 1.9.8 | 2026-01-02 | -'],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

describe('versions that are not out', () => {
  test.each([
    ['Version 0.21.0 (unreleased)', '0.21.0 | - | unreleased'],
    ['0.1.6 (not released)', '0.1.6 | - | not released'],
    ['1.3 (not yet released)', '1.3 | - | not yet released'],
    ['3.6.0 - In development', '3.6.0 | - | In development'],
    ['4.3.0 - In progress', '4.3.0 | - | In progress'],
    ['[0.1.0] - YYYY-MM-DD', '0.1.0 | - | YYYY-MM-DD'],
    ['1.2.0 (2017-05-XX)', '1.2.0 | - | 2017-05-XX'],
    ['v0.93 (2017-07-??)', '0.93 | - | 2017-07-??'],
    ['1.2.0 (TBD)', '1.2.0 | - | TBD'],
    ['1.2.0 (????)', '1.2.0 | - | ????'],
    ['1.2.0 (dev)', '1.2.0 | - | dev'],
    ['1.2.0 - next release', '1.2.0 | - | next release'],
    ['1.2.0-SNAPSHOT', '1.2.0 | - | SNAPSHOT'],
    ['3.8.0.dev', '3.8.0.dev | - | .dev'],
    ['2.5.0dev0 - In development', '2.5.0dev0 | - | In development'],
    ['demo (1.2.3-1) UNRELEASED; urgency=medium', '1.2.3-1 | - | UNRELEASED'],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
  test.each([
    ['[0.17]: [NEVER RELEASED]', '0.17 | - | -'],
    ['1.2.0 - the next generation', '1.2.0 | - | -'],
    ['2.31.4.dev99 (2024-09-16)', '2.31.4.dev99 | 2024-09-16 | -'],
    ['1.2.0 Maintenance release', '1.2.0 | - | -'],
  ])('but not %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

describe('headings of the section for what is not out', () => {
  test.each([
    'Unreleased',
    '[Unreleased]',
    '*unreleased*',
    'Unreleased (main)',
    'UNRELEASED - YYYY-MM-DD',
    'Development',
    'Development version',
    'In development',
    'dev',
    'next',
    'Next release (TBD)',
    'main',
    'master (unreleased)',
    'HEAD',
    'In progress',
    'Upcoming',
    'Upcoming changes since the last release (unreleased)',
    'Latest',
    'X.Y.Z (YYYY-MM-DD)',
    'vNEXT',
    'Changes on the main branch',
  ])('%s', (text) => {
    expect(shown(text)).toBe('unreleased');
  });
});

describe('headings that name a version and head no entry', () => {
  test.each([
    'Migrating from 1.x to 2.0',
    'Upgrading to 4.2',
    "What's new since 1.2",
    'Changes since 1.2.0',
    'Dropped support for 3.8',
    '3.12 support',
    'Support for Python 3.12',
    'Breaking changes of the API in 2.0',
    '10 things to know',
    'Step 2',
    '2024',
    'Added',
    'Main changes',
    'Next steps',
    'Bug fixes',
    '100% coverage',
    'Closes #123.4',
    'py3.12',
    'The story of how we got to this point 1.0',
  ])('%s', (text) => {
    expect(shown(text)).toBeNull();
  });
});

describe('the line below a heading', () => {
  test.each([
    ['*2026-01-02*', '2026-01-02', null],
    ['Release date: 2 January 2026', '2 January 2026', null],
    [':date: 2026-01-02', '2026-01-02', null],
    ['_Released on 2026-01-02_', '2026-01-02', null],
    ['Released 2026-01-02 by Jane Doe', '2026-01-02', null],
    ['> 2026-01-02', '2026-01-02', null],
    ['Friday, January 2, 2026', 'January 2, 2026', null],
    ['Unreleased', null, 'Unreleased'],
    ['Release date: TBD', null, 'TBD'],
    ['Released: YYYY-MM-DD', null, 'YYYY-MM-DD'],
  ])('%s', (text, date, mark) => {
    const found = readDateLine(text);
    expect(found?.date == null ? null : text.slice(found.date.start, found.date.end)).toBe(date);
    expect(found?.mark == null ? null : text.slice(found.mark.start, found.mark.end)).toBe(mark);
  });
  test.each([
    '- Fix the parsing of 2026-01-02',
    'On 2026-01-02 the index moved',
    'TBD',
    'Nothing yet',
    'This release was not released on PyPI',
    '',
  ])('says nothing in %j', (text) => {
    expect(readDateLine(text)).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/config/did-you-mean.ts';
import { defaultConfig } from '../../src/config/read-config.ts';
import { selectRules, switchOnSelected } from '../../src/config/select-rules.ts';
import { declarations } from './declarations.ts';

function ids(select: readonly string[] | null, ignore: readonly string[] = []): readonly string[] {
  return selectRules(declarations, select, ignore).map(({ meta }) => meta.id);
}

describe('rules are selected', () => {
  test('all, in their order', () => {
    expect(ids(null)).toEqual(declarations.map(({ meta }) => meta.id));
  });
  test('by name, in their own order', () => {
    expect(ids(['version-mismatch', 'changelog-date-missing'])).toEqual(['changelog-date-missing', 'version-mismatch']);
  });
  test('but for those ignored', () => {
    expect(ids(['version-mismatch', 'tag-annotated'], ['tag-annotated'])).toEqual(['version-mismatch']);
  });
  test.each<[readonly string[] | null, readonly string[], string]>([
    [['version-mismach'], [], '--select names no rule: version-mismach (did you mean version-mismatch?)'],
    [
      null,
      ['nothing-like-it', 'tag-anotated'],
      '--ignore names no rule: nothing-like-it, tag-anotated (did you mean tag-annotated?)',
    ],
  ])('%j %j throws', (select, ignore, message) => {
    expect(() => ids(select, ignore)).toThrow(
      expect.objectContaining({ name: 'PyrelError', code: 'rule-unknown', message }),
    );
  });
});

test('a rule that is off by default is on when it is named, unless the config says off', () => {
  const config = defaultConfig(declarations);
  expect(switchOnSelected(config, ['tag-annotated']).rules.get('tag-annotated')).toEqual({
    level: 'default',
    options: {},
  });
  expect(switchOnSelected(config, null)).toEqual(config);
  const off = { ...config, rules: new Map([['tag-annotated', { level: 'off', options: {} } as const]]) };
  expect(switchOnSelected(off, ['tag-annotated']).rules.get('tag-annotated')?.level).toBe('off');
});

describe('the nearest name', () => {
  const known = ['fail-on', 'tag-prefix', 'publish', 'changelog-missing', 'changelog-entry-missing'];
  test.each([
    ['fail_on', 'fail-on'],
    ['FAIL-ON', 'fail-on'],
    ['tagprefix', 'tag-prefix'],
    ['changelog-mising', 'changelog-missing'],
    ['changelog-entries-missing', 'changelog-entry-missing'],
    ['publsh', 'publish'],
    ['x', null],
    ['', null],
    ['tag', null],
    ['unrelated-name', null],
    ['y'.repeat(10_000), null],
  ])('to %s', (given, expected) => {
    expect(nearest(given, known)).toBe(expected);
  });
});

import { assert, constantFrom, nat, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePep440, equalPep440, finalRelease, parsePep440 } from '../../src/version/pep440.ts';

/** In ascending order, as the specification sorts them. */
const ASCENDING = [
  '1.0.dev456',
  '1.0a1',
  '1.0a2.dev456',
  '1.0a12.dev456',
  '1.0a12',
  '1.0b1.dev456',
  '1.0b2',
  '1.0b2.post345.dev456',
  '1.0b2.post345',
  '1.0b2-346',
  '1.0c1.dev456',
  '1.0c1',
  '1.0rc2',
  '1.0',
  '1.0+abc.5',
  '1.0+abc.7',
  '1.0+5',
  '1.0.post456.dev34',
  '1.0.post456',
  '1.1.dev1',
  '1.2',
  '1.2.3',
  '2025.01.05',
  '1!0.1',
  '1!1.0a1',
];

describe('parsePep440', () => {
  test.each([
    ['0.2.0-alpha.1', '0.2.0a1'],
    ['v1.0-RC.1', '1.0rc1'],
    ['1.0-1', '1.0.post1'],
    ['1.0-preview', '1.0rc0'],
    ['1.0.rev3', '1.0.post3'],
    ['2025.01.05', '2025.1.5'],
    ['1.0+Ubuntu-1', '1.0+ubuntu.1'],
    [' 1.0 ', '1.0'],
    ['1!2.0', '1!2.0'],
    ['3.dev', '3.dev0'],
  ])('%s is %s in normal form', (text, normal) => {
    expect(parsePep440(text)?.normal).toBe(normal);
  });

  test.each([
    '',
    'latest',
    '1.0-next.1',
    '1.0-SNAPSHOT',
    '1.0-alpha.1.2',
    '2.11,1',
    'vv1.0',
    '1..0',
    '1.0-',
    '99999999999999999999.1',
  ])('%j is no version', (text) => {
    expect(parsePep440(text)).toBeNull();
  });

  test('tells the parts apart', () => {
    expect(parsePep440('1!1.2rc1.post2.dev3+a.1')).toEqual({
      text: '1!1.2rc1.post2.dev3+a.1',
      normal: '1!1.2rc1.post2.dev3+a.1',
      epoch: 1,
      release: [1, 2],
      pre: { letter: 'rc', number: 1 },
      isPre: true,
      isPost: true,
      isDev: true,
      local: 'a.1',
    });
  });

  test('a normal form is its own normal form', () => {
    const part = nat(40);
    const version = tuple(part, part, constantFrom('', 'a', 'b', 'rc', '-alpha.', '.dev', '.post'), part).map(
      ([a, b, tail, n]) => `${a}.${b}${tail === '' ? '' : tail + n}`,
    );
    assert(
      property(version, (text) => {
        const normal = parsePep440(text)?.normal ?? '';
        expect(parsePep440(normal)?.normal).toBe(normal);
        expect(equalPep440(text, normal)).toBe(true);
      }),
    );
  });
});

test('sorts as the specification does', () => {
  const shuffled = [...ASCENDING].sort((a, b) => a.length - b.length || (a < b ? 1 : -1));
  expect(shuffled.sort(comparePep440)).toEqual(ASCENDING);
});

test('equality looks past spelling and trailing zeros, and knows no equal to what is no version', () => {
  expect(equalPep440('1.0', '1.0.0')).toBe(true);
  expect(equalPep440('v202010.1037-beta', '202010.1037b0')).toBe(true);
  expect(equalPep440('1.0', '1.0.post1')).toBe(false);
  expect(equalPep440('latest', 'latest')).toBe(false);
});

test('finalRelease drops everything but the numbers', () => {
  const parsed = parsePep440('1!0.2.0.dev3');
  expect(parsed === null ? null : finalRelease(parsed)).toBe('1!0.2.0');
});

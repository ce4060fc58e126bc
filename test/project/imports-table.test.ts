import { describe, expect, test } from 'vitest';
import { distributionOf, knownDistributions, spelled } from '../../src/project/imports-known.ts';
import { normalName } from '../../src/version/distribution-name.ts';
import { isStdlib } from '../../src/project/imports-stdlib.ts';
import { LEAVES, TABLE, UNASKED, UNASKED_LEAVES } from '../../src/project/imports-table.ts';

const words = (text: string) => text.split(/\s/).filter((word) => word !== '');
const lines = (text: string) => text.trim().split('\n');
const nameOf = (line: string) => /^[^\s:>]+/.exec(line)?.[0] ?? '';
const bringsOf = (line: string) => words(line.split('>')[1] ?? '');

const LISTS = [words(LEAVES), lines(TABLE).map(nameOf), words(UNASKED_LEAVES), lines(UNASKED).map(nameOf)] as const;
const NAMES = LISTS.flat();
const LINES = [...lines(TABLE), ...lines(UNASKED)];

describe('the table of well-known distributions', () => {
  test('every list is sorted', () => {
    for (const list of [...LISTS, ...LINES.map(bringsOf)]) expect(list).toEqual([...list].toSorted());
  });

  test('no distribution stands there twice, nor is brought twice by one', () => {
    expect(NAMES.filter((name, i) => NAMES.indexOf(name) !== i)).toEqual([]);
    expect(LINES.filter((line) => new Set(bringsOf(line)).size !== bringsOf(line).length)).toEqual([]);
  });

  test('names are normalised', () => {
    expect([...NAMES, ...LINES.flatMap(bringsOf)].filter((name) => normalName(name) !== name)).toEqual([]);
  });

  test('lines have the shape `name: imports > brings`', () => {
    for (const line of lines(TABLE)) expect(line).toMatch(/^[\w-]+(?::(?: \w+)+)?(?: >(?: [\w-]+)+)?$/);
    for (const line of lines(UNASKED)) expect(line).toMatch(/^[\w-]+ >(?: [\w-]+)+$/);
  });

  test('what one brings is known itself, so that nothing unknown comes along with it', () => {
    expect(LINES.flatMap(bringsOf).filter((name) => !knownDistributions().has(name))).toEqual([]);
  });

  test('none brings itself', () => {
    expect(LINES.filter((line) => bringsOf(line).includes(nameOf(line)))).toEqual([]);
  });

  test('an import name that is asked about belongs to one distribution, and to no module of the standard library', () => {
    const all = [...knownDistributions().values()].flatMap((one) => one.imports);
    const imports = all.filter((name) => distributionOf(name) !== null);
    expect(imports.filter((name, i) => imports.indexOf(name) !== i)).toEqual([]);
    expect(imports.filter((name) => isStdlib(name))).toEqual([]);
  });

  test.each([
    ['yaml', 'pyyaml'],
    ['rpds', 'rpds-py'],
    ['attr', 'attrs'],
    ['typing_extensions', 'typing-extensions'],
    ['magic', null],
    ['setuptools', null],
  ])('%s is %s', (module, distribution) => {
    expect(distributionOf(module)).toBe(distribution);
  });

  test('is written as its project writes it', () => {
    expect(spelled('pyyaml')).toBe('PyYAML');
    expect(spelled('requests')).toBe('requests');
  });
});

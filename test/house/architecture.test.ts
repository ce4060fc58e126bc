import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rooms } from '../../scripts/house/rooms.ts';
import type { Modules } from './judge.ts';
import { violations } from './judge.ts';

const src = new URL('../../src/', import.meta.url);

function readModules(): Modules {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[jt]s$/.test(file));
  // Declarations of globals are in no room; compiled validators are JavaScript that ajv wrote.
  const own = files.filter((file) => !/\.gen\.js$|\.d\.ts$/.test(file));
  return Object.fromEntries(
    own.sort().map((file) => [file.replaceAll('\\', '/'), readFileSync(new URL(file, src), 'utf8')]),
  );
}

const modules = readModules();

// All of src is parsed: ten times as long on a machine that is busy.
test('every import of src goes through an open door', { timeout: 60_000 }, () => {
  expect(violations(modules)).toEqual([]);
});

test('every room of the table is there', () => {
  const files = Object.keys(modules);
  const empty = rooms.filter(({ path }) => !files.some((file) => file.startsWith(path)));
  expect(empty.map(({ path }) => path)).toEqual([]);
});

test('one module knows how a hole is framed', () => {
  const spelled = Object.entries(modules).filter(([, text]) => /\\uE01[01]|[\uE010\uE011]/i.test(text));
  expect(spelled.map(([file]) => file)).toEqual(['core/partial.ts']);
});

test('the documents name every file of the plan', () => {
  const table = readFileSync(new URL('../../docs/development.md', import.meta.url), 'utf8');
  const rows = table.split('| Files of `src/plan/` | Say |')[1]?.split('\n\n')[0] ?? '';
  const names = [...rows.matchAll(/`([\w-]+\*?\.ts)`/g)].map(([, name = '']) => name);
  const patterns = names.map((name) => new RegExp(`^plan/${name.replace('.', '\\.').replace('*', '[\\w-]*')}$`));
  const files = Object.keys(modules).filter((file) => file.startsWith('plan/'));
  expect(files.filter((file) => !patterns.some((pattern) => pattern.test(file)))).toEqual([]);
  expect(names.filter((_, i) => !files.some((file) => patterns[i]?.test(file)))).toEqual([]);
});

describe('the walk sees', () => {
  const closed: readonly (readonly [name: string, file: string, text: string, said: string])[] = [
    ['a value import', 'core/a.ts', `import { lint } from '../lint.ts';`, 'src/core/a.ts:1 imports lint.ts'],
    ['a type import', 'core/a.ts', `import type { Project } from '../project/project.ts';`, 'imports project/'],
    ['a re-export', 'report/a.ts', `export { rule } from '../rules/readme-missing.ts';`, 'imports rules/'],
    [
      'an export of everything',
      'report/a.ts',
      `\nexport * from '../project/load.ts';`,
      'src/report/a.ts:2 imports project/',
    ],
    ['a dynamic import', 'project/a.ts', `export const a = () => import('../config/config.ts');`, 'imports config/'],
    ['a computed import', 'project/a.ts', `export const a = (b: string) => import(b);`, 'imports (computed)'],
    ['an import type', 'plan/a.ts', `export type A = import('../rules/rule.ts').LintRule;`, 'imports rules/'],
    [
      'a value where only types are open',
      'rules/a.ts',
      `import { load } from '../project/load.ts';`,
      'may know types only',
    ],
    [
      'a mixed import where only types are open',
      'rules/a.ts',
      `import { type A, b } from '../project/load.ts';`,
      'may know types only',
    ],
    [
      'a node module',
      'engine/a.ts',
      `import { readFileSync } from 'node:fs';`,
      'only io/ and cli.ts touch the machine',
    ],
    [
      'a node module without its prefix',
      'engine/a.ts',
      `import { readFileSync } from 'fs';`,
      'imports fs, which engine/ may not',
    ],
    ['a library of another room', 'rules/a.ts', `import { parse } from 'smol-toml';`, 'imports smol-toml'],
    [
      'a rule that leans on another',
      'rules/a.ts',
      `import { rule } from './readme-missing.ts';`,
      'a rule stands alone',
    ],
    [
      'an asynchronous rule',
      'rules/a.ts',
      `export const check = async (): Promise<void> => {};`,
      'a rule is synchronous',
    ],
    ['the environment', 'config/a.ts', `export const a = process.env['CI'];`, 'uses process'],
    ['the process in an adapter', 'io/a.ts', `export const a = () => process.cwd();`, 'uses process'],
    ['a timer', 'engine/a.ts', `setTimeout(() => {}, 1);`, 'uses setTimeout'],
    ['the clock', 'engine/a.ts', `export const a = Date.now();`, 'reads the clock'],
    ['a date of today', 'engine/a.ts', `export const a = new Date();`, 'reads the clock'],
    ['a default export', 'core/a.ts', `export default 1;`, 'exports a default'],
    ['a folder without a noun', 'core/utils/a.ts', `export const a = 1;`, 'named for no noun'],
    ['a room that is not in the table', 'stuff/a.ts', `export const a = 1;`, 'is in no room'],
  ];
  test.each(closed)('%s', (_, file, text, said) => {
    const found = violations({ [file]: text });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(said);
  });

  const open: readonly (readonly [name: string, file: string, text: string])[] = [
    ['an open room', 'plan/a.ts', `import { parseTag } from '../version/tag.ts';`],
    ['types of a room that is open for types', 'rules/a.ts', `import type { Project } from '../project/project.ts';`],
    ['types beside nothing else', 'rules/a.ts', `import { type Project } from '../project/project.ts';`],
    ['a neighbour', 'project/a.ts', `import { load } from './load.ts';`],
    ['a part of an open library', 'project/a.ts', `import { parse } from 'yaml/util';`],
    [
      'a property that bears a name of the surroundings',
      'core/a.ts',
      `export const a = (b: { process: 1 }) => b.process;`,
    ],
    ['a given date', 'engine/a.ts', `export const a = (day: string) => new Date(day);`],
    ['the process in the command line', 'cli.ts', `export const a = process.argv;`],
    ['the process where cosmiconfig is constructed', 'io/locate-config.ts', `process.chdir('/');`],
  ];
  test.each(open)('no harm in %s', (_, file, text) => {
    expect(violations({ [file]: text })).toEqual([]);
  });
});

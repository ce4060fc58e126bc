import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { top } from '../../scripts/bundle.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { rules } from '../../src/rules/registry.gen.ts';
import { CONTRACT_IDS } from './contract-ids.ts';

const page = await readFile(join(top, 'docs/checklists.md'), 'utf8');
const cli = await readFile(join(top, 'src/cli.ts'), 'utf8');
const modules = (await readdir(join(top, 'src'), { recursive: true })).map((path) => basename(path, '.ts'));

type Row = { readonly step: string; readonly task: string; readonly askedBy: string; readonly how: string };

const rows: readonly Row[] = [...page.matchAll(/^\| ([AB]\d+\.\d+) \| (.*?) \| (.*?) ?\| (.*?) \|$/gm)].map(
  ([, step = '', task = '', askedBy = '', how = '']) => ({ step, task, askedBy, how }),
);

type Named = { readonly text: string; readonly isComing: boolean };

/** What stands in backticks, and whether it is marked. */
function named(text: string, pattern: RegExp): readonly Named[] {
  return [...text.matchAll(/`([^`]+)`( \*\(coming\)\*)?/g)]
    .map(([, code = '', mark]) => ({ text: code, isComing: mark !== undefined }))
    .filter((one) => pattern.test(one.text));
}

const ids = rows.flatMap(({ askedBy }) => named(askedBy, /./));
const commands = rows.flatMap(({ how }) => named(how, /^pyrel/));
const isRule = (id: string): boolean => rules.some(({ meta }) => meta.id === id);

/** How many points each step of the two processes has. */
const POINTS: readonly (readonly [process: string, points: readonly number[]])[] = [
  ['A', [3, 2, 1, 1, 2, 4, 4, 1, 2, 3, 4]],
  ['B', [4, 3, 6, 12, 15, 6, 8, 5, 8, 17, 9, 3, 4, 14, 3, 4]],
];

test('every point of both processes is there, once and in order', () => {
  const expected = POINTS.flatMap(([process, points]) =>
    // The second process has steps before its first: what it rests on.
    points.flatMap((count, step) =>
      Array.from({ length: count }, (_, i) => `${process}${process === 'A' ? step + 1 : step}.${i + 1}`),
    ),
  );
  expect(rows.map(({ step }) => step)).toEqual(expected);
});

test('every point says who asks, or why nobody does', () => {
  const silent = rows.filter(({ askedBy, how }) => askedBy === '' && !/Manual|exit code/i.test(how));
  expect(silent).toEqual([]);
  expect(rows.filter(({ how }) => how.trim() === '')).toEqual([]);
});

test('rules that are named are there', () => {
  const unknown = ids.filter(({ text, isComing }) => !isComing && !isRule(text)).map(({ text }) => text);
  expect([...new Set(unknown)]).toEqual([]);
});

test('what is marked as coming is promised, and not there yet', () => {
  const coming = [...new Set(ids.filter(({ isComing }) => isComing).map(({ text }) => text))];
  expect(coming.filter((id) => !CONTRACT_IDS.has(id))).toEqual([]);
  expect(coming.filter((id) => isRule(id) || modules.includes(id))).toEqual([]);
});

describe('commands and flags', () => {
  /** Words of a command line that cli.ts does not know. */
  function unknownWords(line: string): readonly string[] {
    const [command = '', ...words] = line.split(/\s+/);
    const names = command === 'pyrel' ? words.slice(0, 1) : [];
    const flags = words.filter((word) => word.startsWith('--')).map((word) => word.slice(2));
    return [
      ...[command].filter((one) => !cli.includes(`'${one}'`)),
      ...names.filter((one) => !cli.includes(`.command('${one} `)),
      ...flags.filter((one) => !cli.includes(`.option('${one}',`)),
    ];
  }

  test('are there', () => {
    const unknown = commands.filter(({ isComing }) => !isComing).flatMap(({ text }) => unknownWords(text));
    expect([...new Set(unknown)]).toEqual([]);
  });

  test('or are marked, as long as something of them is missing', () => {
    const stale = commands.filter(({ text, isComing }) => isComing && unknownWords(text).length === 0);
    expect([...new Set(stale.map(({ text }) => text))]).toEqual([]);
  });
});

describe('the config of each process', () => {
  const snippets = [...page.matchAll(/^<!-- config: (\w+) -->\n```toml\n([^]*?)^```$/gm)].map(
    ([, name = '', text = '']) => [name, text] as const,
  );

  test('is there', () => {
    expect(snippets.map(([name]) => name)).toEqual(['library', 'application']);
  });

  test.each(snippets)('%s: is valid, and asks for everything that the process does', async (_, text) => {
    const file = 'pyproject.toml';
    const config = await readConfig({ file, text, kind: 'pyproject', isLinted: false }, rules);
    expect(config.checks.commands.length).toBeGreaterThanOrEqual(3);
    expect(config.checks.manual.length).toBeGreaterThanOrEqual(2);
    expect(config.rules.get('coverage-below-minimum')?.options).toEqual({ minimum: 100 });
  });
});

/**
 * Compares the simulator of docker/metadata-action (src/plan/metadata-action.ts) with the action's own tests, which are
 * read as data from a mirror: `npm run conformance -- --mirror DIR`, where DIR/docker+metadata-action/repo is the bare
 * repository. Nothing of it is run.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { MetadataContext } from '../src/plan/metadata-types.ts';
import { shownPartial } from '../src/core/partial.ts';
import type { Case } from './conformance/cases.ts';
import { casesOf } from './conformance/cases.ts';
import { compare } from './conformance/compare.ts';
import { contextOf, readEnv } from './conformance/context.ts';
import { explained } from './conformance/differences.ts';
import type { Node } from './conformance/literals.ts';
import { children, nameOf, child, nodesOf, parseModule, scopeOf, valueOf } from './conformance/literals.ts';

/** Cases that are equal, of all, in per cent. */
const ENOUGH = 98;
const FILES = ['meta', 'tag', 'flavor', 'image'];

type Tally = { readonly file: string; readonly all: number; equal: number; explained: number; skipped: number };

const { values } = parseArgs({ options: { mirror: { type: 'string' } } });
if (values.mirror === undefined) throw new Error('npm run conformance -- --mirror DIR');
const repository = join(values.mirror, 'docker+metadata-action', 'repo');
if (!existsSync(repository)) throw new Error(`${repository} is not there`);

let failures = 0;
const commit = git('rev-parse', 'HEAD').trim();
console.log(`docker/metadata-action ${commit.slice(0, 12)}`);
const scope = scopeOf(parseModule(show('src/tag.ts')));
const tallies = FILES.map(compareFile);
conclude();

function compareFile(file: string): Tally {
  const module = parseModule(show(`__tests__/${file}.test.ts`));
  const cases = casesOf(module, scope);
  const tally: Tally = { file, all: cases.length, equal: 0, explained: 0, skipped: 0 };
  const unused = new Set(Object.keys(explained[file] ?? {}));
  for (const one of cases) {
    if (one.unread !== null) {
      tally.skipped++;
      console.log(`${file}: ${one.id}: skipped, ${one.unread}`);
      continue;
    }
    const difference = compare(file, one, (envFile) => contextFor(envFile, one, module));
    if (difference === null) {
      tally.equal++;
      continue;
    }
    const reason = explained[file]?.[one.id];
    console.log(`${file}: ${one.id}: ${reason ?? 'DIFFERS, not explained'}`);
    console.log(`  expected ${shown(difference.expected)}\n  made     ${shown(difference.made)}`);
    unused.delete(one.id);
    if (reason === undefined) failures++;
    else tally.explained++;
  }
  for (const id of unused) {
    failures++;
    console.log(`${file}: ${id}: is explained, but does not differ`);
  }
  return tally;
}

function contextFor(envFile: string, one: Case, module: Node): MetadataContext {
  const env = { ...readEnv(show(`__tests__/fixtures/${envFile}`)), ...one.env };
  const payload = env['GITHUB_EVENT_PATH'] ?? '';
  const event = payload === '' ? {} : parseJson(show(payload.replace(/^\.\//, '')));
  return contextOf(env, event, parseJson(show('__tests__/fixtures/repo.json')), timeOf(module));
}

/** The time that the tests put in the place of moment's. */
function timeOf(module: Node): Date {
  const call = nodesOf(module, 'CallExpression').find((one) => nameOf(child(one, 'callee')) === 'momentTimezone');
  const [time] = call === undefined ? [] : children(call, 'arguments');
  if (time === undefined) throw new Error('the tests do not set a time');
  return new Date(String(valueOf(time, scope)));
}

function parseJson(text: string): { readonly [key: string]: unknown } {
  return JSON.parse(text) as { readonly [key: string]: unknown };
}

function show(path: string): string {
  return git('show', `HEAD:${path}`);
}

function git(...args: readonly string[]): string {
  return execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

function shown(value: unknown): string {
  return shownPartial(JSON.stringify(value) ?? 'undefined');
}

function conclude(): void {
  const sum = (key: 'all' | 'equal' | 'explained' | 'skipped'): number =>
    tallies.reduce((total, tally) => total + tally[key], 0);
  const share = (100 * sum('equal')) / Math.max(1, sum('all'));
  const counts = tallies.map(({ file, equal, all }) => `${file} ${equal}/${all}`).join(', ');
  console.log(
    `${counts}: ${(Math.floor(share * 10) / 10).toFixed(1)} % equal, ${sum('explained')} differences explained, ` +
      `${failures} not explained, ${sum('skipped')} skipped`,
  );
  if (failures > 0 || share < ENOUGH) process.exitCode = 1;
}

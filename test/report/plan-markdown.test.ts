import { expect, test } from 'vitest';
import { planMarkdown } from '../../src/report/plan-markdown.ts';
import { FORBIDDEN } from './hostile.ts';
import { context, hostilePlan, plan, release } from './plan-sample.ts';

const out = planMarkdown(plan, context());

test('has a heading for the release and a table for each thing that it does', () => {
  expect(out.match(/^##+ .*$/gm)).toEqual([
    '## demo 1.2.3',
    '### Workflows',
    '### Package index',
    '### Container images',
    '### GitHub Release',
    '### Installed',
    '### Unknown',
  ]);
  expect(out).toContain(
    '| ⚠️ | `latest` | `linux/amd64, linux/arm64` | `build [linux/amd64]` | `.github/workflows/docker.yml:20` |',
  );
  expect(out).toContain('| Environment name | `pypi` | `.github/workflows/release.yml:22` |');
});

test('every row of a table has as many cells as its head', () => {
  for (const table of out.split('\n\n').filter((block) => block.startsWith('|'))) {
    const cells = table.split('\n').map((row) => row.replaceAll(String.raw`\|`, '').split('|').length);
    expect(new Set(cells).size).toBe(1);
  }
});

test('names of the repository stay names: no markup, links or mentions', () => {
  const evil = planMarkdown(hostilePlan('[x](https://e.example) <img src=x> @kelp #12 | a'), context());
  const outside = evil.replaceAll(/`[^`]*`/g, '');
  for (const live of ['<img', '@kelp', '#12', '](']) expect(outside).not.toContain(live);
  const hidden = planMarkdown(hostilePlan(FORBIDDEN.join('')), context());
  for (const char of FORBIDDEN) expect(hidden).not.toContain(char);
});

test('a plan beyond what GitHub takes is cut, and says so', () => {
  const [run] = release.runs;
  if (run === undefined) throw new Error('the sample has no runs');
  const jobs = Array.from({ length: 20_000 }, () => run.jobs[0]).filter((one) => one !== undefined);
  const huge = planMarkdown({ ...plan, releases: [{ ...release, runs: [{ ...run, jobs }] }] }, context());
  expect(new TextEncoder().encode(huge).length).toBeLessThan(1_000_000);
  expect(huge).toMatch(/and \d+ more lines\n$/);
});

import { expect, test } from 'vitest';
import { sources, tables } from '../../scripts/generate/stages.ts';
import { stalePaths } from '../../scripts/generate/write.ts';

// The rules' pages are compared one by one in rules.test.ts.
test.each([
  ['sources', sources],
  ['tables', tables],
])('generated %s are what `npm run generate` writes', async (_, generator) => {
  expect(await stalePaths(await generator())).toEqual([]);
});

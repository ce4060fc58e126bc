import { readFile } from 'node:fs/promises';

// The last lines of .ci/run: how much of src the tests ran, and how many tests there were, counted from vitest's JSON.
type Coverage = { readonly total: { readonly [metric: string]: { readonly pct: number } } };
type Results = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
};

const [coverageFile = '', ...resultFiles] = process.argv.slice(2);
const { total } = JSON.parse(await readFile(coverageFile, 'utf8')) as Coverage;
const counts = { passed: 0, failed: 0, skipped: 0 };
for (const file of resultFiles) {
  const results = JSON.parse(await readFile(file, 'utf8')) as Results;
  counts.passed += results.numPassedTests;
  counts.failed += results.numFailedTests;
  counts.skipped += results.numPendingTests + results.numTodoTests;
}
const shares = ['lines', 'statements', 'functions', 'branches'].map(
  (metric) => `${metric} ${total[metric]?.pct ?? 0} %`,
);
process.stdout.write(`Coverage of src/: ${shares.join(', ')}\n`);
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1;

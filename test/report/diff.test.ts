import { expect, test } from 'vitest';
import { unifiedDiff } from '../../src/report/diff.ts';

test.each([
  ['a b.md', 'diff --git a/a b.md b/a b.md\nnew file mode 100644\n--- /dev/null\n+++ b/a b.md'],
  ['a\nb.md', 'diff --git "a/a\\nb.md" "b/a\\nb.md"\nnew file mode 100644\n--- /dev/null\n+++ "b/a\\nb.md"'],
])('a file that is made has its name as git quotes it: %j', (path, head) => {
  expect(unifiedDiff([{ path, before: null, after: 'x\n' }], false).startsWith(head)).toBe(true);
});

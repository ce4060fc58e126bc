import { expect, test } from 'vitest';
import { isForeignTag } from '../../src/version/foreign-tag.ts';

test.each<[string, string, string | null, string | null, boolean]>([
  ['a chart beside the package', 'helm-2.1.1', 'titiler', '', true],
  ['another package of the repository', 'vcs-versioning-v2.3.1', 'setuptools-scm', 'v', true],
  ['the package’s own name', 'demo-core-v1.0', 'demo-core', null, false],
  ['a part of its name', 'core-v1.0', 'demo-core', 'v', false],
  ['the prefix that its tags have', 'engine-v1.0', 'demo', 'engine-v', false],
  ['words that name no package', 'release-1.0', 'demo', 'v', false],
  ['a name that cannot be known', 'helm-1.0', null, 'v', false],
])('%s: %s', (_, tag, name, usual, expected) => {
  expect(isForeignTag(tag, name, usual)).toBe(expected);
});

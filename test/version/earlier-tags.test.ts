import { expect, test } from 'vitest';
import { earlierTags } from '../../src/version/earlier-tags.ts';

const named = (...names: readonly string[]): readonly { readonly name: string }[] => names.map((name) => ({ name }));

test('tags of the same package, without the tag itself, aliases and what is no version', () => {
  const tags = named('v1.2.3', 'v1', 'core-v9.0', 'latest', '1.2.2', 'v3.5.7.pypi', 'release-1.2.1');
  const found = earlierTags(tags, 'v1.2.3', ['v1']);
  expect(found.map(({ tag, text }) => [tag.name, text])).toEqual([
    ['1.2.2', '1.2.2'],
    ['release-1.2.1', '1.2.1'],
  ]);
});

test('tags of a component', () => {
  const tags = named('core-v1.1', 'v2.0', 'core-1.0');
  expect(earlierTags(tags, 'core-v1.2', []).map(({ text }) => text)).toEqual(['1.1', '1.0']);
  expect(earlierTags(tags, null, []).map(({ text }) => text)).toEqual(['2.0']);
});

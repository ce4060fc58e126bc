import { describe, expect, test } from 'vitest';
import type { PlanFlags } from '../../src/commands/plan-arguments.ts';
import { planArguments } from '../../src/commands/plan-arguments.ts';
import { repositoryAsked, slugOf } from '../../src/commands/repository-slug.ts';
import { PyrelError } from '../../src/core/error.ts';

function refusal(flags: PlanFlags): string {
  try {
    planArguments(flags);
  } catch (error) {
    if (error instanceof PyrelError && error.code === 'usage') return `${error.message} | ${error.todo}`;
    throw error;
  }
  return 'accepted';
}

describe('the version, the tag and ROOT', () => {
  test.each<[string, PlanFlags, object]>([
    ['a version', { release: '0.2.0' }, { request: { version: '0.2.0', tag: null }, root: '.', note: null }],
    ['1.10 stays 1.10', { release: '1.10' }, { request: { version: '1.10', tag: null } }],
    ['ROOT behind it', { release: '0.2.0', root: 'packages/core' }, { root: 'packages/core' }],
    [
      'a tag in its place, with a note',
      { release: 'v0.2.0' },
      {
        request: { version: null, tag: 'v0.2.0' },
        note: 'v0.2.0 is taken for the name of the tag, and the version is 0.2.0',
      },
    ],
    ['a ref in its place', { release: 'refs/tags/core-v0.2.0' }, { request: { version: null, tag: 'core-v0.2.0' } }],
    ['--tag alone', { tag: 'v0.2.0' }, { request: { version: null, tag: 'v0.2.0' }, root: '.' }],
    ['--tag as a ref', { tag: 'refs/tags/v0.2.0' }, { request: { version: null, tag: 'v0.2.0' } }],
    [
      '--tag and ROOT',
      { tag: 'v0.2.0', release: '../demo' },
      { request: { version: null, tag: 'v0.2.0' }, root: '../demo' },
    ],
    [
      'both',
      { tag: 'release-0.2', release: '0.2.0', root: 'x' },
      { request: { version: '0.2.0', tag: 'release-0.2' }, root: 'x' },
    ],
    ['--tag that PEP 440 cannot read', { tag: 'nightly' }, { request: { version: null, tag: 'nightly' } }],
  ])('%s', (_, flags, expected) => {
    expect(planArguments(flags)).toMatchObject(expected);
  });

  test.each<[string, PlanFlags, RegExp]>([
    ['nothing', {}, /no version was given \| Write `pyrel plan 1\.2\.3`/],
    ['an empty version', { release: ' ' }, /VERSION is empty/],
    [
      'no version at all',
      { release: 'next' },
      /next is no version that PEP 440 can read \| Write one such as 1\.2\.3 or 1\.2\.3rc1/,
    ],
    ['a version of SemVer alone', { release: '1.2.3-next.1' }, /PEP 440/],
    ['a tag of another version', { release: '0.3.0', tag: 'v0.2.0' }, /--tag v0\.2\.0 is not a tag of 0\.3\.0/],
    ['a format that is none', { release: '1.0', format: ['sarif'] }, /Use one of text, json, markdown/],
    ['two formats for one terminal', { release: '1.0', format: ['text', 'json'] }, /would both go to standard output/],
    ['a repository that is none', { release: '1.0', repository: 'demo' }, /OWNER\/NAME/],
    ['a tag given twice', { tag: ['a', 'b'] as never }, /given 2 times/],
  ])('%s is refused', (_, flags, expected) => {
    expect(refusal(flags)).toMatch(expected);
  });
});

describe('the repository', () => {
  test.each([
    ['kelp/demo', 'kelp/demo'],
    ['https://github.com/kelp/demo.git', 'kelp/demo'],
    ['git@github.com:kelp/demo', 'kelp/demo'],
    [undefined, null],
  ])('%s', (given, slug) => {
    expect(slugOf(given)).toBe(slug);
  });

  test.each(['demo', 'a/b/c', '-a/b', 'a/..', 'https://gitlab.com/a/b', 'a b/c', ''])('%s is refused', (given) => {
    expect(() => slugOf(given)).toThrow(PyrelError);
  });

  test('the command line wins over the CI run, which wins over the tree', () => {
    const env = { GITHUB_REPOSITORY: 'run/repo' };
    expect(repositoryAsked('a/b', env)).toEqual({ slug: 'a/b', from: 'given', place: null });
    expect(repositoryAsked(null, env)).toEqual({ slug: 'run/repo', from: 'environment', place: null });
    expect(repositoryAsked(null, { GITHUB_REPOSITORY: 'no slug' })).toBeNull();
    expect(repositoryAsked(null, {})).toBeNull();
  });
});

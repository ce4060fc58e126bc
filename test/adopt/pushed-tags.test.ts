import { describe, expect, test } from 'vitest';
import { prePushCommand } from '../../src/commands/pre-push.ts';
import type { PushedTag } from '../../src/commands/pushed-tags.ts';
import { MOST_TAGS, parsePushedTags, releaseTags } from '../../src/commands/pushed-tags.ts';
import { ENV, repository } from '../io/sandbox.ts';

const NONE = '0'.repeat(40);
const [ONE, TWO] = ['1'.repeat(40), '2'.repeat(40)];

describe('what git hands to the hook', () => {
  const cases: readonly (readonly [name: string, line: string, tags: readonly PushedTag[]])[] = [
    ['a new tag', `refs/tags/v1 ${ONE} refs/tags/v1 ${NONE}`, [{ name: 'v1', id: ONE, isNew: true }]],
    ['a tag that moves', `refs/tags/v1 ${ONE} refs/tags/v1 ${TWO}`, [{ name: 'v1', id: ONE, isNew: false }]],
    ['another name on the remote', `HEAD ${ONE} refs/tags/v2 ${NONE}`, [{ name: 'v2', id: ONE, isNew: true }]],
    ['a revision with blanks', `:/a fix ${ONE} refs/tags/v2 ${NONE}`, [{ name: 'v2', id: ONE, isNew: true }]],
    ['a name with a slash', `x ${ONE} refs/tags/a/v2 ${NONE}`, [{ name: 'a/v2', id: ONE, isNew: true }]],
    ['line ends of Windows', `x ${ONE} refs/tags/v2 ${NONE}\r`, [{ name: 'v2', id: ONE, isNew: true }]],
    [
      'SHA-256',
      `x ${'a'.repeat(64)} refs/tags/v2 ${'0'.repeat(64)}`,
      [{ name: 'v2', id: 'a'.repeat(64), isNew: true }],
    ],
    ['a deletion', `(delete) ${NONE} refs/tags/v1 ${TWO}`, []],
    ['a branch', `refs/heads/main ${ONE} refs/heads/main ${TWO}`, []],
    ['a branch made of a tag', `refs/tags/v1 ${ONE} refs/heads/v1 ${TWO}`, []],
    ['nothing', '', []],
  ];
  test.each(cases)('%s', (_, line, tags) => {
    expect(parsePushedTags(`${line}\n`)).toEqual(tags);
  });
});

describe('tags that may be releases', () => {
  const cases: readonly (readonly [name: string, pushed: readonly string[], judged: readonly string[]])[] = [
    ['the newest version first', ['v1.2.0', 'v1.10.0', 'v1.9.0'], ['v1.10.0', 'v1.9.0', 'v1.2.0']],
    ['what PEP 440 cannot order last', ['v1.0.0-foo.1', 'v0.1.0'], ['v0.1.0', 'v1.0.0-foo.1']],
    ['no words', ['nightly', 'latest', 'v1-docs', '2026-01-02'], []],
    ['no alias of a tag beside it', ['v1', 'v1.2', 'v1.2.3'], ['v1.2.3']],
    ['a short version that is alone', ['v2'], ['v2']],
  ];
  test.each(cases)('%s', (_, pushed, judged) => {
    const tags = pushed.map((name) => ({ name, id: ONE, isNew: true }));
    expect(releaseTags(tags, () => pushed).map(({ name }) => name)).toEqual(judged);
  });

  test('a short version that moves is an alias, a full one is a release made again', () => {
    const tags = ['v1', 'v1.2', 'v1.2.3'].map((name, i) => ({ name, id: String(i), isNew: false }));
    expect(releaseTags(tags, ({ name }) => [name]).map(({ name }) => name)).toEqual(['v1.2.3']);
  });
});

test('of a whole history, only the newest are judged', async () => {
  const box = repository();
  const id = box.git(['rev-parse', 'HEAD']);
  // Of another component, so that none takes long.
  const lines = Array.from({ length: MOST_TAGS + 5 }, (_, i) => `x ${id} refs/tags/helm-1.${i}.0 ${NONE}\n`).join('');
  let warned = '';
  const code = await prePushCommand(
    { remote: 'origin', input: async () => lines },
    {
      cwd: box.folder,
      env: ENV,
      today: '2026-01-02',
      print: async () => {},
      warn: (text) => void (warned += text),
      kill: () => {},
      onStop: () => () => {},
      colour: false,
      width: Infinity,
    },
  );
  expect(code).toBe(0);
  expect(warned).toBe('pyrel: 25 version tags are pushed; only the newest 20 are checked\n');
});

test('on a terminal there is no push', async () => {
  const around = {
    cwd: '/',
    env: ENV,
    today: '2026-01-02',
    print: async () => {},
    warn: () => {},
    kill: () => {},
    onStop: () => () => {},
    colour: false,
    width: Infinity,
  };
  await expect(prePushCommand({ remote: null, input: null }, around)).rejects.toMatchObject({ code: 'usage' });
});

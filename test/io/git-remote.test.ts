import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { originUrl, withoutCredentials } from '../../src/io/git-remote.ts';
import { repository, sandbox } from './sandbox.ts';

describe('credentials are taken out of', () => {
  test.each([
    ['https://github.com/acme/demo.git', 'https://github.com/acme/demo.git'],
    ['https://ada:s3cret@github.com/acme/demo.git', 'https://github.com/acme/demo.git'],
    ['https://x-access-token:ghs_abc@github.com/acme/demo', 'https://github.com/acme/demo'],
    ['https://ghp_abc@github.com/acme/demo', 'https://github.com/acme/demo'],
    ['https://ada:p@ss@word@github.com/acme/demo', 'https://github.com/acme/demo'],
    ['https://github.com/acme/demo.git?private_token=s3cret', 'https://github.com/acme/demo.git'],
    ['ssh://git@github.com:22/acme/demo.git', 'ssh://github.com:22/acme/demo.git'],
    ['git@github.com:acme/demo.git', 'git@github.com:acme/demo.git'],
    ['git:s3cret@github.com:acme/demo.git', 'github.com:acme/demo.git'],
    ['helper::https://ada:s3cret@github.com/acme/demo', 'helper::https://github.com/acme/demo'],
    ['/srv/git/demo.git', '/srv/git/demo.git'],
    ['../demo@2', '../demo@2'],
  ])('%s', (url, expected) => {
    expect(withoutCredentials(url)).toBe(expected);
  });
});

describe('the remote is read as git reads it', () => {
  test.each([
    [
      'as git writes it',
      '[remote "origin"]\n\turl = https://github.com/acme/demo.git\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n',
    ],
    [
      'beside others',
      '[remote "upstream"]\n\turl = https://github.com/other/demo\n[remote "origin"]\n\turl = https://github.com/acme/demo\n',
    ],
    ['on the line of its section', '[remote "origin"] url = https://github.com/acme/demo\n'],
    ['quoted, with a comment', '[REMOTE "origin"]\n  URL="https://github.com/acme/demo" ; ours\n'],
    ['with a comment that begins with a hash', '[remote "origin"]\nurl = https://github.com/acme/demo # ours\n'],
    ['over two lines', '[remote "origin"]\nurl = https://github.com/\\\nacme/demo\n'],
    ['with an escaped backslash', '[remote "origin"]\nurl = C:\\\\repos\\\\demo\n'],
    ['not from another section', '[branch "origin"]\nurl = https://github.com/other/demo\n'],
    ['not from a comment', '# [remote "origin"]\n#url = https://github.com/other/demo\n'],
    [
      'the first of two',
      '[remote "origin"]\nurl = https://github.com/acme/demo\nurl = https://github.com/other/demo\n',
    ],
    ['names with case', '[remote "Origin"]\nurl = https://github.com/other/demo\n'],
    ['with Windows line ends', '[remote "origin"]\r\n\turl = https://github.com/acme/demo\r\n'],
  ])('%s', async (_, config) => {
    const box = repository();
    writeFileSync(box.path('.git/config'), `[core]\n\trepositoryformatversion = 0\n${config}`);
    let expected: string | null = null;
    try {
      expected = box.git(['config', '--get-all', 'remote.origin.url']).split('\n')[0] ?? null;
    } catch {
      // There is none.
    }
    expect(await originUrl(box.path('.git'))).toBe(expected);
  });

  test('where there is no config', async () => {
    expect(await originUrl(sandbox().folder)).toBeNull();
  });
});

import { expect, test } from 'vitest';
import type { Edit } from '../../src/core/fix.ts';
import { atKey, atSpan } from '../../src/core/place.ts';
import { placeEdits } from '../../src/engine/place-edits.ts';
import { createLocator } from '../../src/project/locate.ts';

async function placed(file: string, text: string, edit: Edit): Promise<readonly string[] | null> {
  const locate = createLocator(new Map([[file, { file, text, cutAt: null, hasBom: false }]]));
  return (await placeEdits([edit], locate))?.map((one) => one.text) ?? null;
}

test.each<[name: string, file: string, text: string, was: string, by: string, expected: string | null]>([
  ['a Python string', 'a.py', 'version("demo")', 'demo', 'demo-2', 'demo-2'],
  ['a Python string that the text would end', 'a.py', 'version("demo")', 'demo', '"+evil()+"', null],
  ['a Python string that another quote would end', 'a.py', "version('demo')", 'demo', "'+evil()+'", null],
  ['a Python string that would escape its end', 'a.py', 'version("demo")', 'demo', 'demo\\', null],
  ['a line of shell', 'a.sh', 'V=1.0', '1.0', '`x`', null],
  ['a line of settings', 'setup.cfg', 'version = 1.0\n', '1.0', '1.1\nname = x', null],
  ['a line of a Dockerfile', 'Dockerfile', 'ARG V=1.0', '1.0', '`x`', null],
  ['a heading without an ending of the file', 'CHANGES', '1.0', '1.0', '`1.1`', '`1.1`'],
  ['a heading', 'NEWS.md', '# 1.0', '1.0', '`1.1`', '`1.1`'],
  ['a plain string of YAML', 'a.yml', 'version: 1.9.1', '1.9.1', '2.0.0', '2.0.0'],
  [
    'a plain string of YAML that would become a number, quoted then',
    'CITATION.cff',
    'version: 1.9.1',
    '1.9.1',
    '2.0',
    '"2.0"',
  ],
  ['a quoted string of YAML', 'a.yaml', 'version: "1.9.1"', '1.9.1', '2.0', '2.0'],
  ['a number of YAML', 'a.yaml', 'version: 1.9', '1.9', '2.0', '2.0'],
])('%s', async (_, file, text, was, by, expected) => {
  const start = text.indexOf(was);
  const at = atSpan(file, start, start + was.length);
  expect(await placed(file, text, { kind: 'replace', at, was, text: by })).toEqual(
    expected === null ? null : [expected],
  );
});

test('a TOML string is not ended', async () => {
  const edit: Edit = { kind: 'replace', at: atKey('a.toml', ['a']), was: 'x', text: '"\nb = "y' };
  expect(await placed('a.toml', 'a = "x"\n', edit)).toBeNull();
});

test('an edit of TOML that would say something else is none', async () => {
  const edit: Edit = { kind: 'remove', file: 'a.toml', path: ['p'] };
  expect(await placed('a.toml', '[p]\na = 1\n[p.u]\nb = 1\n', edit)).toBeNull();
});

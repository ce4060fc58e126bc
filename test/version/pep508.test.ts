import { expect, test } from 'vitest';
import { isFault, parseDependency } from '../../src/version/pep508.ts';

test.each([
  'demo',
  'demo_',
  'A.B-c_d9',
  'demo>=1.0',
  'demo >= 1.0, < 2, != 1.5.*',
  'demo (>=1.0,<2)',
  'demo[a, b]~=1.4.2; python_version < "3.12"',
  'demo[]',
  'demo===anything',
  'demo==1.0+local',
  'demo>=1.0,',
  'demo @ https://example.org/demo.whl ; sys_platform == "win32"',
  'demo@git+https://example.org/demo',
  "demo; (os.name == 'nt' or platform.machine not in 'x86_64 arm64') and extra == 'all'",
  'demo; python_full_version>="3.8.1" and implementation_name=="cpython"',
  '  demo  ',
])('%s is a dependency specifier', (text) => {
  expect(isFault(parseDependency(text))).toBe(false);
});

test.each([
  ['', 'it is empty', false],
  ['-r requirements.txt', 'it does not begin with a name', false],
  ['demo=1.0', '"=" is no operator; equality is "=="', false],
  ['demo^1.0', '"^" is an operator of Poetry\'s own', false],
  ['demo 1.0', 'no operator stands before "1.0"', false],
  ['demo>=1.0 <2', 'a comma is missing before "<2"', false],
  ['demo>=1.0<2', 'a comma is missing before "<2"', false],
  ['demo>=', 'no version follows ">="', false],
  ['demo>=1.0.*', '">=1.0.*" is no version clause', true],
  ['demo~=1', '"~=1" is no version clause', true],
  ['demo[a', 'a comma is missing between the extras', false],
  ['demo[,]', 'the extras are not closed with "]"', false],
  ['demo (>=1.0', 'a bracket is not closed', false],
  ['demo @ ', 'no address follows "@"', false],
  ['demo @ https://example.org; python_version > "3"', '"python_version > "3"" cannot stand there', false],
  ['demo; python_version', 'the marker has no operator', false],
  ['demo; python_version <', 'its marker is not finished', false],
  ['demo; python_version < 3.8', '"3.8" is neither a marker variable nor in quotes', false],
  ['demo; python < "3.8"', '"python < "3.8"" is neither a marker variable nor in quotes', false],
  ['demo; (os_name == "nt"', 'a bracket of the marker is not closed', false],
  [`demo; ${'('.repeat(60)}`, 'its marker is nested too deeply', false],
  ['git+https://example.org/demo', '"+https://example.org/demo" cannot stand there', false],
  ['demo two', '"two" cannot stand there', false],
])('%s is none: %s', (text, fault, isVersion) => {
  expect(parseDependency(text)).toEqual({ fault, isVersion });
});

test('what a specifier says', () => {
  expect(parseDependency('Demo[a,b] >= 1.0, <2 ; python_version < "3.12"')).toEqual({
    name: 'Demo',
    extras: ['a', 'b'],
    versions: '>= 1.0,<2',
    url: null,
    hasMarker: true,
  });
  expect(parseDependency('demo @ file:///x.whl')).toMatchObject({ url: 'file:///x.whl', versions: '' });
});

test('a hostile text costs no time', () => {
  expect(isFault(parseDependency('a'.repeat(100_000)))).toBe(false);
  expect(isFault(parseDependency(`demo[${'a,'.repeat(1900)}`))).toBe(true);
});

import { expect, test } from 'vitest';
import { readIni } from '../../src/project/ini.ts';

const TEXT =
  '[metadata]\r\nname = demo\r\nVersion: 1.0  \r\nlong-description =\r\n    file: README.rst\r\n    more\r\n; comment\r\n[options]\r\npackages = find:\r\nnonsense\r\n[options]\r\npython_requires = >=3.8 # kept\r\n';

test('reads options as configparser does, with their positions', () => {
  const ini = readIni(TEXT);
  const value = (section: string, key: string): string | undefined => ini.get(section)?.get(key)?.text;
  expect(value('metadata', 'name')).toBe('demo');
  expect(value('metadata', 'version')).toBe('1.0');
  expect(value('metadata', 'long_description')).toBe('file: README.rst\nmore');
  expect(value('options', 'packages')).toBe('find:');
  expect(value('options', 'python_requires')).toBe('>=3.8 # kept');
  const span = ini.get('metadata')?.get('version')?.span;
  expect(TEXT.slice(span?.start, span?.end)).toBe('1.0');
  const first = ini.get('metadata')?.get('long_description')?.span;
  expect(TEXT.slice(first?.start, first?.end)).toBe('file: README.rst');
});

test('text without a section has no options', () => {
  expect([...readIni('a = b\n[')]).toEqual([]);
});

test('options of a section may be indented, and their values deeper (openai 0.27)', () => {
  const ini = readIni(
    '[options]\n    packages = find:\n    install_requires =\n        requests\n        numpy\n  zip_safe = no\n',
  );
  expect(Object.fromEntries([...(ini.get('options') ?? [])].map(([key, { text }]) => [key, text]))).toEqual({
    packages: 'find:',
    install_requires: 'requests\nnumpy',
    zip_safe: 'no',
  });
});

import { describe, expect, test } from 'vitest';
import { proposeConfig } from '../../src/adopt/config-text.ts';
import type { Part } from '../../src/adopt/part.ts';
import type { Setting } from '../../src/adopt/settings.ts';
import { parseToml, valueAt } from '../../src/project/toml-file.ts';

const prefix: Setting = { key: 'tag-prefix', value: '"v"', from: '10 of the last 10 version tags', isSure: true };
const scheme: Setting = { key: 'version-scheme', value: '"pep440"', from: '3 pre-release tags', isSure: false };

function proposed(
  text: string | null,
  settings: readonly Setting[] = [prefix, scheme],
  source: string | null = null,
): Part {
  return proposeConfig({ source, pyproject: { path: 'pyproject.toml', text }, ownPath: 'pyrel.toml', settings });
}

/** Path and text of the proposal; fails where there is none. */
function written(part: Part): readonly [path: string, text: string] {
  if (part.kind !== 'write') throw new Error(`nothing is written: ${part.said}`);
  return [part.proposal.path, part.proposal.after];
}

const BODY = `# https://github.com/pyrel/pyrel/blob/main/docs/adopting.md
tag-prefix = "v"  # 10 of the last 10 version tags
# Inferred at each run; fix it here where pyrel is to hold you to it:
# version-scheme = "pep440"  # 3 pre-release tags
`;

test('pyproject.toml gets a table at its end, and is else untouched', () => {
  const text = '[project]\nname = "demo" # ours\n\n[tool.black]\nline-length = 100\n';
  expect(written(proposed(text))).toEqual(['pyproject.toml', `${text}\n[tool.pyrel]\n${BODY}`]);
});

test('a file without a line end at its end gets one', () => {
  expect(written(proposed('[project]\nname = "demo"'))[1]).toBe(`[project]\nname = "demo"\n\n[tool.pyrel]\n${BODY}`);
});

test('line ends of Windows and a byte order mark stay', () => {
  const text = '\ufeff[project]\r\nname = "demo"\r\n';
  expect(written(proposed(text))[1]).toBe(`${text}\r\n${`[tool.pyrel]\n${BODY}`.replaceAll('\n', '\r\n')}`);
});

describe('a file of its own where pyproject.toml', () => {
  const cases: readonly (readonly [name: string, text: string | null])[] = [
    ['is not there', null],
    ['does not parse', '[project\n'],
    ['holds `tool` as an inline table', 'tool = { black = { line-length = 100 } }\n'],
  ];
  test.each(cases)('%s', (_, text) => {
    expect(written(proposed(text))).toEqual(['pyrel.toml', BODY]);
  });
});

test('keys with dots for other tools do not stand in the way', () => {
  expect(written(proposed('tool.black.line-length = 100\n'))[0]).toBe('pyproject.toml');
});

test('nothing where there is a config', () => {
  expect(proposed('', [], '.pyrel.toml')).toEqual({ kind: 'there', said: '.pyrel.toml holds a config already' });
});

test('without any convention the table is there to be filled', () => {
  expect(written(proposed('', []))[1]).toBe(`[tool.pyrel]\n${BODY.split('\n')[0]}\n`);
});

test('what a repository calls its files cannot leave the comment', () => {
  const hostile: Setting = {
    ...scheme,
    key: 'publish',
    value: 'true',
    from: 'a\n"tag-prefix" = "x"\u2028\r# b',
    isSure: true,
  };
  const [, text] = written(proposed('', [hostile]));
  const parsed = parseToml(text);
  expect('data' in parsed && valueAt(parsed.data, 'tool', 'pyrel')).toEqual({ publish: true });
});

import { describe, expect, test } from 'vitest';
import { defaultConfig, holdsConfig, readConfig } from '../../src/config/read-config.ts';
import type { Config } from '../../src/config/config.ts';
import { PyrelError } from '../../src/core/error.ts';
import { declarations } from './declarations.ts';

async function read(text: string): Promise<Config> {
  return readConfig({ file: 'pyrel.toml', text, kind: 'own', isLinted: false }, declarations);
}

async function readPyproject(text: string, isLinted = true): Promise<Config> {
  return readConfig({ file: 'pyproject.toml', text, kind: 'pyproject', isLinted }, declarations);
}

async function problems(reading: Promise<unknown>): Promise<{ lines: readonly string[]; todo: string }> {
  const error: unknown = await reading.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PyrelError) || error.code !== 'config-invalid')
    throw new Error(`expected config-invalid, got ${String(error)}`);
  return { lines: error.message.split('\n'), todo: error.todo };
}

describe('a config is resolved', () => {
  test('to the defaults where it says nothing', async () => {
    const config = await read('');
    expect(config).toEqual({ ...defaultConfig(declarations), source: expect.objectContaining({ file: 'pyrel.toml' }) });
    expect(config).toEqual({
      source: expect.objectContaining({ file: 'pyrel.toml' }),
      failOn: 'error',
      rules: new Map(),
      ignores: [],
      changelog: { file: null },
      conventions: { tagPrefix: null, scheme: null },
      publish: null,
      container: null,
      baseline: null,
      checks: { commands: [], manual: [], record: '.pyrel/release-{version}.md' },
    });
  });

  test('with every key', async () => {
    const config = await read(`
fail-on = "warning"
tag-prefix = "core-v"
version-scheme = "both"
publish = false
changelog.file = "docs/news.md"
baseline = "lint/base.json"
container = { image = "ghcr.io/a/b", suffixes = ["", "-slim"], tags = ["{version}", "latest"], platforms = ["linux/amd64"] }
rules.version-mismatch = "note"
[rules.changelog-date-missing]
level = "error"
require = "always"
headings = ["a", "b"]
[checks]
commands = ["pytest -q", { name = "types", run = "mypy src", timeout = 5 }]
timeout = 60
manual = ["Ask"]
record = "log/{version}.md"
[[ignore]]
id = "version-mismatch"
reason = "generated"
[[ignore]]
id = "version-mismatch"
path = "docs/**"
until = 2027-01-31
reason = "being moved"
`);
    expect(config).toEqual({
      source: expect.objectContaining({ file: 'pyrel.toml' }),
      failOn: 'warning',
      rules: new Map([
        ['changelog-date-missing', { level: 'error', options: { require: 'always', headings: ['a', 'b'] } }],
        ['version-mismatch', { level: 'note', options: {} }],
      ]),
      ignores: [
        {
          id: 'version-mismatch',
          path: null,
          until: null,
          reason: 'generated',
          place: { kind: 'key', file: 'pyrel.toml', path: ['ignore', 0, 'id'] },
        },
        {
          id: 'version-mismatch',
          path: 'docs/**',
          until: '2027-01-31',
          reason: 'being moved',
          place: { kind: 'key', file: 'pyrel.toml', path: ['ignore', 1, 'id'] },
        },
      ],
      changelog: { file: 'docs/news.md' },
      conventions: { tagPrefix: 'core-v', scheme: 'both' },
      publish: false,
      container: {
        image: 'ghcr.io/a/b',
        suffixes: ['', '-slim'],
        tags: ['{version}', 'latest'],
        platforms: [{ suffix: null, platforms: ['linux/amd64'] }],
        place: { kind: 'key', file: 'pyrel.toml', path: ['container'], part: 'key' },
      },
      baseline: 'lint/base.json',
      checks: {
        commands: [
          {
            name: 'pytest -q',
            run: 'pytest -q',
            timeoutSeconds: 60,
            place: { kind: 'key', file: 'pyrel.toml', path: ['checks', 'commands', 0] },
          },
          {
            name: 'types',
            run: 'mypy src',
            timeoutSeconds: 5,
            place: { kind: 'key', file: 'pyrel.toml', path: ['checks', 'commands', 1] },
          },
        ],
        manual: [{ text: 'Ask', place: { kind: 'key', file: 'pyrel.toml', path: ['checks', 'manual', 0] } }],
        record: 'log/{version}.md',
      },
    });
  });

  test('from pyproject.toml, with its places below tool.pyrel', async () => {
    const config = await readPyproject(
      '[tool.pyrel]\ntag-prefix = ""\n[[tool.pyrel.ignore]]\nid = "version-mismatch"\nreason = "x"\n',
    );
    expect(config.conventions.tagPrefix).toBe('');
    expect(config.ignores[0]?.place).toEqual({
      kind: 'key',
      file: 'pyproject.toml',
      path: ['tool', 'pyrel', 'ignore', 0, 'id'],
    });
  });

  test('over its presets, the later one first', async () => {
    const config = await read(
      'extends = ["strict", "exact"]\nversion-scheme = "auto"\n[rules]\nchangelog-date-missing = { headings = ["x"] }\nversion-spelling-differs = "note"\n',
    );
    expect(config.conventions).toEqual({ tagPrefix: 'v', scheme: null });
    expect(config.rules).toEqual(
      new Map([
        ['changelog-date-missing', { level: 'error', options: { require: 'always', headings: ['x'] } }],
        ['version-spelling-differs', { level: 'note', options: {} }],
      ]),
    );
  });

  test('with a rule that is off by default off, until it is given a level', async () => {
    expect((await read('[rules.tag-annotated]\ndays = 3\n')).rules.get('tag-annotated')).toEqual({
      level: 'off',
      options: { days: 3 },
    });
    expect((await read('rules.tag-annotated = "warning"')).rules.get('tag-annotated')).toEqual({
      level: 'warning',
      options: {},
    });
    expect((await read('[rules.version-mismatch]\nstrict = true\n')).rules.get('version-mismatch')).toEqual({
      level: 'default',
      options: { strict: true },
    });
  });
});

describe('one mistake', () => {
  test.each<[string, string, string, string]>([
    ['fail_on = "error"', '1:1', 'unknown key fail_on; did you mean fail-on?', 'Write `fail-on`, or remove it.'],
    [
      'colour = true',
      '1:1',
      'unknown key colour',
      'Use one of extends, fail-on, tag-prefix, version-scheme, publish, changelog, container, baseline, checks, rules, ignore, or remove it.',
    ],
    [
      '"a\\u0007b" = 1',
      '1:1',
      'unknown key "a\\u0007b"',
      'Use one of extends, fail-on, tag-prefix, version-scheme, publish, changelog, container, baseline, checks, rules, ignore, or remove it.',
    ],
    [
      'fail-on = "warn"',
      '1:12',
      'fail-on is "warn", which is none of error, warning, note',
      'Use one of error, warning, note, or remove it.',
    ],
    [
      'fail-on = "errors"',
      '1:12',
      'fail-on is "errors", which is none of error, warning, note; did you mean error?',
      'Write `error`, or remove it.',
    ],
    [
      'fail-on = 3',
      '1:11',
      'fail-on is 3, which is none of error, warning, note',
      'Use one of error, warning, note, or remove it.',
    ],
    ['extends = "strict"', '1:12', 'extends is a string, not an array', 'Write an array.'],
    [
      'extends = ["exact", "strickt"]',
      '1:22',
      'extends is "strickt", which is none of recommended, exact, strict; did you mean strict?',
      'Write `strict`, or remove it.',
    ],
    ['tag-prefix = true', '1:14', 'tag-prefix is a boolean, not a string', 'Write a string.'],
    ['publish = "no"', '1:12', 'publish is a string, not a boolean', 'Write a boolean.'],
    ['changelog = "NEWS.md"', '1:14', 'changelog is a string, not a table', 'Write a table.'],
    ['[changelog]\npath = "NEWS.md"', '2:1', 'unknown key path', 'Use one of file, or remove it.'],
    ['[changelog]\nfile = " "', '2:9', 'changelog.file is empty', 'Write a value, or remove the key.'],
    ['container = "ghcr.io/a/b"', '1:14', 'container is a string, not a table', 'Write a table.'],
    ['[container]\nimages = []', '2:1', 'unknown key images; did you mean image?', 'Write `image`, or remove it.'],
    ['[container]\nimage = ""', '2:10', 'container.image is empty', 'Write a value, or remove the key.'],
    ['[container]\nsuffixes = "-slim"', '2:13', 'container.suffixes is a string, not an array', 'Write an array.'],
    ['[container]\ntags = [1]', '2:9', 'container.tags is a number, not a string', 'Write a string.'],
    [
      '[container]\nplatforms = "linux/amd64"',
      '2:14',
      'container.platforms is a string, not an array',
      'Write an array.',
    ],
    ['rules = []', '1:9', 'rules is an array, not a table', 'Write a table.'],
    [
      '[rules]\nversion-mismatched = "off"',
      '2:1',
      'unknown rule version-mismatched; did you mean version-mismatch?',
      'Write `version-mismatch`, or remove it.',
    ],
    [
      '[rules]\nsomething-else-entirely = "off"',
      '2:1',
      'unknown rule something-else-entirely',
      'Remove it, or find its name with `pyrel rules`.',
    ],
    [
      '[rules]\nversion-mismatch = "warn"',
      '2:21',
      'rules.version-mismatch is "warn", which is none of off, note, warning, error',
      'Use one of off, note, warning, error, or remove it.',
    ],
    [
      '[rules]\nversion-mismatch = false',
      '2:20',
      'rules.version-mismatch is a boolean, not a level or a table',
      'Use one of off, note, warning, error, or remove it.',
    ],
    [
      '[rules.version-mismatch]\nlevel = "eror"',
      '2:10',
      'rules.version-mismatch.level is "eror", which is none of off, note, warning, error; did you mean error?',
      'Write `error`, or remove it.',
    ],
    [
      '[rules.version-mismatch]\nstrikt = true',
      '2:1',
      'version-mismatch has no option strikt; did you mean strict?',
      'Write `strict`, or remove it.',
    ],
    [
      '[rules.version-spelling-differs]\nwhen = true',
      '2:1',
      'version-spelling-differs has no option when',
      'Use one of level, or remove it.',
    ],
    [
      '[rules.version-mismatch]\nstrict = "yes"',
      '2:11',
      'rules.version-mismatch.strict is "yes", not a boolean',
      'Write a boolean.',
    ],
    [
      '[rules.version-mismatch]\nlabel = 1',
      '2:9',
      'rules.version-mismatch.label is 1, not a string',
      'Write a string.',
    ],
    [
      '[rules.tag-annotated]\ndays = 1.5',
      '2:8',
      'rules.tag-annotated.days is 1.5, not an integer',
      'Write an integer.',
    ],
    ['[rules.tag-annotated]\ndays = 0', '2:8', 'rules.tag-annotated.days is 0, which is below 1', 'Write 1 or more.'],
    [
      '[rules.changelog-date-missing]\nrequire = "alway"',
      '2:12',
      'rules.changelog-date-missing.require is "alway", which is none of auto, always; did you mean always?',
      'Write `always`, or remove it.',
    ],
    [
      '[rules.changelog-date-missing]\nheadings = ["a", 1]',
      '2:12',
      'rules.changelog-date-missing.headings is ["a",1], not an array of strings',
      'Write an array of strings.',
    ],
    ['[[ignore]]\nid = "version-mismatch"', '1:3', 'ignore has no reason', 'Add `reason = "…"`.'],
    ['[[ignore]]\nreason = "x"', '1:3', 'ignore has no id', 'Add `id = "…"`.'],
    [
      '[[ignore]]\nid = "version-mismatch"\nreason = ""',
      '3:11',
      'ignore.reason is empty',
      'Write a value, or remove the key.',
    ],
    [
      '[[ignore]]\nid = "version-missmatch"\nreason = "x"',
      '2:7',
      'unknown rule version-missmatch; did you mean version-mismatch?',
      'Write `version-mismatch`, or remove it.',
    ],
    [
      '[[ignore]]\nid = "version-mismatch"\nreason = "x"\nuntil = "soon"',
      '4:10',
      'ignore.until is "soon", which is not a date',
      'Write the day as YYYY-MM-DD.',
    ],
    [
      '[[ignore]]\nid = "version-mismatch"\nreason = "x"\nuntil = "2027-02-30"',
      '4:10',
      'ignore.until is "2027-02-30", which is not a date',
      'Write the day as YYYY-MM-DD.',
    ],
    [
      '[[ignore]]\nid = "version-mismatch"\nreason = "x"\nuntil = 2027-01-01T00:00:00Z',
      '4:9',
      'ignore.until is "2027-01-01T00:00:00.000Z", which is not a date',
      'Write the day as YYYY-MM-DD.',
    ],
    [
      '[[ignore]]\nid = "version-mismatch"\nreason = "x"\npaths = "a"',
      '4:1',
      'unknown key paths; did you mean path?',
      'Write `path`, or remove it.',
    ],
    [
      'checks.commands = [5]',
      '1:20',
      'checks.commands holds a number, not a string or a table',
      'Write a string or a table.',
    ],
    ['checks.commands = [" "]', '1:21', 'checks.commands is empty', 'Write a value, or remove the key.'],
    ['checks.commands = ["a", {}]', '1:25', 'checks.commands has no run', 'Add `run = "…"`.'],
    [
      'checks.commands = [{ run = "a", nmae = "b" }]',
      '1:33',
      'unknown key nmae',
      'Use one of run, name, timeout, or remove it.',
    ],
    ['checks.timeout = 0', '1:18', 'checks.timeout is 0, which is below 1', 'Write 1 or more.'],
    ['checks.timeout = "1m"', '1:19', 'checks.timeout is a string, not an integer', 'Write an integer.'],
    ['checks.manual = "Ask"', '1:18', 'checks.manual is a string, not an array', 'Write an array.'],
    ['baseline = ""', '1:13', 'baseline is empty', 'Write a value, or remove the key.'],
  ])('%j', async (text, at, what, todo) => {
    expect(await problems(read(text))).toEqual({ lines: [`pyrel.toml:${at}: ${what}`], todo });
  });

  test('in pyproject.toml is placed there', async () => {
    const { lines } = await problems(readPyproject('[project]\nname = "demo"\n\n[tool.pyrel]\nfail_on = "error"\n'));
    expect(lines).toEqual(['pyproject.toml:5:1: unknown key fail_on; did you mean fail-on?']);
  });

  test('that makes tool.pyrel no table', async () => {
    expect((await problems(readPyproject('[tool]\npyrel = 3\n'))).lines).toEqual([
      'pyproject.toml:2:9: tool.pyrel is a number, not a table',
    ]);
  });
});

test('all mistakes are told, in the order of the file', async () => {
  const text =
    'fail_on = 1\n[rules]\nversion-mismatch = "x"\nchangelog-dat-missing = "off"\n[[ignore]]\nid = "nothing-like-it"\n';
  expect(await problems(read(text))).toEqual({
    lines: [
      'pyrel.toml:1:1: unknown key fail_on; did you mean fail-on?',
      'pyrel.toml:3:21: rules.version-mismatch is "x", which is none of off, note, warning, error',
      'pyrel.toml:4:1: unknown rule changelog-dat-missing; did you mean changelog-date-missing?',
      'pyrel.toml:5:3: ignore has no reason',
      'pyrel.toml:6:7: unknown rule nothing-like-it',
    ],
    todo: 'Mend these 5 places.',
  });
});

describe('a file that does not parse', () => {
  test('is told where it is pyrel’s own', async () => {
    expect((await problems(read('fail-on = \n'))).lines[0]).toMatch(/^pyrel\.toml:1:\d+: not valid TOML: \S/);
  });
  test('leaves the defaults where a rule tells of it', async () => {
    expect(await readPyproject('[tool.pyrel]\nfail-on = \n')).toEqual(defaultConfig(declarations));
  });
  test('is told where no rule does', async () => {
    expect((await problems(readPyproject('[tool.pyrel]\nfail-on = \n', false))).lines[0]).toMatch(
      /^pyproject\.toml:2:\d+: not valid TOML/,
    );
  });
});

test('a pyproject.toml that was asked for has to hold a config', async () => {
  expect((await problems(readPyproject('[project]\nname = "demo"\n', false))).lines).toEqual([
    'pyproject.toml has no [tool.pyrel]',
  ]);
});

test('numbers of other tools that JavaScript cannot hold do no harm', async () => {
  expect(
    (await readPyproject('[tool.other]\nlimit = 9223372036854775807\n[tool.pyrel]\nfail-on = "note"\n')).failOn,
  ).toBe('note');
});

describe('a pyproject.toml holds a config', () => {
  test.each<[string, boolean | 'broken']>([
    ['[tool.pyrel]', true],
    ['[tool.pyrel.rules]\nversion-mismatch = "off"', true],
    ['[[tool.pyrel.ignore]]', true],
    ['tool.pyrel.publish = true', true],
    ['[tool]\npyrel = {}', true],
    ['[tool."pyrel"]', true],
    ['[tool.pyrelease]', false],
    ['# [tool.pyrel]', false],
    ['[project]\ndescription = "uses pyrel"', false],
    ['[project]\nname = "pyrel', false],
    ['[tool.pyrel]\nfail-on = ', 'broken'],
    ['[project]\nname = \n[ tool . pyrel ]', 'broken'],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(holdsConfig(text)).toBe(expected);
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Part } from '../../src/adopt/part.ts';
import { proposePreCommit } from '../../src/adopt/pre-commit-text.ts';

const hasPreCommit = spawnSync('pre-commit', ['--version']).status === 0;
if (!hasPreCommit) console.warn('pre-commit is not installed, so its own validation is left out');

const propose = (text: string | null): Part => proposePreCommit({ text, version: '1.2.3' });

function written(text: string | null): string {
  const part = propose(text);
  if (part.kind !== 'write') throw new Error(`nothing is written: ${part.said}`);
  if (hasPreCommit) validate(part.proposal.after);
  return part.proposal.after;
}

function validate(text: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'pyrel-pre-commit-'));
  try {
    writeFileSync(join(folder, 'config.yaml'), text);
    const { status, stdout } = spawnSync('pre-commit', ['validate-config', join(folder, 'config.yaml')], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ENTRY = `  - repo: https://github.com/pyrel/pyrel-hook
    rev: v1.2.3
    hooks:
      - id: pyrel-lint
      # Only where git's own pre-push hook is not used: pre-commit is not told of every tag.
      # - id: pyrel-lint-release
`;

const BLACK = `  - repo: https://github.com/psf/black
    rev: 24.1.0 # newest
    hooks:
      - id: black
`;

test('a new file', () => {
  expect(written(null)).toBe(`repos:\n${ENTRY}`);
});

test('behind the last item', () => {
  expect(written(`# ours\nrepos:\n${BLACK}`)).toBe(`# ours\nrepos:\n${BLACK}${ENTRY}`);
});

test('before other keys, and their comments', () => {
  const rest = '\n# for the bot\nci:\n  autofix_prs: false\n';
  expect(written(`repos:\n${BLACK}${rest}`)).toBe(`repos:\n${BLACK}${ENTRY}${rest}`);
});

test('behind hooks that are switched off, which are part of the item', () => {
  const off = '      # - id: black-jupyter\n\n      #   args: [x]\n';
  expect(written(`repos:\n${BLACK}${off}# end\n`)).toBe(`repos:\n${BLACK}${off}${ENTRY}# end\n`);
});

test("the layout of pre-commit's sample, four columns and dashes under their key", () => {
  const sample = `repos:
-   repo: https://github.com/pre-commit/pre-commit-hooks
    rev: v3.2.0
    hooks:
    -   id: trailing-whitespace
    -   id: end-of-file-fixer
`;
  expect(written(sample)).toBe(`${sample}-   repo: https://github.com/pyrel/pyrel-hook
    rev: v1.2.3
    hooks:
    -   id: pyrel-lint
    # Only where git's own pre-push hook is not used: pre-commit is not told of every tag.
    # -   id: pyrel-lint-release
`);
});

test('items set apart by blank lines', () => {
  const text = `repos:\n${BLACK}\n${BLACK.replace('black', 'other')}`;
  expect(written(text)).toBe(`${text}\n${ENTRY}`);
});

test('line ends of Windows, and no line end at the end', () => {
  const text = `repos:\n${BLACK}`.replaceAll('\n', '\r\n').trimEnd();
  expect(written(text)).toBe(`${text}\r\n${ENTRY.replaceAll('\n', '\r\n')}`);
});

test('an empty list', () => {
  expect(written('exclude: x\nrepos: []  # none yet\nfail_fast: true\n')).toBe(
    `exclude: x\nrepos:  # none yet\n${ENTRY}fail_fast: true\n`,
  );
});

test('a last item that ends in a block scalar', () => {
  const text = `repos:\n${BLACK}        exclude: |\n          (?x)^(a|b)$\n\nexclude: y\n`;
  const after = written(text);
  expect(after).toContain(ENTRY);
  expect((parse(after) as { repos: unknown[] }).repos).toHaveLength(2);
});

test('hooks as a flow sequence', () => {
  const text = 'repos:\n  - repo: https://github.com/psf/black\n    rev: 24.1.0\n    hooks: [{ id: black }]\n';
  expect(written(text)).toBe(text + ENTRY);
});

describe('nothing is added', () => {
  const cases: readonly (readonly [name: string, text: string, said: string])[] = [
    ['pyrel is there', `repos:\n${ENTRY}`, 'runs pyrel already'],
    [
      'a fork of it is there',
      `repos:\n${ENTRY.replace('pyrel/pyrel-hook', 'me/pyrel-hook.git')}`,
      'runs pyrel already',
    ],
    [
      'a local hook of it is there',
      'repos:\n  - repo: local\n    hooks:\n      - {id: pyrel-lint, name: x, entry: pyrel-lint, language: system}\n',
      'runs pyrel already',
    ],
    ['repos is a flow sequence', `repos: [{repo: meta, hooks: [{id: identity}]}]\n`, 'in a way of its own'],
    ['repos is an alias', `x: &x []\nrepos: *x\n`, 'has no list of `repos`'],
    ['there are no repos', 'exclude: x\n', 'has no list of `repos`'],
    ['it is no YAML', 'repos: [\n', 'cannot be read as YAML'],
    ['it is a list, as before pre-commit 1', `- repo: x\n`, 'cannot be read as YAML'],
  ];
  test.each(cases)('%s', (_, text, said) => {
    const part = propose(text);
    expect(part.kind).not.toBe('write');
    expect(part.kind === 'write' ? '' : part.said).toContain(said);
  });
});

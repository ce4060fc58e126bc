import { describe, expect, test } from 'vitest';
import { fillMarked, parseRulePage, writeAnswers } from '../../scripts/rule-page.ts';

const page = `# kelp-missing

<!-- facts -->
old facts
<!-- /facts -->

## What it finds

A changelog without kelp.

## Example

<!-- tags: v0.1.0 v0.2.0 -->
\`pyproject.toml\`
\`\`\`toml
[project]
name = "kelp"
\`\`\`

\`setup.cfg at v0.1.0\`
\`\`\`ini
[metadata]
\`\`\`

\`docs/CHANGES.md\`
\`\`\`\`md
## [0.2.0]

\`\`\`sh
kelp
\`\`\`
\`\`\`\`

\`\`\`console
$ pyrel-lint --release 0.2.0 --select kelp-missing
docs/CHANGES.md:1:1 error kelp-missing
  costs $ 3
$ pyrel rules
\`\`\`

## Fix

\`\`\`console
$ git tag v0.2.0
\`\`\`
`;

test('a page is taken apart', () => {
  expect(parseRulePage(page)).toEqual({
    title: 'kelp-missing',
    headings: ['What it finds', 'Example', 'Fix'],
    example: {
      tags: ['v0.1.0', 'v0.2.0'],
      files: {
        'pyproject.toml': '[project]\nname = "kelp"\n',
        'docs/CHANGES.md': '## [0.2.0]\n\n```sh\nkelp\n```\n',
      },
      treesAt: { 'v0.1.0': { 'setup.cfg': '[metadata]\n' } },
      commands: [
        {
          words: ['pyrel-lint', '--release', '0.2.0', '--select', 'kelp-missing'],
          answer: 'docs/CHANGES.md:1:1 error kelp-missing\n  costs $ 3\n',
        },
        { words: ['pyrel', 'rules'], answer: '' },
      ],
    },
  });
});

test('answers are written under their commands and nothing else changes', () => {
  const written = writeAnswers(page, ['clean\n', 'costs $& and $1\n']);
  expect(written).toBe(
    page.replace(
      /```console[^]*?```/,
      () =>
        '```console\n$ pyrel-lint --release 0.2.0 --select kelp-missing\nclean\n$ pyrel rules\ncosts $& and $1\n```',
    ),
  );
});

test('what stands between markers is replaced', () => {
  const filled = fillMarked(page, 'facts', 'new $& facts\n');
  expect(filled).toBe(page.replace('old facts\n', () => 'new $& facts\n'));
  expect(() => fillMarked(page, 'options', '')).toThrow('<!-- options -->');
});

describe('refused is', () => {
  const wrong: readonly (readonly [string, string, string])[] = [
    ['an example without a command', page.replace(/```console[^]*?```/, ''), 'no console block'],
    ['a file without a path', page.replace('`pyproject.toml`', 'the project'), 'no path above it'],
    ['a file of a tag that is not there', page.replace('at v0.1.0', 'at v0.3.0'), 'none of its tags'],
    ['a block that is not closed', `${page}\n\`\`\`sh\n`, 'is not closed'],
  ];
  test.each(wrong)('%s', (_, text, said) => {
    expect(() => parseRulePage(text)).toThrow(said);
  });
});

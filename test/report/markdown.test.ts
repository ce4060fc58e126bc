import * as fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { markdown, markdownWithin } from '../../src/report/markdown.ts';
import { code, prose, tableHead, tableRow } from '../../src/report/markdown-text.ts';
import { visible } from '../../src/report/visible.ts';
import { hostile } from './hostile.ts';
import { at, cardsOf, clean, context, fail, finding, pass, reportOf, sample, skip } from './sample.ts';

/** Markdown as GitHub reads it, bare addresses made to links included. */
function parse(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

function all<T extends Nodes['type']>(node: Nodes, type: T): readonly Extract<Nodes, { type: T }>[] {
  const inside = 'children' in node ? node.children.flatMap((child) => all(child as Nodes, type)) : [];
  return node.type === type ? [node as Extract<Nodes, { type: T }>, ...inside] : inside;
}

/** What a reader sees of a node; a break of a line is a line feed. */
function seen(node: Nodes): string {
  if (node.type === 'html') return node.value === '<br>' ? '\n' : '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map((child) => seen(child as Nodes)).join('') : '';
}

function rowsOf(text: string): readonly (readonly string[])[] {
  return all(parse(text), 'tableRow').map((row) => row.children.map(seen));
}

describe('markdown', () => {
  test('the sample', () => {
    expect(markdown(sample, context(sample))).toMatchInlineSnapshot(`
      "## pyrel lint failed: 1 error, 1 warning

      release mode for 0.2.0 (tag v0.2.0): --tag<br>
      judged demo 0.2.0 at commit 1a2b3c4d5e6f

      | Severity | Where | What | What to do | Rule |
      |---|---|---|---|---|
      | **error** | \`pyproject.toml:3:12\` | pyproject.toml says 0.2.0, but \`src/demo/__init__.py\` says 0.1.1<br>declared here: \`src/demo/__init__.py:3:16\` | Write 0.2.0 in \`src/demo/__init__.py\`. | [\`version-mismatch\`](https://github.com/pyrel/pyrel/blob/main/docs/rules/version-mismatch.md) |
      | warning | \`CHANGELOG.md:3:1\` | CHANGELOG.md has no entry for 0.2.0; its newest is 0.1.1 | Add \`## [0.2.0] - 2026-11-20\` above \`## [0.1.1] - 2026-08-04\`. | [\`changelog-entry-missing\`](https://github.com/pyrel/pyrel/blob/main/docs/rules/changelog-entry-missing.md) |

      | Could not look | Because |
      |---|---|
      | \`license-file-missing\` \`LICENSE\` | LICENSE is larger than 10 MB |

      <details>
      <summary>1 ignored</summary>

      | Rule | Where | What | Why it does not count |
      |---|---|---|---|
      | \`readme-missing\` | \`pyproject.toml:4:11\` | pyproject.toml names readme.md as the readme, but the file is called README.md | GitHub renames it on merge (comment at \`pyproject.toml:4:23\` until 2027-01-01) |

      </details>

      <details>
      <summary>6 skipped</summary>

      | Not asked, because | Rules |
      |---|---|
      | the project has no workflows | \`publish-workflow-missing\`, \`publish-no-id-token\`, \`publish-unreachable\` |
      | a shallow clone | \`tag-exists\`, \`version-not-bumped\` |
      | no version is read from the environment | \`version-dev-on-release\` |

      </details>

      5 passed, 2 failed (1 error, 1 warning), 6 skipped (3 the project has no workflows; 2 a shallow clone; 1 no version is read from the environment), 1 ignored, 1 could not be looked at
      "
    `);
  });

  test('a clean tree on a working day', () => {
    expect(markdown(clean, context(clean))).toMatchInlineSnapshot(`
      "## pyrel lint passed

      dev mode: no tag at HEAD<br>
      judged demo 0.2.0 in packages/core, no commit

      <details>
      <summary>2 skipped</summary>

      | Not asked, because | Rules |
      |---|---|
      | asked in release mode only | \`changelog-entry-missing\`, \`tag-exists\` |

      </details>

      2 passed, 0 failed, 2 skipped (2 asked in release mode only)
      "
    `);
  });

  test('several projects: each finding names its own', () => {
    const targets = ['packages/a|b', 'packages/c'].map((path) => ({
      path,
      name: path.slice(9),
      version: '1.0',
      tag: null,
      commit: null,
    }));
    const report = reportOf(
      [
        { ...fail('tag-format', finding({ severity: 'note', primary: at('a', '1:1') })), target: 1 },
        { ...fail('tag-format', finding({ primary: at('b', '1:1') })), target: 0 },
        { ...skip('tag-exists', 'a shallow clone'), target: 1 },
        { id: 'readme-missing', target: 0, outcome: 'error', reason: 'EACCES', attempts: 2 },
      ],
      { targets },
    );
    expect(rowsOf(markdown(report, context(report)))).toEqual([
      ['Severity', 'Project', 'Where', 'What', 'What to do', 'Rule'],
      ['error', 'packages/a|b', 'b:1:1', 'one thing is said here, but another there', 'Write the one.', 'tag-format'],
      ['note', 'packages/c', 'a:1:1', 'one thing is said here, but another there', 'Write the one.', 'tag-format'],
      ['Could not look', 'Because'],
      ['readme-missing in packages/a|b', 'EACCES, 2 tries'],
      ['Not asked, because', 'Rules'],
      ['a shallow clone', 'tag-exists in packages/c'],
    ]);
  });

  test.each<[string, Report, 'error' | 'warning' | 'note', string]>([
    ['an error', sample, 'error', 'pyrel lint failed: 1 error, 1 warning'],
    ['nothing', clean, 'error', 'pyrel lint passed'],
    [
      'a warning where errors fail',
      reportOf([fail('tag-format', finding({ severity: 'warning', primary: at('a', '1:1') }))]),
      'error',
      'pyrel lint passed: 1 warning',
    ],
    [
      'a warning where warnings fail',
      reportOf([fail('tag-format', finding({ severity: 'warning', primary: at('a', '1:1') }))]),
      'warning',
      'pyrel lint failed: 1 warning',
    ],
    [
      'a look that failed',
      reportOf([{ id: 'tag-format', target: 0, outcome: 'error', reason: 'EACCES' }]),
      'error',
      'pyrel lint inconclusive',
    ],
  ])('the heading says how the run ends: %s', (_, report, failOn, said) => {
    const [heading] = all(parse(markdown(report, context(report, { failOn }))), 'heading');
    expect(heading === undefined ? null : seen(heading)).toBe(said);
  });

  test('a finding below what fails the run is not bold', () => {
    const out = markdown(sample, context(sample));
    expect(out).toContain('| **error** |');
    expect(out).toContain('| warning |');
  });

  test('says what --fix would mend', () => {
    const fixable = finding({ primary: at('a', '1:1'), fix: { safety: 'safe', edits: [] } });
    const out = markdown(reportOf([fail('tag-format', fixable)]), context(reportOf([fail('tag-format', fixable)])));
    expect(out).toContain('\n1 finding can be mended with --fix<br>\n0 passed, 1 failed');
  });

  test('the subject of a probe stands with the place', () => {
    const subject = 'ghcr.io/acme/demo:0.2.0';
    const report = reportOf([{ ...fail('oci-tag-absent', finding({ primary: at('a', '1:1') })), subject }]);
    expect(rowsOf(markdown(report, context(report)))[1]?.[1]).toBe(`${subject}\na:1:1`);
  });
});

describe('what a repository says stays text', () => {
  test('the hostile report has the links, the HTML and the tables that pyrel writes, and no others', () => {
    const tree = parse(markdown(hostile, context(hostile)));
    const pages = cardsOf(hostile).map((card) => card.helpUri);
    expect(all(tree, 'link').filter(({ url }) => !pages.includes(url))).toEqual([]);
    const tags = new Set(all(tree, 'html').flatMap(({ value }) => value.split('\n')));
    expect([...tags].filter((tag) => !/^<(br|\/?details|summary>\d+ (ignored|skipped)<\/summary)>$/.test(tag))).toEqual(
      [],
    );
    for (const type of ['image', 'imageReference', 'linkReference', 'footnoteReference', 'emphasis', 'delete'] as const)
      expect(all(tree, type)).toEqual([]);
    expect(all(tree, 'heading')).toHaveLength(1);
    const widths = all(tree, 'table').map((table) => new Set(table.children.map((row) => row.children.length)));
    expect(widths.map((each) => [...each])).toEqual([[5], [2], [4], [2]]);
    expect(all(tree, 'tableRow')).toHaveLength(4 + 13 + 13 + 1 + 1);
  });

  const values = [
    'a|b',
    String.raw`a\|b`,
    String.raw`a\\|b\ `,
    '`',
    '``a` b',
    '| x |',
    '**bold** _it_ ~~gone~~',
    '<img src=x onerror=alert(1)> &amp; <!-- -->',
    '[a](https://evil.example) ![b](c) [^1]',
    'https://evil.example www.evil.example a@evil.example',
    '@maintainer see #12 and org/repo#3 and GH-4 :tada: $x$',
    'src/demo/__init__.py says "0.1.1" (not 0.2.0).',
  ];

  test.each(values)('as a code span: %s', (value) => {
    const table = [...tableHead(['a', 'b']), tableRow([code(value), code(value)])].join('\n');
    for (const cell of rowsOf(table)[1] ?? []) expect(blankless(cell)).toBe(blankless(value));
    expect(blankless(seen(parse(code(value))))).toBe(blankless(value));
  });

  test.each(values)('as a sentence: %s', (value) => {
    const tree = parse(prose(value));
    expect(all(tree, 'link')).toEqual([]);
    expect(linkable(tree)).toEqual([]);
  });

  test('whatever it is', () => {
    const nasty = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...Array.from('|\\`<>[]()*_~:/@#&!$ .-wW\n')),
        fc.constantFrom('www.', 'https://', 'a', '1'),
      ),
    });
    fc.assert(
      fc.property(nasty, nasty, (a, b) => {
        const text = [...tableHead(['a', 'b', 'c']), tableRow([code(a), prose(b), code(`x${b}`)])].join('\n');
        const tree = parse(text);
        const [, row, ...more] = rowsOf(text);
        expect(more).toEqual([]);
        expect(row).toHaveLength(3);
        expect(blankless(row?.[0] ?? '')).toBe(blankless(visible(a)));
        expect(blankless(row?.[1] ?? '').replaceAll('`', '')).toBe(blankless(visible(b)).replaceAll('`', ''));
        expect(blankless(row?.[2] ?? '')).toBe(blankless(visible(`x${b}`)));
        expect(all(tree, 'link')).toEqual([]);
        expect(all(tree, 'html')).toEqual([]);
        expect(linkable(tree)).toEqual([]);
      }),
    );
  });

  test('own code spans stay, paths and addresses become some, words stay words', () => {
    expect(prose('Add `## 1.0` to CHANGELOG.md, (src/__init__.py): see https://a.example/b.')).toBe(
      'Add `## 1.0` to CHANGELOG.md, (`src/__init__.py`): see `https://a.example/b`.',
    );
  });
});

/** Code spans are cut at blanks where a bar follows a backslash, and lose those at their ends. */
function blankless(text: string): string {
  return text.replace(/\s/g, '');
}

/** Text outside of code that GitHub makes links or pictures of after Markdown is read. */
function linkable(tree: Root): readonly string[] {
  const texts = all(tree, 'text').map(({ value }) => value);
  return texts.filter((text) => /@\w|#\d|\bGH-\d|:\/\/|www\.|:\w+:|\$/i.test(text));
}

describe('a bound on its size', () => {
  const many = reportOf([
    fail(
      'tag-format',
      ...Array.from({ length: 500 }, (_, i) =>
        finding({ severity: i % 2 === 0 ? 'note' : 'error', what: `finding ü ${i}`, primary: at('a', '1:1') }),
      ),
    ),
    skip('tag-exists', 'a shallow clone'),
    pass('readme-missing'),
  ]);
  const size = (text: string): number => new TextEncoder().encode(text).length;

  test.each([2000, 20_000, 60_000])('%i bytes: errors first, the rest is counted', (bytes) => {
    const out = markdownWithin(bytes, many, context(many));
    expect(size(out)).toBeLessThanOrEqual(bytes);
    const findings = rowsOf(out).filter(([, , what]) => what?.startsWith('finding'));
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.slice(0, 250).every(([severity]) => severity === 'error')).toBe(true);
    const left = 500 - findings.length;
    expect(out).toContain(`\nand ${left} more findings\n`);
    expect(out).toMatch(/\n1 passed, 1 failed \(250 errors, 250 notes\), 1 skipped \(1 a shallow clone\)\n$/);
  });

  test('what has no room at all is counted', () => {
    const out = markdownWithin(400, sample, context(sample));
    expect(rowsOf(out)).toEqual([]);
    expect(out).toContain('\n2 findings\n\n1 failed look\n\n1 ignored finding\n\n3 reasons for skipping\n');
  });

  test('a summary of GitHub is never too large', () => {
    const long = 'word '.repeat(2000);
    const huge = reportOf([
      fail('tag-format', ...Array.from({ length: 300 }, () => finding({ what: long, primary: at('a', '1:1') }))),
    ]);
    expect(size(markdown(huge, context(huge)))).toBeLessThan(1 << 20);
    expect(markdown(huge, context(huge))).toMatch(/\nand \d+ more findings\n/);
  });
});

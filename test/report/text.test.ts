import { describe, expect, test } from 'vitest';
import { text } from '../../src/report/text.ts';
import { at, clean, context, fail, finding, pass, reportOf, sample, skip } from './sample.ts';

describe('text', () => {
  test('a release with a stale copy of the version', () => {
    expect(text(sample, context(sample))).toMatchInlineSnapshot(`
      "pyproject.toml:3:12 error version-mismatch
        pyproject.toml says 0.2.0, but src/demo/__init__.py says 0.1.1
        |
      3 | version = "0.2.0"
        |            ^^^^^
        src/demo/__init__.py:3:16 declared here
        |
      3 | __version__ = "0.1.1"
        |                ^^^^^
        fix: Write 0.2.0 in src/demo/__init__.py.

      CHANGELOG.md:3:1 warning changelog-entry-missing
        CHANGELOG.md has no entry for 0.2.0; its newest is 0.1.1
        |
      3 | ## [0.1.1] - 2026-08-04
        | ^^^^^^^^^^^^^^^^^^^^^^^
        fix: Add \`## [0.2.0] - 2026-11-20\` above \`## [0.1.1] - 2026-08-04\`.

      ? LICENSE license-file-missing   could not look: LICENSE is larger than 10 MB

      more about a rule: pyrel explain version-mismatch
      release mode for 0.2.0 (tag v0.2.0): --tag
      judged demo 0.2.0 at commit 1a2b3c4d5e6f
      5 passed, 2 failed (1 error, 1 warning), 6 skipped (3 the project has no workflows; 2 a shallow clone; 1 no version is read from the environment), 1 ignored, 1 could not be looked at
      "
    `);
  });

  test('the same with -v', () => {
    expect(text(sample, context(sample, { verbose: true }))).toMatchInlineSnapshot(`
      "pyproject.toml:3:12 error version-mismatch
        pyproject.toml says 0.2.0, but src/demo/__init__.py says 0.1.1
        |
      3 | version = "0.2.0"
        |            ^^^^^
        src/demo/__init__.py:3:16 declared here
        |
      3 | __version__ = "0.1.1"
        |                ^^^^^
        fix: Write 0.2.0 in src/demo/__init__.py.
        why: Users see one version from \`pip show\` and another from the program, and
             bug reports name the wrong one.

      CHANGELOG.md:3:1 warning changelog-entry-missing
        CHANGELOG.md has no entry for 0.2.0; its newest is 0.1.1
        |
      3 | ## [0.1.1] - 2026-08-04
        | ^^^^^^^^^^^^^^^^^^^^^^^
        fix: Add \`## [0.2.0] - 2026-11-20\` above \`## [0.1.1] - 2026-08-04\`.
        why: Users cannot tell what changed, and release notes made from the changelog
             come out empty.

      ? LICENSE license-file-missing   could not look: LICENSE is larger than 10 MB

      ignored  pyproject.toml:4:11 readme-missing: GitHub renames it on merge (comment at pyproject.toml:4:23 until 2027-01-01)

      skipped  version-dev-on-release     no version is read from the environment
      skipped  publish-workflow-missing   the project has no workflows
      skipped  publish-no-id-token        the project has no workflows
      skipped  publish-unreachable        the project has no workflows
      skipped  tag-exists                 a shallow clone
      skipped  version-not-bumped         a shallow clone

      passed   version-invalid-pep440
      passed   version-spelling-differs
      passed   tag-format
      passed   tag-version-mismatch
      passed   suppression-unused

      more about a rule: pyrel explain version-mismatch
      release mode for 0.2.0 (tag v0.2.0): --tag
      judged demo 0.2.0 at commit 1a2b3c4d5e6f
      5 passed, 2 failed (1 error, 1 warning), 6 skipped (3 the project has no workflows; 2 a shallow clone; 1 no version is read from the environment), 1 ignored, 1 could not be looked at
      "
    `);
  });

  test('a clean tree on a working day', () => {
    expect(text(clean, context(clean))).toMatchInlineSnapshot(`
      "dev mode: no tag at HEAD
      judged demo 0.2.0 in packages/core, no commit
      2 passed, 0 failed, 2 skipped (2 asked in release mode only)
      "
    `);
  });

  test('in colour', () => {
    expect(
      text(sample, context(sample, { colour: true }))
        .split('\n')
        .slice(0, 11),
    ).toMatchInlineSnapshot(`
      [
        "[1mpyproject.toml:3:12[0m [1;31merror[0m version-mismatch",
        "  pyproject.toml says 0.2.0, but src/demo/__init__.py says 0.1.1",
        "[2m  |[0m",
        "[2m3 |[0m version = "0.2.0"",
        "[2m  |[0m            [1;31m^^^^^[0m",
        "  [1msrc/demo/__init__.py:3:16[0m declared here",
        "[2m  |[0m",
        "[2m3 |[0m __version__ = "0.1.1"",
        "[2m  |[0m                [1;36m^^^^^[0m",
        "  [1;32mfix:[0m Write 0.2.0 in src/demo/__init__.py.",
        "",
      ]
    `);
  });

  test('wraps prose, not code, places or the closing line', () => {
    const out = text(sample, context(sample, { width: 40 }));
    expect(out).toContain('  pyproject.toml says 0.2.0, but\n  src/demo/__init__.py says 0.1.1\n');
    expect(out).toContain('  fix: Add `## [0.2.0] - 2026-11-20`\n       above `## [0.1.1] - 2026-08-04`.\n');
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/^5 passed, .* 1 could not be looked at$/);
  });

  test('puts the subject of a probe first and the place after it', () => {
    const report = reportOf([
      {
        ...fail('pypi-file-absent', finding({ primary: at('pyproject.toml', '2:8-14') })),
        subject: 'pkg:pypi/demo@0.2.0',
      },
    ]);
    const [first] = text(report, context(report)).split('\n');
    expect(first).toBe('pkg:pypi/demo@0.2.0 error pypi-file-absent   (pyproject.toml:2:8)');
  });

  test('says how often it looked', () => {
    const subject = 'ghcr.io/acme/demo:0.2.0-arm64';
    const reason = 'GET https://ghcr.example/token 429 TOOMANYREQUESTS';
    const report = reportOf([{ id: 'oci-tag-absent', target: 0, subject, outcome: 'error', reason, attempts: 5 }]);
    const [first] = text(report, context(report)).split('\n');
    expect(first).toBe(`? ${subject} oci-tag-absent   could not look: ${reason}, 5 tries`);
  });

  test('gives all frames of a finding the same gutter', () => {
    const source = Array.from({ length: 120 }, (_, i) => `line ${i + 1}`);
    const related = [at('b', '113:1-5', 'declared here')];
    const report = reportOf([fail('version-mismatch', finding({ primary: at('a', '7:1-5'), related }))]);
    expect(text(report, context(report, { lines: () => source }))).toContain(
      ['    |', '  7 | line 7', '    | ^^^^', '  b:113:1 declared here', '    |', '113 | line 113', '    | ^^^^'].join(
        '\n',
      ),
    );
  });

  test('shows a place without its source where there is none', () => {
    const report = reportOf([fail('readme-missing', finding({ primary: at('gone.md', '3:1-5') }))]);
    expect(text(report, context(report)).split('\n').slice(0, 4)).toEqual([
      'gone.md:3:1 error readme-missing',
      '  one thing is said here, but another there',
      '  fix: Write the one.',
      '',
    ]);
  });

  test('says that no finding is bad enough to fail the run', () => {
    const report = reportOf([
      fail('tag-format', finding({ severity: 'note', primary: at('a', '1:1') })),
      pass('tag-exists'),
    ]);
    expect(text(report, context(report))).toContain('\nno finding reaches --fail-on error\n');
    expect(text(report, context(report, { failOn: 'note' }))).not.toContain('--fail-on');
  });

  test('groups skips by reason, the most frequent first', () => {
    const report = reportOf([skip('a', 'no changelog'), skip('b', 'no tags'), skip('c', 'no tags'), pass('d')]);
    expect(text(report, context(report))).toMatch(/\n1 passed, 0 failed, 3 skipped \(2 no tags; 1 no changelog\)\n$/);
  });

  test('names what was judged when little is known of it', () => {
    const target = { path: 'packages/core', name: null, version: null, tag: null, commit: null };
    const report = reportOf([], { mode: 'dev', modeReason: '--dev', targets: [target] });
    expect(text(report, context(report))).toBe(
      'dev mode: --dev\njudged a project without a name of unknown version in packages/core, no commit\n0 passed, 0 failed\n',
    );
  });

  test('a file whose name is a log command stays a file name', () => {
    const report = reportOf([fail('tag-format', finding({ primary: at('::error::x', '1:1') }))]);
    expect(text(report, context(report))).toMatch(/^\\x3a:error::x:1:1 error tag-format\n/);
  });
});

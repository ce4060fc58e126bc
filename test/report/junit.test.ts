import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { junit } from '../../src/report/junit.ts';
import { FORBIDDEN, hostile } from './hostile.ts';
import { at, clean, context, fail, finding, pass, reportOf, sample, skip } from './sample.ts';

type Element = {
  readonly name: string;
  readonly attributes: Record<string, string>;
  text: string;
  readonly children: Element[];
};

/** Reads XML strictly: saxes rejects what XML 1.0 does not allow, characters included. */
function parse(xml: string): Element {
  const parser = new SaxesParser();
  const stack: Element[] = [{ name: '', attributes: {}, text: '', children: [] }];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, text: '', children: [] };
    stack.at(-1)?.children.push(element);
    stack.push(element);
  });
  parser.on('text', (text) => {
    const open = stack.at(-1);
    if (open !== undefined) open.text += text;
  });
  parser.on('closetag', () => stack.pop());
  parser.write(xml).close();
  const [root] = stack[0]?.children ?? [];
  if (root === undefined) throw new Error('no element');
  return root;
}

function cases(report: Report): readonly Element[] {
  return parse(junit(report, context(report))).children.flatMap((suite) => suite.children);
}

describe('junit', () => {
  test('the sample', () => {
    expect(junit(sample, context(sample))).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="pyrel" tests="15" failures="2" errors="1" skipped="7" time="0">
        <testsuite name="pyrel.lint" tests="15" failures="2" errors="1" skipped="7" time="0">
          <testcase classname="pyrel.lint" name="version-mismatch" file="pyproject.toml" line="3" time="0">
            <failure message="pyproject.toml says 0.2.0, but src/demo/__init__.py says 0.1.1" type="error">pyproject.toml:3:12 error: pyproject.toml says 0.2.0, but src/demo/__init__.py says 0.1.1
        src/demo/__init__.py:3:16 declared here
        fix: Write 0.2.0 in src/demo/__init__.py.</failure>
          </testcase>
          <testcase classname="pyrel.lint" name="changelog-entry-missing" file="CHANGELOG.md" line="3" time="0">
            <failure message="CHANGELOG.md has no entry for 0.2.0; its newest is 0.1.1" type="warning">CHANGELOG.md:3:1 warning: CHANGELOG.md has no entry for 0.2.0; its newest is 0.1.1
        fix: Add \`## [0.2.0] - 2026-11-20\` above \`## [0.1.1] - 2026-08-04\`.</failure>
          </testcase>
          <testcase classname="pyrel.lint" name="readme-missing" time="0">
            <skipped message="ignored: GitHub renames it on merge"/>
          </testcase>
          <testcase classname="pyrel.lint" name="license-file-missing LICENSE" time="0">
            <error message="could not look: LICENSE is larger than 10 MB" type="could-not-look"/>
          </testcase>
          <testcase classname="pyrel.lint" name="version-invalid-pep440" time="0"/>
          <testcase classname="pyrel.lint" name="version-spelling-differs" time="0"/>
          <testcase classname="pyrel.lint" name="tag-format" time="0"/>
          <testcase classname="pyrel.lint" name="tag-version-mismatch" time="0"/>
          <testcase classname="pyrel.lint" name="version-dev-on-release" time="0">
            <skipped message="no version is read from the environment"/>
          </testcase>
          <testcase classname="pyrel.lint" name="publish-workflow-missing" time="0">
            <skipped message="the project has no workflows"/>
          </testcase>
          <testcase classname="pyrel.lint" name="publish-no-id-token" time="0">
            <skipped message="the project has no workflows"/>
          </testcase>
          <testcase classname="pyrel.lint" name="publish-unreachable" time="0">
            <skipped message="the project has no workflows"/>
          </testcase>
          <testcase classname="pyrel.lint" name="tag-exists" time="0">
            <skipped message="a shallow clone"/>
          </testcase>
          <testcase classname="pyrel.lint" name="version-not-bumped" time="0">
            <skipped message="a shallow clone"/>
          </testcase>
          <testcase classname="pyrel.lint" name="suppression-unused" time="0"/>
        </testsuite>
      </testsuites>
      "
    `);
  });

  test('a probe has its own suite', () => {
    const report = reportOf([{ ...pass('pypi-file-absent'), subject: 'pkg:pypi/demo@0.2.0' }], { command: 'probe' });
    expect(cases(report).map((one) => one.attributes)).toEqual([
      { classname: 'pyrel.probe', name: 'pypi-file-absent pkg:pypi/demo@0.2.0', time: '0' },
    ]);
  });

  test.each(Object.entries({ sample, clean, hostile, empty: reportOf([]) }))(
    '%s is well-formed and counts right',
    (_, report) => {
      const root = parse(junit(report, context(report)));
      const [suite] = root.children;
      const all = suite?.children ?? [];
      const count = (name: string): string =>
        String(all.filter((one) => one.children.some((child) => child.name === name)).length);
      const counts = {
        tests: String(all.length),
        failures: count('failure'),
        errors: count('error'),
        skipped: count('skipped'),
      };
      expect(suite?.attributes).toEqual({ name: 'pyrel.lint', time: '0', ...counts });
      expect(root.attributes).toEqual({ name: 'pyrel', time: '0', ...counts });
      expect(all.every((one) => one.children.length <= 1)).toBe(true);
      const names = all.map((one) => one.attributes['name']);
      expect(new Set(names).size).toBe(names.length);
    },
  );

  test('values come back as they were, hidden characters as escapes', () => {
    const what = `a < b && "c" > 'd' ]]> ${FORBIDDEN.join('')}\n`;
    const [only] = cases(reportOf([fail('tag-format', finding({ what, primary: at('<&">.toml', '1:1') }))]));
    expect(only?.attributes['file']).toBe('<&">.toml');
    const message = only?.children[0]?.attributes['message'] ?? '';
    expect(message.startsWith(`a < b && "c" > 'd' ]]> ${String.raw`\x00\x01`}`)).toBe(true);
    expect(message.endsWith(String.raw`\ufffe\uffff\u{e0001}\ud800\n`)).toBe(true);
  });

  const blind: Verdict = { id: 'tag-format', target: 0, outcome: 'error', reason: 'permission denied' };
  const ignored: Verdict = {
    id: 'tag-format',
    target: 0,
    outcome: 'ignored',
    reason: 'old',
    findings: [finding({ primary: at('a', '1:1') })],
    suppression: { kind: 'config', reason: 'old', place: at('pyproject.toml', '9:1') },
  };
  const bad = fail(
    'tag-format',
    finding({ what: 'one', primary: at('a', '1:1') }),
    finding({ what: 'two', primary: at('a', '2:1') }),
  );
  test.each<[string, readonly Verdict[], string | undefined, string]>([
    ['findings outweigh a look that failed', [blind, bad, ignored], 'failure', 'one (and 1 more)'],
    ['a look that failed outweighs what is ignored', [ignored, blind], 'error', 'could not look: permission denied'],
    ['ignored findings are skipped', [ignored], 'skipped', 'ignored: old'],
    ['a skip is skipped', [skip('tag-format', 'no tags')], 'skipped', 'no tags'],
    ['a pass has nothing to say', [pass('tag-format')], undefined, ''],
  ])('one case per rule: %s', (_, verdicts, name, message) => {
    const all = cases(reportOf(verdicts));
    expect(all).toHaveLength(1);
    const [child] = all[0]?.children ?? [];
    expect(child?.name).toBe(name);
    expect(child?.attributes['message'] ?? '').toBe(message);
  });

  test('the text of a failure has every finding and what could not be looked at', () => {
    const [only] = cases(reportOf([blind, bad]));
    expect(only?.children[0]?.text.split('\n').filter((line) => !line.startsWith('  '))).toEqual([
      'a:1:1 error: one',
      'a:2:1 error: two',
      'could not look: permission denied',
    ]);
  });
});

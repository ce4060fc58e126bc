import type { Part, Proposal } from '../adopt/part.ts';
import { PRE_COMMIT_CONFIG } from '../adopt/pre-commit-text.ts';
import { PyrelError } from '../core/error.ts';
import { isUnknown } from '../core/unknown.ts';
import type { GitFoldersAnswer } from '../io/hooks-folder.ts';
import { findGitFolders } from '../io/hooks-folder.ts';
import { loadConfig } from '../io/load-config.ts';
import type { Repository } from '../io/repository.ts';
import { openRepository } from '../io/repository.ts';
import type { Terminal } from '../io/terminal.ts';
import type { LintResult } from '../lint.ts';
import { lint } from '../lint.ts';
import { counted, tally } from '../report/summary.ts';
import { visible } from '../report/visible.ts';
import { rules } from '../rules/registry.gen.ts';
import { inferences } from './inferences.ts';
import { proposals } from './init-proposals.ts';
import type { Surveyed } from './init-proposals.ts';
import type { Writing } from './init-write.ts';
import { writeParts } from './init-write.ts';
import type { Surroundings } from './surroundings.ts';

export type InitFlags = {
  readonly root?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly 'dry-run'?: boolean | undefined;
};

/** `pyrel init [ROOT]`; the promise gives the exit code. `terminal` is null where nobody can be asked. */
export async function initCommand(
  flags: InitFlags,
  around: Surroundings & { readonly terminal: Terminal | null },
): Promise<number> {
  const { root = '.', yes = false, 'dry-run': isDry = false } = flags;
  if (yes && isDry) throw new PyrelError('usage', '--yes and --dry-run exclude each other', 'Give one of them.');
  const found = repositoryOf(root, await findGitFolders(absolute(around.cwd, root), around.env));
  const repository = await openRepository({ root, revision: null, env: around.env });
  try {
    const surveyed = await survey(repository, found, around);
    await around.print(`${inferences(surveyed.result, surveyed.config)}\n`);
    const { parts, guard } = await proposals(surveyed);
    const which: Writing['which'] = yes
      ? { kind: 'all' }
      : around.terminal === null || isDry
        ? { kind: 'none' }
        : { kind: 'ask', terminal: around.terminal };
    const writing = { top: surveyed.top, common: surveyed.folders.common, which };
    const { written, failed } = await writeParts(parts, writing, around);
    await around.print(nextSteps({ parts, written, guard, result: surveyed.result, isShown: which.kind === 'none' }));
    if (failed.length > 0)
      throw new PyrelError(
        'output-unwritable',
        failed.join('; '),
        'See that the files may be written, and run it again.',
      );
    return 0;
  } finally {
    around.terminal?.close();
    repository.close();
  }
}

function absolute(cwd: string, root: string): string {
  return /^(?:[\\/]|[A-Za-z]:)/.test(root) ? root : `${cwd}/${root}`;
}

type Answer = GitFoldersAnswer & { readonly kind: 'found' };

/** What git cannot work with is told in the words of `openRepository`, but for what only `init` minds. */
function repositoryOf(root: string, answer: GitFoldersAnswer): Answer | null {
  if (answer.kind === 'found') return answer;
  if (answer.kind === 'bare')
    throw new PyrelError(
      'root-unreadable',
      `${root} has no work tree: it is a bare repository or lies in a git directory`,
      'Run `pyrel init` in a clone that has its files checked out.',
    );
  return null;
}

async function survey(repository: Repository, found: Answer | null, around: Surroundings): Promise<Surveyed> {
  const { root, top } = repository;
  const history = await repository.git.history();
  if (found === null)
    throw new PyrelError(
      'root-unreadable',
      `${top} cannot be set up: ${isUnknown(history) ? history.unknown : 'git does not answer'}`,
      'Run `git init` first, or name a folder of a git repository.',
    );
  const config = await loadConfig({ repository, given: null, rules });
  const result = await lint({
    files: repository.files,
    git: repository.git,
    root,
    config,
    rules,
    allRules: rules,
    adjust: (own) => own,
    request: { mode: 'dev' },
    modeReason: 'pyrel init',
    today: around.today,
    toolVersion: __PYREL_VERSION__,
    checks: null,
    workFolder: null,
  });
  refuseWithoutProject(result, root);
  return { top, root, folders: found.folders, git: found.git, result, config };
}

function refuseWithoutProject({ subjects }: LintResult, root: string): void {
  if (subjects.some(({ facts: { project } }) => project.metadata !== null || project.versions.declared !== null))
    return;
  const paths = [...(subjects[0]?.facts.project.allPaths ?? [])];
  const other = paths.find((path) => /(^|\/)(pyproject\.toml|setup\.py|setup\.cfg)$/.test(path));
  throw new PyrelError(
    'root-unreadable',
    `${root === '' ? 'ROOT' : root} holds no Python project: no pyproject.toml, setup.cfg or setup.py with a [project]`,
    other === undefined
      ? 'Name the folder of the project.'
      : `Name the folder of the project; there is ${visible(other)}.`,
  );
}

type Outcome = {
  readonly parts: readonly Part[];
  readonly written: readonly Proposal[];
  readonly guard: readonly string[];
  readonly result: LintResult;
  /** Whether nothing was to be written. */
  readonly isShown: boolean;
};

/** What is left to do, in the order in which it is done. */
function nextSteps({ parts, written, guard, result, isShown }: Outcome): string {
  const open = parts.some(({ kind }) => kind === 'write');
  const steps = [
    ...(isShown && open
      ? [['Nothing was written. `pyrel init` asks file by file on a terminal; `pyrel init --yes` writes all of them.']]
      : []),
    ...stepsAfter(written),
    ...(guard.length > 0 ? [guard] : []),
    ...findingSteps(result),
  ];
  if (steps.length === 0) return 'There is nothing left to do.\n';
  const lines = steps.flatMap((step, i) =>
    step.map((line, j) => `${j === 0 ? `${i + 1}. `.padEnd(3) : '   '}${visible(line)}`),
  );
  return ['Next steps:', ...lines, ''].join('\n');
}

function stepsAfter(written: readonly Proposal[]): readonly (readonly string[])[] {
  const isHook = ({ isExecutable }: Proposal): boolean => isExecutable;
  const tracked = written.filter(({ path }) => !/^(?:\.git\/|\/|[A-Za-z]:)/.test(path)).map(({ path }) => path);
  return [
    ...(tracked.length > 0
      ? [[`Look at what was written, and commit it: git add ${tracked.map(shellWord).join(' ')}`]]
      : []),
    ...(written.some(({ path }) => path === PRE_COMMIT_CONFIG)
      ? [['Let pre-commit run at each commit: pre-commit install']]
      : []),
    ...(written.some(isHook)
      ? [
          [
            `Install pyrel where the pre-push hook finds it: npm install --global pyrel@${__PYREL_VERSION__}`,
            'Hooks are not cloned: the others run `pyrel init` too.',
          ],
        ]
      : []),
  ];
}

function shellWord(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

function findingSteps({ report }: LintResult): readonly (readonly string[])[] {
  const { error, warning } = tally(report).findings;
  if (error + warning === 0) return [];
  const found = [
    ...(error > 0 ? [counted(error, 'error')] : []),
    ...(warning > 0 ? [counted(warning, 'warning')] : []),
  ];
  return [
    [
      `There is something to see today (${found.join(', ')}): pyrel-lint --dev`,
      'What you cannot mend now need not stand in the way:',
      '  pyrel-lint --dev --update-baseline',
    ],
  ];
}

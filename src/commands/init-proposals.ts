import { proposeConfig } from '../adopt/config-text.ts';
import { CHAINED } from '../adopt/hook-script.ts';
import type { Part } from '../adopt/part.ts';
import { left } from '../adopt/part.ts';
import { pinningOf } from '../adopt/pinning.ts';
import { PRE_COMMIT_CONFIG, proposePreCommit } from '../adopt/pre-commit-text.ts';
import type { Found } from '../adopt/pre-push-hook.ts';
import { proposeHook } from '../adopt/pre-push-hook.ts';
import type { Setting } from '../adopt/settings.ts';
import { settingsOf } from '../adopt/settings.ts';
import type { WorkflowFacts } from '../adopt/workflow-text.ts';
import { WORKFLOW, guardAdvice, proposeWorkflow } from '../adopt/workflow-text.ts';
import type { Config } from '../config/config.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Subject } from '../engine/judge.ts';
import type { GitProcess } from '../io/git-process.ts';
import type { GitFolders } from '../io/hooks-folder.ts';
import { defaultBranch, ignoredPaths } from '../io/hooks-folder.ts';
import type { Look } from '../io/look-at.ts';
import { lookAt, shownPath } from '../io/look-at.ts';
import type { LintResult } from '../lint.ts';
import { below } from '../project/path.ts';

export type Surveyed = {
  /** Absolute path of the git top level, and ROOT below it. */
  readonly top: string;
  readonly root: string;
  readonly folders: GitFolders;
  readonly git: GitProcess;
  readonly result: LintResult;
  /** The config of ROOT. */
  readonly config: Config;
};

export type Proposals = {
  readonly parts: readonly Part[];
  /** What to do by hand in the workflows that publish. */
  readonly guard: readonly string[];
};

/** What `pyrel init` would write, and what it leaves to the user. */
export async function proposals(surveyed: Surveyed): Promise<Proposals> {
  const { top, result } = surveyed;
  const [subject] = result.subjects;
  if (subject === undefined) return { parts: [], guard: [] };
  const facts = await workflowFacts(surveyed, subject);
  const parts = await Promise.all([
    configPart(surveyed),
    preCommitPart(top),
    hookPart(surveyed),
    workflowPart(top, facts),
  ]);
  const guard = guardAdvice(subject.facts.plan.publishing, facts);
  return { parts: await withoutIgnored(surveyed, parts), guard };
}

async function configPart({ top, root, result, config }: Surveyed): Promise<Part> {
  const path = below(root, 'pyproject.toml');
  const look = await lookAt(`${top}/${path}`);
  return proposeConfig({
    source: config.source?.file ?? null,
    pyproject: { path, text: textOf(look) },
    ownPath: below(root, 'pyrel.toml'),
    settings: sharedSettings(result.subjects, root),
  });
}

/** Of several projects each has conventions of its own, and a config of its own may say them. */
function sharedSettings(subjects: readonly Subject[], root: string): readonly Setting[] {
  const [only] = subjects;
  if (only === undefined || subjects.length > 1 || only.facts.project.root !== root) return [];
  return settingsOf(only.facts.project, only.facts.plan);
}

async function preCommitPart(top: string): Promise<Part> {
  const look = await lookAt(`${top}/${PRE_COMMIT_CONFIG}`);
  const text = textOf(look);
  if (look.kind !== 'missing' && text === null)
    return left(`${PRE_COMMIT_CONFIG} ${look.kind === 'other' ? look.is : 'is not UTF-8'}, so it is not changed`, []);
  return proposePreCommit({ text, version: __PYREL_VERSION__ });
}

async function hookPart({ top, folders, result }: Surveyed): Promise<Part> {
  const hooks = folders.hooks.replaceAll('\\', '/');
  // husky 9 points git at a folder of its own making; what people write stands above it.
  const isHusky = /\/\.husky(?:\/_)?$/.test(hooks);
  const folder = hooks.replace(/(?<=\/\.husky)\/_$/, '');
  const find = async (name: string): Promise<Found> => foundOf(await lookAt(`${folder}/${name}`));
  const paths = result.subjects[0]?.facts.project.allPaths ?? new Set<string>();
  const lefthook = [...paths].find((path) => /^(?:\.config\/|\.)?lefthook\.(?:ya?ml|toml|jsonc?)$/.test(path)) ?? null;
  return proposeHook({
    folder: shownPath(top, folder),
    isShared: !folders.isOwn,
    isHusky,
    lefthook,
    found: {
      'pre-push': await find('pre-push'),
      'pre-push.legacy': await find('pre-push.legacy'),
      [CHAINED]: await find(CHAINED),
    },
  });
}

function foundOf(look: Look): Found {
  if (look.kind !== 'file') return look;
  // A hook may be a program; what matters of it is told by any decoding.
  return { kind: 'file', text: look.bytes.toString('latin1') };
}

async function workflowPart(top: string, facts: WorkflowFacts): Promise<Part> {
  const part = proposeWorkflow(facts);
  const isTaken = part.kind === 'write' && (await lookAt(`${top}/${WORKFLOW}`)).kind !== 'missing';
  return isTaken ? left(`${WORKFLOW} is there and does not run pyrel`, []) : part;
}

async function workflowFacts({ root, git, result }: Surveyed, subject: Subject): Promise<WorkflowFacts> {
  const { workflows, sources, history } = subject.facts.project;
  const textOfFile = (file: string): string => sources.get(file)?.text ?? '';
  const prefixes = new Set(
    result.subjects.map(({ facts: { project } }) => {
      const { tagPrefix } = project.conventions;
      return tagPrefix === null || isUnknown(tagPrefix) ? null : tagPrefix.value;
    }),
  );
  return {
    workflows,
    textOf: textOfFile,
    pinning: pinningOf(workflows, textOfFile),
    remote: isUnknown(history) ? null : history.remote,
    branch: await defaultBranch(git),
    tagPrefix: prefixes.size === 1 ? ([...prefixes][0] ?? null) : null,
    root,
    version: __PYREL_VERSION__,
  };
}

/** What git ignores reaches nobody else, CI least of all: the user has to decide. */
async function withoutIgnored({ git, top }: Surveyed, parts: readonly Part[]): Promise<readonly Part[]> {
  const full = (path: string): string => `${top}/${path}`;
  const paths = parts.flatMap((part) =>
    part.kind === 'write' && !isInGitFolder(part.proposal.path) ? full(part.proposal.path) : [],
  );
  const ignored = paths.length === 0 ? new Set<string>() : await ignoredPaths(git, paths);
  return parts.map((part) =>
    part.kind === 'write' && ignored.has(full(part.proposal.path))
      ? left(`git ignores ${part.proposal.path}, so it is not written`, [
          'Mend the .gitignore, and run `pyrel init` again.',
        ])
      : part,
  );
}

function isInGitFolder(path: string): boolean {
  return path.startsWith('.git/') || /^(?:\/|[A-Za-z]:)/.test(path);
}

/** The text of a file as it is, byte order mark included; null where there is none, or it is not UTF-8. */
function textOf(look: Look): string | null {
  if (look.kind !== 'file') return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(look.bytes);
  } catch {
    return null;
  }
}

import type { Config } from './config/config.ts';
import { memberConfig } from './config/member-config.ts';
import type { RuleSource } from './config/schema.ts';
import type { Target } from './core/report.ts';
import type { Need } from './core/rule.ts';
import { isUnknown, known } from './core/unknown.ts';
import type { Subject } from './engine/judge.ts';
import { makePlan } from './plan/make-plan.ts';
import type { RepositorySlug } from './plan/planned-tag.ts';
import { planPublishing } from './plan/plan-publishing.ts';
import type { LintRequest, TargetRequest } from './plan/release-targets.ts';
import { chooseTargets, releasedTogether, requestedLabels, requestedVersion } from './plan/release-targets.ts';
import type { CommandResult } from './project/checks.ts';
import type { FoundProject } from './project/find-projects.ts';
import { findProjects } from './project/find-projects.ts';
import type { Tree } from './project/load.ts';
import { loadProject, openTree, sortedByFile } from './project/load.ts';
import { below } from './project/path.ts';
import type { Files, Git } from './project/ports.ts';
import type { Project } from './project/project.ts';
import type { TagOwners } from './project/project-tags.ts';
import { labelsOf, tagOwners } from './project/project-tags.ts';
import type { WorkFolder } from './project/work-folder.ts';
import { sameVersion } from './version/scope.ts';

/** What is to be read, and what is asked of it. */
export type SubjectsInput = {
  readonly files: Files;
  readonly git: Git;
  /** ROOT relative to the git top level: `''` or `packages/core`. */
  readonly root: string;
  /** The config of ROOT. */
  readonly config: Config;
  /** What the command line says over a config that a project below ROOT has of its own; null: `--config` holds for all. */
  readonly adjust: ((config: Config) => Config) | null;
  /** All rules that there are, for configs that name one. */
  readonly allRules: RuleSource;
  readonly request: LintRequest;
  /** `OWNER/NAME` of the repository as the command line or the surroundings say; null or left out: the tree tells. */
  readonly repository?: RepositorySlug | null;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  /** What came of the commands of ROOT's config, in their order; null where they were not run. */
  readonly checks: readonly CommandResult[] | null;
  /** Null where a revision is read. */
  readonly workFolder: WorkFolder | null;
};

export type Subjects = {
  readonly tree: Tree;
  /** The projects that the request concerns, with facts and plan. */
  readonly subjects: readonly Subject[];
  /** Projects that were found and that it does not concern. */
  readonly others: readonly FoundProject[];
  /** Why it is no release, where one was asked for; null where that is decided. */
  readonly undecided: string | null;
};

/** Finds the projects of a repository and whom the request concerns, loads their facts and makes their plans. */
export async function loadSubjects(input: SubjectsInput, needs: ReadonlySet<Need>): Promise<Subjects> {
  const tree = await openTree(input.files, input.git, needs);
  const { projects, owners } = await findAll(tree, input);
  const configs = await configsOf(tree, projects, input);
  const configOf = (project: FoundProject): Config => configs.get(project) ?? input.config;
  const choice = chooseTargets(input.request, {
    projects,
    root: input.root,
    ownerOf: owners.ownerOf,
    prefixOf: (project) => configs.get(project)?.conventions.tagPrefix ?? null,
  });
  const loaded: Loaded[] = [];
  for (const target of choice.targets)
    loaded.push({
      ...target,
      facts: await load(tree, target, { needs, owners, config: configOf(target.project), input }),
    });
  const { chosen, undecided } = choice.isByVersion
    ? byVersion(loaded, owners)
    : { chosen: loaded, undecided: choice.undecided };
  const judged = new Set(chosen.map(({ project }) => project));
  return {
    tree,
    subjects: subjectsOf(tree, chosen, configOf, input),
    others: projects.filter((project) => !judged.has(project)),
    undecided,
  };
}

type Loaded = TargetRequest & { readonly facts: Project };

async function findAll(
  tree: Tree,
  { root, request }: SubjectsInput,
): Promise<{ readonly projects: readonly FoundProject[]; readonly owners: TagOwners }> {
  const projects = await findProjects(tree.reader, root, () => labelsOf(tree.history, requestedLabels(request)));
  return { projects, owners: tagOwners(projects, tree.history) };
}

/** The configs of those projects below ROOT that have one of their own. */
async function configsOf(
  { reader }: Tree,
  projects: readonly FoundProject[],
  { root, adjust, allRules }: SubjectsInput,
): Promise<ReadonlyMap<FoundProject, Config>> {
  const found = new Map<FoundProject, Config>();
  if (adjust === null) return found;
  for (const project of projects) {
    const own = project.root === root ? null : await memberConfig(reader, project.root, allRules);
    if (own !== null) found.set(project, adjust(own));
  }
  return found;
}

function load(
  tree: Tree,
  { project, request }: TargetRequest,
  given: {
    readonly needs: ReadonlySet<Need>;
    readonly owners: TagOwners;
    readonly config: Config;
    readonly input: SubjectsInput;
  },
): Promise<Project> {
  const { root, python } = project;
  const { input, config } = given;
  return loadProject(tree, {
    root,
    python,
    reader: tree.reader.within(root),
    needs: given.needs,
    changelog: config.changelog,
    conventions: config.conventions,
    history: given.owners.historyOf(project),
    judgedTag: request.mode === 'release' ? request.tag : null,
    release: request.mode === 'release' ? request : null,
    checks: {
      commands: input.config.checks.commands.map((one, i) => ({ ...one, result: input.checks?.[i] ?? null })),
      manual: config.checks.manual,
      // A project that has no config of its own is released by ROOT's.
      record: below(config === input.config ? input.root : root, config.checks.record),
    },
    workFolder: input.workFolder,
    coverageFile: coverageFileOf(config),
  });
}

/** The one option of a rule that says what is to be loaded. */
function coverageFileOf({ rules }: Config): string | null {
  const file = rules.get('coverage-below-minimum')?.options['file'];
  return typeof file === 'string' && file !== '' ? file : null;
}

/** Where nothing but the versions tells whom a release concerns. Where they tell nothing, it is no release. */
function byVersion(
  loaded: readonly Loaded[],
  { sharedVersions }: TagOwners,
): {
  readonly chosen: readonly Loaded[];
  readonly undecided: string | null;
} {
  const request = loaded[0]?.request;
  const version = request === undefined ? null : requestedVersion(request);
  if (request?.mode !== 'release' || version === null) return { chosen: loaded, undecided: null };
  const facts = loaded.map((one) => ({ one, versions: one.facts.versions }));
  const shared = sharedVersions();
  const isShared = (one: string): boolean => shared.some((other) => sameVersion(other, one));
  const chosen = releasedTogether(facts, version, isShared).map(({ one }) => one);
  if (chosen.length > 0) return { chosen, undecided: null };
  return {
    chosen: loaded.map((one) => ({ ...one, request: { mode: 'dev' } })),
    undecided: `${request.tag ?? version} does not say which of ${loaded.length} projects it releases`,
  };
}

function subjectsOf(
  tree: Tree,
  chosen: readonly Loaded[],
  configOf: (project: FoundProject) => Config,
  { today, repository = null }: SubjectsInput,
): readonly Subject[] {
  const [first] = chosen;
  if (first === undefined) return [];
  // All have been read now, and the rules that are asked once are asked of the first.
  const whole: Project = { ...first.facts, unreadable: sortedByFile(tree.reader.unreadable) };
  const tags = new Set(chosen.map(({ request }) => (request.mode === 'release' ? request.tag : null)));
  const isInStep = chosen.length > 1 && tags.size === 1;
  const publishing = planPublishing(whole, tree.reader.allPaths);
  return chosen.map(({ project, request, facts }, i) => {
    const config = configOf(project);
    const { publish, container } = config;
    const plan = makePlan(facts, { request, publish, container, publishing, repository, isInStep, today });
    return { facts: { project: i === 0 ? whole : facts, plan }, config };
  });
}

/** A subject as reports name it. */
export function targetOf({ facts: { project, plan } }: Subject): Target {
  return {
    path: project.root === '' ? '.' : project.root,
    name: known(project.name)?.value ?? null,
    // In dev mode nothing is to be released yet: what the tree declares, pre- and dev part included.
    version: plan.release?.version ?? known(project.versions.declared)?.value ?? null,
    tag: plan.release?.tag ?? null,
    commit: isUnknown(project.history) ? null : project.history.head,
  };
}

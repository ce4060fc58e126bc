import type { Config } from '../config/config.ts';
import { selectRules, switchOnSelected } from '../config/select-rules.ts';
import type { RuleCard } from '../core/report.ts';
import { BASELINE_NAME, readBaseline } from '../engine/baseline.ts';
import { rulePage } from '../core/addresses.ts';
import type { BaselineFile } from '../io/baseline-file.ts';
import { openBaseline } from '../io/baseline-file.ts';
import type { DetectedMode } from '../io/detect-mode.ts';
import { detectMode } from '../io/detect-mode.ts';
import { loadConfig } from '../io/load-config.ts';
import type { Repository } from '../io/repository.ts';
import { workFolder } from '../io/work-folder.ts';
import { writeChanges } from '../io/write-changes.ts';
import { writeOutput } from '../io/write-output.ts';
import type { LintResult } from '../lint.ts';
import { lint } from '../lint.ts';
import type { LintRequest } from '../plan/release-targets.ts';
import type { CommandResult } from '../project/checks.ts';
import { exitCode } from '../report/exit-code.ts';
import { loadReporter } from '../report/formats.ts';
import { visible } from '../report/visible.ts';
import { rules } from '../rules/registry.gen.ts';
import type { LintRule } from '../rules/rule.ts';
import type { LintArguments } from './arguments.ts';
import { inferences } from './inferences.ts';
import { repositoryAsked } from './repository-slug.ts';
import type { RunOrder } from './run-checks.ts';
import type { Surroundings } from './surroundings.ts';

/** Lints an opened repository and prints what was asked for; the promise gives the exit code. */
export async function lintRepository(
  args: LintArguments,
  repository: Repository,
  around: Surroundings,
): Promise<number> {
  if (args.printConfig) {
    const { printConfig } = await import('./print-config.ts');
    return printConfig(args, repository, around);
  }
  const result = args.fix === null ? await lintOnce(args, repository, around) : await fixed(args, repository, around);
  const { config } = result;
  await writeBaseline(result, around);
  const elsewhere = projectElsewhere(result);
  if (elsewhere !== null) around.warn(elsewhere);
  if (args.verbose) around.warn(inferences(result, config));
  const failOn = args.failOn ?? config.failOn;
  await print(args, { ...result, failOn }, around);
  return args.exitZero ? 0 : exitCode(result.report, failOn);
}

type Linted = LintResult & {
  readonly config: Config;
  readonly asked: readonly LintRule[];
  readonly baseline: BaselineFile | null;
};

/** Before the report is printed, so that a report that says so is not printed where it cannot be written. */
async function writeBaseline({ baseline, baselineChange }: Linted, around: Surroundings): Promise<void> {
  if (baseline === null || baselineChange === null) return;
  const { text, added, removed, kept } = baselineChange;
  if (text !== baseline.source?.text) await baseline.write(text);
  around.warn(`baseline ${visible(baseline.name)}: ${added} added, ${removed} removed, ${kept} kept\n`);
}

async function lintOnce(args: LintArguments, repository: Repository, around: Surroundings): Promise<Linted> {
  const asked = selectRules(rules, args.select, args.ignore);
  const config = switchOnSelected(await loadConfig({ repository, given: args.config, rules }), args.select);
  const { request, reason } = await requestOf(args, repository, config, around);
  const { file, task } = args.baseline;
  const baseline = await openBaseline({
    repository,
    cwd: around.cwd,
    given: file,
    configured: config.baseline,
    usual: BASELINE_NAME,
    task,
  });
  const result = await lint({
    baseline: baseline === null ? null : { before: await readBaseline(baseline.source, baseline.name), task },
    // A tag at hand speaks for its commit: a file that nobody has added to git is not in the release.
    files: args.mode.kind === 'auto' && request.mode !== 'dev' ? repository.tracked : repository.files,
    git: repository.git,
    root: repository.root,
    config,
    rules: asked,
    allRules: rules,
    adjust: args.config === null ? (own) => switchOnSelected(own, args.select) : null,
    request,
    modeReason: reason,
    repository: repositoryAsked(args.repository, around.env),
    today: around.today,
    toolVersion: __PYREL_VERSION__,
    checks: args.run ? await checked({ args, repository, config, asked }, around) : null,
    workFolder: repository.revision === null ? workFolder(repository.top) : null,
  });
  return { ...result, config, asked, baseline };
}

/** Loaded only where somebody asks for it. */
async function checked(order: RunOrder, around: Surroundings): Promise<readonly CommandResult[] | null> {
  const { runChecks } = await import('./run-checks.ts');
  return runChecks(order, around);
}

/** Mends what can be mended, or shows how. What is reported is the tree as it is then: mended, or untouched. */
async function fixed(args: LintArguments, repository: Repository, around: Surroundings): Promise<Linted> {
  const { fixInMemory, fixSummary, diffsOf } = await import('./fix.ts');
  const { level, isWritten } = args.fix ?? { level: 'safe', isWritten: false };
  const outcome = await fixInMemory(repository, level, (view) => lintOnce(args, view, around));
  if (isWritten) {
    await writeChanges(repository.top, outcome.changes);
  } else {
    const { unifiedDiff } = await import('../report/diff.ts');
    await around.print(unifiedDiff(diffsOf(outcome.changes), Number.isFinite(around.width)));
  }
  around.warn(fixSummary(outcome, isWritten));
  return isWritten ? outcome.last : outcome.first;
}

async function requestOf(
  args: LintArguments,
  repository: Repository,
  config: Config,
  around: Surroundings,
): Promise<{ readonly request: LintRequest; readonly reason: string }> {
  const { mode } = args;
  if (mode.kind === 'dev') return { request: { mode: 'dev' }, reason: '--dev' };
  if (mode.kind === 'release')
    return { request: { mode: 'release', version: mode.version, tag: null }, reason: `--release ${mode.version}` };
  if (mode.kind === 'tag')
    return { request: { mode: 'release', version: null, tag: mode.tag }, reason: `--tag ${mode.tag}` };
  const detected = await detectMode({
    env: around.env,
    history: await repository.git.history(),
    revision: repository.revision,
    tagPrefix: config.conventions.tagPrefix,
    differsFromHead: repository.differsFromHead,
  });
  return { request: requestFor(detected), reason: detected.reason };
}

function requestFor(detected: DetectedMode): LintRequest {
  if (detected.mode === 'release') return { mode: 'release', version: null, tag: detected.tag };
  return detected.mode === 'dev' ? { mode: 'dev' } : detected;
}

type Printed = Linted & { readonly failOn: Config['failOn'] };

async function print(
  args: LintArguments,
  { report, lines, failOn, asked }: Printed,
  around: Surroundings,
): Promise<void> {
  for (const { format, file } of args.outputs) {
    const reporter = await loadReporter(format);
    const isPrinted = file === null;
    const text = reporter(report, {
      rules: asked.map(cardOf),
      lines,
      colour: isPrinted && around.colour,
      width: isPrinted ? around.width : Infinity,
      verbose: args.verbose,
      failOn,
    });
    if (isPrinted) await around.print(text);
    else await writeOutput(around.cwd, file, text);
  }
}

function cardOf({ meta, messages }: LintRule): RuleCard {
  return { id: meta.id, summary: meta.summary, why: meta.why, helpUri: rulePage(meta.id), messages };
}

/** Says where the project is, where ROOT holds none: `pyrel-lint .` in a subfolder would look like a clean one. */
function projectElsewhere({ subjects, report }: LintResult): string | null {
  const project = subjects[0]?.facts.project;
  if (project === undefined || project.metadata !== null || project.versions.declared !== null) return null;
  const found = [...project.paths].filter((path) => /(^|\/)(pyproject\.toml|setup\.py|setup\.cfg)$/.test(path));
  const here = project.root === '' ? 'ROOT' : project.root;
  if (found.length === 0)
    return report.mode === 'release' ? `note: ${here} holds no project, so nothing is judged that needs one\n` : null;
  return `note: ${here} holds no Python project; ${found.length === 1 ? 'there is' : 'the first of several is'} ${visible(found[0] ?? '')}\n`;
}

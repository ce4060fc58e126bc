import type { Config } from '../config/config.ts';
import type { From } from '../config/provenance.ts';
import { provenanceOf } from '../config/provenance.ts';
import { readWritten } from '../config/read-config.ts';
import { resolveConfig } from '../config/resolve-config.ts';
import { PyrelError } from '../core/error.ts';
import { isUnknown } from '../core/unknown.ts';
import { loadConfigText } from '../io/load-config.ts';
import type { Repository } from '../io/repository.ts';
import { writeOutput } from '../io/write-output.ts';
import { lint } from '../lint.ts';
import type { Locator } from '../project/locate.ts';
import { createLocator } from '../project/locate.ts';
import type { Project } from '../project/project.ts';
import { jsonText } from '../report/visible.ts';
import { defineRule } from '../rules/rule.ts';
import { rules } from '../rules/registry.gen.ts';
import type { LintArguments } from './arguments.ts';
import type { Inference, PrintedConfig, Source } from './config-text.ts';
import { configText } from './config-text.ts';
import type { Surroundings } from './surroundings.ts';

/** `pyrel-lint --print-config`: each setting of ROOT's config and where it comes from. */
export async function printConfig(args: LintArguments, repository: Repository, around: Surroundings): Promise<number> {
  const strange = args.outputs.find(({ format }) => format !== 'text' && format !== 'json');
  if (strange !== undefined)
    throw new PyrelError('usage', `--print-config has no format ${strange.format}`, 'Use `text` or `json`.');
  const printed = await gather(args, repository, around);
  for (const { format, file } of args.outputs) {
    const text = format === 'json' ? asJson(printed) : configText(printed, rules, args.verbose);
    if (file === null) await around.print(text);
    else await writeOutput(around.cwd, file, text);
  }
  return 0;
}

async function gather(args: LintArguments, repository: Repository, around: Surroundings): Promise<PrintedConfig> {
  const source = await loadConfigText({ repository, given: args.config });
  const written = source === null ? { data: {}, origin: null } : await readWritten(source, rules);
  const { settings, rules: levels, ignores } = provenanceOf(written, rules);
  const own = written.origin?.source;
  const locate = createLocator(new Map(own === undefined ? [] : [[own.file, own]]));
  const flags: { readonly [key: string]: unknown } = { 'fail-on': args.failOn, baseline: args.baseline.file };
  const config = resolveConfig(written.data, written.origin, rules);
  const inferred = await inferencesOf(repository, config, around);
  const shownFrom = (from: From): Promise<Source> => sourceOf(from, locate);
  return {
    config: own?.file ?? null,
    isOwnFile: source?.kind === 'own',
    settings: await Promise.all(
      settings.map(async ({ key, value, from }) => ({
        key,
        ...(flags[key] == null
          ? { value, from: await shownFrom(from) }
          : { value: flags[key], from: { kind: 'flag', name: `--${key}` } as const }),
        inferred: inferred[key] ?? null,
      })),
    ),
    rules: await Promise.all(
      levels.map(async ({ id, level, from, options }) => ({
        id,
        level,
        from: await shownFrom(from),
        options: await Promise.all(options.map(async (option) => ({ ...option, from: await shownFrom(option.from) }))),
      })),
    ),
    ignores: await Promise.all(ignores.map(async ({ entry, from }) => ({ entry, from: await shownFrom(from) }))),
  };
}

async function sourceOf(from: From, locate: Locator): Promise<Source> {
  if (from.kind !== 'config') return from;
  const { file, region } = await locate(from.place);
  return { kind: 'config', file, line: region.startLine };
}

/** Asks nothing: it only has the facts loaded that tell conventions. */
const CONVENTIONS = defineRule({
  meta: {
    id: 'conventions',
    summary: 'None',
    why: 'None.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'history', 'changelog'],
  },
  messages: {},
  check: ({ skip }) => skip('asks nothing'),
});

/** What the tree and its tags show of ROOT, for what the config leaves open. */
async function inferencesOf(
  repository: Repository,
  config: Config,
  around: Surroundings,
): Promise<{ readonly [key: string]: Inference }> {
  const { subjects } = await lint({
    files: repository.files,
    git: repository.git,
    root: repository.root,
    config,
    rules: [CONVENTIONS],
    allRules: rules,
    adjust: null,
    request: { mode: 'dev' },
    modeReason: '--print-config',
    today: around.today,
    toolVersion: __PYREL_VERSION__,
    checks: null,
    workFolder: null,
  });
  const project = subjects.find(({ facts }) => facts.project.root === repository.root)?.facts.project;
  return project === undefined ? {} : shownByProject(project);
}

function shownByProject({ conventions, changelog }: Project): { readonly [key: string]: Inference } {
  const { tagPrefix, scheme } = conventions;
  const found: { [key: string]: Inference } = {};
  for (const [key, convention] of [
    ['tag-prefix', tagPrefix],
    ['version-scheme', scheme],
  ] as const) {
    if (convention === null || isUnknown(convention) || convention.strength === 'config') continue;
    found[key] = { value: convention.value, from: convention.from };
  }
  if (changelog !== null && !isUnknown(changelog) && changelog.isThere)
    found['changelog.file'] = { value: changelog.file, from: 'the usual names' };
  return found;
}

function asJson({ config, settings, rules: levels, ignores }: PrintedConfig): string {
  return jsonText({ config, settings, rules: levels, ignore: ignores.map(({ entry, from }) => ({ ...entry, from })) });
}

import process from 'node:process';
import yargs from 'yargs';
import type { Argv } from 'yargs';
import type { LintFlags } from './commands/arguments.ts';
import type { InitFlags } from './commands/init.ts';
import type { PlanFlags } from './commands/plan-arguments.ts';
import type { Surroundings } from './commands/surroundings.ts';
import { ISSUES } from './core/addresses.ts';
import { PyrelError } from './core/error.ts';
import { FORMATS } from './report/formats.ts';
import { PLAN_FORMATS } from './report/plan-formats.ts';
import { visible } from './report/visible.ts';

/** `pyrel-action` is the step of the GitHub Action: it takes no words, and its inputs from the environment. */
export type CommandName = 'pyrel' | 'pyrel-lint' | 'pyrel-action';

/** Runs a command line; the promise gives the exit code (contract, "Exit codes") and never rejects. */
export async function main(
  name: CommandName,
  argv: readonly string[],
  around: Surroundings = surroundings(),
): Promise<number> {
  // Errors reach whoever waits for the write; without a listener they would end the process.
  process.stdout.on('error', () => {});
  try {
    if (name === 'pyrel-action') {
      const { actionCommand } = await import('./commands/action.ts');
      return await actionCommand(around, (words, within) => main('pyrel-lint', words, within));
    }
    return await run(name, withoutDashes(argv), around);
  } catch (error) {
    if (error instanceof PyrelError) {
      around.warn(`${name}: ${shown(error.message)}\n  help: ${shown(error.todo)}\n`);
      return 2;
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    around.warn(`${name}: this is a bug in pyrel; please report it at ${ISSUES}\n${detail}\n`);
    return 4;
  }
}

const EXIT_CODES =
  'Exit codes: 0 clean, 1 a finding at or above --fail-on, 2 could not run, 3 something could not be looked at, 4 a bug in pyrel.';

async function run(name: CommandName, argv: readonly string[], around: Surroundings): Promise<number> {
  // In an object, because the type checker does not see the assignments inside the handlers.
  const running: { answer: Promise<number> | null } = { answer: null };
  const parser = yargs([...argv])
    .scriptName(name)
    .locale('en')
    .version(__PYREL_VERSION__)
    .help()
    .epilogue(EXIT_CODES)
    .alias('help', 'h')
    .strict()
    .exitProcess(false)
    .parserConfiguration({ 'greedy-arrays': false, 'parse-numbers': false, 'parse-positional-numbers': false })
    .wrap(Math.min(around.width, 100))
    .fail((message, error) => {
      // yargs reports some slips as errors of its own class, which is not exported.
      const isSlip = (error as Error | undefined)?.name === 'YError';
      if (error !== undefined && !isSlip) throw error;
      throw new PyrelError('usage', error?.message ?? message, `See \`${name} --help\`.`);
    });
  const lint = (flags: LintFlags): void => {
    running.answer = import('./commands/lint.ts').then(({ lintCommand }) => lintCommand(flags, around));
  };
  if (name === 'pyrel-lint') parser.command('$0 [root]', 'lint a repository for release readiness', lintFlags, lint);
  else {
    parser
      .command('lint [root]', 'lint a repository for release readiness', lintFlags, lint)
      .command('explain <id>', 'what a rule finds, why, and how to switch it off', idArgument, ({ id }) => {
        running.answer = import('./commands/explain.ts').then(({ explainCommand }) => explainCommand(id, around));
      })
      .command('rules', 'every rule, a line each', listFlags, ({ format }) => {
        running.answer = import('./commands/rules.ts').then(({ rulesCommand }) =>
          rulesCommand(format === 'json' ? 'json' : 'text', around),
        );
      })
      .demandCommand(1, 1, 'no command was given');
    addPlan(parser, around, running);
    addSetUp(parser, around, running);
  }
  withoutHelpAhead(parser);
  let printed = '';
  await parser.parseAsync([...argv], {}, (_error, _given, output) => {
    printed = output;
  });
  if (printed !== '') await around.print(`${printed}\n`);
  return (await running.answer) ?? 0;
}

/**
 * yargs composes the help of a command before it runs, for a failure of the handler that is told elsewhere here: with its
 * wrapped columns that takes as long as reading the workflows. What `--help` prints is composed when it is asked for.
 */
function withoutHelpAhead(parser: Argv): void {
  const { getInternalMethods } = parser as unknown as {
    readonly getInternalMethods: () => { readonly getUsageInstance: () => { cacheHelpMessage: () => void } };
  };
  getInternalMethods.call(parser).getUsageInstance().cacheHelpMessage = () => {};
}

/**
 * What stands behind `--` is a ROOT or a name, however it begins. yargs keeps it from positionals and from its strict
 * mode, so that `--dev -- elsewhere` would lint the current folder.
 */
function withoutDashes(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  if (end === -1) return argv;
  return [...argv.slice(0, end), ...argv.slice(end + 1).map((word) => (word.startsWith('-') ? `./${word}` : word))];
}

function addPlan(parser: Argv, around: Surroundings, running: { answer: Promise<number> | null }): void {
  parser.command('plan [release] [root]', 'what releasing a version will do, by the tree alone', planFlags, (flags) => {
    running.answer = import('./commands/plan.ts').then(({ planCommand }) => planCommand(flags, around));
  });
}

/** `init`, and the command of the hook that it writes. */
function addSetUp(parser: Argv, around: Surroundings, running: { answer: Promise<number> | null }): void {
  parser
    .command('init [root]', 'set a repository up: config, hooks for commits and pushes, CI', initFlags, (flags) => {
      running.answer = Promise.all([import('./commands/init.ts'), import('./io/terminal.ts')]).then(
        ([{ initCommand }, { terminalOn }]) =>
          initCommand(flags, { ...around, terminal: terminalOn(process.stdin, process.stdout) }),
      );
    })
    .command('pre-push [remote] [url]', "what git's pre-push hook runs", pushFlags, ({ remote }) => {
      running.answer = Promise.all([import('./commands/pre-push.ts'), import('./io/terminal.ts')]).then(
        ([{ prePushCommand }, { readAll }]) => {
          const { stdin } = process;
          return prePushCommand({ remote: remote ?? null, input: stdin.isTTY ? null : () => readAll(stdin) }, around);
        },
      );
    });
}

function lintFlags<T>(parser: Argv<T>): Argv<T & LintFlags> {
  return changeFlags(judgeFlags(parser));
}

/** What is judged, and how it is told. */
function judgeFlags<T>(parser: Argv<T>): Argv<T & LintFlags> {
  // `nargs: 1` keeps `-f json ROOT` from eating ROOT; `string` keeps 1.10 from becoming 1.1.
  return parser
    .positional('root', { type: 'string', describe: 'the project to lint', default: '.' })
    .option('release', {
      type: 'string',
      requiresArg: true,
      describe: 'release mode: is this tree ready to be released as VERSION?',
    })
    .option('tag', {
      type: 'string',
      requiresArg: true,
      describe: 'release mode with the full name of the tag; the version is read from it',
    })
    .option('dev', { type: 'boolean', describe: 'dev mode: only what is wrong at any time' })
    .option('at', {
      type: 'string',
      requiresArg: true,
      describe: 'lint the tree of a git revision without checking it out',
    })
    .option('format', {
      alias: 'f',
      type: 'string',
      array: true,
      nargs: 1,
      describe: `${FORMATS.join(', ')}; NAME=FILE writes to a file; repeatable`,
    })
    .option('fail-on', {
      choices: ['error', 'warning', 'note'] as const,
      describe: 'the severity from which on a finding fails the run (default: error)',
    })
    .option('select', { type: 'string', array: true, nargs: 1, describe: 'only these rules, separated by commas' })
    .option('ignore', { type: 'string', array: true, nargs: 1, describe: 'all rules but these, separated by commas' })
    .option('config', { type: 'string', requiresArg: true, describe: 'this config file and no other' })
    .option('repository', REPOSITORY)
    .option('exit-zero', { type: 'boolean', describe: 'exit with 0 whatever was found' })
    .option('verbose', {
      alias: 'v',
      type: 'boolean',
      describe: 'also list what passed and was skipped, and what was inferred',
    });
}

/** `release` and not `version`, which yargs takes for its own flag. `string` keeps 1.10 from becoming 1.1. */
function planFlags<T>(parser: Argv<T>): Argv<T & PlanFlags> {
  return parser
    .positional('release', { type: 'string', describe: 'the version to be released, such as 1.2.3' })
    .positional('root', { type: 'string', describe: 'the project; the current folder where it is left out' })
    .option('tag', {
      type: 'string',
      requiresArg: true,
      describe: 'the full name of the tag; it tells the version, too',
    })
    .option('at', {
      type: 'string',
      requiresArg: true,
      describe: 'plan for the tree of a git revision without checking it out',
    })
    .option('repository', REPOSITORY)
    .option('format', {
      alias: 'f',
      type: 'string',
      array: true,
      nargs: 1,
      describe: `${PLAN_FORMATS.join(', ')}; NAME=FILE writes to a file; repeatable`,
    })
    .option('config', { type: 'string', requiresArg: true, describe: 'this config file and no other' })
    .option('verbose', {
      alias: 'v',
      type: 'boolean',
      describe: 'also what the push of a branch and a start by hand do, and why',
    });
}

const REPOSITORY = {
  type: 'string',
  requiresArg: true,
  describe: 'OWNER/NAME on GitHub, where neither the git remote nor the project says it',
} as const;

function initFlags<T>(parser: Argv<T>): Argv<T & InitFlags> {
  return parser
    .positional('root', { type: 'string', describe: 'the project to set up', default: '.' })
    .option('yes', { alias: 'y', type: 'boolean', describe: 'write every file without asking' })
    .option('dry-run', { type: 'boolean', describe: 'only show what would be written' });
}

function pushFlags<T>(parser: Argv<T>): Argv<T & { remote?: string | undefined; url?: string | undefined }> {
  return parser.positional('remote', { type: 'string' }).positional('url', { type: 'string' });
}

/** What is changed, run or kept beside the report. */
function changeFlags<T>(parser: Argv<T>): Argv<T & LintFlags> {
  return parser
    .option('fix', { type: 'boolean', describe: 'mend what can be mended safely' })
    .option('unsafe', { type: 'boolean', describe: 'with --fix or --diff: also where the meaning may change' })
    .option('diff', { type: 'boolean', describe: 'only show what --fix would change' })
    .option('baseline', {
      type: 'string',
      requiresArg: true,
      describe: 'a file of findings that do not count, because they were there before',
    })
    .option('update-baseline', { type: 'boolean', describe: 'write the findings of this run to the baseline' })
    .option('prune-baseline', { type: 'boolean', describe: 'take what is mended out of the baseline' })
    .option('print-config', { type: 'boolean', describe: 'show each setting and where it comes from' })
    .option('run', {
      type: 'boolean',
      describe: "also run the project's own commands, [tool.pyrel.checks]; nothing else is ever executed",
    });
}

function idArgument<T>(parser: Argv<T>): Argv<T & { id: string }> {
  return parser.positional('id', { type: 'string', describe: 'the rule', demandOption: true });
}

function listFlags<T>(parser: Argv<T>): Argv<T & { format: string }> {
  return parser.option('format', {
    alias: 'f',
    choices: ['text', 'json'] as const,
    default: 'text',
    describe: 'how to print',
  });
}

/** Paths and revisions may hold what a terminal obeys. */
function shown(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

function surroundings(): Surroundings {
  const { env, stdout, stderr } = process;
  const isTerminal = stdout.isTTY;
  return {
    cwd: process.cwd(),
    env,
    today: new Date().toISOString().slice(0, 10),
    print: (text) => printTo(stdout, text),
    warn: (text) => void stderr.write(text),
    kill: (id, signal) => void process.kill(id, signal),
    onStop: beforeStopping,
    colour: wantsColour(env, isTerminal),
    width: isTerminal ? stdout.columns : Infinity,
  };
}

/** Without listeners the signals end the process at once; so each is sent again when the listener is done. */
function beforeStopping(listener: () => Promise<void>): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const takeOff = (): void => signals.forEach((signal) => process.off(signal, onSignal));
  const onSignal = (signal: NodeJS.Signals): void => {
    void listener().finally(() => {
      takeOff();
      process.kill(process.pid, signal);
    });
  };
  for (const signal of signals) process.on(signal, onSignal);
  return takeOff;
}

/** A reader that went away (`| head`) is no error; a full disk is, or a run in CI would be green without its report. */
function printTo(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      const code = error != null && 'code' in error ? String(error.code) : null;
      if (error == null || code === 'EPIPE') resolve();
      else
        reject(
          new PyrelError(
            'output-unwritable',
            `the report cannot be printed (${code ?? error.message})`,
            'Send it elsewhere.',
          ),
        );
    });
  });
}

/** https://no-color.org and https://force-color.org: set and not empty counts; NO_COLOR wins. */
function wantsColour(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  if ((env['FORCE_COLOR'] ?? '') !== '') return env['FORCE_COLOR'] !== '0';
  return isTerminal && env['TERM'] !== 'dumb';
}

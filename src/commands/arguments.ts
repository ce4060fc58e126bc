import { PyrelError } from '../core/error.ts';
import { parsePep440 } from '../version/pep440.ts';
import { isSemver } from '../version/semver.ts';
import type { Severity } from '../core/message.ts';
import type { Format } from '../report/formats.ts';
import { FORMATS } from '../report/formats.ts';
import { slugOf } from './repository-slug.ts';

/** What `pyrel-lint` was asked for. */
export type LintArguments = {
  readonly root: string;
  readonly mode:
    | { readonly kind: 'auto' | 'dev' }
    | { readonly kind: 'release'; readonly version: string }
    | { readonly kind: 'tag'; readonly tag: string };
  readonly at: string | null;
  readonly outputs: readonly Output[];
  readonly failOn: Severity | null;
  readonly select: readonly string[] | null;
  readonly ignore: readonly string[];
  readonly config: string | null;
  /** Which fixes are wanted: `unsafe` are the safe ones and those that may change what is meant. */
  readonly fix: { readonly level: 'safe' | 'unsafe'; readonly isWritten: boolean } | null;
  readonly baseline: { readonly file: string | null; readonly task: 'use' | 'update' | 'prune' };
  readonly printConfig: boolean;
  /** Also run the project's own commands, `[tool.pyrel.checks]`. */
  readonly run: boolean;
  /** `OWNER/NAME` on GitHub. */
  readonly repository: string | null;
  readonly exitZero: boolean;
  readonly verbose: boolean;
};

/** One `--format NAME[=FILE]`; `file` null for standard output. */
export type Output<F extends string = Format> = { readonly format: F; readonly file: string | null };

/** The flags as yargs gives them; one that was repeated comes as an array, whatever its declared type. */
export type LintFlags = {
  readonly root?: string | undefined;
  readonly release?: string | undefined;
  readonly tag?: string | undefined;
  readonly dev?: boolean | undefined;
  readonly at?: string | undefined;
  readonly format?: readonly string[] | undefined;
  readonly 'fail-on'?: string | undefined;
  readonly select?: readonly string[] | undefined;
  readonly ignore?: readonly string[] | undefined;
  readonly config?: string | undefined;
  readonly fix?: boolean | undefined;
  readonly unsafe?: boolean | undefined;
  readonly diff?: boolean | undefined;
  readonly baseline?: string | undefined;
  readonly 'update-baseline'?: boolean | undefined;
  readonly 'prune-baseline'?: boolean | undefined;
  readonly 'print-config'?: boolean | undefined;
  readonly run?: boolean | undefined;
  readonly repository?: string | undefined;
  readonly 'exit-zero'?: boolean | undefined;
  readonly verbose?: boolean | undefined;
};

/** Checks the flags against each other; throws `PyrelError` with code `usage`. */
export function lintArguments(flags: LintFlags): LintArguments {
  const outputs = outputsOf(flags.format ?? [], FORMATS);
  return {
    root: given('ROOT', flags.root) ?? '.',
    mode: modeOf(flags),
    at: given('--at', flags.at),
    // --diff prints the edits in the place of a report.
    outputs: outputs.length === 0 && flags.diff !== true ? [{ format: 'text', file: null }] : outputs,
    failOn: given('--fail-on', flags['fail-on']) as Severity | null,
    select: flags.select === undefined ? null : idsOf('--select', flags.select),
    ignore: idsOf('--ignore', flags.ignore ?? []),
    config: given('--config', flags.config),
    fix: fixOf(flags),
    baseline: baselineOf(flags),
    printConfig: flags['print-config'] === true,
    run: flags.run === true,
    repository: slugOf(flags.repository),
    exitZero: flags['exit-zero'] === true,
    verbose: flags.verbose === true,
  };
}

function modeOf(flags: LintFlags): LintArguments['mode'] {
  const asked = [
    flags.release === undefined ? null : '--release',
    flags.tag === undefined ? null : '--tag',
    flags.dev === true ? '--dev' : null,
  ].filter((flag) => flag !== null);
  if (asked.length > 1) throw new PyrelError('usage', `${asked.join(' and ')} exclude each other`, 'Give one of them.');
  const tag = given(
    '--tag',
    given('--tag', flags.tag)
      ?.trim()
      .replace(/^refs\/tags\//, ''),
  );
  if (tag !== null) return { kind: 'tag', tag };
  const version = given('--release', flags.release)?.trim() ?? null;
  if (version === null) return { kind: flags.dev === true ? 'dev' : 'auto' };
  if (!/^\d/.test(version) || (parsePep440(version) === null && !isSemver(version))) {
    const bare = /^v\.?(\d.*)$/i.exec(version)?.[1];
    throw new PyrelError(
      'usage',
      `--release ${version} is not a version`,
      bare === undefined
        ? 'Give a version such as 1.2.3.'
        : `Write \`--release ${bare}\`, or \`--tag ${version}\` for the tag.`,
    );
  }
  return { kind: 'release', version };
}

function fixOf({ fix, unsafe, diff, at, format }: LintFlags): LintArguments['fix'] {
  if (fix !== true && diff !== true) {
    if (unsafe !== true) return null;
    throw new PyrelError('usage', '--unsafe says which fixes are wanted', 'Add `--fix`, or `--diff` to only see them.');
  }
  if (diff === true) {
    const printed = (format ?? []).find((name) => !name.includes('='));
    if (printed !== undefined)
      throw new PyrelError(
        'usage',
        `--diff and --format ${printed} would both go to standard output`,
        `Send the report to a file: \`--format ${printed}=FILE\`.`,
      );
  } else if (at !== undefined)
    throw new PyrelError(
      'usage',
      '--fix cannot change a revision that --at names',
      'Check it out, or use `--diff` to see the edits.',
    );
  return { level: unsafe === true ? 'unsafe' : 'safe', isWritten: diff !== true };
}

function baselineOf(flags: LintFlags): LintArguments['baseline'] {
  const file = given('--baseline', flags.baseline);
  const [isUpdate, isPrune] = [flags['update-baseline'] === true, flags['prune-baseline'] === true];
  if (isUpdate && isPrune)
    throw new PyrelError('usage', '--update-baseline and --prune-baseline exclude each other', 'Give one of them.');
  const fixing = flags.diff === true ? '--diff' : flags.fix === true ? '--fix' : null;
  if ((isUpdate || isPrune) && fixing !== null)
    throw new PyrelError(
      'usage',
      `${isUpdate ? '--update-baseline' : '--prune-baseline'} and ${fixing} exclude each other`,
      `Run pyrel with \`${fixing}\` first, and then once more for what is left.`,
    );
  return { file, task: isUpdate ? 'update' : isPrune ? 'prune' : 'use' };
}

/** A flag's text; null where the flag was left out. Empty text is a slip: an unset variable in a script. */
export function given(flag: string, text: string | readonly string[] | undefined): string | null {
  if (text === undefined) return null;
  if (typeof text !== 'string') throw new PyrelError('usage', `${flag} is given ${text.length} times`, 'Give it once.');
  if (text.trim() === '') throw new PyrelError('usage', `${flag} is empty`, `Give ${flag} a value, or leave it out.`);
  return text;
}

function idsOf(flag: string, lists: readonly string[]): readonly string[] {
  for (const list of lists) given(flag, list);
  return lists
    .flatMap((list) => list.split(','))
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

/** Where which format goes; `known` are those that the command has. */
export function outputsOf<F extends string>(formats: readonly string[], known: readonly F[]): readonly Output<F>[] {
  const outputs = formats.map((text): Output<F> => {
    const [name = '', ...rest] = text.split('=');
    const format = known.find((one) => one === name);
    if (format === undefined)
      throw new PyrelError('usage', `--format ${text} names no format`, `Use one of ${known.join(', ')}.`);
    if (rest.length === 0) return { format, file: null };
    return { format, file: given(`--format ${name}=`, rest.join('=')) };
  });
  const printed = outputs.filter(({ file }) => file === null);
  if (printed.length > 1) {
    throw new PyrelError(
      'usage',
      `${printed.map(({ format }) => format).join(' and ')} would both go to standard output`,
      `Send one to a file: \`--format ${printed[1]?.format}=FILE\`.`,
    );
  }
  const files = outputs.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, i) => files.indexOf(file) !== i);
  if (twice !== undefined)
    throw new PyrelError('usage', `two reports would go to ${twice}`, 'Give each a file of its own.');
  return outputs;
}

import { PyrelError } from '../core/error.ts';
import type { ReleaseRequest } from '../plan/make-plan.ts';
import type { PlanFormat } from '../report/plan-formats.ts';
import { PLAN_FORMATS } from '../report/plan-formats.ts';
import { equalPep440, parsePep440 } from '../version/pep440.ts';
import { parseTag } from '../version/tag.ts';
import type { Output } from './arguments.ts';
import { given, outputsOf } from './arguments.ts';
import { slugOf } from './repository-slug.ts';

/** What `pyrel plan` was asked for. */
export type PlanArguments = {
  readonly root: string;
  readonly request: Exclude<ReleaseRequest, { readonly mode: 'dev' }>;
  /** What the user may not have meant; null as a rule. */
  readonly note: string | null;
  readonly at: string | null;
  readonly outputs: readonly Output<PlanFormat>[];
  readonly config: string | null;
  readonly repository: string | null;
  readonly verbose: boolean;
};

/** The flags as yargs gives them. The version is not called `version`: yargs takes that for its own flag. */
export type PlanFlags = {
  readonly release?: string | undefined;
  readonly root?: string | undefined;
  readonly tag?: string | undefined;
  readonly at?: string | undefined;
  readonly format?: readonly string[] | undefined;
  readonly config?: string | undefined;
  readonly repository?: string | undefined;
  readonly verbose?: boolean | undefined;
};

/** Checks words and flags against each other; throws `PyrelError` with code `usage`. */
export function planArguments(flags: PlanFlags): PlanArguments {
  const outputs = outputsOf(flags.format ?? [], PLAN_FORMATS);
  return {
    ...askedOf(flags),
    at: given('--at', flags.at),
    outputs: outputs.length === 0 ? [{ format: 'text', file: null }] : outputs,
    config: given('--config', flags.config),
    repository: slugOf(flags.repository),
    verbose: flags.verbose === true,
  };
}

type Asked = Pick<PlanArguments, 'root' | 'request' | 'note'>;

function askedOf(flags: PlanFlags): Asked {
  const tag = named(given('--tag', flags.tag));
  const first = given('VERSION', flags.release)?.trim() ?? null;
  const root = given('ROOT', flags.root);
  if (tag === null) {
    if (first === null)
      throw new PyrelError('usage', 'no version was given', 'Write `pyrel plan 1.2.3`, or `pyrel plan --tag v1.2.3`.');
    return { root: root ?? '.', ...versionOrTag(named(first) ?? first) };
  }
  const request = { mode: 'release', version: null, tag } as const;
  // The tag tells the version, so a single word behind it may be ROOT.
  if (first === null || (root === null && parsePep440(first) === null))
    return { root: first ?? '.', request, note: null };
  const { request: asked, note } = versionOrTag(first);
  const version = asked.version ?? parseTag(first)?.version ?? first;
  const inTag = parseTag(tag)?.version;
  if (inTag !== undefined && !equalPep440(inTag, version))
    throw new PyrelError(
      'usage',
      `--tag ${tag} is not a tag of ${version}`,
      `Give one of them: \`pyrel plan ${version}\` or \`pyrel plan --tag ${tag}\`.`,
    );
  return { root: root ?? '.', request: { mode: 'release', version, tag }, note };
}

function named(tag: string | null): string | null {
  return tag === null ? null : tag.trim().replace(/^refs\/tags\//, '');
}

function versionOrTag(text: string): Pick<Asked, 'request' | 'note'> {
  if (/^\d/.test(text) && parsePep440(text) !== null)
    return { request: { mode: 'release', version: text, tag: null }, note: null };
  const version = /^\d/.test(text) ? undefined : parseTag(text)?.version;
  if (version !== undefined && parsePep440(version) !== null)
    return {
      request: { mode: 'release', version: null, tag: text },
      note: `${text} is taken for the name of the tag, and the version is ${version}`,
    };
  throw new PyrelError(
    'usage',
    `${text} is no version that PEP 440 can read`,
    `Write one such as 1.2.3 or 1.2.3rc1, or \`--tag ${text}\` for the name of a tag.`,
  );
}

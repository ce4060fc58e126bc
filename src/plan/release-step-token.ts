import { isUnknown } from '../core/unknown.ts';
import type { ReleaseStep } from './github-release.ts';
import type { Partial } from '../core/partial.ts';
import { holesIn, isWhole, knownPieces } from '../core/partial.ts';
import type { Caller } from './permissions.ts';
import type { JobRun, StepRun } from './simulation.ts';
import { actionReference } from './upload-actions.ts';
import { textOf } from './value.ts';

type TokenKind = ReleaseStep['token'];

const OWN = /^(?:github\.token|secrets\.github_token|\$GITHUB_TOKEN)$/i;

/** Whose token a text is, by what stands in its holes. Text around them is a URL, or a name before a colon. */
export function tokenOf(text: Partial, { callers }: Pick<JobRun, 'callers'>): TokenKind {
  const kinds = new Set(
    holesIn(text)
      .flatMap((reason) => reason.split(', '))
      .map((reason) => kindOf(reason, callers)),
  );
  const [only = 'unknown', ...others] = kinds;
  return others.length === 0 ? only : 'unknown';
}

function kindOf(reason: string, callers: readonly Caller[]): TokenKind {
  if (OWN.test(reason)) return 'github-token';
  // A GitHub App's own token: `actions/create-github-app-token`, `tibdex/github-app-token`, `peter-murray/workflow-application-token-action`.
  if (/^what \S*(?:app-token|application-token)\S* puts out$/i.test(reason)) return 'other';
  const secret = /^secrets\.([\w-]+)$/i.exec(reason)?.[1];
  return secret === undefined ? 'unknown' : secretOf(secret, callers);
}

/** A secret of a called workflow is what its caller hands over under that name. */
function secretOf(name: string, callers: readonly Caller[]): TokenKind {
  const [caller, ...outer] = callers;
  if (caller === undefined) return 'other';
  const { secrets } = caller.job;
  if (secrets === 'inherit') return secretOf(name, outer);
  if (isUnknown(secrets)) return 'unknown';
  const given = secrets.find((one) => one.name.value.toLowerCase() === name.toLowerCase())?.value.value;
  const expression = /^\s*\$\{\{\s*([\w.-]+)\s*\}\}\s*$/.exec(given ?? '')?.[1];
  return expression === undefined ? 'unknown' : kindOf(expression, outer);
}

/** The token that an action is given: by an input, else by a variable, else what it takes by default. */
export function actionToken(
  step: StepRun,
  job: JobRun,
  inputs: readonly string[],
  variables: readonly string[],
  fallback: TokenKind,
): TokenKind {
  for (const name of inputs) {
    const given = step.input(name);
    if (given !== null && given.value.trim() !== '') return tokenOf(given.value, job);
  }
  return variableToken(step, job, variables) ?? fallback;
}

/** The token in the first of some variables that is set; null where none is. */
export function variableToken(step: StepRun, job: JobRun, names: readonly string[]): TokenKind | null {
  for (const name of names) {
    const value = step.variable(name);
    if (value === undefined || value === '') continue;
    // Without a variable of the name, `GITHUB_TOKEN` is no variable that the runner sets.
    if (isUnknown(value) && value.unknown === `$${name}`) continue;
    return tokenOf(textOf(value), job);
  }
  return null;
}

/** By whom `git push` is done: the credentials that checkout keeps, unless something else is set up after it. */
export function pushToken(before: readonly StepRun[], self: StepRun, job: JobRun): TokenKind {
  let token: TokenKind = 'unknown';
  for (const step of [...before, self]) {
    if (step.runs.is === 'no') continue;
    const uses = step.step.uses?.value;
    if (uses !== undefined) token = tokenAfterAction(uses, step, job, token);
    const text = step.step.run?.text ?? '';
    if (/gh auth setup-git/.test(text)) token = variableToken(step, job, ['GH_TOKEN', 'GITHUB_TOKEN']) ?? 'unknown';
    else if (/set-url|insteadOf|extraheader|GIT_ASKPASS|credential\.helper|GIT_SSH|ssh-add/.test(text))
      token = urlToken(step, job);
  }
  return token;
}

function tokenAfterAction(uses: string, step: StepRun, job: JobRun, now: TokenKind): TokenKind {
  const { slug } = actionReference(uses);
  if (slug === 'webfactory/ssh-agent') return 'other';
  if (slug !== 'actions/checkout') return now;
  const repository = step.input('repository');
  if (repository !== null && repository.value.trim() !== '' && !isOwn(repository.value)) return now;
  const key = step.input('ssh-key');
  const isKept = !/^\s*false\s*$/i.test(step.input('persist-credentials')?.value ?? 'true');
  if (!isKept) return 'unknown';
  if (key !== null && key.value.trim() !== '') return 'other';
  return actionToken(step, job, ['token'], [], 'github-token');
}

function isOwn(repository: Partial): boolean {
  return holesIn(repository).includes('github.repository');
}

/** `git remote set-url origin https://x-access-token:${TOKEN}@github.com/…`: the token in the URL, if there is just one. */
function urlToken(step: StepRun, job: JobRun): TokenKind {
  const commands = step.step.run?.commands;
  if (commands === undefined || isUnknown(commands)) return 'unknown';
  const urls = commands
    .filter(({ words }) => words[0]?.text === 'git')
    .flatMap(({ words }) => words)
    .map(({ text }) => step.word(text))
    .filter((word) => word.includes('@github.com') && !isWhole(word))
    // What stands before the `@`: the rest may hold `github.repository`.
    .map((word) => word.slice(0, word.indexOf('@github.com')))
    .map((word) => word.replace(/^.*:\/\/(?:[^:@]*:)?/s, ''))
    .filter((word) => knownPieces(word).every((piece) => piece === ''));
  const kinds = new Set(urls.map((url) => tokenOf(url, job)));
  const [only = 'unknown', ...others] = kinds;
  return others.length === 0 ? only : 'unknown';
}

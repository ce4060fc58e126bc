import type { Place } from '../core/place.ts';
import type { ShellCommand, ShellWord } from '../project/shell.ts';
import type { Answer } from './answer.ts';
import { YES } from './answer.ts';
import type { Partial } from '../core/partial.ts';
import { equalPartial, holesIn, isWhole } from '../core/partial.ts';
import type { CommandFacts, CommandScene, FoundStep } from './release-step-facts.ts';
import { flagAnswer, latestAnswer, made, OPEN } from './release-step-facts.ts';
import { gitStep } from './release-step-git.ts';
import { pushToken, tokenOf, variableToken } from './release-step-token.ts';

/** Programs that run the words after some of their own. */
const WRAPPER =
  /^(?:(?:python|pypy|py)[\d.]*|uv|uvx|pipx|poetry|pdm|hatch|rye|npx|pnpm|yarn|bunx|sudo|env|time|exec|command|timeout|retry|!)$/;

/** The programs that `programStep` knows. */
const PROGRAMS = new Set(
  'gh git hub cz bump-my-version bumpversion bump2version tbump bumpver npm scriv semantic-release jreleaser goreleaser release-it'.split(
    ' ',
  ),
);

/** Whether a command may do something to releases or tags, by its words alone: the same for all legs of a matrix. */
export function commandConcerns({ words }: ShellCommand): boolean {
  return (
    programAt(words, (program, rest) => {
      if (!PROGRAMS.has(program)) return undefined;
      if (program === 'git') return rest.some(({ text }) => text === 'tag' || text === 'push');
      return program !== 'gh' || rest[0]?.text === 'release' || rest[0]?.text === 'api';
    }) === true
  );
}

/** What a command does to releases or tags; null where nothing that is known. */
export function commandStep(command: ShellCommand, scene: CommandScene): FoundStep | null {
  const found = draftOf(command, scene);
  return found === null ? null : { ...found, place: command.place, runs: YES };
}

function draftOf(command: ShellCommand, scene: CommandScene): CommandFacts | null {
  return programAt(command.words, (program, rest) => programStep(program, rest, command, scene));
}

/** What is made of the first program in a line that is known; undefined goes on behind a wrapper. */
function programAt<T>(
  words: readonly ShellWord[],
  look: (program: string, rest: readonly ShellWord[]) => T | null | undefined,
): T | null {
  const [first] = words;
  if (first === undefined) return null;
  const isWrapper = WRAPPER.test(first.text);
  for (let at = 0; at < (isWrapper ? Math.min(words.length, 12) : 1); at++) {
    const word = words[at];
    if (word === undefined || /^(?:install|add|sync|inject)$/.test(word.text)) return null;
    const program = (word.text.split('/').at(-1) ?? '').replace(/@.*$/, '');
    const rest = words.slice(at + 1);
    if (rest.some(({ text }) => /^(?:--dry-run|--noop|--help|-h)$/.test(text))) continue;
    const found = look(program, rest);
    if (found !== undefined) return found;
  }
  return null;
}

/** Undefined where the program is none that is known. */
function programStep(
  program: string,
  rest: readonly ShellWord[],
  command: ShellCommand,
  scene: CommandScene,
): CommandFacts | null | undefined {
  switch (program) {
    case 'gh':
      return ghStep(rest, command, scene);
    case 'git':
      return gitStep(rest, scene);
    case 'hub':
      return rest[0]?.text === 'release' ? hubStep(rest.slice(1), command, scene) : null;
    case 'cz':
      if (rest.some(({ text }) => text === 'bump')) scene.made.push(null);
      return null;
    case 'bump-my-version':
    case 'bumpversion':
    case 'bump2version':
    case 'tbump':
    case 'bumpver':
      scene.made.push(null);
      return program === 'tbump' ? made('tbump', 'create-tag', pushToken(scene.before, scene.step, scene.job)) : null;
    case 'npm':
      if (rest[0]?.text === 'version') scene.made.push(null);
      return null;
    case 'scriv':
      return rest.some(({ text }) => text === 'github-release')
        ? byVersion('scriv github-release', tokenIn(command, scene, ['GITHUB_TOKEN']), scene)
        : null;
    default:
      return releaseTool(program, rest, command, scene);
  }
}

function releaseTool(
  program: string,
  rest: readonly ShellWord[],
  command: ShellCommand,
  scene: CommandScene,
): CommandFacts | null | undefined {
  const asks = (pattern: RegExp): boolean => rest.some(({ text }) => pattern.test(text));
  if (program === 'semantic-release') {
    // Python's has commands, and makes a release with `version` and `publish`; JavaScript's has none.
    if (asks(/^(?:--no-push|--no-vcs-release|--print|--print-tag|--print-last-released|changelog|generate-config)$/))
      return null;
    return byVersion('semantic-release', tokenIn(command, scene, ['GH_TOKEN', 'GITHUB_TOKEN']), scene);
  }
  if (program === 'jreleaser')
    return asks(/^(?:release|full-release)$/)
      ? made('jreleaser', 'create-release', tokenIn(command, scene, ['JRELEASER_GITHUB_TOKEN']))
      : null;
  if (program === 'goreleaser')
    return asks(/^release$/) && !asks(/^--snapshot$/)
      ? made('goreleaser', 'create-release', tokenIn(command, scene, ['GITHUB_TOKEN']))
      : null;
  if (program === 'release-it')
    return made('release-it', 'create-release', tokenIn(command, scene, ['GITHUB_TOKEN', 'GH_TOKEN']));
  return undefined;
}

/** Marked as a pre-release where the version is one, and never a draft. */
function byVersion(
  tool: string,
  token: FoundStep['token'],
  { tag: { isPrerelease, ref } }: CommandScene,
): CommandFacts {
  const prerelease: Answer =
    isPrerelease === null ? OPEN : { is: isPrerelease ? 'yes' : 'no', reason: 'it goes by the version', place: null };
  return {
    ...made(tool, 'create-release', token, ref),
    draft: { is: 'no', reason: 'it makes no drafts', place: null },
    prerelease,
  };
}

/** The token of a program, with what stands before it in its line: `GH_TOKEN=… gh release create`. */
function tokenIn(
  { assignments }: ShellCommand,
  { step, job, word }: CommandScene,
  names: readonly string[],
): FoundStep['token'] {
  for (const name of names) {
    const own = assignments.findLast((one) => one.name === name);
    if (own !== undefined) return tokenOf(word(own.value.text), job);
  }
  return variableToken(step, job, names) ?? 'unknown';
}

type Flags = {
  readonly values: ReadonlyMap<string, { readonly value: Partial; readonly place: Place }>;
  readonly rest: readonly { readonly value: Partial; readonly place: Place }[];
  /** What may turn out to be flags. */
  readonly open: string | null;
};

/** Options of `gh release` that take a word, and the short forms of all that matter. */
const TAKES_WORD =
  /^(?:--notes|--notes-file|--title|--target|--repo|--discussion-category|--notes-start-tag|--tag|--message|--file|--attach|--commitish|-n|-F|-t|-R|-m|-a)$/;
const SHORT: { readonly [short: string]: string } = { '-d': '--draft', '-p': '--prerelease', '-a': '--attach' };

function flagsOf(words: readonly ShellWord[], shell: CommandScene['word']): Flags {
  const values = new Map<string, { readonly value: Partial; readonly place: Place }>();
  const rest: { readonly value: Partial; readonly place: Place }[] = [];
  let open: string | null = null;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const text = word.isLiteral ? word.text : shell(word.text);
    // A variable that may hold options: `$PRERELEASE_FLAG`, `${args[@]}`.
    if (!isWhole(text) && !word.isLiteral && /^\W{1,4}\w{0,60}(?:flag|arg|opt|draft|pre|latest)/i.test(word.text)) {
      open ??= holesIn(text).join(', ');
      continue;
    }
    const pieces = word.isLiteral || !text.startsWith('-') ? [text] : text.trim().split(/\s+/);
    for (const piece of pieces) {
      if (!piece.startsWith('-')) {
        if (piece !== '') rest.push({ value: piece, place: word.place });
        continue;
      }
      const [name = '', joined] = /^(--[\w-]+)(?:=(.*))?$/s.exec(piece)?.slice(1) ?? [piece];
      const next = words[at + 1];
      if (joined === undefined && TAKES_WORD.test(name) && next !== undefined) {
        values.set(SHORT[name] ?? name, { value: shell(next.text), place: next.place });
        at++;
      } else values.set(SHORT[name] ?? name, { value: joined ?? 'true', place: word.place });
    }
  }
  return { values, rest, open };
}

function ghStep(rest: readonly ShellWord[], command: ShellCommand, scene: CommandScene): CommandFacts | null {
  const token = tokenIn(command, scene, ['GH_TOKEN', 'GITHUB_TOKEN']);
  const [noun, verb] = rest;
  if (noun?.text === 'api') return apiStep(rest.slice(1), token);
  if (noun?.text !== 'release') return null;
  const does = (
    { create: 'create-release', new: 'create-release', edit: 'edit-release', upload: 'upload-assets' } as const
  )[verb?.text ?? ''];
  if (does === undefined) return null;
  const { values, rest: positional, open } = flagsOf(rest.slice(2), scene.word);
  const [tag, ...files] = positional;
  const repository = values.get('--repo')?.value;
  if (repository !== undefined && isElsewhere(repository, scene)) return null;
  const answer = (name: string): Answer => {
    const given = values.get(name) ?? null;
    return given === null && open !== null
      ? { is: 'unknown', reason: `${open} may hold \`${name}\``, place: command.place }
      : flagAnswer(given, name, false, command.place);
  };
  return {
    tool: `gh release ${verb?.text ?? ''}`,
    does,
    token,
    tag: tag?.value.replace(/^refs\/tags\//, '') ?? null,
    draft: answer('--draft'),
    prerelease: answer('--prerelease'),
    latest: latestAnswer(values.get('--latest') ?? null, '--latest'),
    // `FILE#LABEL`
    files:
      does === 'edit-release' ? [] : files.map(({ value, place }) => ({ pattern: value.replace(/#.*$/s, ''), place })),
    // gh makes a draft, uploads, and publishes it then.
    attaches: 'before',
  };
}

function isElsewhere(repository: Partial, { step }: CommandScene): boolean {
  return equalPartial(repository, step.text('${{ github.repository }}')) === false;
}

function apiStep(args: readonly ShellWord[], token: FoundStep['token']): CommandFacts | null {
  const path = args.find(({ text }) => /\/(?:releases|git\/refs|git\/tags)(?:\/|$|\?)/.test(text))?.text ?? '';
  const at = args.findIndex(({ text }) => text === '-X' || text === '--method');
  const method =
    args[at === -1 ? -1 : at + 1]?.text ??
    args.find(({ text }) => /^(?:-X|--method=)\w/.test(text))?.text.replace(/^(?:-X|--method=)/, '');
  const hasFields = args.some(({ text }) => /^(?:-[fF].*|--field.*|--raw-field.*|--input.*)$/.test(text));
  const isWrite = method === undefined ? hasFields : /^(?:post|patch)$/i.test(method);
  if (!isWrite || path === '') return null;
  if (/\/releases\/?$/.test(path)) return made('gh api', 'create-release', token);
  if (/\/releases\/(?!generate-notes)/.test(path)) return made('gh api', 'edit-release', token);
  return /\/git\/refs\/?$/.test(path) && args.some(({ text }) => text.includes('refs/tags'))
    ? made('gh api', 'create-tag', token)
    : null;
}

function hubStep(words: readonly ShellWord[], command: ShellCommand, scene: CommandScene): CommandFacts | null {
  const [verb] = words;
  if (verb?.text !== 'create' && verb?.text !== 'edit') return null;
  const { values, rest, open } = flagsOf(words.slice(1), scene.word);
  const answer = (name: string): Answer =>
    open === null ? flagAnswer(values.get(name) ?? null, name, false, command.place) : OPEN;
  const attached = values.get('--attach');
  return {
    tool: `hub release ${verb.text}`,
    does: verb.text === 'create' ? 'create-release' : 'edit-release',
    token: tokenIn(command, scene, ['GITHUB_TOKEN']),
    tag: rest.at(-1)?.value ?? null,
    draft: answer('--draft'),
    prerelease: answer('--prerelease'),
    latest: null,
    files: attached === undefined ? [] : [{ pattern: attached.value, place: attached.place }],
    attaches: 'unknown',
  };
}

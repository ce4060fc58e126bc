import { PyrelError } from '../core/error.ts';
import type { Environment } from '../io/git-process.ts';

/** What the GitHub Action was asked for, as words of `pyrel-lint`. */
export type ActionInputs = {
  readonly words: readonly string[];
  /** As it was given: relative to the workspace. */
  readonly sarifFile: string | null;
};

/** Inputs of action.yml; `fail-on` comes as `INPUT_FAIL_ON`. */
const NAMES = [
  'version',
  'tag',
  'mode',
  'root',
  'config',
  'fail-on',
  'select',
  'ignore',
  'sarif-file',
  'args',
] as const;

type Name = (typeof NAMES)[number];

/**
 * Reads the inputs from the environment, where action.yml puts them: a value that stood in the step's script would be
 * run by the shell. Each becomes one word, so that none is taken for a flag. Throws `PyrelError` with code `usage`.
 */
export function actionInputs(env: Environment): ActionInputs {
  const input = (name: Name): string | null => inputOf(env, name);
  const flag = (name: Name): readonly string[] => {
    const value = input(name);
    return value === null ? [] : [`--${name}=${value}`];
  };
  const sarifFile = input('sarif-file');
  return {
    words: [
      // First, or a flag in `args` that lacks its value would take it.
      rootWord(input('root') ?? '.'),
      ...modeWords(env, input('mode') ?? 'auto', { version: input('version'), tag: input('tag') }),
      ...['config', 'fail-on', 'select', 'ignore'].flatMap((name) => flag(name as Name)),
      ...(sarifFile === null ? [] : [`--format=sarif=${sarifFile}`]),
      ...wordsOf(input('args') ?? ''),
    ],
    sarifFile,
  };
}

/** An input that was left out comes as empty text. */
function inputOf(env: Environment, name: Name): string | null {
  const value = (env[`INPUT_${name.toUpperCase().replaceAll('-', '_')}`] ?? '').trim();
  if (value === '') return null;
  // `args` alone may stand on several lines.
  if (name !== 'args' && /\p{Cc}/u.test(value))
    throw new PyrelError('usage', `the input ${name} holds a line break or another control character`, 'Take it out.');
  return value;
}

/** A folder whose name begins as a flag does is still a folder. */
function rootWord(root: string): string {
  return root.startsWith('-') ? `./${root}` : root;
}

function modeWords(
  env: Environment,
  mode: string,
  { version, tag }: { readonly version: string | null; readonly tag: string | null },
): readonly string[] {
  const given = version === null ? (tag === null ? null : 'tag') : 'version';
  if (mode === 'dev') {
    if (given === null) return ['--dev'];
    throw new PyrelError('usage', `mode is dev, and ${given} is given too`, `Leave out mode, or ${given}.`);
  }
  if (mode !== 'auto' && mode !== 'release')
    throw new PyrelError('usage', `mode is ${mode}`, 'Write auto, dev or release.');
  if (version !== null && tag !== null)
    throw new PyrelError('usage', 'version and tag are both given', 'Give one of them; the tag names its version.');
  if (version !== null) return [`--release=${version}`];
  if (tag !== null) return [`--tag=${tag}`];
  if (mode === 'auto') return [];
  const ref = env['GITHUB_REF'] ?? '';
  const pushed = /^refs\/tags\/(.+)$/s.exec(ref)?.[1];
  if (pushed !== undefined) return [`--tag=${pushed}`];
  throw new PyrelError(
    'usage',
    `mode is release, and this run is for ${ref === '' ? 'no tag' : ref}`,
    'Give tag or version.',
  );
}

/** Words between blanks and line breaks; quotes keep blanks together. Nothing is expanded. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  for (const [word] of text.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+|["']/g)) {
    if (word === '"' || word === "'")
      throw new PyrelError('usage', `args has a ${word} that is not closed`, 'Close it, or take it out.');
    words.push(word.replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''));
  }
  return words;
}

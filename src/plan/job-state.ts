import type { ShellCommand, ShellWord } from '../project/shell.ts';
import type { Scope } from './credentials.ts';
import { credentialOf } from './credentials.ts';
import type { Credential } from './credentials.ts';

/** What the steps of a job leave behind for those after them. */
export type JobState = {
  /** Variables written to `GITHUB_ENV`. */
  variables: Scope['variables'];
  /** A step may have set variables that cannot be read. */
  isOpen: boolean;
  /** Credentials that a program keeps: `poetry config pypi-token.pypi …`, a written `.pypirc`. */
  readonly stored: { readonly programs: RegExp; readonly credential: Credential }[];
  /** Index names that `poetry config repositories.NAME URL` defines. */
  readonly indexes: Map<string, string>;
  /** Every action so far is known to leave no credentials behind. */
  isPlain: boolean;
};

export function newJobState(): JobState {
  return { variables: [], isOpen: false, stored: [], indexes: new Map(), isPlain: true };
}

const GITHUB_ENV = /^("?\$\{?GITHUB_ENV\}?"?|\$\{\{\s*github\.env\s*\}\}|\$env:GITHUB_ENV)$/;

/** Programs that read `~/.pypirc`, and those that read `~/.netrc` or the keyring as well. */
const PYPIRC_READERS = /^(twine|flit|maturin|setup\.py)$/;
const ALL = /./;

/** Notes what a command leaves behind. */
export function noteCommand(command: ShellCommand, scope: Scope, state: JobState): void {
  const { words, outputs, input } = command;
  if (outputs.some(({ text }) => GITHUB_ENV.test(text))) noteVariables(command, state);
  const file = outputs.find(({ text }) => /\.(pypirc|netrc)$/.test(text));
  if (file !== undefined) {
    const text = input ?? words.map((word) => word.text).join(' ');
    const isToken = /\bsecrets\.(?!GITHUB_TOKEN)/.test(text) || /pypi-[\w-]{16}/.test(text);
    const credential: Credential = isToken
      ? { kind: 'token', name: file.text.split('/').at(-1) ?? '', place: command.place }
      : { kind: 'unknown' };
    state.stored.push({ programs: file.text.endsWith('.netrc') ? ALL : PYPIRC_READERS, credential });
  }
  noteStores(words, scope, state);
}

function noteStores(words: readonly ShellWord[], scope: Scope, state: JobState): void {
  const texts = words.map(({ text }) => text);
  const config = texts.indexOf('config');
  if (config > 0 && texts.slice(0, config).some((text) => /^(poetry|pdm)$/.test(text))) {
    const [key, ...values] = words.slice(config + 1).filter(({ text }) => !text.startsWith('-'));
    const last = values.at(-1);
    if (key === undefined || last === undefined) return;
    const name = key.text;
    if (name.startsWith('repositories.')) state.indexes.set(name.replace(/^repositories\.|\.url$/g, ''), last.text);
    if (/^(pypi-token|http-basic)\.|password$/.test(name)) {
      const credential = credentialOf({ name, value: last.text, place: last.place }, scope);
      state.stored.push({ programs: /^(poetry|pdm)$/, credential });
    }
  }
  const [program, subcommand] = texts;
  if (texts.some((text) => text.startsWith('keyring')) || /^(uv auth|hatch config)$/.test(`${program} ${subcommand}`)) {
    state.stored.push({ programs: ALL, credential: { kind: 'unknown' } });
  }
}

/** `echo "NAME=VALUE" >> "$GITHUB_ENV"`, or a here-document of such lines. */
function noteVariables({ words, input, place }: ShellCommand, state: JobState): void {
  if (input === null && !/^(echo|printf)$/.test(words[0]?.text ?? '')) state.isOpen = true;
  const lines =
    input === null
      ? words.slice(1).map(({ text, place: at }) => ({ text, at }))
      : input.split('\n').map((text) => ({ text, at: place }));
  for (const { text, at } of lines) {
    const [, name, value] = /^\s*([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
    // `NAME<<EOF` and names that are computed: something is set, and what is not known.
    if (name !== undefined && value !== undefined) state.variables = [...state.variables, { name, value, place: at }];
    else if (text.includes('<<') || text.startsWith('$')) state.isOpen = true;
  }
}

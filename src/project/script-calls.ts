import { below } from './path.ts';
import type { ShellCommand, ShellWord } from './shell.ts';
import type { ScriptCall } from './workflow.ts';

/** Commands that run the words after them. */
const WRAPPERS = new Set(['sudo', 'env', 'time', 'nohup', 'exec', 'command', 'xvfb-run']);
const PROJECT_RUNNERS = new Set(['uv', 'poetry', 'pdm', 'hatch', 'rye', 'pipenv', 'pixi']);

/** Options of make and just that take the next word. */
const VALUE_OPTIONS = new Set([
  '-C',
  '--directory',
  '-f',
  '--file',
  '--makefile',
  '-j',
  '--jobs',
  '-I',
  '-o',
  '-W',
  '--justfile',
  '-d',
  '--working-directory',
  '--set',
]);

/** The commands that run a script of the repository, or a target of a Makefile or justfile. */
export function callsOf(commands: readonly ShellCommand[], folder: string): readonly ScriptCall[] {
  return commands.flatMap((command) => callsOfCommand(command, folder));
}

/** What `target` of a call is for a script file of the repository. */
function fileTarget(path: string): string {
  return `file:${path}`;
}

/**
 * What `target` of a call is for a target of make or just, an environment of tox or a session of nox; `name` is `''` for
 * the first one in the file.
 */
export function recipeTarget(runner: 'make' | 'just' | 'tox' | 'nox', folder: string, name: string): string {
  return `${runner}:${folder}:${name}`;
}

function callsOfCommand(command: ShellCommand, folder: string): readonly ScriptCall[] {
  const words = withoutWrappers(command.words);
  const [first] = words;
  if (first === undefined) return [];
  const call = (target: string): ScriptCall => ({ target, command });
  const name = first.text.split('/').at(-1) ?? '';
  if (name === 'make' || name === 'gmake' || first.text === '$(MAKE)') {
    const { targets, directory } = recipeWords(words.slice(1), folder);
    const wanted = targets.filter((target) => !target.includes('='));
    return (wanted.length === 0 ? [''] : wanted).map((target) => call(recipeTarget('make', directory, target)));
  }
  if (name === 'just') {
    const { targets, directory } = recipeWords(words.slice(1), folder);
    return [call(recipeTarget('just', directory, targets[0] ?? ''))];
  }
  const task = taskNames(command.words);
  if (task !== null) return task.names.map((wanted) => call(recipeTarget(task.runner, folder, wanted)));
  const path = scriptPath(words);
  return path === null ? [] : [call(fileTarget(below(folder, path)))];
}

function withoutWrappers(words: readonly ShellWord[]): readonly ShellWord[] {
  let i = 0;
  while (i < words.length) {
    const text = words[i]?.text ?? '';
    if (WRAPPERS.has(text)) {
      do i++;
      while (/^-|^[A-Za-z_]\w*=/.test(words[i]?.text ?? ''));
    } else if (PROJECT_RUNNERS.has(text) && words[i + 1]?.text === 'run') {
      i += 2;
      while (words[i]?.text.startsWith('-') === true) i++;
    } else break;
  }
  return words.slice(i);
}

function recipeWords(
  words: readonly ShellWord[],
  folder: string,
): { readonly targets: readonly string[]; readonly directory: string } {
  const targets: string[] = [];
  let directory = folder;
  for (let i = 0; i < words.length; i++) {
    const text = words[i]?.text ?? '';
    if (!text.startsWith('-')) targets.push(text);
    else if (VALUE_OPTIONS.has(text)) {
      // `-j` may stand without a number.
      if ((text === '-j' || text === '--jobs') && !/^\d+$/.test(words[i + 1]?.text ?? '')) continue;
      i++;
      if (text === '-C' || text === '--directory' || text === '-d' || text === '--working-directory')
        directory = below(folder, words[i]?.text ?? '');
      else if (text !== '-j' && text !== '--jobs') directory = '?';
    }
  }
  return { targets, directory };
}

/** Programs and options before `tox` and `nox` that run the words after them: `uvx --with tox-uv tox`, `python -m nox`. */
const TASK_WRAPPER = /^(python[\d.]*|uv|uvx|pipx|poetry|pdm|hatch|rye|pipenv|pixi|run|tool|env|sudo|time)$/;

/** The environments of tox, or sessions of nox, that a command names; null where it runs neither, or names none. */
function taskNames(
  words: readonly ShellWord[],
): { readonly runner: 'tox' | 'nox'; readonly names: readonly string[] } | null {
  const texts = words.map(({ text }) => text.split('/').at(-1) ?? '');
  const at = texts.findIndex((text) => text === 'tox' || text === 'nox');
  if (at === -1 || (at > 0 && !TASK_WRAPPER.test(texts[0] ?? '')) || texts.slice(0, at).includes('install'))
    return null;
  const runner = texts[at] === 'tox' ? 'tox' : 'nox';
  const flag = runner === 'tox' ? /^(?:-e|--env)(?:=?(.*))$/ : /^(?:-s|--sessions?|-e)(?:=?(.*))$/;
  const names: string[] = [];
  for (let i = at + 1; i < words.length && texts[i] !== '--'; i++) {
    const joined = flag.exec(words[i]?.text ?? '')?.[1];
    if (joined === undefined) continue;
    if (joined !== '') names.push(...joined.split(','));
    else
      while (/^[^-]/.test(words[i + 1]?.text ?? '')) {
        names.push(...(words[++i]?.text ?? '').split(','));
        if (runner === 'tox') break;
      }
  }
  const plain = names.filter((name) => /^[\w.-]{1,100}$/.test(name));
  return plain.length === 0 ? null : { runner, names: plain };
}

/** The script that is run by its path, by a shell, or by `source`. */
function scriptPath(words: readonly ShellWord[]): string | null {
  const [first, ...rest] = words;
  if (first === undefined) return null;
  const isShell = /^(bash|sh|zsh|dash|source|\.)$/.test(first.text.split('/').at(-1) ?? '') || first.text === '.';
  const word = isShell ? rest.find(({ text }) => !text.startsWith('-')) : first;
  if (word === undefined || (isShell && rest.some(({ text }) => /^-[a-z]*c$/.test(text)))) return null;
  const path = word.text.replace(/^(\$\{\{\s*github\.workspace\s*\}\}|\$\{?GITHUB_WORKSPACE\}?)\//, './');
  if (/[$*{}]|^\/|^~|:\/\//.test(path)) return null;
  return isShell || path.includes('/') ? path : null;
}

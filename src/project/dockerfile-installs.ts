import type { ImageInstall } from './dockerfile.ts';
import type { ShellCommand, ShellWord } from './shell.ts';

/** Options of pip, uv and pipx that take the next word; `-r`, `-c` and `-e` among them are looked at. */
const VALUE_OPTIONS =
  /^(?:-[cdfiprt]|--(?:requirements?|constraints?|build-constraints?|editable|index(?:-url)?|default-index|extra-index-url|find-links|target|prefix|root|python(?:-version)?|platform|cache-dir|only-binary|no-binary|timeout|retries|trusted-host|progress-bar|root-user-action|src|upgrade-strategy|upgrade-package|group|extra|no-extra|no-group|with|link-mode|directory|project|log|proxy|cert|config-settings?|overrides?|resolution|index-strategy|keyring-provider|spec|pip-args|suffix|exclude-newer))$/;

const REQUIREMENT =
  /^(?<name>[A-Za-z0-9][\w.-]{0,100}(?<![.-]))(?:\[[^\]]{0,200}\])?\s{0,9}(?<constraint>(?:[=<>!~]=|[<>]).{0,200})?$/s;
const NAMED_URL = /^(?<name>[A-Za-z0-9][\w.-]{0,100}(?<![.-]))(?:\[[^\]]{0,200}\])?\s{0,9}@\s{0,9}(?<url>\S.{0,500})$/s;
const FILE = /\.(?:whl|zip|tar\.gz|tgz)$/i;

/** What the commands of a `RUN` install, or build, of the project and of others. */
export function installsOf(commands: readonly ShellCommand[]): readonly ImageInstall[] {
  return commands.flatMap(installsOfCommand);
}

function installsOfCommand(command: ShellCommand): readonly ImageInstall[] {
  const words = programWords(command.words);
  const [program, ...rest] = words;
  if (program === undefined) return [];
  const name = programName(program);
  const verbs = rest.filter(({ text }) => !text.startsWith('-')).map(({ text }) => text);
  const sub = [name, verbs[0] ?? ''].join(' ');
  const at = rest.find(({ text }) => !text.startsWith('-'));
  if (name === 'pip' || (name === 'uv' && verbs[0] === 'pip')) {
    const from = rest.findIndex(({ text }) => text === 'install');
    return from === -1 ? [] : requirementsOf(rest.slice(from + 1), command);
  }
  if (sub === 'pipx install' || sub === 'pipx run') return requirementsOf(after(rest, at), command).slice(0, 1);
  if (sub === 'uv tool' && verbs[1] !== undefined)
    return requirementsOf(
      after(
        rest,
        rest.find(({ text }) => text === verbs[1]),
      ),
      command,
    ).slice(0, 1);
  return buildsProject(sub, rest) ? [local(command)] : [];
}

function after(words: readonly ShellWord[], word: ShellWord | undefined): readonly ShellWord[] {
  return word === undefined ? [] : words.slice(words.indexOf(word) + 1);
}

/** Commands that build the project in the current folder. */
function buildsProject(sub: string, words: readonly ShellWord[]): boolean {
  const has = (...flags: readonly string[]): boolean => words.some(({ text }) => flags.includes(text));
  if (sub === 'uv sync' || sub === 'uv run')
    return !has(
      '--no-install-project',
      '--no-project',
      '--no-install-workspace',
      '--only-group',
      '--only-dev',
      '--no-sync',
    );
  if (sub === 'poetry install') return !has('--no-root', '--only-root');
  if (sub === 'pdm install' || sub === 'pdm sync') return !has('--no-self', '--prod-only');
  return /^(?:build|uv build|hatch build|poetry build|pdm build|flit build|flit install|setup\.py (?:install|develop|bdist_wheel|sdist))\b/.test(
    sub,
  );
}

function local(command: ShellCommand): ImageInstall {
  const [first] = command.words;
  const written = command.words
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 80);
  return {
    kind: 'source',
    name: null,
    constraint: '',
    written,
    isFromIndex: false,
    place: first?.place ?? command.place,
  };
}

/** The words from the program on: `python -m pip` is pip, and what only sets the scene is left out. */
function programWords(words: readonly ShellWord[]): readonly ShellWord[] {
  let rest = words;
  while (/^(?:sudo|env|exec|command|time)$/.test(rest[0]?.text ?? '')) {
    rest = rest.slice(1);
    while (/^-|^\w+=/.test(rest[0]?.text ?? '')) rest = rest.slice(1);
  }
  if (!/^(?:python|pypy)[\d.]*$/.test(programName(rest[0]))) return rest;
  const module = rest.findIndex(({ text }) => text === '-m');
  if (module > 0 && module < 5) return rest.slice(module + 1);
  return rest[1]?.text === 'setup.py' ? rest.slice(1) : [];
}

function programName(word: ShellWord | undefined): string {
  const name = word?.text.split('/').at(-1) ?? '';
  return /^pip[\d.]*$/.test(name) ? 'pip' : name;
}

function requirementsOf(words: readonly ShellWord[], command: ShellCommand): readonly ImageInstall[] {
  const found: ImageInstall[] = [];
  const isFromIndex = !words.some(({ text }) =>
    /^(?:-i|-f|--(?:index(?:-url)?|default-index|extra-index-url|find-links|no-index))(?:=|$)/.test(text),
  );
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) continue;
    if (word.text === '-e' || word.text === '--editable') continue;
    if (VALUE_OPTIONS.test(word.text)) i++;
    else if (!word.text.startsWith('-')) found.push(...requirementOf(word, isFromIndex));
  }
  // `pip install -r requirements.txt .` was read above; `uv pip install -r pyproject.toml` installs dependencies only.
  return command.words.length === 0 ? [] : found;
}

function requirementOf({ text, place }: ShellWord, isFromIndex: boolean): readonly ImageInstall[] {
  const written = text.trim();
  const base = { written, place, isFromIndex };
  const named = NAMED_URL.exec(written)?.groups;
  if (named !== undefined) {
    const url = named['url'] ?? '';
    const kind = /^file:|^[./]/.test(url) ? (FILE.test(url.split(/[?#)]/, 1)[0] ?? '') ? 'file' : 'source') : 'url';
    return [{ ...base, kind, name: named['name'] ?? null, constraint: url }];
  }
  if (/^(?:git|hg|svn|bzr)\+|^https?:/.test(written))
    return [{ ...base, kind: 'url', name: null, constraint: written }];
  if (FILE.test(written) || /\.whl\b|dist\/\S*\*/.test(written))
    return [{ ...base, kind: 'file', name: null, constraint: '' }];
  if (/^(?:\.{1,2}(?:\/|\[|$)|\/|file:)/.test(written))
    return [{ ...base, kind: 'source', name: null, constraint: '' }];
  const groups = REQUIREMENT.exec(written)?.groups;
  if (groups === undefined) return [];
  return [
    { ...base, kind: 'requirement', name: groups['name'] ?? null, constraint: groups['constraint']?.trim() ?? '' },
  ];
}

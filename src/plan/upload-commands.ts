import type { Declared } from '../core/place.ts';
import type { ShellCommand, ShellWord } from '../project/shell.ts';
import type { PackageIndex } from './package-index.ts';

/** What is to be known of a program that uploads to an index. */
export type UploadTool = {
  readonly subcommands: readonly string[];
  readonly secretFlags: readonly string[];
  /** Variables that hold a password or token. */
  readonly secretVariables: RegExp;
  /** Options that take a URL, or the name of a configured index. */
  readonly indexFlags: readonly string[];
  readonly indexVariables: RegExp;
  /** Options that pass over files which the index has already. */
  readonly skipFlags: readonly string[];
  readonly indexNames?: { readonly [name: string]: PackageIndex['kind'] };
  /** Whether it exchanges the workflow's identity for a token where it is given no credentials. */
  readonly hasTrustedPublishing: boolean;
};

const NOTHING = /^(?!)/;

/**
 * Read in the tools' sources, August 2026: twine 6.1 and newer, uv, pdm and maturin exchange tokens themselves; hatch,
 * flit, rye and poetry (python-poetry/poetry#7940) do not.
 */
export const TOOLS: { readonly [program: string]: UploadTool } = {
  twine: {
    subcommands: ['upload'],
    secretFlags: ['-p', '--password'],
    secretVariables: /^TWINE_PASSWORD$/,
    indexFlags: ['--repository-url', '-r', '--repository'],
    indexVariables: /^TWINE_REPOSITORY(_URL)?$/,
    skipFlags: ['--skip-existing'],
    hasTrustedPublishing: true,
  },
  uv: {
    subcommands: ['publish'],
    secretFlags: ['-t', '--token', '-p', '--password'],
    secretVariables: /^UV_PUBLISH_(TOKEN|PASSWORD)$/,
    indexFlags: ['--publish-url', '--index'],
    indexVariables: /^UV_PUBLISH_(URL|INDEX)$/,
    // `--check-url` compares the files, and stops where they differ.
    skipFlags: [],
    hasTrustedPublishing: true,
  },
  hatch: {
    subcommands: ['publish'],
    secretFlags: ['-a', '--auth'],
    secretVariables: /^HATCH_INDEX_AUTH$/,
    indexFlags: ['-r', '--repo'],
    indexVariables: /^HATCH_INDEX_REPO$/,
    indexNames: { main: 'pypi', test: 'testpypi' },
    skipFlags: [],
    hasTrustedPublishing: false,
  },
  flit: {
    subcommands: ['publish'],
    secretFlags: [],
    secretVariables: /^FLIT_PASSWORD$/,
    indexFlags: ['--repository'],
    indexVariables: /^FLIT_INDEX_URL$/,
    skipFlags: [],
    hasTrustedPublishing: false,
  },
  pdm: {
    subcommands: ['publish'],
    secretFlags: ['-P', '--password'],
    secretVariables: /^PDM_PUBLISH_PASSWORD$/,
    indexFlags: ['-r', '--repository'],
    indexVariables: /^PDM_PUBLISH_REPO$/,
    skipFlags: ['--skip-existing'],
    hasTrustedPublishing: true,
  },
  poetry: {
    subcommands: ['publish'],
    secretFlags: ['-p', '--password'],
    secretVariables: /^POETRY_(PYPI_TOKEN_\w+|HTTP_BASIC_\w+_PASSWORD)$/,
    indexFlags: ['-r', '--repository'],
    indexVariables: NOTHING,
    skipFlags: ['--skip-existing'],
    hasTrustedPublishing: false,
  },
  maturin: {
    subcommands: ['publish', 'upload'],
    secretFlags: ['-p', '--password'],
    secretVariables: /^MATURIN_(PYPI_TOKEN|PASSWORD)$/,
    indexFlags: ['--repository-url', '-r', '--repository'],
    indexVariables: /^MATURIN_REPOSITORY(_URL)?$/,
    skipFlags: ['--skip-existing'],
    hasTrustedPublishing: true,
  },
  rye: {
    subcommands: ['publish'],
    secretFlags: ['--token'],
    secretVariables: NOTHING,
    indexFlags: ['--repository-url', '--repository'],
    indexVariables: NOTHING,
    skipFlags: ['--skip-existing'],
    hasTrustedPublishing: false,
  },
  'setup.py': {
    subcommands: ['upload'],
    secretFlags: [],
    secretVariables: NOTHING,
    indexFlags: ['-r', '--repository'],
    indexVariables: NOTHING,
    skipFlags: [],
    hasTrustedPublishing: false,
  },
};

/** A command that uploads. */
export type UploadCommand = {
  readonly tool: UploadTool;
  readonly program: string;
  /** As a maintainer names it: `twine upload`. */
  readonly title: string;
  readonly args: readonly ShellWord[];
};

/** Programs that run the words after some of their own. */
const WRAPPER =
  /^(python|pypy|py)[\d.]*$|^(uv|uvx|pipx|poetry|pdm|hatch|rye|pipenv|pixi|conda|mamba|micromamba|sudo|env|time|nohup|exec|command|timeout|xargs|find|docker|podman|nix|nix-shell|xvfb-run|retry)$/;

/** Options of the tools and of make that come before the subcommand and take the next word. */
const VALUE_OPTIONS = new Set(['-C', '--directory', '--project', '--config-file', '-e', '--env', '--cwd']);

/** The upload that a command makes; null for anything else, `twine check` and dry runs included. */
export function uploadCommandOf({ words }: ShellCommand): UploadCommand | null {
  const [first] = words;
  if (first === undefined) return null;
  const isWrapper = WRAPPER.test(programOf(first)) || !first.isLiteral;
  for (let i = 0; i < (isWrapper ? words.length : 1); i++) {
    const found = uploadAt(words, i);
    if (found !== null) return found.args.some(({ text }) => /^(--dry-run|--help|-h)$/.test(text)) ? null : found;
  }
  return null;
}

/** The value of an option: `-p X`, `--password X`, `--password=X`, `-pX`. The last one counts. */
export function optionOf(
  args: readonly ShellWord[],
  names: readonly string[],
): (Declared<string> & { readonly name: string }) | null {
  let found: (Declared<string> & { readonly name: string }) | null = null;
  for (const [i, { text, place }] of args.entries()) {
    for (const name of names) {
      const value = args[i + 1];
      const isJoined = name.startsWith('--')
        ? text.startsWith(`${name}=`)
        : text.startsWith(name) && text.length > 2 && !text.startsWith('--');
      if (text === name && value !== undefined) found = { name, value: value.text, place: value.place };
      else if (isJoined) found = { name, value: text.slice(name.length).replace(/^=/, ''), place };
    }
  }
  return found;
}

function uploadAt(words: readonly ShellWord[], start: number): UploadCommand | null {
  const word = words[start];
  const program = word === undefined ? '' : programOf(word);
  const tool = Object.hasOwn(TOOLS, program) ? TOOLS[program] : undefined;
  if (tool === undefined) return null;
  const texts = words.map(({ text }) => text);
  let i = start + 1;
  while (texts[i]?.startsWith('-') === true) i += VALUE_OPTIONS.has(texts[i] ?? '') ? 2 : 1;
  // `setup.py sdist bdist_wheel upload`: distutils takes several commands in a row.
  if (program === 'setup.py') i = texts.indexOf('upload', i);
  const subcommand = texts[i] ?? '';
  if (!tool.subcommands.includes(subcommand)) return null;
  return { tool, program, title: `${program} ${subcommand}`, args: words.slice(i + 1) };
}

/** Programs that build a distribution, and the subcommands that have them do it. */
const BUILDERS: { readonly [program: string]: RegExp } = {
  uv: /^build$/,
  poetry: /^build$/,
  hatch: /^build$/,
  flit: /^build$/,
  pdm: /^build$/,
  rye: /^build$/,
  maturin: /^(build|sdist)$/,
  'setup.py': /^(sdist|bdist\w*)$/,
};
const BUILD_PROGRAMS = new Set(['pyproject-build', 'cibuildwheel']);

/** The build that a command runs: `python -m build`, `uv build`, `pipx run build`; null for anything else. */
export function buildOf({ words, place }: ShellCommand): Declared<string> | null {
  const [first] = words;
  if (first === undefined) return null;
  const isWrapper = WRAPPER.test(programOf(first)) || !first.isLiteral;
  for (let i = 0; i < (isWrapper ? words.length : 1); i++) {
    const word = words[i];
    if (word === undefined || NO_RUN.test(word.text)) return null;
    const program = programOf(word);
    const before = words[i - 1]?.text ?? '';
    const isModule = program === 'build' && (before === '-m' || before === 'run' || programOf(first) === 'uvx');
    if (isModule || BUILD_PROGRAMS.has(program)) return { value: program, place };
    const subcommands = Object.hasOwn(BUILDERS, program) ? BUILDERS[program] : undefined;
    if (subcommands === undefined) continue;
    const next = words.slice(i + 1, i + 20).find(({ text }) => !text.startsWith('-'))?.text ?? '';
    if (subcommands.test(next)) return { value: `${program} ${next}`, place };
  }
  return null;
}

/** What a wrapper does instead of running the words after it: `pip install build`, `poetry add build`. */
const NO_RUN = /^(install|add|sync|download|inject|lock)$/;

/** `/usr/bin/twine`, `twine.exe`, `twine@6.1`, `twine[keyring]`, and the variables that Makefiles name for a program: `$(TWINE)`. */
function programOf({ text }: ShellWord): string {
  const variable = /^\$[({]?([A-Z_]+)[)}]?$/.exec(text)?.[1];
  if (variable !== undefined) return variable.toLowerCase();
  const name = text.split(/[/\\]/).at(-1) ?? '';
  return name.replace(/\.exe$/, '').replace(/(@|\[|==).*$/, '');
}

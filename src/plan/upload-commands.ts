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
    hasTrustedPublishing: true,
  },
  uv: {
    subcommands: ['publish'],
    secretFlags: ['-t', '--token', '-p', '--password'],
    secretVariables: /^UV_PUBLISH_(TOKEN|PASSWORD)$/,
    indexFlags: ['--publish-url', '--index'],
    indexVariables: /^UV_PUBLISH_(URL|INDEX)$/,
    hasTrustedPublishing: true,
  },
  hatch: {
    subcommands: ['publish'],
    secretFlags: ['-a', '--auth'],
    secretVariables: /^HATCH_INDEX_AUTH$/,
    indexFlags: ['-r', '--repo'],
    indexVariables: /^HATCH_INDEX_REPO$/,
    indexNames: { main: 'pypi', test: 'testpypi' },
    hasTrustedPublishing: false,
  },
  flit: {
    subcommands: ['publish'],
    secretFlags: [],
    secretVariables: /^FLIT_PASSWORD$/,
    indexFlags: ['--repository'],
    indexVariables: /^FLIT_INDEX_URL$/,
    hasTrustedPublishing: false,
  },
  pdm: {
    subcommands: ['publish'],
    secretFlags: ['-P', '--password'],
    secretVariables: /^PDM_PUBLISH_PASSWORD$/,
    indexFlags: ['-r', '--repository'],
    indexVariables: /^PDM_PUBLISH_REPO$/,
    hasTrustedPublishing: true,
  },
  poetry: {
    subcommands: ['publish'],
    secretFlags: ['-p', '--password'],
    secretVariables: /^POETRY_(PYPI_TOKEN_\w+|HTTP_BASIC_\w+_PASSWORD)$/,
    indexFlags: ['-r', '--repository'],
    indexVariables: NOTHING,
    hasTrustedPublishing: false,
  },
  maturin: {
    subcommands: ['publish', 'upload'],
    secretFlags: ['-p', '--password'],
    secretVariables: /^MATURIN_(PYPI_TOKEN|PASSWORD)$/,
    indexFlags: ['--repository-url', '-r', '--repository'],
    indexVariables: /^MATURIN_REPOSITORY(_URL)?$/,
    hasTrustedPublishing: true,
  },
  rye: {
    subcommands: ['publish'],
    secretFlags: ['--token'],
    secretVariables: NOTHING,
    indexFlags: ['--repository-url', '--repository'],
    indexVariables: NOTHING,
    hasTrustedPublishing: false,
  },
  'setup.py': {
    subcommands: ['upload'],
    secretFlags: [],
    secretVariables: NOTHING,
    indexFlags: ['-r', '--repository'],
    indexVariables: NOTHING,
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

/** `/usr/bin/twine`, `twine.exe`, `twine@6.1`, `twine[keyring]`, and the variables that Makefiles name for a program: `$(TWINE)`. */
function programOf({ text }: ShellWord): string {
  const variable = /^\$[({]?([A-Z_]+)[)}]?$/.exec(text)?.[1];
  if (variable !== undefined) return variable.toLowerCase();
  const name = text.split(/[/\\]/).at(-1) ?? '';
  return name.replace(/\.exe$/, '').replace(/(@|\[|==).*$/, '');
}

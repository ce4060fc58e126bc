import type { ShellCommand, ShellWord } from '../project/shell.ts';
import type { DistFile } from './artifacts.ts';
import { pathIn } from './artifact-paths.ts';
import type { Built } from './built-wheels.ts';
import { wheelsInto } from './built-wheels.ts';
import type { Partial } from '../core/partial.ts';
import type { JobRun, StepRun } from './simulation.ts';

/** Names of what a build makes: `demo-1.2.3-*.whl`, `demo-1.2.3.tar.gz`; `*` where it is not known what is built. */
export type DistName = { readonly wheel: string; readonly sdist: string };

/** How a tool is told where to put its files, and which. */
type Builder = {
  readonly subcommand: RegExp | null;
  readonly out: readonly string[];
  readonly folder: string;
  /** Options that leave only the one kind, or take it away. */
  readonly wheelOnly: RegExp;
  readonly sdistOnly: RegExp;
  /** Options that take a word. */
  readonly words: RegExp;
  /** Whether a folder may be named that is built instead, with its files below it. */
  readonly takesSource?: boolean;
};

const NEVER = /^(?!)/;

/** By program. https://build.pypa.io, https://docs.astral.sh/uv/reference/cli/#uv-build, and so on. */
const BUILDERS: { readonly [program: string]: Builder } = {
  build: {
    subcommand: null,
    out: ['-o', '--outdir'],
    folder: 'dist',
    wheelOnly: /^(?:-w|--wheel)$/,
    sdistOnly: /^(?:-s|--sdist)$/,
    words: /^(?:-o|--outdir|-C|--config-setting|--installer|--config-json)$/,
    takesSource: true,
  },
  uv: {
    subcommand: /^build$/,
    out: ['-o', '--out-dir'],
    folder: 'dist',
    wheelOnly: /^--wheel$/,
    sdistOnly: /^--sdist$/,
    words:
      /^(?:-o|--out-dir|-p|--python|-C|--config-setting|--package|-b|--build-constraints?|--project|--index|--config-file)$/,
    takesSource: true,
  },
  hatch: {
    subcommand: /^build$/,
    out: [],
    folder: 'dist',
    wheelOnly: /^(?:-t=?wheel|--target=?wheel)$/,
    sdistOnly: /^(?:-t=?sdist|--target=?sdist)$/,
    words: /^(?:-t|--target|-p|--project|-e|--env)$/,
  },
  flit: {
    subcommand: /^build$/,
    out: [],
    folder: 'dist',
    wheelOnly: /^--format=?wheel$/,
    sdistOnly: /^--format=?sdist$/,
    words: /^(?:--format|-f)$/,
  },
  pdm: {
    subcommand: /^build$/,
    out: ['-d', '--dest'],
    folder: 'dist',
    wheelOnly: /^--no-sdist$/,
    sdistOnly: /^--no-wheel$/,
    words: /^(?:-d|--dest|-p|--project|-C|--config-setting)$/,
  },
  poetry: {
    subcommand: /^build$/,
    out: ['-o', '--output'],
    folder: 'dist',
    wheelOnly: /^(?:-f|--format)=?wheel$/,
    sdistOnly: /^(?:-f|--format)=?sdist$/,
    words: /^(?:-f|--format|-o|--output|-C|--directory|-P|--project)$/,
  },
  rye: {
    subcommand: /^build$/,
    out: ['-o', '--out'],
    folder: 'dist',
    wheelOnly: /^--wheel$/,
    sdistOnly: /^--sdist$/,
    words: /^(?:-o|--out|-p|--package|--pyproject)$/,
  },
  maturin: {
    subcommand: /^(?:build|sdist)$/,
    out: ['-o', '--out'],
    folder: 'target/wheels',
    wheelOnly: NEVER,
    sdistOnly: NEVER,
    words: /^(?:-o|--out|-i|--interpreter|-m|--manifest-path|--target|--compatibility|--profile|--features|-b)$/,
  },
};

const WRAPPER =
  /^(?:python|pypy|py)[\d.]*$|^(?:uv|uvx|pipx|poetry|pdm|hatch|rye|pipenv|pixi|conda|sudo|env|time|xvfb-run)$/;

/** Where a command runs. */
export type BuildScene = {
  readonly step: StepRun;
  readonly job: JobRun;
  /** The folder that it runs in, below the workspace. */
  readonly folder: Partial;
  readonly word: (text: string) => Partial;
  readonly nameIn: (folder: Partial) => DistName;
};

/** What a command builds; null where it builds nothing that is known. */
export function buildOf({ words, place }: ShellCommand, scene: BuildScene): Built | null {
  const [first] = words;
  if (first === undefined) return null;
  const isWrapper = WRAPPER.test(programOf(first));
  for (let at = 0; at < (isWrapper ? Math.min(words.length, 16) : 1); at++) {
    const word = words[at];
    if (word === undefined || /^(?:install|add|sync|inject|tool)$/.test(word.text)) return null;
    const program = programOf(word);
    const rest = words.slice(at + 1);
    const before = words[at - 1]?.text;
    if (program === 'setup.py') return setupPy(rest, scene, place);
    if (program === 'cibuildwheel') return cibuildwheel(rest, scene, place);
    if (program === 'pyproject-build') return built('build', rest, scene, place);
    if (program === 'build' && /^(?:-m|run|uvx)$/.test(before ?? '')) return built('build', rest, scene, place);
    const builder = program === 'build' ? undefined : BUILDERS[program];
    if (builder?.subcommand === undefined || builder.subcommand === null) continue;
    // Options may stand before the subcommand: `uv --quiet build`.
    const sub = rest.findIndex(({ text }) => !text.startsWith('-'));
    if (builder.subcommand.test(rest[sub]?.text ?? '')) {
      if (program === 'maturin' && rest[sub]?.text === 'sdist')
        return built('maturin', rest.slice(sub + 1), scene, place, 'sdist');
      return built(program, rest.slice(sub + 1), scene, place);
    }
  }
  return null;
}

function built(
  program: string,
  args: readonly ShellWord[],
  scene: BuildScene,
  place: DistFile['place'],
  only?: 'sdist',
): Built | null {
  const builder = BUILDERS[program];
  if (builder === undefined) return null;
  const { out, source, flags } = argsOf(args, builder, scene);
  if (flags.some((flag) => /^(?:-h|--help|--list|-l)$/.test(flag))) return null;
  const from = source === null || builder.takesSource !== true ? scene.folder : pathIn(scene.folder, source);
  // Hatch is told the folder by position.
  const named = program === 'hatch' && source !== null ? source : out;
  const isWorkspace = program === 'uv' && flags.some((flag) => /^--(?:all-packages|all|package)/.test(flag));
  const folder = named === null ? pathIn(from, builder.folder) : pathIn(scene.folder, named);
  const wheelOnly = flags.some((flag) => builder.wheelOnly.test(flag));
  const sdistOnly = only === 'sdist' || flags.some((flag) => builder.sdistOnly.test(flag));
  const both = wheelOnly && sdistOnly;
  const isMaturin = program === 'maturin' && only === undefined;
  const name = isWorkspace ? { wheel: '*.whl', sdist: '*.tar.gz' } : scene.nameIn(from);
  const shown = program === 'build' ? 'python -m build' : `${program} ${only ?? 'build'}`;
  const wheel: DistFile = { path: `${folder}/${name.wheel}`, kind: 'wheel', place, madeBy: shown, platform: null };
  const sdist: DistFile = { path: `${folder}/${name.sdist}`, kind: 'sdist', place, madeBy: shown, platform: null };
  const takesSdist = isMaturin ? flags.includes('--sdist') : both || !wheelOnly;
  const takesWheel = both || !sdistOnly;
  const isOther =
    program === 'hatch' && flags.some((flag) => /^(?:-t|--target)/.test(flag)) && !wheelOnly && !sdistOnly;
  return {
    files: [...(takesSdist ? [sdist] : []), ...(takesWheel ? [wheel] : [])],
    folder,
    open: isOther ? 'a target that is no wheel and no source distribution' : null,
  };
}

type Args = { readonly out: Partial | null; readonly source: Partial | null; readonly flags: readonly Partial[] };

function argsOf(args: readonly ShellWord[], { out: outs, words }: Builder, { word }: BuildScene): Args {
  let out: Partial | null = null;
  let source: Partial | null = null;
  const flags: Partial[] = [];
  for (let at = 0; at < args.length; at++) {
    const text = word(args[at]?.text ?? '');
    const [, name = text, joined] = /^(--?[\w-]+)=(.*)$/s.exec(text) ?? [];
    const next = args[at + 1];
    if (outs.includes(name)) {
      out = joined ?? (next === undefined ? null : word(next.text));
      if (joined === undefined) at++;
    } else if (words.test(name)) {
      flags.push(joined === undefined ? `${name}=${next === undefined ? '' : word(next.text)}` : text);
      if (joined === undefined) at++;
    } else if (text.startsWith('-')) flags.push(text);
    else source ??= text;
  }
  return { out, source, flags };
}

/** `setup.py sdist bdist_wheel --dist-dir X`: distutils takes several commands in a row. */
function setupPy(args: readonly ShellWord[], scene: BuildScene, place: DistFile['place']): Built | null {
  const texts = args.map(({ text }) => scene.word(text));
  const commands = texts.filter((text) => /^(?:sdist|bdist\w*)$/.test(text));
  if (commands.length === 0) return null;
  const at = texts.findIndex((text) => /^(?:-d|--dist-dir)$/.test(text));
  const joined = texts.find((text) => text.startsWith('--dist-dir='))?.slice(11);
  const folder = pathIn(scene.folder, joined ?? (at === -1 ? 'dist' : (texts[at + 1] ?? 'dist')));
  const name = scene.nameIn(scene.folder);
  const files = commands.flatMap((command): readonly DistFile[] => {
    const base = { place, madeBy: `setup.py ${command}`, platform: null };
    if (command === 'sdist') return [{ ...base, path: `${folder}/${name.sdist}`, kind: 'sdist' }];
    return command === 'bdist_wheel' ? [{ ...base, path: `${folder}/${name.wheel}`, kind: 'wheel' }] : [];
  });
  const other = commands.find((command) => command !== 'sdist' && command !== 'bdist_wheel');
  return { files, folder, open: other === undefined ? null : `what setup.py ${other} makes` };
}

function cibuildwheel(args: readonly ShellWord[], scene: BuildScene, place: DistFile['place']): Built {
  const texts = args.map(({ text }) => scene.word(text));
  const at = texts.indexOf('--output-dir');
  const given =
    texts.find((text) => text.startsWith('--output-dir='))?.slice(13) ?? (at === -1 ? undefined : texts[at + 1]);
  const folder = pathIn(scene.folder, given ?? 'wheelhouse');
  return wheelsInto(folder, scene.step, scene.job, scene.nameIn(scene.folder), place);
}

function programOf({ text }: ShellWord): string {
  const name = text.split(/[/\\]/).at(-1) ?? '';
  return name.replace(/\.exe$/, '').replace(/(?:@|\[|==).*$/, '');
}

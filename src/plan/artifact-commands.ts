import { isUnknown } from '../core/unknown.ts';
import type { ShellCommand } from '../project/shell.ts';
import type { Script } from '../project/workflow.ts';
import type { BuildScene } from './artifact-builds.ts';
import { buildOf } from './artifact-builds.ts';
import type { Disk } from './artifact-disk.ts';
import { fileAt, leaveOpen, put } from './artifact-disk.ts';
import { literalFolder, pathIn } from './artifact-paths.ts';
import type { Partial } from '../core/partial.ts';
import { isWhole } from '../core/partial.ts';
import { sureCommands } from './release-step-branches.ts';
import { scriptWords } from './release-step-scripts.ts';
import { uploadCommandOf } from './upload-commands.ts';

/** Programs that leave the files of a job as they are, but for where their output goes. */
const HARMLESS =
  /^(?:echo|printf|cat|ls|tree|export|set|unset|test|\[|\[\[|pwd|mkdir|true|false|:|sleep|which|type|file|stat|du|df|wc|head|tail|grep|egrep|rg|awk|cut|sort|uniq|tr|jq|yq|seq|date|env|uname|exit|return|source|\.|read|declare|local|readonly|shopt|trap|chmod|sha256sum|md5sum|shasum|apt-get|apt|brew|choco|yum|dnf|apk|rustup|twine|check-wheel-contents|abi3audit|check-manifest|ruff|mypy|flake8|mktemp|cd|pushd|popd|zipinfo|basename|dirname|hash|command|wait|kill)$/;

/** Programs that move, copy, take away or unpack what their words name. */
const MOVES =
  /^(?:mv|cp|rm|ln|tar|unzip|zip|gzip|curl|wget|touch|install|rsync|auditwheel|delocate-\w+|find|tee|split|gpg|cosign)$/;

/** What a script leaves on the disk, up to a command of it; gives where that command runs. */
export function runScript(
  script: Script,
  disk: Disk,
  given: Omit<BuildScene, 'word'>,
  until: ShellCommand | null,
): BuildScene | null {
  if (isUnknown(script.commands)) {
    leaveOpen(disk, '', script.commands.unknown);
    return null;
  }
  for (const call of script.calls) if (call.command === null) leaveOpen(disk, '', `what \`${call.target}\` does`);
  const sure = sureCommands(script);
  const { word, note } = scriptWords(given.step);
  let { folder } = given;
  for (const command of script.commands) {
    const isSure = sure.has(command) && given.step.runs.is === 'yes';
    note(command, isSure);
    const scene: BuildScene = { ...given, folder, word };
    if (command === until) return scene;
    const called = script.calls.find((call) => call.command === command);
    if (called !== undefined) leaveOpen(disk, '', `what \`${shown(command)}\` does`);
    else runCommand(command, disk, scene, isSure);
    folder = changedFolder(command, scene) ?? folder;
  }
  return null;
}

function changedFolder({ words }: ShellCommand, { folder, word }: BuildScene): Partial | null {
  const [program, to] = words;
  if (!/^(?:cd|pushd)$/.test(program?.text ?? '') || to === undefined) return null;
  return pathIn(folder, word(to.text));
}

function runCommand(command: ShellCommand, disk: Disk, scene: BuildScene, isSure: boolean): void {
  writeOutputs(command, disk, scene, isSure);
  const built = buildOf(command, scene);
  if (built !== null) {
    put(disk, built.files);
    const reason = built.open ?? (isSure ? null : 'a condition that decides over the build');
    if (reason !== null) leaveOpen(disk, built.folder, reason);
    return;
  }
  const [first, ...rest] = command.words;
  if (first === undefined || uploadCommandOf(command) !== null) return;
  // `${{ matrix.ls || 'ls -lh' }} dist/`
  const named = first.isLiteral ? first.text : (scene.word(first.text).split(/\s/)[0] ?? '');
  const program = (named.split('/').at(-1) ?? '').replace(/\.exe$/, '');
  if (MOVES.test(program)) {
    for (const { text } of rest) {
      const path = scene.word(text);
      if (path.startsWith('-') || path === '') continue;
      const folder = literalFolder(pathIn(scene.folder, path));
      leaveOpen(disk, folder, `what \`${program}\` does`);
    }
    return;
  }
  if (
    !isHarmless(
      program,
      rest.map(({ text }) => text),
    )
  )
    leaveOpen(disk, '', `what \`${shown(command)}\` does`);
}

/** Of programs that do several things, what leaves the files as they are, by the words behind the name. */
const HARMLESS_WORDS: { readonly [program: string]: RegExp } = {
  git: /^(?!(?:checkout|switch|clone|clean|stash|reset|merge|pull|apply)\b)/,
  sed: /^(?!.*(?:^| )-i)/s,
  gh: /^(?!(?:run|release) download\b)/,
  uv: /^(?:sync|pip|venv|python|lock|version|tool install|cache|publish|export|--version)\b/,
  python:
    /^(?:-m (?:pip|twine|venv|ensurepip)\b(?! (?:wheel|download)\b)|-V$|--version$|-c (?!.*(?:open\(|shutil|subprocess|\bos\.|Path|write|remove|rename|urlretrieve|exec)))/s,
  poetry: /^(?:install|config|version|publish|lock|check|show|--version|self|env|add)\b/,
  pdm: /^(?:install|config|publish|lock|show|--version|self|use|add|sync)\b/,
  hatch: /^(?:version|publish|--version|config|env)\b/,
  flit: /^(?:install|publish|--version)\b/,
  pip: /^(?!wheel\b|download\b)/,
  pipx: /^(?:install|inject|ensurepath|run (?:twine|check-wheel-contents|abi3audit))\b/,
  uvx: /^(?:twine|check-wheel-contents|abi3audit)\b/,
  sudo: /^(?:apt|apt-get|snap)\b/,
  docker: /^(?:login|pull|push|buildx|version|info)\b/,
};

function isHarmless(program: string, args: readonly string[]): boolean {
  if (args.length === 1 && /^--(?:help|version)$/.test(args[0] ?? '')) return true;
  const inner = /^(?:uv|poetry|pdm|pipenv)$/.test(program) && args[0] === 'run' ? args.slice(1) : null;
  const [first, ...rest] = inner ?? [];
  if (first !== undefined && !first.startsWith('-')) return isHarmless(first, rest);
  const name = program.replace(/^(?:python|pip)[\d.]+$/, (one) => one.replace(/[\d.]+$/, ''));
  const words = Object.hasOwn(HARMLESS_WORDS, name) ? HARMLESS_WORDS[name] : undefined;
  return words === undefined ? HARMLESS.test(program) : words.test(args.join(' '));
}

function writeOutputs(
  { outputs, place }: ShellCommand,
  disk: Disk,
  { folder, word }: BuildScene,
  isSure: boolean,
): void {
  for (const { text } of outputs) {
    const path = word(text);
    if (/^\/dev\/|GITHUB_(?:OUTPUT|ENV|STEP_SUMMARY|PATH|STATE)/.test(text)) continue;
    const file = pathIn(folder, path);
    if (isWhole(file) && isSure) put(disk, [fileAt(file, place, 'a redirection')]);
    else leaveOpen(disk, literalFolder(file).split('/').slice(0, -1).join('/'), 'where a script writes to');
  }
}

function shown({ words }: ShellCommand): string {
  const text = words
    .map((one) => one.text)
    .join(' ')
    .replace(/\s+/g, ' ');
  return text.length > 50 ? `${text.slice(0, 49)}…` : text;
}

import { DockerfileParser } from 'dockerfile-ast';
import type { Copy, Flag, From, Instruction, JSONInstruction, PropertyInstruction } from 'dockerfile-ast';
import type { Declared, Place } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import { installsOf } from './dockerfile-installs.ts';
import type { BuildArgument, BuildMount, BuildStage, DockerInstruction } from './dockerfile.ts';
import { readScript } from './read-steps.ts';
import type { ShellCommand } from './shell.ts';
import type { SourceText } from './source.ts';
import type { Script } from './workflow.ts';

export type DockerfileText = { readonly globals: readonly BuildArgument[]; readonly stages: readonly BuildStage[] };

type Range = NonNullable<ReturnType<Instruction['getArgumentsRange']>>;

type Reading = {
  readonly source: SourceText;
  readonly lineStarts: readonly number[];
  readonly lines: readonly string[];
};

type OpenStage = Omit<BuildStage, 'instructions' | 'uses'> & { readonly instructions: DockerInstruction[] };

/** Reads a Dockerfile; what is no instruction is left out. */
export function readDockerfile(source: SourceText): DockerfileText {
  const lines = source.text.split(/(?<=\n)|(?<=\r(?!\n))/);
  const lineStarts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    lineStarts.push(offset);
    offset += line.length;
  }
  const reading: Reading = { source, lineStarts, lines };
  const globals: BuildArgument[] = [];
  const stages: OpenStage[] = [];
  for (const instruction of DockerfileParser.parse(source.text).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      const stage = stageOf(instruction as From, reading);
      if (stage !== null) stages.push(stage);
      continue;
    }
    const found = instructionsOf(instruction, reading);
    const stage = stages.at(-1);
    if (stage !== undefined) stage.instructions.push(...found);
    else for (const one of found) if (one.kind === 'arg') globals.push({ name: one.name, default: one.default });
  }
  return { globals, stages: stages.map((stage, i) => ({ ...stage, uses: usedBy(stages, i) })) };
}

function stageOf(from: From, reading: Reading): OpenStage | null {
  const image = declared(from.getImage(), from.getImageRange(), reading);
  if (image === null) return null;
  const platform = from.getPlatformFlag();
  return {
    place: spanOf(from.getRange(), reading),
    image,
    name: declared(from.getBuildStage(), from.getBuildStageRange(), reading),
    platform: platform === null ? null : declared(platform.getValue(), platform.getValueRange(), reading),
    instructions: [],
  };
}

/** Names of stages are matched without regard to case; only what stands above can be used. */
function usedBy(stages: readonly OpenStage[], index: number): readonly number[] {
  const found = new Set<number>();
  const open = [index];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const stage = stages[at];
    if (stage === undefined) continue;
    for (const name of [stage.image.value, ...stage.instructions.flatMap(sourcesOf)]) {
      const known = stages.slice(0, at).findLastIndex((one) => one.name?.value.toLowerCase() === name.toLowerCase());
      const used = known === -1 && /^\d{1,4}$/.test(name) ? Number(name) : known;
      if (used === -1 || used >= at || found.has(used)) continue;
      found.add(used);
      open.push(used);
    }
  }
  return [...found].toSorted((a, b) => a - b);
}

function sourcesOf(instruction: DockerInstruction): readonly string[] {
  if (instruction.kind === 'copy' || instruction.kind === 'add')
    return instruction.from === null ? [] : [instruction.from];
  return instruction.kind === 'run' ? instruction.mounts.flatMap(({ from }) => from ?? []) : [];
}

function instructionsOf(instruction: Instruction, reading: Reading): readonly DockerInstruction[] {
  const place = spanOf(instruction.getRange(), reading);
  switch (instruction.getKeyword()) {
    case 'ARG':
    case 'ENV':
    case 'LABEL':
      return propertiesOf(instruction as PropertyInstruction, place, reading);
    case 'RUN': {
      const run = instruction as JSONInstruction;
      const script = scriptOf(run, place, reading);
      const installs = isUnknown(script.commands) ? [] : installsOf(script.commands);
      return [{ kind: 'run', place, script, mounts: mountsOf(run.getFlags()), installs }];
    }
    case 'COPY':
    case 'ADD':
      return copyOf(instruction as Copy, place, reading);
    case 'WORKDIR': {
      const path = unquoted(instruction.getArgumentsRange(), reading);
      return path === null ? [] : [{ kind: 'workdir', place, path }];
    }
    default:
      return [];
  }
}

function propertiesOf(instruction: PropertyInstruction, place: Place, reading: Reading): readonly DockerInstruction[] {
  const keyword = instruction.getKeyword();
  return instruction.getProperties().flatMap((property): readonly DockerInstruction[] => {
    const name = declared(property.getName(), property.getNameRange(), reading);
    const value = unquoted(property.getValueRange(), reading);
    if (name === null) return [];
    if (keyword === 'ARG') return [{ kind: 'arg', place, name, default: value }];
    return value === null ? [] : [{ kind: keyword === 'ENV' ? 'env' : 'label', place, name, value }];
  });
}

/** The library hands out values without quotes and with what was escaped still escaped; places are of the text inside. */
function unquoted(range: Range | null, reading: Reading): Declared<string> | null {
  if (range === null) return null;
  const { start, end } = offsetsOf(range, reading);
  const text = reading.source.text.slice(start, end);
  const isQuoted = /^(["'])[^]*\1$/.test(text) && text.length > 1;
  const value = (isQuoted ? text.slice(1, -1) : text).replace(/\\([^\n\r])/g, '$1');
  const inset = isQuoted ? 1 : 0;
  return { value, place: atSpan(reading.source.file, start + inset, end - inset) };
}

function copyOf(copy: Copy, place: Place, reading: Reading): readonly DockerInstruction[] {
  const strings = copy.getKeyword() === 'COPY' || copy.getKeyword() === 'ADD' ? copy.getJSONStrings() : [];
  const isJson = strings.length > 0;
  const words = (isJson ? strings : copy.getArguments()).flatMap((word) => {
    const found = unquoted(word.getRange(), reading);
    return found === null ? [] : [found];
  });
  const isInline = words.some(({ value }) => value.startsWith('<<'));
  const kind = copy.getKeyword() === 'ADD' ? 'add' : 'copy';
  const from = copy.getFlags().find((flag) => flag.getName() === 'from');
  const target = words.at(-1)?.value ?? '';
  return [{ kind, place, from: from?.getValue() ?? null, sources: isInline ? [] : words.slice(0, -1), target }];
}

function mountsOf(flags: readonly Flag[]): readonly BuildMount[] {
  return flags
    .filter((flag) => flag.getName() === 'mount')
    .map((flag) => {
      const options = new Map((flag.getValue() ?? '').split(',').map((part) => splitAt(part, '=')));
      const option = (...names: readonly string[]): string | null =>
        names.map((name) => options.get(name)).find((value) => value !== undefined) ?? null;
      return {
        type: option('type') ?? 'bind',
        source: option('source', 'src') ?? '',
        target: option('target', 'dst', 'destination') ?? '',
        from: option('from'),
      };
    });
}

function splitAt(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + mark.length).trim()];
}

function scriptOf(run: JSONInstruction, place: Place, reading: Reading): Script {
  const { file } = reading.source;
  const strings = run.getJSONStrings();
  if (strings.length > 0) {
    const words = strings.flatMap((word) => {
      const found = unquoted(word.getRange(), reading);
      return found === null ? [] : [{ text: found.value, isLiteral: true, place: found.place }];
    });
    const command: ShellCommand = { words, assignments: [], outputs: [], input: null, place };
    return { text: words.map(({ text }) => text).join(' '), place, commands: [command], calls: [] };
  }
  const range = run.getArgumentsRange();
  if (range === null) return { text: '', place, commands: [], calls: [] };
  const { text, lines } = shellText(range, reading);
  const interpreter = /^#![^\n]*?([\w.]+)\s*$/m.exec(text.slice(0, 200))?.[1] ?? null;
  return { ...readScript({ file, text, place, lines }, text.startsWith('#!') ? interpreter : null, ''), calls: [] };
}

/**
 * What the shell gets: Docker takes comments and empty lines out of a command that goes on over several lines. A command
 * that is nothing but a here-document is the script in it.
 */
function shellText({ start, end }: Range, reading: Reading): { text: string; lines: readonly number[] } {
  const kept: string[] = [];
  const lines: number[] = [];
  const first = (reading.lines[start.line] ?? '').slice(start.character);
  const word = /^<<-?\s*(["']?)([A-Za-z_]\w*)\1\s*$/.exec(first)?.[2] ?? null;
  const hasHeredoc = first.includes('<<');
  for (let i = start.line; i <= end.line; i++) {
    const whole = reading.lines[i] ?? '';
    if (i === start.line && word !== null) continue;
    if (word !== null && whole.trim() === word) break;
    if (i > start.line && !hasHeredoc && /^\s*(?:#|$)/.test(whole)) continue;
    const from = i === start.line ? start.character : 0;
    const text = whole.slice(from, i === end.line && word === null ? end.character : undefined);
    kept.push(text.replace(/\r?\n$|\r$/, ''));
    lines.push((reading.lineStarts[i] ?? 0) + from);
  }
  return { text: kept.join('\n'), lines };
}

function declared(value: string | null, range: Range | null, reading: Reading): Declared<string> | null {
  return value === null || range === null ? null : { value, place: spanOf(range, reading) };
}

function spanOf(range: Range, reading: Reading): Place {
  const { start, end } = offsetsOf(range, reading);
  return atSpan(reading.source.file, start, end);
}

function offsetsOf({ start, end }: Range, { lineStarts }: Reading): { readonly start: number; readonly end: number } {
  return {
    start: (lineStarts[start.line] ?? 0) + start.character,
    end: (lineStarts[end.line] ?? 0) + end.character,
  };
}

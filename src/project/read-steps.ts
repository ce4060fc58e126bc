import { atSpan } from '../core/place.ts';
import { unknown } from '../core/unknown.ts';
import { callsOf } from './script-calls.ts';
import type { ScriptText } from './shell.ts';
import { shellCommands } from './shell.ts';
import type { SourceText } from './source.ts';
import type { RunDefaults, Script, Step } from './workflow.ts';
import type { YamlNode } from './yaml.ts';
import { at, itemsOf, lineOffsets, scalarOf } from './yaml.ts';
import { declared, readVariables } from './yaml-values.ts';

/** The steps of a job or a composite action. */
export function readSteps(source: SourceText, list: YamlNode | null, defaults: RunDefaults): readonly Step[] {
  return itemsOf(list).map((node) => readStep(source, node, defaults));
}

function readStep(source: SourceText, node: YamlNode, defaults: RunDefaults): Step {
  const { file } = source;
  const shell = declared(file, at(node, 'shell')) ?? defaults.shell;
  const workingDirectory = declared(file, at(node, 'working-directory')) ?? defaults.workingDirectory;
  return {
    place: atSpan(file, node.span.start, node.span.end),
    name: declared(file, at(node, 'name')),
    id: declared(file, at(node, 'id')),
    if: declared(file, at(node, 'if')),
    continueOnError: declared(file, at(node, 'continue-on-error')),
    uses: declared(file, at(node, 'uses')),
    with: readVariables(file, at(node, 'with')),
    env: readVariables(file, at(node, 'env')),
    run: readRun(source, at(node, 'run'), shell?.value ?? null, workingDirectory?.value ?? ''),
    shell,
    workingDirectory,
  };
}

function readRun(source: SourceText, node: YamlNode | null, shell: string | null, folder: string): Script | null {
  const scalar = scalarOf(node);
  if (scalar === null) return null;
  const place = atSpan(source.file, scalar.span.start, scalar.span.end);
  return readScript(
    { file: source.file, text: scalar.text, place, lines: lineOffsets(source.text, scalar) },
    shell,
    folder,
  );
}

/** Programs that take something else than shell commands. PowerShell and cmd are close enough for simple commands. */
const OTHER_LANGUAGE = /^(python|pypy|node|perl|ruby|php|rscript|julia|deno|bun)/i;

/**
 * Reads a script. `interpreter` is what runs it, as in `shell:` or a `#!` line without its path; null for the shell.
 * `folder` is where it runs, relative to the git top level.
 */
export function readScript(script: ScriptText, interpreter: string | null, folder: string): Script {
  const { text, place } = script;
  if (interpreter !== null && OTHER_LANGUAGE.test(interpreter)) {
    return { text, place, commands: unknown(`a ${interpreter} script`), calls: [] };
  }
  const commands = shellCommands(script);
  return { text, place, commands, calls: 'unknown' in commands ? [] : callsOf(commands, folder) };
}

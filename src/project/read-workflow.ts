import type { Declared, Place } from '../core/place.ts';
import { atSpan, inFile } from '../core/place.ts';
import { readSteps } from './read-steps.ts';
import type { SourceText } from './source.ts';
import type {
  InputDeclaration,
  Job,
  LocalAction,
  Permissions,
  RunDefaults,
  Trigger,
  Variable,
  Workflow,
  WorkflowProblem,
} from './workflow.ts';
import type { YamlDocument, YamlNode } from './yaml.ts';
import { at, entriesOf, itemsOf, parseYaml, scalarOf } from './yaml.ts';
import { declared, readList, readVariables } from './yaml-values.ts';

/** A workflow without what its steps point at in the repository. */
export type BareWorkflow = Omit<Workflow, 'actions' | 'scripts'>;

/** Reads a workflow file; never throws. */
export function readWorkflow(source: SourceText): BareWorkflow {
  const { file } = source;
  const document = parseYaml(source.text);
  const { root } = document;
  const jobs = at(root, 'jobs');
  // YAML 1.1 reads `on` as true, and so do some tools that write workflows.
  const on = at(root, 'on') ?? at(root, 'true');
  const defaults = readDefaults(file, at(root, 'defaults', 'run'));
  return {
    file,
    broken: entriesOf(jobs).length > 0 ? null : problemOf(file, document),
    name: declared(file, at(root, 'name')),
    on: readTriggers(file, on),
    inputs: readInputs(file, at(on, 'workflow_call', 'inputs')),
    outputs: readOutputs(file, at(on, 'workflow_call', 'outputs')),
    permissions: readPermissions(file, root),
    env: readVariables(file, at(root, 'env')),
    defaults,
    jobs: entriesOf(jobs).map(({ name, key, value }) =>
      readJob(source, name, atSpan(file, key.start, key.end), value, defaults),
    ),
  };
}

/** Reads an `action.yml`. */
export function readAction(source: SourceText, folder: string): LocalAction {
  const { file } = source;
  const { root } = parseYaml(source.text);
  return {
    folder,
    file,
    using: scalarOf(at(root, 'runs', 'using'))?.text ?? null,
    inputs: readInputs(file, at(root, 'inputs')),
    outputs: readOutputs(file, at(root, 'outputs')),
    steps: readSteps(source, at(root, 'runs', 'steps'), NO_DEFAULTS),
  };
}

const NO_DEFAULTS: RunDefaults = { shell: null, workingDirectory: null };

function problemOf(file: string, { root, problems }: YamlDocument): WorkflowProblem {
  const [first] = problems;
  if (first !== undefined)
    return { kind: 'invalid', problem: first.message, place: atSpan(file, first.offset, first.offset) };
  if (root === null) return { kind: 'empty', problem: '', place: inFile(file) };
  const jobs = entriesOf(root).find(({ name }) => name === 'jobs');
  const { start, end } = jobs?.key ?? { start: root.span.start, end: root.span.start };
  return { kind: 'jobless', problem: '', place: atSpan(file, start, end) };
}

function readTriggers(file: string, on: YamlNode | null): readonly Trigger[] {
  const single = declared(file, on);
  if (single !== null) return [{ event: single, filters: [], raw: null }];
  const listed = itemsOf(on).flatMap((item) => declared(file, item) ?? []);
  if (listed.length > 0) return listed.map((event) => ({ event, filters: [], raw: null }));
  return entriesOf(on).map(({ name, key, value }) => ({
    event: { value: name, place: atSpan(file, key.start, key.end) },
    filters: entriesOf(value)
      .map((entry) => ({
        name: { value: entry.name, place: atSpan(file, entry.key.start, entry.key.end) },
        patterns: readList(file, entry.value),
      }))
      .filter(({ patterns }) => patterns.length > 0),
    raw: value,
  }));
}

function readJob(source: SourceText, id: string, place: Place, node: YamlNode, outer: RunDefaults): Job {
  const { file } = source;
  const text = (...route: readonly string[]): Declared<string> | null => declared(file, at(node, ...route));
  const own = readDefaults(file, at(node, 'defaults', 'run'));
  const defaults = {
    shell: own.shell ?? outer.shell,
    workingDirectory: own.workingDirectory ?? outer.workingDirectory,
  };
  const runsOn = at(node, 'runs-on');
  const secrets = at(node, 'secrets');
  return {
    id,
    place,
    name: text('name'),
    runsOn: readList(file, runsOn?.kind === 'map' ? at(runsOn, 'labels') : runsOn),
    needs: readList(file, at(node, 'needs')),
    if: text('if'),
    environment: text('environment') ?? text('environment', 'name'),
    permissions: readPermissions(file, node),
    env: readVariables(file, at(node, 'env')),
    defaults,
    matrix: at(node, 'strategy', 'matrix'),
    container: at(node, 'container'),
    outputs: readVariables(file, at(node, 'outputs')),
    uses: text('uses'),
    with: readVariables(file, at(node, 'with')),
    secrets: scalarOf(secrets)?.text === 'inherit' ? 'inherit' : readVariables(file, secrets),
    steps: readSteps(source, at(node, 'steps'), defaults),
  };
}

function readDefaults(file: string, node: YamlNode | null): RunDefaults {
  return { shell: declared(file, at(node, 'shell')), workingDirectory: declared(file, at(node, 'working-directory')) };
}

function readInputs(file: string, node: YamlNode | null): readonly InputDeclaration[] {
  return entriesOf(node).map(({ name, key, value }) => ({
    name: { value: name, place: atSpan(file, key.start, key.end) },
    type: scalarOf(at(value, 'type'))?.text ?? null,
    default: declared(file, at(value, 'default')),
  }));
}

function readOutputs(file: string, node: YamlNode | null): readonly Variable[] {
  return entriesOf(node).flatMap(({ name, key, value }) => {
    const given = declared(file, at(value, 'value'));
    return given === null ? [] : [{ name: { value: name, place: atSpan(file, key.start, key.end) }, value: given }];
  });
}

function readPermissions(file: string, parent: YamlNode | null): Permissions | null {
  const entry = entriesOf(parent).find(({ name }) => name === 'permissions');
  if (entry === undefined) return null;
  const place = atSpan(file, entry.key.start, entry.key.end);
  const { value } = entry;
  if (value.kind === 'map') {
    const scopes = value.entries.flatMap(({ name, key, value: access }) => {
      const given = declared(file, access);
      return given === null ? [] : [{ scope: { value: name, place: atSpan(file, key.start, key.end) }, access: given }];
    });
    return { kind: 'scopes', place, scopes };
  }
  const all = /^(read|write)-all$/.exec(scalarOf(value)?.text ?? '')?.[1];
  return all === 'read' || all === 'write' ? { kind: 'all', place, access: all } : { kind: 'unreadable', place };
}

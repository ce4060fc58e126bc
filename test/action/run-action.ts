import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

/** action.yml as far as a runner reads it. */
export type ActionFile = {
  readonly name: string;
  readonly description: string;
  readonly inputs: { readonly [name: string]: { readonly description: string; readonly default?: string } };
  readonly outputs: { readonly [name: string]: { readonly description: string; readonly value: string } };
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
};

type Step = {
  readonly id?: string;
  readonly shell: string;
  readonly run: string;
  readonly env?: { readonly [name: string]: string };
};

export type ActionRun = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: { readonly [name: string]: string };
  readonly summary: string;
};

export type ActionRequest = {
  /** Folder of the action. */
  readonly action: string;
  /** Folder that actions/checkout filled. */
  readonly workspace: string;
  /** The runner's own folder, for its files. */
  readonly temp: string;
  readonly inputs?: { readonly [name: string]: string };
  readonly env?: { readonly [name: string]: string };
};

export async function readAction(folder: string): Promise<ActionFile> {
  return parse(await readFile(join(folder, 'action.yml'), 'utf8')) as ActionFile;
}

/** Runs a composite action as actions/runner does: expressions first, then each step's script by its shell. */
export async function runAction({ action, workspace, temp, inputs = {}, env = {} }: ActionRequest): Promise<ActionRun> {
  const file = await readAction(action);
  const unknown = Object.keys(inputs).filter((name) => !(name in file.inputs));
  if (unknown.length > 0) throw new Error(`no input ${unknown.join(', ')}`);
  const steps: { [id: string]: { readonly outputs: { readonly [name: string]: string } } } = {};
  const contexts = (): Contexts => ({
    inputs: Object.fromEntries(
      Object.entries(file.inputs).map(([name, declared]) => [name, inputs[name] ?? declared.default ?? '']),
    ),
    github: { action_path: action, workspace },
    steps,
  });
  let [exitCode, stdout, stderr, summary] = [0, '', '', ''];
  for (const [i, step] of file.runs.steps.entries()) {
    const files = await runnerFiles(join(temp, `step-${i}`));
    const script = join(temp, `step-${i}`, 'script.sh');
    if (step.shell !== 'bash') throw new Error(`no shell ${step.shell}`);
    await writeFile(script, evaluate(step.run, contexts()));
    const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, evaluate(value, contexts())]);
    const ran = await bash(script, workspace, {
      ...env,
      ...Object.fromEntries(own),
      ...files,
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: action,
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temp,
    });
    stdout += ran.stdout;
    stderr += ran.stderr;
    summary += await readFile(files.GITHUB_STEP_SUMMARY, 'utf8');
    if (step.id !== undefined) steps[step.id] = { outputs: readOutputs(await readFile(files.GITHUB_OUTPUT, 'utf8')) };
    ({ exitCode } = ran);
    if (exitCode !== 0) break;
  }
  const outputs = Object.fromEntries(
    Object.entries(file.outputs).map(([name, { value }]) => [name, evaluate(value, contexts())]),
  );
  return { exitCode, stdout, stderr, outputs, summary };
}

type Contexts = {
  readonly inputs: { readonly [name: string]: string };
  readonly github: { readonly [name: string]: string };
  readonly steps: { readonly [id: string]: { readonly outputs: { readonly [name: string]: string } } };
};

/** Puts values for `${{ inputs.x }}`, `${{ github.x }}` and `${{ steps.id.outputs.x }}`, once: they are not read again. */
function evaluate(text: string, { inputs, github, steps }: Contexts): string {
  return text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, path: string) => {
    const [context, name = '', , output = ''] = path.split('.');
    if (context === 'inputs' && name in inputs) return inputs[name] ?? '';
    if (context === 'github' && name in github) return github[name] ?? '';
    if (context === 'steps' && name in steps) return steps[name]?.outputs[output] ?? '';
    throw new Error(`no ${path}`);
  });
}

async function runnerFiles(folder: string): Promise<{ readonly GITHUB_OUTPUT: string; GITHUB_STEP_SUMMARY: string }> {
  await mkdir(folder, { recursive: true });
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  for (const file of Object.values(files)) await writeFile(file, '');
  return files;
}

/** As actions/runner reads it (FileCommandManager.cs): `name=value`, or `name<<END`, the lines, and `END`. */
function readOutputs(text: string): { readonly [name: string]: string } {
  const outputs: { [name: string]: string } = {};
  const lines = text.split('\n');
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue;
    const [, name, mark, rest = ''] = /^(.*?)(=|<<)(.*)$/.exec(line) ?? [];
    if (name === undefined || name === '') throw new Error(`Invalid format '${line}'`);
    if (mark === '=') outputs[name] = rest;
    else {
      const end = lines.indexOf(rest);
      if (end === -1) throw new Error(`no delimiter ${rest}`);
      outputs[name] = lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n');
    }
  }
  return outputs;
}

function bash(
  script: string,
  cwd: string,
  env: { readonly [name: string]: string },
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    execFile(
      '/bin/bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', script],
      { cwd, env, maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : error.code;
        if (typeof exitCode === 'number') resolve({ exitCode, stdout, stderr });
        else reject(error ?? new Error('bash gave no exit code'));
      },
    );
  });
}

import { PyrelError } from '../core/error.ts';
import type { Report } from '../core/report.ts';
import { appendText, inTemporaryFolder, readReport } from '../io/action-files.ts';
import { prose } from '../report/markdown-text.ts';
import { counted } from '../report/summary.ts';
import { visible } from '../report/visible.ts';
import { parsePep440 } from '../version/pep440.ts';
import { isSemver } from '../version/semver.ts';
import type { ActionInputs } from './action-inputs.ts';
import { actionInputs } from './action-inputs.ts';
import type { Surroundings } from './surroundings.ts';

/** Runs `pyrel-lint` with these words; never rejects. */
export type RunLint = (words: readonly string[], around: Surroundings) => Promise<number>;

/**
 * The step of the GitHub Action: annotations to the log, the report to the job's summary, the outputs to later steps.
 * The promise gives `pyrel-lint`'s own exit code; the outputs are written whatever it is.
 */
export async function actionCommand(around: Surroundings, lint: RunLint): Promise<number> {
  const { RUNNER_TEMP = '' } = around.env;
  return inTemporaryFolder(RUNNER_TEMP === '' ? null : RUNNER_TEMP, async (folder) => {
    const [json, summary] = [`${folder}/report.json`, `${folder}/summary.md`];
    const { code, said, inputs } = await run(around, lint, ['github', `json=${json}`, `markdown=${summary}`]);
    const text = await readReport(json);
    const report = text === null ? null : (JSON.parse(text) as Report);
    if (code === 2 || code === 4) await around.print(`::error title=pyrel::${escapeData(said)}\n`);
    if (report !== null) await around.print(shallowHint(report));
    await write(around, 'GITHUB_OUTPUT', outputText({ report, code, inputs }));
    await write(around, 'GITHUB_STEP_SUMMARY', (await readReport(summary)) ?? summaryOfFailure(said));
    return code;
  });
}

type Run = { readonly code: number; readonly said: string; readonly inputs: ActionInputs | null };

async function run(around: Surroundings, lint: RunLint, formats: readonly string[]): Promise<Run> {
  let said = '';
  const warn = (text: string): void => {
    said += text;
    around.warn(text);
  };
  try {
    const inputs = actionInputs(around.env);
    const words = [...formats.map((format) => `--format=${format}`), ...inputs.words];
    const code = await lint(words, { ...around, warn });
    return { code, said: said.trim(), inputs };
  } catch (error) {
    if (!(error instanceof PyrelError)) throw error;
    warn(`pyrel: ${visible(error.message)}\n  help: ${visible(error.todo)}\n`);
    return { code: 2, said: said.trim(), inputs: null };
  }
}

/** As the runner unescapes it (actions/runner, ActionCommand.cs). */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** `actions/checkout` fetches one commit unless it is told otherwise. */
function shallowHint({ verdicts }: Report): string {
  const skipped = verdicts.filter(
    (verdict) => verdict.outcome === 'skip' && verdict.reason.startsWith('a shallow clone'),
  );
  if (skipped.length === 0) return '';
  return `${counted(skipped.length, 'rule')} skipped in this shallow clone; with \`fetch-depth: 0\` below actions/checkout they are asked\n`;
}

async function write({ env }: Surroundings, variable: string, text: string): Promise<void> {
  const file = env[variable] ?? '';
  if (file !== '' && text !== '') await appendText(file, text);
}

function summaryOfFailure(said: string): string {
  if (said === '') return '';
  const lines = said.split('\n').map((line) => prose(line.trim()));
  return `## pyrel lint could not run\n\n${lines.join('<br>\n')}\n`;
}

/** `name=value` lines. A value is one line, or it could set outputs of its own. */
function outputText({ report, code, inputs }: { readonly report: Report | null } & Omit<Run, 'said'>): string {
  const version = common(report, ({ version: each }) => each);
  const outputs: { readonly [name: string]: string } = {
    version: version ?? '',
    tag: common(report, ({ tag }) => tag) ?? '',
    pep440: version === null ? '' : (parsePep440(version)?.normal ?? ''),
    'is-prerelease': version === null ? '' : isPrerelease(version),
    mode: report?.mode ?? '',
    'exit-code': String(code),
    'sarif-file': report === null ? '' : (inputs?.sarifFile ?? ''),
  };
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${/\p{Cc}/u.test(value) ? '' : value}\n`);
  return lines.join('');
}

/** What all targets share; null where they differ, or where there is none. */
function common(report: Report | null, of: (target: Report['targets'][number]) => string | null): string | null {
  const values = new Set(report?.targets.map(of) ?? []);
  const [value = null] = values;
  return values.size === 1 ? value : null;
}

/** Neither `true` nor `false` where the text is no version: nothing may be built on a guess. */
function isPrerelease(version: string): string {
  const parsed = parsePep440(version);
  if (parsed !== null) return String(parsed.isPre || parsed.isDev);
  return isSemver(version) ? String(/^[^+]*-/.test(version)) : '';
}

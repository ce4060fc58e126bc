import { isUnknown } from '../core/unknown.ts';
import type { ShellCommand } from '../project/shell.ts';
import type { Step } from '../project/workflow.ts';
import type { NotesStep } from './notes-extraction.ts';

/** Actions that leave the files of the repository as they are. */
const HARMLESS =
  /^(?:actions\/(?:checkout|setup-python|setup-node|cache|upload-artifact|attest|attest-build-provenance)|astral-sh\/setup-uv|pypa\/gh-action-pypi-publish|step-security\/harden-runner|extractions\/setup-just)@/;
/** Programs that write nothing but what they are told to, and build folders. */
const HARMLESS_PROGRAMS = new Set(
  'echo printf set export ls cat true pwd pip pip3 uv twine git sudo apt-get env test [ [[ date mkdir'.split(' '),
);

/** Whether a step before this one may write files that are not known: only named programs and actions are sure not to. */
export function mayChangeFiles({ before, job, workflow, step }: NotesStep): boolean {
  const folders = [job.defaults.workingDirectory, workflow.defaults.workingDirectory, step.workingDirectory];
  return job.container !== null || folders.some((one) => one !== null) || before.some(mayWrite);
}

function mayWrite({ uses, with: given, run, workingDirectory }: Step): boolean {
  if (uses !== null) {
    if (!HARMLESS.test(uses.value)) return true;
    // Another revision, another repository, another folder.
    const names = isUnknown(given) ? ['ref'] : given.map(({ name }) => name.value);
    return uses.value.startsWith('actions/checkout@') && names.some((name) => /^(?:ref|repository|path)$/.test(name));
  }
  if (run === null || isUnknown(run.commands)) return true;
  return run.calls.length > 0 || workingDirectory !== null || run.commands.some(isCommandUnsure);
}

function isCommandUnsure({ words, outputs }: ShellCommand): boolean {
  const [program, first, second] = words.map(({ text }) => text);
  const isHarmless =
    program === undefined ||
    HARMLESS_PROGRAMS.has(program) ||
    (/^python3?$/.test(program) && first === '-m' && /^(?:build|pip|twine|venv)$/.test(second ?? ''));
  if (program === 'git' && /^(?:checkout|switch|pull|reset|apply|stash|merge|restore|clone)$/.test(first ?? ''))
    return true;
  // uv run and uvx start anything.
  if (program === 'uv' && !/^(?:build|sync|pip|publish|venv|lock|version|python)$/.test(first ?? '')) return true;
  if (program === 'sudo' && first !== 'apt-get') return true;
  return !isHarmless || outputs.some(({ text }) => !/GITHUB_(?:OUTPUT|ENV|STEP_SUMMARY|PATH)|\/dev\/null/.test(text));
}

/** Text of a file at a path as a step writes it; null where it was not read, or is not in the tree. */
export function changelogText(
  { project }: NotesStep,
  path: string,
): { readonly path: string; readonly text: string } | null {
  const clean = path.replace(/^(?:\.\/)+/, '');
  const source = project.sources.get(clean);
  return source === undefined || source.cutAt !== null ? null : { path: clean, text: source.text };
}

const EXPANSION =
  /\$\{\{\s*([\w.]{1,60})\s*\}\}|\$\{([A-Za-z_]\w{0,60})(?:(##?|%%?|\/\/?)([^{}$]{0,40}))?\}|\$([A-Za-z_]\w{0,60})/g;

/**
 * The text with what a run for the tag puts in place of variables and expressions; null where one is not known. `$0` and
 * `$2` are awk's, and stand.
 */
export function resolveText(
  text: string,
  { release, step }: NotesStep,
  variables: ReadonlyMap<string, string>,
): string | null {
  const tag = release.tag;
  if (tag === null || text.length > 4000) return null;
  let isKnown = true;
  const value = (name: string): string | undefined => {
    if (variables.has(name)) return variables.get(name);
    if (name === 'github.ref_name' || name === 'GITHUB_REF_NAME' || name === 'github.event.release.tag_name')
      return tag;
    if (name === 'github.ref' || name === 'GITHUB_REF') return `refs/tags/${tag}`;
    const declared = isUnknown(step.env) ? undefined : step.env.find((one) => one.name.value === name)?.value.value;
    const context = /^\$\{\{\s*github\.(ref_name|ref|event\.release\.tag_name)\s*\}\}$/.exec(declared ?? '')?.[1];
    return context === undefined ? undefined : context === 'ref' ? `refs/tags/${tag}` : tag;
  };
  const resolved = text.replace(
    EXPANSION,
    (_, expression?: string, braced?: string, operator?: string, operand?: string, plain?: string) => {
      const found = value(expression ?? braced ?? plain ?? '');
      const cut = found === undefined ? null : operator === undefined ? found : apply(found, operator, operand ?? '');
      if (cut === null) isKnown = false;
      return cut ?? '';
    },
  );
  return isKnown && !resolved.includes('${') && !resolved.includes('$(') && !resolved.includes('`') ? resolved : null;
}

/** A prefix or suffix cut off, or a text replaced; null for patterns beyond. */
function apply(value: string, operator: string, operand: string): string | null {
  if (operator === '##' && operand === '*/') return value.slice(value.lastIndexOf('/') + 1);
  if (/[*?[\]\\'"]/.test(operand)) return null;
  if (operator === '#' || operator === '##') return value.startsWith(operand) ? value.slice(operand.length) : value;
  if (operator === '%' || operator === '%%') return value.endsWith(operand) ? value.slice(0, -operand.length) : value;
  const [sought = '', put = ''] = operand.split('/');
  return operator === '/' ? value.replace(sought, () => put) : value.replaceAll(sought, () => put);
}

import { isUnknown } from '../core/unknown.ts';
import type { ShellCommand } from '../project/shell.ts';
import { namesVersion } from './notes-actions.ts';
import type { FailedExtraction, NotesStep } from './notes-extraction.ts';
import { linePattern } from './notes-pattern.ts';
import { changelogText, mayChangeFiles, resolveText } from './notes-step.ts';

/** What a script does where nothing is found: then nothing fails. */
const FALLBACK = /\|\||(?:^|\s)-[szn]\s|\[\[|:-|\b(?:if|case|while|until)\b/;

/** `sed`, `awk` and `grep` over the changelog with a pattern that holds the version; parse-changelog; scriv. */
export function commandExtraction(given: NotesStep): FailedExtraction | null {
  const { run, shell } = given.step;
  if (run === null || isUnknown(run.commands) || run.calls.length > 0 || mayChangeFiles(given)) return null;
  if (shell !== null && !/^(?:bash|sh)\b/.test(shell.value)) return null;
  // `sed -n` is no test of a string.
  if (FALLBACK.test(run.text.replace(/\b(?:sed|grep|echo|awk|gawk)(?:[ \t]+-\w{1,3})+/g, ''))) return null;
  const variables = new Map<string, string>();
  for (const command of run.commands) {
    const failed = failedCommand(given, command, variables);
    if (failed !== null) return failed;
    for (const { name, value } of command.assignments) {
      const resolved = resolveText(value.text, given, variables);
      if (resolved === null) variables.delete(name);
      else variables.set(name, resolved);
    }
    if (/^(?:cd|pushd|mv|cp|rm)$/.test(command.words[0]?.text ?? '')) return null;
  }
  return null;
}

function failedCommand(
  given: NotesStep,
  { words, place }: ShellCommand,
  variables: ReadonlyMap<string, string>,
): FailedExtraction | null {
  const texts = words.map(({ text }) => text);
  const tool = texts[0] ?? '';
  const base = { tool, place, workflow: given.workflow.file, outcome: 'absent' } as const;
  if (tool === 'scriv' && texts[1] === 'github-release' && !texts.includes('--all')) return scriv(given, place);
  if (!/^(?:sed|awk|gawk|grep|parse-changelog)$/.test(tool) || texts.some((text) => /^-(?:i|-in-place)/.test(text)))
    return null;
  const [program, ...files] = operands(texts);
  const path = files.find((text) => changelogText(given, text) !== null) ?? null;
  if (tool === 'parse-changelog') {
    const file = program === undefined ? null : changelogText(given, program);
    const version = resolveText(files[0] ?? '', given, variables);
    if (file === null || version === null || !/^\d/.test(version)) return null;
    const holds = file.text.split(/\r?\n/).some((line) => namesVersion(line, version));
    return holds ? null : { ...base, file: file.path, sought: version };
  }
  const file = path === null || files.length !== 1 ? null : changelogText(given, path);
  const resolved = program === undefined ? null : resolveText(program, given, variables);
  if (file === null || resolved === null) return null;
  const pattern = patternOf(texts, resolved);
  if (pattern === null || !pattern.text.replaceAll('\\', '').includes(given.release.version)) return null;
  if (file.text.split('\n').some((line) => pattern.fits(line.slice(0, 400)))) return null;
  return { ...base, file: file.path, sought: pattern.text.replace(/^\^/, '').replaceAll('\\', '') };
}

/** The pattern that decides whether anything is found, and a test for it; null where either is beyond pyrel. */
function patternOf(
  texts: readonly string[],
  program: string,
): { readonly text: string; readonly fits: (line: string) => boolean } | null {
  const [tool = ''] = texts;
  const has = (options: RegExp): boolean => texts.some((text) => options.test(text));
  if (tool === 'grep' && has(/^-\w*[PvF]/)) return null;
  const text = tool === 'grep' ? program : firstAddress(program);
  const fits = text === null ? null : linePattern(text, tool.endsWith('awk') || has(/^-\w*[Er]/));
  return text === null || fits === null ? null : { text, fits };
}

/** Words that are no options; an option's own value (`-v ver=…`, `-e`) makes the line unsure and gives none. */
function operands([, ...texts]: readonly string[]): readonly string[] {
  if (texts.some((text) => /^-(?:v|e|f|A|B|C|m|F)/.test(text))) return [];
  return texts.filter((text) => !text.startsWith('-'));
}

/** The regular expression that a sed or awk program begins with. */
function firstAddress(program: string): string | null {
  return /^\s*\/((?:[^/\\\n]|\\.){1,200})\//.exec(program)?.[1] ?? null;
}

/** Takes the newest entry, and makes no release where its version has no tag. */
function scriv({ project, release, workflow }: NotesStep, place: FailedExtraction['place']): FailedExtraction | null {
  const { changelog, fragments } = project;
  if (changelog === null || isUnknown(changelog) || changelog.stub !== null) return null;
  if (fragments?.changelog != null && fragments.changelog.value !== changelog.file) return null;
  const [newest] = changelog.entries;
  if (newest === undefined || namesVersion(newest.heading.value, release.version)) return null;
  const { file } = changelog;
  return {
    tool: 'scriv github-release',
    place,
    workflow: workflow.file,
    file,
    outcome: 'absent',
    sought: release.version,
  };
}

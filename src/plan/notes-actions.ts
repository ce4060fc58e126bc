import { isUnknown } from '../core/unknown.ts';
import type { Step } from '../project/workflow.ts';
import type { FailedExtraction, NotesStep } from './notes-extraction.ts';
import { changelogText, mayChangeFiles, resolveText } from './notes-step.ts';

/** Actions that read the section of a version out of the changelog, and stop the run where there is none. */
export function actionExtraction(given: NotesStep): FailedExtraction | null {
  const { step } = given;
  const action = (step.uses?.value ?? '').replace(/@.*$/, '').toLowerCase();
  const isTaiki = action === 'taiki-e/create-gh-release-action';
  if ((!isTaiki && action !== 'mindsers/changelog-reader-action') || mayChangeFiles(given)) return null;
  // taiki-e: without a changelog, or where it is allowed to lack the version, nothing is looked up.
  if (isTaiki && (input(step, 'changelog') === null || input(step, 'prefix') !== null)) return null;
  if (input(step, 'allow-missing-changelog') !== null) return null;
  const path = resolveText(input(step, isTaiki ? 'changelog' : 'path') ?? './CHANGELOG.md', given, new Map());
  const asked = isTaiki ? (given.release.tag ?? '') : resolveText(input(step, 'version') ?? '', given, new Map());
  const file = path === null ? null : changelogText(given, path);
  if (file === null || asked === null || asked === '' || step.uses === null) return null;
  const version = asked.replace(/^v/, '');
  // Both take the version from a Markdown heading; one that does not hold it at all is none to either.
  const holds = file.text.split(/\r?\n/).some((line) => isHeading(line) && namesVersion(line, version));
  if (holds || !/^#{1,6} /m.test(file.text)) return null;
  return {
    tool: action,
    place: step.uses.place,
    workflow: given.workflow.file,
    file: file.path,
    outcome: 'absent',
    sought: version,
  };
}

function input({ with: given }: Step, name: string): string | null {
  if (isUnknown(given)) return '${{ }}';
  return given.find((one) => one.name.value === name)?.value.value ?? null;
}

/** `#`, or any line at all: what is underlined is a heading as well. */
function isHeading(line: string): boolean {
  return /^ {0,3}(?:#{1,6}|<h\d)/.test(line) || /^ {0,3}[[v\d]/.test(line);
}

/** The version between characters that belong to none. */
export function namesVersion(line: string, version: string): boolean {
  for (let at = line.indexOf(version); at !== -1; at = line.indexOf(version, at + 1)) {
    const before = line[at - 1] ?? '';
    const after = line.slice(at + version.length, at + version.length + 2);
    if (!/[\d.]/.test(before) && !/^(?:[\w+-]|\.\w)/.test(after)) return true;
  }
  return false;
}

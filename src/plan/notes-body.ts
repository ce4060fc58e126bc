import { isUnknown } from '../core/unknown.ts';
import type { Declared } from '../core/place.ts';
import type { FailedExtraction, NotesStep } from './notes-extraction.ts';
import { mayChangeFiles } from './notes-step.ts';

const INPUTS: { readonly [action: string]: string } = {
  'softprops/action-gh-release': 'body_path',
  'ncipollo/release-action': 'bodyFile',
  'actions/create-release': 'body_path',
};

/** A file that holds the notes, which is not in the tree and which nothing before writes. */
export function bodyFile(given: NotesStep): FailedExtraction | null {
  const { project, step, workflow } = given;
  const action = (step.uses?.value ?? '').replace(/@.*$/, '').toLowerCase();
  const declared = Object.hasOwn(INPUTS, action) ? inputOf(given, INPUTS[action] ?? '') : notesFile(given);
  if (declared === null || project.root !== '' || mayChangeFiles(given)) return null;
  const path = declared.value.value.replace(/^(?:\.\/)+/, '');
  // An expression, a path outside the workspace, or standard input.
  if (!/^[\w][\w./-]*$/.test(path) || project.paths.has(path)) return null;
  const { tool, value } = declared;
  return { tool, place: value.place, workflow: workflow.file, file: path, outcome: 'no-file', sought: path };
}

type Named = { readonly tool: string; readonly value: Declared<string> };

function inputOf({ step }: NotesStep, name: string): Named | null {
  if (isUnknown(step.with)) return null;
  const value = step.with.find((one) => one.name.value === name)?.value;
  return value === undefined ? null : { tool: name, value };
}

/** `gh release create --notes-file FILE`, alone in its script: what runs before it there may write the file. */
function notesFile({ step: { run } }: NotesStep): Named | null {
  if (run === null || isUnknown(run.commands) || run.commands.length !== 1) return null;
  const words = run.commands[0]?.words ?? [];
  if (words[0]?.text !== 'gh' || words[1]?.text !== 'release' || words[2]?.text !== 'create') return null;
  const at = words.findIndex(({ text }) => text === '--notes-file' || text === '-F');
  const file = at === -1 ? undefined : words[at + 1];
  if (file === undefined || !file.isLiteral) return null;
  return { tool: 'gh release create', value: { value: file.text, place: file.place } };
}

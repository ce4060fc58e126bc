import type { Place } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import type { Unknown } from '../core/unknown.ts';
import { isUnknown, unknown } from '../core/unknown.ts';
import { sameVersion } from '../version/scope.ts';
import type { Reader } from './reader.ts';
import type { RecordedStep, ReleaseRecord } from './release-record.ts';
import type { Task } from './task-list.ts';

export type RecordRequest = {
  /** Relative to the git top level, with `{version}` in it. */
  readonly template: string;
  readonly version: string;
  readonly steps: readonly { readonly text: string; readonly place: Place }[];
};

/** A page of steps has a few kB, and parsing Markdown takes its time. */
const LONGEST = 256 * 1024;

/** Reads the record of a version and holds the steps against it. */
export async function loadReleaseRecord(
  reader: Reader,
  { template, version, steps }: RecordRequest,
): Promise<ReleaseRecord | Unknown> {
  const file = fileFor(reader.allPaths, template, version);
  const source = await reader.text(file);
  if (isUnknown(source)) return source;
  const text = source?.text ?? '';
  if (text.length > LONGEST) return unknown(`${file} has more than ${LONGEST / 1024} KiB of text`);
  const { plainText, taskList } = await import('./task-list.ts');
  const tasks = taskList(text);
  const wanted = steps.map((step) => ({ step, key: plainText(step.text).toLowerCase() }));
  const keys = new Set(wanted.map(({ key }) => key));
  return {
    file,
    version,
    isThere: source !== null,
    steps: wanted.map(({ step, key }): RecordedStep => {
      const own = tasks.filter((task) => speaksOf(task, key, keys));
      // Where a step stands twice, a box that is open is one that somebody left, or opened again.
      const open = own.find(({ isTicked }) => !isTicked) ?? null;
      const state = own.length === 0 ? 'missing' : open === null ? 'ticked' : 'open';
      const box = open === null ? null : atSpan(file, open.box.start, open.box.end);
      return { text: step.text.replace(/\s+/g, ' ').trim(), place: step.place, state, box };
    }),
    next: nextStep(text, tasks.findLast(({ isNested }) => !isNested) ?? null),
  };
}

/** Where the version is written another way (`0.2.0rc1` for `0.2.0-rc.1`), the file that is there counts. */
function fileFor(paths: ReadonlySet<string>, template: string, version: string): string {
  const exact = template.replaceAll('{version}', () => version);
  const [before = '', after = '', ...more] = template.split('{version}');
  if (paths.has(exact) || more.length > 0 || !template.includes('{version}')) return exact;
  for (const path of paths) {
    if (!path.startsWith(before) || !path.endsWith(after) || path.length <= before.length + after.length) continue;
    if (sameVersion(path.slice(before.length, path.length - after.length), version)) return path;
  }
  return exact;
}

/** What a person adds behind the step: who did it, when, what came of it. */
const ADDED = /^ ?[—–:(,;]|^ -+ |^\.(?: |$)/;

function speaksOf({ text }: Task, key: string, keys: ReadonlySet<string>): boolean {
  const said = text.toLowerCase();
  if (said === key) return true;
  // "Test the images – arm64" is a step of its own where the config lists it.
  return said.startsWith(key) && !keys.has(said) && ADDED.test(said.slice(key.length));
}

/** Boxes are written as the last one is: its indentation, its mark. */
function nextStep(text: string, last: Task | null): ReleaseRecord['next'] {
  if (last === null)
    return { offset: text.length, lead: text === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n', before: '- ' };
  const lineStart = Math.max(text.lastIndexOf('\n', last.item.start - 1), text.lastIndexOf('\r', last.item.start - 1));
  const before = text.slice(lineStart + 1, last.box.start);
  return { offset: last.item.end, lead: '\n', before: /\d/.test(before) ? '- ' : before };
}

import { FILE_HEADERS_ONLY, createTwoFilesPatch } from 'diff';
import { visible } from './visible.ts';

/** A file before and after; null where it is made. */
export type FileDiff = { readonly path: string; readonly before: string | null; readonly after: string };

/** What would change, as a unified diff that `git apply` takes. On a terminal nothing in it is obeyed. */
export function unifiedDiff(files: readonly FileDiff[], isTerminal: boolean): string {
  const text = files
    .map(({ path, before, after }) => {
      const old = before === null ? '/dev/null' : `a/${path}`;
      const patch = createTwoFilesPatch(old, `b/${path}`, before ?? '', after, undefined, undefined, {
        headerOptions: FILE_HEADERS_ONLY,
      });
      if (before !== null) return patch;
      // git asks for its own line where a file is made, with the name as the patch has it: quoted where it has to be.
      const name = /^\+\+\+ (.+?)\t?$/m.exec(patch)?.[1] ?? `b/${path}`;
      return `diff --git ${name.replace('b/', 'a/')} ${name}\nnew file mode 100644\n${patch}`;
    })
    .join('');
  if (!isTerminal) return text;
  return text
    .split('\n')
    .map((line) => visible(line.replace(/\r$/, '')))
    .join('\n');
}

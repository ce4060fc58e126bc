import { isUnknown } from '../core/unknown.ts';
import { inFile } from '../core/place.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-stub',
    summary: 'The changelog only points elsewhere, so that no rule can judge an entry',
    why: 'Whether a release has its notes cannot be told from the repository, so nothing warns where they are forgotten.',
    since: '0.1.0',
    mode: 'always',
    needs: ['changelog'],
    offByDefault: true,
  },
  messages: {
    stub: {
      what: '{reason}, so no entry can be judged',
      todo: 'Name the file that holds the entries in `changelog.file`, or keep them in {file}.',
      severity: 'note',
    },
    moved: {
      what: '{file} says that newer releases are noted elsewhere, so no entry can be judged',
      todo: 'Name the file that holds the newer entries in `changelog.file`, or keep them in {file}.',
      severity: 'note',
    },
  },
  check({ project: { changelog }, report, skip }) {
    if (changelog === null) return skip('no changelog');
    if (isUnknown(changelog)) return skip(changelog.unknown);
    const { file, isThere, stub, elsewhere } = changelog;
    // changelog-missing says that the config names a file that is not there.
    if (!isThere) return skip(`there is no ${file}`);
    if (stub !== null) report('stub', { at: inFile(file), data: { reason: stub, file } });
    else if (elsewhere !== null) report('moved', { at: elsewhere.place, data: { file } });
  },
});

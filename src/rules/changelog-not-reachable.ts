import { isUnknown } from '../core/unknown.ts';
import { atKey, inFile } from '../core/place.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-not-reachable',
    summary: 'The project keeps a changelog, and no project URL leads to it',
    why: 'Users of PyPI, and bots that open update requests, look for the changelog under the project URLs.',
    since: '0.1.0',
    mode: 'always',
    needs: ['changelog', 'pyproject'],
    offByDefault: true,
  },
  messages: {
    unlabelled: {
      what: '{file} is the changelog, and no project URL is labelled as changelog or release notes',
      todo: 'Add a URL with the label `Changelog`, as in `{line}`.',
      severity: 'note',
    },
  },
  check({ project, report, skip }) {
    const { metadata, changelog } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    if (metadata.isPrivate) return skip('the project is not to be published');
    if (changelog === null) return skip('no changelog');
    if (isUnknown(changelog)) return skip(changelog.unknown);
    if (changelog.stub !== null) return skip(changelog.stub);
    // setup.py computes what it likes, and the readers of it see only literals.
    if (metadata.origin === 'setup.py') return skip('setup.py may compute the URLs');
    const { urls, origin, file } = metadata;
    const name = changelog.file.slice(changelog.file.lastIndexOf('/') + 1).toLowerCase();
    // aiohttp's "Docs: Changelog" has no mark on PyPI, and readers find it all the same.
    const isNamed = (label: string): boolean => /change|release ?notes|history|what'?s ?new/i.test(label);
    if (
      urls.some(
        ({ isChangelog, label, url }) => isChangelog || isNamed(label) || url.value.toLowerCase().includes(name),
      )
    )
      return;
    const tables = { project: ['project', 'urls'], poetry: ['tool', 'poetry', 'urls'] } as const;
    const path = origin === 'project' || origin === 'poetry' ? tables[origin] : null;
    const [last] = urls.slice(-1);
    const at = last?.url.place ?? (path === null ? inFile(file) : atKey(file, path.slice(0, -1), 'key'));
    const line = origin === 'setup.cfg' ? 'Changelog = https://…' : 'Changelog = "https://…"';
    report('unlabelled', { at, data: { file: changelog.file, line } });
  },
});

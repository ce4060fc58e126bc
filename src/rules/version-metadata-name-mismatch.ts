import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-metadata-name-mismatch',
    summary: 'The package asks for its own installed version under another name than the distribution has',
    why: 'The lookup fails where the package is installed: importing it fails, or it reports a stand-in for its version.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions'],
  },
  messages: {
    stops: {
      what: '`{how}` asks for {asked}, but the distribution is named {name}, so importing the package fails',
      todo: 'Ask for "{name}".',
      severity: 'error',
      fix: 'unsafe',
    },
    falls: {
      what: '`{how}` asks for {asked}, but the distribution is named {name}, so the package always reports its stand-in',
      todo: 'Ask for "{name}".',
      severity: 'warning',
      fix: 'unsafe',
    },
  },
  check({ project, report, skip }) {
    const { name } = project;
    if (name === null) return skip('no name is stated');
    if (isUnknown(name)) return skip(name.unknown);
    for (const { asked, how, isCaught } of project.versions.misnamed) {
      report(isCaught ? 'falls' : 'stops', {
        at: asked.place,
        data: { how, asked: asked.value, name: name.value },
        related: [{ at: name.place, note: 'named here' }],
        fix: [{ kind: 'replace', at: asked.place, was: asked.value, text: name.value }],
      });
    }
  },
});

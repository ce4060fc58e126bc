import { parsePep440 } from '../version/pep440.ts';
import { findByVersion } from '../version/scope.ts';
import { inFile } from '../core/place.ts';
import { changelogOfRelease, defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'changelog-fragments-none',
    summary: 'The release workflow is to gather change fragments, and there are none',
    why: 'The section that the workflow writes is empty, and users cannot learn what the release brings.',
    since: '0.1.0',
    mode: 'release',
    needs: ['changelog', 'fragments', 'workflows'],
  },
  messages: {
    none: {
      what: '{workflow} gathers the fragments of {folder} for {version}, and there are none',
      todo: 'Write a fragment for each change into {folder}.',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { fragments } = project;
    if (fragments === null) return skip('no change fragments are kept');
    if (!fragments.isConsumed) return skip(`${fragments.tool} keeps its notes for good`);
    if (fragments.fragments.length > 0) return;
    const given = changelogOfRelease({ project, plan });
    if ('skip' in given) return given;
    const { changelog, version } = given;
    if (findByVersion(changelog.entries, version) !== null) return;
    const parsed = parsePep440(version);
    if (parsed === null || parsed.isPre || parsed.isDev || parsed.isPost)
      return skip('pre-releases and post-releases may have no notes');
    const build = plan.notes.builds.find(({ tool }) => tool === fragments.tool);
    // Without a workflow that writes the section, it is to be there already: changelog-entry-missing says so.
    if (build === undefined) return skip('no workflow that a release starts gathers the fragments');
    const data = { workflow: build.workflow, folder: fragments.folder, version };
    report('none', { at: inFile(fragments.config), data, related: [{ at: build.place, note: 'gathered here' }] });
  },
});

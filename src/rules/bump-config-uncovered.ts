import { known } from '../core/unknown.ts';
import { sameVersion } from '../version/scope.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'bump-config-uncovered',
    summary: 'A file states the version, and no version bumping tool writes it there',
    why: 'The next bump leaves the file behind, and the release states two versions.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions', 'bump-tools'],
  },
  messages: {
    uncovered: {
      what: '{tool} writes the version into {covered}, but not into {file}, which states it too',
      todo: 'Add {file} to the files in {config}, or read the version there with `importlib.metadata.version()`.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { bumpTools, versions } = project;
    if (bumpTools.length === 0) return skip('no version bumping tool is configured');
    const unclear = bumpTools.find(({ more }) => more !== null);
    if (unclear?.more != null) return skip(`${unclear.file}: ${unclear.more}`);
    const declared = known(versions.declared);
    if (declared === null) return skip('the version is not declared in the tree');
    const right = [declared.value, plan.release?.version ?? declared.value];
    const used = bumpTools.filter(
      ({ current }) => current === null || right.some((version) => sameVersion(version, current.value)),
    );
    const covered = new Set(used.flatMap(({ file, targets }) => [file, ...targets.map((target) => target.file)]));
    const sources = versions.places.filter(({ role }) => role === 'source');
    const first = sources.find(({ file }) => covered.has(file));
    const tool = used.find(({ file, targets }) =>
      [file, ...targets.map((target) => target.file)].includes(first?.file ?? ''),
    );
    if (first === undefined || tool === undefined)
      return skip('no version bumping tool writes a place that states the version');
    for (const { file, place, value } of sources) {
      // What differs already is said by version-mismatch.
      if (covered.has(file) || !sameVersion(value, first.value)) continue;
      const data = { tool: tool.tool, config: tool.file, covered: first.file, file };
      report('uncovered', { at: place, data, related: [{ at: tool.place, note: 'configured here' }] });
    }
  },
});

import { known } from '../core/unknown.ts';
import type { BumpTool } from '../project/bump-tools.ts';
import { sameVersion } from '../version/scope.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'bump-config-target-miss',
    summary: 'A version bumping tool does not find what it is to replace',
    why: 'The next bump stops half-way, or leaves the file behind with the old version.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions', 'bump-tools'],
  },
  messages: {
    fileMissing: {
      what: '{config} names {file} for {tool}, but the file is not there',
      todo: 'Take {file} out of {config}, or name the file that has the version now.',
      severity: 'error',
    },
    textMissing: {
      what: '{tool} looks for `{text}` in {file}, and it is not there',
      todo: 'Write `{text}` in {file}, or correct what {config} says of it.',
      severity: 'error',
    },
    filePassedOver: {
      what: '{config} names {file} for {tool}, which skips it because the file is not there',
      todo: 'Take {file} out of {config}, or name the file that has the version now.',
      severity: 'warning',
    },
    textPassedOver: {
      what: '{tool} looks for `{text}` in {file}, which lacks it, so the file is skipped',
      todo: 'Write `{text}` in {file}, or correct what {config} says of it.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { bumpTools, versions } = project;
    if (bumpTools.length === 0) return skip('no version bumping tool is configured');
    const right = [known(versions.declared)?.value, plan.release?.version].filter((version) => version !== undefined);
    // bump-config-current-stale says that a tool starts from the wrong version; nothing can be where it looks then.
    const isInStep = ({ current }: BumpTool): boolean =>
      current === null || right.some((version) => sameVersion(version, current.value));
    const tools = bumpTools.filter(isInStep);
    if (tools.length === 0) return skip('no version bumping tool is in step with the declared version');
    for (const { tool, targets, current } of tools) {
      for (const { state, onMiss, file, place: at, text } of targets) {
        const data = { tool, config: at.file, file };
        const ends = onMiss === 'ends';
        if (state === 'file-missing') report(ends ? 'fileMissing' : 'filePassedOver', { at, data });
        else if (state === 'text-missing') {
          const related = current === null ? [] : [{ at: current.place, note: 'the current version' }];
          report(ends ? 'textMissing' : 'textPassedOver', { at, data: { ...data, text: text ?? '' }, related });
        }
      }
    }
  },
});

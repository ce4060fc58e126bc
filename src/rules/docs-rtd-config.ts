import { inFile } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { ReadTheDocsConfig, ToolSection } from '../project/documents.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** Days from which Read the Docs refuses to build: what was right before is no defect of an older release. */
const VERSION_2 = '2023-09-25';
const BUILD_OS = '2023-10-16';
const CONFIGURATION = '2025-01-20';

export const rule: LintRule = defineRule({
  meta: {
    id: 'docs-rtd-config',
    summary: 'The configuration for Read the Docs lacks what its builds require',
    why: 'Read the Docs refuses to build, and the documentation of the release is never there.',
    since: '0.1.0',
    mode: 'always',
    needs: ['documents'],
  },
  messages: {
    version: {
      what: '{file} says version {version}, and Read the Docs builds with version 2 only since 2023-09-25',
      todo: 'Write version: 2.',
      severity: 'warning',
    },
    noVersion: {
      what: '{file} states no version, and Read the Docs builds with version 2 only since 2023-09-25',
      todo: 'Write version: 2 at the top.',
      severity: 'warning',
    },
    os: {
      what: '{file} has no build.os, without which Read the Docs builds nothing since 2023-10-16',
      todo: 'Write build: os: ubuntu-24.04, with tools: python: "3.13" below it.',
      severity: 'warning',
    },
    tools: {
      what: '{file} has build.os but neither build.tools nor build.commands, of which Read the Docs requires one',
      todo: 'Write tools: python: "3.13" below build.',
      severity: 'warning',
    },
    configuration: {
      what: '{file} does not say where the configuration of {tool} is, which Read the Docs requires since 2025-01-20',
      todo: 'Write {tool}: configuration: {path}.',
      severity: 'warning',
    },
    absent: {
      what: '{file} names {path} as the configuration of {tool}, and the tree has no such file',
      todo: 'Name the file that is there, or take the section out.',
      severity: 'note',
    },
  },
  check({ project, plan, report, skip }) {
    const config = project.documents?.readTheDocs ?? null;
    if (config === null) return skip('no configuration for Read the Docs');
    if (isUnknown(config)) return skip(config.unknown);
    const { file, version } = config;
    const day = plan.day.last;
    const whole = inFile(file);
    const unmet = unmetByBuild(config, day);
    if (unmet === 'old') return skip(`version 1, which Read the Docs took until ${VERSION_2}`);
    if (unmet === 'version') {
      if (version === null) report('noVersion', { at: whole, data: { file } });
      else report('version', { at: version.place, data: { file, version: version.value } });
      return;
    }
    if (unmet === 'os') {
      report('os', { at: config.image ?? config.build ?? whole, data: { file } });
      return;
    }
    if (unmet === 'tools') report('tools', { at: config.build ?? whole, data: { file } });
    if (config.hasCommands) return;
    const unsaid = day < CONFIGURATION ? null : withoutConfiguration(config);
    if (unsaid !== null) {
      const path = unsaid.tool === 'mkdocs' ? 'mkdocs.yml' : (config.confPy ?? 'docs/conf.py');
      report('configuration', { at: unsaid.section?.place ?? whole, data: { file, tool: unsaid.tool, path } });
    }
    for (const [tool, { configuration, isThere }] of sections(config)) {
      // Jobs may write the file before it is read.
      if (configuration === null || isThere || config.hasJobs) continue;
      report('absent', { at: configuration.place, data: { file, tool, path: configuration.value } });
    }
  },
});

/** What keeps a build from starting on a day: the first of all, since the others are asked behind it. */
function unmetByBuild(config: ReadTheDocsConfig, day: string): 'old' | 'version' | 'os' | 'tools' | null {
  const { version, hasOs, hasTools, hasCommands } = config;
  if (version?.value !== '2') return day < VERSION_2 ? 'old' : 'version';
  if (!hasOs) return day < BUILD_OS ? null : 'os';
  return hasTools || hasCommands ? null : 'tools';
}

/** readthedocs.org, config.py, `validate_deprecated_implicit_keys`. */
function withoutConfiguration(
  config: ReadTheDocsConfig,
): { readonly tool: string; readonly section: ToolSection | null } | null {
  for (const [tool, section] of sections(config)) if (section.configuration === null) return { tool, section };
  const isSilent = config.sphinx === null && config.mkdocs === null && !config.overridesJobs;
  return isSilent ? { tool: 'sphinx', section: null } : null;
}

function sections({ sphinx, mkdocs }: ReadTheDocsConfig): readonly (readonly [string, ToolSection])[] {
  return [
    ...(sphinx === null ? [] : [['sphinx', sphinx] as const]),
    ...(mkdocs === null ? [] : [['mkdocs', mkdocs] as const]),
  ];
}

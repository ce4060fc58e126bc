import { isUnknown } from '../core/unknown.ts';
import type { EntryPoint } from '../project/metadata.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** What `importlib.metadata` and pip accept (Entry points specification, data model). */
const REFERENCE = /^[\w.]+\s*(?::\s*[\w.]+\s*)?(?:\[[^\]]*\]\s*)?$/u;

const SCRIPTS: readonly string[] = ['console_scripts', 'gui_scripts'];

export const rule: LintRule = defineRule({
  meta: {
    id: 'entry-point-invalid',
    summary: 'An entry point is not a reference that Python can import, or stands in a group that nothing reads',
    why: 'pip refuses the whole wheel for one bad script, or installs the package without its command.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject'],
  },
  messages: {
    hyphen: {
      what: 'the entry point {name} refers to {value}, and no Python name has a hyphen',
      todo: 'Rename the module, and write "{mended}".',
      severity: 'error',
    },
    syntax: {
      what: 'the entry point {name} is "{value}", which is not an object reference',
      todo: 'Write it as "package.module:function".',
      severity: 'error',
    },
    noFunction: {
      what: 'the script {name} refers to the module {value} and names no function',
      todo: 'Write "{value}:main", with the function that the script is to call.',
      severity: 'error',
    },
    group: {
      what: 'the script {name} stands in the group {group}, from which no command is installed',
      todo: 'Declare it in {meant}.',
      severity: 'error',
    },
    reserved: {
      what: '{group} stands in [project.entry-points], which the specification forbids',
      todo: 'Declare its scripts in {meant}.',
      severity: 'error',
    },
  },
  check({ project, report, skip }) {
    const { metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { origin, entryPoints } = metadata;
    const said = new Set<string>();
    for (const entry of entryPoints.items) {
      const { group, name, value, place, groupPlace } = entry;
      const isScript = SCRIPTS.includes(group);
      const meant = scriptGroup(group);
      if (meant !== null) report('group', { at: groupPlace, data: { name, group, meant: tableOf(meant, origin) } });
      if (isReserved(entry, origin, metadata.backend) && !said.has(group)) {
        said.add(group);
        report('reserved', { at: groupPlace, data: { group, meant: tableOf(group, origin) } });
      }
      const problem = problemOf(value, isScript || meant !== null);
      if (problem === null) continue;
      const mended = value.replaceAll('-', '_');
      report(problem, { at: place, data: { name, value, mended } });
    }
  },
});

function problemOf(value: string, isScript: boolean): 'hyphen' | 'syntax' | 'noFunction' | null {
  const trimmed = value.trim();
  const [reference = ''] = trimmed.split('[');
  if (!REFERENCE.test(trimmed.slice(0, 500)) || /^\.|\.\.|\.\s*:|\.$/.test(reference.trim())) {
    // A file or a command line in a group of plug-ins may be what the plug-in's host wants.
    if (!isScript && /[\s/]/.test(reference)) return null;
    return /^[\w.-]+(?:\s*:\s*[\w.-]+)?\s*$/u.test(reference) && reference.includes('-') ? 'hyphen' : 'syntax';
  }
  return isScript && !reference.includes(':') ? 'noFunction' : null;
}

/** `console-scripts`, `console_script`, `scripts`: what was meant, or null. */
function scriptGroup(group: string): string | null {
  if (SCRIPTS.includes(group)) return null;
  const folded = group.toLowerCase().replaceAll(/[-_. ]/g, '');
  if (/^(?:console)?scripts?$/.test(folded) || folded === 'consolescripts') return 'console_scripts';
  return /^gui?scripts?$/.test(folded) ? 'gui_scripts' : null;
}

function tableOf(group: string, origin: string): string {
  if (origin === 'project') return group === 'console_scripts' ? '[project.scripts]' : '[project.gui-scripts]';
  return origin === 'poetry' ? '[tool.poetry.scripts]' : `the group ${group}`;
}

/** hatchling, flit, pdm and uv stop the build; setuptools and poetry-core take it. */
function isReserved({ group, groupPlace }: EntryPoint, origin: string, backend: string | null): boolean {
  if (origin !== 'project' || !SCRIPTS.includes(group) || groupPlace.kind !== 'key') return false;
  return groupPlace.path.includes('entry-points') && /^(?:hatchling|flit|pdm|uv)/.test(backend ?? '');
}

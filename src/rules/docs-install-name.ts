import { editDistance } from '../core/edit-distance.ts';
import { isUnknown } from '../core/unknown.ts';
import type { InstallCommand } from '../project/documents.ts';
import type { Metadata } from '../project/metadata.ts';
import { foldName } from '../version/tag-label.ts';
import { defineRule, whyNotForPypi } from './rule.ts';
import type { LintRule } from './rule.ts';
import { normalName } from '../version/distribution-name.ts';

/** Shorter names are one slip away from too many others. */
const LONG_ENOUGH = 6;
const SLIPS = 2;

export const rule: LintRule = defineRule({
  meta: {
    id: 'docs-install-name',
    summary: 'The readme tells to install another name than the distribution has',
    why: 'The command fails, or installs what somebody else has published under that name.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'workflows', 'documents'],
  },
  messages: {
    spelling: {
      what: '{file} tells to `{tool} {found}`, but the distribution is called {name}',
      todo: 'Write {name} instead of {found}.',
      severity: 'warning',
      fix: 'unsafe',
    },
    repository: {
      what: '{file} tells to `{tool} {found}`, which is the name of {what}, but the distribution is called {name}',
      todo: 'Write {name} instead of {found}.',
      severity: 'warning',
      fix: 'unsafe',
    },
  },
  check(facts) {
    const { project, report, skip } = facts;
    const { documents, metadata } = project;
    const elsewhere = whyNotForPypi(facts);
    if (elsewhere !== null) return skip(elsewhere);
    if (documents === null || metadata === null || isUnknown(metadata)) return skip('no Python project');
    if (metadata.name === null || isUnknown(metadata.name)) return skip('the name of the distribution is not known');
    const name = metadata.name.value;
    const { installs } = documents;
    if (installs.length === 0) return skip('the readme installs nothing by name');
    if (documents.hasOtherProjects) return skip('the repository has several projects');
    if (installs.some(({ value }) => normalName(value) === normalName(name))) return;
    const required = new Set(requiredNames(metadata));
    const others = new Set([...project.paths].flatMap((path) => packageOf(path)));
    for (const first of firstOfEach(installs)) {
      if (required.has(normalName(first.value))) continue;
      const { file, place: at, value: found, tool } = first;
      const alike = installs.filter(({ value }) => value === found);
      const fix = alike.map((one) => ({ kind: 'replace' as const, at: one.place, was: found, text: name }));
      const data = { file, tool, found, name };
      if (isSlip(found, name)) report('spelling', { at, data, fix });
      else if (others.has(normalName(found))) report('repository', { at, data: { ...data, what: 'the package' }, fix });
      else if (isRepository(found, metadata))
        report('repository', { at, data: { ...data, what: 'the repository' }, fix });
    }
  },
});

function firstOfEach(installs: readonly InstallCommand[]): readonly InstallCommand[] {
  return installs.filter((one, i) => installs.findIndex(({ value }) => value === one.value) === i);
}

/** Words that are joined otherwise, or a letter or two. */
function isSlip(found: string, name: string): boolean {
  if (foldName(found) === foldName(name)) return true;
  const [a, b] = [normalName(found), normalName(name)];
  return Math.min(a.length, b.length) >= LONG_ENOUGH && editDistance(a, b) <= SLIPS;
}

/** A package at the top of the tree, or below `src`. */
function packageOf(path: string): readonly string[] {
  const found = /^(?:src\/)?(?<name>[A-Za-z_]\w*)\/__init__\.py$/.exec(path)?.groups?.['name'];
  return found === undefined || /^(?:tests?|docs?|examples?|scripts?|benchmarks?|tools?)$/.test(found)
    ? []
    : [normalName(found)];
}

function isRepository(found: string, { urls }: Metadata): boolean {
  return urls.some(({ url }) => {
    const name =
      /^https?:\/\/(?:github\.com|gitlab\.com|codeberg\.org)\/[\w.-]+\/(?<name>[\w.-]+?)(?:\.git)?\/?(?:[#?/].*)?$/.exec(
        url.value,
      );
    return normalName(name?.groups?.['name'] ?? '') === normalName(found);
  });
}

function requiredNames({ requirements }: Metadata): readonly string[] {
  return requirements.items.flatMap(({ text }) => {
    const name = /^\s*(?<name>[A-Za-z0-9][\w.-]*)/.exec(text)?.groups?.['name'];
    return name === undefined ? [] : [normalName(name)];
  });
}

import { unknown } from '../../src/core/unknown.ts';
import type { Place } from '../../src/core/place.ts';
import { memoryFiles } from '../../src/io/memory-files.ts';
import { planPublishing } from '../../src/plan/plan-publishing.ts';
import type { Upload } from '../../src/plan/publishing.ts';
import type { Need } from '../../src/core/rule.ts';
import { loadMetadata } from '../../src/project/load-metadata.ts';
import { loadProject, openTree } from '../../src/project/load.ts';
import { gitOf } from '../rule-tester.ts';
import type { Project } from '../../src/project/project.ts';

export type Tree = { readonly [path: string]: string };

export const WORKFLOW: string = '.github/workflows/release.yml';

export async function projectOf(tree: Tree): Promise<Project> {
  const needs = new Set<Need>(['workflows', 'pyproject']);
  const history = unknown('no repository');
  const opened = await openTree(memoryFiles(tree), gitOf('no-git'), needs);
  return loadProject(opened, {
    root: '',
    python: await loadMetadata(opened.reader, ''),
    reader: opened.reader,
    needs,
    changelog: { file: null },
    conventions: { tagPrefix: null, scheme: null },
    history,
    judgedTag: null,
    release: null,
    checks: { commands: [], manual: [], record: '' },
    workFolder: null,
    coverageFile: null,
  });
}

/** Uploads in a line each: `tool → index, auth, id-token`, and what its places point at. */
export async function uploadsOf(tree: Tree): Promise<readonly string[]> {
  const project = await projectOf(tree);
  const pointed = (place: Place): string =>
    place.kind === 'span'
      ? (project.sources.get(place.file)?.text.slice(place.span.start, place.span.end) ?? '?')
      : place.kind;
  const authOf = ({ auth }: Upload): string =>
    auth.kind === 'token'
      ? `${auth.name} ${pointed(auth.place)}`
      : auth.kind === 'trusted'
        ? auth.isSure
          ? 'trusted'
          : 'trusted if granted'
        : 'unknown';
  return planPublishing(project, project.paths).uploads.map(
    (upload) => `${upload.tool} → ${upload.index.kind}, ${authOf(upload)}, ${upload.idToken.access}`,
  );
}

export async function unsureOf(tree: Tree): Promise<readonly string[]> {
  const project = await projectOf(tree);
  return planPublishing(project, project.paths).unsure.map(({ reason }) => reason);
}

/** A workflow with one job; `steps` and `more` are indented by six and four. */
export function workflow(steps: string, more = 'permissions: {id-token: write}', top = ''): string {
  const indent = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));
  return `on: {release: {types: [published]}}\n${top}${top === '' ? '' : '\n'}jobs:\n  publish:\n    runs-on: ubuntu-latest\n${indent(more, 4)}\n    steps:\n${indent(steps, 6)}\n`;
}

export const run = (command: string, more = ''): string =>
  `- run: |\n${command.replace(/^/gm, '    ')}\n${more.replace(/^(?=.)/gm, '  ')}`;
export const PYPA: string = '- uses: pypa/gh-action-pypi-publish@release/v1';
export const NONE: string = 'timeout-minutes: 5';

import { describe, expect, test } from 'vitest';
import type { FoundProject } from '../../src/project/find-projects.ts';
import type { LintRequest } from '../../src/plan/release-targets.ts';
import { chooseTargets, releasedTogether, requestedVersion } from '../../src/plan/release-targets.ts';
import { unknown } from '../../src/core/unknown.ts';
import { tagOwners } from '../../src/project/project-tags.ts';
import type { VersionFacts } from '../../src/project/versions.ts';
import { inFile } from '../../src/core/place.ts';

function project(root: string, name: string): FoundProject {
  return { root, name, python: { metadata: null, pyproject: null, setupCfg: null, setupPy: null } };
}

const demo = project('', 'demo');
const core = project('packages/core', 'demo-core');
const cli = project('packages/cli', 'demo-cli');

function chosen(
  request: LintRequest,
  projects: readonly FoundProject[],
  prefixes: { readonly [root: string]: string } = {},
): readonly string[] {
  const { targets, isByVersion, undecided } = chooseTargets(request, {
    projects,
    root: '',
    ownerOf: tagOwners(projects, unknown('not a git repository')).ownerOf,
    prefixOf: ({ root }) => prefixes[root] ?? null,
  });
  const names = targets.map((target) => `${target.project.name} ${target.request.mode}`);
  return [...names, ...(isByVersion ? ['by version'] : []), ...(undecided === null ? [] : [undecided])];
}

const tagged = (tag: string): LintRequest => ({ mode: 'release', version: null, tag });

describe('a request concerns', () => {
  test.each<[string, LintRequest, readonly FoundProject[], readonly string[]]>([
    ['every project in dev mode', { mode: 'dev' }, [demo, core, cli], ['demo dev', 'demo-core dev', 'demo-cli dev']],
    ['the package that the tag names', tagged('demo-core-v1.0'), [demo, core, cli], ['demo-core release']],
    ['the package whose folder the tag names', tagged('cli/v1.0'), [demo, core, cli], ['demo-cli release']],
    ['the package whose path the tag names', tagged('packages/cli/v1.0'), [core, cli], ['demo-cli release']],
    [
      'the package whose name ends so',
      tagged('core2-v1.0'),
      [demo, project('rust', 'demo-core2'), cli],
      ['demo-core2 release'],
    ],
    ['the project at the top', tagged('v1.0'), [demo, core, cli], ['demo release']],
    ['the project at the top, named', tagged('demo-1.0'), [demo, core, cli], ['demo release']],
    ['the project at the top for the tag of a stranger', tagged('helm-1.0'), [demo, core], ['demo release']],
    ['the only project', tagged('v1.0'), [core], ['demo-core release']],
    [
      'those with the version, where none is at the top',
      { mode: 'release', version: '1.0', tag: null },
      [core, cli],
      ['demo-core release', 'demo-cli release', 'by version'],
    ],
    [
      'the packages of several tags',
      { mode: 'packages', tags: ['core-v1.0', 'cli-v2.0'], undecided: 'which?' },
      [demo, core, cli],
      ['demo-core release', 'demo-cli release'],
    ],
    [
      'the project at the top and a package, each by its tag',
      { mode: 'packages', tags: ['v1.0', 'cli-v2.0'], undecided: 'which?' },
      [demo, core, cli],
      ['demo-cli release', 'demo release'],
    ],
    [
      'a project alone in its folder by the tag that names it',
      { mode: 'packages', tags: ['v2.13.0', 'core-v2.46.0'], undecided: 'which?' },
      [core],
      ['demo-core release'],
    ],
    [
      'the project at the top beside the tag of a stranger (titiler)',
      { mode: 'packages', tags: ['v1.0', 'helm-2.0'], undecided: 'which?' },
      [demo],
      ['demo release'],
    ],
    [
      'no release where several tags name no project',
      { mode: 'packages', tags: ['a-v1.0', 'b-v2.0'], undecided: 'which?' },
      [demo],
      ['demo dev', 'which?'],
    ],
  ])('%s', (_, request, projects, expected) => {
    expect(chosen(request, projects)).toEqual(expected);
  });
  test('the project whose config has the prefix', () => {
    expect(chosen(tagged('lib-1.0'), [demo, core, cli], { 'packages/cli': 'lib-' })).toEqual(['demo-cli release']);
  });
});

test('two projects with one folder name are named by neither', () => {
  const [a, b] = [project('a/core', 'alpha'), project('b/core', 'beta')];
  expect(tagOwners([a, b], unknown('')).ownerOf('core-v1.0')).toBe(null);
  expect(tagOwners([a, b], unknown('')).ownerOf('beta-v1.0')).toBe(b);
});

describe('projects without one at the top are released together', () => {
  const declaring = (
    version: string | null,
  ): { readonly versions: Pick<VersionFacts, 'declared'>; readonly version: string | null } => ({
    version,
    versions: {
      declared:
        version === null ? null : { value: version, place: inFile('f'), file: 'f', role: 'source', label: 'version' },
    },
  });
  const released = (versions: readonly (string | null)[], version: string): readonly (string | null)[] =>
    releasedTogether(versions.map(declaring), version, (one) => ['1.1', '1.0'].includes(one)).map((one) => one.version);
  test.each<[string, readonly (string | null)[], readonly (string | null)[]]>([
    ['all, where most have the version: the rest was forgotten', ['1.2', '1.2', '1.1'], ['1.2', '1.2', '1.1']],
    ['not those with numbers of their own (opentelemetry)', ['1.2', '1.2', '1.2', '0.3'], ['1.2', '1.2', '1.2']],
    ['those that have it, where they go their own ways', ['1.2', '0.3', '4.0', null], ['1.2']],
    ['those that lead up to it', ['1.2.dev0', '0.3', '4.0'], ['1.2.dev0']],
    ['all, where they go in step: the bump is forgotten', ['1.1', '1.1', '1.1'], ['1.1', '1.1', '1.1']],
    ['none, where nothing tells', ['1.1', '0.3', '4.0'], []],
    ['none, where none declares a version', [null, null], []],
  ])('%s', (_, versions, expected) => {
    expect(released(versions, '1.2')).toEqual(expected);
  });
});

test.each<[LintRequest & { readonly mode: 'dev' | 'release' }, string | null]>([
  [{ mode: 'dev' }, null],
  [{ mode: 'release', version: '1.2', tag: null }, '1.2'],
  [{ mode: 'release', version: null, tag: 'core-v1.2' }, '1.2'],
  [{ mode: 'release', version: null, tag: 'nightly' }, 'nightly'],
])('%o is about %s', (request, version) => {
  expect(requestedVersion(request)).toBe(version);
});

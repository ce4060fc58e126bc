import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { top } from '../../scripts/bundle.ts';
import { writeHookTree } from '../../scripts/hook/hook-tree.ts';
import { committingEnvironment, writeRepository } from '../../scripts/sample/repository.ts';
import { earlierTags, mendedTree, sampleTag, sampleTree } from '../../scripts/sample/tree.ts';
import type { ActionRun } from './run-action.ts';
import { readAction, runAction } from './run-action.ts';

const run = promisify(execFile);

let folder = '';
let action = '';

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pyrel-action-')));
  action = join(folder, 'the action');
  await writeHookTree({ out: action, dist: join(top, 'dist') });
  await writeRepository(join(folder, 'good'), { tree: mendedTree, earlierTags, tag: sampleTag });
  await writeRepository(join(folder, 'bad'), { tree: sampleTree, earlierTags, tag: sampleTag });
  const preRelease = Object.fromEntries(
    Object.entries(mendedTree).map(([path, text]) => [path, text.replaceAll('0.2.0', '0.2.0rc1')]),
  );
  await writeRepository(join(folder, 'candidate'), { tree: preRelease, earlierTags, tag: 'v0.2.0rc1' });
  await writeRepository(join(folder, 'spaces'), {
    tree: Object.fromEntries(
      Object.entries(mendedTree).flatMap(([path, text]) => [
        [`my $(touch x) project/${path}`, text],
        [`-v/${path}`, text.replaceAll('0.2.0', '0.3.0')],
      ]),
    ),
  });
  // Beside the project, a repository may hold anything.
  await writeFile(join(folder, 'bad', 'evil.txt'), '');
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

type Event = { readonly ref: string; readonly sha: string };

/** Fetches one commit, as actions/checkout does unless it is told otherwise, or all of it. */
async function checkOut(
  source: string,
  { ref, sha }: Event,
  depth: 0 | 1,
): Promise<{ readonly workspace: string; readonly temp: string }> {
  const above = await mkdtemp(join(folder, 'runner-'));
  const [workspace, temp] = [join(above, 'work'), join(above, 'temp')];
  const local = ref.startsWith('refs/tags/') ? ref : ref.replace(/^refs\/(heads\/)?/, 'refs/remotes/origin/');
  const git = (...words: readonly string[]): Promise<unknown> =>
    run('git', ['-C', workspace, ...words], { env: committingEnvironment() });
  await mkdir(workspace);
  await mkdir(temp);
  await git('init', '--quiet');
  await git('remote', 'add', 'origin', `file://${join(folder, source)}`);
  if (depth === 1) await git('fetch', '--quiet', '--no-tags', '--depth=1', 'origin', `+${sha}:${local}`);
  else await git('fetch', '--quiet', 'origin', '+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*');
  await git('-c', 'advice.detachedHead=false', 'checkout', '--quiet', '--force', depth === 1 ? local : sha);
  return { workspace, temp };
}

async function eventOf(source: string, ref: string): Promise<Event> {
  const { stdout } = await run('git', ['-C', join(folder, source), 'rev-parse', 'HEAD^{commit}']);
  return { ref, sha: stdout.trim() };
}

type Job = {
  readonly source: string;
  readonly ref?: string;
  readonly depth?: 0 | 1;
  readonly inputs?: { readonly [name: string]: string };
  readonly path?: string;
};

async function job({
  source,
  ref = 'refs/heads/main',
  depth = 1,
  inputs = {},
  path,
}: Job): Promise<ActionRun & { readonly workspace: string; readonly temp: string }> {
  const event = await eventOf(source, ref);
  const places = await checkOut(source, event, depth);
  const env = {
    PATH: path ?? `${dirname(process.execPath)}:/usr/bin:/bin`,
    HOME: folder,
    CI: 'true',
    GIT_CONFIG_NOSYSTEM: '1',
    GITHUB_REF: event.ref,
    GITHUB_SHA: event.sha,
  };
  return { ...(await runAction({ action, ...places, inputs, env })), ...places };
}

const NOTHING_KNOWN = { version: '', tag: '', pep440: '', 'is-prerelease': '', mode: '', 'sarif-file': '' };

describe('the step', () => {
  test('passes a good release', async () => {
    const ran = await job({ source: 'good', ref: `refs/tags/${sampleTag}`, depth: 0 });
    expect(ran.stderr).toBe('');
    expect(ran.exitCode).toBe(0);
    expect(ran.outputs).toEqual({
      version: '0.2.0',
      tag: 'v0.2.0',
      pep440: '0.2.0',
      'is-prerelease': 'false',
      mode: 'release',
      'exit-code': '0',
      'sarif-file': '',
    });
    expect(ran.summary).toMatch(/^## pyrel lint passed\n/);
    expect(ran.stdout).not.toMatch(/^::(error|warning)/m);
    expect(ran.stdout).toContain('release mode for 0.2.0 (tag v0.2.0): GITHUB_REF is refs/tags/v0.2.0');
  });

  test('fails a bad one, and tells later steps all the same', async () => {
    const ran = await job({
      source: 'bad',
      ref: `refs/tags/${sampleTag}`,
      inputs: { 'sarif-file': 'out/py rel.sarif' },
    });
    expect(ran.exitCode).toBe(1);
    expect(ran.outputs).toEqual({
      version: '0.2.0',
      tag: 'v0.2.0',
      pep440: '0.2.0',
      'is-prerelease': 'false',
      mode: 'release',
      'exit-code': '1',
      'sarif-file': 'out/py rel.sarif',
    });
    expect(ran.stdout).toMatch(/^::error file=src\/kelp_cam\/__init__\.py,line=3,.*title=version-mismatch::/m);
    expect(ran.summary).toMatch(/^## pyrel lint failed: 1 error/);
    expect(ran.summary).toContain('| **error** | `src/kelp_cam/__init__.py:3:16` |');
    const sarif = await readFile(join(ran.workspace, 'out/py rel.sarif'), 'utf8');
    expect(JSON.parse(sarif)).toMatchObject({ version: '2.1.0' });
    expect(await readdir(ran.temp)).toEqual(['step-0']);
  });

  test('says what a shallow checkout leaves out', async () => {
    const shallow = await job({ source: 'good', ref: `refs/tags/${sampleTag}` });
    expect(shallow.exitCode).toBe(0);
    expect(shallow.stdout).toMatch(
      /^\d+ rules skipped in this shallow clone; with `fetch-depth: 0` below actions\/checkout they are asked$/m,
    );
    const whole = await job({ source: 'good', ref: `refs/tags/${sampleTag}`, depth: 0 });
    expect(whole.stdout).not.toContain('shallow');
  });

  test('is in dev mode for a pull request', async () => {
    const ran = await job({ source: 'good', ref: 'refs/pull/7/merge' });
    expect(ran.exitCode).toBe(0);
    expect(ran.outputs).toMatchObject({ version: '0.2.0', tag: '', mode: 'dev', 'is-prerelease': 'false' });
    expect(ran.summary).toContain('\ndev mode: ');
  });

  test.each<[string, Job, object]>([
    [
      'a release candidate',
      { source: 'candidate', ref: 'refs/tags/v0.2.0rc1' },
      { version: '0.2.0rc1', tag: 'v0.2.0rc1', pep440: '0.2.0rc1', 'is-prerelease': 'true' },
    ],
    [
      'a candidate as SemVer spells it',
      { source: 'candidate', inputs: { tag: 'v0.2.0-rc.1' } },
      { version: '0.2.0-rc.1', tag: 'v0.2.0-rc.1', pep440: '0.2.0rc1', 'is-prerelease': 'true' },
    ],
    [
      'a version alone',
      { source: 'good', inputs: { version: '0.2.0' } },
      { version: '0.2.0', pep440: '0.2.0', 'is-prerelease': 'false', mode: 'release' },
    ],
    [
      'mode release on a tag',
      { source: 'good', ref: `refs/tags/${sampleTag}`, inputs: { mode: 'release' } },
      { version: '0.2.0', tag: 'v0.2.0', mode: 'release', 'exit-code': '0' },
    ],
    ['mode dev on a tag', { source: 'bad', ref: `refs/tags/${sampleTag}`, inputs: { mode: 'dev' } }, { mode: 'dev' }],
    [
      'rules and flags',
      {
        source: 'bad',
        inputs: { tag: sampleTag, ignore: 'version-mismatch', args: `--exit-zero\n-v --format "json=a 'b'.json"` },
      },
      { 'exit-code': '0', mode: 'release' },
    ],
    [
      'a root with blanks and worse',
      { source: 'spaces', inputs: { root: 'my $(touch x) project', mode: 'dev' } },
      { version: '0.2.0', 'exit-code': '0' },
    ],
    [
      'a root that looks like a flag',
      { source: 'spaces', inputs: { root: '-v', mode: 'dev' } },
      { version: '0.3.0', 'exit-code': '0' },
    ],
  ])('%s', async (_, given, outputs) => {
    const ran = await job(given);
    expect(ran.outputs).toMatchObject(outputs);
    expect(existsSync(join(ran.workspace, 'x'))).toBe(false);
  });
});

describe('a slip', () => {
  test.each<[string, { readonly [name: string]: string }, string]>([
    ['both a version and a tag', { version: '0.2.0', tag: 'v0.2.0' }, 'version and tag are both given'],
    ['mode dev with a tag', { mode: 'dev', tag: 'v0.2.0' }, 'mode is dev, and tag is given too'],
    ['no mode', { mode: 'prod' }, 'mode is prod'],
    ['mode release without a tag', { mode: 'release' }, 'mode is release, and this run is for refs/heads/main'],
    ['no severity', { 'fail-on': 'fatal' }, 'fatal'],
    ['no rule', { select: 'version-mismach' }, 'version-mismach'],
    ['a folder that is not there', { root: 'nowhere' }, 'nowhere'],
    ['a quote that is not closed', { args: '--config "a' }, 'args has a " that is not closed'],
    ['a flag that there is not', { args: '--nope' }, 'nope'],
    ['a flag without its value', { args: '--config' }, 'Not enough arguments following: config'],
    ['a version that is none', { version: '$(touch x)' }, '$(touch x)'],
    ['a version that breaks the line', { version: '1.0\ntag=v9' }, 'the input version holds a line break'],
    ['a flag for a version', { version: '--exit-zero' }, '--exit-zero'],
  ])('%s', async (_, inputs, said) => {
    const ran = await job({ source: 'good', inputs });
    expect(ran.exitCode).toBe(2);
    expect(ran.outputs).toEqual({ ...NOTHING_KNOWN, 'exit-code': '2' });
    const [annotation = ''] = ran.stdout.split('\n').filter((line) => line.startsWith('::error title=pyrel::'));
    expect(annotation).toContain(said);
    expect(ran.stderr).toContain(said);
    expect(ran.summary).toMatch(/^## pyrel lint could not run\n\n.+/);
    expect(existsSync(join(ran.workspace, 'x'))).toBe(false);
  });

  const HOSTILE = [
    '`touch x`',
    '"; touch x; "',
    "'; touch x; '",
    '${{ github.token }}',
    '::set-output name=tag::v9',
    '%0A::error::x',
  ];
  test.each(HOSTILE)('a tag is never run: %s', async (tag) => {
    const ran = await job({ source: 'good', inputs: { tag } });
    expect(existsSync(join(ran.workspace, 'x'))).toBe(false);
    expect([1, 2]).toContain(ran.exitCode);
    expect(ran.outputs['exit-code']).toBe(String(ran.exitCode));
    expect(ran.stdout).not.toMatch(/^::(set-output|error::)/m);
  });
});

describe('a runner without a Node that will do', () => {
  test('has none at all', async () => {
    const path = join(folder, 'no-node');
    await mkdir(path);
    const ran = await job({ source: 'good', path });
    expect(ran.exitCode).toBe(2);
    expect(ran.outputs).toEqual({ ...NOTHING_KNOWN, 'exit-code': '2' });
    expect(ran.stdout).toMatch(
      /^::error title=pyrel::pyrel needs Node\.js, .* run actions\/setup-node before this step$/m,
    );
  });

  test('has an old one', async () => {
    const path = join(folder, 'old-node');
    await mkdir(path);
    await symlink(process.execPath, join(path, 'real-node'));
    // An old Node is this one that says so.
    await writeFile(
      join(path, 'old.cjs'),
      `Object.defineProperty(process.versions, 'node', { value: '18.20.4' });\nObject.defineProperty(process, 'version', { value: 'v18.20.4' });\n`,
    );
    await writeFile(join(path, 'node'), `#!/bin/bash\nexec "${process.execPath}" --require "${path}/old.cjs" "$@"\n`);
    await chmod(join(path, 'node'), 0o755);
    const ran = await job({ source: 'good', path: `${path}:/usr/bin:/bin` });
    expect(ran.exitCode).toBe(2);
    expect(ran.outputs).toEqual({ ...NOTHING_KNOWN, 'exit-code': '2' });
    expect(ran.stdout).toBe(
      '::error title=pyrel::pyrel needs Node.js 20.19 or newer, and this is v18.20.4; run actions/setup-node before this step\n',
    );
  });
});

describe('action.yml', () => {
  // https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax
  test('has the keys that GitHub knows, and no others', async () => {
    const file = await readAction(action);
    const known = ['name', 'author', 'description', 'inputs', 'outputs', 'runs', 'branding'];
    expect(Object.keys(file).filter((key) => !known.includes(key))).toEqual([]);
    for (const input of Object.values(file.inputs))
      expect(Object.keys(input).filter((key) => !['description', 'default'].includes(key))).toEqual([]);
    for (const output of Object.values(file.outputs))
      expect(Object.keys(output).sort()).toEqual(['description', 'value']);
    expect(Object.keys(file.runs).sort()).toEqual(['steps', 'using']);
    expect(file.runs.using).toBe('composite');
    for (const step of file.runs.steps)
      expect(Object.keys(step).filter((key) => !['id', 'shell', 'run', 'env'].includes(key))).toEqual([]);
    expect(file.description.length).toBeLessThanOrEqual(125);
  });

  test('puts no expression into a script, and hands every input on', async () => {
    const { runs, inputs } = await readAction(action);
    expect(runs.steps.filter(({ run: script }) => script.includes('${{'))).toEqual([]);
    const handed = runs.steps.flatMap(({ env = {} }) => Object.entries(env));
    expect(handed).toEqual(
      Object.keys(inputs).map((name) => [`INPUT_${name.toUpperCase().replaceAll('-', '_')}`, `\${{ inputs.${name} }}`]),
    );
  });

  test('works from a folder without anything of pyrel around it', async () => {
    const elsewhere = join(folder, 'elsewhere');
    await cp(action, elsewhere, { recursive: true });
    const { stdout } = await run(process.execPath, [join(elsewhere, 'bin/pyrel.js'), '--version']);
    const { version } = JSON.parse(await readFile(join(top, 'package.json'), 'utf8')) as { version: string };
    expect(stdout.trim()).toBe(version);
  });
});

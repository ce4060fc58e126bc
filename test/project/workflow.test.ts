import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../../src/io/memory-files.ts';
import type { Place } from '../../src/core/place.ts';
import { isUnknown } from '../../src/core/unknown.ts';
import { loadWorkflows } from '../../src/project/load-workflows.ts';
import { createReader } from '../../src/project/reader.ts';
import type { Job, Script, Workflow } from '../../src/project/workflow.ts';

type Tree = { readonly [path: string]: string | Uint8Array };

async function load(tree: Tree): Promise<readonly Workflow[]> {
  return loadWorkflows(await createReader(memoryFiles(tree)));
}

async function loadOne(text: string, rest: Tree = {}): Promise<Workflow> {
  const [workflow] = await load({ '.github/workflows/release.yml': text, ...rest });
  if (workflow === undefined) throw new Error('no workflow was loaded');
  return workflow;
}

function job(workflow: Workflow): Job {
  const [first] = workflow.jobs;
  if (first === undefined) throw new Error('the workflow has no job');
  return first;
}

/** What a place points at. */
function pointed(text: string, place: Place | undefined): string | null {
  return place?.kind === 'span' ? text.slice(place.span.start, place.span.end) : null;
}

function commandLines(script: Script | null | undefined): readonly string[] {
  if (script === null || script === undefined || isUnknown(script.commands)) return ['unknown'];
  return script.commands.map(({ words }) => words.map(({ text }) => text).join(' '));
}

describe('which files are workflows', () => {
  test('.yml and .yaml directly in .github/workflows, in path order', async () => {
    const text = 'on: push\njobs: {a: {runs-on: x}}\n';
    const found = await load({
      '.github/workflows/b.yaml': text,
      '.github/workflows/a.yml': text,
      '.github/workflows/sub/c.yml': text,
      '.github/workflows/script.sh': 'echo',
      '.github/dependabot.yml': text,
      'packages/core/.github/workflows/d.yml': text,
    });
    expect(found.map(({ file }) => file)).toEqual(['.github/workflows/a.yml', '.github/workflows/b.yaml']);
  });

  test.each([
    [
      'no YAML',
      'on: push\njobs: [\n',
      { kind: 'invalid', problem: expect.stringContaining('Flow sequence') as string },
    ],
    ['no jobs', 'on: push\n', { kind: 'jobless', problem: '' }],
    ['jobs without any', 'on: push\njobs:\n', { kind: 'jobless', problem: '' }],
    ['nothing but comments', '# on: push\n# jobs:\n', { kind: 'empty', problem: '' }],
    ['an empty file', '', { kind: 'empty', problem: '' }],
    ['a million brackets', '['.repeat(1_000_000), { kind: 'invalid', problem: 'nested more than 100 levels deep' }],
  ])('%s: broken', async (_, text, broken) => {
    expect((await loadOne(text)).broken).toMatchObject(broken);
  });

  test('what the parser complains about does not matter where there are jobs', async () => {
    const workflow = await loadOne(
      'on: push\njobs:\n  a:\n    if: "x &&\n  y"\n    runs-on: x\n  a:\n    runs-on: y\n',
    );
    expect(workflow.broken).toBeNull();
    expect(workflow.jobs.map(({ id }) => id)).toEqual(['a', 'a']);
  });
});

describe('triggers', () => {
  const events = ({ on }: Workflow): readonly string[] => on.map(({ event }) => event.value);

  test.each([
    ['one', 'on: push\njobs: {a: {}}\n', ['push']],
    ['a list', 'on: [push, release]\njobs: {a: {}}\n', ['push', 'release']],
    ['a map', 'on:\n  push:\n  release: {types: [published]}\njobs: {a: {}}\n', ['push', 'release']],
    ['the key in quotes', '"on": push\njobs: {a: {}}\n', ['push']],
    ['the key read as true by a YAML 1.1 tool', 'true: push\njobs: {a: {}}\n', ['push']],
    ['none', 'jobs: {a: {}}\n', []],
  ])('%s', async (_, text, expected) => {
    expect(events(await loadOne(text))).toEqual(expected);
  });

  test('filters stand as written, with their places', async () => {
    const text = 'on:\n  push:\n    tags: [\'v*\', "!v0.*"]\n    branches: main\njobs: {a: {}}\n';
    const [push] = (await loadOne(text)).on;
    expect(push?.filters.map(({ name, patterns }) => [name.value, patterns.map(({ value }) => value)])).toEqual([
      ['tags', ['v*', '!v0.*']],
      ['branches', ['main']],
    ]);
    expect(pointed(text, push?.filters[0]?.patterns[1]?.place)).toBe('!v0.*');
    expect(push?.raw?.kind).toBe('map');
  });

  test('inputs of workflow_call', async () => {
    const { inputs } = await loadOne(
      'on:\n  workflow_call:\n    inputs:\n      index: {type: string, default: pypi}\n      dry: {type: boolean}\njobs: {a: {}}\n',
    );
    expect(inputs.map((input) => [input.name.value, input.default?.value ?? null])).toEqual([
      ['index', 'pypi'],
      ['dry', null],
    ]);
  });
});

describe('jobs', () => {
  const text = `
name: Release
on: push
permissions: read-all
env: {A: '1'}
defaults: {run: {shell: bash, working-directory: pkg}}
jobs:
  publish:
    name: Publish \${{ matrix.os }}
    runs-on: [self-hosted, linux]
    needs: [build]
    if: github.ref_type == 'tag'
    environment: {name: pypi, url: https://example.org}
    permissions:
      id-token: write # needed
    env:
      B: \${{ secrets.B }}
      C:
    strategy: {matrix: {os: [a, b]}}
    outputs: {x: "\${{ steps.y.outputs.z }}"}
    steps:
      - uses: actions/checkout@v4
        with: {fetch-depth: 0}
      - name: Upload
        id: up
        if: false
        continue-on-error: true
        run: twine upload dist/*
        env: {D: d}
        working-directory: other
  call:
    needs: publish
    environment: production
    uses: ./.github/workflows/other.yml
    with: {index: testpypi}
    secrets: inherit
`;

  test('every fact of a job', async () => {
    const workflow = await loadOne(text);
    expect(workflow.name?.value).toBe('Release');
    expect(workflow.permissions).toMatchObject({ kind: 'all', access: 'read' });
    expect(pointed(text, workflow.permissions?.place)).toBe('permissions');
    const publish = job(workflow);
    expect(publish).toMatchObject({
      id: 'publish',
      name: { value: 'Publish ${{ matrix.os }}' },
      runsOn: [{ value: 'self-hosted' }, { value: 'linux' }],
      needs: [{ value: 'build' }],
      if: { value: "github.ref_type == 'tag'" },
      environment: { value: 'pypi' },
      permissions: { kind: 'scopes', scopes: [{ scope: { value: 'id-token' }, access: { value: 'write' } }] },
      env: [
        { name: { value: 'B' }, value: { value: '${{ secrets.B }}' } },
        { name: { value: 'C' }, value: { value: '' } },
      ],
      defaults: { shell: { value: 'bash' }, workingDirectory: { value: 'pkg' } },
      matrix: { kind: 'map' },
      outputs: [{ name: { value: 'x' } }],
      uses: null,
    });
    expect(pointed(text, publish.place)).toBe('publish');
    expect(pointed(text, publish.environment?.place)).toBe('pypi');
  });

  test('every fact of a step', async () => {
    const [checkout, upload] = job(await loadOne(text)).steps;
    expect(checkout).toMatchObject({
      uses: { value: 'actions/checkout@v4' },
      with: [{ name: { value: 'fetch-depth' }, value: { value: '0' } }],
      run: null,
    });
    expect(upload).toMatchObject({
      name: { value: 'Upload' },
      id: { value: 'up' },
      if: { value: 'false' },
      continueOnError: { value: 'true' },
      env: [{ value: { value: 'd' } }],
      shell: { value: 'bash' },
      workingDirectory: { value: 'other' },
    });
    expect(pointed(text, upload?.run?.place)).toBe('twine upload dist/*');
  });

  test('a job that calls a workflow', async () => {
    expect((await loadOne(text)).jobs[1]).toMatchObject({
      id: 'call',
      needs: [{ value: 'publish' }],
      environment: { value: 'production' },
      uses: { value: './.github/workflows/other.yml' },
      with: [{ name: { value: 'index' }, value: { value: 'testpypi' } }],
      secrets: 'inherit',
      steps: [],
    });
  });

  test('a block that is an expression cannot be known', async () => {
    const { env, permissions } = job(
      await loadOne('on: push\njobs:\n  a:\n    env: ${{ fromJSON(x) }}\n    permissions: ${{ x }}\n'),
    );
    expect(isUnknown(env)).toBe(true);
    expect(permissions?.kind).toBe('unreadable');
  });

  test('anchors are followed', async () => {
    const workflow = await loadOne(
      'on: push\njobs:\n  a: {steps: &s [{run: one}], permissions: &p {id-token: write}}\n  b: {steps: *s, permissions: *p}\n',
    );
    expect(workflow.jobs.map(({ steps }) => steps[0]?.run?.text)).toEqual(['one', 'one']);
    expect(workflow.jobs[1]?.permissions).toMatchObject({ scopes: [{ access: { value: 'write' } }] });
  });
});

describe('run scripts', () => {
  const scriptOf = async (
    run: string,
    more = '',
  ): Promise<{ readonly text: string; readonly script: Script | null | undefined }> => {
    const text = `on: push\njobs:\n  a:\n    steps:\n      - run: ${run}\n${more}`;
    return { text, script: job(await loadOne(text)).steps[0]?.run };
  };

  test.each([
    ['one after another', '|\n          a 1\n          b 2\n', ['a 1', 'b 2']],
    ['a comment', '|\n          # twine upload\n          a # b\n', ['a']],
    [
      'and, or, if, for',
      '|\n          a && b || c\n          if d; then e; else f; fi\n          for x in y; do g $x; done\n',
      ['a', 'b', 'c', 'd', 'e', 'f', 'g $x'],
    ],
    ['a continued line', '|\n          a \\\n            b\n', ['a b']],
    ['quotes and expressions', '|\n          a "b c" \'d e\' "${{ f }}"g\n', ['a b c d e ${{ f }}g']],
    [
      'a here-document is no command',
      '|\n          cat > f <<EOF\n          twine upload\n          EOF\n          b\n',
      ['cat', 'b'],
    ],
    ['a substitution', '|\n          a $(b c)\n', ['a $(b c)', 'b c']],
    ['a shell in a shell', '|\n          bash -ec "a && b"\n', ['bash -ec a && b', 'a', 'b']],
    ['a function', '|\n          f() { a; }\n          f\n', ['a', 'f']],
    ['a folded block', '>\n          a\n          b\n', ['a b']],
    ['an open quote', '|\n          a "b\n', ['a b\n']],
  ])('%s', async (_, run, expected) => {
    expect(commandLines((await scriptOf(run)).script)).toEqual(expected);
  });

  test('words and variables know their places', async () => {
    const { text, script } = await scriptOf(
      '|\n          A=1 twine upload "${{ b }}" >> "$GITHUB_ENV"\n          export C=2\n',
    );
    const commands = script === null || script === undefined || isUnknown(script.commands) ? [] : script.commands;
    expect(commands[0]?.words.map(({ place }) => pointed(text, place))).toEqual(['twine', 'upload', '"${{ b }}"']);
    expect(commands[0]?.words.map(({ isLiteral }) => isLiteral)).toEqual([true, true, false]);
    expect(commands[0]?.outputs.map((word) => word.text)).toEqual(['$GITHUB_ENV']);
    expect(commands.map(({ assignments }) => assignments.map(({ name, value }) => `${name}=${value.text}`))).toEqual([
      ['A=1'],
      ['C=2'],
    ]);
    expect(pointed(text, commands[1]?.place)).toBe('export C=2');
  });

  test('a script in another language has no commands', async () => {
    const { script } = await scriptOf('import twine\n', '        shell: python\n');
    expect(script?.commands).toEqual({ unknown: 'a python script' });
  });

  test('a script beyond reason is not read', async () => {
    const { script } = await scriptOf(`echo ${'x'.repeat(70_000)}\n`);
    expect(script?.commands).toEqual({ unknown: 'the script is too long to be read' });
  });
});

describe('what the steps point at', () => {
  const step = (run: string, more = ''): string => `on: push\njobs:\n  a:\n    steps:\n      - run: ${run}\n${more}`;

  test('a local action, and the action that it uses', async () => {
    const workflow = await loadOne(
      'on: push\njobs:\n  a:\n    steps:\n      - uses: ./.github/actions/one/\n      - uses: ./missing\n',
      {
        '.github/actions/one/action.yaml':
          'inputs:\n  token: {default: x}\nruns:\n  using: composite\n  steps:\n    - uses: $/two\n',
        'two/action.yml':
          'runs: {using: composite, steps: [{uses: ./.github/actions/one}, {run: echo, shell: bash}]}\n',
      },
    );
    expect(workflow.actions).toMatchObject([
      {
        folder: '.github/actions/one',
        file: '.github/actions/one/action.yaml',
        using: 'composite',
        inputs: [{ name: { value: 'token' }, default: { value: 'x' } }],
      },
      { folder: 'two', steps: [{ uses: { value: './.github/actions/one' } }, { run: { text: 'echo' } }] },
    ]);
  });

  test('a target of a Makefile, what it depends on, and the script that it runs', async () => {
    const makefile =
      '.PHONY: publish\nVERSION := 1\npublish: build ; @echo one\n\t@twine upload dist/*\n# note\n\t-./bin/after $(VERSION)\nbuild:\n\tpython -m build\nother:\n\techo\n';
    const workflow = await loadOne(step('make publish'), {
      Makefile: makefile,
      'bin/after': '#!/bin/bash\necho after\n',
    });
    expect(workflow.scripts.map(({ target, file, script }) => [target, file, commandLines(script)])).toEqual([
      ['make::publish', 'Makefile', ['echo one', 'twine upload dist/*', './bin/after $(VERSION)', 'VERSION']],
      ['make::build', 'Makefile', ['python -m build']],
      ['file:bin/after', 'bin/after', ['echo after']],
    ]);
    const upload = workflow.scripts[0]?.script.commands;
    expect(upload === undefined || isUnknown(upload) ? null : pointed(makefile, upload[1]?.place)).toBe(
      'twine upload dist/*',
    );
  });

  test('a recipe of a justfile', async () => {
    const justfile =
      "set dotenv-load\nversion := '1'\nalias p := publish\n\npublish target='pypi': (build 'x') && after\n    @uv publish --index {{target}}\n\nbuild x:\n    #!/usr/bin/env python3\n    import os\n\nafter:\n    echo\n";
    const workflow = await loadOne(step('just p'), { justfile });
    expect(workflow.scripts.map(({ target, script }) => [target, commandLines(script)])).toEqual([
      ['just::p', []],
      ['just::publish', ['uv publish --index {{target}}']],
      ['just::build', ['unknown']],
      ['just::after', ['echo']],
    ]);
  });

  test.each([
    ['in a folder', 'make -C docs html', 'docs/Makefile', 'html:\n\techo\n', ['make:docs:html']],
    [
      'in the working directory',
      'make html',
      'docs/Makefile',
      'html:\n\techo\n',
      ['make:docs:html'],
      '        working-directory: docs\n',
    ],
    ['the first target', 'make', 'Makefile', '.PHONY: a\na:\n\techo\n', ['make::']],
    ['a target that is not in the file', 'make publish', 'Makefile', 'include more.mk\n', []],
    ['a script by its shell', 'bash bin/publish', 'bin/publish', 'echo\n', ['file:bin/publish']],
    ['a script from the workspace', '$GITHUB_WORKSPACE/bin/publish', 'bin/publish', 'echo\n', ['file:bin/publish']],
    ['a script under a wrapper', 'sudo env A=1 ./publish.sh', 'publish.sh', 'echo\n', ['file:publish.sh']],
    ['a program on the path', 'publish.sh', 'publish.sh', 'echo\n', []],
  ])('%s', async (_, run, file, text, targets, more = '') => {
    expect((await loadOne(step(run, more), { [file]: text })).scripts.map(({ target }) => target)).toEqual(targets);
  });

  test('a program that is called is not reported as a broken file', async () => {
    const reader = await createReader(
      memoryFiles({ '.github/workflows/a.yml': step('./tool'), tool: new Uint8Array([0x7f, 0x45, 0xff, 0xfe]) }),
    );
    await loadWorkflows(reader);
    expect(reader.unreadable).toEqual([]);
  });

  test('scripts that call one another come to an end', async () => {
    const workflow = await loadOne(step('./a.sh'), { 'a.sh': './b.sh\n', 'b.sh': './a.sh\n' });
    expect(workflow.scripts.map(({ target }) => target)).toEqual(['file:a.sh', 'file:b.sh']);
  });
});

import { describe, expect, test } from 'vitest';
import { isUnknown } from '../../src/core/unknown.ts';
import { readDockerfile } from '../../src/project/dockerfile-read.ts';
import type { DockerInstruction, Dockerfile } from '../../src/project/dockerfile.ts';
import { loadDockerfiles } from '../../src/project/load-dockerfiles.ts';
import { loadWorkflows } from '../../src/project/load-workflows.ts';
import { createReader } from '../../src/project/reader.ts';
import { memoryFiles } from '../../src/io/memory-files.ts';
import type { Place } from '../../src/core/place.ts';

function read(text: string): ReturnType<typeof readDockerfile> {
  return readDockerfile({ file: 'Dockerfile', text, cutAt: null, hasBom: false });
}

function textAt(text: string, place: Place | undefined): string | null {
  return place?.kind === 'span' ? text.slice(place.span.start, place.span.end) : null;
}

function instructions(text: string): readonly DockerInstruction[] {
  return read(`FROM base\n${text}`).stages.flatMap((stage) => stage.instructions);
}

/** Commands of all `RUN`, with the text where each word stands. */
function commandsOf(text: string): readonly (readonly string[])[] {
  const whole = `FROM base\n${text}`;
  return instructions(text).flatMap((one) =>
    one.kind !== 'run' || isUnknown(one.script.commands)
      ? []
      : one.script.commands.map(({ words }) => words.map(({ place }) => textAt(whole, place) ?? '?')),
  );
}

describe('stages', () => {
  test('are read with their names, platforms, and what they are made of', () => {
    const { globals, stages } = read(
      'ARG BASE=python:3.13\nARG EMPTY\nFROM --platform=$BUILDPLATFORM ${BASE} AS Build\nFROM scratch AS other\nFROM build\nCOPY --from=1 /a /b\nRUN --mount=type=bind,from=build,target=/x true\n',
    );
    expect(globals.map(({ name, default: value }) => [name.value, value?.value ?? null])).toEqual([
      ['BASE', 'python:3.13'],
      ['EMPTY', null],
    ]);
    expect(stages.map(({ image, name, platform, uses }) => [image.value, name?.value, platform?.value, uses])).toEqual([
      ['${BASE}', 'Build', '$BUILDPLATFORM', []],
      ['scratch', 'other', undefined, []],
      ['build', undefined, undefined, [0, 1]],
    ]);
  });

  test('a stage that is made of itself does not loop', () => {
    expect(read('FROM a AS a\nCOPY --from=a x y\nCOPY --from=7 x y\n').stages[0]?.uses).toEqual([]);
  });
});

describe('values', () => {
  test('stand without quotes, at the text inside', () => {
    const text =
      'FROM base\nLABEL org.opencontainers.image.version="1.2.3" \\\n      # a comment\n      other=\'a b\'\nENV A b c\nARG V=1 W\n';
    const found = read(text).stages.flatMap((stage) =>
      stage.instructions.flatMap((one) =>
        one.kind === 'label' || one.kind === 'env'
          ? [[one.name.value, one.value.value, textAt(text, one.value.place)]]
          : one.kind === 'arg'
            ? [[one.name.value, one.default?.value ?? null, textAt(text, one.default?.place)]]
            : [],
      ),
    );
    expect(found).toEqual([
      ['org.opencontainers.image.version', '1.2.3', '1.2.3'],
      ['other', 'a b', 'a b'],
      ['A', 'b c', 'b c'],
      ['V', '1', '1'],
      ['W', null, null],
    ]);
  });

  test('of COPY and ADD, JSON or not', () => {
    const found = instructions(
      'COPY a b /c/\nADD ["x y", "z"]\nCOPY <<EOF /d\nFROM nothing\nEOF\nCOPY --from=stage /e /f\nWORKDIR "/app"',
    );
    expect(
      found.map((one) =>
        one.kind === 'copy' || one.kind === 'add'
          ? [one.kind, one.from, one.sources.map(({ value }) => value), one.target]
          : one.kind === 'workdir'
            ? one.path.value
            : one.kind,
      ),
    ).toEqual([
      ['copy', null, ['a', 'b'], '/c/'],
      ['add', null, ['x y'], 'z'],
      ['copy', null, [], expect.any(String)],
      ['copy', 'stage', ['/e'], '/f'],
      '/app',
    ]);
  });
});

describe('RUN', () => {
  test('comments and empty lines inside a command are taken out, and places hold', () => {
    expect(commandsOf('RUN pip install \\\n    # why\n\n    demo && \\\r\n    true\n')).toEqual([
      ['pip', 'install', 'demo'],
      ['true'],
    ]);
  });

  test('a here-document is the script', () => {
    expect(commandsOf('RUN <<EOF\nset -e\npip install demo\nEOF\nRUN true')).toEqual([
      ['set', '-e'],
      ['pip', 'install', 'demo'],
      ['true'],
    ]);
  });

  test('a here-document that a command reads', () => {
    expect(commandsOf('RUN cat <<EOF > /x\n# kept\nEOF\n')).toEqual([['cat']]);
  });

  test('a script of another language is not read as shell', () => {
    expect(commandsOf('RUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF\n')).toEqual([]);
  });

  test('the JSON form', () => {
    expect(commandsOf('RUN ["pip", "install", "a b"]')).toEqual([['pip', 'install', 'a b']]);
  });

  test('mounts', () => {
    const [run] = instructions('RUN --mount=source=.git,target=.git,type=bind --mount=type=cache,dst=/c true');
    expect(run?.kind === 'run' ? run.mounts : null).toEqual([
      { type: 'bind', source: '.git', target: '.git', from: null },
      { type: 'cache', source: '', target: '/c', from: null },
    ]);
  });
});

describe('what is installed', () => {
  test.each([
    ['pip install demo', [['requirement', 'demo', '']]],
    [
      'python3 -B -m pip --no-cache-dir install -U "demo[x]==1.2" other>=2',
      [
        ['requirement', 'demo', '==1.2'],
        ['requirement', 'other', ''],
      ],
    ],
    [
      '/venv/bin/pip3 install -r requirements.txt --index-url https://x.example/ demo',
      [['requirement', 'demo', '', false]],
    ],
    ['pip install -e .[dev]', [['source', null, '']]],
    ['uv pip install --system /src', [['source', null, '']]],
    ['pip install dist/*.whl', [['file', null, '']]],
    [
      'pip install "demo @ https://example.com/demo/archive/main.tar.gz"',
      [['url', 'demo', 'https://example.com/demo/archive/main.tar.gz']],
    ],
    ['pip install "demo @ file:///dist/demo.whl"', [['file', 'demo', 'file:///dist/demo.whl']]],
    ['pip install git+https://example.com/demo@v1', [['url', null, 'git+https://example.com/demo@v1']]],
    ['uv tool install demo', [['requirement', 'demo', '']]],
    ['pipx install --python 3.13 demo', [['requirement', 'demo', '']]],
    ['uv sync --frozen', [['source', null, '', false]]],
    ['uv sync --frozen --no-install-project', []],
    ['poetry install --no-root', []],
    ['python -m build --wheel', [['source', null, '', false]]],
    ['python setup.py install', [['source', null, '', false]]],
    ['pip uninstall demo', []],
    ['npm install demo', []],
  ])('%s', (command, expected) => {
    const found = instructions(`RUN ${command}`).flatMap((one) => (one.kind === 'run' ? one.installs : []));
    expect(found.map(({ kind, name, constraint, isFromIndex }) => [kind, name, constraint, isFromIndex])).toEqual(
      expected.map((one) => (one.length === 4 ? one : [...one, true])),
    );
  });
});

describe('the files of a repository', () => {
  const WORKFLOW = {
    '.github/workflows/image.yml':
      'on: push\njobs:\n  a:\n    steps:\n      - run: docker build -f tests/docker/Dockerfile .\n',
  };

  async function load(tree: { readonly [path: string]: string }): Promise<readonly Dockerfile[]> {
    const reader = await createReader(memoryFiles(tree));
    return loadDockerfiles(reader, await loadWorkflows(reader));
  }

  test('by name, the ones nearest to the top first; of tests and samples only what a workflow names', async () => {
    const names = [
      'docker/Dockerfile.slim',
      'Containerfile',
      'app.dockerfile',
      'tests/docker/Dockerfile',
      'examples/a/Dockerfile',
      'Dockerfile.dockerignore',
      'docs/Dockerfiles.md',
      'src/dockerfile.py',
    ];
    const found = await load({ ...WORKFLOW, ...Object.fromEntries(names.map((name) => [name, 'FROM a\n'])) });
    expect(found.map(({ file }) => file)).toEqual([
      'Containerfile',
      'app.dockerfile',
      'docker/Dockerfile.slim',
      'tests/docker/Dockerfile',
    ]);
  });

  test('none where no workflow has to do with images', async () => {
    expect(
      await load({
        Dockerfile: 'FROM a\n',
        '.github/workflows/ci.yml': 'on: push\njobs: {a: {steps: [{run: pytest}]}}\n',
      }),
    ).toEqual([]);
  });

  test('ignore files: its own, and those of every folder that may be the context', async () => {
    const [found] = await load({
      ...WORKFLOW,
      'docker/Dockerfile': 'FROM a\n',
      'docker/Dockerfile.dockerignore': '# all\n*\n!src\n!.git\n',
      '.dockerignore': '/docs/\n**/*.pyc\n.git\n',
      'docs/a.md': '',
      'src/a.py': '',
    });
    expect(
      found?.ignores.map(({ file, folder, hidesGit, hidesTracked }) => [
        file,
        folder,
        hidesGit?.value,
        hidesTracked?.path,
      ]),
    ).toEqual([
      ['docker/Dockerfile.dockerignore', null, undefined, '.dockerignore'],
      ['.dockerignore', '', '.git', undefined],
    ]);
  });

  test.each([
    ['.git', true],
    ['.git/', true],
    ['/.git', true],
    ['.git/**', true],
    ['**/.git', true],
    ['.*', true],
    ['*\n!.git', false],
    ['!.git\n*', true],
    ['.github', false],
    ['# .git', false],
  ])('whether %j keeps git out', async (text, expected) => {
    const [found] = await load({ ...WORKFLOW, Dockerfile: 'FROM a\n', '.dockerignore': text });
    expect(found?.ignores[0]?.hidesGit !== null).toBe(expected);
  });

  test.each([
    'RUN ' + 'a '.repeat(30_000),
    'ENV ' + 'a=b '.repeat(20_000),
    'RUN a \\\n'.repeat(9000),
    'RUN <<E\n'.repeat(9000),
    'LABEL a="' + '\\"'.repeat(40_000),
  ])('a hostile file takes no long time', (text) => {
    expect(() => read(`FROM a\n${text}`)).not.toThrow();
  });
});

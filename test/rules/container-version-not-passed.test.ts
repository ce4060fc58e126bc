import { rule } from '../../src/rules/container-version-not-passed.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/image.yml';
const BUILD =
  '\n[build-system]\nrequires = ["setuptools>=80", "setuptools-scm>=8"]\nbuild-backend = "setuptools.build_meta"\n';
const PROJECT = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.3"\n' };
const SCM = {
  'pyproject.toml': `[project]\nname = "demo"\ndynamic = ["version"]\n${BUILD}\n[tool.setuptools_scm]\n`,
  'src/demo.py': '',
};

type Given = {
  readonly project?: { readonly [path: string]: string };
  readonly more?: { readonly [path: string]: string };
  readonly args?: string;
  readonly context?: string;
};

/** The image is built in line 6. */
function treeOf(
  dockerfile: string,
  { project = SCM, more = {}, args = '', context = 'context: ., ' }: Given = {},
): { readonly [path: string]: string } {
  return {
    ...project,
    ...more,
    Dockerfile: `FROM python:3.13\n${dockerfile}\n`,
    [FILE]: `on: {push: {tags: ["v*"]}}\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with: {${context}push: true, ${args}tags: "acme/demo:1"}\n`,
  };
}

const RELEASE = { tag: 'v1.2.3' };
const WHOLE = 'COPY . /src\nRUN pip install /src';

ruleTester(rule, {
  ok: [
    { name: 'git and all that it tracks is there', tree: treeOf(WHOLE), ...RELEASE },
    {
      name: 'a version that is stated',
      tree: treeOf(WHOLE, { project: PROJECT, more: { '.dockerignore': '.git\n' } }),
      ...RELEASE,
    },
    {
      name: 'a variable says the version',
      tree: treeOf(`ARG VERSION\nENV SETUPTOOLS_SCM_PRETEND_VERSION=$VERSION\n${WHOLE}`, {
        more: { '.dockerignore': '.git\n' },
        args: 'build-args: "VERSION=1.2.3", ',
      }),
      ...RELEASE,
    },
    {
      name: 'a variable in front of the command says it',
      tree: treeOf(
        'ARG VERSION=1\nCOPY . /src\nRUN SETUPTOOLS_SCM_PRETEND_VERSION_FOR_DEMO=$VERSION pip install /src',
        { more: { '.dockerignore': '.git\n' } },
      ),
      ...RELEASE,
    },
    {
      name: 'a wheel that was built outside',
      tree: treeOf('COPY dist /dist\nRUN pip install /dist/*.whl'),
      ...RELEASE,
    },
    {
      name: 'only the dependencies',
      tree: treeOf('COPY pyproject.toml uv.lock ./\nRUN uv sync --no-install-project'),
      ...RELEASE,
    },
    {
      name: 'git is mounted, with the tree',
      tree: treeOf('RUN --mount=type=bind,target=/src pip install /src'),
      ...RELEASE,
    },
    {
      name: 'an exception of the ignore file',
      tree: treeOf(WHOLE, {
        more: { '.dockerignore': '*\n!.git\n!src\n!pyproject.toml\n!.github\n!Dockerfile\n!.dockerignore\n' },
      }),
      ...RELEASE,
    },
    {
      name: 'another project than the one of the repository',
      tree: treeOf('COPY tools /tools\nRUN pip install /tools'),
      ...RELEASE,
    },
    {
      name: 'a context in another folder',
      tree: treeOf(WHOLE, { context: 'context: build, file: Dockerfile, ' }),
      ...RELEASE,
    },
    {
      name: 'the repository itself, fetched with `.git`',
      tree: treeOf(WHOLE, { context: '', args: 'build-args: BUILDKIT_CONTEXT_KEEP_GIT_DIR=1, ' }),
      ...RELEASE,
    },
    {
      name: 'a scheme of one’s own may not mind a changed tree',
      tree: treeOf('COPY .git .git\nCOPY pyproject.toml src ./\nRUN pip install .', {
        project: { ...SCM, 'pyproject.toml': `${SCM['pyproject.toml']}version_scheme = "only-version"\n` },
      }),
      ...RELEASE,
    },
    {
      name: 'git is told to restore the rest',
      tree: treeOf('COPY .git .git\nCOPY pyproject.toml src ./\nRUN git restore . && pip install .'),
      ...RELEASE,
    },
    {
      name: 'the tag is passed',
      tree: treeOf('ARG VERSION=main\nRUN pip install https://github.com/acme/demo/archive/${VERSION}.tar.gz', {
        project: PROJECT,
        args: 'build-args: "VERSION=${{ github.ref_name }}", ',
      }),
      ...RELEASE,
    },
    {
      name: 'arguments that cannot be followed',
      tree: treeOf('ARG VERSION=main\nRUN pip install https://github.com/acme/demo/archive/${VERSION}.tar.gz', {
        project: PROJECT,
        args: 'build-args: "${{ vars.ARGS }}", ',
      }),
      ...RELEASE,
    },
    {
      name: 'another project from its main branch',
      tree: treeOf('RUN pip install git+https://github.com/acme/other@main', { project: PROJECT }),
      ...RELEASE,
    },
    {
      name: 'a label that the step gives, too',
      tree: treeOf('ARG VERSION=dev\nLABEL org.opencontainers.image.version=$VERSION', {
        project: PROJECT,
        args: 'labels: "org.opencontainers.image.version=1.2.3", ',
      }),
      ...RELEASE,
    },
    {
      name: 'an argument with a version of its own',
      tree: treeOf('ARG VERSION=1.2.3\nLABEL version=$VERSION', { project: PROJECT }),
      ...RELEASE,
    },
    {
      name: 'an argument that says something else',
      tree: treeOf('ARG PYTHON\nLABEL python=$PYTHON', { project: PROJECT }),
      ...RELEASE,
    },
    { name: 'not a release', tree: treeOf(WHOLE, { more: { '.dockerignore': '.git\n' } }) },
  ],
  bad: [
    {
      name: 'the ignore file keeps git out',
      tree: treeOf(WHOLE, { more: { '.dockerignore': 'tests\n.git*\n' } }),
      ...RELEASE,
      reports: [
        {
          message: 'noGit',
          data: {
            file: 'Dockerfile',
            name: 'demo',
            job: 'image',
            provider: 'setuptools-scm',
            variable: 'SETUPTOOLS_SCM_PRETEND_VERSION',
            reason: '`.git*` in .dockerignore keeps it out',
          },
          at: 'Dockerfile:3:17-21',
          related: [`${FILE}:6:15-42`],
        },
      ],
    },
    {
      name: 'git is not copied',
      tree: treeOf('COPY pyproject.toml README.md ./\nCOPY src src\nRUN pip install .'),
      ...RELEASE,
      reports: [{ message: 'noGit', at: 'Dockerfile:4:17-18' }],
    },
    {
      name: 'the repository itself, fetched without `.git`',
      tree: treeOf('COPY . /src\nRUN ["pip", "install", "/src"]', { context: '' }),
      ...RELEASE,
      reports: [{ message: 'noGit', at: 'Dockerfile:3:25-29' }],
    },
    {
      // az-scout/az-scout#159: the image of 2026.4.1 said 2026.4.2.dev0.
      name: 'git without all that it tracks',
      tree: treeOf('COPY pyproject.toml ./\nCOPY src/ src/\nCOPY .git/ .git/\nRUN pip install .', {
        project: { ...SCM, 'pyproject.toml': `${SCM['pyproject.toml']}version_scheme = "guess-next-dev"\n` },
      }),
      ...RELEASE,
      reports: [
        {
          message: 'changed',
          data: {
            file: 'Dockerfile',
            name: 'demo',
            job: 'image',
            provider: 'setuptools-scm',
            variable: 'SETUPTOOLS_SCM_PRETEND_VERSION',
            reason: '.github/workflows/image.yml is not copied',
          },
          at: 'Dockerfile:5:17-18',
        },
      ],
    },
    {
      // opendatacube/datacube-explorer#933: directories that git tracks were in the ignore file.
      name: 'the ignore file keeps out what git tracks',
      tree: treeOf(WHOLE, { more: { '.dockerignore': '# not needed\n.github\n' } }),
      ...RELEASE,
      reports: [{ message: 'changed', at: 'Dockerfile:3:17-21' }],
    },
    {
      // Kozea/Radicale 3.6.1: every image held the main branch (Kozea/Radicale#2064).
      name: 'the main branch, where nothing is passed',
      tree: treeOf(
        'ARG VERSION=master\nRUN pip install "Demo[all] @ https://github.com/acme/whatever/archive/${VERSION}.tar.gz"',
        { project: PROJECT },
      ),
      ...RELEASE,
      reports: [
        {
          message: 'branch',
          data: { file: 'Dockerfile', name: 'demo', job: 'image', ref: 'master' },
          at: 'Dockerfile:2:13-19',
        },
      ],
    },
    {
      name: 'the main branch, written out',
      tree: treeOf('RUN pip install git+https://github.com/acme/demo.git@main', { project: PROJECT }),
      ...RELEASE,
      reports: [{ message: 'branch', at: 'Dockerfile:2:17-58' }],
    },
    {
      name: 'a variable for the tool that nobody fills',
      tree: treeOf('ARG VERSION\nENV SETUPTOOLS_SCM_PRETEND_VERSION=${VERSION}\nCOPY . /src\nRUN pip install /src', {
        more: { '.dockerignore': '.git\n' },
      }),
      ...RELEASE,
      reports: [
        {
          message: 'unset',
          data: {
            file: 'Dockerfile',
            name: 'demo',
            job: 'image',
            argument: 'VERSION',
            use: 'what `SETUPTOOLS_SCM_PRETEND_VERSION` holds',
            value: 'empty',
          },
          at: 'Dockerfile:2:5-12',
        },
      ],
    },
    {
      name: 'a label of a version that nobody gives',
      tree: treeOf('ARG VERSION=dev\nLABEL org.opencontainers.image.version="${VERSION}"', { project: PROJECT }),
      ...RELEASE,
      reports: [
        {
          message: 'unset',
          data: {
            file: 'Dockerfile',
            name: 'demo',
            job: 'image',
            argument: 'VERSION',
            use: 'what the label `org.opencontainers.image.version` says',
            value: '`dev`',
          },
          at: 'Dockerfile:2:5-12',
        },
      ],
    },
  ],
  skip: [{ name: 'no name', tree: { [FILE]: 'on: push\njobs: {}\n' }, reason: 'no name to look for' }],
});

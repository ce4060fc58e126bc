import { rule } from '../../src/rules/container-installs-unpublished.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/release.yml';
const PROJECT = { 'pyproject.toml': '[project]\nname = "Demo.App"\nversion = "1.2.3"\n' };
const UPLOAD =
  'publish:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: pypa/gh-action-pypi-publish@release/v1\n        with: {password: "${{ secrets.PYPI }}"}';

const image = (more = '', before = '', args = ''): string =>
  `image:\n    runs-on: ubuntu-latest${more}\n    steps:${before}\n      - uses: docker/build-push-action@v6\n        with: {context: ., push: true, ${args}tags: "acme/demo:1"}`;

/** A workflow with jobs, and the Dockerfile. */
function treeOf(
  run: string,
  jobs: readonly string[] = [UPLOAD, image()],
  on = 'push: {tags: ["v*"]}',
): { readonly [path: string]: string } {
  return {
    ...PROJECT,
    Dockerfile: `FROM python:3.13-slim\n${run}\n`,
    [FILE]: `on: {${on}}\njobs:\n  ${jobs.join('\n  ')}\n`,
  };
}

const RACE = { requirement: 'demo-app', file: 'Dockerfile', job: 'image', publisher: 'publish' };

ruleTester(rule, {
  ok: [
    { name: 'what the repository holds is installed', tree: treeOf('COPY . /src\nRUN pip install /src') },
    { name: 'a wheel is installed', tree: treeOf('COPY dist /dist\nRUN pip install /dist/*.whl') },
    {
      // psf/black: the extras of what is there already.
      name: 'a wheel, and then its extras',
      tree: treeOf('COPY dist /dist\nRUN pip install /dist/*.whl && pip install demo-app[all]'),
    },
    {
      name: 'the image waits for the upload',
      tree: treeOf('RUN pip install demo-app', [UPLOAD, image('\n    needs: publish')]),
    },
    {
      name: 'it waits for a job that waits for it',
      tree: treeOf('RUN pip install demo-app', [
        UPLOAD,
        'check:\n    needs: [publish]\n    runs-on: ubuntu-latest\n    steps: [{run: "true"}]',
        image('\n    needs: [check]'),
      ]),
    },
    {
      name: 'a later step of the job that uploads',
      tree: treeOf('RUN pip install demo-app', [
        image(
          '',
          '\n      - uses: pypa/gh-action-pypi-publish@release/v1\n        with: {password: "${{ secrets.PYPI }}"}',
        ),
      ]),
    },
    {
      name: 'the upload is for the tag, and the image for the release that comes after',
      tree: {
        ...treeOf('RUN pip install demo-app', [UPLOAD]),
        '.github/workflows/image.yml': `on: {release: {types: [published]}}\njobs:\n  ${image()}\n`,
      },
    },
    {
      name: 'a loop that waits for the index',
      tree: treeOf('RUN until pip install demo-app==1.2.3; do sleep 5; done'),
    },
    {
      name: 'an index of one’s own',
      tree: treeOf('RUN pip install --index-url https://pypi.example.com/simple demo-app'),
    },
    {
      // PrefectHQ/prefect: the images of the integrations are made anew for each release, with what is out.
      name: 'another version than the one that is released',
      tree: treeOf('ARG VERSION=1.1.0\nRUN pip install demo-app==$VERSION'),
    },
    {
      name: 'a version that only the run tells',
      tree: treeOf('ARG VERSION\nRUN pip install demo-app==$VERSION', [
        UPLOAD,
        image('', '', 'build-args: "VERSION=${{ vars.VERSION }}", '),
      ]),
    },
    {
      // marimo-team/marimo uploads two distributions, and its image waits for one.
      name: 'it waits for one of two uploads',
      tree: treeOf('RUN pip install demo-app', [
        UPLOAD.replace('publish:', 'other:'),
        UPLOAD,
        image('\n    needs: publish'),
      ]),
    },
    { name: 'another distribution', tree: treeOf('RUN pip install demo-app-plugins') },
    {
      // PrefectHQ/prefect: the images of the integrations are made on the first one, which has that very version.
      name: 'an image that is made on one of the project',
      tree: { ...treeOf(''), Dockerfile: 'FROM acme/demo-app:1.2.3\nRUN pip install demo-app==1.2.3\n' },
    },
    {
      name: 'an image that nobody pushes',
      tree: treeOf('RUN pip install demo-app', [UPLOAD, image().replace('push: true', 'push: false')]),
    },
    {
      name: 'an image of the main branch only',
      tree: treeOf('RUN pip install demo-app', [image()], 'push: {branches: [main]}'),
    },
    {
      name: 'another Dockerfile',
      tree: {
        ...treeOf('RUN pip install demo-app', [UPLOAD, image()]),
        Dockerfile: 'FROM python:3.13\n',
        'docker/Dockerfile': 'FROM python:3.13\nRUN pip install demo-app\n',
      },
    },
  ],
  bad: [
    {
      // rendercv/rendercv#320: the image of 2.0 held 1.18, since both were started by the release.
      name: 'both start with the tag',
      tree: treeOf('RUN pip install --no-cache-dir "demo-app"'),
      reports: [
        { message: 'race', data: RACE, at: 'Dockerfile:2:32-42', related: [`${FILE}:11:15-42`, `${FILE}:6:15-53`] },
      ],
    },
    {
      name: 'with the version of the tag',
      tree: treeOf('ARG VERSION\nRUN uv pip install --system demo_app[all]==$VERSION', [
        UPLOAD,
        image('', '', 'build-args: "VERSION=${{ github.ref_name }}", '),
      ]),
      reports: [
        { message: 'race', data: { ...RACE, requirement: 'demo_app[all]==$VERSION' }, at: 'Dockerfile:3:29-52' },
      ],
    },
    {
      name: 'with uv, as a tool',
      tree: treeOf('RUN uv tool install demo-app'),
      reports: [{ message: 'race', data: RACE, at: 'Dockerfile:2:21-29' }],
    },
    {
      name: 'in a stage that the last one is made of',
      tree: {
        ...treeOf(''),
        Dockerfile:
          'FROM python:3.13 AS build\nRUN pip install --prefix=/app demo-app\nFROM python:3.13-slim\nCOPY --from=build /app /usr/local\n',
      },
      reports: [{ message: 'race', at: 'Dockerfile:2:31-39' }],
    },
    {
      // basnijholt/agent-cli 0.61.3 (#271): one finding for all of its images.
      name: 'two images of one Dockerfile',
      tree: {
        ...treeOf('', [UPLOAD, image('', '', 'target: one, '), image().replace('image:', 'other:')]),
        Dockerfile:
          'FROM python:3.13 AS one\nRUN pip install demo-app[x]\nFROM python:3.13\nRUN pip install demo-app[y]\n',
      },
      reports: [
        {
          message: 'race',
          data: { ...RACE, requirement: 'demo-app[x]' },
          at: 'Dockerfile:2:17-28',
          related: [`${FILE}:11:15-42`, `${FILE}:6:15-53`, 'Dockerfile:4:17-28'],
        },
      ],
    },
    {
      name: 'nobody knows who uploads it',
      tree: treeOf('RUN pip install demo-app', [image()]),
      reports: [
        {
          message: 'newest',
          data: { file: 'Dockerfile', requirement: 'demo-app', job: 'image' },
          at: 'Dockerfile:2:17-25',
        },
      ],
    },
    {
      name: 'a step that asks PyPI for the newest version',
      tree: treeOf('COPY . /src', [
        UPLOAD,
        image(
          '',
          '\n      - run: echo "V=$(curl -s https://pypi.org/pypi/demo-app/json | jq -r .info.version)" >> "$GITHUB_ENV"',
        ),
      ]),
      reports: [{ message: 'asked', data: { job: 'image', name: 'Demo.App' }, at: `${FILE}:11:14-108` }],
    },
  ],
  skip: [{ name: 'no name', tree: { [FILE]: 'on: push\njobs: {}\n' }, reason: 'no name to look for' }],
});

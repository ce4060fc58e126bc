import { rule } from '../../src/rules/publish-dist-layout.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/release.yml';
const PYPROJECT = '[project]\nname = "demo"\nversion = "1.2.3"\n';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';

/** A job that builds in lines 3 to 8, and one that publishes, with its steps from line 13 on. */
function tree(publish: string, path = 'dist'): { readonly [path: string]: string } {
  const build = `  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: python -m build\n      - uses: actions/upload-artifact@v4\n        with: {name: packages, path: ${path}}\n`;
  const steps = publish.replace(/^(?=.)/gm, '      ');
  return {
    'pyproject.toml': PYPROJECT,
    [FILE]: `on: {push: {tags: ['v*']}}\njobs:\n${build}  publish:\n    needs: build\n    runs-on: ubuntu-latest\n    steps:\n${steps}\n`,
  };
}

const download = (more: string, version = 'v4'): string =>
  `- uses: actions/download-artifact@${version}\n  with: {${more}}`;

ruleTester(rule, {
  ok: [
    { name: 'an upload that may fail', tree: tree(`${PYPA}\n  continue-on-error: true`), tag: 'v1.2.3' },
    {
      name: 'an artifact by its name',
      tree: tree(`${download('name: packages, path: dist')}\n${PYPA}`),
      tag: 'v1.2.3',
    },
    {
      name: 'all of them, merged',
      tree: tree(`${download('path: dist, merge-multiple: true')}\n${PYPA}`),
      tag: 'v1.2.3',
    },
    { name: 'one alone has no folder since v5', tree: tree(`${download('path: dist', 'v5')}\n${PYPA}`), tag: 'v1.2.3' },
    { name: 'built in the job', tree: tree(`- run: uv build\n${PYPA}`), tag: 'v1.2.3' },
    {
      name: 'signatures beside the distributions',
      tree: tree(`- run: uv build && echo x > dist/demo-1.2.3.tar.gz.asc\n${PYPA}`),
      tag: 'v1.2.3',
    },
    {
      name: 'a pattern that leaves out what is no distribution',
      tree: tree('- run: uv build && echo x > dist/SHA256SUMS && twine upload dist/*.whl dist/*.tar.gz'),
      tag: 'v1.2.3',
    },
    {
      name: 'a folder that packages-dir names',
      tree: tree(`${download('path: dist')}\n${PYPA}\n  with: {packages-dir: dist/packages/}`),
      tag: 'v1.2.3',
    },
  ],
  bad: [
    {
      // pypa/gh-action-pypi-publish#235
      name: 'each artifact in a folder of its own',
      tree: tree(`${download('path: dist')}\n${PYPA}`),
      tag: 'v1.2.3',
      reports: [
        {
          message: 'nested',
          data: { tool: 'pypa/gh-action-pypi-publish', folder: 'dist', file: 'packages/demo-1.2.3.tar.gz' },
          at: `${FILE}:15:15-53`,
          related: [`${FILE}:6:14-29`],
        },
      ],
    },
    {
      name: 'an artifact in the wrong folder, in dev mode',
      tree: tree(`${download('name: packages')}\n${PYPA}`),
      reports: [
        {
          message: 'empty',
          data: { tool: 'pypa/gh-action-pypi-publish', folder: 'dist', job: 'publish' },
          at: `${FILE}:15:15-53`,
        },
      ],
    },
    {
      name: 'a checkout after the download',
      tree: tree(`${download('name: packages, path: dist')}\n- uses: actions/checkout@v4\n${PYPA}`),
      reports: [{ message: 'empty', at: `${FILE}:16:15-53` }],
    },
    {
      name: 'something else only',
      tree: tree(`- run: echo a > dist/notes.txt\n${PYPA}`),
      tag: 'v1.2.3',
      reports: [
        {
          message: 'lacking',
          data: { tool: 'pypa/gh-action-pypi-publish', folder: 'dist', file: 'notes.txt' },
          at: `${FILE}:14:15-53`,
          related: [`${FILE}:13:14-37`],
        },
      ],
    },
    {
      name: 'checksums among the distributions',
      tree: tree(`- run: |\n    uv build\n    sha256sum dist/* > dist/SHA256SUMS\n${PYPA}`),
      tag: 'v1.2.3',
      reports: [
        {
          message: 'stray',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            folder: 'dist',
            file: 'SHA256SUMS',
            maker: 'a redirection',
          },
          at: `${FILE}:16:15-53`,
          related: [`${FILE}:15:11-45`],
        },
      ],
    },
  ],
  skip: [
    {
      name: 'a script that may put files there',
      tree: tree(`- run: ./fetch\n${PYPA}`),
      reason: /files are not all known/,
    },
    {
      name: 'files that are moved',
      tree: tree(`${download('path: dist')}\n- run: mv dist/*/* dist/\n${PYPA}`),
      reason: /what `mv` does/,
    },
    {
      name: 'an action that is not known',
      tree: tree(`- uses: acme/fetch@v1\n${PYPA}`),
      reason: /what acme\/fetch does/,
    },
    {
      name: 'an upload that may not run',
      tree: tree(`${PYPA}\n  if: vars.PUBLISH == 'yes'`),
      reason: /files are not all known/,
    },
    { name: 'no upload', tree: tree('- run: echo'), reason: /no upload to a package index/ },
    { name: 'no version', tree: { [FILE]: tree(PYPA)[FILE] ?? '' }, reason: /no version is known/ },
  ],
});

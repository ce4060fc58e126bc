import { rule } from '../../src/rules/version-local-segment.ts';
import { ruleTester } from '../rule-tester.ts';

const workflow = (url: string) =>
  `on: push\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    steps:\n      - run: twine upload ${url}dist/*\n`;
const tree = (version: string, extra = '') => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "${version}"\n${extra}`,
});
const published = (version: string, url = '') => ({
  ...tree(version),
  '.github/workflows/release.yml': workflow(url),
});

ruleTester(rule, {
  ok: [{ name: 'no local part', tree: published('1.2.3'), release: '1.2.3' }],
  bad: [
    {
      name: 'uploaded to PyPI',
      tree: published('1.2.3+build.5'),
      release: '1.2.3+build.5',
      reports: [
        {
          message: 'local',
          data: { place: 'pyproject.toml', found: '1.2.3+build.5', local: 'build.5', public: '1.2.3' },
          at: 'pyproject.toml:3:12-25',
        },
      ],
    },
    {
      name: 'the config says that it is published',
      tree: tree('1.2.3+cu118'),
      release: '1.2.3+cu118',
      config: { publish: true },
      reports: [{ message: 'local', at: 'pyproject.toml:3:12-23' }],
    },
  ],
  skip: [
    { name: 'between releases', tree: published('1.2.3+build.5'), reason: 'asked in release mode only' },
    {
      name: 'an index of its own',
      tree: published('1.2.3+cu118', '--repository-url https://pypi.example.org/simple/ '),
      release: '1.2.3+cu118',
      reason: 'no workflow uploads the project to PyPI',
    },
    {
      name: 'not published by any workflow',
      tree: tree('1.2.3+cu118'),
      release: '1.2.3+cu118',
      reason: 'no workflow uploads the project to PyPI',
    },
    {
      name: 'not published, says the config',
      tree: published('1.2.3+cu118'),
      release: '1.2.3+cu118',
      config: { publish: false },
      reason: /not published/,
    },
    {
      name: 'a private project',
      tree: {
        ...published('1.2.3+cu118'),
        ...tree('1.2.3+cu118', 'classifiers = ["Private :: Do Not Upload"]\n'),
      },
      release: '1.2.3+cu118',
      reason: /Private/,
    },
    { name: 'nothing stated', tree: {}, release: '1.2.3', reason: 'no version is stated in the tree' },
    { name: 'a placeholder', tree: published('0+unknown'), release: '1.2.3', reason: /placeholder/ },
  ],
});

import { rule } from '../../src/rules/version-injected-late.ts';
import { ruleTester } from '../rule-tester.ts';

const workflow = (...steps: readonly string[]): { readonly [path: string]: string } => ({
  '.github/workflows/release.yml': `on: push\njobs:\n  release:\n    runs-on: ubuntu-latest\n    steps:\n${steps.map((step) => `      - ${step}\n`).join('')}`,
});
const checkout = 'uses: actions/checkout@v4';
const build = 'run: python -m build';
const write = 'run: poetry version "$GITHUB_REF_NAME"';
const upload = 'uses: pypa/gh-action-pypi-publish@release/v1';

ruleTester(rule, {
  ok: [
    { name: 'written before the build', tree: workflow(checkout, write, build, upload) },
    { name: 'built again after it', tree: workflow(checkout, build, write, 'run: uv build', upload) },
    { name: 'the next version, after the upload', tree: workflow(checkout, build, upload, write) },
    { name: 'a bump to the next version', tree: workflow(checkout, build, 'run: poetry version patch', upload) },
    { name: 'written on both sides', tree: workflow(checkout, write, build, write, upload) },
    { name: 'nothing is uploaded by the job', tree: workflow(checkout, build, write) },
    { name: 'a script between that may build', tree: workflow(checkout, build, write, 'run: make dist', upload) },
    {
      name: 'an action between that is not known',
      tree: workflow(checkout, build, write, 'uses: acme/build@v1', upload),
    },
    { name: 'poetry builds as it publishes', tree: workflow(checkout, build, write, 'run: poetry publish --build') },
    {
      name: 'a condition',
      tree: workflow(checkout, build, `${write}\n        if: github.event_name == 'push'`, upload),
    },
  ],
  bad: [
    {
      name: 'the version of the tag, after the build',
      tree: workflow(checkout, build, write, upload),
      reports: [
        {
          message: 'late',
          data: { job: 'release', command: 'poetry version $GITHUB_REF_NAME' },
          at: '.github/workflows/release.yml:8:14-47',
          related: ['.github/workflows/release.yml:7:14-29'],
        },
      ],
    },
    {
      name: 'sed over pyproject.toml (dspy)',
      tree: workflow(
        checkout,
        'run: uv build',
        `run: sed -i "s/^version = .*/version = \\"\${GITHUB_REF_NAME}\\"/" pyproject.toml`,
        'run: twine upload dist/*',
      ),
      reports: [{ message: 'late', at: '.github/workflows/release.yml:8:14-87' }],
    },
  ],
  skip: [
    { name: 'no workflow', tree: { 'pyproject.toml': '[project]\nname = "demo"\n' }, reason: /no workflow has a job/ },
  ],
});

import { rule } from '../../src/rules/publish-unreachable.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PROJECT = '[project]\nname = "demo"\nversion = "1.0.0"\n';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';

/** `on` stands in line 1, the job's `if` in line 4, the action in line 7. */
function publish(on: string, job = 'if: true', step = PYPA): string {
  return `on: ${on}\njobs:\n  publish:\n    ${job}\n    runs-on: ubuntu-latest\n    steps:\n      ${step.replaceAll('\n', '\n      ')}\n`;
}

const tree = (workflow: string): { readonly [path: string]: string } => ({
  'pyproject.toml': PROJECT,
  [FILE]: workflow,
});
const RELEASE = '{release: {types: [published]}}';
const tags = ['v0.9.0', 'v0.8.0', 'v0.7.0', 'v0.6.0'];

ruleTester(rule, {
  ok: [
    { name: 'the release starts it', tree: tree(publish(RELEASE)), tags },
    {
      name: 'the tag does',
      tree: tree(publish("{push: {tags: ['v*']}}", "if: startsWith(github.ref, 'refs/tags/')")),
      tags,
    },
    {
      name: 'a condition for one event, and another way beside it',
      tree: tree(publish('{push: {}, release: {types: [published]}}', "if: github.event_name == 'release'")),
      tags,
    },
    {
      name: 'a person starts it by hand',
      tree: tree(publish('workflow_dispatch')),
      tags,
    },
    {
      name: 'another workflow uploads',
      tree: {
        ...tree(publish(RELEASE, "if: github.ref == 'refs/heads/main'")),
        '.github/workflows/other.yml': publish("{push: {tags: ['v*']}}"),
      },
      tags,
    },
    {
      name: 'no workflow starts for the tag: tag-untriggered says so',
      tree: tree(publish("{push: {tags: ['release-*']}}", "if: github.event_name == 'release'")),
      release: '1.0.0',
      tags,
    },
    {
      name: 'the push of a branch publishes',
      tree: tree(publish('{push: {branches: [main]}}')),
      tags,
    },
  ],
  bad: [
    {
      // hugovk/tinytext 2.3.6, cuenca-mx/cuenca-python#4: the payload of `release` has no `ref`.
      name: 'github.event.ref of a release',
      tree: tree(publish(RELEASE, "if: startsWith(github.event.ref, 'refs/tags')")),
      tags,
      reports: [
        {
          message: 'eventRef',
          data: { tool: 'pypa/gh-action-pypi-publish', when: 'a GitHub Release is published' },
          at: `${FILE}:4:9-50`,
          related: [`${FILE}:7:15-53`],
        },
      ],
      fixed: { [FILE]: publish(RELEASE, "if: startsWith(github.ref, 'refs/tags')") },
    },
    {
      // pypa/setuptools-scm 4.0.0: the push of a tag does not start the workflow, and of a release it asks for a push.
      name: '`github.event.ref` behind a condition for another event',
      tree: tree(publish(RELEASE, "if: github.event_name == 'push' && startsWith(github.event.ref, 'refs/tags')")),
      tags,
      reports: [{ message: 'excluded', at: `${FILE}:4:9-81` }],
    },
    {
      // btschwertfeger/python-kraken-sdk#67
      name: 'a branch is asked for, and a release has none',
      tree: tree(publish(RELEASE, "if: success() && github.ref == 'refs/heads/master'")),
      tags,
      reports: [
        {
          message: 'excluded',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            when: 'a GitHub Release is published',
            reason: "`if: success() && github.ref == 'refs/heads/master'` does not hold",
          },
          at: `${FILE}:4:9-55`,
        },
      ],
    },
    {
      name: 'a step',
      tree: tree(publish(RELEASE, 'timeout-minutes: 5', `${PYPA}\n  if: github.event_name == 'push'`)),
      tags,
      reports: [{ message: 'excluded', at: `${FILE}:8:13-40` }],
    },
    {
      name: 'the push of any branch cannot make it run',
      tree: tree(publish('[push, pull_request]', "if: github.event_name == 'release'")),
      tags,
      reports: [{ message: 'excluded', at: `${FILE}:4:9-39` }],
    },
    {
      // contextuai/contextuai-solo#43: the skipped job takes what needs it along.
      name: 'it needs a job that is skipped',
      tree: tree(
        `on: {push: {tags: ['v*']}}\njobs:\n  tag:\n    if: github.event_name == 'workflow_dispatch'\n    runs-on: ubuntu-latest\n    steps: [{run: 'true'}]\n  publish:\n    needs: [tag]\n    runs-on: ubuntu-latest\n    steps:\n      ${PYPA}\n`,
      ),
      tags,
      reports: [
        {
          message: 'excluded',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            when: 'a tag is pushed',
            reason: 'it needs job tag, which does not run',
          },
          at: `${FILE}:8:13-16`,
          related: [`${FILE}:11:15-53`],
        },
      ],
    },
  ],
  skip: [
    {
      name: 'no upload',
      tree: tree(publish(RELEASE, 'if: true', '- run: pytest')),
      tags,
      reason: /no workflow uploads/,
    },
    {
      name: 'a schedule may start it',
      tree: tree(
        publish(
          "{release: {types: [published]}, schedule: [{cron: '0 0 * * *'}]}",
          "if: github.ref == 'refs/heads/main'",
        ),
      ),
      tags,
      reason: /also started by `schedule`/,
    },
    {
      name: 'another branch may start it',
      tree: tree(publish('{push: {}, release: {types: [published]}}', "if: github.ref == 'refs/heads/release'")),
      tags,
      reason: /also started by `push` of a branch/,
    },
    {
      name: 'an input may start it',
      tree: tree(publish('[release, workflow_dispatch]', 'if: inputs.publish')),
      tags,
      reason: /depends on inputs/,
    },
    {
      name: 'a pre-release that conditions keep out',
      tree: tree(publish("{push: {tags: ['v*']}}", "if: ${{ !contains(github.ref, 'rc') }}")),
      release: '1.0.0rc1',
      tags,
      reason: /pre-releases/,
    },
    {
      name: 'a condition that asks for a tag, where no tags show how they are written',
      tree: tree(publish('{push: {}}', "if: startsWith(github.ref, 'refs/tags/release-')")),
      tags: [],
      reason: /no convention/,
    },
    {
      name: 'a condition that asks for the repository: publish-repo-guard-mismatch says so',
      tree: tree(publish(RELEASE, "if: github.repository == 'a/b' && false")),
      tags,
      reason: /name of the repository/,
    },
    {
      name: 'something else may publish',
      tree: { ...tree(publish(RELEASE, "if: github.ref == 'refs/heads/main'")), '.travis.yml': 'script: pytest\n' },
      tags,
      reason: /may publish/,
    },
    {
      name: 'the project is not published',
      tree: tree(publish(RELEASE, 'if: github.event_name == 1')),
      tags,
      config: { publish: false },
      reason: /not published/,
    },
  ],
});

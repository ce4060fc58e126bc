import { rule } from '../../src/rules/publish-testpypi-url.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/publish.yml';
const PYPA = '- uses: pypa/gh-action-pypi-publish@release/v1';
const GRANT = 'permissions: {id-token: write}';

/** A workflow with one job; `job` stands in line 5, the steps from line 7 on. */
function publish(steps: string, job = GRANT, on = 'on: {push: {tags: ["v*"]}}'): string {
  return `${on}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    ${job}\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`;
}

const to = (url: string): string => publish(`${PYPA}\n  with:\n    repository-url: ${url}`);

ruleTester(rule, {
  ok: [
    { name: 'no address', tree: { [FILE]: publish(PYPA) } },
    { name: 'TestPyPI', tree: { [FILE]: to('https://test.pypi.org/legacy/') } },
    { name: 'PyPI', tree: { [FILE]: to('https://upload.pypi.org/legacy/') } },
    { name: 'another index', tree: { [FILE]: to('https://pypi.example.com/simple') } },
    { name: 'a name', tree: { [FILE]: publish('- run: twine upload -r testpypi dist/*') } },
    { name: 'http, which twine mends', tree: { [FILE]: to('http://test.pypi.org/legacy/') } },
    {
      name: 'a rehearsal in the job that publishes',
      tree: {
        [FILE]: publish(
          `${PYPA}\n  with: {repository-url: "https://test.pypi.org/legacy/"}\n${PYPA}`,
          'environment: pypi',
        ),
      },
    },
    {
      name: 'an environment that an upload to PyPI shares',
      tree: {
        [FILE]: to('https://test.pypi.org/legacy/').replace(GRANT, 'environment: pypi'),
        '.github/workflows/release.yml': publish(PYPA, 'environment: pypi'),
      },
    },
  ],
  bad: [
    {
      name: 'the address to install from',
      tree: { [FILE]: to('https://test.pypi.org/simple/') },
      reports: [
        {
          message: 'address',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            url: 'https://test.pypi.org/simple/',
            index: 'TestPyPI',
            endpoint: 'https://test.pypi.org/legacy/',
          },
          at: `${FILE}:9:27-56`,
        },
      ],
      fixed: { [FILE]: to('https://test.pypi.org/legacy/') },
    },
    {
      name: 'without the slash, and a host that takes none',
      tree: {
        [FILE]: publish(
          '- run: twine upload --repository-url https://upload.pypi.org/legacy dist/*\n- run: uv publish --publish-url https://pypi.org/legacy/',
        ),
      },
      reports: [
        { message: 'address', at: `${FILE}:7:44-74` },
        { message: 'address', at: `${FILE}:8:39-63` },
      ],
      fixed: {
        [FILE]: publish(
          '- run: twine upload --repository-url https://upload.pypi.org/legacy/ dist/*\n- run: uv publish --publish-url https://upload.pypi.org/legacy/',
        ),
      },
    },
    {
      name: 'TestPyPI in the environment of PyPI',
      tree: { [FILE]: to('https://test.pypi.org/legacy/').replace(GRANT, 'environment: pypi') },
      reports: [
        {
          message: 'environment',
          data: {
            tool: 'pypa/gh-action-pypi-publish',
            job: 'publish',
            environment: 'pypi',
            url: 'https://test.pypi.org/legacy/',
          },
          at: `${FILE}:9:27-56`,
          related: [`${FILE}:5:18-22`],
        },
      ],
      fixed: null,
    },
  ],
  skip: [{ name: 'no workflows', tree: {}, reason: 'no workflows' }],
});

import { rule } from '../../src/rules/license-backend-too-old.ts';
import { ruleTester } from '../rule-tester.ts';

const pyproject = (fields: string, requires: string, module = 'setuptools.build_meta') => ({
  'pyproject.toml': `[build-system]\nrequires = [${requires}]\nbuild-backend = "${module}"\n\n[project]\nname = "demo"\nversion = "1.0"\n${fields}\n`,
});
const STRING = 'license = "MIT"';
const ARRAY = 'license-files = ["LICENSE"]';

ruleTester(rule, {
  ok: [
    { name: 'a lower bound alone: an isolated build takes the newest', tree: pyproject(STRING, '"setuptools>=61.0"') },
    { name: 'no bound', tree: pyproject(STRING, '"setuptools", "wheel"') },
    { name: 'an upper bound above the first that does', tree: pyproject(STRING, '"setuptools>=61,<81"') },
    { name: 'pinned to the first that does', tree: pyproject(STRING, '"setuptools==77.0.3"') },
    { name: 'a series of it', tree: pyproject(STRING, '"setuptools~=78.1"') },
    { name: 'setuptools is not among the requirements', tree: pyproject(STRING, '"setuptools-scm<8"') },
    {
      name: 'one of two requirements for two environments reaches it',
      tree: pyproject(STRING, `"setuptools<76; python_version < '3.9'", "setuptools>=77; python_version >= '3.9'"`),
    },
    { name: 'from an address', tree: pyproject(STRING, '"setuptools @ https://example.org/setuptools.zip"') },
    {
      name: 'Hatch took strings before PEP 639',
      tree: pyproject(STRING, '"hatchling<1.22"', 'hatchling.build'),
    },
    {
      name: 'the bound of maturin’s guide',
      tree: pyproject(STRING, '"maturin>=1.7,<2.0"', 'maturin'),
    },
    {
      name: 'the table that older backends take',
      tree: pyproject('license-files = ["LICENSE"]', '"flit_core >=3.11,<4"', 'flit_core.buildapi'),
    },
  ],
  bad: [
    {
      name: 'an upper bound',
      tree: pyproject(STRING, '"setuptools>=64,<77"'),
      reports: [
        {
          message: 'string',
          data: { backend: 'setuptools', version: '77.0.0', requirement: 'setuptools>=64,<77' },
          at: 'pyproject.toml:2:14-32',
          related: ['pyproject.toml:8:12-15'],
        },
      ],
      fixed: pyproject(STRING, '"setuptools>=77.0.0"'),
    },
    {
      name: 'a pin, and both',
      tree: pyproject(`${STRING}\n${ARRAY}`, '"setuptools==75.1.0", "wheel"'),
      reports: [
        {
          message: 'string',
          at: 'pyproject.toml:2:14-32',
          related: ['pyproject.toml:8:12-15', 'pyproject.toml:9:17-28'],
        },
      ],
    },
    {
      name: 'a pinned series',
      tree: pyproject(STRING, '"setuptools==68.*"'),
      reports: [{ message: 'string', at: 'pyproject.toml:2:14-30', related: ['pyproject.toml:8:12-15'] }],
    },
    {
      name: 'the bound that flit init wrote',
      tree: pyproject(STRING, '"flit_core >=3.2,<3.11"', 'flit_core.buildapi'),
      reports: [{ message: 'string', at: 'pyproject.toml:2:14-35', related: ['pyproject.toml:8:12-15'] }],
    },
    {
      name: 'Hatch took a table only as `license-files`',
      tree: pyproject(ARRAY, '"hatchling==1.21.1"', 'hatchling.build'),
      reports: [{ message: 'files', at: 'pyproject.toml:2:14-31', related: ['pyproject.toml:8:17-28'] }],
      fixed: pyproject(ARRAY, '"hatchling>=1.26.0"', 'hatchling.build'),
    },
    {
      name: 'for one environment alone: left to a person',
      tree: pyproject(STRING, `"setuptools<76; python_version < '3.9'"`),
      reports: [{ message: 'string', at: 'pyproject.toml:2:14-51', related: ['pyproject.toml:8:12-15'] }],
    },
  ],
  skip: [
    { name: 'a table', tree: pyproject('license = {text = "MIT"}', '"setuptools<70"'), reason: /neither/ },
    { name: 'another backend', tree: pyproject(STRING, '"demo<2"', 'demo.build'), reason: /does not know/ },
    {
      name: 'a backend in the tree',
      tree: {
        'pyproject.toml':
          '[build-system]\nrequires = ["setuptools<70"]\nbuild-backend = "setuptools.build_meta"\nbackend-path = ["."]\n[project]\nname = "demo"\nlicense = "MIT"\n',
      },
      reason: /does not know/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});

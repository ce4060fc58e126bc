import { rule } from '../../src/rules/pyproject-invalid.ts';
import { ruleTester } from '../rule-tester.ts';

const BACKENDS = {
  setuptools: 'requires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"',
  hatchling: 'requires = ["hatchling"]\nbuild-backend = "hatchling.build"',
  flit: 'requires = ["flit_core"]\nbuild-backend = "flit_core.buildapi"',
  poetry: 'requires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"',
  maturin: 'requires = ["maturin"]\nbuild-backend = "maturin"',
};
const built = (project: string, backend: keyof typeof BACKENDS = 'hatchling') => ({
  'pyproject.toml': `[build-system]\n${BACKENDS[backend]}\n${project}`,
});
const whole = (project: string, backend: keyof typeof BACKENDS = 'hatchling') =>
  built(`[project]\nname = "demo"\nversion = "1.0"\n${project}`, backend);

ruleTester(rule, {
  ok: [
    {
      name: 'every field',
      tree: whole(
        'description = "A demo"\nreadme = {file = "README.md", content-type = "text/markdown"}\nrequires-python = ">=3.10"\nlicense = "MIT"\nlicense-files = ["LICENSE"]\nauthors = [{name = "Ann"}, {email = "b@example.org"}]\nkeywords = ["demo"]\nclassifiers = []\ndependencies = ["attrs"]\nimport-names = ["demo"]\n[project.urls]\nHome = "https://example.org"\n[project.scripts]\ndemo = "demo:main"\n[project.entry-points.plugins]\na = "demo:a"\n[project.optional-dependencies]\nall = ["attrs"]\n',
      ),
    },
    { name: 'a computed version', tree: built('[project]\nname = "demo"\ndynamic = ["version"]\n') },
    {
      name: 'maturin takes the version from Cargo.toml',
      tree: built('[project]\nname = "demo"\n', 'maturin'),
    },
    {
      name: 'settings of a lint tool in a tree that is not built (ruff reads requires-python)',
      tree: { 'pyproject.toml': '[project]\nrequires-python = ">=3.10"\n[tool.ruff]\n' },
    },
    {
      name: 'Poetry 2 with the version in its own table',
      tree: built('[project]\nname = "demo"\n[tool.poetry]\nversion = "1.0"\n', 'poetry'),
    },
    {
      name: 'an application that Poetry does not package',
      tree: built('[project]\nname = "demo"\n[tool.poetry]\npackage-mode = false\n', 'poetry'),
    },
    {
      name: 'setuptools did not read [project] before version 61',
      tree: built('[project]\nname = "demo"\n', 'setuptools'),
      today: '2022-03-01',
    },
    {
      name: 'setuptools held below 61 (maturin 0.12)',
      tree: {
        'pyproject.toml':
          '[build-system]\nrequires = ["setuptools~=53.0.0"]\nbuild-backend = "setuptools.build_meta"\n[project]\nname = "demo"\n',
      },
    },
    {
      name: 'drafts of PEP 621, which pdm-pep517 followed (pdm 1.8)',
      tree: {
        'pyproject.toml':
          '[build-system]\nrequires = ["pdm-pep517"]\nbuild-backend = "pdm.pep517.api"\n[project]\nname = "demo"\nversion = {use_scm = true}\n',
      },
    },
    {
      name: 'an entry in dynamic that hatchling passes over',
      tree: whole('dynamic = ["platforms"]\n'),
    },
    {
      name: 'groups that include others, spelt otherwise',
      tree: {
        'pyproject.toml':
          '[project]\nname = "demo"\n[dependency-groups]\nunit_tests = ["pytest"]\ntypes = [{include-group = "Unit-Tests"}]\nall = [{include-group = "types"}, {include-group = "unit_tests"}]\n',
      },
    },
    {
      name: "a group of Poetry's own is included",
      tree: {
        'pyproject.toml':
          '[dependency-groups]\nall = [{include-group = "docs"}]\n[tool.poetry.group.docs.dependencies]\nsphinx = "*"\n',
      },
    },
    { name: 'only tools', tree: { 'pyproject.toml': '[tool.black]\nline-length = 100\n', 'setup.py': 'setup()\n' } },
    { name: 'the table of early PEP 639 for licence files', tree: whole('license-files = {paths = ["LICENSE"]}\n') },
  ],
  bad: [
    {
      name: 'authors as Poetry writes them',
      tree: whole('authors = ["Ann <a@example.org>"]\n'),
      reports: [
        {
          message: 'type',
          data: { key: '`[project] authors[0]`', found: 'a string', expected: 'a table of strings' },
          at: 'pyproject.toml:7:13-32',
        },
      ],
    },
    {
      name: 'types',
      tree: whole(
        'description = ["A demo"]\nreadme = true\nkeywords = "demo"\ndependencies = {attrs = "*"}\n[project.scripts]\ndemo = ["demo:main"]\n[project.optional-dependencies]\nall = "attrs"\n[project.entry-points]\nplugin = "demo:a"\n',
      ),
      reports: [
        { message: 'type', at: 'pyproject.toml:7:15-25' },
        {
          message: 'type',
          data: { key: '`[project] readme`', found: 'a boolean', expected: 'a string or a table' },
          at: 'pyproject.toml:8:10-14',
        },
        { message: 'type', at: 'pyproject.toml:9:13-17' },
        { message: 'type', at: 'pyproject.toml:10:16-29' },
        { message: 'type', at: 'pyproject.toml:12:8-21' },
        { message: 'type', at: 'pyproject.toml:14:8-13' },
        { message: 'type', at: 'pyproject.toml:16:11-17' },
      ],
    },
    {
      name: 'a number for the version, and tables that are none',
      tree: {
        'pyproject.toml': 'build-system = "setuptools"\n[project]\nname = "demo"\nversion = 1.0\n',
      },
      reports: [
        {
          message: 'type',
          data: { key: '[build-system]', found: 'a string', expected: 'a table' },
          at: 'pyproject.toml:1:17-27',
        },
        {
          message: 'type',
          data: { key: '`[project] version`', found: 'a number', expected: 'a string' },
          at: 'pyproject.toml:4:11-14',
        },
      ],
    },
    {
      name: 'no name and no version',
      tree: built('[project]\nrequires-python = ">=3.10"\n', 'setuptools'),
      reports: [
        { message: 'missing', at: 'pyproject.toml:4:2-9' },
        {
          message: 'missing',
          data: {
            table: '[project]',
            key: 'version',
            backend: 'setuptools',
            todo: 'Write `version = "…"` in [project], or list "version" in `dynamic`',
          },
          at: 'pyproject.toml:4:2-9',
        },
      ],
    },
    {
      name: 'settings of a lint tool beside setup.py, which setuptools 61 stops at',
      tree: {
        'pyproject.toml': '[project]\nrequires-python = ">=3.10"\nversion = "1.0"\n',
        'setup.py': 'from setuptools import setup\nsetup(name="demo", version="1.0")\n',
      },
      reports: [{ message: 'missing', at: 'pyproject.toml:1:2-9' }],
    },
    {
      name: 'a build system without requires',
      tree: { 'pyproject.toml': '[build-system]\nbuild-backend = "setuptools.build_meta"\n' },
      reports: [{ message: 'missing', at: 'pyproject.toml:1:2-14' }],
    },
    {
      name: 'dynamic entries',
      tree: whole('dynamic = ["name", "licence", "depends"]\n', 'setuptools'),
      reports: [
        { message: 'value', at: 'pyproject.toml:7:13-17' },
        {
          message: 'value',
          data: {
            key: '`dynamic`',
            problem: 'lists "licence", which is no field of [project]',
            todo: 'Write "license"',
            backend: 'setuptools',
          },
          at: 'pyproject.toml:7:21-28',
        },
        { message: 'value', at: 'pyproject.toml:7:32-39' },
      ],
    },
    {
      name: 'extras',
      tree: whole('[project.optional-dependencies]\n"all!" = []\na_b = []\nA-B = []\n', 'flit'),
      reports: [
        { message: 'value', at: 'pyproject.toml:8:1-7' },
        { message: 'value', at: 'pyproject.toml:10:1-4' },
      ],
    },
    {
      name: 'an author without name and address, and a readme twice and not at all',
      tree: whole('authors = [{}]\nreadme = {file = "a", text = "b", content-type = "text/plain"}\n'),
      reports: [
        { message: 'value', at: 'pyproject.toml:7:12-14' },
        { message: 'value', at: 'pyproject.toml:8:1-7' },
      ],
    },
    {
      name: 'a readme table without a readme',
      tree: whole('readme = {content-type = "text/plain"}\n'),
      reports: [{ message: 'value', at: 'pyproject.toml:7:1-7' }],
    },
    {
      name: 'dependency groups',
      tree: {
        'pyproject.toml':
          '[dependency-groups]\ntest = ["pytest", {include-group = "typing"}]\nlint = "ruff"\nlate = [3]\na = [{include-group = "b"}]\nb = [{include-group = "c"}]\nc = [{include-group = "a"}]\nTest = []\n',
      },
      reports: [
        { message: 'groupMissing', data: { group: 'test', included: 'typing' }, at: 'pyproject.toml:2:37-43' },
        { message: 'type', at: 'pyproject.toml:3:9-13' },
        { message: 'type', at: 'pyproject.toml:4:9-10' },
        { message: 'groupCycle', data: { group: 'c', chain: 'a → b → c → a' }, at: 'pyproject.toml:7:24-25' },
        { message: 'groupTwice', data: { group: 'Test', other: 'test' }, at: 'pyproject.toml:8:1-5' },
      ],
    },
  ],
  skip: [{ name: 'no project', tree: { 'README.md': '# Demo\n' }, reason: 'no Python project' }],
});

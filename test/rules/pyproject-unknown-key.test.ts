import { rule } from '../../src/rules/pyproject-unknown-key.ts';
import { ruleTester } from '../rule-tester.ts';

const SETUPTOOLS = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n';
const HATCHLING = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n';
const project = (backend: string, text: string) => ({
  'pyproject.toml': `${backend}[project]\nname = "demo"\nversion = "1.0"\n${text}`,
});

ruleTester(rule, {
  ok: [
    { name: 'known keys', tree: project(HATCHLING, 'license-files = []\nimport-names = ["demo"]\n') },
    { name: 'tables of tools are their own', tree: project(HATCHLING, '[tool.demo]\nanything = 1\n') },
    {
      name: 'the charset of a readme, which several backends read',
      tree: project(HATCHLING, 'readme = {file = "README.md", content-type = "text/markdown", charset = "utf-8"}\n'),
    },
    {
      name: 'setuptools before version 61 read none of it',
      tree: project(SETUPTOOLS, 'dependancies = ["attrs"]\n'),
      today: '2022-01-10',
    },
    { name: 'a mark of what is not published (crewAI 1.15)', tree: project(HATCHLING, 'private = true\n') },
    { name: 'no table of the specifications', tree: { 'pyproject.toml': '[tool.black]\n', 'setup.py': 'setup()\n' } },
  ],
  bad: [
    {
      name: 'setuptools stops',
      tree: project(SETUPTOOLS, 'dependancies = ["attrs"]\npackages = ["demo"]\n'),
      reports: [
        {
          message: 'misspelt',
          data: { table: '[project]', key: 'dependancies', meant: 'dependencies', tool: 'setuptools' },
          at: 'pyproject.toml:7:1-13',
        },
        {
          message: 'refused',
          data: { table: '[project]', key: 'packages', tool: 'setuptools' },
          at: 'pyproject.toml:8:1-9',
        },
      ],
    },
    {
      name: 'hatchling passes them over (isort 6.0.1)',
      tree: project(
        HATCHLING,
        'homepage = "https://example.org"\nrepository = "https://example.org/x"\ninclude = []\n',
      ),
      reports: [
        {
          message: 'passedOver',
          data: { table: '[project]', keys: '`homepage`, `repository`, `include`', todo: 'Write `urls`' },
          at: 'pyproject.toml:7:1-9',
          related: ['pyproject.toml:8:1-11', 'pyproject.toml:9:1-8'],
        },
      ],
    },
    {
      name: 'a key that has no like',
      tree: project(HATCHLING, 'package-mode = false\n'),
      reports: [
        {
          message: 'passedOver',
          data: {
            table: '[project]',
            keys: '`package-mode`',
            todo: 'Remove `package-mode`, or move it into a table of [tool]',
          },
          at: 'pyproject.toml:7:1-13',
        },
      ],
    },
    {
      name: 'authors and readme',
      tree: project(
        SETUPTOOLS,
        'authors = [{name = "Ann", mail = "a@example.org"}]\nreadme = {file = "README.md", content_type = "text/markdown"}\n',
      ),
      reports: [
        {
          message: 'misspelt',
          data: { table: 'authors', key: 'mail', meant: 'email', tool: 'setuptools' },
          at: 'pyproject.toml:7:27-31',
        },
        { message: 'misspelt', at: 'pyproject.toml:8:31-43' },
      ],
    },
    {
      name: 'an author of hatchling may have any key, and it is lost',
      tree: project(HATCHLING, 'authors = [{name = "Ann", github = "ann"}]\n'),
      reports: [{ message: 'passedOver', at: 'pyproject.toml:7:27-33' }],
    },
    {
      name: 'the build system',
      tree: { 'pyproject.toml': '[build-system]\nrequires = ["hatchling"]\nbuild_backend = "hatchling.build"\n' },
      reports: [
        {
          message: 'misspelt',
          data: { table: '[build-system]', key: 'build_backend', meant: 'build-backend', tool: 'python -m build' },
          at: 'pyproject.toml:3:1-14',
        },
      ],
    },
  ],
  skip: [{ name: 'no project', tree: { 'README.md': '# Demo\n' }, reason: 'no Python project' }],
});

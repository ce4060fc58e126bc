import { rule } from '../../src/rules/changelog-fragment-invalid.ts';
import { ruleTester } from '../rule-tester.ts';

const pyproject = (more = '') => ({ 'pyproject.toml': `[tool.towncrier]\ndirectory = "news"\n${more}` });
const changie = {
  '.changie.yaml': 'changesDir: .changes\nunreleasedDir: unreleased\nkinds:\n  - label: Added\n  - label: Fixed\n',
};

ruleTester(rule, {
  ok: [
    {
      name: 'the names that towncrier knows',
      tree: {
        ...pyproject(),
        'news/123.feature': 'a',
        'news/123.bugfix.rst': 'a',
        'news/123.bugfix.1.rst': 'a',
        'news/+orphan.doc.md': 'a',
        'news/fix-1.2.3.removal.rst': 'a',
        'news/gh-12.misc.rst': 'a',
      },
    },
    { name: 'an empty one whose text is not shown', tree: { ...pyproject(), 'news/123.misc.rst': '' } },
    {
      name: 'types of the project’s own, as a table and as a list',
      tree: {
        ...pyproject('[tool.towncrier.fragment.perf]\nshowcontent = false\n'),
        'news/1.perf.rst': '',
      },
    },
    {
      name: 'types as a list',
      tree: {
        ...pyproject('[[tool.towncrier.type]]\ndirectory = "change"\nname = "Changes"\nshowcontent = true\n'),
        'news/1.change.rst': 'a',
      },
    },
    {
      name: 'what stands beside fragments',
      tree: {
        ...pyproject('ignore = ["*.tmp.rst", "1.txt"]\n'),
        'news/.gitignore': '',
        'news/README.rst': 'a',
        'news/_template.rst.jinja2': 'a',
        'news/TEMPLATE.rst': 'a',
        'news/conf.py': 'a',
        'news/5.tmp.rst': 'a',
        'news/1.txt': 'a',
        'news/index.rst': 'a',
      },
    },
    {
      name: 'towncrier.toml goes before pyproject.toml, and sections have folders',
      tree: {
        ...pyproject(),
        'towncrier.toml':
          '[tool.towncrier]\npackage = "demo"\npackage_dir = "src"\n[[tool.towncrier.section]]\npath = "web"\nname = "Web"\n',
        'src/demo/web/newsfragments/1.doc.rst': 'a',
        'news/1.unknown.rst': 'a',
      },
    },
    {
      name: 'fragments of scriv',
      tree: {
        'tox.ini': '[scriv]\nformat = md\n',
        'changelog.d/README.md': '',
        'changelog.d/1.md': '### Added\n\n- a\n',
        'changelog.d/2.rst': 'Added\n-----\n\n- a\n\n.. Fixed\n.. -----\n',
      },
    },
    {
      name: 'fragments of changie',
      tree: { ...changie, '.changes/unreleased/Added-1.yaml': 'kind: Added\nbody: a\n' },
    },
  ],
  bad: [
    {
      name: 'a type that is not known (pdm 2.26.9)',
      tree: { ...pyproject(), 'news/3774.refactor.md': 'a' },
      reports: [
        {
          message: 'type',
          data: {
            file: 'news/3774.refactor.md',
            given: 'refactor',
            tool: 'towncrier',
            types: 'feature, bugfix, doc, removal, misc',
            config: 'pyproject.toml',
          },
          at: 'news/3774.refactor.md:1:1',
        },
      ],
    },
    {
      name: 'no type',
      tree: { ...pyproject(), 'news/3774.rst': 'a' },
      reports: [
        {
          message: 'name',
          data: {
            file: 'news/3774.rst',
            tool: 'towncrier',
            types: 'feature, bugfix, doc, removal, misc',
            example: '3774.feature.rst',
          },
          at: 'news/3774.rst:1:1',
        },
      ],
    },
    {
      name: 'nothing in it',
      tree: { ...pyproject(), 'news/1.feature.rst': '\n' },
      reports: [{ message: 'empty', data: { file: 'news/1.feature.rst' }, at: 'news/1.feature.rst:1:1' }],
    },
    {
      name: 'a copy that an editor left',
      tree: { ...pyproject(), 'news/1.feature.rst': 'a', 'news/1.feature.rst~': 'a' },
      reports: [
        {
          message: 'backup',
          data: { file: 'news/1.feature.rst~', given: '1.feature.rst' },
          at: 'news/1.feature.rst~:1:1',
        },
      ],
    },
    {
      name: 'two about the same',
      tree: { ...pyproject(), 'news/1.feature.md': 'a', 'news/01.feature.rst': 'a' },
      reports: [
        {
          message: 'twice',
          data: {
            file: 'news/1.feature.md',
            given: 'news/01.feature.rst',
            tool: 'towncrier',
            example: '1.feature.1.md',
          },
          at: 'news/1.feature.md:1:1',
        },
      ],
    },
    {
      name: 'a fragment of scriv with nothing but comments',
      tree: {
        'setup.cfg': '[scriv]\nformat = md\n',
        'changelog.d/1.md': '<!--\n### Added\n\n- A bullet item.\n-->\n',
        'changelog.d/2.rst': '.. Added\n.. -----\n..\n.. - A bullet item.\n',
      },
      reports: [
        { message: 'empty', at: 'changelog.d/1.md:1:1' },
        { message: 'empty', at: 'changelog.d/2.rst:1:1' },
      ],
    },
    {
      name: 'fragments that changie cannot use',
      tree: {
        ...changie,
        '.changes/unreleased/a.yaml': 'kind: Add\nbody: a\n',
        '.changes/unreleased/b.yaml': '- a\n',
      },
      reports: [
        { message: 'type', at: '.changes/unreleased/a.yaml:1:7-10' },
        { message: 'broken', at: '.changes/unreleased/b.yaml:1:1' },
      ],
    },
  ],
  skip: [
    { name: 'no fragments', tree: { 'pyproject.toml': '[project]\nname = "demo"\n' }, reason: 'no change fragments' },
  ],
});

import { rule } from '../../src/rules/container-tags-syntax.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/image.yml';
const PROJECT = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.3"\n' };

/** The lines of `tags` stand from line 10 on. */
const treeOf = (tags: string, more = ''): { readonly [path: string]: string } => ({
  ...PROJECT,
  [FILE]: `on: {push: {tags: ["v*"]}}\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/metadata-action@v5\n        with:\n          images: acme/demo\n          tags: |\n            ${tags.replaceAll('\n', '\n            ')}\n${more}`,
});

ruleTester(rule, {
  ok: [
    { name: 'a step that may fail', tree: treeOf('type=pep404', '        continue-on-error: true\n') },
    {
      name: 'what the action takes',
      tree: treeOf(
        'type=semver,pattern={{version}}\ntype=raw,value=latest,enable={{is_default_branch}}\ntype=ref,event=tag,suffix=-slim',
      ),
    },
    { name: 'a comment and an empty line', tree: treeOf('# releases\n\ntype=pep440,pattern={{version}}') },
    { name: 'a bare tag', tree: treeOf('edge-of-the-world') },
    { name: 'a type that a variable holds', tree: treeOf('type=${{ vars.TYPE }},pattern={{version}}') },
    {
      // caronc/apprise-api: it does nothing, and no harm.
      name: 'an attribute of another type',
      tree: treeOf('type=semver,pattern={{version}},event=tag'),
    },
  ],
  bad: [
    {
      name: 'a type that there is not',
      tree: treeOf('type=pep404,pattern={{version}}'),
      reports: [{ message: 'refused', at: `${FILE}:10:13-44` }],
    },
    {
      name: 'a flavour that there is not',
      tree: treeOf('type=semver,pattern={{version}}', '          flavor: lates=true\n'),
      reports: [{ message: 'refused', at: `${FILE}:11:19-29` }],
    },
    {
      name: 'a handlebars expression that is not closed',
      tree: treeOf('type=semver,pattern={{version'),
      reports: [{ message: 'refused', at: `${FILE}:10:13-42` }],
    },
    {
      name: 'a match without a pattern',
      tree: treeOf('type=match,group=1'),
      reports: [{ message: 'refused', at: `${FILE}:10:13-31` }],
    },
    {
      name: 'a slip in the name of an attribute',
      tree: treeOf('type=semver,pattern={{version}},sufix=-slim'),
      reports: [
        { message: 'ignored', data: { type: 'semver', attribute: 'sufix', meant: 'suffix' }, at: `${FILE}:10:13-56` },
      ],
    },
  ],
  skip: [
    { name: 'no workflows', tree: PROJECT, reason: 'no workflows' },
    { name: 'no version', tree: { [FILE]: 'on: push\njobs: {}\n' }, reason: 'no version to follow the workflows with' },
  ],
});

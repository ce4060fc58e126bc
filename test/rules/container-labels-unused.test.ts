import { rule } from '../../src/rules/container-labels-unused.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/image.yml';
const PROJECT = { 'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.3"\n' };
const META = '- id: meta\n  uses: docker/metadata-action@v5\n  with: {images: acme/demo}';

/** The steps stand from line 6 on. */
const treeOf = (steps: readonly string[]): { readonly [path: string]: string } => ({
  ...PROJECT,
  [FILE]: `on: {push: {tags: ["v*"]}}\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      ${steps.join('\n').replaceAll('\n', '\n      ')}\n`,
});

const push = (more = ''): string =>
  `- uses: docker/build-push-action@v6\n  with:\n    push: true\n    tags: \${{ steps.meta.outputs.tags }}${more}`;

ruleTester(rule, {
  ok: [
    { name: 'the labels are given', tree: treeOf([META, push('\n    labels: ${{ steps.meta.outputs.labels }}')]) },
    { name: 'labels of one’s own', tree: treeOf([META, push('\n    labels: org.opencontainers.image.version=1')]) },
    {
      name: 'annotations instead',
      tree: treeOf([META, push('\n    annotations: ${{ steps.meta.outputs.annotations }}')]),
    },
    {
      name: 'tags of another step',
      tree: treeOf(['- id: meta\n  run: echo "tags=acme/demo:1" >> "$GITHUB_OUTPUT"', push()]),
    },
    {
      name: 'tags that are written out',
      tree: treeOf([META, '- uses: docker/build-push-action@v6\n  with: {push: true, tags: "acme/demo:1"}']),
    },
    { name: 'a build that pushes nothing', tree: treeOf([META, push().replace('true', 'false')]) },
    {
      name: 'a script that reads what the action wrote',
      tree: treeOf([META, '- run: jq . <<< "$DOCKER_METADATA_OUTPUT_JSON"', push()]),
    },
  ],
  bad: [
    {
      name: 'the tags and not the labels',
      tree: treeOf([META, push()]),
      reports: [
        {
          message: 'unused',
          data: { tool: 'docker/build-push-action', step: 'meta', line: '`labels: ${{ steps.meta.outputs.labels }}`' },
          at: `${FILE}:9:15-42`,
        },
      ],
    },
  ],
  skip: [{ name: 'no workflows', tree: PROJECT, reason: 'no workflows' }],
});

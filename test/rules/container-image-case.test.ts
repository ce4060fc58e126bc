import { rule } from '../../src/rules/container-image-case.ts';
import { ruleTester } from '../rule-tester.ts';

const FILE = '.github/workflows/image.yml';
const PROJECT = {
  'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.3"\nurls = {Source = "https://github.com/Acme/demo"}\n',
};

/** The steps stand from line 6 on. */
const treeOf = (steps: string): { readonly [path: string]: string } => ({
  ...PROJECT,
  [FILE]: `on: {push: {tags: ["v*"]}}\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      ${steps.replaceAll('\n', '\n      ')}\n`,
});

const push = (tags: string, on = 'true'): string =>
  `- uses: docker/build-push-action@v6\n  with:\n    push: ${on}\n    tags: ${tags}`;

ruleTester(rule, {
  ok: [
    { name: 'a step that may fail', tree: treeOf(`${push('Acme/demo:1')}\n  continue-on-error: true`) },
    { name: 'a name in lower case', tree: treeOf(push('ghcr.io/acme/demo:1.2.3')) },
    { name: 'a tag with capitals', tree: treeOf(push('ghcr.io/acme/demo:RC1')) },
    { name: 'a host with capitals', tree: treeOf(push('GHCR.io/acme/demo:1.2.3')) },
    {
      name: 'docker/metadata-action lower-cases',
      tree: treeOf(
        `- id: meta\n  uses: docker/metadata-action@v5\n  with: {images: "ghcr.io/\${{ github.repository }}"}\n${push('${{ steps.meta.outputs.tags }}')}`,
      ),
    },
    { name: 'a name that a variable holds', tree: treeOf(push('ghcr.io/${{ vars.IMAGE }}:1.2.3')) },
    { name: 'a build that pushes nothing', tree: treeOf(push('Acme/demo:test', 'false')) },
    {
      name: 'a script that lower-cases',
      tree: treeOf('- run: docker build --push -t "ghcr.io/${GITHUB_REPOSITORY,,}:1.2.3" .'),
    },
    {
      name: 'a step that makes the name in lower case',
      tree: treeOf(
        `- run: echo "IMAGE=\${GITHUB_REPOSITORY,,}" >> "$GITHUB_ENV"\n${push('ghcr.io/${{ env.IMAGE }}:1.2.3')}`,
      ),
    },
  ],
  bad: [
    {
      name: 'capitals that are written out',
      tree: treeOf(push('ghcr.io/Acme/Tool:1.2.3')),
      reports: [
        {
          message: 'capitals',
          data: { tool: 'docker/build-push-action', image: 'ghcr.io/Acme/Tool', todo: 'Write ghcr.io/acme/tool' },
          at: `${FILE}:9:17-40`,
        },
      ],
    },
    {
      name: 'the repository as GitHub spells it, as far as the metadata tell',
      tree: treeOf(push('ghcr.io/${{ github.repository }}:1.2.3')),
      reports: [
        {
          message: 'likely',
          data: {
            tool: 'docker/build-push-action',
            image: 'ghcr.io/Acme/demo',
            todo: 'Take the tags from docker/metadata-action, which lower-cases them, or make the name in a step before: `echo "IMAGE=${GITHUB_REPOSITORY,,}" >> "$GITHUB_ENV"`',
          },
          at: `${FILE}:9:17-55`,
        },
      ],
    },
    {
      // CycloneDX/cyclonedx-python 4.3.1-alpha.1: its owner has capitals, and the images were never pushed.
      name: 'the repository as GitHub spells it, in a script',
      tree: treeOf('- run: docker push "ghcr.io/$GITHUB_REPOSITORY:1.2.3"'),
      reports: [
        {
          message: 'likely',
          data: {
            tool: 'docker push',
            image: 'ghcr.io/Acme/demo',
            todo: 'Lower-case it in the script: `${GITHUB_REPOSITORY,,}`',
          },
          at: `${FILE}:6:26-60`,
        },
      ],
    },
  ],
  skip: [{ name: 'no workflows', tree: PROJECT, reason: 'no workflows' }],
});

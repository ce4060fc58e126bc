/** Where the workflows of these fixtures stand. */
export const DOCKER = '.github/workflows/docker.yml';

/** Pushes of the default branch and of version tags, as Docker's documentation has it. */
export const BRANCH_AND_TAGS = "on:\n  push:\n    branches: [main]\n    tags: ['v*']\n";
export const TAGS_ONLY = "on:\n  push:\n    tags: ['v*']\n";

export type ImageJob = {
  /** Lines of the input `tags` of docker/metadata-action. */
  readonly tags: readonly string[];
  /** Lines of its input `flavor`. */
  readonly flavor?: readonly string[];
  readonly images?: string;
  readonly dockerfile?: string;
  readonly platforms?: string;
  readonly push?: string;
  /** Lines of the job before `steps`. */
  readonly job?: readonly string[];
};

/** A workflow whose jobs tag an image with docker/metadata-action, build it and push it. */
export function dockerWorkflow(on: string, jobs: { readonly [id: string]: ImageJob }): string {
  return `${on}jobs:\n${Object.entries(jobs).map(jobText).join('')}`;
}

function jobText([id, job]: readonly [string, ImageJob]): string {
  const { tags, flavor, images = 'ghcr.io/acme/demo', dockerfile = 'Dockerfile', push = 'true' } = job;
  const block = (name: string, lines: readonly string[]): readonly string[] => [
    `          ${name}: |`,
    ...lines.map((line) => `            ${line}`),
  ];
  return [
    `  ${id}:`,
    '    runs-on: ubuntu-latest',
    ...(job.job ?? []).map((line) => `    ${line}`),
    '    steps:',
    '      - uses: docker/metadata-action@v5',
    '        id: meta',
    '        with:',
    `          images: ${images}`,
    ...(flavor === undefined ? [] : block('flavor', flavor)),
    ...block('tags', tags),
    '      - uses: docker/build-push-action@v6',
    '        with:',
    '          context: .',
    `          file: ${dockerfile}`,
    ...(job.platforms === undefined ? [] : [`          platforms: ${job.platforms}`]),
    `          push: ${push}`,
    '          tags: ${{ steps.meta.outputs.tags }}',
    '',
  ].join('\n');
}

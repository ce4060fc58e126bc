import type { Place } from '../core/place.ts';
import { inFile } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { Project } from '../project/project.ts';
import type { ShellCommand } from '../project/shell.ts';
import type { Job, Variables } from '../project/workflow.ts';
import { UPLOAD_ENDPOINT } from '../core/addresses.ts';

/** Something that may publish, and that pyrel does not read. */
export type Unsure = { readonly reason: string; readonly place: Place };

/** Configurations of services beside GitHub Actions that run jobs, and of release tooling that publishes from elsewhere. */
const OTHER_CI: readonly RegExp[] = [
  /^\.gitlab-ci\.ya?ml$/,
  /^\.circleci\/config\.ya?ml$/,
  /^\.travis\.ya?ml$/,
  /^\.?azure-pipelines[^/]*\.ya?ml$|^\.(azure-pipelines|azuredevops|pipelines)\/.*\.ya?ml$/,
  /(^|\/)Jenkinsfile[^/]*$/,
  /^\.?appveyor\.ya?ml$/,
  /^\.cirrus\.(ya?ml|star)$/,
  /^\.drone\.(ya?ml|star|jsonnet)$/,
  /^\.woodpecker(\/.*)?\.ya?ml$/,
  /^\.buildkite\//,
  /^bitbucket-pipelines\.ya?ml$/,
  /^\.builds?(\/.*)?\.ya?ml$/,
  /^\.(gitea|forgejo)\/workflows\//,
  /^\.?zuul(\.d\/.*)?\.ya?ml$/,
  /^\.semaphore\//,
  /^\.tekton\//,
  /^\.teamcity\//,
  /^(cloudbuild|buildspec|codefresh|wercker|shippable)\.(ya?ml|json)$/,
  /^\.tea(\.ya?ml|\/)/,
];

/** Files of the tree that say that another service may publish. */
export function otherServices(project: Project, paths: ReadonlySet<string>): readonly Unsure[] {
  const found: Unsure[] = [];
  for (const path of paths) {
    if (OTHER_CI.some((pattern) => pattern.test(path)))
      found.push({ reason: `${path} may publish`, place: inFile(path) });
  }
  for (const { file, problem } of project.unreadable) {
    if (file.startsWith('.github/')) found.push({ reason: `${file} ${problem}`, place: inFile(file) });
  }
  return found;
}

// A `deployment` is what a cluster runs, and the folder that describes it.
const PUBLISHES = /publish|release|upload|deploy(?!ment)|pypi|twine/i;

/** Actions that release something else than a distribution, or only build. */
const ELSEWHERE =
  /artifact|pages|gh-release|github-release|release-(drafter|please|action|changelog|notes|downloader)|(create|upload|get-latest)-release|upload-to-gh-release|python-semantic-release\/publish-action|^docker\/|dockerhub|^github\/codeql|sarif|npm|yarn|helm|chocolatey|homebrew|crates|semantic-pull|setup-|\/install-|codecov|coverage|netlify|vercel|surge|firebase|heroku|aws-|azure\/|google-github-actions/;

/** Whether an action may upload a distribution, by its name. */
export function mayPublish(slug: string): boolean {
  return PUBLISHES.test(slug) && !ELSEWHERE.test(slug);
}

/** Programs whose `release`, `upload` or `deploy` is not one to a package index. */
const HARMLESS = new Set(
  (
    'local declare readonly typeset source . echo printf cat ls grep egrep sed awk cut tr head tail test [ [[ true false exit return set export cd mkdir rm cp mv touch chmod tar unzip zip gzip wget git gh pip pip3 pytest ' +
    'apt apt-get brew choco npm yarn pnpm npx cargo docker podman helm aws gcloud gsutil az kubectl codecov coverage coveralls mkdocs mike sphinx-build ghp-import jq yq diff find which ' +
    'cmake ninja msbuild dotnet mvn gradle sleep wait date tee rsync scp anaconda conda mamba micromamba gem netlify vercel firebase heroku fly flyctl cz bump-my-version towncrier ' +
    'shellcheck shfmt actionlint zizmor yamllint hadolint ruff black isort flake8 pylint mypy pyright bandit codespell'
  ).split(' '),
);

/** What a command does instead of uploading, whatever else it names. */
const NO_UPLOAD = /^(install|check|add|sync|venv|login|validate|dry-run|register)$/;

/** Whether a command that pyrel does not know may upload a distribution: `python scripts/release.py`, `tox -e publish`. */
export function commandMayPublish({ words }: ShellCommand): boolean {
  const [first, ...rest] = words.map(({ text }) => text);
  const program = first?.split('/').at(-1) ?? '';
  if (first === undefined || HARMLESS.has(program)) return false;
  const code = rest[rest.indexOf('-c') + 1];
  if (/^(python|pypy|node)/.test(program) && rest.includes('-c')) return scriptMayPublish(code ?? '');
  const plain = rest.filter((text) => !text.startsWith('-'));
  // `uv run twine check`, `uv tool install twine`, `python -m venv publish`.
  if (plain.slice(0, 4).some((text) => NO_UPLOAD.test(text))) return false;
  const said = [first, ...plain.slice(0, 2)];
  return said.some(
    (text) =>
      (text.includes('://') ? UPLOAD_ENDPOINT : PUBLISHES).test(text) && !/\.(ya?ml|md|txt|json|toml|lock)$/.test(text),
  );
}

/** Whether the text of a script that is no shell script may upload: it speaks to the index, or names a tool that does. */
export function scriptMayPublish(text: string): boolean {
  return UPLOAD_ENDPOINT.test(text) || /twine|(uv|hatch|flit|pdm|poetry|maturin)\W+(publish|upload)/.test(text);
}

/** A secret by whose name a job is to publish. */
export function publishingSecret(job: Job): Unsure | null {
  const blocks: readonly Variables[] = [
    job.env,
    job.with,
    job.secrets === 'inherit' ? [] : job.secrets,
    ...job.steps.flatMap((step) => [step.env, step.with]),
  ];
  for (const block of blocks) {
    for (const { value } of isUnknown(block) ? [] : block) {
      const name = /\bsecrets\.(\w*(?:PYPI|TWINE)\w*)/i.exec(value.value)?.[1];
      if (name !== undefined) return { reason: `job ${job.id} is handed the secret ${name}`, place: value.place };
    }
  }
  return null;
}

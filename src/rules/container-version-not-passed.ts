import { isWhole } from '../core/partial.ts';
import type { Place } from '../core/place.ts';
import { known } from '../core/unknown.ts';
import type { ImageBuild } from '../plan/images.ts';
import type { BuildStage, DockerIgnore, Dockerfile, DockerInstruction, ImageInstall } from '../project/dockerfile.ts';
import type { Project } from '../project/project.ts';
import { defineRule, firstOfEach } from './rule.ts';
import type { LintRule } from './rule.ts';
import { normalName } from '../version/distribution-name.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'container-version-not-passed',
    summary: 'The build of an image is not told which version it builds',
    why: 'The image of a release says another version than its tag, holds the main branch, or is not built at all.',
    since: '0.1.0',
    mode: 'always',
    needs: ['workflows', 'pyproject', 'versions', 'dockerfiles'],
  },
  messages: {
    noGit: {
      what: '{file} builds {name}, of which {provider} takes the version from git, without `.git`: {reason}',
      todo: 'Write `ARG VERSION` and `ENV {variable}=$VERSION` in {file}, and pass `VERSION` in the `build-args` of job {job}.',
      severity: 'warning',
    },
    changed: {
      what: '{file} builds {name} with `.git`, but not with all that git tracks ({reason}), so {provider} makes a development version of it',
      todo: 'Write `ARG VERSION` and `ENV {variable}=$VERSION` in {file}, and pass `VERSION` in the `build-args` of job {job}.',
      severity: 'warning',
    },
    branch: {
      what: '{file} installs {name} from `{ref}` of its repository, whichever release job {job} builds it for',
      todo: 'Install what the repository holds (`COPY . /src`, `RUN pip install /src`), or pass the tag in the `build-args` of job {job}.',
      severity: 'warning',
    },
    unset: {
      what: '`ARG {argument}` of {file} is {use}, and job {job} does not pass it, so it is {value}',
      todo: 'Pass `{argument}` with the version in the `build-args` of job {job}.',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const name = known(project.name)?.value ?? null;
    if (name === null) return skip('no name to look for');
    const isNew = firstOfEach();
    for (const build of plan.images.builds.filter(isOfRelease)) {
      const { file, stages } = build;
      if (file === null || build.step.inputs === null) continue;
      const image: Image = { file, build, name, stages };
      const related = [{ at: build.place, note: 'the image is built here' }];
      const data = { file: file.file, name, job: build.job.job.id };
      const lack = lackOf(image, project);
      if (lack !== null && isNew(lack.at)) report(lack.kind, { at: lack.at, related, data: { ...data, ...lack.data } });
      for (const { at, ref } of branches(image))
        if (isNew(at)) report('branch', { at, related, data: { ...data, ref } });
      for (const { at, ...unset } of unsetArguments(image))
        if (isNew(at)) report('unset', { at, related, data: { ...data, ...unset } });
    }
  },
});

type Image = {
  readonly file: Dockerfile;
  readonly build: ImageBuild;
  readonly name: string;
  /** The stage that is built, last, and those that it is made of. */
  readonly stages: readonly BuildStage[];
};

function isOfRelease({ run, pushes }: ImageBuild): boolean {
  return run.event.role === 'release' && run.starts.is === 'yes' && pushes.is !== 'no';
}

type Lack = {
  readonly kind: 'noGit' | 'changed';
  readonly at: Place;
  readonly data: { readonly provider: string; readonly variable: string; readonly reason: string };
};

/** The variables that tell tools the version which would ask git, as their own documentation names them. */
const VARIABLES: readonly (readonly [RegExp, string])[] = [
  [/setuptools.scm|hatch: vcs|hatch-vcs|vcs-versioning/, 'SETUPTOOLS_SCM_PRETEND_VERSION'],
  [/poetry-dynamic-versioning/, 'POETRY_DYNAMIC_VERSIONING_BYPASS'],
  [/uv-dynamic-versioning/, 'UV_DYNAMIC_VERSIONING_BYPASS'],
  [/^pbr$/, 'PBR_VERSION'],
  [/^pdm: scm$/, 'PDM_BUILD_SCM_VERSION'],
];

const SHOWN: { readonly [provider: string]: string } = { 'hatch: vcs': 'hatch-vcs', 'pdm: scm': 'pdm-backend' };

/** What tells a tool its version, or changes what git says of the tree. */
const TOLD =
  /PRETEND_VERSION|VERSIONING_BYPASS|PBR_VERSION|SCM_VERSION|_VERSION_OVERRIDE|\bgit (?:-\S+ )*(?:init|clone|tag|fetch|checkout|restore|reset|stash|add|commit|update-index|worktree)\b|\b(?:hatch|uv|poetry|pdm) version\b|sed -i|version\.(?:py|txt)|VERSION\b.*>/;

/** What the build of the project lacks of git, from which its version comes. */
function lackOf(image: Image, project: Project): Lack | null {
  const { dynamic } = project.versions;
  const { build, file, stages } = image;
  const variable = VARIABLES.find(([tool]) => tool.test(dynamic?.provider ?? ''))?.[1];
  if (dynamic?.isFromTag !== true || variable === undefined || project.root !== '') return null;
  if (build.tool !== 'docker/build-push-action' || isTold(image)) return null;
  const stage = stages.find((one) => sourceBuild(one) !== -1);
  if (stage === undefined) return null;
  const at = sourceBuild(stage);
  const parents = stages.filter(
    (one) => one.name !== null && one.name.value.toLowerCase() === stage.image.value.toLowerCase(),
  );
  const before = [...parents.flatMap(({ instructions }) => instructions), ...stage.instructions.slice(0, at)];
  const run = stage.instructions[at];
  const sources = sourcesBefore(before, run);
  if (!sources.some((source) => source === '' || /^(?:pyproject\.toml|setup\.(?:py|cfg))$/.test(source))) return null;
  const lack = lackIn(sources, contextOf(build), file, project, dynamic.provider);
  const place = run?.kind === 'run' ? run.installs.find(({ kind }) => kind === 'source')?.place : undefined;
  if (lack === null || place === undefined) return null;
  const provider = SHOWN[dynamic.provider] ?? dynamic.provider.replace(/^hatch: /, '');
  return { kind: lack.kind, at: place, data: { provider, variable, reason: lack.reason } };
}

function isTold({ stages, build, file }: Image): boolean {
  const texts = stages.flatMap(({ instructions }) => instructions.map(wordsOf));
  const names = [...file.globals.map(({ name }) => name.value), ...build.buildArgs.map(({ name }) => name)];
  return [...texts, ...names].some((text) => TOLD.test(text));
}

function wordsOf(one: DockerInstruction): string {
  if (one.kind === 'run') return one.script.text;
  return one.kind === 'arg' || one.kind === 'env' ? one.name.value : '';
}

function sourceBuild({ instructions }: BuildStage): number {
  return instructions.findIndex((one) => one.kind === 'run' && one.installs.some(({ kind }) => kind === 'source'));
}

/** What of the context the build sees, relative to it; `''` for all of it. */
function sourcesBefore(before: readonly DockerInstruction[], run: DockerInstruction | undefined): readonly string[] {
  const copied = before.flatMap((one) =>
    (one.kind === 'copy' || one.kind === 'add') && one.from === null ? one.sources.map(({ value }) => value) : [],
  );
  const mounts = run?.kind === 'run' ? run.mounts : [];
  const mounted = mounts.filter(({ type, from }) => type === 'bind' && from === null).map(({ source }) => source);
  return [...copied, ...mounted].map((source) => source.replace(/^(?:\.?\/)+|\/+$|^\.$/g, ''));
}

/** `path`: the top of the checkout. `git`: BuildKit fetches the repository itself, and leaves `.git` out unless it is told. */
function contextOf({ context, buildArgs }: ImageBuild): 'path' | 'git' | null {
  const keeps = buildArgs.some(({ name }) => name === 'BUILDKIT_CONTEXT_KEEP_GIT_DIR' || !isWhole(name));
  if (context === null || /^\{\{\s*defaultContext\s*\}\}$/.test(context)) return keeps ? null : 'git';
  return /^\.?\/?$/.test(context) ? 'path' : null;
}

function lackIn(
  sources: readonly string[],
  context: 'path' | 'git' | null,
  file: Dockerfile,
  project: Project,
  provider: string,
): (Pick<Lack, 'kind'> & { readonly reason: string }) | null {
  if (context === null) return null;
  if (context === 'git')
    return { kind: 'noGit', reason: '`context` is not set, and what BuildKit fetches then has none' };
  const ignore =
    file.ignores.find(({ folder }) => folder === null) ?? file.ignores.find(({ folder }) => folder === '') ?? null;
  const hasAll = sources.includes('');
  if (!hasAll && !sources.includes('.git')) return { kind: 'noGit', reason: 'it is not copied' };
  if (ignore?.hidesGit) return { kind: 'noGit', reason: `\`${ignore.hidesGit.value}\` in ${ignore.file} keeps it out` };
  const missing = hasAll ? hiddenBy(ignore) : notCopied(sources, project);
  // Other tools take the tag's version for a changed tree, too.
  const isGuessed = /setuptools.scm|hatch: vcs|hatch-vcs/.test(provider) && !setsScheme(project);
  return missing === null || !isGuessed ? null : { kind: 'changed', reason: missing };
}

function hiddenBy(ignore: DockerIgnore | null): string | null {
  const hidden = ignore?.hidesTracked ?? null;
  return hidden === null ? null : `\`${hidden.pattern.value}\` in ${ignore?.file} keeps ${hidden.path} out`;
}

function notCopied(sources: readonly string[], { allPaths }: Project): string | null {
  if (sources.some((source) => /[*?[$]/.test(source))) return null;
  for (const path of allPaths)
    if (!sources.some((source) => path === source || path.startsWith(`${source}/`))) return `${path} is not copied`;
  return null;
}

/** Schemes of setuptools-scm for which a changed tree is no release; one of the project's own may not mind. */
const MINDING = /^(?:guess-next-dev|no-guess-dev|post-release|python-simplified-semver|release-branch-semver)$/;

function setsScheme({ sources }: Project): boolean {
  const texts = ['pyproject.toml', 'setup.py', 'setup.cfg'].map((file) => sources.get(file)?.text ?? '');
  return texts.some((text) => {
    const schemes = [...text.matchAll(/version_scheme['"]?\s{0,9}[=:]\s{0,9}['"]?([\w.:-]{0,100})/g)];
    return /describe_command/.test(text) || schemes.some(([, scheme = '']) => !MINDING.test(scheme));
  });
}

const BRANCH = /^(?:master|main|develop|devel|dev|trunk|HEAD)$/;

/** What comes from a branch of the project's own repository. */
function branches(image: Image): readonly { readonly at: Place; readonly ref: string }[] {
  return ownUrls(image).flatMap((install) => {
    const ref = refOf(install.constraint);
    const variable = variableIn(ref ?? '');
    if (ref === null) return [];
    if (variable === null) return BRANCH.test(ref) ? [{ at: install.place, ref }] : [];
    const argument = argumentOf(variable, image);
    const value = argument?.default?.value ?? '';
    return !BRANCH.test(value) || isPassed(variable, image)
      ? []
      : [{ at: argument?.default?.place ?? install.place, ref: value }];
  });
}

function ownUrls({ stages, name }: Image): readonly ImageInstall[] {
  const installs = stages.flatMap(({ instructions }) =>
    instructions.flatMap((one) => (one.kind === 'run' ? one.installs : [])),
  );
  return installs.filter(({ kind, constraint, name: written }) => {
    if (kind !== 'url') return false;
    const segments = constraint.split(/[/@#]|\.git\b/, 12).slice(3);
    return written === null
      ? segments.some((part) => normalName(part) === normalName(name))
      : normalName(written) === normalName(name);
  });
}

/** `…/archive/REF.tar.gz`, `git+…@REF`. */
function refOf(url: string): string | null {
  return (
    /\/(?:archive|tarball|zipball)\/(?:refs\/heads\/)?([^/]{1,100}?)(?:\.tar\.gz|\.tgz|\.zip)?$/.exec(url)?.[1] ??
    /^git\+[^@]{1,300}@([^@#]{1,100})(?:#.*)?$/.exec(url)?.[1] ??
    null
  );
}

function variableIn(text: string): string | null {
  return /\$\{?([A-Za-z_]\w*)/.exec(text)?.[1] ?? null;
}

function argumentOf(
  name: string,
  { stages, file }: Image,
): Extract<DockerInstruction, { kind: 'arg' }> | Dockerfile['globals'][number] | null {
  const all = stages.flatMap(({ instructions }) => instructions.flatMap((one) => (one.kind === 'arg' ? [one] : [])));
  const own = all.filter((one) => one.name.value === name);
  return (
    own.find((one) => one.default !== null) ?? file.globals.find((one) => one.name.value === name) ?? own[0] ?? null
  );
}

function isPassed(name: string, { build }: Image): boolean {
  return build.buildArgs.some((one) => one.name === name || !isWhole(one.name));
}

/** Values that stand for a version which is to be handed over. */
const PLACEHOLDER = /^(?:|0\.0\.0(?:[.+-]?dev\d*)?|dev|unknown|latest|local|development|none|unset)$/i;

/** Arguments that say the version, which nobody gives. */
function unsetArguments(image: Image): readonly { at: Place; argument: string; use: string; value: string }[] {
  return versionUses(image).flatMap(({ text, use }) => {
    const argument = variableIn(text);
    const declared = argument === null ? null : argumentOf(argument, image);
    if (argument === null || declared === null || isPassed(argument, image)) return [];
    const value = declared.default?.value ?? '';
    if (!PLACEHOLDER.test(value)) return [];
    return [{ at: declared.name.place, argument, use, value: value === '' ? 'empty' : `\`${value}\`` }];
  });
}

function versionUses(image: Image): readonly { readonly text: string; readonly use: string }[] {
  const { stages, name, build } = image;
  const isLabelled = build.labels !== null && (build.labels.includes('image.version') || !isWhole(build.labels));
  return stages.flatMap(({ instructions }) =>
    instructions.flatMap((one) => {
      if (one.kind === 'env' && /PRETEND_VERSION|VERSIONING_BYPASS|PBR_VERSION|SCM_VERSION/.test(one.name.value))
        return [{ text: one.value.value, use: `what \`${one.name.value}\` holds` }];
      if (one.kind === 'label' && /(?:^|\.)version$/.test(one.name.value))
        return isLabelled ? [] : [{ text: one.value.value, use: `what the label \`${one.name.value}\` says` }];
      if (one.kind !== 'run') return [];
      return one.installs
        .filter(({ kind, name: own }) => kind === 'requirement' && own !== null && normalName(own) === normalName(name))
        .map(({ constraint, written }) => ({ text: constraint, use: `the version in \`${written}\`` }));
    }),
  );
}

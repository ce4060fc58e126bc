/** A kind of file that mirrors the version. */
export type CopyKind =
  | 'citation'
  | 'codemeta'
  | 'zenodo'
  | 'server'
  | 'package'
  | 'chart'
  | 'compose'
  | 'dockerfile'
  | 'conda'
  | 'snapcraft'
  | 'sonar'
  | 'meson'
  | 'sphinx';

export type Candidate = { readonly kind: CopyKind; readonly file: string };

/** Kinds by the file's name. `within`: the folders, relative to the project's, that it is looked for in. */
const KINDS: readonly { readonly kind: CopyKind; readonly name: RegExp; readonly within: RegExp }[] = [
  { kind: 'citation', name: /^CITATION\.cff$/, within: /^$/ },
  { kind: 'codemeta', name: /^codemeta\.json$/, within: /^$/ },
  { kind: 'zenodo', name: /^\.zenodo\.json$/, within: /^$/ },
  { kind: 'server', name: /^server\.json$/, within: /^$/ },
  { kind: 'package', name: /^package\.json$/, within: /^$/ },
  { kind: 'sonar', name: /^sonar-project\.properties$/, within: /^$/ },
  { kind: 'meson', name: /^meson\.build$/, within: /^$/ },
  { kind: 'snapcraft', name: /^snapcraft\.yaml$/, within: /^(?:snap)?$/ },
  { kind: 'dockerfile', name: /^(?:Dockerfile|Containerfile)$/, within: /^(?:docker)?$/ },
  { kind: 'compose', name: /^(?:docker-)?compose\.ya?ml$/, within: /^(?:docker)?$/ },
  { kind: 'conda', name: /^(?:meta|recipe)\.yaml$/, within: /^(?:[\w.-]+\/)?(?:[\w.-]*conda[\w.-]*|recipes?)$/i },
  { kind: 'sphinx', name: /^conf\.py$/, within: /^(?:docs?|documentation|sphinx)(?:\/[\w.-]+){0,2}$/i },
  { kind: 'chart', name: /^Chart\.yaml$/, within: /^(?:[\w.-]+\/){0,5}[\w.-]+$|^$/ },
];

const BY_NAME =
  /^(?:CITATION\.cff|codemeta\.json|\.zenodo\.json|server\.json|package\.json|sonar-project\.properties|meson\.build|snapcraft\.yaml|Dockerfile|Containerfile|(?:docker-)?compose\.ya?ml|(?:meta|recipe)\.yaml|conf\.py|Chart\.yaml)$/;

/** Folders of samples, test data and other people's files. */
const ASIDE =
  /(?:^|\/)(?:tests?|testing|testdata|test[-_][\w-]+|fixtures?|examples?|samples?|templates?|vendor|vendored|third[-_]party|external|node_modules|_[\w-]+)(?:\/|$)/i;

/** More files of one kind than a project has; a repository of charts or of docs keeps them for others. */
const MOST_ALIKE = 4;

/** The files of the project that may mirror its version. */
export function copyCandidates(paths: ReadonlySet<string>, root: string): readonly Candidate[] {
  const found: Candidate[] = [];
  const counts = new Map<CopyKind, number>();
  const start = root === '' ? 0 : root.length + 1;
  for (const path of paths) {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    if (!BY_NAME.test(name)) continue;
    const folder = path.slice(start, Math.max(start, slash));
    if (ASIDE.test(folder)) continue;
    const kind = KINDS.find((one) => one.name.test(name) && one.within.test(folder))?.kind;
    if (kind === undefined) continue;
    found.push({ kind, file: path });
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return found.filter(({ kind }) => (counts.get(kind) ?? 0) <= MOST_ALIKE);
}

import { HOME } from '../../src/core/addresses.ts';

// The shape of src/core/plan-report.ts, for readers of `pyrel plan -f json`. Every object is closed: a property that is
// added there and not here fails the test of the format.

type Schema = { readonly [keyword: string]: unknown };

const text: Schema = { type: 'string' };
const name: Schema = { type: 'string', minLength: 1 };
const flag: Schema = { type: 'boolean' };

function ref(definition: string): Schema {
  return { $ref: `#/$defs/${definition}` };
}

function listOf(items: Schema, description?: string): Schema {
  return { ...(description === undefined ? {} : { description }), type: 'array', items };
}

function maybe(schema: Schema, description?: string): Schema {
  return { ...(description === undefined ? {} : { description }), anyOf: [schema, { type: 'null' }] };
}

function oneOf(...values: readonly string[]): Schema {
  return { enum: values };
}

/** An object with all of these properties and no others. */
function closed(properties: { readonly [property: string]: Schema }, description?: string): Schema {
  return {
    ...(description === undefined ? {} : { description }),
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
  };
}

function told(schema: Schema, description: string): Schema {
  return { description, ...schema };
}

const at: Schema = maybe(ref('place'), 'The line that makes it so; null where none does.');
const role: Schema = oneOf('release', 'branch', 'manual');
const fact: Schema = { anyOf: [ref('value'), ref('unknown'), { type: 'null' }] };

const places: { readonly [definition: string]: Schema } = {
  place: closed(
    {
      file: told(name, 'Relative to the git top level, with `/`.'),
      region: closed({
        startLine: { type: 'integer', minimum: 1 },
        startColumn: { type: 'integer', minimum: 1 },
        endLine: { type: 'integer', minimum: 1 },
        endColumn: { type: 'integer', minimum: 1 },
      }),
    },
    'Lines and columns are 1-based, columns in UTF-16 units, ends exclusive.',
  ),
  text: closed(
    {
      text: told(text, 'With `{…}` for each part that only the run will tell.'),
      dependsOn: listOf(name, 'What it depends on that is not known; empty where all of it is known.'),
    },
    'Text of a workflow, its expressions evaluated.',
  ),
  unknown: closed({ unknown: told(name, 'Why it cannot be told.') }, 'What cannot be told from the tree.'),
  value: closed({ value: text, at }),
  answer: closed(
    { is: oneOf('yes', 'no', 'unknown'), reason: told(text, 'For people; not to be parsed.'), at },
    'Whether something happens. `unknown` is never to be read as one of the others.',
  ),
};

const runs: { readonly [definition: string]: Schema } = {
  event: closed({
    id: told(name, 'Tells the event from others of the plan: `push-tag`, `release-published`, `push-branch`.'),
    name: told(name, 'As under `on`.'),
    action: maybe(name, 'The activity type.'),
    role: told(
      role,
      '`release`: a part of releasing. `branch`: the push of a commit to the default branch. `manual`: a start by hand.',
    ),
    shown: told(name, 'Completes "when …".'),
  }),
  run: closed({
    workflow: told(name, 'Path of the workflow.'),
    name: maybe(text),
    event: ref('event'),
    starts: ref('answer'),
    jobs: listOf(ref('job'), 'With those of the workflows that it calls; empty where it does not start.'),
  }),
  job: closed({
    workflow: told(name, 'Path of the workflow that the job stands in.'),
    id: name,
    callers: listOf(name, 'Ids of the jobs that call its workflow, outermost first.'),
    name: ref('text'),
    runsOn: listOf(ref('text')),
    environment: maybe(ref('text')),
    remote: maybe(name, '`uses:` of a workflow that cannot be followed.'),
    runs: told(ref('answer'), 'Given that its workflow starts. Of a matrix: of the leg that is likeliest to run.'),
    legs: maybe(
      listOf(
        closed({
          shown: told(text, 'The values of the leg, for people.'),
          isKnown: told(flag, 'False for the one that stands for legs which are not known.'),
          runs: ref('answer'),
        }),
      ),
      'Null without a matrix.',
    ),
    at,
  }),
  jobName: closed({
    workflow: name,
    id: name,
    callers: listOf(name),
    leg: maybe(text, 'Null without a matrix.'),
    event: told(name, 'Id of the event.'),
  }),
  idle: closed({ workflow: name, name: maybe(text), reason: name, at }),
};

const publishing: { readonly [definition: string]: Schema } = {
  upload: closed({
    tool: told(name, 'As a maintainer names it: `twine upload`.'),
    index: closed({ kind: oneOf('pypi', 'testpypi', 'other', 'unknown'), named: maybe(text, 'As it is written.') }),
    runs: ref('answer'),
    role: maybe(role, 'What reaches it: the release if that does; null where nothing does.'),
    events: listOf(name, 'Ids of the events that reach it.'),
    workflow: told(name, 'Path of the workflow that the job stands in.'),
    job: name,
    callers: listOf(name),
    at,
    auth: closed({
      kind: told(
        oneOf('trusted', 'token', 'unknown'),
        "`trusted`: by the workflow's identity. `token`: by something that outlives the run.",
      ),
      isSure: told(flag, 'Of `trusted`: false where the tool may turn out to have other credentials.'),
      name: maybe(name, 'Of `token`: the input, variable or flag that holds it. Never the token.'),
      at,
    }),
    publisher: maybe(
      closed({
        repository: { anyOf: [closed({ owner: name, name }), ref('unknown')] },
        workflow: told(name, 'File name, without its folder.'),
        environment: told(fact, 'Null: the job names none, so the field stays empty.'),
      }),
      "The values of the index's form for a trusted publisher; null where the upload signs in otherwise.",
    ),
    folder: maybe(ref('text')),
    files: listOf(ref('file')),
    open: maybe(name, 'Why more, or something else, may be uploaded; null where `files` is all.'),
  }),
  file: closed({
    path: told(ref('text'), 'Below the folder; `*` where a part of the name is not known.'),
    kind: oneOf('sdist', 'wheel', 'other'),
    platform: maybe(ref('text')),
    madeBy: text,
    at,
  }),
};

const products: { readonly [definition: string]: Schema } = {
  imageTag: closed({
    image: told(ref('text'), '`ghcr.io/owner/name`.'),
    tag: ref('text'),
    pushed: ref('answer'),
    collides: told(oneOf('yes', 'no', 'unknown'), 'Whether several jobs push it, of which the last one wins.'),
    platforms: listOf(ref('text'), "Of all makers; empty where none is said, which is the runner's own."),
    makers: listOf(
      closed({
        job: ref('jobName'),
        tool: name,
        type: maybe(name, 'Of docker/metadata-action: `semver`, `raw`; null for a name that is written out.'),
        pushed: ref('answer'),
        platforms: listOf(ref('text')),
        dockerfile: maybe(ref('text')),
        at: maybe(ref('place'), 'The line that makes the name.'),
        step: told(closed({ at }), 'The step that pushes it.'),
      }),
    ),
  }),
  releaseStep: closed({
    tool: name,
    does: oneOf('create-release', 'edit-release', 'upload-assets', 'create-tag'),
    role,
    job: ref('jobName'),
    runs: ref('answer'),
    token: told(
      oneOf('github-token', 'other', 'unknown'),
      'Whose token it uses: what `github-token` does starts no workflow.',
    ),
    tag: maybe(ref('text')),
    draft: ref('answer'),
    prerelease: ref('answer'),
    latest: maybe(ref('answer'), 'Null where it is left to GitHub.'),
    at,
  }),
  asset: closed({
    pattern: ref('text'),
    when: told(oneOf('before', 'after', 'unknown'), 'Whether the release is public when the files are attached.'),
    tool: name,
    job: ref('jobName'),
    runs: ref('answer'),
    at,
  }),
  target: closed({
    path: told(name, 'Folder below the git top level; `.` for the top level itself.'),
    name: maybe(text),
    surface: maybe(ref('surface'), 'Null where there is no Python project.'),
  }),
  surface: closed(
    {
      name: told(fact, 'Distribution name.'),
      imports: { anyOf: [listOf(ref('value')), ref('unknown')] },
      scripts: listOf(closed({ name: text, target: text, at })),
      requiresPython: fact,
      extras: listOf(text),
    },
    'What somebody has who installs the release.',
  ),
};

const release: Schema = closed({
  version: name,
  tag: closed({
    name,
    from: told(
      oneOf('given', 'convention', 'filter', 'usual'),
      "Why the tag is written so: as given, as the project's tags are, as its workflows listen for, or with a `v`.",
    ),
    evidence: maybe(text, 'What shows the convention; for people.'),
    isPrerelease: maybe(flag, 'Null where the version is none of PEP 440.'),
    isForeign: told(flag, 'The tag names another component of the repository than the targets.'),
  }),
  targets: listOf(ref('target')),
  runs: listOf(ref('run'), 'One for each workflow and event that it listens for.'),
  idle: listOf(ref('idle'), 'Workflows that listen for none of these events.'),
  uploads: listOf(
    ref('upload'),
    'Every way to publish a distribution, those that the release does not reach included.',
  ),
  images: closed({
    tags: listOf(ref('imageTag'), 'Pushed by the release.'),
    branchTags: listOf(ref('imageTag'), 'Pushed only when a commit is pushed to the default branch.'),
  }),
  githubRelease: closed({
    creator: maybe(ref('releaseStep'), 'Null where a person makes the release, for all that the tree tells.'),
    steps: listOf(ref('releaseStep')),
    assets: listOf(ref('asset')),
  }),
  unknown: listOf(
    closed({
      about: oneOf('workflows', 'publishing', 'files', 'images', 'release', 'surface'),
      reason: name,
      at,
    }),
    'What could not be followed, beside what says so itself.',
  ),
});

/** `schemas/plan.schema.json`. */
export function planSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${HOME}/blob/main/schemas/plan.schema.json`,
    title: 'pyrel plan',
    description:
      'What `pyrel plan -f json` prints: what releasing a version will do, by the tree alone. Null means that the thing is known to be absent.',
    ...closed({
      schemaVersion: {
        description:
          'Version of this shape. It changes only when a reader of the old shape would go wrong; new optional properties leave it alone.',
        const: 1,
      },
      tool: closed({ name: { const: 'pyrel' }, version: name }),
      command: { const: 'plan' },
      repository: maybe(
        closed({ slug: name, from: oneOf('given', 'environment', 'remote', 'metadata'), at }),
        '`OWNER/NAME` on GitHub; null where nothing says it.',
      ),
      commit: maybe({ type: 'string', pattern: '^[0-9a-f]{40,64}$' }, 'The commit that is looked at.'),
      releases: listOf(ref('release'), 'One for each tag.'),
    }),
    $defs: { release, ...places, ...runs, ...publishing, ...products },
  };
}

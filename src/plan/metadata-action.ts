import { Emitter } from './metadata-emit.ts';
import type { Emission } from './metadata-emit.ts';
import type { Entry } from './metadata-entries.ts';
import { inInput, readEntries } from './metadata-entries.ts';
import type { Flavor } from './metadata-flavor.ts';
import { readFlavor } from './metadata-flavor.ts';
import { MetadataHoles } from './metadata-holes.ts';
import type { Image } from './metadata-images.ts';
import { readImages } from './metadata-images.ts';
import type { Source } from './metadata-run.ts';
import { Failure, MetadataRun } from './metadata-run.ts';
import { isFloating, readTags } from './metadata-tags.ts';
import type { TagEntry, Tags } from './metadata-tags.ts';
import type {
  Metadata,
  MetadataContext,
  MetadataInputs,
  MetadataName,
  MetadataProblem,
  MetadataTag,
} from './metadata-types.ts';
import type { Partial } from '../core/partial.ts';
import { hole, inKnownPieces, isWhole } from '../core/partial.ts';

/** Images times tags. */
const MOST_NAMES = 10_000;

/**
 * What a step of docker/metadata-action makes of its inputs: the tags, in its order, and what it fails on. Follows the
 * source at docker/metadata-action@dc80280 (2026-07-02, v6); `npm run conformance` compares.
 */
export function metadataOf(inputs: MetadataInputs, context: MetadataContext): Metadata {
  const holes = new MetadataHoles();
  const [images, tags, flavor] = [inputs.images, inputs.tags, inputs.flavor].map((text) =>
    readEntries(holes.numbered(text)),
  );
  const problems = [
    ...inInput('images', images?.problems ?? []),
    ...inInput('tags', tags?.problems ?? []),
    ...inInput('flavor', flavor?.problems ?? []),
  ];
  const lists = { images: images?.entries ?? [], tags: tags?.entries ?? [], flavor: flavor?.entries ?? [] };
  const made = metadataOfEntries(lists, { ...context, source: inputs.context ?? '' }, holes);
  return problems.length === 0 ? made : failed([...problems, ...made.problems], made);
}

/** Lists of entries, as `readEntries` gives them. Holes are by number. */
export type MetadataEntries = {
  readonly images: readonly Entry[];
  readonly tags: readonly Entry[];
  readonly flavor: readonly Entry[];
};

export function metadataOfEntries(
  lists: MetadataEntries,
  context: MetadataContext & { readonly source: Partial },
  holes: MetadataHoles,
): Metadata {
  const { images, problems: ofImages } = readImages(lists.images);
  const tags = readTags(lists.tags);
  const { flavor, problems: ofFlavor } = readFlavor(lists.flavor);
  const { source, problems: ofContext } = readSource(context.source);
  const run = new MetadataRun(context, source, holes);
  const emitter = new Emitter(run, flavor);
  const { drafts, problems: ofTags } = draftsOf(tags, emitter, flavor, holes);
  const problems = [
    ...ofContext,
    ...inInput('images', ofImages),
    ...inInput('tags', [...tags.problems, ...ofTags]),
    ...inInput('flavor', ofFlavor),
  ].map((problem) => shownProblem(problem, holes));
  const result = { ...resultOf(drafts, flavor, images, holes), warnings: emitter.warnings, ignored: tags.ignored };
  return problems.length === 0 ? { ...result, problems } : failed(problems, result);
}

/** Where the action fails, it makes nothing. */
function failed(problems: readonly MetadataProblem[], result: Omit<Metadata, 'problems'>): Metadata {
  return {
    ...result,
    images: [],
    uncertainImages: [],
    tags: [],
    fullNames: [],
    version: null,
    latest: false,
    problems,
  };
}

function shownProblem(problem: MetadataProblem, holes: MetadataHoles): MetadataProblem {
  const { message, got } = problem;
  return { ...problem, message: holes.shown(message), got: got === null ? null : holes.shown(got) };
}

function readSource(text: Partial): { readonly source: Source; readonly problems: readonly MetadataProblem[] } {
  const written = text.trim();
  if (!isWhole(written)) return { source: 'unknown', problems: [] };
  if (written === '' || written === 'workflow') return { source: 'workflow', problems: [] };
  if (written === 'git') return { source: 'git', problems: [] };
  const message = `Invalid context source: ${written}`;
  const expected = ['workflow', 'git'];
  const problem = { line: null, code: 'invalid-value', message, attribute: null, got: written, expected } as const;
  return { source: 'unknown', problems: [{ input: 'context', ...problem }] };
}

/** A tag before it is known which one is the first. */
type Draft = MetadataTag & {
  readonly latest: Emission['latest'];
  /** Whether it is open where it stands in the order. */
  readonly isFloating: boolean;
};

function draftsOf(
  { tags, open }: Tags,
  emitter: Emitter,
  flavor: Flavor,
  holes: MetadataHoles,
): { readonly drafts: readonly Draft[]; readonly problems: readonly Omit<MetadataProblem, 'input'>[] } {
  const drafts: Draft[] = [];
  const problems: Omit<MetadataProblem, 'input'>[] = [];
  for (const tag of tags) {
    try {
      const draft = draftOf(tag, emitter, holes);
      if (draft !== null) drafts.push(draft);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { code, message, attribute, got, expected } = error;
      problems.push({ line: tag.line, code, message, attribute, got, expected });
    }
  }
  for (const { text, line } of open) {
    const latest = flavor.latest === 'true' || flavor.latest === 'false' ? flavor.latest === 'true' : 'unknown';
    drafts.push({ tag: holes.from(text), type: 'unknown', line, certain: false, latest, isFloating: true });
  }
  return { drafts, problems };
}

function draftOf(tag: TagEntry, emitter: Emitter, holes: MetadataHoles): Draft | null {
  const enabled = emitter.isEnabled(tag);
  if (enabled === false) return null;
  const known = emitter.warnings.length;
  const made = { type: tag.type, line: tag.line, isFloating: isFloating(tag) };
  try {
    const emission = emitter.emit(tag);
    if (emission === null || emission.text === '') return null;
    const { latest, certain } = emission;
    return { ...made, tag: sanitised(emission.text), latest, certain: certain && enabled === true };
  } catch (error) {
    // It fails only if it is enabled.
    if (!(error instanceof Failure) || enabled === true) throw error;
    return { ...made, tag: holes.make(error.message), latest: 'unknown', certain: false };
  } finally {
    if (enabled === null) emitter.warnings.length = known;
  }
}

function sanitised(tag: Partial): Partial {
  return inKnownPieces(tag, (known) => known.replace(/[^a-zA-Z0-9._-]+/g, '-'));
}

type Result = Omit<Metadata, 'problems' | 'warnings' | 'ignored'>;

function resultOf(drafts: readonly Draft[], flavor: Flavor, images: readonly Image[], holes: MetadataHoles): Result {
  const isSure = drafts.some(({ certain }) => certain);
  const firsts = possibleFirsts(drafts);
  const latest = latestOf(firsts, isSure);
  const latestTag = holes.restored(latestTagOf(flavor, holes));
  const tags: MetadataTag[] = merged(drafts).map(({ tag, type, line, certain }) => ({
    tag: holes.restored(tag),
    type,
    line,
    certain,
  }));
  if (latest !== false) {
    const line = firsts.find((one) => one.latest !== false)?.line ?? null;
    tags.push({ tag: latestTag, type: 'latest', line, certain: latest === true });
  }
  const names = images
    .filter(({ enable }) => enable !== false)
    .map(({ name, enable, isOpen }) => ({
      image: holes.restored(inKnownPieces(name, (known) => known.toLowerCase())),
      certain: enable === true && !isOpen,
    }));
  return {
    images: names.map(({ image }) => image),
    uncertainImages: names.filter(({ certain }) => !certain).map(({ image }) => image),
    tags,
    fullNames: fullNamesOf(names, tags),
    version: versionOf(firsts, isSure, holes),
    latest,
    latestTag,
  };
}

/** Those that may be the first: up to the first that is certain, and those whose place in the order is open. */
function possibleFirsts(drafts: readonly Draft[]): readonly Draft[] {
  const placed = drafts.filter((draft) => !draft.isFloating);
  const certain = placed.findIndex((draft) => draft.certain);
  const before = certain === -1 ? placed : placed.slice(0, certain + 1);
  return [...before, ...drafts.filter((draft) => draft.isFloating)];
}

/** The first tag decides. */
function latestOf(firsts: readonly Draft[], isSure: boolean): boolean | 'unknown' {
  const [first] = firsts;
  if (first === undefined) return false;
  if (first.latest === 'unknown' || firsts.some(({ latest }) => latest !== first.latest)) return 'unknown';
  return first.latest && !isSure ? 'unknown' : first.latest;
}

function versionOf(firsts: readonly Draft[], isSure: boolean, holes: MetadataHoles): Partial | null {
  const [first] = firsts;
  if (first === undefined) return null;
  const isOne = isSure && firsts.every(({ tag }) => tag === first.tag);
  return holes.restored(isOne ? first.tag : holes.make('which tag is the first'));
}

/** Each tag once, where it stands first. */
function merged(drafts: readonly Draft[]): readonly Draft[] {
  const all = new Map<string, Draft>();
  for (const draft of drafts) {
    const known = all.get(draft.tag);
    all.set(draft.tag, known === undefined ? draft : { ...known, certain: known.certain || draft.certain });
  }
  return [...all.values()];
}

/** Templates in the flavour's prefix are not filled in here. */
function latestTagOf(flavor: Flavor, holes: MetadataHoles): Partial {
  const part = (text: Partial, isOn: boolean | null): Partial => {
    if (isOn === true || text === '') return text;
    return isOn === null ? holes.make('the flavor input') : '';
  };
  return sanitised(part(flavor.prefix, flavor.prefixLatest) + 'latest' + part(flavor.suffix, flavor.suffixLatest));
}

function fullNamesOf(
  images: readonly { readonly image: Partial; readonly certain: boolean }[],
  tags: readonly MetadataTag[],
): readonly MetadataName[] {
  if (images.length * tags.length > MOST_NAMES) {
    const [tag] = tags;
    return tag === undefined ? [] : [{ name: hole('a list that is too long'), image: null, tag, certain: false }];
  }
  if (images.length === 0) return tags.map((tag) => ({ name: tag.tag, image: null, tag, certain: tag.certain }));
  return images.flatMap(({ image, certain }) =>
    tags.map((tag) => ({
      name: image === '' ? tag.tag : `${image}:${tag.tag}`,
      image,
      tag,
      certain: certain && tag.certain,
    })),
  );
}

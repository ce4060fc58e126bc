import { isDeepStrictEqual } from 'node:util';
import type { Metadata, MetadataContext } from '../../src/plan/metadata-types.ts';
import { metadataOfEntries } from '../../src/plan/metadata-action.ts';
import type { Entry } from '../../src/plan/metadata-entries.ts';
import { readFlavor } from '../../src/plan/metadata-flavor.ts';
import { MetadataHoles } from '../../src/plan/metadata-holes.ts';
import { readImages } from '../../src/plan/metadata-images.ts';
import { readTag, readTags } from '../../src/plan/metadata-tags.ts';
import { isRawTemplate, parseTemplate } from '../../src/plan/metadata-template.ts';
import type { Case } from './cases.ts';
import { objectIn } from './context.ts';

/** What the tests expect, and what pyrel's simulator makes, where they differ. */
export type Difference = { readonly expected: unknown; readonly made: unknown };

type Json = { readonly [key: string]: unknown };

const THROWS = 'throws';

/** Asks the simulator one case of a file; null where it agrees. */
export function compare(file: string, one: Case, context: (envFile: string) => MetadataContext): Difference | null {
  const [expected, made] = file === 'meta' ? askMeta(one, context) : [expectation(one), askParser(file, one)];
  return isDeepStrictEqual(made, expected) ? null : { expected, made };
}

/** The tests of the parsers have the columns input, expected value, and whether it throws. */
function expectation({ columns }: Case): unknown {
  return columns['invalid'] === true ? THROWS : columns['expected'];
}

function askParser(file: string, { columns }: Case): unknown {
  const input = columns['l'] ?? columns['inputs'] ?? columns['s'];
  const entries = entriesOf(input);
  if (file === 'flavor') {
    const { flavor, problems } = readFlavor(entries);
    return problems.length > 0 ? THROWS : { ...flavor };
  }
  if (file === 'image') {
    const { images, problems } = readImages(entries);
    return problems.length > 0 ? THROWS : images.map(({ name, enable }) => ({ name, enable }));
  }
  if (typeof input === 'string') return shownTag(readTag({ text: input, line: 0 }));
  const { tags, problems } = readTags(entries);
  return problems.length > 0 ? THROWS : tags.map(shownTag);
}

function shownTag(tag: ReturnType<typeof readTag>): unknown {
  return 'attributes' in tag ? { type: tag.type, attrs: Object.fromEntries(tag.attributes) } : THROWS;
}

function entriesOf(input: unknown): readonly Entry[] {
  return Array.isArray(input) ? input.map((text, line) => ({ text: String(text), line })) : [];
}

/** What is expected of a case of meta.test.ts, and what is made, in the same shape. */
function askMeta(one: Case, context: (envFile: string) => MetadataContext): readonly [unknown, unknown] {
  const { columns } = one;
  if (typeof columns['pattern'] === 'string') {
    return [columns['expected'], isRawTemplate(parseTemplate(columns['pattern']))];
  }
  const inputs = columns['inputs'] as Json;
  const lists = {
    images: entriesOf(inputs['images']),
    tags: entriesOf(inputs['tags']),
    flavor: entriesOf(inputs['flavor']),
  };
  const made = metadataOfEntries(lists, { ...context(String(columns['envFile'])), source: '' }, new MetadataHoles());
  if (made.problems.length > 0) return ['no failure', made.problems];
  if ('exVersion' in columns) {
    return [
      { version: columns['exVersion'], tags: columns['exTags'] },
      { version: versionOf(made), tags: names(made) },
    ];
  }
  if ('exJSON' in columns) return askJson(columns['exJSON'] as Json, made);
  if ('expTags' in columns) return [columns['expTags'], names(made).join(String(inputs['sepTags']))];
  return askBake((columns['exBakeTags'] ?? columns['exBakeDefinition']) as Json, made);
}

function askJson(expected: Json, made: Metadata): readonly [unknown, unknown] {
  const labels = expected['labels'] as Json;
  return [
    {
      tags: expected['tags'],
      'tag-names': expected['tag-names'],
      version: labels['org.opencontainers.image.version'],
    },
    { tags: names(made), 'tag-names': made.tags.map(({ tag }) => tag), version: made.version ?? '' },
  ];
}

/** Bake files hold tags, version and names of images. */
function askBake(expected: Json, made: Metadata): readonly [unknown, unknown] {
  const [target] = Object.values(objectIn(expected, 'target') ?? {}) as readonly Json[];
  return [
    { tags: target?.['tags'], args: target?.['args'] },
    {
      tags: names(made),
      args: { DOCKER_META_IMAGES: made.images.join(','), DOCKER_META_VERSION: made.version ?? undefined },
    },
  ];
}

function names(made: Metadata): readonly string[] {
  return made.fullNames.map(({ name }) => name);
}

function versionOf({ version, tags, latest }: Metadata): unknown {
  const own = tags.filter(({ type }) => type !== 'latest').map(({ tag }) => tag);
  return { main: version ?? undefined, partial: own.slice(1), latest };
}

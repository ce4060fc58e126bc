import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Metadata, MetadataContext, MetadataInputs } from '../../src/plan/metadata-types.ts';
import { metadataOf } from '../../src/plan/metadata-action.ts';
import { hole, holesIn, isWhole, knownPieces } from '../../src/core/partial.ts';

const ref = fc.constantFrom(
  'refs/tags/v0.4.0',
  'refs/tags/v1.2.3-rc.1',
  'refs/tags/0.4.0a1',
  'refs/heads/main',
  'refs/heads/feat/x',
  'refs/pull/7/merge',
  '',
);

function contextFor(at: string): MetadataContext {
  return {
    eventName: 'push',
    ref: at,
    sha: '860c1904a1ce19322e91ac35af1ab07466440c37',
    baseRef: null,
    defaultBranch: 'main',
    pullRequest: null,
    now: new Date('2020-01-10T20:30:00Z'),
    commitDate: hole('the time of the commit'),
  };
}

const piece = fc.constantFrom(
  'type=semver,pattern={{version}}',
  'type=semver,pattern={{major}}.{{minor}}',
  'type=pep440,pattern={{raw}}',
  'type=match,pattern=v(.*),group=1',
  'type=ref,event=tag',
  'type=ref,event=branch',
  'type=sha',
  'type=edge',
  'type=raw,value=latest',
  ',enable=X',
  ',enable={{is_default_branch}}',
  ',priority=X',
  ',prefix=X',
  ',suffix=-X',
  ',value=X',
  'X',
  'type=raw,value=a-X',
  'type=sha,format=X',
  'type=X,pattern={{version}}',
  'type=ref,event=X',
  ',match=X',
  '{{branch}}',
  '{{#if tag}}X{{/if}}',
  '\n',
  '\n',
  '\n',
);
const tags = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(''));
const flavor = fc.constantFrom('', 'latest=X', 'suffix=-X', 'prefix=X,onlatest=X', 'latest=true', 'latest=false', 'X');
const images = fc.constantFrom('', 'a', 'a/X', 'a,enable=X', 'A,b', 'X');
/** What an unknown part may turn out to be. */
const value = fc.constantFrom(
  'true',
  'false',
  'v2.0.0',
  '2.0.0-rc.1',
  '',
  '950',
  'x',
  'short',
  'tag',
  'semver',
  'auto',
);

function withHole(text: string): string {
  return text.replaceAll('X', hole('inputs.x, "or" a=b'));
}

/** Whether a text with holes may turn out to be another. */
function mayBe(text: string, found: string): boolean {
  let at = 0;
  const pieces = knownPieces(text);
  for (const known of pieces) {
    const next = found.indexOf(known, at);
    if (next === -1) return false;
    at = next + known.length;
  }
  return isWhole(text) ? text === found : found.startsWith(pieces[0] ?? '') && found.endsWith(pieces.at(-1) ?? '');
}

/** What was said to be certain, and is not so. */
function broken(open: Metadata, made: Metadata): readonly unknown[] {
  // A value that makes the action fail makes nothing.
  if (made.problems.length > 0) return [];
  const ofTags = open.tags.filter(({ tag, certain }) => certain && !made.tags.some((one) => mayBe(tag, one.tag)));
  const names = open.fullNames.filter(
    ({ name, certain }) => certain && !made.fullNames.some((one) => mayBe(name, one.name)),
  );
  const latest = open.latest === 'unknown' || open.latest === made.latest ? [] : [open.latest];
  const isOpen = open.version !== null && !isWhole(open.version);
  const version = isOpen || open.version === made.version ? [] : [open.version];
  return [...open.problems, ...ofTags, ...names, ...latest, ...version];
}

test('what is certain with a hole holds for each value of it', () => {
  fc.assert(
    fc.property(ref, tags, flavor, images, value, (at, ofTags, ofFlavor, ofImages, found) => {
      // Priorities that are no numbers are equal to all, and so are out of any order.
      fc.pre(!ofTags.includes('priority=X') || !Number.isNaN(Number(found)));
      const inputs: MetadataInputs = { images: ofImages, tags: ofTags, flavor: ofFlavor };
      const known = { images: '', tags: '', flavor: '' };
      const open = { images: '', tags: '', flavor: '' };
      for (const name of ['images', 'tags', 'flavor'] as const) {
        known[name] = inputs[name].replaceAll('X', found);
        open[name] = withHole(inputs[name]);
      }
      expect(broken(metadataOf(open, contextFor(at)), metadataOf(known, contextFor(at)))).toEqual([]);
    }),
    { numRuns: 120 },
  );
});

test('any text is read without a throw, and all holes come back as they went in', () => {
  const noise = fc.oneof(
    piece,
    fc.string({ maxLength: 12 }),
    fc.constantFrom('{{', '}}', '"', ',', '=', '#', '\r\n', '\u{E010}', '\u{E011}', '{{date ', "'", '(', '+', '*'),
  );
  const text = fc.array(noise, { maxLength: 10 }).map((pieces) => withHole(pieces.join('')));
  fc.assert(
    fc.property(ref, text, text, text, (at, ofTags, ofFlavor, ofImages) => {
      const inputs = { images: ofImages, tags: ofTags, flavor: ofFlavor };
      const made = metadataOf(inputs, contextFor(at));
      // The same inputs give the same outputs, in the same order.
      expect(metadataOf(inputs, contextFor(at))).toEqual(made);
      const reasons = made.tags.flatMap(({ tag }) => holesIn(tag));
      expect(reasons.filter((reason) => /^\d+$/.test(reason))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

import { isUnknown, known } from '../core/unknown.ts';
import type { VersionPlace } from '../project/versions.ts';
import { equalPep440 } from '../version/pep440.ts';
import { defineRule, safetyOfWriting } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-mismatch',
    summary: 'Two places of the distribution state different versions',
    why: 'The index shows one version and the program reports another, so bug reports and `--version` lie.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'versions'],
  },
  messages: {
    differs: {
      what: '{place} says {found}, but {other} says {expected}',
      todo: 'Write {expected} in {place}, or change {other}.',
      severity: 'error',
      fix: 'unsafe',
    },
    leftover: {
      what: '{place} says {found}, but the version is taken from {other}, which says {expected}',
      todo: 'Remove {place}.',
      severity: 'warning',
    },
    computed: {
      what: '{place} says {found}, but {provider} takes the version from the tag, which says {expected}',
      todo: 'Write {expected} in {place}, or read it with `importlib.metadata.version()`.',
      severity: 'error',
      fix: 'safe',
    },
  },
  check({ project, plan, report, skip }) {
    const { places, declared, dynamic, unread } = project.versions;
    const sources = places.filter((place) => place.role === 'source');
    if (dynamic?.isFromTag === true) {
      if (sources.length > 0 && plan.release === null)
        return skip(`${dynamic.provider} takes the version from the tag`);
      const expected = plan.release?.version ?? '';
      for (const place of sources.filter(({ value }) => !agrees(value, expected))) {
        report('computed', {
          at: place.place,
          data: { place: place.file, found: place.value, provider: dynamic.provider, expected },
          related: [{ at: dynamic.place, note: 'computed here' }],
          fix: [{ kind: 'replace', at: place.place, was: place.value, text: expected }],
        });
      }
      return;
    }
    const stated = known(declared) ?? sources[0];
    if (stated === undefined) return skip('no version is stated in the tree');
    // One place that can be read, and another that cannot: nothing to compare it with, and no reason to call it right.
    if (sources.length < 2 && isUnknown(declared)) return skip(declared.unknown);
    if (sources.length < 2 && unread[0] !== undefined) return skip(unread[0].reason);
    const reference = referenceOf(stated, sources, plan.release?.version);
    for (const place of places) {
      if (place === reference || agrees(place.value, reference.value)) continue;
      const at = place.place;
      const { value: expected } = reference;
      if (place.role === 'leftover') {
        const data = { place: labelled(place), found: place.value, other: labelled(reference), expected };
        report('leftover', { at, data, related: [{ at: reference.place, note: 'taken from here' }] });
      } else if (place.role === 'source') {
        const [shown, other] =
          place.file === reference.file ? [labelled(place), labelled(reference)] : [place.file, reference.file];
        const data = { place: shown, found: place.value, other, expected };
        report('differs', {
          at,
          data,
          related: [{ at: reference.place, note: 'declared here' }],
          fix: [{ kind: 'replace', at, was: place.value, text: expected }],
          safety: safetyOfWriting(expected, plan),
        });
      }
    }
  },
});

/** The place that the others are held against: the one that already says what is to be released, else the declared one. */
function referenceOf(stated: VersionPlace, sources: readonly VersionPlace[], target: string | undefined): VersionPlace {
  const right = target === undefined ? undefined : [stated, ...sources].find(({ value }) => equalPep440(value, target));
  return right ?? stated;
}

/** Equal under PEP 440; texts that are no versions only agree when they are the same. */
function agrees(a: string, b: string): boolean {
  return a === b || equalPep440(a, b);
}

function labelled({ label, file }: VersionPlace): string {
  return `\`${label}\` in ${file}`;
}

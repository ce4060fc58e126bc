import type { Declared, Place } from '../core/place.ts';
import type { Project } from '../project/project.ts';
import type { ActionVersion, Release3 } from './action-versions.ts';
import { actionVersion, isBefore } from './action-versions.ts';
import type { PypaFeatures, PypaStep, Since } from './publishing.ts';
import { actionReference } from './upload-actions.ts';

/**
 * First releases, and days on which the branch `release/v1` surely had them: up to v1.8 the day after the tag's, by the
 * repository itself; from v1.10 on days by which issues and pull requests of others name the release.
 */
const FIRST: { readonly [feature in keyof PypaFeatures]: readonly [Release3, day: string] } = {
  // requirements/runtime.txt; before it, the image was built with the newest twine.
  pinsTwine: [[1, 5, 2], '2022-12-01'],
  kebabInputs: [[1, 7, 0], '2023-03-12'],
  identity: [[1, 8, 0], '2023-03-17'],
  // v1.10.1 is of 2024-09-03 (observingClouds/xbitinfo#294).
  attestationsInput: [[1, 10, 0], '2024-09-10'],
  // pypa/gh-action-pypi-publish#283 is of the day after.
  attestsByDefault: [[1, 11, 0], '2024-10-31'],
  // The image is named by the repository that runs, where the action is used by another (#299, actions/runner#2473); named
  // on 2024-11-08 by RS-PYTHON/rs-server#686.
  refusesComposite: [[1, 12, 0], '2024-11-09'],
  // #351: v1.12.0 and older stop at what setuptools 77 makes; v1.12.3 takes it (twine and pkginfo of December 2024).
  takesMetadata24: [[1, 12, 3], '2025-01-01'],
};

/** What is to be known of a step with PyPA's action. */
export function pypaStep(uses: Declared<string>, inputs: PypaStep['inputs'], sources: Project['sources']): PypaStep {
  const version = actionVersion(uses.value, commentBehind(uses.place, sources));
  const { ref } = actionReference(uses.value);
  const since = (feature: keyof PypaFeatures): Since => sinceOf(version, ref, FIRST[feature]);
  return {
    version,
    ref,
    isImage: uses.value.startsWith('docker://'),
    inputs,
    features: {
      pinsTwine: since('pinsTwine'),
      kebabInputs: since('kebabInputs'),
      identity: since('identity'),
      attestationsInput: since('attestationsInput'),
      attestsByDefault: since('attestsByDefault'),
      refusesComposite: since('refusesComposite'),
      takesMetadata24: since('takesMetadata24'),
    },
  };
}

function sinceOf(version: ActionVersion, ref: string, [release, day]: readonly [Release3, string]): Since {
  if (/^(release|unstable)[/-]v1$/.test(ref)) return day;
  // Neither branch has moved since 2024, nor ever had what came after v1.5.
  if (ref === 'master' || ref === 'main') return false;
  const before = isBefore(version, release);
  return before === null ? null : !before;
}

function commentBehind(place: Place, sources: Project['sources']): string | null {
  const text = place.kind === 'span' ? sources.get(place.file)?.text : undefined;
  if (text === undefined || place.kind !== 'span') return null;
  return /^["']?[ \t]{1,200}(#[^\r\n]{0,200})/.exec(text.slice(place.span.end, place.span.end + 500))?.[1] ?? null;
}

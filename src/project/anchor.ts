import type { Place } from '../core/place.ts';
import { inFile } from '../core/place.ts';
import type { Maybe } from '../core/unknown.ts';
import { known } from '../core/unknown.ts';
import type { Metadata } from './metadata.ts';
import { below } from './path.ts';
import type { VersionFacts } from './versions.ts';

/**
 * Where a finding stands that no line promised: the version's declaration, else what computes it, else the project's
 * name, else the first line of the metadata file (contract, SARIF). Rules read it as `project.anchor`.
 */
export function anchorOf(
  versions: VersionFacts,
  metadata: Maybe<Metadata>,
  { root, paths }: { readonly root: string; readonly paths: ReadonlySet<string> },
): Place {
  const declared = known(versions.declared);
  if (declared !== null) return declared.place;
  if (versions.dynamic !== null) return versions.dynamic.place;
  const facts = known(metadata);
  const name = facts === null ? null : known(facts.name);
  const pyproject = below(root, 'pyproject.toml');
  // Readers of a report open the file, so it has to be one that is there.
  const [first = pyproject] = paths.has(pyproject) ? [] : paths;
  return name?.place ?? versions.places[0]?.place ?? inFile(facts?.file ?? first);
}

import { known } from '../core/unknown.ts';
import { foldName } from '../version/tag-label.ts';
import type { CopyKind } from './copies-candidates.ts';
import { copyCandidates } from './copies-candidates.ts';
import type { CopyReader } from './copies-data.ts';
import {
  readChart,
  readCitation,
  readCodemeta,
  readCompose,
  readPackageJson,
  readServer,
  readSnapcraft,
  readZenodo,
} from './copies-data.ts';
import { readConda, readDockerfile, readMeson, readSonar, readSphinx } from './copies-text.ts';
import type { VersionCopy } from './copies.ts';
import type { PythonProject } from './load-metadata.ts';
import { loadCrates } from './locks-crates.ts';
import type { Reader } from './reader.ts';

const READERS: { readonly [kind in CopyKind]: CopyReader } = {
  citation: readCitation,
  codemeta: readCodemeta,
  zenodo: readZenodo,
  server: readServer,
  package: readPackageJson,
  chart: readChart,
  compose: readCompose,
  dockerfile: readDockerfile,
  conda: readConda,
  snapcraft: readSnapcraft,
  sonar: readSonar,
  meson: readMeson,
  sphinx: readSphinx,
};

/**
 * Finds the copies of the version in files that are known to mirror it. Pins in a README are left out: an older version
 * stands there as an example as often as by mistake, and one tree does not tell which.
 */
export async function loadCopies(reader: Reader, root: string, python: PythonProject): Promise<readonly VersionCopy[]> {
  const metadata = known(python.metadata);
  const written = metadata === null ? null : known(metadata.name);
  const name = written === null ? null : foldName(written.value);
  const found = await Promise.all(
    copyCandidates(reader.paths, root).map(async ({ kind, file }) => {
      const source = known(await reader.text(file, { isGuess: true, notUtf8: 'replace' }));
      return source === null ? [] : READERS[kind]({ file, text: source.text, name });
    }),
  );
  const crates = python.metadata === null ? [] : await loadCrates(reader, root, python);
  const ofCrates = crates
    .filter((crate) => foldName(crate.name) === name)
    .map(({ version }) => ({ ...version, label: 'version', isSeries: false, isAfterRelease: false }));
  return [...found.flat(), ...ofCrates].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

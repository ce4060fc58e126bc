import type { Unknown } from '../core/unknown.ts';
import { isUnknown, known, unknown } from '../core/unknown.ts';
import { doubtAbout } from './coverage-age.ts';
import { loadCoverageSettings } from './coverage-minimum.ts';
import type { CoverageFacts, CoverageReport, ReadReport } from './coverage.ts';
import type { PythonProject } from './load-metadata.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import type { WorkFolder } from './work-folder.ts';

export type CoverageRequest = {
  readonly root: string;
  readonly python: Pick<PythonProject, 'pyproject'>;
  /** Null where a revision is read. */
  readonly workFolder: WorkFolder | null;
  /** Relative to the root; null where the report has one of the usual names. */
  readonly coverageFile: string | null;
};

/** Names that coverage.py gives them, and lcov's own. */
const USUAL: readonly string[] = ['coverage.json', 'coverage.xml', 'coverage.lcov', 'lcov.info'];

/** Reports of large projects have some megabytes. */
const LARGEST = 32 * 1024 * 1024;

/** Reads what was measured from the disk, where git ignores it, and what the project demands from the tree. */
export async function loadCoverage(
  reader: Reader,
  { root, python, workFolder, coverageFile }: CoverageRequest,
): Promise<CoverageFacts> {
  const { minimum, precision, reports } = await loadCoverageSettings(reader, root, known(python.pyproject));
  if (workFolder === null)
    return { report: unknown('a revision has no coverage report: check it out and run its tests'), minimum, precision };
  const names = coverageFile === null ? [...new Set([...reports, ...USUAL])] : [coverageFile];
  let first: CoverageReport | Unknown | null = null;
  for (const name of names) {
    const file = below(root, name);
    if (workFolder.changedAt(file) === null) continue;
    const read = await readReport(workFolder, file);
    const report: CoverageReport | Unknown = isUnknown(read)
      ? read
      : {
          file,
          covered: read.covered,
          total: read.total,
          doubt: doubtAbout(read, { root, file, paths: reader.paths, folder: workFolder }),
        };
    if (!isUnknown(report) && report.doubt === null) return { report, minimum, precision };
    first ??= report;
  }
  return { report: first, minimum, precision };
}

async function readReport(folder: WorkFolder, file: string): Promise<ReadReport | Unknown> {
  const read = folder.read(file, LARGEST);
  if (read.kind !== 'bytes') return unknown(`${file} ${read.kind === 'missing' ? 'is not there' : read.reason}`);
  if (read.size > read.bytes.length) return unknown(`${file} has more than ${LARGEST / 1024 / 1024} MiB`);
  const text = new TextDecoder('utf-8').decode(read.bytes);
  const report = await parse(text);
  return report ?? unknown(`${file} is no coverage report that pyrel reads`);
}

async function parse(text: string): Promise<ReadReport | null> {
  if (/^\s*</.test(text)) return (await import('./coverage-xml.ts')).readCoverageXml(text);
  if (/^\s*\{/.test(text)) return (await import('./coverage-json.ts')).readCoverageJson(text);
  return (await import('./coverage-lcov.ts')).readLcov(text);
}

import { atKey } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import { licenseBackend } from './licensing-backends.ts';
import { findMissing } from './licensing-files.ts';
import { readExpression } from './licensing-spdx.ts';
import type { Licensing, LicenseTable } from './licensing.ts';
import type { PythonProject } from './load-metadata.ts';
import type { Reader } from './reader.ts';
import type { TomlFile } from './toml-file.ts';
import { stringAt, stringsAt, tableAt, valueAt } from './toml-file.ts';

/** Reads what is declared of the licence; null where there is no Python project. */
export async function loadLicensing(reader: Reader, root: string, python: PythonProject): Promise<Licensing | null> {
  if (known(python.metadata) === null) return null;
  const pyproject = known(python.pyproject);
  const project = pyproject === null ? null : tableAt(pyproject.data, 'project');
  // `[tool.poetry] license` is a name that Poetry looks up, and `[tool.flit.metadata]` holds free text.
  const declared = project === null || pyproject === null ? null : pyproject;
  const backend = pyproject === null ? null : licenseBackend(pyproject);
  const text = declared === null ? null : stringAt(declared.data, 'project', 'license');
  return {
    backend,
    isBuilt: pyproject === null || isBuilt(pyproject, python),
    expression:
      declared === null || text === null
        ? null
        : { value: text, place: atKey(declared.file, ['project', 'license']), reading: await readExpression(text) },
    table: declared === null ? null : await tableOf(reader, declared),
    files:
      declared !== null && Array.isArray(valueAt(declared.data, 'project', 'license-files'))
        ? atKey(declared.file, ['project', 'license-files'])
        : null,
    classifiers: declared === null ? [] : classifiersOf(declared),
    ...(await findMissing(reader, root, python, backend)),
  };
}

/** An application that uv or Poetry runs from its folder has metadata, and no distribution. */
function isBuilt({ data }: TomlFile, python: PythonProject): boolean {
  if (valueAt(data, 'tool', 'uv', 'package') === false || valueAt(data, 'tool', 'poetry', 'package-mode') === false)
    return false;
  return tableAt(data, 'build-system') !== null || python.setupPy !== null || python.setupCfg !== null;
}

async function tableOf(reader: Reader, { file, data }: TomlFile): Promise<LicenseTable | null> {
  const table = tableAt(data, 'project', 'license');
  if (table === null) return null;
  const text = stringAt(table, 'text');
  const reading = text === null ? null : await readExpression(text);
  const source = await reader.text(file);
  return {
    kind: text === null ? 'file' : 'text',
    place: atKey(file, ['project', 'license']),
    file,
    expression: reading?.kind === 'valid' ? reading.canonical : null,
    isInline: source !== null && !isUnknown(source) && /^[ \t]*license[ \t]*=[ \t]*\{/m.test(source.text),
  };
}

function classifiersOf({ file, data }: TomlFile): Licensing['classifiers'] {
  return stringsAt(data, 'project', 'classifiers').flatMap((value, i) => {
    const path = ['project', 'classifiers', i];
    return value.startsWith('License :: ') ? [{ value, file, path, place: atKey(file, path) }] : [];
  });
}

import { atSpan } from '../core/place.ts';
import type { Declared } from '../core/place.ts';
import type { Maybe } from '../core/unknown.ts';
import { isUnknown, known, unknown } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import { declaredArgument, keyword, optionPlace } from './load-metadata.ts';
import type { Packaging } from './packaging.ts';
import type { SetupTree } from './packaging-setup-tree.ts';
import { atKey } from '../core/place.ts';
import { isTable, tableAt } from './toml-file.ts';

/** The long description and its content type, whichever file declares them. */
export function readDescription(python: PythonProject, tree: SetupTree | null): Packaging['description'] {
  const metadata = known(python.metadata);
  if (metadata === null) return null;
  if (metadata.origin === 'project') return ofProject(python);
  if (metadata.origin === 'poetry') return null;
  return ofSetup(python, tree);
}

function ofProject(python: PythonProject): Packaging['description'] {
  const pyproject = known(python.pyproject);
  const project = pyproject === null ? null : tableAt(pyproject.data, 'project');
  if (pyproject === null || project === null) return null;
  const { readme } = project;
  const { file } = pyproject;
  if (typeof readme === 'string')
    return { place: atKey(file, ['project', 'readme']), files: [readme], contentType: null, isGuessed: true };
  if (!isTable(readme)) return null;
  const path = readme['file'];
  const type = readme['content-type'];
  return {
    place: atKey(file, ['project', 'readme']),
    files: typeof path === 'string' ? [path] : [],
    contentType:
      typeof type === 'string' ? { value: type, place: atKey(file, ['project', 'readme', 'content-type']) } : null,
    isGuessed: true,
  };
}

/** A name that stands for a file in code: `README.md`, `docs/pypi.rst`, `README`. */
const FILE =
  /^(?:[\w.-]{1,80}\/){0,5}(?:[\w.-]{1,80}\.(?:md|markdown|mkd|rst|txt|adoc|org)|readme|changelog|history)$/i;

/** What turns one markup into another, so that a file's suffix tells nothing. */
const CONVERTS = /pypandoc|pandoc|m2r|convert|markdown|rst2|md2|pypi_?readme|fancy/i;

function ofSetup(python: PythonProject, tree: SetupTree | null): Packaging['description'] {
  const cfg = known(python.setupCfg);
  const py = known(python.setupPy);
  const section = cfg?.ini.get('metadata');
  const call = py?.call ?? null;
  const given = call === null ? null : keyword(call, 'long_description');
  const option = section?.get('long_description');
  const contentType = contentTypeOf(python);
  if (py !== null && call !== null && given !== null) {
    if (option !== undefined) return unknown('setup.py and setup.cfg both give the long description');
    const read = tree?.stringsOf('long_description') ?? null;
    if (read === null) return unknown('setup.py computes the long description');
    const files = [...new Set(read.strings.filter((text) => FILE.test(text)))];
    // `text/markdown` is how the type is written, and no converter.
    if (CONVERTS.test(read.source.replaceAll(/text\/markdown|\.markdown/g, '')))
      return unknown('setup.py converts the readme');
    if (files.length === 0) return unknown('setup.py computes the long description');
    return { place: atSpan(py.file, given.span.start, given.span.end), files, contentType, isGuessed: false };
  }
  if (cfg === null || option === undefined || !option.text.startsWith('file:')) return null;
  const files = option.text
    .slice('file:'.length)
    .split(/[,\n]/)
    .flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  return { place: optionPlace(cfg.file, option), files, contentType, isGuessed: false };
}

function contentTypeOf(python: PythonProject): Maybe<Declared<string>> {
  const cfg = known(python.setupCfg);
  const py = known(python.setupPy);
  const given = py === null ? null : declaredArgument(py, 'long_description_content_type');
  if (given !== null) return given;
  const section = cfg?.ini.get('metadata');
  // pbr calls it description-content-type.
  const option = section?.get('long_description_content_type') ?? section?.get('description_content_type');
  if (option !== undefined && cfg !== null) return { value: option.text, place: optionPlace(cfg.file, option) };
  const isRead = !isUnknown(python.setupPy) && (py === null || (py.call !== null && py.call.spread.length === 0));
  return isRead ? null : unknown('setup() is given arguments by code');
}

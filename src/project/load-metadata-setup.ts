import type { Declared, Place } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import type { Maybe } from '../core/unknown.ts';
import { isUnknown, unknown } from '../core/unknown.ts';
import type { Ini, IniOption } from './ini.ts';
import { readIni } from './ini.ts';
import { rejectDeep } from './python-modules.ts';
import type { PythonSource, PyValue } from './python-source.ts';
import { readPython } from './python-source.ts';
import type { Reader } from './reader.ts';

// setup.cfg and setup.py as files; what they say of the metadata stands in load-metadata.ts.

/** `text`: for the places of lines inside an option. */
export type IniFile = { readonly file: string; readonly ini: Ini; readonly text: string };

/** `setup.py`, with the call of `setup()` where it stands at module level. */
export type SetupPy = {
  readonly file: string;
  readonly text: string;
  readonly source: PythonSource;
  readonly call: SetupCall | null;
};

/** The call of setup(), the entries of a spread dictionary literal (`setup(**kwargs)`) read as keywords. */
export type SetupCall = PyValue & { readonly kind: 'call' };

export async function readSetupCfg(reader: Reader, file: string): Promise<Maybe<IniFile>> {
  const source = await reader.text(file, { notUtf8: 'replace' });
  if (source === null || isUnknown(source)) return source;
  return { file, ini: readIni(source.text), text: source.text };
}

export async function readSetupPy(reader: Reader, file: string): Promise<Maybe<SetupPy>> {
  const source = await reader.text(file, { notUtf8: 'python-cookie' });
  if (source === null || isUnknown(source)) return source;
  const python = readPython(source.text);
  if (python === null) {
    rejectDeep(reader, file);
    return unknown(`${file} is nested too deeply to be read`);
  }
  const call = python.calls.find(({ callee }) => callee === 'setup' || callee?.endsWith('.setup') === true) ?? null;
  return {
    file,
    text: source.text,
    source: python,
    call: call === null ? null : withSpread(call, python, source.text),
  };
}

/** `kwargs = {"version": …}; setup(**kwargs)`: what stays in `spread` is made by code. */
function withSpread(call: SetupCall, source: PythonSource, text: string): SetupCall {
  const keywords = [...call.keywords];
  const rest: PyValue[] = [];
  for (const value of call.spread) {
    const dict = value.kind === 'name' ? constant(source, value.name) : value;
    if (dict?.kind !== 'dict') {
      rest.push(value);
      continue;
    }
    // `kwargs["packages"] = …` adds to what the literal holds.
    if (value.kind === 'name' && new RegExp(`\\b${value.name}(?:\\[|\\.(?:update|setdefault)\\()`).test(text))
      rest.push(value);
    for (const [key, given] of dict.entries)
      if (key.kind === 'string') keywords.push({ name: key.text, value: given, span: key.span });
  }
  return { ...call, keywords, spread: rest };
}

export function keyword(call: SetupCall, name: string): PyValue | null {
  return call.keywords.find((given) => given.name === name)?.value ?? null;
}

/** A string argument of setup(), also through a constant that the file binds once; unknown where code computes it. */
export function declaredArgument({ file, source, call }: SetupPy, name: string): Maybe<Declared<string>> {
  const given = call === null ? null : keyword(call, name);
  const value = given?.kind === 'name' ? constant(source, given.name) : given;
  if (value === null) return given === null ? null : unknown(`${file} computes the ${name}`);
  if (value.kind !== 'string') return unknown(`${file} computes the ${name}`);
  return { value: value.text, place: atSpan(file, value.span.start, value.span.end) };
}

/** A name bound exactly once, at the top level, to a literal. */
export function constant(source: PythonSource, name: string): PyValue | null {
  const bound = source.bindings.filter((binding) => binding.name === name);
  const [only] = bound;
  if (bound.length !== 1 || only === undefined || only.branch !== 'main' || only.value.kind === 'import') return null;
  return only.value;
}

export function optionPlace(file: string, option: IniOption): Place {
  return atSpan(file, option.span.start, option.span.end);
}

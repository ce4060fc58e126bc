import { atSpan } from '../core/place.ts';
import type { Declared } from '../core/place.ts';
import type { Binding, PythonSource, PyValue } from './python-source.ts';

/** What a Python file says of one version name. */
export type PythonVersion =
  | { readonly kind: 'literal'; readonly declared: Declared<string> }
  /** Asked of the installed distribution, computed, or imported; `fallbacks` are the literals of `except` branches. */
  | {
      readonly kind: 'computed';
      readonly how: string;
      /** True where code of the project makes it, perhaps from parts that the same file states. */
      readonly isDerived: boolean;
      readonly fallbacks: readonly Declared<string>[];
    }
  /** Bound to different literals, or in a way that the tree cannot settle. */
  | { readonly kind: 'unclear'; readonly how: string }
  | {
      readonly kind: 'imported';
      readonly module: string;
      readonly original: string;
      readonly fallbacks: readonly Declared<string>[];
    };

/**
 * What `name` holds when the module has run, as far as its text tells; null where it is not bound.
 * The last binding wins; one in `except` is a fallback; a literal that code later changes is no version (versioneer's
 * `__version__ = get_versions()['version']`, incidents.md §4).
 */
export function readVersion(file: string, source: PythonSource, name: string): PythonVersion | null {
  const bound = source.bindings.filter((binding) => binding.name === name);
  const fallbacks = bound
    .filter(({ branch }) => branch === 'except')
    .flatMap((binding) => literal(file, binding, source));
  const real = bound.filter(({ branch }) => branch !== 'except');
  const last = real.at(-1);
  if (last === undefined)
    return fallbacks.length === 0
      ? null
      : { kind: 'computed', how: 'set in an except branch', isDerived: false, fallbacks };
  if (last.isUpdate) return { kind: 'computed', how: 'changed after it is set', isDerived: false, fallbacks };
  if (last.value.kind === 'import')
    return { kind: 'imported', module: last.value.module, original: last.value.original, fallbacks };
  const [declared] = literal(file, last, source);
  if (declared === undefined)
    return { kind: 'computed', how: describe(last.value), isDerived: !asksInstalled(last.value), fallbacks };
  const others = real.slice(0, -1).flatMap((binding) => literal(file, binding, source));
  const isSettled =
    last.branch === 'main' || [...others, ...fallbacks].every((other) => other.value === declared.value);
  return isSettled ? { kind: 'literal', declared } : { kind: 'unclear', how: 'depends on a condition' };
}

/** The binding's literal: a string, a tuple of numbers, or another name of the same file bound once to one. */
function literal(file: string, binding: Binding, source: PythonSource, depth = 0): readonly Declared<string>[] {
  const { value } = binding;
  if (binding.isUpdate || value.kind === 'import') return [];
  if (value.kind === 'string') return [{ value: value.text, place: atSpan(file, value.span.start, value.span.end) }];
  const joined =
    value.kind === 'list' ? joinedTuple(value.items) : value.kind === 'call' ? incremental(value, source) : null;
  if (joined !== null) return [{ value: joined, place: atSpan(file, value.span.start, value.span.end) }];
  if (value.kind !== 'name' || depth > 3) return [];
  const targets = source.bindings.filter(({ name }) => name === value.name);
  const [only] = targets;
  return targets.length === 1 && only !== undefined && only.branch === 'main'
    ? literal(file, only, source, depth + 1)
    : [];
}

/** `(1, 2, 3)` → `1.2.3`; null where a part is no plain number. */
function joinedTuple(items: readonly PyValue[]): string | null {
  if (items.length < 2 || !items.every((item) => item.kind === 'number' && /^\d+$/.test(item.text))) return null;
  return items.map((item) => (item.kind === 'number' ? item.text : '')).join('.');
}

/**
 * incremental's `Version("demo", 22, 10, 0, release_candidate=1)` as its `public()` spells it. `"NEXT"` in place of a
 * number is filled in by a release job.
 */
function incremental(value: PyValue & { readonly kind: 'call' }, source: PythonSource): string | null {
  const { callee, args, keywords } = value;
  const isImported = source.bindings.some(
    ({ name, value: bound }) =>
      name === callee && bound.kind === 'import' && /^(incremental|twisted\.python\.versions)$/.test(bound.module),
  );
  const [, ...numbers] = args;
  if ((!isImported && callee !== 'incremental.Version') || numbers.length !== 3) return null;
  const base = joinedTuple(numbers);
  const part = (name: string, before: string): string | null => {
    const given = keywords.find((one) => one.name === name)?.value;
    if (given === undefined) return '';
    return given.kind === 'number' && /^\d+$/.test(given.text) ? before + given.text : null;
  };
  const rest = [part('release_candidate', 'rc'), part('prerelease', 'rc'), part('post', '.post'), part('dev', '.dev')];
  return base === null || rest.includes(null) ? null : base + rest.join('');
}

/** `importlib.metadata.version()` and its kin: what is installed, not what the file says. */
function asksInstalled(value: PyValue): boolean {
  return (
    value.kind === 'call' &&
    /(^|\.)(version|get_distribution|require|get_versions|get_version|metadata)$/.test(value.callee ?? '') &&
    !/^(get_version|_get_version)$/.test(value.callee ?? '')
  );
}

function describe(value: PyValue): string {
  if (value.kind !== 'call' || value.callee === null) return 'an expression';
  return `a call of ${value.callee}()`;
}

import type { Declared, Place } from '../core/place.ts';
import type { Unknown } from '../core/unknown.ts';
import { isUnknown, unknown } from '../core/unknown.ts';
import type { Variables } from '../project/workflow.ts';

/** What a credential is made of. `none`: known to be empty. */
export type Credential =
  | { readonly kind: 'none' }
  /** A secret, a variable or a literal: it outlives the run. `name` as the user wrote it: `TWINE_PASSWORD`, `--token`. */
  | { readonly kind: 'token'; readonly name: string; readonly place: Place }
  | { readonly kind: 'unknown' };

/** Variables in sight, innermost last. A later value of a name hides an earlier one. */
export type Scope = {
  readonly variables: readonly (Declared<string> & { readonly name: string })[];
  /** Something unreadable may have set more. */
  readonly isOpen: boolean;
  /** Inputs of the called workflow or the composite action, as far as they are known; null where none are. */
  readonly inputs: ReadonlyMap<string, string> | null;
};

export const EMPTY_SCOPE: Scope = { variables: [], isOpen: false, inputs: null };

/** The scope with one more block of variables inside of it. */
export function within(scope: Scope, block: Variables): Scope {
  if (isUnknown(block)) return { ...scope, isOpen: true };
  if (block.length === 0) return scope;
  return {
    ...scope,
    variables: [...scope.variables, ...block.map(({ name, value }) => ({ name: name.value, ...value }))],
  };
}

/** The innermost variable of a name; the name may be a pattern. */
export function lookUp(
  scope: Scope,
  name: string | RegExp,
): (Declared<string> & { readonly name: string }) | null | Unknown {
  const isNamed = (other: string): boolean => (typeof name === 'string' ? other === name : name.test(other));
  const found = scope.variables.findLast((variable) => isNamed(variable.name));
  if (found !== undefined) return found;
  return scope.isOpen ? unknown('variables that cannot be read') : null;
}

/** Replaces `${{ inputs.NAME }}` where the input is known. */
export function withInputs(text: string, { inputs }: Scope): string {
  if (inputs === null || !text.includes('${{')) return text;
  return text.replace(/\$\{\{\s*inputs\.([\w-]+)\s*\}\}/g, (whole, name: string) => inputs.get(name) ?? whole);
}

/** Tells what a value is made of, following variables. */
export function credentialOf(given: Declared<string> & { readonly name: string }, scope: Scope, depth = 0): Credential {
  const text = withInputs(given.value, scope).trim();
  if (text === '') return { kind: 'none' };
  const token: Credential = { kind: 'token', name: given.name, place: given.place };
  // `secrets.A || ''` counts as a token: where the secret is set, it is used.
  if (/\bsecrets\b(?!\.GITHUB_TOKEN\b)/.test(text) || /\$\{\{\s*vars\./.test(text)) return token;
  const name =
    /^\$\{\{\s*env\.(\w+)\s*\}\}$/.exec(text)?.[1] ?? /^\$\{?(?:env:)?([A-Za-z_]\w*)(?::?-)?\}?$/.exec(text)?.[1];
  if (name !== undefined) {
    const variable = depth < 5 ? lookUp(scope, name) : null;
    if (variable === null || isUnknown(variable)) return { kind: 'unknown' };
    const found = credentialOf(variable, scope, depth + 1);
    return found.kind === 'token' ? token : found;
  }
  return /[$`]/.test(text) ? { kind: 'unknown' } : token;
}

import type { Expr } from '@actions/expressions/ast';
import {
  Binary,
  ContextAccess,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary,
} from '@actions/expressions/ast';
import { Lexer, TokenType } from '@actions/expressions/lexer';
import { Parser } from '@actions/expressions/parser';
import type { Unknown } from '../core/unknown.ts';
import { isUnknown, unknown } from '../core/unknown.ts';
import { callFunction, FUNCTIONS } from './expression-functions.ts';
import type { Found } from './expression-index.ts';
import { found, memberAt, starOf } from './expression-index.ts';
import type { Partial } from '../core/partial.ts';
import { clean, hole } from '../core/partial.ts';
import type { Truth, Value } from './value.ts';
import { asOpen, compareValues, equalValues, not, textOf, truthOf, undecided } from './value.ts';

/** What an expression may ask for. */
export type Contexts = {
  /** A context by its name with the case folded: `github`, `env`, `matrix`. */
  readonly context: (name: string) => Value;
  /** What `success()`, `failure()`, `cancelled()` and `always()` say here. */
  readonly status: (name: StatusFunction) => Truth;
};

export type StatusFunction = 'success' | 'failure' | 'cancelled' | 'always';

const STATUS = new Set(['success', 'failure', 'cancelled', 'always']);

/** Contexts of https://docs.github.com/en/actions/reference/workflows-and-actions/contexts. */
const CONTEXTS = 'github env vars job jobs steps runner secrets strategy matrix needs inputs'.split(' ');

/** What an expression parses to; the problem where it does not. */
type Parsed = { readonly expr: Expr | null; readonly problem: string };

/** Each text is parsed once for all events and legs of a matrix. Bounded: a hostile repository has as many as it likes. */
const parsed = new Map<string, Parsed>();
const MOST_PARSED = 5000;
/** GitHub takes 21,000 characters. */
const LONGEST = 21_000;
const LONGEST_TEXT = 1_000_000;

function parse(text: string): Parsed {
  const kept = parsed.get(text);
  if (kept !== undefined) return kept;
  const made = parseAnew(text);
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(text, made);
  return made;
}

function parseAnew(text: string): Parsed {
  if (text.length > LONGEST) return { expr: null, problem: 'it is too long' };
  try {
    const { tokens } = new Lexer(text).lex();
    return { expr: new Parser(tokens, CONTEXTS, [...FUNCTIONS]).parse(), problem: '' };
  } catch (error) {
    return { expr: null, problem: error instanceof Error ? error.message.slice(0, 120) : 'it cannot be read' };
  }
}

/** Whether an expression asks for one of the status functions, which keeps `success()` from being put in front of it. */
export function asksForStatus(text: string): boolean {
  const { expr } = parse(text);
  return expr !== null && some(expr, (one) => one instanceof FunctionCall && STATUS.has(nameOf(one)));
}

/** What an expression comes to, without `${{ }}`. Never throws. */
export function evaluate(text: string, contexts: Contexts): Value {
  const { expr } = parse(clean(text).trim());
  return expr === null
    ? unknown(`an expression that cannot be read: ${shortened(text)}`)
    : valueOf(expr, contexts).value;
}

/** The text in which each `${{ … }}` has given way to its value, or to a hole. */
export function evaluateText(text: string, contexts: Contexts): Partial {
  if (!text.includes('${{')) return clean(text);
  const whole = wholeExpression(text);
  if (whole !== null) return textOf(evaluate(whole, contexts));
  let result = '';
  let done = 0;
  for (const { start, end, inner } of expressionsIn(text)) {
    result += clean(text.slice(done, start)) + textOf(evaluate(inner, contexts));
    // Texts that double themselves from step to step; GitHub takes no megabyte.
    if (result.length > LONGEST_TEXT) return hole('a text that is too long');
    done = end;
  }
  return result + clean(text.slice(done));
}

/** A value as YAML gives it: an expression as a whole keeps its type, anything else is text. */
export function evaluateValue(text: string, contexts: Contexts): Value {
  const whole = wholeExpression(text);
  return whole === null ? evaluateText(text, contexts) : evaluate(whole, contexts);
}

/**
 * Whether an `if:` holds. With text around `${{ }}` it is a text that is never empty, and so holds always: GitHub's own
 * trap, which the line break at the end of a block (`if: |`) springs as well.
 */
export function evaluateCondition(text: string, contexts: Contexts): Truth {
  const whole = conditionOf(text);
  const holds = whole === null ? truthOf(evaluateText(text, contexts)) : truthOf(evaluate(whole, contexts));
  const asked = whole === null ? expressionsIn(text).map(({ inner }) => inner) : [whole];
  if (holds === false || asked.some(asksForStatus)) return holds;
  const success = contexts.status('success');
  return success === true ? holds : success;
}

/** The expression of an `if:`, which needs no `${{ }}`; null where text stands around one. */
export function conditionOf(text: string): string | null {
  return text.includes('${{') ? wholeExpression(text) : text.trim() === '' ? 'success()' : text.trim();
}

function wholeExpression(text: string): string | null {
  const [only, more] = expressionsIn(text);
  return only !== undefined && more === undefined && only.start === 0 && only.end === text.length ? only.inner : null;
}

type Piece = { readonly start: number; readonly end: number; readonly inner: string };

/** As expressions are, each text is taken apart once. */
const takenApart = new Map<string, readonly Piece[]>();

function expressionsIn(text: string): readonly Piece[] {
  const kept = takenApart.get(text);
  if (kept !== undefined) return kept;
  const made = findExpressions(text);
  if (takenApart.size >= MOST_PARSED) takenApart.clear();
  takenApart.set(text, made);
  return made;
}

/** The expressions in a text; `}}` inside of a quoted text does not end one. */
function findExpressions(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let start = text.indexOf('${{'); start !== -1;) {
    let at = start + 3;
    let isQuoted = false;
    while (at < text.length && (isQuoted || !text.startsWith('}}', at))) {
      if (text[at] === "'") isQuoted = !isQuoted;
      at++;
    }
    if (at >= text.length) break;
    pieces.push({ start, end: at + 2, inner: text.slice(start + 3, at) });
    start = text.indexOf('${{', at + 2);
  }
  return pieces;
}

function valueOf(expr: Expr, contexts: Contexts): Found {
  if (expr instanceof Grouping) return valueOf(expr.group, contexts);
  if (expr instanceof Literal) return found(literalOf(expr));
  if (expr instanceof ContextAccess) {
    const name = expr.name.lexeme.toLowerCase();
    return found(contexts.context(name), name);
  }
  if (expr instanceof IndexAccess) return indexed(expr, contexts);
  if (expr instanceof Unary) return found(not(truthOf(valueOf(expr.expr, contexts).value)));
  if (expr instanceof Logical) return found(logical(expr, contexts));
  if (expr instanceof Binary) return found(binary(expr, contexts));
  if (expr instanceof FunctionCall) return found(called(expr, contexts));
  return found(unknown('an expression that cannot be read'));
}

function literalOf({ literal, token }: Literal): Value {
  if (token.type === TokenType.NULL) return null;
  if (token.type === TokenType.TRUE) return true;
  if (token.type === TokenType.FALSE) return false;
  if (token.type === TokenType.NUMBER) return typeof token.value === 'number' ? token.value : Number(token.lexeme);
  return clean(literal.coerceString());
}

function indexed({ expr, index }: IndexAccess, contexts: Contexts): Found {
  const reached = valueOf(expr, contexts);
  const from = { ...reached, value: asOpen(reached.value) };
  return index instanceof Star ? starOf(from) : memberAt(from, asOpen(valueOf(index, contexts).value));
}

/** `&&` and `||` give the operand that settles it. */
function logical({ operator, args }: Logical, contexts: Contexts): Value {
  const settles = operator.type === TokenType.OR;
  let open: Unknown | null = null;
  let last: Value = null;
  for (const arg of args) {
    last = valueOf(arg, contexts).value;
    const truth = truthOf(last);
    if (isUnknown(truth)) open = open === null ? truth : alsoOpen(open, truth);
    else if (truth === settles) {
      // Which operand it is depends on the run, but not what it counts as: `vars.X && false`, `vars.X || true`.
      const reason = open ?? (isUnknown(last) ? last : null);
      return reason === null ? last : undecided(reason.unknown, settles);
    }
  }
  return open ?? last;
}

/** `secrets.A || secrets.B` depends on both. */
function alsoOpen(open: Unknown, more: Unknown): Unknown {
  return open.unknown.split(', ').includes(more.unknown) ? open : unknown(`${open.unknown}, ${more.unknown}`);
}

function binary({ left, operator, right }: Binary, contexts: Contexts): Value {
  const a = asOpen(valueOf(left, contexts).value);
  const b = asOpen(valueOf(right, contexts).value);
  const { type } = operator;
  if (type === TokenType.EQUAL_EQUAL) return equalValues(a, b);
  if (type === TokenType.BANG_EQUAL) return not(equalValues(a, b));
  return compareValues(a, b, ORDERS[type] ?? (() => false));
}

const ORDERS: { readonly [type: number]: (order: number) => boolean } = {
  [TokenType.LESS]: (order) => order < 0,
  [TokenType.LESS_EQUAL]: (order) => order <= 0,
  [TokenType.GREATER]: (order) => order > 0,
  [TokenType.GREATER_EQUAL]: (order) => order >= 0,
};

function called(expr: FunctionCall, contexts: Contexts): Value {
  const name = nameOf(expr);
  if (name === 'success' || name === 'failure' || name === 'cancelled' || name === 'always')
    return contexts.status(name);
  return callFunction(
    name,
    expr.args.map((arg) => asOpen(valueOf(arg, contexts).value)),
  );
}

function nameOf({ functionName }: FunctionCall): string {
  return functionName.lexeme.toLowerCase();
}

function some(expr: Expr, test: (one: Expr) => boolean): boolean {
  if (test(expr)) return true;
  return childrenOf(expr).some((child) => some(child, test));
}

function childrenOf(expr: Expr): readonly Expr[] {
  if (expr instanceof Grouping) return [expr.group];
  if (expr instanceof Unary) return [expr.expr];
  if (expr instanceof Binary) return [expr.left, expr.right];
  if (expr instanceof Logical || expr instanceof FunctionCall) return expr.args;
  return expr instanceof IndexAccess ? [expr.expr, expr.index] : [];
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

import { parseSpecifiers } from './specifiers.ts';

/** A dependency specifier as `packaging` 26 reads it (packaging.python.org, Dependency specifiers; PEP 508). */
export type Dependency = {
  readonly name: string;
  readonly extras: readonly string[];
  /** Version clauses as written, without brackets; empty where any version does. */
  readonly versions: string;
  readonly url: string | null;
  readonly hasMarker: boolean;
};

export type DependencyFault = {
  /** Completes "…, which is no dependency specifier: ": `a comma is missing before "<2"`. */
  readonly fault: string;
  /** Only a version clause is wrong, which `packaging` before 22 (December 2022) let pass: `>=1.0.*`. */
  readonly isVersion: boolean;
};

/** Longer texts are not judged: no index holds them, and a hostile one may not cost time. */
const LIMIT = 4000;
/** Brackets inside brackets of a marker. */
const DEPTH = 40;

const BLANK = /[ \t]*/y;
const IDENTIFIER = /[A-Za-z0-9][A-Za-z0-9._-]{0,200}\b/y;
const CLAUSE = /(?:===[ \t]*[^\s;)]{1,200}|(?:~=|==|!=|<=|>=|<|>)[ \t]*[^\s,;()<>=!~]{1,200})/y;
const OPERATOR = /===|==|~=|!=|<=|>=|<|>|in\b|not[ \t]+in\b/y;
const VARIABLE =
  /(?:python_version|python_full_version|os[._]name|sys[._]platform|platform_release|platform_system|platform[._]version|platform[._]machine|platform[._]python_implementation|python_implementation|implementation_name|implementation_version|extras?|dependency_groups)\b/y;
const QUOTED = /'[^']*'|"[^"]*"/y;
const JOINT = /(?:and|or)\b/y;

/** Parses a dependency specifier; says what is wrong where the text is none. */
export function parseDependency(text: string): Dependency | DependencyFault {
  const trimmed = text.trim();
  if (trimmed.length > LIMIT) return { name: '', extras: [], versions: '', url: null, hasMarker: false };
  try {
    return readDependency(new Scanner(trimmed));
  } catch (error) {
    if (error instanceof Fault) return { fault: error.message, isVersion: error.isVersion };
    throw error;
  }
}

export function isFault(parsed: Dependency | DependencyFault): parsed is DependencyFault {
  return 'fault' in parsed;
}

class Fault extends Error {
  readonly isVersion: boolean;
  constructor(message: string, isVersion = false) {
    super(message);
    this.isVersion = isVersion;
  }
}

class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Takes what stands here, and the blanks after it. */
  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return null;
    this.at += found.length;
    this.skipBlanks();
    return found;
  }

  takeText(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    this.skipBlanks();
    return true;
  }

  skipBlanks(): void {
    BLANK.lastIndex = this.at;
    this.at += BLANK.exec(this.text)?.[0].length ?? 0;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** What is left, for a message. */
  get rest(): string {
    const rest = this.text.slice(this.at);
    return rest.length > 30 ? `${rest.slice(0, 30)}…` : rest;
  }
}

function readDependency(scanner: Scanner): Dependency {
  const name = scanner.take(IDENTIFIER);
  if (name === null) throw new Fault(scanner.isAtEnd ? 'it is empty' : 'it does not begin with a name');
  const extras = readExtras(scanner);
  if (scanner.takeText('@')) return readDirect(scanner, name, extras);
  const isInBrackets = scanner.takeText('(');
  const versions = readVersions(scanner);
  if (isInBrackets && !scanner.takeText(')')) throw new Fault('a bracket is not closed');
  const hasMarker = scanner.takeText(';');
  if (hasMarker) readMarker(scanner, 0);
  if (!scanner.isAtEnd) throw new Fault(whatFollows(scanner, versions));
  return { name, extras, versions, url: null, hasMarker };
}

function whatFollows(scanner: Scanner, versions: string): string {
  const { rest } = scanner;
  if (versions !== '' && /^[<>=!~]/.test(rest)) return `a comma is missing before "${rest}"`;
  if (rest.startsWith('^')) return `"^" is an operator of Poetry's own`;
  if (/^=(?!=)/.test(rest)) return '"=" is no operator; equality is "=="';
  if (/^\d/.test(rest) && versions === '') return `no operator stands before "${rest}"`;
  return `"${rest}" cannot stand there`;
}

function readExtras(scanner: Scanner): readonly string[] {
  if (!scanner.takeText('[')) return [];
  const extras: string[] = [];
  while (!scanner.takeText(']')) {
    if (extras.length > 0 && !scanner.takeText(',')) throw new Fault('a comma is missing between the extras');
    const extra = scanner.take(IDENTIFIER);
    if (extra === null) throw new Fault('the extras are not closed with "]"');
    extras.push(extra);
  }
  return extras;
}

function readDirect(scanner: Scanner, name: string, extras: readonly string[]): Dependency {
  const url = scanner.take(/[^ \t]+/y);
  if (url === null) throw new Fault('no address follows "@"');
  const hasMarker = scanner.takeText(';');
  if (hasMarker) readMarker(scanner, 0);
  if (!scanner.isAtEnd) throw new Fault(`"${scanner.rest}" cannot stand there`);
  return { name, extras, versions: '', url, hasMarker };
}

/** `packaging` takes a comma after the last clause. */
function readVersions(scanner: Scanner): string {
  const clauses: string[] = [];
  for (;;) {
    const before = scanner.at;
    const clause = scanner.take(CLAUSE)?.trimEnd();
    if (clause === undefined) {
      const operator = scanner.take(/~=|==|!=|<=|>=|<|>/y);
      if (operator !== null) throw new Fault(`no version follows "${operator}"`);
      break;
    }
    if (parseSpecifiers(clause) === null) {
      scanner.at = before;
      throw new Fault(`"${clause}" is no version clause`, true);
    }
    clauses.push(clause);
    if (!scanner.takeText(',')) break;
  }
  return clauses.join(',');
}

function readMarker(scanner: Scanner, depth: number): void {
  if (depth > DEPTH) throw new Fault('its marker is nested too deeply');
  do {
    if (scanner.takeText('(')) {
      readMarker(scanner, depth + 1);
      if (!scanner.takeText(')')) throw new Fault('a bracket of the marker is not closed');
    } else {
      readSide(scanner);
      if (scanner.take(OPERATOR) === null) throw new Fault('the marker has no operator');
      readSide(scanner);
    }
  } while (scanner.take(JOINT) !== null);
}

function readSide(scanner: Scanner): void {
  if (scanner.take(QUOTED) !== null || scanner.take(VARIABLE) !== null) return;
  throw new Fault(
    scanner.isAtEnd ? 'its marker is not finished' : `"${scanner.rest}" is neither a marker variable nor in quotes`,
  );
}

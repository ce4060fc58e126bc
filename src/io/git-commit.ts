import type { Maybe, Unknown } from '../core/unknown.ts';
import { unknown } from '../core/unknown.ts';
import type { JudgedCommit, NamedTag } from '../project/commit.ts';
import type { Environment } from './git-process.ts';
import type { ObjectRead, ObjectReader } from './object-reader.ts';

/** Far above the longest squashed message; what lies beyond is not read. */
const LONGEST = 1024 * 1024;

/** Reads a commit, and the tag of a name wherever it stands. Asks one `cat-file` for all. */
export async function readCommit(
  objects: ObjectReader,
  id: string,
  tag: string | null,
  env: Environment,
): Promise<JudgedCommit | Unknown> {
  const [read, named] = await Promise.all([
    objects.read(id, LONGEST),
    tag === null ? null : readTag(objects, tag, env),
  ]);
  if (read.kind !== 'object') return unknown(`the commit ${whyNot(read)}`);
  if (read.type !== 'commit') return unknown(`${id} is a ${read.type}, not a commit`);
  if (read.size > read.bytes.length) return unknown('the commit is too large to be read');
  const { headers, body } = split(read.bytes);
  return {
    id,
    message: decoded(body, header(headers, 'encoding')),
    authored: dateOf(header(headers, 'author')),
    committed: dateOf(header(headers, 'committer')),
    tag: named,
  };
}

async function readTag(objects: ObjectReader, name: string, env: Environment): Promise<Maybe<NamedTag>> {
  const problem = refusedName(name);
  if (problem !== null) return unknown(problem);
  const ref = `refs/tags/${name}`;
  const [object, commit] = await Promise.all([objects.read(ref, LONGEST), objects.read(`${ref}^{commit}`, 0)]);
  if (object.kind === 'missing') return null;
  if (object.kind === 'failed') return unknown(`the tag ${name} cannot be read: ${object.reason}`);
  const target = commit.kind === 'object' ? commit.id : null;
  return { name, commit: target, annotation: annotationOf(object, name, env) };
}

function annotationOf(
  { type, bytes, size }: ObjectRead & { readonly kind: 'object' },
  name: string,
  { GITHUB_ACTIONS: actions = '', GITHUB_REF: ref = '' }: Environment,
): NamedTag['annotation'] {
  if (type !== 'tag') {
    // https://github.com/actions/checkout/issues/290: it fetches the commit of the tag that started the run by its id.
    const mayBeLost = actions === 'true' && ref === `refs/tags/${name}`;
    return mayBeLost
      ? unknown('actions/checkout may have put a lightweight tag in the place of an annotated one')
      : null;
  }
  const isSigned = size > bytes.length ? unknown('the tag is too large to be read') : hasSignature(bytes);
  return { isSigned };
}

/** As git tells the end of a message from its signature (gpg-interface.c); `gpgsig` stands for the other kind of object id. */
function hasSignature(bytes: Buffer): boolean {
  const { headers, body } = split(bytes);
  const text = body.toString('latin1');
  return (
    /^-----BEGIN (?:PGP SIGNATURE|PGP MESSAGE|SIGNED MESSAGE|SSH SIGNATURE)-----/m.test(text) ||
    headers.some((line) => line.startsWith('gpgsig'))
  );
}

/**
 * Why git may not be asked for a tag of this name: `cat-file` reads a line each, and takes `~`, `^`, `:` and `@{` for
 * questions of their own. The rules are git-check-ref-format's.
 */
function refusedName(name: string): string | null {
  const isRef =
    name !== '' &&
    name.length <= 1000 &&
    !/[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|[/.]$/u.test(name) &&
    name.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'));
  if (!isRef) return 'git allows no tag of that name';
  // git reads `1.0-3-gdeadbee`, which `git describe` makes, as the commit, where no tag has the name.
  return /-g[0-9a-f]{4,}$/i.test(name) ? 'the name is one that `git describe` makes' : null;
}

function whyNot(read: Exclude<ObjectRead, { readonly kind: 'object' }>): string {
  return read.kind === 'missing'
    ? 'is not in this clone, which is partial or damaged'
    : `cannot be read: ${read.reason}`;
}

function split(bytes: Buffer): { readonly headers: readonly string[]; readonly body: Buffer } {
  const end = bytes.indexOf('\n\n');
  const head = end === -1 ? bytes : bytes.subarray(0, end);
  return {
    headers: head.toString('utf8').split('\n'),
    body: end === -1 ? Buffer.alloc(0) : bytes.subarray(end + 2),
  };
}

function header(headers: readonly string[], name: string): string {
  return headers.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
}

/** `Ada <ada@example.org> 1767319445 +0100` */
function dateOf(person: string): string {
  const [, seconds = '', sign = '', hours = '', minutes = ''] = /> (\d{1,12}) ([-+])(\d\d)(\d\d)$/.exec(person) ?? [];
  if (seconds === '') return '';
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const local = new Date((Number(seconds) + offset * 60) * 1000);
  return Number.isNaN(local.getTime()) ? '' : `${local.toISOString().slice(0, -5)}${sign}${hours}:${minutes}`;
}

/** Git takes a message for UTF-8 where the commit names no encoding. */
function decoded(body: Buffer, encoding: string): string {
  try {
    return new TextDecoder(encoding === '' ? 'utf-8' : encoding).decode(body);
  } catch {
    return body.toString('utf8');
  }
}

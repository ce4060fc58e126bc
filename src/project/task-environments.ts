import type { SyntaxNode } from '@lezer/common';
import { atSpan } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import { readIni } from './ini.ts';
import { parseTree } from './packaging-syntax.ts';
import { below } from './path.ts';
import type { Reader } from './reader.ts';
import { readScript } from './read-steps.ts';
import type { SourceText } from './source.ts';
import type { Script } from './workflow.ts';

// What an environment of tox and a session of nox run: read from their files, nothing is executed.

/** What a file says that one environment or session runs; in order. */
export type TaskScripts = { readonly file: string; readonly parts: readonly Script[] };

/** The commands of `[testenv:NAME]` in tox.ini; null where the file has no such section. */
export async function toxScripts(reader: Reader, folder: string, name: string): Promise<TaskScripts | null> {
  const source = await reader.text(below(folder, 'tox.ini'), { notUtf8: 'replace' });
  if (source === null || isUnknown(source)) return null;
  const section = readIni(source.text).get(`testenv:${name}`);
  if (section === undefined) return null;
  const parts = ['commands_pre', 'commands', 'commands_post'].flatMap((key): readonly Script[] => {
    const option = section.get(key);
    if (option === undefined) return [];
    const place = atSpan(source.file, option.span.start, option.span.end);
    return [readScript({ file: source.file, text: toxShell(option.text), place, lines: null }, null, folder)];
  });
  return parts.length === 0 ? null : { file: source.file, parts };
}

/** tox.ini's own syntax as a shell has it: `- command` may fail, `{posargs:x}` and the like are filled in. */
function toxShell(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s*(?:[-!]\s*)+/, '')
        .replaceAll(/\{env(?:python|sitepackagesdir)\}/g, 'python')
        .replaceAll(/\{(?:posargs|\[)[^{}\n]{0,300}\}/g, '"$TOX"')
        .replaceAll(/\{[\w:]{1,100}\}/g, '$TOX'),
    )
    .join('\n');
}

/** The `session.run(…)` calls of a session in noxfile.py; null where the file has no such session. */
export async function noxScripts(reader: Reader, folder: string, name: string): Promise<TaskScripts | null> {
  const source = await reader.text(below(folder, 'noxfile.py'), { notUtf8: 'python-cookie' });
  if (source === null || isUnknown(source)) return null;
  const tree = parseTree(source.text);
  const body = tree === null ? null : sessionNamed(tree, source.text, name);
  if (body === null) return null;
  const parts: Script[] = [];
  body.cursor().iterate((ref) => {
    if (ref.name !== 'CallExpression') return;
    const callee = ref.node.firstChild;
    const called = callee === null ? '' : source.text.slice(callee.from, callee.to);
    if (!/^\w{1,100}\.run(_always)?$/.test(called)) return;
    const place = atSpan(source.file, ref.from, ref.to);
    const text = wordsOf(ref.node, source);
    parts.push(readScript({ file: source.file, text, place, lines: null }, null, folder));
  });
  return parts.length === 0 ? null : { file: source.file, parts };
}

/** `@nox.session def NAME(session)`, or `@nox.session(name="NAME")` above any function. */
function sessionNamed(tree: SyntaxNode, text: string, name: string): SyntaxNode | null {
  for (const statement of tree.getChildren('DecoratedStatement')) {
    const definition = statement.getChild('FunctionDefinition');
    const decorators = statement.getChildren('Decorator').map((node) => text.slice(node.from, node.to));
    const session = decorators.find((decorator) => /^@\s*(nox(_\w+)?\.)?session\b/.test(decorator));
    const own = definition?.getChild('VariableName') ?? null;
    if (definition === null || own === null || session === undefined) continue;
    const given = /\bname\s*=\s*["']([^"'\n]{1,100})["']/.exec(session)?.[1];
    if ((given ?? text.slice(own.from, own.to)) === name) return definition.getChild('Body');
  }
  return null;
}

/** The positional arguments as words of a shell; whatever is no plain string is a variable. */
function wordsOf(call: SyntaxNode, { text }: SourceText): string {
  const words: string[] = [];
  const list = call.getChild('ArgList');
  for (let node = list?.firstChild ?? null; node !== null; node = node.nextSibling) {
    if (/^[(),*]/.test(node.name)) continue;
    // A keyword: its name, `=` and its value are siblings.
    if (node.nextSibling?.name === 'AssignOp') {
      node = node.nextSibling.nextSibling ?? node;
      continue;
    }
    const inner = /^(["'])([^"'\\\n]{0,1000})\1$/.exec(text.slice(node.from, node.to))?.[2];
    words.push(node.name === 'String' && inner !== undefined ? `'${inner}'` : '"$NOX"');
  }
  return words.join(' ');
}

import { posix } from 'node:path';
import { rooms, surroundings } from '../../scripts/house/rooms.ts';
import type { Room } from '../../scripts/house/rooms.ts';
import type { Import } from './walk.ts';
import { walkModule } from './walk.ts';

/** Path below src → text. */
export type Modules = { readonly [path: string]: string };

/**
 * cosmiconfig looks for its own settings, and runs them, in the current directory; so the one file that constructs it
 * steps into pyrel's own folder first.
 */
const PROCESS_EXCEPTION = 'io/locate-config.ts';

const NAMELESS_FOLDER = /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/;

/** Says what is against the table of rooms: `src/FILE:LINE …: reason`, one line each. */
export function violations(modules: Modules): readonly string[] {
  return Object.entries(modules).flatMap(([file, text]) => judgeModule(file, text).map((said) => `src/${file}${said}`));
}

function judgeModule(file: string, text: string): readonly string[] {
  const room = roomOf(file);
  if (room === null) return [' is in no room: give it one, or add the room to scripts/house/rooms.ts with its reason'];
  const found: string[] = [];
  if (NAMELESS_FOLDER.test(file)) found.push(' is named for no noun: what it holds belongs to the room that it serves');
  const facts = walkModule(file, text);
  for (const one of facts.imports) {
    const wrong = judgeImport(file, room, one);
    if (wrong !== null) found.push(`:${one.line} ${wrong}`);
  }
  const isOutside = room.path === 'io/' || room.path === 'cli.ts';
  for (const { name, line } of facts.names) {
    if (!surroundings.includes(name) || (isOutside && name !== 'process')) continue;
    if (name === 'process' && (file === 'cli.ts' || file === PROCESS_EXCEPTION)) continue;
    found.push(`:${line} uses ${name}: the surroundings come in as arguments, through io/ and cli.ts`);
  }
  for (const line of facts.defaultExports) found.push(`:${line} exports a default: exports have names`);
  if (!isOutside) for (const line of facts.clockReads) found.push(`:${line} reads the clock: the date is an argument`);
  if (isRuleFile(file)) {
    for (const line of facts.asynchronous) found.push(`:${line} is asynchronous: a rule is synchronous and pure`);
  }
  return found;
}

function judgeImport(file: string, room: Room, one: Import): string | null {
  const { specifier, typeOnly } = one;
  if (specifier.startsWith('node:'))
    return room.node ? null : `imports ${specifier}: only io/ and cli.ts touch the machine`;
  if (!specifier.startsWith('.')) {
    const isOpen = room.libraries.some((name) => specifier === name || specifier.startsWith(`${name}/`));
    return isOpen ? null : `imports ${specifier}, which ${room.path} may not: ${room.reason}`;
  }
  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  const to = roomOf(target);
  if (to === null) return `imports ${specifier}, which is in no room`;
  if (to === room) return judgeNeighbour(file, target);
  if (room.values.includes('*') || room.values.includes(to.path)) return null;
  if (room.types.includes(to.path)) {
    return typeOnly ? null : `imports values of ${to.path}, of which ${room.path} may know types only: ${room.reason}`;
  }
  return `imports ${to.path}, which ${room.path} may not: ${room.reason}`;
}

/** Rules do not lean on each other: what two share belongs to the room whose noun it serves. */
function judgeNeighbour(file: string, target: string): string | null {
  if (!isRuleFile(file) || target === 'rules/rule.ts') return null;
  return `imports ${target}: a rule stands alone; what two rules share belongs to the room whose noun it serves`;
}

function isRuleFile(file: string): boolean {
  return file.startsWith('rules/') && file !== 'rules/rule.ts' && !file.endsWith('.gen.ts');
}

function roomOf(file: string): Room | null {
  return rooms.find(({ path }) => (path.endsWith('/') ? file.startsWith(path) : file === path)) ?? null;
}

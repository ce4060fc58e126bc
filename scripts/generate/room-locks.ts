import type { Room } from '../house/rooms.ts';
import { rooms, surroundings } from '../house/rooms.ts';
import { markdownTable } from './markdown-table.ts';

/** The linter's import rules, one override for each room. */
export function roomLocks(): string {
  const overrides = rooms.filter((room) => !room.values.includes('*')).map(lock);
  return `${JSON.stringify({ overrides }, null, 2)}\n`;
}

/** The rooms for docs/development.md. */
export function roomsTable(): string {
  const rows = rooms.map(({ path, values, types, libraries, node, reason }) => {
    const open = [values.join(' '), types.length === 0 ? '' : `types of ${types.join(' ')}`].filter(
      (part) => part !== '',
    );
    const packages = [...libraries, ...(node ? ['node:*'] : [])].join(' ');
    return [`\`src/${path}\``, values.includes('*') ? 'every room' : open.join('; '), packages, reason];
  });
  return markdownTable(['Room', 'May import', 'Libraries', 'Because'], rows);
}

/**
 * Two patterns, because oxlint lets everything pass that a negated line of any group matches: the first leaves only what
 * may be used at run time, the second closes the other rooms to type imports too.
 */
function lock(room: Room): object {
  const names = surroundings.filter((name) => room.path !== 'io/' || name === 'process');
  const message = `${room.path}: ${room.reason}`;
  return {
    files: [room.path.endsWith('/') ? `src/${room.path}**` : `src/${room.path}`],
    rules: {
      'no-restricted-globals': [
        'error',
        ...names.map((name) => ({ name, message: 'The surroundings come in as arguments.' })),
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['*', ...doors(room).map((door) => `!${door}`)], allowTypeImports: true, message },
            { regex: closedRooms(room), message },
          ],
        },
      ],
    },
  };
}

/** Patterns of the specifiers that the room may use, as oxlint matches them: like lines of a .gitignore. */
function doors(room: Room): readonly string[] {
  return [
    ...(isFolder(room) ? ['./*'] : []),
    ...room.values.map((path) => `${up(room)}${path}*`),
    ...room.libraries.flatMap((name) => [name, `${name}/**`]),
    ...(room.node ? ['node:*', 'node:*/**'] : []),
  ];
}

function closedRooms(room: Room): string {
  const open = new Set([room.path, ...room.values, ...room.types]);
  const closed = rooms.filter(({ path }) => !open.has(path)).map(({ path }) => path.replace('.', '\\.'));
  const machine = room.node ? '' : '|^node:';
  return `^${up(room).replaceAll('.', '\\.')}(${closed.join('|')})${machine}`;
}

function up(room: Room): string {
  return isFolder(room) ? '../' : './';
}

function isFolder(room: Room): boolean {
  return room.path.endsWith('/');
}

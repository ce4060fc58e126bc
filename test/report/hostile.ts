import type { Report } from '../../src/core/report.ts';
import { at, fail, finding, reportOf } from './sample.ts';

/** Characters that no format may let through: terminals obey or hide them, or XML cannot hold them. */
export const FORBIDDEN: readonly string[] = [
  ...range(0x00, 0x09),
  ...range(0x0b, 0x1f),
  ...range(0x7f, 0x9f),
  '\u00ad',
  '\u061c',
  '\u180e',
  ...range(0x200b, 0x200f),
  ...range(0x2028, 0x202e),
  ...range(0x2060, 0x2069),
  '\u3164',
  '\ufeff',
  '\ufffe',
  '\uffff',
  '\u{e0001}',
  '\ud800',
];

/** What a CI runner, a Markdown viewer or an XML reader would take for its own. */
const COMMANDS: readonly string[] = [
  '::error file=a,line=1::forged',
  '::stop-commands::x',
  '##[stop-commands]x',
  '##[error]forged',
  '##vso[task.setvariable variable=x]y',
  "##teamcity[message text='x']",
  '100%0A::warning::forged',
  ']]><failure/>&amp;',
  '[click](https://evil.example/) <img src=x>',
  '{0} {found} ${{ github.ref }}',
  'a\r\nb\nc',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
];

const EVIL: string = [...FORBIDDEN, ...COMMANDS].join('');

/** Every value that a repository can choose, chosen by an enemy. */
export const hostile: Report = reportOf(
  [
    fail(
      'version-mismatch',
      ...[EVIL, ...COMMANDS].map((evil) =>
        finding({
          data: { found: evil },
          what: evil,
          todo: evil,
          primary: at(evil, '2:1-5'),
          related: [at(evil, '1:2', evil)],
        }),
      ),
    ),
    { id: 'tag-format', target: 0, outcome: 'skip', reason: EVIL },
    ...[EVIL, ...COMMANDS].map(
      (evil) => ({ id: 'tag-exists', target: 0, subject: evil, outcome: 'error', reason: evil }) as const,
    ),
    {
      id: 'readme-missing',
      target: 0,
      outcome: 'ignored',
      reason: EVIL,
      findings: [finding({ what: EVIL, todo: EVIL, primary: at(EVIL, '1:1') })],
      suppression: { kind: 'inline', reason: EVIL, place: at(EVIL, '1:1') },
    },
    { id: 'tag-version-mismatch', target: 0, subject: EVIL, outcome: 'pass' },
  ],
  { modeReason: EVIL, targets: [{ path: EVIL, name: EVIL, version: EVIL, tag: EVIL, commit: null }] },
);

/** The lines that the code frames of the hostile report show. */
export const hostileLines: readonly string[] = [`${COMMANDS.join(' ')}${EVIL}`, ...COMMANDS, EVIL];

function range(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => String.fromCharCode(from + i));
}

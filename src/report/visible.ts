/**
 * Text of the linted repository, made fit to be shown. What a terminal would obey, hide or reorder is written as an
 * escape (`\x1b`, `\u202e`): a repository must not be able to recolour, overwrite or forge the report about itself.
 */

/** What is shown for some units of a text. */
export type Cell = {
  readonly text: string;
  /** UTF-16 units of the source that it stands for. */
  readonly units: number;
  /** Columns of a terminal. */
  readonly width: number;
};

/**
 * C0, C1 and DEL; format characters, among them the bidi controls of "Trojan Source" (CVE-2021-42574) and the
 * zero-width ones; U+2028 and U+2029; what fonts leave out; lone surrogates; noncharacters, two of which XML forbids.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/u;

/** Combining marks: shown with the character before them. */
const MARK = /[\p{Mn}\p{Me}]/u;

const PICTOGRAPH = /\p{Extended_Pictographic}/u;

/**
 * Joiner, variation selectors and skin tones. After a pictograph they only choose between pictures, and terminals
 * disagree about the width of the result: without them each picture is two columns everywhere.
 */
const PICTURE_CHOICE = /\u200d|[\ufe0e\ufe0f]|[\u{1f3fb}-\u{1f3ff}]/u;

/** East Asian Wide and Fullwidth (UAX #11), which JavaScript has no property for; regional indicators come in pairs. */
const WIDE =
  /(?![\u{1f1e6}-\u{1f1ff}])[\p{Emoji_Presentation}\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u3247\u3250-\u33ff\u3400-\u4dbf\u4dc0-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u;

/**
 * Log commands that a CI runner obeys wherever they stand in a line: `##[stop-commands]x` (actions/runner,
 * ActionCommand.TryParse), `##vso[task.setvariable …]`, `##teamcity[…]`. Points at the bracket.
 */
const RUNNER_COMMAND =
  /(?<=##)\[(?=(?:add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|internal-set-repo-path|notice|remove-matcher|save-state|set-env|set-output|stop-commands|warning)[ \]])|(?<=##(?:vso|teamcity))\[/gi;

const SHORT: { readonly [char: string]: string } = { '\t': String.raw`\t`, '\n': String.raw`\n`, '\r': String.raw`\r` };

/** Cuts a text into what is shown of it. `tab` is what a tab becomes. */
export function toCells(text: string, tab: string = String.raw`\t`): readonly Cell[] {
  const plain = plainCells(text);
  if (plain !== null) return plain;
  const commands = new Set(Array.from(text.matchAll(RUNNER_COMMAND), (match) => match.index));
  const cells: Cell[] = [];
  let at = 0;
  let base: 'none' | 'plain' | 'pictograph' = 'none';
  for (const char of text) {
    const last = cells.at(-1);
    if (last !== undefined && base === 'pictograph' && PICTURE_CHOICE.test(char)) {
      cells[cells.length - 1] = { ...last, units: last.units + char.length };
    } else if (last !== undefined && base !== 'none' && MARK.test(char) && !HIDDEN.test(char)) {
      cells[cells.length - 1] = { ...last, text: last.text + char, units: last.units + char.length };
    } else if (char === '\t') {
      cells.push({ text: tab, units: 1, width: tab.length });
      base = 'none';
    } else if (HIDDEN.test(char) || MARK.test(char) || commands.has(at)) {
      const escaped = escapeOf(char);
      cells.push({ text: escaped, units: char.length, width: escaped.length });
      base = 'none';
    } else {
      cells.push({ text: char, units: char.length, width: WIDE.test(char) ? 2 : 1 });
      base = PICTOGRAPH.test(char) ? 'pictograph' : 'plain';
    }
    at += char.length;
  }
  return cells;
}

/** Most lines are ASCII without anything to escape, and compiling the patterns above takes milliseconds. */
function plainCells(text: string): readonly Cell[] | null {
  return PLAIN.test(text) ? Array.from(text, (char) => ({ text: char, units: 1, width: 1 })) : null;
}

/** No control characters, and no `[`, with which runner commands begin behind `##`. */
const PLAIN = /^[ -Z\\-~]*$/;

function escapeOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return SHORT[char] ?? `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

/** A text as it is shown within a line. */
export function visible(text: string): string {
  return PLAIN.test(text)
    ? text
    : toCells(text)
        .map((cell) => cell.text)
        .join('');
}

/** Columns that a text takes once it is shown. */
export function shownWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const cell of toCells(text)) width += cell.width;
  return width;
}

/**
 * Makes a finished line harmless for runners that obey `::command::` at the start of a line, blanks left out
 * (actions/runner, ActionCommand.TryParseV2): a file may be called `::stop-commands::x`.
 */
export function defuse(line: string): string {
  return line.replace(/^(\s*):(?=:)/, String.raw`$1\x3a`);
}

/** JSON with the hidden characters escaped: the same value, and safe to look at in a terminal. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(HIDDEN_IN_JSON, jsonEscape).replace(RUNNER_COMMAND, jsonEscape)}\n`;
}

// Line feeds are JSON.stringify's own, between the values; those within strings are escaped already.
const HIDDEN_IN_JSON = new RegExp(`(?!\\n)${HIDDEN.source}`, 'gu');

function jsonEscape(char: string): string {
  let escaped = '';
  for (let i = 0; i < char.length; i++) escaped += `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return escaped;
}

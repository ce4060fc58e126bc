/** Nested more deeply than people write, and the parser's own stack would end (some 3,000 block quotes). */
const TOO_DEEP = /^(?:[ \t]{0,3}>){30}|^[ \t]{200}|\[{100}|(?:[-+*] ){40}/m;
/** Something that may be a relative address; most readmes have none, and are not parsed. */
const MAY_BE_RELATIVE =
  /(?:\]\(\s{0,20}<?|\]:\s{0,20}<?|\b(?:src|href)\s{0,20}=\s{0,20}["']?)(?![#\s<"']|https?:|mailto:|\/\/)/i;

/** `*`, `<`, `>`, `@`, `_`, a backtick and `|`. */
const MARKS: ReadonlySet<number> = new Set([0x2a, 0x3c, 0x3e, 0x40, 0x5f, 0x60, 0x7c]);

/** The parser takes seconds for tens of thousands of marks; a long readme has some hundred links. */
function isTooDense(text: string): boolean {
  let brackets = 0;
  let marks = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5b) brackets++;
    else if (MARKS.has(code)) marks++;
  }
  return brackets > 3000 || marks > 12_000;
}

/** What a look at the text without a parser tells: `none` has no relative address, `dense` would take the parser too long. */
export function scanMarkdown(text: string): 'none' | 'dense' | 'some' {
  if (!MAY_BE_RELATIVE.test(text)) return 'none';
  return TOO_DEEP.test(text) || isTooDense(text) ? 'dense' : 'some';
}

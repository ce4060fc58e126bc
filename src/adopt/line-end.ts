/** The line end that most lines of a text have. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const all = text.split('\n').length - 1;
  const crlf = text.split('\r\n').length - 1;
  return crlf * 2 > all ? '\r\n' : '\n';
}

/** Lines as they are written in a text of this line end. */
export function joined(lines: readonly string[], end: '\n' | '\r\n'): string {
  return lines.map((line) => line + end).join('');
}

/** The top-level `version` of a package.json, with the span of its text; null where it has none or does not parse. */
export function parseJsonVersion(text: string): { readonly value: string; readonly start: number; readonly end: number } | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof data !== 'object' || data === null || !('version' in data) || typeof data.version !== 'string') return null;
  const written = JSON.stringify(data.version);
  for (const match of text.matchAll(/"version"\s*:\s*/g)) {
    const at = match.index + match[0].length;
    if (depthAt(text, match.index) === 1 && text.startsWith(written, at)) return { value: data.version, start: at + 1, end: at + written.length - 1 };
  }
  return null;
}

/** Nesting of braces and brackets before an offset, strings left out. */
function depthAt(text: string, offset: number): number {
  let depth = 0;
  for (const [token] of text.slice(0, offset).matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
  }
  return depth;
}

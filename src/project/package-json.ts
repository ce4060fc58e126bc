/** A text of package.json and where it stands, quotes left out. */
export type JsonText = { readonly value: string; readonly start: number; readonly end: number };

/** A top-level text (`version`, `name`) of a package.json; null where it has none or does not parse. */
export function topLevelText(text: string, key: 'version' | 'name'): JsonText | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  const value: unknown =
    typeof data === 'object' && data !== null && key in data ? (data as Record<string, unknown>)[key] : undefined;
  if (typeof value !== 'string') return null;
  const written = JSON.stringify(value);
  for (const match of text.matchAll(new RegExp(`"${key}"\\s*:\\s*`, 'g'))) {
    const at = match.index + match[0].length;
    if (depthAt(text, match.index) === 1 && text.startsWith(written, at))
      return { value, start: at + 1, end: at + written.length - 1 };
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

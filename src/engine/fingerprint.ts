import type { Data } from '../core/message.ts';

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = (1n << 64n) - 1n;

/** FNV-1a, 64 bits, over UTF-16 units; hexadecimal. No secret depends on it: it only tells findings apart. */
function hash(text: string): string {
  let value = OFFSET;
  for (let i = 0; i < text.length; i++) {
    value ^= BigInt(text.charCodeAt(i));
    value = (value * PRIME) & MASK;
  }
  return value.toString(16).padStart(16, '0');
}

/** Same finding, same fingerprint, wherever its line has moved to and whichever version of pyrel says it. */
export function fingerprint(ruleId: string, messageId: string, file: string, data: Data): string {
  const sorted = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return hash(JSON.stringify([ruleId, messageId, file, sorted]));
}

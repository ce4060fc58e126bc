import type { Partial } from '../core/partial.ts';
import { holesIn, hole, isWhole } from '../core/partial.ts';

/** What `echo` or `printf` writes, as bash has them; null where a form of theirs is not read. */
export function linesSaid(program: string, words: readonly Partial[]): Partial | null {
  return program === 'echo' ? echoed(words) : printed(words);
}

/** Options come first; with `-e`, escapes have a meaning. */
function echoed(words: readonly Partial[]): Partial | null {
  const first = words.findIndex((word) => !/^-[neE]+$/.test(word));
  const from = first === -1 ? words.length : first;
  const options = words.slice(0, from).join('');
  const said = words.slice(from).join(' ');
  return options.includes('e') ? unescaped(said) : said;
}

/** `printf FORMAT WORD…`: the format is used anew until the words are used up. */
function printed([format, ...words]: readonly Partial[]): Partial | null {
  if (format === undefined || !isWhole(format)) return null;
  const text = unescaped(format);
  if (text === null || /%(?![s%])/.test(text)) return null;
  const pieces = text.split(/%([s%])/);
  const slots = pieces.filter((piece, i) => i % 2 === 1 && piece === 's').length;
  if (slots === 0) return text.replaceAll('%%', '%');
  const rounds = Math.max(1, Math.ceil(words.length / slots));
  if (rounds > MOST_ROUNDS) return null;
  let next = 0;
  let made = '';
  for (let round = 0; round < rounds; round++)
    made += pieces.map((piece, i) => (i % 2 === 0 ? piece : piece === '%' ? '%' : (words[next++] ?? ''))).join('');
  return made;
}

const MOST_ROUNDS = 100;

/** `\n` and `\t` undone; null for escapes beyond. */
function unescaped(text: Partial): Partial | null {
  if (!isWhole(text)) return text.includes('\\') ? hole(holesIn(text).join(', ')) : text;
  const made = text.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
  return made.includes('\\') ? null : made;
}

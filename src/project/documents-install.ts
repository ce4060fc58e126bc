import { atSpan } from '../core/place.ts';
import { documentLines, isCodeAt } from './documents-lines.ts';
import type { InstallCommand } from './documents.ts';

/** `pip install`, also through `python -m` and uv, and what installs a program from the index. */
const COMMAND =
  /(?<![\w.-])(?<tool>pip3? install|uv (?:add|tool install)|pipx install|poetry add|pdm add)(?<arguments>[ \t][^\n`|&;#]{1,300})/dg;
/** Options that take the next word. */
const TAKES_WORD =
  /^(?:-[rcieft]|--(?:requirement|constraint|index-url|extra-index-url|index|editable|find-links|target|python|group|with|prefix|root|proxy|cert|extra|source|suffix))$/;
const NAME =
  /^["']?(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]{0,80}[A-Za-z0-9])?)(?:\[[\w.,-]{0,80}\])?(?:(?:[=<>~!]=?=?|@)[\w.*,<>=!~]{0,40})?["']?$/d;

/** The distributions that a text tells to install by name. */
export function installCommands(file: string, text: string): readonly InstallCommand[] {
  const found: InstallCommand[] = [];
  for (const line of documentLines(text)) {
    if (!/install|add/.test(line.text)) continue;
    for (const match of line.text.matchAll(COMMAND)) {
      const span = match.indices?.groups?.['arguments'];
      if (span === undefined || !isCodeAt(line, match.index)) continue;
      for (const { name, start } of namesIn(line.text.slice(span[0], span[1]))) {
        const from = line.start + span[0] + start;
        found.push({
          file,
          value: name,
          place: atSpan(file, from, from + name.length),
          tool: match.groups?.['tool'] ?? '',
        });
      }
    }
  }
  return found;
}

function namesIn(words: string): readonly { readonly name: string; readonly start: number }[] {
  const found: { name: string; start: number }[] = [];
  let isTaken = false;
  for (const match of words.matchAll(/\S+/g)) {
    const [word] = match;
    const name = NAME.exec(word);
    const span = name?.indices?.groups?.['name'];
    if (isTaken || word.startsWith('-')) isTaken = !isTaken && TAKES_WORD.test(word);
    else if (span === undefined) return found;
    else found.push({ name: word.slice(span[0], span[1]), start: match.index + span[0] });
  }
  return found;
}

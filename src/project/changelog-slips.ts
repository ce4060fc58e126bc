import type { Declared } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import type { Head } from './changelog-entries.ts';
import { HEADING_LIMIT } from './changelog-entries.ts';
import { misspeltWord, readHeading } from './changelog-heading.ts';
import { LINE_LIMIT, plainText } from './changelog-markup.ts';
import type { Outline, Title } from './changelog-outline.ts';

/** A slip in the heading of a version. */
export type HeadingSlip = {
  /**
   * - `word`: `Verson 2.2.2`
   * - `blank`: `##1.2.3`, which is no heading to CommonMark
   * - `marks`: `[1.2.3]` alone on a line, over entries with headings
   * - `number`: `1..2.3`, `1.2,3`
   */
  readonly kind: 'word' | 'blank' | 'marks' | 'number';
  readonly heading: Declared<string>;
  /** The version that is meant. */
  readonly version: string;
  /** The heading, or the word in it, as it is meant. */
  readonly mended: string;
};

/** Slips in headings; none of a kind that the file has in most of them. */
export function readSlips(file: string, { lines, titles }: Outline, heads: readonly Head[]): readonly HeadingSlip[] {
  const versions = heads.flatMap(({ title, reading }) => (reading === null ? [] : [{ title, reading }]));
  const slips: HeadingSlip[] = [];
  const isSound = ({ line }: Title): boolean => lines[line]?.kind === 'title';
  const sound = versions.filter(({ title }) => isSound(title)).length;
  for (const { title, reading } of versions) {
    const add = (kind: HeadingSlip['kind'], mended: string): void =>
      void slips.push({ kind, heading: declared(file, title), version: reading.version.text, mended });
    const lead = title.text.slice(0, reading.version.start);
    const word = /\b[vr]/i.test(lead) ? misspeltWord(plainText(lead)) : null;
    if (word !== null) add('word', word.meant);
    const line = lines[title.line]?.text ?? '';
    const run = /^ {0,3}(#{1,6})(?![\s#])/.exec(line)?.[1];
    if (run !== undefined && isSound(title)) add('blank', `${run} ${title.text}`);
    if (!isSound(title) && sound >= 2) add('marks', title.text);
  }
  const counts = new Map<HeadingSlip['kind'], number>();
  for (const { kind } of slips) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kept = slips.filter(({ kind }) => (counts.get(kind) ?? 0) * 2 <= versions.length);
  return [...kept, ...misnumbered(file, titles)];
}

const NUMBER = /(?<![\w.,])[vV]?(?<number>\d{1,5}(?:\s?[.,;:]{1,2}\s?\d{1,5}){1,4})(?![\w.])/;

/** Titles whose number is a version's but for its dots. */
function misnumbered(file: string, titles: readonly Title[]): readonly HeadingSlip[] {
  const slips: HeadingSlip[] = [];
  for (const title of titles.slice(0, HEADING_LIMIT)) {
    if (title.text.length > LINE_LIMIT || !/\d(?:[.,;:]{2}|[,;:]|\s[.,;:]|\.\s)\s?\d/.test(title.text)) continue;
    const found = NUMBER.exec(plainText(title.text))?.groups?.['number'];
    if (found === undefined || /^\d+(?:\.\d+)*$/.test(found)) continue;
    const version = found.replace(/\s?[.,;:]{1,2}\s?/g, '.');
    const reading = readHeading(title.text);
    if (reading?.kind === 'version' && reading.version.text.includes('.') && !found.includes(reading.version.text))
      continue;
    const mended = title.text.replace(found, version);
    slips.push({ kind: 'number', heading: declared(file, title), version, mended });
  }
  return slips.slice(0, 100);
}

function declared(file: string, { start, text }: Title): Declared<string> {
  return { value: text, place: atSpan(file, start, start + text.length) };
}

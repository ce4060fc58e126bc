import type { Declared } from '../core/place.ts';
import { atSpan } from '../core/place.ts';
import type { Outline, Title } from './changelog-outline.ts';

/** Where a heading ends, and the lines that reStructuredText and setext headings draw around it. */
export type HeadingFrame = {
  /** Offset of the line after the heading, its underline included; null where the file ends there. */
  readonly next: number | null;
  readonly over: Declared<string> | null;
  readonly under: Declared<string> | null;
};

export function frameOf(file: string, { lines }: Outline, title: Title): HeadingFrame {
  const ruleAt = (index: number): Declared<string> | null => {
    const line = lines[index];
    const text = line?.text.trimEnd() ?? '';
    const isRule = /^([!-/:-@[-`{-~])\1+$/.test(text);
    return line === undefined || !isRule
      ? null
      : { value: text, place: atSpan(file, line.start, line.start + text.length) };
  };
  const under = title.next > title.line + 1 ? ruleAt(title.line + 1) : null;
  const over = under === null ? null : ruleAt(title.line - 1);
  return {
    next: lines[title.next]?.start ?? null,
    under,
    over: over?.value[0] === under?.value[0] ? over : null,
  };
}

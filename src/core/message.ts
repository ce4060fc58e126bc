import type { Safety } from './fix.ts';

export type Severity = 'error' | 'warning' | 'note';

/**
 * What a finding says. `{slot}` is filled from the finding's data; the type checker insists on every slot.
 *
 * - `what`: one clause, present tense, both values, no "should", no final stop
 * - `todo`: an imperative sentence with the literal text to write
 * - `fix`: the finding can be mended by `--fix`; a finding of the message may still come without edits
 */
export type Message = {
  readonly what: string;
  readonly todo: string;
  readonly severity: Severity;
  readonly fix?: Safety;
};

export type Messages = { readonly [messageId: string]: Message };

type Slots<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}` ? Slot | Slots<Rest> : never;

/** The data that a message's slots ask for; `{}` where it has none. */
export type MessageData<M extends Message> = {
  readonly [Slot in Slots<M['what']> | Slots<M['todo']>]: string | number;
};

export type Data = { readonly [slot: string]: string | number };

const SLOT = /\{([a-zA-Z]+)\}/g;

/** Fills the slots of a message text. An unfilled slot is a bug of the rule and throws. */
export function render(text: string, data: Data): string {
  return text.replace(SLOT, (_, slot: string) => {
    const value = data[slot];
    if (value === undefined) throw new Error(`message slot {${slot}} has no value in "${text}"`);
    return String(value);
  });
}

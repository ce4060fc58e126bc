import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** Somebody who can be asked. */
export type Terminal = {
  /** The answer without blanks around it; empty where the input ended. */
  readonly ask: (question: string) => Promise<string>;
  /** An open terminal keeps the process alive. */
  readonly close: () => void;
};

/** A terminal on both sides; null where either is a file or a pipe, and nobody would answer. */
export function terminalOn(
  input: Readable & { readonly isTTY?: boolean },
  output: Writable & { readonly isTTY?: boolean },
): Terminal | null {
  if (input.isTTY !== true || output.isTTY !== true) return null;
  let opened: LineReader | null = null;
  return {
    ask: (question) => (opened ??= readLines(input, output)).ask(question),
    close: () => opened?.close(),
  };
}

type LineReader = { readonly ask: (question: string) => Promise<string>; readonly close: () => void };

/** One reader for all questions: what was typed ahead would go with the first. */
function readLines(input: Readable, output: Writable): LineReader {
  const reader = createInterface({ input, output });
  const ahead: string[] = [];
  const state: { isClosed: boolean; answer: ((line: string) => void) | null } = { isClosed: false, answer: null };
  const hand = (line: string): void => {
    const { answer } = state;
    state.answer = null;
    if (answer === null) ahead.push(line);
    else answer(line);
  };
  reader.on('line', hand);
  reader.once('close', () => {
    state.isClosed = true;
    if (state.answer !== null) hand('');
  });
  return {
    ask: async (question) => {
      const typed = ahead.shift();
      if (typed !== undefined || state.isClosed) {
        // A reader that is prompted again would wait for more.
        output.write(`${question}${typed ?? ''}\n`);
        return typed?.trim() ?? '';
      }
      const answered = new Promise<string>((resolve) => (state.answer = resolve));
      reader.setPrompt(question);
      reader.prompt();
      return (await answered).trim();
    },
    close: () => reader.close(),
  };
}

/** Everything that comes in until the input ends. */
export async function readAll(input: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString();
}

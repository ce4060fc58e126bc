import type { Reporter } from './reporter.ts';

/** Names that `--format` takes. */
export type Format = 'text' | 'json' | 'sarif' | 'github' | 'junit' | 'markdown';

/** Each format is imported when it is asked for: a run prints one or two of them. */
const LOAD: { readonly [F in Format]: () => Promise<Reporter> } = {
  text: async () => (await import('./text.ts')).text,
  json: async () => (await import('./json.ts')).json,
  sarif: async () => (await import('./sarif.ts')).sarif,
  github: async () => (await import('./github.ts')).github,
  junit: async () => (await import('./junit.ts')).junit,
  markdown: async () => (await import('./markdown.ts')).markdown,
};

export const FORMATS: readonly Format[] = ['text', 'json', 'sarif', 'github', 'junit', 'markdown'];

export function isFormat(name: string): name is Format {
  return (FORMATS as readonly string[]).includes(name);
}

export function loadReporter(format: Format): Promise<Reporter> {
  return LOAD[format]();
}

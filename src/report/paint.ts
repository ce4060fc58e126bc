/** What a piece of text is; how it looks is decided here and nowhere else. */
export type Style = 'error' | 'warning' | 'note' | 'place' | 'label' | 'quiet' | 'good';

export type Paint = (style: Style, text: string) => string;

/** SGR parameters of the 16 basic colours: every terminal and CI log knows them, and themes adapt them. */
const SGR: { readonly [S in Style]: string } = {
  error: '1;31',
  warning: '1;33',
  note: '1;36',
  place: '1',
  label: '1;32',
  quiet: '2',
  good: '32',
};

export function painter(colour: boolean): Paint {
  if (!colour) return (_, text) => text;
  return (style, text) => (text === '' ? '' : `\u001b[${SGR[style]}m${text}\u001b[0m`);
}

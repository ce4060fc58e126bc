/** An address in HTML: what is written between the quotes, and where. */
export type HtmlAddress = {
  readonly kind: 'link' | 'image';
  readonly target: string;
  readonly start: number;
};

/** A tag that PyPI keeps with its address: it drops `source`, `video` and every `srcset` (readme_renderer, clean.py). */
const TAG = /<(?:(?<image>img)|a)(?=[\s/])(?<attributes>(?:[^<>"']|"[^"<>]{0,2000}"|'[^'<>]{0,2000}'){0,600}?)\/?>/gi;
const ATTRIBUTE =
  /(?<=\s)(?<name>[a-z-]{1,40})\s{0,20}=\s{0,20}(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s"'>]+))/gi;

/** Addresses in the tags of a piece of HTML that stands at an offset. */
export function addressesInHtml(html: string, offset: number): readonly HtmlAddress[] {
  const found: HtmlAddress[] = [];
  for (const tag of html.matchAll(TAG)) {
    const { image, attributes = '' } = tag.groups ?? {};
    const at = tag.index + tag[0].indexOf(attributes, image === undefined ? 2 : 4);
    const wanted = image === undefined ? 'href' : 'src';
    for (const attribute of attributes.matchAll(ATTRIBUTE)) {
      const { name = '', double, single, bare } = attribute.groups ?? {};
      if (name.toLowerCase() !== wanted) continue;
      const written = double ?? single ?? bare ?? '';
      const target = written.trim();
      const inner = attribute[0].lastIndexOf(written) + written.indexOf(target);
      found.push({
        kind: image === undefined ? 'link' : 'image',
        target,
        start: offset + at + attribute.index + inner,
      });
      break;
    }
  }
  return found;
}

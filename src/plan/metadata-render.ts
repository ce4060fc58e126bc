import { formatMoment } from './metadata-date.ts';
import type { MetadataHoles } from './metadata-holes.ts';
import type { Template, TemplatePart } from './metadata-template.ts';
import type { Instant } from './metadata-types.ts';
import type { Partial } from '../core/partial.ts';
import { inKnownPieces, isWhole } from '../core/partial.ts';

/** What a name stands for in a template. */
export type TemplateValue =
  /** `isCallable`: a function in the action, which takes arguments and heeds none. */
  | { readonly kind: 'text' | 'number'; readonly text: Partial; readonly isCallable: boolean }
  | { readonly kind: 'date'; readonly at: Instant };

export type TemplateNames = (name: string) => TemplateValue | null;

export type Rendered =
  | { readonly kind: 'text'; readonly text: Partial }
  | { readonly kind: 'unread' }
  | { readonly kind: 'wrong'; readonly message: string };

const ESCAPES: { readonly [letter: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
  '`': '&#x60;',
  '=': '&#x3D;',
};

/** Fills in a template as Handlebars does, which escapes values for HTML, in image tags, too. */
export function renderTemplate(template: Template, names: TemplateNames, holes: MetadataHoles): Rendered {
  return template.kind === 'parts' ? renderParts(template.parts, names, holes) : template;
}

function renderParts(parts: readonly TemplatePart[], names: TemplateNames, holes: MetadataHoles): Rendered {
  let made = '';
  for (const part of parts) {
    const rendered = renderPart(part, names, holes);
    if (rendered.kind !== 'text') return rendered;
    made += rendered.text;
  }
  return { kind: 'text', text: made };
}

function renderPart(part: TemplatePart, names: TemplateNames, holes: MetadataHoles): Rendered {
  if (part.kind === 'text') return part;
  const value = names(part.name);
  if (part.kind === 'value') {
    const rendered = renderValue(part, value, names, holes);
    return rendered.kind === 'text' && part.isEscaped
      ? { kind: 'text', text: inKnownPieces(rendered.text, escaped) }
      : rendered;
  }
  if (value?.kind === 'date') return { kind: 'wrong', message: `{{${part.name}}} has no format` };
  const isTrue = value === null ? false : isTruthy(value.kind, value.text, holes);
  if (isTrue === null) return { kind: 'unread' };
  return renderParts(isTrue === part.isNegated ? part.otherwise : part.body, names, holes);
}

/** `false` of the action's expressions is a text, and so it holds. */
function isTruthy(kind: 'text' | 'number', text: Partial, holes: MetadataHoles): boolean | null {
  if (isWhole(text)) return text !== '' && !(kind === 'number' && text === '0');
  return holes.isFilled(text) ? true : null;
}

function renderValue(
  part: TemplatePart & { kind: 'value' },
  value: TemplateValue | null,
  names: TemplateNames,
  holes: MetadataHoles,
): Rendered {
  const { name, args, named } = part;
  if (value?.kind === 'date') return renderDate(part, value.at, names, holes);
  if (value === null || !value.isCallable) {
    if (args.length > 0) return { kind: 'wrong', message: `{{${name}}} takes no arguments here` };
    if (value !== null && named.size > 0) return { kind: 'unread' };
  }
  return { kind: 'text', text: value?.text ?? '' };
}

function renderDate(
  part: TemplatePart & { kind: 'value' },
  at: Instant,
  names: TemplateNames,
  holes: MetadataHoles,
): Rendered {
  const [format] = part.args;
  if (format === undefined || part.args.length > 1) {
    return { kind: 'wrong', message: `{{${part.name}}} takes one format in quotes` };
  }
  for (const name of part.named.keys()) {
    if (name !== 'tz') return { kind: 'wrong', message: `Unknown ${name} attribute` };
  }
  if (typeof at === 'string') {
    holes.fill(at);
    return { kind: 'text', text: at };
  }
  const text = format.kind === 'text' ? format.text : names(firstName(format.text)) === null ? null : '';
  if (text !== null && !isWhole(text)) return { kind: 'unread' };
  const printed = formatMoment(at, text, part.named.get('tz') ?? 'UTC');
  return printed === null ? { kind: 'unread' } : { kind: 'text', text: printed };
}

function firstName(path: string): string {
  return path.split('.')[0] ?? '';
}

function escaped(known: string): string {
  return known.replace(/[&<>"'`=]/g, (letter) => ESCAPES[letter] ?? letter);
}

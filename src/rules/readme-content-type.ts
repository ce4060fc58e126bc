import type { Edit } from '../core/fix.ts';
import type { Declared } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** setuptools 38.6 writes the content type and PyPI renders Markdown by it. */
const CONTENT_TYPE_SINCE = '2018-03-20';

/** Types that the index accepts (Core metadata specification, Description-Content-Type). */
const TYPES: readonly string[] = ['text/plain', 'text/x-rst', 'text/markdown'];

const BY_SUFFIX: { readonly [suffix: string]: string } = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  rst: 'text/x-rst',
};

export const rule: LintRule = defineRule({
  meta: {
    id: 'readme-content-type',
    summary: 'The content type of the long description is missing, unknown, or not that of its file',
    why: 'PyPI takes the text for reStructuredText: it shows Markdown as raw text, or refuses the upload.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'packaging'],
  },
  messages: {
    missing: {
      what: '{readme} is Markdown, and no content type is declared, so PyPI takes it for reStructuredText',
      todo: 'Add {line}.',
      severity: 'error',
      fix: 'safe',
    },
    refused: {
      what: 'the content type {type} is not one that PyPI accepts',
      todo: 'Write one of {types}.',
      severity: 'error',
      fix: 'safe',
    },
    contradicts: {
      what: 'the content type is {type}, but {readme} is {expected} by its suffix',
      todo: 'Write {expected}.',
      severity: 'error',
      // The suffix may be what is wrong.
      fix: 'unsafe',
    },
    undetermined: {
      what: 'no content type can be told from the name {readme}, and the build stops there',
      todo: 'Name the type: readme.file = "{readme}" and readme.content-type = "text/markdown".',
      severity: 'error',
    },
  },
  check({ project, plan, report, skip }) {
    const { packaging, metadata } = project;
    if (packaging === null || metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { description } = packaging;
    if (description === null) return skip('no readme is declared');
    if (isUnknown(description)) return skip(description.unknown);
    if (plan.day.last < CONTENT_TYPE_SINCE) return skip('content types came with setuptools 38.6, after this release');
    const { files, contentType, place, isGuessed } = description;
    if (isUnknown(contentType)) return skip(contentType.unknown);
    const types = new Set(files.map((file) => BY_SUFFIX[suffixOf(file)] ?? 'other'));
    // Put together of several markups, or no file at all: nothing to expect.
    const expected = types.size === 1 ? [...types][0] : undefined;
    const [readme = ''] = files;
    if (contentType !== null) {
      const { value: type, place: at } = contentType;
      const problem = problemOf(type, expected);
      const fix = retyped(contentType, expected);
      if (problem === 'refused') report('refused', { at, data: { type, types: TYPES.join(', ') }, ...fix });
      if (problem === 'contradicts')
        report('contradicts', { at, data: { type, readme, expected: expected ?? '' }, ...fix });
    } else if (isGuessed) {
      const isTold = expected !== 'other' || suffixOf(readme) === 'txt';
      const stops = /setuptools|hatchling|flit|pdm/.test(packaging.backend);
      if (expected !== undefined && !isTold && stops) report('undetermined', { at: place, data: { readme } });
    } else if (expected === 'text/markdown') {
      const isCfg = metadata.origin === 'setup.cfg' && known(metadata.readme) !== null;
      const line = `long_description_content_type${isCfg ? ' = text/markdown' : '="text/markdown"'}`;
      const text = isCfg ? `\n${line}` : `, ${line}`;
      const fix: readonly Edit[] =
        place.kind === 'span' ? [{ kind: 'insert', file: place.file, offset: place.span.end, text }] : [];
      report('missing', { at: place, data: { readme, line }, ...(fix.length === 0 ? {} : { fix }) });
    }
  },
});

function problemOf(type: string, expected: string | undefined): 'refused' | 'contradicts' | null {
  const bare = type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!TYPES.includes(bare)) return 'refused';
  // Plain text fits every file.
  const fits = expected === undefined || expected === 'other' || bare === expected || bare === 'text/plain';
  return fits ? null : 'contradicts';
}

/** In TOML, where the value is the type and nothing else; what follows the type stays. */
function retyped(
  { value, place: at }: Declared<string>,
  expected: string | undefined,
): { readonly fix?: readonly Edit[] } {
  if (at.kind !== 'key' || expected === undefined || expected === 'other') return {};
  return { fix: [{ kind: 'replace', at, was: value, text: value.replace(/^[^;]*/, expected) }] };
}

function suffixOf(file: string): string {
  return /\.(?<suffix>\w+)$/.exec(file)?.groups?.['suffix']?.toLowerCase() ?? '';
}

// What docutils knows (docutils/parsers/rst/languages/en.py), and what PyPI turns off (readme_renderer, rst.py:
// file_insertion_enabled and raw_enabled are false). A list longer than docutils' own does no harm.

/** Directives that insert files or raw text. */
export const DISABLED: ReadonlySet<string> = new Set(['include', 'raw']);

export const DIRECTIVES: ReadonlySet<string> = new Set(
  (
    'admonition attention caution class code code-block compound container contents csv-table danger date default-role ' +
    'epigraph error figure footer header highlights hint image important include line-block list-table math meta note ' +
    'parsed-literal pull-quote raw replace restructuredtext-test-directive role rubric section-numbering sectnum ' +
    'sidebar sourcecode table target-notes tip title topic unicode warning imagemap questions qa faq'
  ).split(' '),
);

export const ROLES: ReadonlySet<string> = new Set(
  (
    'ab abbreviation ac acronym anonymous-reference citation-reference code emphasis footnote-reference i index literal ' +
    'math named-reference pep pep-reference raw rfc rfc-reference strong sub subscript substitution-reference sup ' +
    'superscript t target title title-reference uri uri-reference url restructuredtext-unimplemented-role'
  ).split(' '),
);

const CODE = ['class', 'name', 'number-lines'];

/** Options of the directives whose Sphinx namesakes take more. */
export const OPTIONS: { readonly [directive: string]: readonly string[] } = {
  code: CODE,
  'code-block': CODE,
  sourcecode: CODE,
};

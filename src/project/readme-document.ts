/** The long description as PyPI will show it. */
export type ReadmeDocument = { readonly file: string };

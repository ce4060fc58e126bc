/** What the shipped modules import, against what the metadata requires. */
export type ImportFacts = { readonly undeclared: readonly [] };

/** What a coverage report says of this revision. */
export type CoverageReport = { readonly file: string };

/** What the project says of its licence. */
export type Licensing = { readonly expression: null };

/** Ids that rules once had, each with the release that dropped it and what took its place. They are never used again. */
export const retiredIds: { readonly [id: string]: string } = {};

/**
 * Every address that pyrel itself names. Nothing here is fetched while linting: they are printed, or written into a
 * report for its reader to follow.
 */

/** Home page of the project, and the base of its pages. */
export const HOME: string = 'https://github.com/pyrel/pyrel';

/** Where a bug in pyrel is reported. */
export const ISSUES: string = `${HOME}/issues`;

/** The JSON schema of SARIF 2.1.0 with its errata, as OASIS publishes it. */
export const SARIF_SCHEMA: string =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The page of a rule or probe. */
export function rulePage(id: string): string {
  return `${HOME}/blob/main/docs/rules/${id}.md`;
}

import { buildIfStale } from '../scripts/bundle.ts';

/** Before the tests that run the built command. */
export async function setup(): Promise<void> {
  await buildIfStale();
}

import type { Declared } from '../core/place.ts';

/** What a version bumping tool's config says. */
export type BumpTool = {
  /** `bump-my-version`, `commitizen`, … */
  readonly tool: string;
  readonly file: string;
  /** The version that the tool believes to be current. */
  readonly current: Declared<string> | null;
};

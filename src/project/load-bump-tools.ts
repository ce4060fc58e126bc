import { loadBumpversion } from './bump-bumpversion.ts';
import { loadBumpver } from './bump-bumpver.ts';
import { loadCommitizen } from './bump-commitizen.ts';
import { loadReleasePlease } from './bump-release-please.ts';
import { loadSemanticRelease } from './bump-semantic-release.ts';
import { loadTbump } from './bump-tbump.ts';
import type { BumpTool } from './bump-tools.ts';
import type { PythonProject } from './load-metadata.ts';
import type { Reader } from './reader.ts';

/** Reads the configs of version bumping tools, and looks whether their files have what the tools will look for. */
export async function loadBumpTools(reader: Reader, root: string, python: PythonProject): Promise<readonly BumpTool[]> {
  const [bumpversion, ...others] = await Promise.all([
    loadBumpversion(reader, root, python),
    loadTbump(reader, root, python),
    loadBumpver(reader, root, python),
    loadCommitizen(reader, root, python),
    loadSemanticRelease(reader, root, python),
    loadReleasePlease(reader, root, python),
  ]);
  return [...bumpversion, ...others.filter((tool) => tool !== null)];
}

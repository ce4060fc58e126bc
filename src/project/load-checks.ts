import type { CheckedCommand, Checks } from './checks.ts';
import { loadReleaseRecord } from './load-release-record.ts';
import type { Reader } from './reader.ts';

/** What the config says of checks; `record` is relative to the git top level, with `{version}` in it. */
export type CheckSettings = {
  readonly commands: readonly CheckedCommand[];
  readonly manual: Checks['manual'];
  readonly record: string;
};

/** `version` is that of the release; null where none is judged. */
export async function loadChecks(
  reader: Reader,
  { commands, manual, record }: CheckSettings,
  version: string | null,
): Promise<Checks> {
  const isAsked = version !== null && manual.length > 0;
  const request = { template: record, version: version ?? '', steps: manual };
  return { commands, manual, record: isAsked ? await loadReleaseRecord(reader, request) : null };
}

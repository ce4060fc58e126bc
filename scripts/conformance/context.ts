import type { MetadataContext } from '../../src/plan/metadata-types.ts';

type Json = { readonly [key: string]: unknown };

/** A `.env` file of the fixtures: `NAME=value`, comments. */
export function readEnv(text: string): { readonly [name: string]: string } {
  const lines = text.split(/\r?\n/).map((line) => /^([A-Z_0-9]+)=(.*)$/.exec(line));
  return Object.fromEntries(lines.flatMap((found) => (found === null ? [] : [[found[1] ?? '', found[2] ?? '']])));
}

/** The context that the action makes of the runner's environment and the event's payload. */
export function contextOf(
  env: { readonly [name: string]: string },
  payload: Json,
  repository: Json,
  now: Date,
): MetadataContext {
  const pull = objectIn(payload, 'pull_request');
  const [prHeadSha, shortSha] = [env['DOCKER_METADATA_PR_HEAD_SHA'], env['DOCKER_METADATA_SHORT_SHA_LENGTH']];
  return {
    eventName: env['GITHUB_EVENT_NAME'] ?? '',
    ref: env['GITHUB_REF'] ?? '',
    sha: env['GITHUB_SHA'] ?? '',
    baseRef: textIn(payload, 'base_ref'),
    defaultBranch: textIn(repository, 'default_branch') ?? '',
    eventDefaultBranch: textIn(objectIn(payload, 'repository'), 'default_branch'),
    pullRequest:
      pull === null
        ? null
        : {
            number: String(payload['number']),
            baseRef: textIn(objectIn(pull, 'base'), 'ref'),
            headSha: textIn(objectIn(pull, 'head'), 'sha'),
          },
    now,
    commitDate: now,
    env: {
      ...(prHeadSha === undefined ? {} : { DOCKER_METADATA_PR_HEAD_SHA: prHeadSha }),
      ...(shortSha === undefined ? {} : { DOCKER_METADATA_SHORT_SHA_LENGTH: shortSha }),
    },
  };
}

export function objectIn(value: Json | null, key: string): Json | null {
  const found = value?.[key];
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Json) : null;
}

function textIn(value: Json | null, key: string): string | null {
  const found = value?.[key];
  return typeof found === 'string' ? found : null;
}

import { fillHoles, isWhole } from '../core/partial.ts';
import type { DistFile, DistUpload } from '../plan/artifacts.ts';
import { defineRule, isAllowedToFail } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'publish-dist-layout',
    summary: 'The folder that is uploaded holds no distributions, or something else beside them',
    why: 'The upload is the last job of the release, and it stops with nothing uploaded, or with a part.',
    since: '0.1.0',
    mode: 'always',
    needs: ['workflows', 'history', 'pyproject', 'versions', 'commit'],
  },
  messages: {
    nested: {
      what: '`{tool}` uploads from `{folder}/`, and the distributions lie a folder deeper: `{folder}/{file}`',
      todo: 'Write `merge-multiple: true` under `with:` of the step with actions/download-artifact, or `name:` where there is one artifact only.',
      severity: 'error',
    },
    empty: {
      what: '`{tool}` uploads from `{folder}/`, and no step of job {job} puts anything there',
      todo: 'Download the artifact with the distributions into `{folder}/` before, or name the folder that they lie in.',
      severity: 'error',
    },
    lacking: {
      what: '`{tool}` uploads from `{folder}/`, which holds no wheel and no source distribution, but `{file}`',
      todo: 'Put the distributions into `{folder}/`, or name the folder that they lie in.',
      severity: 'error',
    },
    stray: {
      what: '`{tool}` uploads all of `{folder}/`, and `{file}`, which {maker} puts there, is no distribution',
      todo: 'Write it to another folder, or take it away before the upload.',
      severity: 'error',
    },
  },
  check({ plan, report, skip }) {
    if (plan.simulation === null) return skip('no version is known that a release could be simulated with');
    const { uploads } = plan.artifacts;
    if (uploads.length === 0) return skip('no upload to a package index runs when a version is released');
    const closed = uploads.filter(isClosed);
    if (closed.length === 0)
      return skip(`the files are not all known: ${uploads[0]?.open ?? 'the upload may not run'}`);
    const said = new Set<string>();
    for (const upload of closed) {
      const key = JSON.stringify(upload.upload.place);
      if (said.has(key) || isAllowedToFail(upload.step)) continue;
      const found = faultOf(upload);
      if (found === null) continue;
      said.add(key);
      const { folder, job } = upload;
      const data = { tool: upload.upload.tool, folder: folder === '' ? '.' : folder };
      const at = upload.upload.place;
      if (found.kind === 'empty') report('empty', { at, data: { ...data, job: job.job.id } });
      else {
        const related = [{ at: found.file.place, note: 'is made here' }];
        const file = fillHoles(found.file.path, () => '…');
        if (found.kind === 'stray') report('stray', { at, related, data: { ...data, file, maker: found.file.madeBy } });
        else report(found.kind, { at, related, data: { ...data, file } });
      }
    }
  },
});

/** Everything in the folder is known, and the upload surely runs. */
function isClosed({ open, run, job, step }: DistUpload): boolean {
  return open === null && run.starts.is === 'yes' && job.runs.is === 'yes' && step.runs.is === 'yes';
}

type Fault = { readonly kind: 'empty' } | { readonly kind: 'nested' | 'lacking' | 'stray'; readonly file: DistFile };

function faultOf({ files, upload }: DistUpload): Fault | null {
  const [first] = files;
  if (first === undefined) return { kind: 'empty' };
  const top = files.filter(({ path }) => !path.includes('/'));
  if (!top.some(isDistribution)) {
    const nested = files.find(isDistribution);
    return nested === undefined ? { kind: 'lacking', file: first } : { kind: 'nested', file: nested };
  }
  // PyPA's action hands all that lies there to twine, which stops at what it does not know.
  const stray = upload.pypa === null ? undefined : top.find((file) => !isDistribution(file) && !isBeside(file.path));
  return stray === undefined ? null : { kind: 'stray', file: stray };
}

function isDistribution({ kind }: DistFile): boolean {
  return kind !== 'other';
}

/** Signatures and attestations, which twine takes along with the file that they are of; and names that are not known. */
function isBeside(path: string): boolean {
  return /\.(?:asc|attestation)$/.test(path) || path.startsWith('.') || path.includes('*') || !isWhole(path);
}

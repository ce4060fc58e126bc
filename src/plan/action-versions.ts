import { actionReference } from './upload-actions.ts';

/** `[major, minor, patch]` of an action. */
export type Release3 = readonly [major: number, minor: number, patch: number];

/** Which version of an action a `uses:` takes. */
export type ActionVersion =
  /** By a tag (`v1.12.4`), or by a commit that is known: `from` tells how. A comment is a hint only. */
  | { readonly kind: 'fixed'; readonly release: Release3; readonly from: 'tag' | 'table' | 'comment' }
  /** A branch or tag that moves: whatever is newest in its line (`release/v1`, `release/v1.8`) on the day of the run. */
  | { readonly kind: 'moving'; readonly line: readonly [major: number, minor: number | null] }
  | { readonly kind: 'unknown' };

/**
 * Commits of releases, and of annotated tags, which GitHub takes as well. The tags of the repository up to v1.8.14, and
 * after that pins that repositories give with a version beside them.
 */
export const ACTION_COMMITS: {
  readonly day: string;
  readonly actions: { readonly [slug: string]: { readonly [commit: string]: string } };
} = {
  day: '2026-11-21',
  actions: {
    'pypa/gh-action-pypi-publish': {
      '37e305e7413032d8422456179fee28fac7d25187': '1.1.0',
      '65c102608decbf3e63dae02df16ea3d252e16f13': '1.2.0',
      bf7a320fbac4f92b50d16d1275f18be0a5cf4e87: '1.2.1',
      '6a02ab807dd289aa281becac7152f29621389dd1': '1.2.2',
      '00ef3b81828a3fa69f3434842ce50ec3981351b0': '1.3.0',
      '246924170b9624f2091ab3e75c1e7df8d580ef2b': '1.3.0',
      bce3b74dbf8cc32833ffba9d15f83425c1a736e0: '1.3.1',
      '978ab9d8ae158a74ee2dd849d31cc7ffac2606f4': '1.3.1',
      '1f0bcf278d9af0c29fb7bf10635c22f1a8201c54': '1.4.0',
      '54b39fb9371c0b3a6f9f14bb8a67394defc7a806': '1.4.1',
      bd49659508ecdaad518bfe79f870cca0c2dcea2c: '1.4.1',
      '27b31702a0e7fc50959f5ad993c78deac1bdfc29': '1.4.2',
      de28d9ba77687207b06b3b209062202e973a6cd9: '1.4.2',
      '717ba43cfbb0387f6ce311b169a825772f54d295': '1.5.0',
      '0fc90bca7acbb84292e0cff399f8579284fcfc7d': '1.5.0',
      '37f50c210e3d2f9450da2cd423303d6a14a6e29f': '1.5.1',
      e82502a58f785c921a7a22a77e4c78c122f24081: '1.5.1',
      d7edd4c95736a5bc1260d38b5523f5d24338bc25: '1.5.2',
      '24696e5c218781fafd71098a74766e72859ff780': '1.5.2',
      d2a2496a01f8b4b773ccd9cae8f2151589de5b62: '1.6.0',
      c81663dec4eaf59865c114f80d045990b48cf651: '1.6.0',
      '5d1679fa6b895587c6eb10c3fe82205b440a580e': '1.6.1',
      '6ab5058c87d1547a87f18c62940958e8b671eb23': '1.6.1',
      ce291dce5b39b74daf2a1a0dcb652314e3263edb: '1.6.2',
      '35ac5e279d2410058ff00ffe6b1b66d97d424bde': '1.6.2',
      e71a4a4c1d3837e77d0353f9229be9217526a2c4: '1.6.3',
      '3d8483b980ba862e227ad344aef53a4c8925ee6f': '1.6.3',
      c7f29f7adef1a245bd91520e94867e5c6eedddcc: '1.6.4',
      '5bafe663595f0774cde1f3da2749ed0cdb80f199': '1.6.4',
      '32b5e9370928566935e085a9154f23bd662ef41c': '1.6.5',
      b0e805d76ccae90f8b12938287e863fb19dbc3ea: '1.6.5',
      '7104b6e981edc64651f8fc454998a67914173bdb': '1.7.0',
      c43daab09d4868a5e9976f7f635b5a401680ceb9: '1.7.0',
      '22b4d1f12511f2696162c08546dafbaa903448a2': '1.7.1',
      c32c76c3eb1726a8dfb21c8646d3f2e252275284: '1.7.1',
      '8ef2b3d46c9ecba901fb2ae21d98e322c4089c4e': '1.8.0',
      c885e3684f3c07e1dbfaedb92012a0eb38630bf8: '1.8.0',
      a3a3bafbb3e5a75a854ae1bc53ae128cf22c4af4: '1.8.1',
      '9260449fd3b96fc37d87c2aa31ad246554e28b40': '1.8.1',
      f3ce18f69986f83a044b6e618425238f6c1bb8ef: '1.8.2',
      e4ba694d1db30f9f798255153f90d1960591a3a4: '1.8.2',
      '48b317d84d5f59668bb13be49d1697e36b3ad009': '1.8.3',
      '1b49e7cd85bc493c33c546b33b662b4670dc7754': '1.8.3',
      '29930c9cf57955dc1b98162d0d8bc3ec80d9e75c': '1.8.4',
      '4da962db6bfb895d2114452d0efeb0ead5251143': '1.8.4',
      '0bf742be3ebe032c25dd15117957dc15d0cfc38d': '1.8.5',
      ec94faf661171edd10e04e17083573f3b8cec97e: '1.8.5',
      a56da0b891b3dc519c7ee3284aff1fad93cc8598: '1.8.6',
      '022908f23cbfe6da2e7982feef85a9ca21ec4c0c': '1.8.6',
      f5622bde02b04381239da3573277701ceca8f6a0: '1.8.7',
      a22a47905863bf08b196e66a1a5970e0c36b077b: '1.8.7',
      f8c70e705ffc13c3b4d1221169b84f12a75d6ca8: '1.8.8',
      ae63f3323ae7b31c08f2805b18056cbf132ce478: '1.8.8',
      ade57f54dcc56d4858ca681c80269c26dc7b9149: '1.8.9',
      c113c7076b790e9d026a6f3c111f4bfbb4460ba7: '1.8.9',
      b7f401de30cb6434a1e19f805ff006643653240e: '1.8.10',
      a4160796eac2c969452993d54d054b2b39b6c13c: '1.8.10',
      '2f6f737ca5f74c637829c0f5c3acd0e29ea5e8bf': '1.8.11',
      f946db0f765b9ae754e44bfd5ae5b8b91cfb37ef: '1.8.11',
      e53eb8b103ffcb59469888563dc324e3c8ba6f06: '1.8.12',
      f8276ee1a254ef352db6e5f5f630adb835f2bdae: '1.8.12',
      '741947b9cadc96c98b60dd2f32f89a5ef7fb113c': '1.8.13',
      acce7fb5c7f715a6a8cbcf6f0dee592227e4c2ab: '1.8.13',
      '81e9d935c883d0b210363ab89cf05f3894778450': '1.8.14',
      '68e62d4871ad9d14a9d55f114e6ac71f0b408ec0': '1.8.14',
      ec4db0b4ddc65acdf4bff5fa45ac92d78b56bdf0: '1.9.0',
      '0ab0b79471669eb3a4d647e625009c62f9f3b241': '1.10.1',
      f7600683efdcb7656dec5b29656edb7bc586e597: '1.10.3',
      '15c56dba361d8335944d31a2ecd17d700fc7bcbc': '1.12.2',
      '67339c736fd9354cd4f8cb0b744f2b82a74b5c70': '1.12.3',
      '76f52bc884231f62b9a034ebfe128415bbaabdfc': '1.12.4',
      ed0c53931b1dc9bd32cbe73a98c7f6766f8a527e: '1.13.0',
      cef221092ed1bacb1cc03d23a2d87d1d172e277b: '1.14.0',
      ba38be9e461d3875417946c167d0b5f3d385a247: '1.14.1',
      dc37677b2e1c63e2034f94d8a5b11f265b73ba33: '1.14.2',
    },
  },
};

const UNKNOWN: ActionVersion = { kind: 'unknown' };

/**
 * The version of an action.
 *
 * @param uses as written: `owner/name@ref`, `docker://ghcr.io/owner/name:tag`
 * @param comment what stands behind it in the line; null where nothing does
 */
export function actionVersion(uses: string, comment: string | null): ActionVersion {
  const { slug, ref } = actionReference(uses);
  const tagged = releaseOf(ref);
  if (tagged !== null) return { kind: 'fixed', release: tagged, from: 'tag' };
  const [, major, minor] = /^(?:release\/|unstable\/|release-|unstable-)?v?(\d{1,4})(?:\.(\d{1,4}))?$/.exec(ref) ?? [];
  if (major !== undefined && ref.length < 30)
    return { kind: 'moving', line: [Number(major), minor === undefined ? null : Number(minor)] };
  if (!/^[0-9a-f]{40}$/i.test(ref)) return UNKNOWN;
  const commits = ACTION_COMMITS.actions[slug] ?? {};
  const known = releaseOf(commits[ref.toLowerCase()] ?? '');
  if (known !== null) return { kind: 'fixed', release: known, from: 'table' };
  const said = /^#\s*(?:tag=|ratchet:\S{0,100}@|pin@)?(v?\d[\d.]{0,20})(?=\s|$)/.exec(comment ?? '')?.[1];
  const hinted = releaseOf(said ?? '');
  return hinted === null ? UNKNOWN : { kind: 'fixed', release: hinted, from: 'comment' };
}

/** Whether the version comes before a release; null where that is not known. */
export function isBefore(version: ActionVersion, release: Release3): boolean | null {
  if (version.kind === 'unknown') return null;
  if (version.kind === 'fixed') return compare(version.release, release) < 0;
  const [major, minor] = version.line;
  if (major !== release[0]) return major < release[0];
  // A branch for a whole major holds its newest release, of whichever day.
  if (minor === null || minor === release[1]) return null;
  return minor < release[1];
}

function compare(one: Release3, other: Release3): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

function releaseOf(text: string): Release3 | null {
  const [, major, minor, patch] = /^v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})$/.exec(text) ?? [];
  return major === undefined ? null : [Number(major), Number(minor), Number(patch)];
}

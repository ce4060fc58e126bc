import type { Workflow } from '../project/workflow.ts';

/** How a repository names the actions that it uses. */
export type Pinning = {
  /** `actions/checkout@v5`, as most of its workflows write it; a comment behind a commit id is kept. */
  readonly checkout: string;
  /** Whether actions are named by commit, so that no tag can be moved under them. */
  readonly isByCommit: boolean;
};

/** The oldest that runs on a Node which GitHub still offers is v4; older ones are no model. */
const OLDEST = 4;
const NEWEST = 'actions/checkout@v5';

/** `textOf` gives the text of a workflow, where the comment that says which version a commit id is stands. */
export function pinningOf(workflows: readonly Workflow[], textOf: (file: string) => string): Pinning {
  const counts = new Map<string, number>();
  for (const one of workflows.flatMap(({ file }) => checkoutsIn(textOf(file))))
    counts.set(one, (counts.get(one) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  const refs = workflows
    .flatMap(({ jobs }) => jobs.flatMap(({ steps, uses }) => [...steps.map((step) => step.uses), uses]))
    .flatMap((uses) => /^[^.][^@]*@(.+)$/.exec(uses?.value ?? '')?.[1] ?? []);
  const byCommit = refs.filter((ref) => /^[0-9a-f]{40}$/.test(ref)).length;
  return { checkout: most?.[0] ?? NEWEST, isByCommit: byCommit * 2 > refs.length };
}

function checkoutsIn(text: string): readonly string[] {
  const found = text.matchAll(
    /^[ \t]*(?:-[ \t]+)?uses:[ \t]*(?<quote>["']?)(?<ref>actions\/checkout@[\w./-]{1,80})\k<quote>[ \t]*(?<comment>#[ \t]{0,8}[\w. -]{1,40})?\r?$/gm,
  );
  return Array.from(found, ({ groups }) => {
    const { ref = '', comment } = groups ?? {};
    return comment === undefined ? ref : `${ref} ${comment.trim()}`;
  }).filter(isUsable);
}

function isUsable(uses: string): boolean {
  const [, ref = '', comment = ''] = /@(\S+)(?: (.*))?$/.exec(uses) ?? [];
  const isCommit = /^[0-9a-f]{40}$/.test(ref);
  const major = /^\D{0,8}(\d{1,3})\b/.exec(isCommit ? comment : ref)?.[1];
  return major === undefined ? isCommit : Number(major) >= OLDEST;
}

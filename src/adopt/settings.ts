import { isUnknown, known } from '../core/unknown.ts';
import type { Plan } from '../plan/plan.ts';
import type { Inferred } from '../project/inferred.ts';
import type { Project } from '../project/project.ts';

/** A key of the config, with what the repository shows of it. */
export type Setting = {
  /** As written on the left of `=`. */
  readonly key: string;
  /** As written on the right of it. */
  readonly value: string;
  /** On what it stands, for the comment. */
  readonly from: string;
  /**
   * Whether it is written in force. Only what has no exception and is hard to see later is: a shallow clone knows no
   * tags, and a workflow that vanished cannot say that it was there. The rest stays inferred, and a comment tells it.
   */
  readonly isSure: boolean;
};

/** What the config may say of the one project that it is for. */
export function settingsOf(project: Project, plan: Plan): readonly Setting[] {
  const { tagPrefix, scheme } = project.conventions;
  return [
    ...inferred('tag-prefix', tagPrefix, true),
    // A scheme is what a project may still change its mind about, so it is told and not fixed.
    ...inferred('version-scheme', scheme, false),
    ...publishing(plan),
    ...changelogFile(project),
  ];
}

function inferred(
  key: string,
  fact: Inferred<string> | null | { readonly unknown: string },
  isFixed: boolean,
): readonly Setting[] {
  if (fact === null || isUnknown(fact) || fact.strength === 'config') return [];
  return [{ key, value: tomlString(fact.value), from: fact.from, isSure: isFixed && fact.strength === 'uniform' }];
}

function publishing({ publishing: { uploads, unsure } }: Plan): readonly Setting[] {
  const upload = uploads.find(({ index }) => index.kind === 'pypi');
  if (upload !== undefined) {
    const from = `${upload.tool} in ${upload.workflow.file}, job ${upload.job.id}`;
    return [{ key: 'publish', value: 'true', from, isSure: true }];
  }
  if (uploads.length > 0 || unsure.length > 0) return [];
  return [
    { key: 'publish', value: 'false', from: 'if it is not released on an index: no workflow uploads', isSure: false },
  ];
}

function changelogFile(project: Project): readonly Setting[] {
  const file = known(project.changelog)?.file;
  if (file === undefined) return [];
  const inside = project.root === '' ? file : file.slice(project.root.length + 1);
  const isBelow = project.root === '' || file.startsWith(`${project.root}/`);
  return isBelow ? [{ key: 'changelog.file', value: tomlString(inside), from: 'found', isSure: false }] : [];
}

/** A basic string (TOML 1.0, "String"): JSON's escapes are TOML's, but for DEL, which TOML wants escaped too. */
function tomlString(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', String.raw`\u007f`);
}

import type { Declared } from '../core/place.ts';
import type { Maybe, Unknown } from '../core/unknown.ts';
import { isUnknown, unknown } from '../core/unknown.ts';
import type { Metadata } from '../project/metadata.ts';
import type { Project } from '../project/project.ts';

/** What somebody has who installs the release. */
export type InstalledSurface = {
  /** Distribution name. */
  readonly name: Maybe<Declared<string>>;
  /** Import packages and modules, top level: `live_vlm_webui`. Unknown where discovery cannot be told. */
  readonly imports: readonly Declared<string>[] | Unknown;
  /** Console and GUI scripts with their targets. */
  readonly scripts: readonly {
    readonly name: string;
    readonly target: string;
    readonly place: Declared<string>['place'];
  }[];
  readonly requiresPython: Maybe<Declared<string>>;
  /** Extras. */
  readonly extras: readonly string[];
  /** Why the scripts and extras may not be all; null where they are. */
  readonly open: string | null;
};

/** Says what an installation brings; pure. Null where there is no Python project. */
export function planSurface({ metadata, name, packaging }: Project): InstalledSurface | null {
  if (metadata === null) return null;
  if (isUnknown(metadata)) {
    const requiresPython = metadata;
    return { name, imports: metadata, scripts: [], requiresPython, extras: [], open: metadata.unknown };
  }
  return {
    name,
    imports: packaging === null ? unknown('how it is packed was not read') : packaging.imports,
    scripts: metadata.entryPoints.items
      .filter(({ group }) => group === 'console_scripts' || group === 'gui_scripts')
      .map((entry) => ({ name: entry.name, target: entry.value, place: entry.place })),
    requiresPython: metadata.requiresPython,
    extras: extrasOf(metadata),
    open: openEnd(metadata),
  };
}

function extrasOf({ requirements }: Metadata): readonly string[] {
  return [...new Set(requirements.items.flatMap(({ extra }) => extra ?? []))];
}

function openEnd({ entryPoints, requirements }: Metadata): string | null {
  const open = [...(entryPoints.isComplete ? [] : ['commands']), ...(requirements.isComplete ? [] : ['extras'])];
  return open.length === 0 ? null : `code or another file may add ${open.join(' and ')}`;
}

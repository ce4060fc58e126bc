import type { Place } from '../core/place.ts';
import type { DistFile } from './artifacts.ts';
import type { DistName } from './artifact-builds.ts';
import { pathIn } from './artifact-paths.ts';
import type { Partial } from '../core/partial.ts';
import { hole, holesIn, isWhole } from '../core/partial.ts';
import type { JobRun, StepRun } from './simulation.ts';
import { textOf } from './value.ts';

/** What a step with cibuildwheel or maturin makes. */
export type Built = {
  readonly files: readonly DistFile[];
  /** Where they lie. */
  readonly folder: Partial;
  /** Why others may lie there too; null where these are all. */
  readonly open: string | null;
};

/** The system that a runner's label names, as cibuildwheel calls it. */
function systemOf({ runsOn }: Pick<JobRun, 'runsOn'>): string | null {
  const label = runsOn.find((one) => isWhole(one) && /^(?:ubuntu|windows|macos)/.test(one)) ?? '';
  return label.startsWith('ubuntu')
    ? 'linux'
    : label.startsWith('windows')
      ? 'windows'
      : label.startsWith('macos')
        ? 'macos'
        : null;
}

/** What `uname -m` says on GitHub's own runners; null where the label does not tell. */
function machineOf({ runsOn }: JobRun): string | null {
  const label = runsOn.find((one) => isWhole(one) && /^(?:ubuntu|windows|macos)/.test(one)) ?? '';
  if (/arm/.test(label))
    return label.startsWith('ubuntu') ? 'aarch64' : label.startsWith('windows') ? 'ARM64' : 'arm64';
  if (label.startsWith('ubuntu')) return 'x86_64';
  if (label.startsWith('windows')) return 'AMD64';
  // macos-13 and older, and the large ones, are Intel machines; macos-14 and -latest are not.
  if (/^macos-1[0-3](?:$|-large)|-large$|-intel$/.test(label)) return 'x86_64';
  return label.startsWith('macos') ? 'arm64' : null;
}

/**
 * Wheels of cibuildwheel, one entry for each architecture: how many Pythons each has is left to it.
 * https://cibuildwheel.pypa.io/en/stable/options/#archs
 */
export function cibuildwheelWheels(step: StepRun, job: JobRun, name: DistName, place: Place): Built {
  const folder = pathIn('', step.input('output-dir')?.value.trim() || 'wheelhouse');
  return { ...wheelsInto(folder, step, job, name, place), folder };
}

export function wheelsInto(folder: Partial, step: StepRun, job: JobRun, name: DistName, place: Place): Built {
  const platforms = platformsOf(step, job);
  const files = platforms.map((platform) => ({
    path: `${folder}/${name.wheel}`,
    kind: 'wheel' as const,
    place,
    madeBy: 'cibuildwheel',
    platform,
  }));
  return { files, folder, open: null };
}

function platformsOf(step: StepRun, job: JobRun): readonly Partial[] {
  const only = settingOf(step, 'CIBW_ONLY', 'only');
  if (only !== null && only !== '') return [platformOfIdentifier(only)];
  const chosen = settingOf(step, 'CIBW_PLATFORM', null);
  const system = chosen !== null && chosen !== 'auto' && chosen !== '' ? chosen : systemOf(job);
  if (system === null) return [hole('the machine that the job runs on')];
  const archs =
    settingOf(step, `CIBW_ARCHS_${system.toUpperCase()}`, null) ?? settingOf(step, 'CIBW_ARCHS', null) ?? 'auto';
  if (!isWhole(archs)) return [`${system}/${archs}`];
  return archs
    .split(/[\s,]+/)
    .filter((arch) => arch !== '')
    .flatMap((arch) => archsOf(arch, system, job))
    .map((arch) => `${system}/${arch}`);
}

/** `auto`, `native` and `all` stand for several. */
function archsOf(arch: string, system: string, job: JobRun): readonly Partial[] {
  const machine = machineOf(job) ?? hole('the machine that the job runs on');
  if (arch === 'native' || arch === 'auto64') return [machine];
  // Since cibuildwheel 3 `auto` leaves out 32 bit on Linux; before, i686 stood beside x86_64.
  if (arch === 'auto') return system === 'windows' && machine === 'AMD64' ? ['AMD64', 'x86'] : [machine];
  if (arch === 'auto32') return [system === 'windows' ? 'x86' : 'i686'];
  if (arch === 'all')
    return (
      (
        {
          linux: ['x86_64', 'i686', 'aarch64', 'ppc64le', 's390x', 'armv7l', 'riscv64'],
          windows: ['AMD64', 'x86', 'ARM64'],
          macos: ['x86_64', 'arm64', 'universal2'],
        } as const
      )[system as 'linux' | 'windows' | 'macos'] ?? [hole(`all that there is for ${system}`)]
    );
  return [arch];
}

/** `cp312-manylinux_x86_64`, `cp311-win_amd64`, `cp310-macosx_universal2`. */
function platformOfIdentifier(identifier: Partial): Partial {
  const [, system, arch] = /-(manylinux|musllinux|win|macosx)_?(\w*)$/.exec(identifier) ?? [];
  if (!isWhole(identifier) || system === undefined) return hole(holesIn(identifier).join(', ') || 'CIBW_ONLY');
  const name = system === 'win' ? 'windows' : system === 'macosx' ? 'macos' : 'linux';
  const shown = name === 'windows' ? ({ amd64: 'AMD64', '32': 'x86', arm64: 'ARM64' }[arch ?? ''] ?? arch) : arch;
  return `${name}/${shown ?? ''}`;
}

function settingOf(step: StepRun, variable: string, input: string | null): Partial | null {
  const given = input === null ? null : step.input(input);
  if (given !== null && given.value.trim() !== '') return given.value.trim();
  const value = step.variable(variable);
  return value === undefined ? null : textOf(value).trim();
}

const TRIPLES: { readonly [system: string]: string } = {
  linux: 'linux',
  windows: 'windows',
  darwin: 'macos',
  apple: 'macos',
};

/** What maturin-action makes: a wheel for each Python that it finds, and a source distribution where it is asked for one. */
export function maturinFiles(step: StepRun, job: JobRun, name: DistName, place: Place): Built {
  const command = step.input('command')?.value.trim() || 'build';
  const args = (step.input('args')?.value ?? '').split(/\s+/);
  const at = args.findIndex((arg) => /^(?:-o|--out)$/.test(arg));
  const joined = args.find((arg) => arg.startsWith('--out='))?.slice(6);
  const base = pathIn('', step.input('working-directory')?.value ?? '');
  const folder = pathIn(base, joined ?? (at === -1 ? 'target/wheels' : (args[at + 1] ?? 'target/wheels')));
  const made = { place, madeBy: `maturin ${command}` };
  const sdist: DistFile = { path: `${folder}/${name.sdist}`, kind: 'sdist', platform: null, ...made };
  if (command === 'sdist') return { files: [sdist], folder, open: null };
  if (command !== 'build') return { files: [], folder, open: null };
  const wheel: DistFile = {
    path: `${folder}/${name.wheel}`,
    kind: 'wheel',
    platform: maturinPlatform(step, job),
    ...made,
  };
  return { files: args.includes('--sdist') ? [wheel, sdist] : [wheel], folder, open: null };
}

function maturinPlatform(step: StepRun, job: JobRun): Partial {
  const target = step.input('target')?.value.trim() ?? '';
  const system = systemOf(job);
  if (!isWhole(target)) return hole(holesIn(target).join(', '));
  const machine = target === '' ? machineOf(job) : (target.split('-')[0] ?? null);
  // A target triple names the system as well: `aarch64-apple-darwin`.
  const named = target
    .split('-')
    .map((part) => TRIPLES[part])
    .find((one) => one !== undefined);
  if (machine === null || (named ?? system) === null) return hole('the machine that the job runs on');
  return `${named ?? system ?? ''}/${machine}`;
}

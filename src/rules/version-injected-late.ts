import type { Place } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import type { ShellCommand } from '../project/shell.ts';
import type { Job, Step } from '../project/workflow.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-injected-late',
    summary: 'A release job writes the version after it has built',
    why: 'What is uploaded was built before, and carries the version that the tree had then.',
    since: '0.1.0',
    mode: 'always',
    needs: ['workflows'],
  },
  messages: {
    late: {
      what: 'the job {job} writes the version with `{command}` after it has built, and uploads what was built before',
      todo: 'Move the step before the one that builds.',
      severity: 'error',
    },
  },
  check({ project, report, skip }) {
    const jobs = project.workflows.flatMap((workflow) => workflow.jobs);
    if (jobs.length === 0) return skip('no workflow has a job');
    for (const job of jobs) {
      const late = lateWrite(job);
      if (late !== null)
        report('late', {
          at: late.write.place,
          data: { job: job.id, command: late.write.text },
          related: [{ at: late.built, note: 'built here' }],
        });
    }
  },
});

type Event =
  | { readonly kind: 'build' | 'upload'; readonly place: Place }
  | { readonly kind: 'write'; readonly place: Place; readonly text: string }
  /** What may build, commit or write in a way that is not read. */
  | { readonly kind: 'other' };

/** A write between the last build and the upload, with nothing unread between them. */
function lateWrite(job: Job): { readonly write: Event & { kind: 'write' }; readonly built: Place } | null {
  const events = job.steps.flatMap(eventsOf);
  const upload = events.findIndex(({ kind }) => kind === 'upload');
  const before = upload === -1 ? [] : events.slice(0, upload);
  const build = before.findLastIndex(({ kind }) => kind === 'build');
  const built = before[build];
  const after = before.slice(build + 1);
  if (built?.kind !== 'build' || after.some(({ kind }) => kind === 'other')) return null;
  // Written before as well: the later one is for what comes next.
  if (before.slice(0, build).some(({ kind }) => kind !== 'build')) return null;
  const write = after.find((event) => event.kind === 'write');
  return write === undefined ? null : { write, built: built.place };
}

const BUILD_ACTIONS = /^(?:hynek\/build-and-inspect-python-package|pypa\/cibuildwheel|PyO3\/maturin-action)@/i;
const UPLOAD_ACTIONS = /^pypa\/gh-action-pypi-publish@/i;
/** Actions that neither build nor write. */
const HARMLESS =
  /^actions\/(?:checkout|setup-python|setup-node|cache|upload-artifact|download-artifact)@|^astral-sh\/setup-uv@|^snok\/install-poetry@/i;

function eventsOf(step: Step): readonly Event[] {
  if (step.uses !== null) {
    const { value, place } = step.uses;
    if (UPLOAD_ACTIONS.test(value)) return [{ kind: 'upload', place }];
    if (BUILD_ACTIONS.test(value)) return [{ kind: 'build', place }];
    return HARMLESS.test(value) ? [] : [{ kind: 'other' }];
  }
  if (step.run === null) return [{ kind: 'other' }];
  const { commands, calls } = step.run;
  if (isUnknown(commands) || calls.length > 0 || step.if !== null) return [{ kind: 'other' }];
  return commands.flatMap((command) => eventOf(command) ?? []);
}

const BUILD =
  /^(?:python3? -m build|pyproject-build|(?:uv|poetry|hatch|flit|pdm|maturin) build|python3? setup\.py (?:sdist|bdist)|(?:uvx|pipx run) (?:--from )?build)\b/;
const UPLOAD = /^(?:(?:python3? -m )?twine upload|uv publish|hatch publish|poetry publish(?!.* --build))\b/;
/** The version is an argument that the run decides; a bump (`poetry version patch`) is for what comes next. */
const WRITE = /^(?:(?:uv|poetry|hatch) version |sed (?:-\S+ )+.*version)/;
const READS =
  /^(?:echo|ls|cat|cd|pip|python3? -m pip|export|tar|unzip|(?:python3? -m )?twine check|mkdir|set|uv sync|uv pip)\b/;

function eventOf({ words, place }: ShellCommand): Event | null {
  if (words.length === 0) return null;
  const text = words.map((word) => word.text).join(' ');
  if (BUILD.test(text)) return { kind: 'build', place };
  if (UPLOAD.test(text)) return { kind: 'upload', place };
  const isDecided = words.slice(1).some((word) => !word.isLiteral);
  if (WRITE.test(text)) return isDecided && isOfTag(text) ? { kind: 'write', place, text } : { kind: 'other' };
  return READS.test(text) ? null : { kind: 'other' };
}

/** The tag that started the run. */
function isOfTag(text: string): boolean {
  return /GITHUB_REF|github\.ref_name|github\.event\.release\.tag_name|\$\{?TAG\b|\$\{?VERSION\b/.test(text);
}

import type { MetadataHoles } from './metadata-holes.ts';
import { withoutHoles } from './metadata-holes.ts';
import type { TemplateNames, TemplateValue } from './metadata-render.ts';
import type { Instant, MetadataContext, MetadataProblem } from './metadata-types.ts';
import type { Partial } from '../core/partial.ts';
import { equalPartial, isWhole, knownPieces } from '../core/partial.ts';

/** What the action throws. */
export class Failure extends Error {
  readonly code: MetadataProblem['code'];
  readonly attribute: string | null;
  readonly got: string | null;
  readonly expected: readonly string[];

  constructor(
    code: MetadataProblem['code'],
    message: string,
    about: { readonly attribute?: string; readonly got?: string; readonly expected?: readonly string[] } = {},
  ) {
    super(message);
    this.code = code;
    this.attribute = about.attribute ?? null;
    this.got = about.got ?? null;
    this.expected = about.expected ?? [];
  }
}

/** Where the action takes its context from. */
export type Source = 'workflow' | 'git' | 'unknown';

/** How a ref begins, and what follows; `is` is null where holes leave it open. */
export type RefRest = { readonly is: boolean | null; readonly rest: Partial };

/** What the action knows of its run, with holes by number. */
export class MetadataRun {
  readonly ref: Partial;
  readonly sha: Partial;
  readonly defaultBranch: Partial;
  readonly now: Instant;
  readonly commitDate: Instant;
  readonly holes: MetadataHoles;
  private readonly context: MetadataContext;
  private readonly shaLength: Partial;

  constructor(context: MetadataContext, source: Source, holes: MetadataHoles) {
    this.context = context;
    this.holes = holes;
    const { ref, sha, commitDate } = this.sourced(context, source);
    this.ref = holes.numbered(ref);
    this.sha = holes.numbered(sha);
    // A commit is never empty; the action's context may be.
    holes.fill(this.sha);
    this.defaultBranch = holes.numbered(context.defaultBranch);
    this.now = this.instant(context.now);
    this.commitDate = this.instant(commitDate);
    this.shaLength = holes.numbered(context.env?.DOCKER_METADATA_SHORT_SHA_LENGTH ?? '');
  }

  private sourced(
    context: MetadataContext,
    source: Source,
  ): { readonly ref: Partial; readonly sha: Partial; readonly commitDate: Instant } {
    if (source === 'workflow') {
      return { ref: workflowRef(context), sha: workflowSha(context, this.holes), commitDate: context.commitDate };
    }
    if (source === 'git' && context.git !== undefined) return context.git;
    const open = this.holes.restored(this.holes.make('what is checked out'));
    return { ref: open, sha: open, commitDate: open };
  }

  private instant(at: Instant): Instant {
    return typeof at === 'string' ? this.holes.numbered(at) : at;
  }

  /** Whether the event's name holds a word; null where it is not known. */
  isEvent(word: RegExp): boolean | null {
    const { eventName } = this.context;
    return word.test(withoutHoles(eventName)) ? true : isWhole(eventName) ? false : null;
  }

  /** What follows `refs/tags/` and the like in the ref. */
  after(prefix: string): RefRest {
    const start = isWhole(this.ref) ? this.ref : (knownPieces(this.ref)[0] ?? '');
    if (start.startsWith(prefix)) return { is: true, rest: this.ref.slice(prefix.length) };
    if (isWhole(this.ref) || !prefix.startsWith(start)) return { is: false, rest: '' };
    return { is: null, rest: this.holes.from(this.ref) };
  }

  /** As `{{sha}}` and `type=sha` print it. */
  shortSha(): Partial {
    const { sha, shaLength } = this;
    if (!isWhole(shaLength)) return this.holes.from(sha + shaLength);
    const length = shaLength === '' ? 7 : Number(shaLength);
    if (Number.isNaN(length)) {
      throw new Failure('invalid-value', `DOCKER_METADATA_SHORT_SHA_LENGTH is not a valid number: ${shaLength}`, {
        got: shaLength,
      });
    }
    return !isWhole(sha) || length >= sha.length ? sha : sha.substring(0, length);
  }

  /** The names that prefixes, suffixes, values and `enable` may use. */
  get expressions(): TemplateNames {
    return (name) => {
      if (name === 'date') return { kind: 'date', at: this.now };
      if (name === 'commit_date') return { kind: 'date', at: this.commitDate };
      const text = this.expression(name);
      return text === null ? null : { kind: 'text', text, isCallable: true };
    };
  }

  /** The names that the pattern of a schedule may use. */
  get dates(): TemplateNames {
    return (name): TemplateValue | null => {
      if (name === 'date') return { kind: 'date', at: this.now };
      return name === 'commit_date' ? { kind: 'date', at: this.commitDate } : null;
    };
  }

  private expression(name: string): Partial | null {
    switch (name) {
      case 'branch':
        return this.restOf('refs/heads/');
      case 'tag':
        return this.restOf('refs/tags/');
      case 'sha':
        return this.shortSha();
      case 'base_ref':
        return this.baseRef();
      case 'is_default_branch':
        return this.isDefaultBranch(false);
      case 'is_not_default_branch':
        return this.isDefaultBranch(true);
      default:
        return null;
    }
  }

  private restOf(prefix: string): Partial {
    const { is, rest } = this.after(prefix);
    return is === false ? '' : rest;
  }

  private baseRef(): Partial {
    const { baseRef, pullRequest } = this.context;
    const isTag = this.after('refs/tags/').is;
    const isPull = this.after('refs/pull/').is;
    if (isTag === null || isPull === null) return this.holes.from(this.ref);
    if (isTag && baseRef !== null) return this.holes.numbered(baseRef.replace(/^refs\/heads\//, ''));
    if (isPull && pullRequest !== null && pullRequest.baseRef !== null) return this.holes.numbered(pullRequest.baseRef);
    return '';
  }

  private isDefaultBranch(isNegated: boolean): Partial {
    const { eventDefaultBranch } = this.context;
    const branch = this.ref.replace(/^refs\/heads\//, '');
    const text = (is: boolean): string => (is === isNegated ? 'false' : 'true');
    if (branch === '') return text(false);
    const own = eventDefaultBranch === undefined ? this.defaultBranch : this.holes.numbered(eventDefaultBranch ?? '');
    const equal = own === '' ? false : equalPartial(own, branch);
    if (equal === true) return text(true);
    // These run on the default branch's last commit; a created tag is taken for one, too.
    const isOnDefault = this.isEvent(/create|discussion|issues|schedule/);
    if (isOnDefault === true) return text(true);
    if (equal === false && isOnDefault === false) return text(false);
    const open = this.holes.from(own + branch + this.holes.numbered(this.context.eventName));
    return this.holes.make(this.holes.reasonOf(open), true);
  }
}

function workflowRef({ eventName, pullRequest, ref }: MetadataContext): Partial {
  if (!withoutHoles(eventName).includes('pull_request_target')) return ref;
  return `refs/pull/${pullRequest === null ? 'undefined' : pullRequest.number}/merge`;
}

function workflowSha({ eventName, pullRequest, sha, env }: MetadataContext, holes: MetadataHoles): Partial {
  const wanted = env?.DOCKER_METADATA_PR_HEAD_SHA ?? '';
  const head = pullRequest?.headSha ?? null;
  if (!withoutHoles(eventName).includes('pull_request') || head === null) return sha;
  if (/true/i.test(withoutHoles(wanted))) return head;
  if (isWhole(wanted) || sha === head) return sha;
  return holes.restored(holes.from(holes.numbered(wanted)));
}

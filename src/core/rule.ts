import type { Edit, Safety } from './fix.ts';
import type { Data, Message, MessageData, Messages, Severity } from './message.ts';
import type { Place } from './place.ts';
import type { RawFinding, RelatedPlace } from './verdict.ts';

/** What a rule wants loaded before it is asked. */
export type Need =
  | 'pyproject'
  | 'versions'
  | 'changelog'
  | 'fragments'
  | 'workflows'
  | 'dockerfiles'
  | 'history'
  | 'commit'
  | 'readme'
  | 'copies'
  | 'locks'
  | 'bump-tools'
  | 'packaging'
  | 'schema'
  | 'licensing'
  | 'imports'
  | 'coverage'
  | 'checks'
  | 'documents';

export type RuleMeta = {
  /** Kebab-case, names the defect, reads well after "allow". Never reused. */
  readonly id: string;
  /** One line: what the rule finds. */
  readonly summary: string;
  /** One sentence: what breaks for the maintainer or the user when it is not mended. */
  readonly why: string;
  /** Version of pyrel that brought the rule. */
  readonly since: string;
  /** `always`: also in dev mode, so it must hold on every commit. `release`: only where a version is to be released. */
  readonly mode: 'always' | 'release';
  readonly needs: readonly Need[];
  /** `repository`: asked once, however many projects the repository holds. Left out: asked of each project. */
  readonly scope?: 'repository';
  /** Off unless the config gives it a level. */
  readonly offByDefault?: boolean;
  /** Rules that would say the same thing again: where this one fails, their findings at the same place are dropped. */
  readonly supersedes?: readonly string[];
};

/** An option's JSON Schema. Every option has a default and a description. */
export type OptionSchema =
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string }
  | { readonly type: 'integer'; readonly default: number; readonly minimum?: number; readonly description: string }
  | {
      readonly type: 'string';
      readonly default: string;
      readonly enum?: readonly string[];
      readonly description: string;
    }
  | {
      readonly type: 'array';
      readonly items: { readonly type: 'string' };
      readonly default: readonly string[];
      readonly description: string;
    };

export type OptionsSchema = { readonly [option: string]: OptionSchema };

export type OptionValue<S extends OptionSchema> = S extends { enum: readonly (infer E)[] }
  ? E
  : S extends { type: 'boolean' }
    ? boolean
    : S extends { type: 'integer' }
      ? number
      : S extends { type: 'array' }
        ? readonly string[]
        : string;

export type OptionValues<O extends OptionsSchema> = { readonly [K in keyof O]: OptionValue<O[K]> };

/** Returned by `check` to say that the question does not arise, or that its answer cannot be known. */
export type Skip = { readonly skip: string };

export type Details<D> = {
  readonly at: Place;
  readonly related?: readonly RelatedPlace[];
  /** Edits that mend it, applied together or not at all; none where it cannot be mended with certainty. */
  readonly fix?: readonly Edit[];
  /** Where these edits are safer, or less so, than those of the message are in general. */
  readonly safety?: Safety;
} & (keyof D extends never ? { readonly data?: Data } : { readonly data: D });

/** What a rule's `check` is handed beside the facts. */
export type Tools<M extends Messages, O extends OptionsSchema> = {
  readonly options: OptionValues<O>;
  readonly report: <Id extends keyof M & string>(messageId: Id, details: Details<MessageData<M[Id]>>) => void;
  readonly skip: (reason: string) => Skip;
  /** A look that failed (no access, a limit): neither pass nor fail. May stand beside findings. */
  readonly couldNotLook: (reason: string, subject?: string) => void;
};

/** What came of asking a rule. */
export type Answer =
  | Skip
  | {
      readonly findings: readonly RawFinding[];
      readonly blind: readonly { readonly reason: string; readonly subject?: string }[];
    };

export type RuleShape<Facts, M extends Messages, O extends OptionsSchema> = {
  readonly meta: RuleMeta;
  readonly messages: M;
  readonly options?: O;
  /** Synchronous and pure: frozen facts in, reports out. */
  readonly check: (given: Facts & Tools<M, O>) => Skip | void;
};

/** A rule with its message and option types erased, as the engine runs it. */
export type Rule<Facts> = {
  readonly meta: RuleMeta;
  readonly messages: { readonly [messageId: string]: Message };
  readonly options: OptionsSchema;
  readonly check: (facts: Facts, options: { readonly [option: string]: unknown }) => Answer;
};

/** Makes the `defineRule` of a room: the facts are fixed, messages and options are inferred from each rule. */
export function ruleDefiner<Facts>(): <const M extends Messages, const O extends OptionsSchema = Record<never, never>>(
  shape: RuleShape<Facts, M, O>,
) => Rule<Facts> {
  return (shape) => ({
    meta: shape.meta,
    messages: shape.messages,
    options: shape.options ?? {},
    check: (facts, options) => {
      const findings: RawFinding[] = [];
      const blind: { reason: string; subject?: string }[] = [];
      const skipped = shape.check({
        ...facts,
        options: options as never,
        report: (messageId, details) => {
          const { data = {}, at, related = [], fix = [], safety = shape.messages[messageId]?.fix } = details;
          if (fix.length > 0 && shape.messages[messageId]?.fix === undefined)
            throw new Error(`${shape.meta.id} mends ${messageId}, and the message does not say how safe that is`);
          const mending = fix.length === 0 || safety === undefined ? {} : { fix: { safety, edits: fix } };
          findings.push({ messageId, data, at, related, ...mending });
        },
        skip: (reason) => ({ skip: reason }),
        couldNotLook: (reason, subject) => {
          blind.push(subject === undefined ? { reason } : { reason, subject });
        },
      });
      if (skipped === undefined) return { findings, blind };
      if (findings.length + blind.length > 0) throw new Error(`${shape.meta.id} reported and then skipped`);
      return skipped;
    },
  });
}

/** Level of a rule after the config: its own severities, one for all of its messages, or not at all. */
export type RuleLevel = 'default' | 'off' | Severity;
